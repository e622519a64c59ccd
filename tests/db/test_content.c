/* domain/content against a real database: chunks, classes, several at once, and the same bytes from two sides. */
#include "fixture.h"

#include "domain/content.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { CHUNK = 256 * 1024 };

static struct ctx *c;

struct call {
  struct ctx *c;
  const char *class;
  struct content_item *item;
  size_t n;
};

static enum res do_put(void *arg) {
  struct call *x = arg;

  return content_put_all(x->c, x->class, x->item, x->n);
}

static enum res put(const char *class, struct content_item *item, size_t n) {
  struct call x = {c, class, item, n};

  return fixture_tx(c, do_put, &x);
}

/* `n` bytes that no other call makes: every place differs from its neighbours, all byte values come. */
static struct bytes bytes_made(unsigned seed, size_t n) {
  unsigned char *p = arena_alloc(c->a, n + 1);

  for (size_t i = 0; i < n; i++)
    p[i] = (unsigned char)((i * 31 + i / 256 * 7 + seed) & 0xff);
  return (struct bytes){p, n};
}

static void comes_back(const char *class, const struct content_item *item) {
  struct content out = {0};

  assert_int_equal(content_get(c, class, item->sha256, &out), RES_OK);
  assert_int_equal(out.size, item->data.n);
  assert_string_equal(out.type, item->type);
  assert_true(bytes_same(out.data, item->data));
}

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  return 0;
}

static void every_length_comes_back(void **state) {
  static const size_t length[] = {1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 5 * CHUNK + 17};
  struct content_item item[6];

  (void)state;
  for (unsigned i = 0; i < 6; i++)
    item[i] = (struct content_item){.type = "image/png", .data = bytes_made(i, length[i])};
  db_clear(c->db);
  assert_int_equal(put("image", item, 6), RES_OK);
  assert_true(db_trips(c->db) <= 6); /* two statements, prepared, and the transaction */
  for (size_t i = 0; i < 6; i++)
    comes_back("image", &item[i]);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM content_chunk"), 1 + 1 + 1 + 2 + 2 + 6);
}

static void the_same_bytes_are_kept_once(void **state) {
  struct content_item item[3];
  int64_t before = fixture_int("SELECT COUNT(*) FROM content_chunk");

  (void)state;
  item[0] = (struct content_item){.type = "image/png", .data = bytes_made(1, CHUNK - 1)}; /* there already */
  item[1] = item[2] = (struct content_item){.type = "image/jpeg", .data = bytes_made(77, CHUNK + 5)};
  assert_int_equal(put("image", item, 3), RES_OK);
  comes_back("image", &item[1]);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM content_chunk"), before + 2);
  assert_int_equal(put("image", item, 3), RES_OK);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM content_chunk"), before + 2);
}

static void classes_are_apart(void **state) {
  struct content_item item = {.type = "application/zip", .data = bytes_made(5, 100)};
  struct content out = {0};

  (void)state;
  assert_int_equal(put("package", &item, 1), RES_OK);
  comes_back("package", &item);
  assert_int_equal(content_get(c, "image", item.sha256, &out), RES_NOT_FOUND);
  assert_int_equal(put("evidence", &item, 1), RES_OK); /* a key of its own: bytes shown to others stay apart */
  comes_back("evidence", &item);
  assert_int_equal(content_get(c, "package", item.sha256, &out), RES_NOT_FOUND);
  item = (struct content_item){.type = "image/png", .data = bytes_made(6, 100)};
  assert_int_equal(put("doc", &item, 1), RES_OK); /* a draft's image is not at /media because an avatar is the same */
  comes_back("doc", &item);
  assert_int_equal(content_get(c, "image", item.sha256, &out), RES_NOT_FOUND);
  assert_int_equal(put("image", &item, 1), RES_OK);
  comes_back("image", &item);
  assert_int_equal(content_get(c, "doc", item.sha256, &out), RES_NOT_FOUND);
}

static void too_much_is_refused(void **state) {
  struct content_item item[2] = {{.type = "x/y", .data = bytes_made(9, CONTENT_MAX)},
                                 {.type = "x/y", .data = {"z", 1}}};
  int64_t before = fixture_int("SELECT COUNT(*) FROM content");

  (void)state;
  assert_int_equal(put("package", item, 2), RES_TOO_BIG);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM content"), before);
  assert_int_equal(put("package", item, 1), RES_OK);
  comes_back("package", &item[0]);
  assert_int_equal(put("package", item, 0), RES_OK);
}

static enum res race(struct ctx *mine, int i, void *arg) {
  struct content_item item = {.type = "image/png", .data = *(struct bytes *)arg};

  (void)i;
  return content_put_all(mine, "image", &item, 1);
}

static void two_sides_keep_the_same_bytes(void **state) {
  struct content_item item = {.type = "image/png", .data = bytes_made(200, 3 * CHUNK)};
  int64_t before = fixture_int("SELECT COUNT(*) FROM content_chunk");

  (void)state;
  assert_int_equal(fixture_race(6, race, &item.data, RES_OK), 6);
  seal_sha256(item.data, item.sha256);
  comes_back("image", &item);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM content_chunk"), before + 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_length_comes_back),
      cmocka_unit_test(the_same_bytes_are_kept_once),
      cmocka_unit_test(classes_are_apart),
      cmocka_unit_test(too_much_is_refused),
      cmocka_unit_test(two_sides_keep_the_same_bytes),
  };

  return cmocka_run_group_tests_name("test_content", tests, up, NULL);
}
