/* Rows of a form: numbering, every row button from both sides, blank rows, limits, what is shown, hostile names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "web/rows.h"

#include <string.h>

struct row {
  const char *name, *type;
  int64_t required;
};
static const struct choice types[] = {{"String", "String", NULL}, {"Number", "Number", NULL}};
static const struct field row_fields[] = {
    F_TEXT(struct row, name, .label = "名称", .min = 1, .max = 5),
    F_SELECT(struct row, type, .label = "类型", .choices = types, .nchoices = 2, .min = 1),
    F_CHECK(struct row, required, .label = "必填"),
};
FORM(row, struct row);
static const struct rows props = {.name = "props", .label = "属性", .add_label = "添加属性", .form = &row, .max = 3};
static const struct rows needed = {
    .name = "props", .label = "属性", .add_label = "添加属性", .form = &row, .max = 3, .min = 2};

static struct arena *arena;
static struct ctx ctx;
static struct req req;
static struct http_param param[64];

static int setup(void **state) {
  (void)state;
  arena = arena_new(16 << 20);
  ctx = (struct ctx){.a = arena, .lang = LANG_ZH};
  req = (struct req){.c = &ctx, .post = {.param = param}, .d = data_new(arena)};
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static void post(const char *name, const char *value) {
  req.post.param[req.post.n++] = (struct http_param){name, value};
}

/* All that is posted, as "name=value" with blanks between. */
static const char *posted(void) {
  struct buf b = buf_new(arena, 4096);

  for (size_t i = 0; i < req.post.n; i++)
    buf_fmt(&b, "%s%s=%s", i == 0 ? "" : " ", req.post.param[i].name, req.post.param[i].value);
  return b.n == 0 ? "" : b.p;
}

static void post_three(void) {
  post("csrf", "t");
  post("props.1.name", "a");
  post("props.1.type", "Number");
  post("props.2.name", "b");
  post("props.3.name", "c");
  post("props.3.required", "1");
}

static void test_numbering(void **state) {
  (void)state;
  post("props.7.name", "c");
  post("props.2.name", "a");
  post("other.1.name", "o");
  post("props.2.type", "String");
  post("props.007.type", "Number");
  assert_int_equal(rows_posted(&req, &props), 2);
  assert_string_equal(posted(), "props.2.name=c props.1.name=a other.1.name=o props.1.type=String props.2.type=Number");
}

static void test_names_that_are_none(void **state) {
  static const char *const none[] = {
      "props",         "props.",      "props.1",    "props.0",    "props.-1.name", "props.1000.n",
      "props.1x.name", "props..name", "xprops.1.n", "props.name", "props. 1.n",    "props.99999999999999999999999.n",
      "Props.1.n"};

  (void)state;
  for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
    post(none[i], "x");
  assert_int_equal(rows_posted(&req, &props), 0);
  assert_int_equal(req.post.n, sizeof none / sizeof none[0]);
  post("props.999.name", "x");
  assert_int_equal(rows_posted(&req, &props), 1);
  assert_string_equal(req.post.param[req.post.n - 1].name, "props.1.name");
}

static void test_from_zero(void **state) {
  (void)state;
  post("props.0.name", "a");
  post("props.1.name", "b");
  assert_true(rows_op(&req, &props, "props.down.0"));
  assert_string_equal(posted(), "props.2.name=a props.1.name=b");
  req.post.n = 0;
  post("props.0.name", "a");
  post("props.1.name", "b");
  assert_true(rows_op(&req, &props, "props.del.0"));
  assert_string_equal(posted(), "props.1.name=b");
}

static void test_add(void **state) {
  (void)state;
  assert_true(rows_op(&req, &props, "props.add"));
  assert_string_equal(posted(), "props.1.name=");
  assert_true(rows_op(&req, &props, "props.add"));
  assert_true(rows_op(&req, &props, "props.add"));
  assert_false(rows_op(&req, &props, "props.add")); /* the maximum */
  assert_int_equal(rows_posted(&req, &props), 3);
}

static void test_delete(void **state) {
  (void)state;
  post_three();
  assert_true(rows_op(&req, &props, "props.del.2"));
  assert_string_equal(posted(), "csrf=t props.1.name=a props.1.type=Number props.2.name=c props.2.required=1");
  assert_true(rows_op(&req, &props, "props.del.1"));
  assert_true(rows_op(&req, &props, "props.del.1"));
  assert_string_equal(posted(), "csrf=t");
  assert_false(rows_op(&req, &props, "props.del.1"));
}

static void test_move(void **state) {
  (void)state;
  post_three();
  assert_true(rows_op(&req, &props, "props.up.2"));
  assert_true(rows_op(&req, &props, "props.down.2"));
  assert_string_equal(posted(), "csrf=t props.3.name=a props.3.type=Number props.1.name=b props.2.name=c"
                                " props.2.required=1");
}

static void test_ops_refused(void **state) {
  static const char *const refused[] = {
      "",           "props",        "props.",        "props.del",    "props.del.",      "props.del.0", "props.del.4",
      "props.up.1", "props.down.3", "props.swap.2",  "props.del.2x", "props.del.-1",    "event.add",   "props.add.1",
      "propsx.add", "props.up.4",   "props.down.99", "save",         "props.del.1.1.1", "props..2",
  };
  const char *before;

  (void)state;
  post_three();
  before = posted();
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
    assert_false(rows_op(&req, &props, refused[i]));
  assert_string_equal(posted(), before);
}

static void test_read(void **state) {
  struct row out[3] = {0};

  (void)state;
  post("props.1.name", " a ");
  post("props.1.type", "Number");
  post("props.2.name", "  ");
  post("props.2.type", "Number"); /* a chosen type alone is a blank row */
  post("props.3.name", "");
  post("props.3.required", "1"); /* ticked: not blank, so its name is asked for */
  post("props.3.type", "String");
  assert_int_equal(rows_read(&req, &props, out), 2);
  assert_string_equal(out[0].name, "a");
  assert_string_equal(out[0].type, "Number");
  assert_int_equal(out[1].required, 1);
  assert_int_equal(req.errors.n, 1);
  assert_string_equal(req.errors.e[0].field, "props.2.name");
}

static void test_read_checks(void **state) {
  struct row out[3] = {0};

  (void)state;
  post("props.1.name", "abcde");
  post("props.1.type", "String");
  post("props.2.name", "abcdef");
  post("props.2.type", "Any");
  assert_int_equal(rows_read(&req, &props, out), 2);
  assert_int_equal(req.errors.n, 2);
  assert_non_null(form_complaint(&req, "props.2.name"));
  assert_non_null(form_complaint(&req, "props.2.type"));
}

static void test_read_maximum(void **state) {
  struct row out[3] = {0};

  (void)state;
  for (int i = 1; i <= 4; i++) {
    post(arena_fmt(arena, "props.%d.name", i), "a");
    post(arena_fmt(arena, "props.%d.type", i), "String");
  }
  assert_int_equal(rows_read(&req, &props, out), 0);
  assert_non_null(form_complaint(&req, "props"));
  assert_null(out[0].name);
  req.errors.n = 0;
  assert_true(rows_op(&req, &props, "props.del.4"));
  assert_int_equal(rows_read(&req, &props, out), 3);
  assert_int_equal(req.errors.n, 0);
}

static void test_read_minimum(void **state) {
  struct row out[3] = {0};

  (void)state;
  post("props.1.name", "a");
  post("props.1.type", "String");
  post("props.2.name", " ");
  post("props.2.type", "String");
  assert_int_equal(rows_read(&req, &needed, out), 1); /* a blank row is none */
  assert_non_null(form_complaint(&req, "props"));
  assert_int_equal(req.errors.n, 1);
  req.errors.n = 0;
  post("props.2.name", "b");
  post("props.2.type", "String");
  assert_int_equal(rows_read(&req, &needed, out), 2);
  assert_int_equal(req.errors.n, 0);
}

static const char *dump(void) {
  struct buf b = buf_new(arena, 1 << 20);

  data_dump(req.d, &b);
  return b.p;
}

static void test_show_kept(void **state) {
  const struct row kept[] = {{"a", "Number", 1}, {"b", "String", 0}};
  const char *text;

  (void)state;
  rows_show(&req, &props, kept, 2, false, req.d);
  text = dump();
  assert_non_null(strstr(text, "group: props\n"));
  assert_non_null(strstr(text, "add_op: props.add\n"));
  assert_non_null(strstr(text, "name: props.1.name\n"));
  assert_non_null(strstr(text, "id: f-props.2.type\n"));
  assert_non_null(strstr(text, "down_op: props.down.1\n"));
  assert_non_null(strstr(text, "up_op: props.up.2\n"));
  assert_null(strstr(text, "props.up.1\n"));
  assert_null(strstr(text, "props.down.2\n"));
  assert_non_null(strstr(text, "del_op: props.del.2\n"));
}

static void test_show_posted(void **state) {
  const char *text;

  (void)state;
  post_three();
  form_complain(&req, "props.2.name", "请填写名称");
  rows_show(&req, &props, NULL, 0, true, req.d);
  text = dump();
  assert_null(strstr(text, "add_op: props.add\n")); /* three are the most */
  assert_non_null(strstr(text, "value: c\n"));
  assert_non_null(strstr(text, "error: 请填写名称\n"));
}

static void test_show_minimum(void **state) {
  (void)state;
  post("props.1.name", "a");
  rows_show(&req, &needed, NULL, 0, true, req.d);
  assert_non_null(strstr(dump(), "name: props.2.name\n")); /* the second is there to be filled in */
  assert_null(strstr(dump(), "name: props.3.name\n"));
  assert_null(strstr(dump(), "group_optional: 1\n"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_numbering, setup, teardown),
      cmocka_unit_test_setup_teardown(test_names_that_are_none, setup, teardown),
      cmocka_unit_test_setup_teardown(test_from_zero, setup, teardown),
      cmocka_unit_test_setup_teardown(test_add, setup, teardown),
      cmocka_unit_test_setup_teardown(test_delete, setup, teardown),
      cmocka_unit_test_setup_teardown(test_move, setup, teardown),
      cmocka_unit_test_setup_teardown(test_ops_refused, setup, teardown),
      cmocka_unit_test_setup_teardown(test_read, setup, teardown),
      cmocka_unit_test_setup_teardown(test_read_checks, setup, teardown),
      cmocka_unit_test_setup_teardown(test_read_maximum, setup, teardown),
      cmocka_unit_test_setup_teardown(test_read_minimum, setup, teardown),
      cmocka_unit_test_setup_teardown(test_show_minimum, setup, teardown),
      cmocka_unit_test_setup_teardown(test_show_kept, setup, teardown),
      cmocka_unit_test_setup_teardown(test_show_posted, setup, teardown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
