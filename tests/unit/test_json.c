/* base/json: documents and texts go with the arena, and a text has the order that is asked for. */
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena *a;

static int up(void **state) {
  (void)state;
  a = arena_new(1 << 20);
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

static void a_document_goes_with_the_arena(void **state) {
  json_t *mine = json_object();

  (void)state;
  assert_ptr_equal(arena_json(a, json_incref(mine)), mine);
  assert_int_equal(mine->refcount, 2);
  arena_reset(a);
  assert_int_equal(mine->refcount, 1);
  assert_null(arena_json(a, NULL));
  arena_reset(a);
  json_decref(mine);
}

static void a_text_gives_its_document_up(void **state) {
  json_t *mine = json_pack("{s:s, s:[i, n]}", "z", "值\n", "a", 1);

  (void)state;
  assert_string_equal(arena_json_text(a, json_incref(mine), 0), "{\"z\":\"值\\n\",\"a\":[1,null]}");
  assert_int_equal(mine->refcount, 1);
  assert_string_equal(arena_json_text(a, mine, JSON_SORT_KEYS), "{\"a\":[1,null],\"z\":\"值\\n\"}");
}

static void what_has_no_text(void **state) {
  (void)state;
  assert_null(arena_json_text(a, NULL, 0));
  assert_null(arena_json_text(a, json_stringn_nocheck("\xff", 1), 0)); /* and jansson reads none, nor makes one */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_document_goes_with_the_arena),
      cmocka_unit_test(a_text_gives_its_document_up),
      cmocka_unit_test(what_has_no_text),
  };

  return cmocka_run_group_tests(tests, up, down);
}
