/* web/data and web/view: how a template sees the dataset, and that nothing passes unescaped. */
#include "web/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char root[64];

static void write_file(const char *name, const char *text) {
  static const char *const langs[] = {"zh", "en"};

  for (int l = 0; l < 2; l++) {
    char path[200];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s/%s", root, langs[l], name);
    f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "{{%%AUTOESCAPE context=\"HTML\"}}\n%s", text);
    fclose(f);
  }
}

static int set_up(void **state) {
  static const char *const dirs[] = {"zh", "en", "zh/part", "en/part"};
  const char *why;

  (void)state;
  snprintf(root, sizeof root, "/tmp/test-view-XXXXXX");
  assert_non_null(mkdtemp(root));
  for (int i = 0; i < 4; i++) {
    char path[200];

    snprintf(path, sizeof path, "%s/%s", root, dirs[i]);
    assert_int_equal(mkdir(path, 0700), 0);
  }
  write_file("page.tpl", "{{#rows}}<i>{{name}}/{{outer}}</i>{{/rows}}{{#no_rows}}none{{/no_rows}}\n"
                         "{{#on}}on{{/on}}{{#no_on}}off{{/no_on}}\n{{>part_tag}}\n");
  write_file("part/tag.tpl", "<b title=\"{{label}}\">{{label}}</b>\n");
  write_file("frame.tpl", "[{{>BODY}}]\n");
  write_file("link.tpl", "<a href=\"{{link}}\">x</a>\n");
  return view_init(root, &why) ? 0 : -1;
}

static const char *render(struct arena *a, const char *file, const struct data *d) {
  struct buf out = buf_new(a, 1 << 16);

  assert_true(view_render(LANG_ZH, file, d, &out));
  return out.p;
}

static void sections_follow_the_dataset(void **state) {
  struct arena *a = arena_new(1 << 20);
  struct data *d = data_new(a), *row;

  (void)state;
  data_text(d, "label", "L");
  data_text(d, "outer", "o");
  data_flag(d, "on", true);
  data_rows(d, "rows");
  assert_non_null(strstr(render(a, "page.tpl", d), "none\non"));
  row = data_row(d, "rows");
  data_text(row, "name", "1");
  row = data_row(d, "rows");
  data_text(row, "name", "2");
  data_text(row, "outer", "own");
  data_int(d, "on", 0);
  assert_non_null(strstr(render(a, "page.tpl", d), "<i>1/o</i><i>2/own</i>\noff"));
  arena_free(a);
}

static void hostile_values_stay_text(void **state) {
  struct arena *a = arena_new(1 << 20);
  struct data *d = data_new(a);
  const char *out;

  (void)state;
  data_text(d, "label", "\"'><script>alert(1)</script>");
  data_text(d, "link", "javascript:alert(1)");
  out = render(a, "page.tpl", d);
  assert_null(strstr(out, "<script>"));
  assert_non_null(strstr(out, "&quot;&#39;&gt;&lt;script&gt;"));
  assert_null(strstr(render(a, "link.tpl", d), "javascript:"));
  arena_free(a);
}

static void bodies_are_included_by_name(void **state) {
  struct arena *a = arena_new(1 << 20);
  struct data *d = data_new(a);
  struct buf out = buf_new(a, 1 << 16);

  (void)state;
  data_text(d, "BODY", "link.tpl");
  data_text(d, "link", "/x");
  assert_non_null(strstr(render(a, "frame.tpl", d), "[<a href=\"/x\">"));
  data_text(d, "BODY", "absent.tpl");
  assert_false(view_render(LANG_ZH, "frame.tpl", d, &out));
  assert_true(view_has("link.tpl"));
  assert_false(view_has("absent.tpl"));
  arena_free(a);
}

static void names_that_nobody_set_are_told(void **state) {
  struct arena *a = arena_new(1 << 20);
  struct data *d = data_new(a);
  const char *const *names;

  (void)state;
  (void)view_unset();
  data_text(d, "label", NULL); /* known, though empty */
  (void)render(a, "page.tpl", d);
  assert_null(view_unset()[0]);
  (void)render(a, "link.tpl", d);
  names = view_unset();
  assert_string_equal(names[0], "link");
  assert_null(names[1]);
  arena_free(a);
}

static void a_full_page_is_not_shown(void **state) {
  struct arena *a = arena_new(1 << 20);
  struct data *d = data_new(a);
  struct buf out = buf_new(a, 8);

  (void)state;
  data_text(d, "link", "/a-long-one");
  assert_false(view_render(LANG_ZH, "link.tpl", d, &out));
  arena_free(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sections_follow_the_dataset), cmocka_unit_test(hostile_values_stay_text),
      cmocka_unit_test(bodies_are_included_by_name), cmocka_unit_test(names_that_nobody_set_are_told),
      cmocka_unit_test(a_full_page_is_not_shown),
  };

  return cmocka_run_group_tests(tests, set_up, NULL);
}
