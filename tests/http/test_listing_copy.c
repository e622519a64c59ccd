/* Taking an access guide over through the pages: from the revision before, from another plugin of the subject, never from others. */
#include "asking.h"

#include "../db/fixture.h"
#include "demo.h"
#include "form.h"
#include "journey.h"
#include "page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *guide_path(void) { return at("/console/plugins/%s/listing/guide", plugin); }
static const char *copy_path(void) { return at("%s/copy", guide_path()); }
static int64_t items(void) {
  return fixture_int("SELECT JSON_LENGTH(guide, '$.components') + JSON_LENGTH(guide, '$.pages') +"
                     " JSON_LENGTH(guide, '$.interfaces') + JSON_LENGTH(guide, '$.config') FROM listing_revision"
                     " WHERE open_of = %s",
                     plugin);
}
static const char *live_of(const char *whose) {
  return at("%lld",
            (long long)fixture_int("SELECT v.id FROM listing_revision v JOIN plugin p ON p.id = v.live_of WHERE %s"
                                   " LIMIT 1",
                                   whose));
}

static void what_is_missing_is_added(void **state) {
  struct form *f;
  struct page *p;
  int64_t whole;

  (void)state;
  journey_press(provider, at("/console/plugins/%s/listing", plugin), "discard", 200); /* that of the demo data */
  journey_press(provider, at("/console/plugins/%s/listing", plugin), "revise", 200);
  whole = items();
  assert_true(whole > 1);
  p = see(provider, guide_path());
  f = form_get(p, "save");
  page_want(form_press(provider, f, "op",
                       page_count(p, "//button[@value='del.components.1']") == 1 ? "del.components.1" : "del.pages.1"),
            200);
  assert_int_equal(items(), whole - 1);
  f = form_get(see(provider, guide_path()), "save");
  form_set(f, "description", "路上写的说明");
  p = page_want(form_press(provider, f, "op", "copy"), 200); /* what was typed is kept */
  assert_non_null(strstr(p->url, copy_path()));
  assert_string_equal(form_value(form_get(see(provider, guide_path()), "save"), "description"), "路上写的说明");
  assert_int_equal(page_count(p, "//input[@name='from']") > 1, 1); /* the live one of this plugin, and others */
  assert_int_equal(page_count(p, at("//input[@name='from' and @value='%s']", live_of(at("p.id = %s", plugin)))), 1);
  f = form_get(p, "copy");
  form_set(f, "from", live_of(at("p.id = %s", plugin)));
  p = page_want(form_send(provider, f), 200);
  assert_true(page_says(p, "已添加 1 项"));
  assert_non_null(strstr(p->url, guide_path()));
  assert_int_equal(items(), whole);
}

static void another_plugin_of_the_subject_will_do(void **state) {
  const char *other =
      live_of(at("p.subject_id = (SELECT subject_id FROM plugin WHERE id = %s) AND p.id <> %s", plugin, plugin));
  struct form *f = form_get(see(provider, copy_path()), "copy"), *late = form_get(see(provider, copy_path()), "copy");

  (void)state;
  form_set(f, "from", other);
  form_set(f, "mode", "replace");
  assert_true(page_says(page_want(form_send(provider, f), 200), "已替换为所选的指引"));
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM listing_revision v JOIN listing_revision o ON o.guide = v.guide"
                               " WHERE v.open_of = %s AND o.id = %s",
                               plugin, other),
                   1);
  page_want(form_send(provider, late), 409); /* from a page without it */
}

static void guides_of_others_are_not_copied(void **state) {
  struct form *f = form_get(see(provider, copy_path()), "copy");
  int64_t before = items();

  (void)state;
  form_set(f, "from", live_of(at("p.subject_id <> (SELECT subject_id FROM plugin WHERE id = %s)", plugin)));
  page_want(form_send(provider, f), 422);
  f = form_get(see(provider, copy_path()), "copy");
  form_set(f, "mode", "burn");
  page_want(form_send(provider, f), 422);
  page_want(client_get(merchant, copy_path()), 404);
  assert_int_equal(items(), before);
  journey_press(provider, at("/console/plugins/%s/listing", plugin), "discard", 200);
  page_want(form_send(provider, f), 409); /* nothing is being written */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_missing_is_added),
      cmocka_unit_test(another_plugin_of_the_subject_will_do),
      cmocka_unit_test(guides_of_others_are_not_copied),
  };

  return cmocka_run_group_tests(tests, asking_begin, asking_end);
}
