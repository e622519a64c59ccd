/* What a version is submitted with, against a real database: previews in their order and their number, what is kept before
 * it is saved, what the plugin shows of them, and where the test account can be read. */
#include "version_scene.h"

#include "domain/content.h"
#include "domain/desk.h"
#include "domain/offer.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MANY = 7 };

static struct shot shot[MANY]; /* images that are stored */

struct keep_call {
  const struct version *v;
  unsigned rel;
  const struct shot *preview;
  size_t n;
};

static enum res do_store(void *arg) {
  struct content_item item[MANY];
  enum res r;

  (void)arg;
  for (size_t i = 0; i < MANY; i++)
    item[i] = (struct content_item){.type = "image/png", .data = bytes_of(arena_fmt(c->a, "preview %zu", i))};
  r = content_put_all(c, "image", item, MANY);
  for (size_t i = 0; i < MANY; i++)
    shot[i] = (struct shot){{arena_strn(c->a, (char *)item[i].sha256, SEAL_HASH), SEAL_HASH},
                            arena_fmt(c->a, "图 %zu.png", i)};
  return r;
}

static int up(void **state) {
  int r = scene_up(state);

  assert_int_equal(fixture_tx(c, do_store, NULL), RES_OK);
  return r;
}

static enum res do_keep(void *arg) {
  const struct keep_call *x = arg;

  return version_keep(c, x->v, x->rel, x->preview, x->n);
}

static enum res keep(const struct version *v, const struct shot *preview, size_t n) {
  struct keep_call x = {v, REL_DEVELOPER, preview, n};

  c->why = (struct reason){0};
  return fixture_tx(c, do_keep, &x);
}

static enum res save_shots(struct version *v, const struct shot *preview, size_t n) {
  struct version_submission in = complete;

  in.preview = preview;
  in.npreviews = n;
  return save(v, &in);
}

static void want(const char *text, const struct shot *list, size_t n) {
  if (n == 0)
    assert_null(text);
  else
    assert_string_equal(text, shots_text(c->a, list, n));
}

static void previews_keep_their_order(void **state) {
  struct shot turned[3] = {shot[2], shot[0], shot[1]};
  struct plugin p = plugin_in("init");
  struct version v = fetch(&p, "1.0.0");

  (void)state;
  assert_int_equal(save_shots(&v, shot, 3), RES_OK);
  want(fetch(&p, "1.0.0").pictures, shot, 3);
  v = fetch(&p, "1.0.0");
  assert_int_equal(save_shots(&v, turned, 3), RES_OK);
  v = fetch(&p, "1.0.0");
  want(v.pictures, turned, 3);
  assert_int_equal(save_shots(&v, turned, 1), RES_OK);
  want(fetch(&p, "1.0.0").pictures, turned, 1);
  v = fetch(&p, "1.0.0");
  assert_int_equal(save_shots(&v, NULL, 0), RES_OK);
  want(fetch(&p, "1.0.0").pictures, NULL, 0);
}

static void five_previews_at_most(void **state) {
  struct plugin p = plugin_in("init");
  struct version v = fetch(&p, "1.0.0");

  (void)state;
  assert_int_equal(save_shots(&v, shot, 6), RES_INVALID);
  assert_string_equal(c->why.field, "previews");
  v = fetch(&p, "1.0.0");
  assert_int_equal(save_shots(&v, shot, 5), RES_OK);
  want(fetch(&p, "1.0.0").pictures, shot, 5);
}

/* A submission without a save before it carries them too, and a stale form changes none. */
static void previews_go_with_the_submission(void **state) {
  struct plugin p = plugin_in("init");
  struct version v = fetch(&p, "1.0.0"), stale = v;

  (void)state;
  assert_int_equal(save_shots(&v, shot, 2), RES_OK);
  assert_int_equal(save_shots(&stale, shot + 3, 1), RES_STALE);
  want(fetch(&p, "1.0.0").pictures, shot, 2);
  assert_int_equal(move(&p, "1.0.0", "submit"), RES_OK);
  v = fetch(&p, "1.0.0");
  assert_int_equal(save_shots(&v, shot, 1), RES_CONFLICT);
  assert_int_equal(move(&p, "1.0.0", "withdraw"), RES_OK);
  want(fetch(&p, "1.0.0").pictures, shot, 2);
  assert_int_equal(move(&p, "1.0.0", "submit"), RES_OK);
  assert_int_equal(decide(&p, "1.0.0", "reject", "no", v.package_sha256), RES_OK);
  assert_int_equal(move(&p, "1.0.0", "return"), RES_OK);
  v = fetch(&p, "1.0.0");
  want(v.pictures, shot, 2); /* everything is there for the next submission */
  assert_string_equal(v.usage_text, complete.usage);
  assert_int_equal(v.self_check, 1);
}

static void what_is_chosen_is_kept_until_it_is_saved(void **state) {
  struct plugin p = plugin_in("init");
  struct version v = fetch(&p, "1.0.0");
  struct shot *all = NULL;
  size_t saved = 9;

  (void)state;
  assert_int_equal(save_shots(&v, shot, 1), RES_OK);
  v = fetch(&p, "1.0.0");
  assert_int_equal(keep(&v, shot, 3), RES_OK);     /* of which one is saved already */
  assert_int_equal(fetch(&p, "1.0.0").rev, v.rev); /* the open form stays good */
  v = fetch(&p, "1.0.0");
  want(v.pictures, shot, 1);
  want(v.kept, shot + 1, 2);
  assert_int_equal(version_previews(c, &v, &all, &saved), 3);
  assert_int_equal(saved, 1);
  assert_string_equal(all[2].name, shot[2].name);
  assert_int_equal(keep(&v, shot + 2, 1), RES_OK); /* instead of what was kept before */
  v = fetch(&p, "1.0.0");
  want(v.kept, shot + 2, 1);
  assert_int_equal(save_shots(&v, shot, 3), RES_OK);
  v = fetch(&p, "1.0.0");
  want(v.pictures, shot, 3);
  want(v.kept, NULL, 0);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'version.previews' AND object_id = %lld", (long long)v.id),
      2);
}

static void who_may_not_save_keeps_nothing(void **state) {
  struct plugin p = plugin_in("init");
  struct version v = fetch(&p, "1.0.0");
  struct keep_call x = {&v, REL_OPERATOR, shot, 1};

  (void)state;
  assert_int_equal(fixture_tx(c, do_keep, &x), RES_FORBIDDEN);
  p = plugin_in("auditing");
  v = fetch(&p, "1.0.0");
  assert_int_equal(keep(&v, shot, 1), RES_CONFLICT);
  want(fetch(&p, "1.0.0").kept, NULL, 0);
}

/* domain.md section 2: "of the version put online last". */
static void the_plugin_shows_those_online_last(void **state) {
  struct plugin p = plugin_in("init");
  struct version v = fetch(&p, "1.0.0");
  struct offer o = {0};

  (void)state;
  assert_int_equal(save_shots(&v, shot, 2), RES_OK);
  assert_int_equal(move(&p, "1.0.0", "submit"), RES_OK);
  assert_int_equal(decide(&p, "1.0.0", "approve", NULL, v.package_sha256), RES_OK);
  assert_int_equal(offer_any(c, p.id, &o), RES_OK);
  want(o.previews, NULL, 0); /* approved is not online */
  assert_int_equal(move(&p, "1.0.0", "online"), RES_OK);
  assert_int_equal(offer_any(c, p.id, &o), RES_OK);
  want(o.previews, shot, 2);
  assert_int_equal(upload(&p, "1.1.0"), RES_OK);
  v = fetch(&p, "1.1.0");
  assert_int_equal(save_shots(&v, shot + 4, 1), RES_OK);
  assert_int_equal(offer_any(c, p.id, &o), RES_OK);
  want(o.previews, shot, 2); /* the next one's are its own until it is online */
  assert_int_equal(move(&p, "1.1.0", "submit"), RES_OK);
  assert_int_equal(decide(&p, "1.1.0", "approve", NULL, v.package_sha256), RES_OK);
  assert_int_equal(move(&p, "1.1.0", "online"), RES_OK);
  assert_int_equal(offer_any(c, p.id, &o), RES_OK);
  want(o.previews, shot + 4, 1);
}

static void the_reviewer_reads_the_same(void **state) {
  struct plugin p = plugin_in("init");
  struct version v = fetch(&p, "1.0.0");
  struct desk_version d = {0};

  (void)state;
  assert_int_equal(save_shots(&v, shot, 5), RES_OK);
  assert_int_equal(desk_version_load(c, v.id, &d), RES_OK);
  want(d.pictures, shot, 5);
  assert_int_equal(d.doc_at, 1);
}

/* Neither of the two words stands in any text of the database, whatever was done with them. */
static void the_test_account_is_written_nowhere(void **state) {
  static const char account[] = "geheim-konto-7", password[] = "geheim-wort-9";
  struct plugin p = plugin_in("init");
  struct version v = fetch(&p, "1.0.0");
  struct version_submission in = complete;
  const char *one, *two;

  (void)state;
  in.account = account;
  in.password = password;
  assert_int_equal(save(&v, &in), RES_OK);
  assert_int_equal(move(&p, "1.0.0", "submit"), RES_OK);
  assert_int_equal(move(&p, "1.0.0", "withdraw"), RES_OK);
  v = fetch(&p, "1.0.0");
  version_login(c, &v, &one, &two);
  assert_string_equal(one, account);
  assert_string_equal(two, password);
  assert_int_equal(fixture_int("SELECT (SELECT COUNT(*) FROM audit WHERE CONCAT_WS(' ', act, object_kind, detail) LIKE"
                               " '%%geheim-%%') + (SELECT COUNT(*) FROM history WHERE reason LIKE '%%geheim-%%') +"
                               " (SELECT COUNT(*) FROM version WHERE INSTR(test_login, 'geheim') > 0 OR CONCAT_WS(' ',"
                               " description, usage_text, tags, note, findings, manifest) LIKE '%%geheim-%%')"),
                   0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(previews_keep_their_order),       cmocka_unit_test(five_previews_at_most),
      cmocka_unit_test(previews_go_with_the_submission), cmocka_unit_test(what_is_chosen_is_kept_until_it_is_saved),
      cmocka_unit_test(who_may_not_save_keeps_nothing),  cmocka_unit_test(the_plugin_shows_those_online_last),
      cmocka_unit_test(the_reviewer_reads_the_same),     cmocka_unit_test(the_test_account_is_written_nowhere),
  };

  return cmocka_run_group_tests_name("test_submission", tests, up, NULL);
}
