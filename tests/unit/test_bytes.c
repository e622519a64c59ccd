/* Spans, the bounded buffer from both sides of its maximum, entities and hex. */
#include "base/bytes.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int make_arena(void **state) {
  *state = arena_new(1 << 20);
  return 0;
}

static int drop_arena(void **state) {
  arena_free(*state);
  return 0;
}

static void spans(void **state) {
  (void)state;
  assert_int_equal(bytes_of(NULL).n, 0);
  assert_int_equal(bytes_of("abc").n, 3);
  assert_true(bytes_same(bytes_of(NULL), bytes_of("")));
  assert_true(bytes_same(bytes_of("ab"), (struct bytes){"abc", 2}));
  assert_false(bytes_same(bytes_of("ab"), bytes_of("abc")));
  assert_false(bytes_same((struct bytes){"a\0b", 3}, (struct bytes){"a\0c", 3}));
}

static void buffer_stops_at_its_maximum(void **state) {
  struct buf b = buf_new(*state, 1000);

  for (int i = 0; i < 999; i++)
    assert_true(buf_char(&b, 'x'));
  assert_false(buf_str(&b, "yz"));
  assert_true(b.full);
  assert_int_equal(b.n, 999);
  assert_true(buf_char(&b, 'y'));
  assert_false(buf_char(&b, 'z'));
  assert_int_equal(b.n, 1000);
  assert_int_equal(strlen(b.p), 1000);
}

static void small_buffers(void **state) {
  struct buf b = buf_new(*state, 0), c = buf_new(*state, 3);

  assert_string_equal(b.p, "");
  assert_true(buf_add(&b, NULL, 0));
  assert_false(b.full);
  assert_false(buf_char(&b, 'x'));
  assert_true(b.full);
  assert_false(buf_fmt(&c, "%d", 1234));
  assert_true(buf_fmt(&c, "%d", 123));
  assert_string_equal(c.p, "123");
}

static void cut(void **state) {
  struct buf b = buf_new(*state, 4);

  buf_str(&b, "abcd");
  buf_cut(&b, 2);
  assert_string_equal(b.p, "ab");
  assert_true(buf_str(&b, "xy"));
  assert_string_equal(b.p, "abxy");
  buf_cut(&b, 0);
  assert_int_equal(b.n, 0);
  assert_string_equal(b.p, "");
}

static void entities(void **state) {
  struct buf b = buf_new(*state, 100), c = buf_new(*state, 4);

  assert_true(buf_html(&b, "<a href=\"x\">'&'</a>", 19));
  assert_string_equal(b.p, "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  assert_false(buf_html(&c, "ab<", 3));
  assert_true(c.full);
}

static void hex(void **state) {
  unsigned char out[3] = {0};

  assert_string_equal(bytes_hex(*state, "\x00\x7f\xff", 3), "007fff");
  assert_string_equal(bytes_hex(*state, "", 0), "");
  assert_true(bytes_unhex("007fFF", out, 3));
  assert_memory_equal(out, "\x00\x7f\xff", 3);
  assert_false(bytes_unhex("007ff", out, 3));
  assert_false(bytes_unhex("007fff0", out, 3));
  assert_false(bytes_unhex("007fg0", out, 3));
  assert_false(bytes_unhex(" 07fff", out, 3));
  assert_true(bytes_unhex("", out, 0));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(spans),         cmocka_unit_test(buffer_stops_at_its_maximum),
      cmocka_unit_test(small_buffers), cmocka_unit_test(entities),
      cmocka_unit_test(cut),           cmocka_unit_test(hex),
  };

  return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
