/* domain/doc against a real database: revisions, their images, publishing, and two people at once. */
#include "fixture.h"

#include "domain/content.h"
#include "domain/doc.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define PLUGIN 1000000000000001

static struct ctx *c;
static struct plugin p;

struct call {
  struct ctx *c;
  unsigned rel;
  struct docpack *pack;
  struct doc *d;
  int64_t n;
};

static enum res do_put(void *arg) {
  struct call *x = arg;

  return doc_put(x->c, &p, x->rel, x->pack, &x->n);
}

static enum res do_publish(void *arg) {
  struct call *x = arg;
  struct doc d = *x->d;

  return doc_publish(x->c, &p, &d, x->rel);
}

/* A pack of a README and n images; equal bytes where their names begin alike. */
static struct docpack *pack(const char *readme, size_t n) {
  struct docpack *out = ARENA_NEW(c->a, struct docpack);

  out->readme = bytes_of(readme);
  out->n = n;
  out->image = ARENA_ARRAY(c->a, struct docpack_file, n + 1);
  for (size_t i = 0; i < n; i++)
    out->image[i] = (struct docpack_file){.path = arena_fmt(c->a, "img/%zu \"图\".png", i),
                                          .data = bytes_of(arena_fmt(c->a, "png %zu", i / 2)),
                                          .type = "image/png"};
  return out;
}

static int64_t put(const char *readme, size_t images) {
  struct call x = {.c = c, .rel = REL_DEVELOPER, .pack = pack(readme, images)};

  c->why = (struct reason){0};
  if (fixture_tx(c, do_put, &x) != RES_OK)
    fail_msg("%s", db_error(c->db));
  return x.n;
}

static struct doc load(int64_t n) {
  struct doc d = {0};

  assert_int_equal(doc_load(c, PLUGIN, n, &d), RES_OK);
  return d;
}

static enum res publish_as(int64_t n, unsigned rel) {
  struct doc d = load(n);
  struct call x = {.c = c, .rel = rel, .d = &d};

  c->why = (struct reason){0};
  return fixture_tx(c, do_publish, &x);
}

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(1, "enterprise", "doc provider");
  fixture_plugin(PLUGIN, 1, "doc plugin", "s", "t", "tools.weather");
  assert_int_equal(plugin_load(c, PLUGIN, &p), RES_OK);
  fixture_be(c, 1, "enterprise", "main", "verified");
  return 0;
}

static void there_is_none_at_first(void **state) {
  struct doc d = {0};
  struct doc_item *item = NULL;
  size_t n = 9;

  (void)state;
  assert_int_equal(doc_load(c, PLUGIN, 0, &d), RES_NOT_FOUND);
  assert_int_equal(doc_published(c, PLUGIN, &d), RES_NOT_FOUND);
  assert_int_equal(doc_list(c, PLUGIN, 0, 20, &item, &n), RES_OK);
  assert_int_equal(n, 0);
}

static void an_upload_is_a_draft(void **state) {
  struct doc_image *image = NULL;
  struct content content = {0};
  struct doc d;
  size_t n = 0;

  (void)state;
  assert_int_equal(put("# 标题\n\n正文 😀", 5), 1);
  d = load(0);
  assert_int_equal(d.n, 1);
  assert_string_equal(d.state, "draft");
  assert_string_equal(d.readme, "# 标题\n\n正文 😀");
  assert_int_equal(d.size, strlen(d.readme) + 5 * 5);
  assert_int_equal(d.files, 6);
  assert_string_equal(d.who, "u10001");
  assert_int_equal(doc_images(c, d.id, &image, &n), RES_OK);
  assert_int_equal(n, 5);
  assert_string_equal(image[4].path, "img/4 \"图\".png");
  assert_true(bytes_same(image[0].sha256, image[1].sha256));
  assert_int_equal(image[4].size, 5);
  assert_int_equal(content_get(c, "doc", image[4].sha256.p, &content), RES_OK);
  assert_string_equal(content.type, "image/png");
  assert_true(bytes_same(content.data, bytes_of("png 2")));
  assert_int_equal(content_get(c, "image", image[4].sha256.p, &content), RES_NOT_FOUND);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'doc' AND object_id = %lld AND action ="
                               " 'upload'",
                               (long long)d.id),
                   1);
}

static void who_may_not_upload_leaves_nothing(void **state) {
  struct call x = {.c = c, .rel = REL_OPERATOR, .pack = pack("x", 0)};
  int64_t before = fixture_int("SELECT COUNT(*) FROM doc");

  (void)state;
  assert_int_equal(fixture_tx(c, do_put, &x), RES_FORBIDDEN);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM doc"), before);
}

static void publishing_takes_the_place_of_the_former(void **state) {
  struct doc d = {0};

  (void)state;
  assert_int_equal(publish_as(1, REL_OPERATOR), RES_FORBIDDEN);
  assert_string_equal(load(1).state, "draft");
  assert_int_equal(publish_as(1, REL_DEVELOPER), RES_OK);
  assert_int_equal(load(1).published_at, c->now);
  assert_int_equal(publish_as(1, REL_DEVELOPER), RES_CONFLICT);
  assert_string_equal(load(1).state, "published");
  assert_int_equal(put("two", 0), 2);
  assert_int_equal(put("three", 0), 3);
  assert_int_equal(doc_published(c, PLUGIN, &d), RES_OK);
  assert_int_equal(d.n, 1); /* an upload alone changes nothing for readers */
  assert_int_equal(publish_as(3, REL_MAIN), RES_OK);
  assert_string_equal(load(1).state, "superseded");
  assert_int_equal(publish_as(2, REL_MAIN), RES_OK); /* an older draft may still be published */
  assert_string_equal(load(3).state, "superseded");
  assert_int_equal(doc_published(c, PLUGIN, &d), RES_OK);
  assert_string_equal(d.readme, "two");
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'doc' AND action = 'supersede'"), 2);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'doc.publish'"), 3);
}

/* The first again, then the third, and again: each time the same revision, and one at a time. */
static void a_revision_is_published_again(void **state) {
  static const int64_t order[] = {1, 3, 1, 2};
  struct doc d = {0};
  int64_t epoch = fixture_int("SELECT n FROM epoch WHERE name = 'catalogue'");

  (void)state;
  for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
    c->now++;
    assert_int_equal(publish_as(order[i], REL_OPERATOR), RES_FORBIDDEN);
    assert_int_equal(publish_as(order[i], REL_ADMIN), RES_OK);
    assert_int_equal(doc_published(c, PLUGIN, &d), RES_OK);
    assert_int_equal(d.n, order[i]);
    assert_int_equal(d.published_at, c->now);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM doc WHERE state = 'published'"), 1);
  }
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM doc"), 3); /* no copies */
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'doc' AND object_id = %lld AND action ="
                               " 'publish'",
                               (long long)load(1).id),
                   3);
  assert_int_equal(fixture_int("SELECT n FROM epoch WHERE name = 'catalogue'"), epoch + 4);
}

static void it_says_how_it_stands(void **state) {
  struct doc_status s = {0};

  (void)state;
  assert_int_equal(doc_status(c, PLUGIN, &s), RES_OK);
  assert_int_equal(s.n, 3);
  assert_string_equal(s.state, "superseded");
  assert_int_equal(s.live, 2);
  assert_int_equal(s.live_at, load(2).published_at);
  assert_false(doc_waits(&s));
  assert_int_equal(doc_status(c, PLUGIN + 1, &s), RES_NOT_FOUND);
}

/* The hash of the list that sha256sum would print. */
static void equal_files_have_an_equal_hash(void **state) {
  unsigned char one[SEAL_HASH], both[SEAL_HASH];
  struct docpack *x = pack("same", 2), *y = pack("same", 2);
  struct docpack_file first = y->image[0];
  struct call call = {.c = c, .rel = REL_MAIN, .pack = x};
  struct bytes hash;
  const char *list;

  (void)state;
  y->image[0] = y->image[1];
  y->image[1] = first;
  assert_int_equal(fixture_tx(c, do_put, &call), RES_OK);
  hash = load(0).sha256;
  call.pack = y;
  assert_int_equal(fixture_tx(c, do_put, &call), RES_OK);
  assert_true(bytes_same(load(0).sha256, hash)); /* the order in the zip is not part of it */
  seal_sha256(bytes_of("same"), one);
  list = arena_fmt(c->a, "%s  README.md\n", bytes_hex(c->a, one, SEAL_HASH));
  seal_sha256(bytes_of("png 0"), one);
  for (size_t i = 0; i < 2; i++)
    list = arena_fmt(c->a, "%s%s  %s\n", list, bytes_hex(c->a, one, SEAL_HASH), x->image[i].path);
  seal_sha256(bytes_of(list), both);
  assert_true(bytes_same(hash, (struct bytes){both, SEAL_HASH}));
  call.pack = pack("other", 2);
  assert_int_equal(fixture_tx(c, do_put, &call), RES_OK);
  assert_false(bytes_same(load(0).sha256, hash));
  fixture_sql("DELETE f FROM doc_file f JOIN doc d ON d.id = f.doc_id WHERE d.n > 3");
  fixture_sql("DELETE FROM doc WHERE n > 3");
}

/* A draft's image is for those who work on the plugin; published once, it is everybody's. */
static void images_are_seen_by_whom_they_may(void **state) {
  struct call x = {.c = c, .rel = REL_MAIN, .pack = pack("pictures", 1)};
  struct content content = {0};
  struct doc_image *image = NULL;
  size_t n = 0;

  (void)state;
  x.pack->image[0].data = bytes_of("of a draft");
  assert_int_equal(fixture_tx(c, do_put, &x), RES_OK);
  assert_int_equal(doc_images(c, load(0).id, &image, &n), RES_OK);
  assert_int_equal(doc_image_of(c, PLUGIN, image[0].sha256.p, &content), RES_OK);
  assert_true(bytes_same(content.data, bytes_of("of a draft")));
  assert_int_equal(doc_image_of(c, PLUGIN + 1, image[0].sha256.p, &content), RES_NOT_FOUND);
  assert_int_equal(doc_image_public(c, image[0].sha256.p, &content), RES_NOT_FOUND);
  assert_int_equal(publish_as(4, REL_MAIN), RES_OK);
  assert_int_equal(doc_image_public(c, image[0].sha256.p, &content), RES_OK);
  assert_int_equal(doc_image_of(c, PLUGIN + 1, image[0].sha256.p, &content), RES_NOT_FOUND);
  assert_int_equal(publish_as(2, REL_MAIN), RES_OK);
  assert_int_equal(doc_image_public(c, image[0].sha256.p, &content), RES_OK); /* pages that show it may be cached */
  fixture_sql("DELETE f FROM doc_file f JOIN doc d ON d.id = f.doc_id WHERE d.n > 3");
  fixture_sql("DELETE FROM doc WHERE n > 3");
}

static void what_is_kept_is_checked_again(void **state) {
  struct findings f = findings_new(c->a);
  struct doc d = {.readme = "![a](a.png) ![b](b.png) [c](#none)"};
  const struct doc_image image[] = {{"a.png", 1, {"x", 1}}};

  (void)state;
  doc_check(c->a, &d, image, 1, &f);
  assert_int_equal(f.n, 2);
  assert_int_equal(f.item[0].rule, RULE_DOC_IMAGE_MISSING);
  assert_int_equal(f.item[1].rule, RULE_DOC_ANCHOR_MISSING);
  d.readme = " ";
  doc_check(c->a, &d, image, 1, &f);
  assert_non_null(finding_find(&f, RULE_DOC_NO_README));
}

static void the_list_goes_down(void **state) {
  struct doc_item *item = NULL;
  size_t n = 0;

  (void)state;
  assert_int_equal(doc_list(c, PLUGIN, 0, 2, &item, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_int_equal(item[0].n, 3);
  assert_int_equal(item[0].total, 3);
  assert_string_equal(item[1].state, "published");
  assert_string_equal(item[1].who, "u10001");
  assert_int_equal(item[1].files, 1);
  assert_int_equal(item[0].live, 2);
  assert_int_equal(item[0].live_at, load(2).published_at);
  assert_int_equal(item[1].sha256.n, SEAL_HASH);
  assert_int_equal(doc_list(c, PLUGIN, 2, 2, &item, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(item[0].n, 1);
  assert_int_equal(doc_list(c, PLUGIN + 1, 0, 2, &item, &n), RES_OK);
  assert_int_equal(n, 0);
}

static enum res race_put(struct ctx *mine, int i, void *arg) {
  struct call x = {.c = mine, .rel = REL_MAIN, .pack = arg};

  (void)i;
  fixture_be(mine, 1, "enterprise", "main", "verified");
  return do_put(&x);
}

static void uploads_at_once_get_numbers_of_their_own(void **state) {
  (void)state;
  assert_int_equal(fixture_race(6, race_put, pack("race", 3), RES_OK), 6);
  assert_int_equal(fixture_int("SELECT COUNT(DISTINCT n) FROM doc WHERE readme = 'race'"), 6);
  assert_int_equal(load(0).n, 9);
}

/* Eight revisions of every state, each published by somebody: whoever comes through took the place of the one before. */
static enum res race_publish(struct ctx *mine, int i, void *arg) {
  struct doc d = {0};
  enum res r = doc_load(mine, PLUGIN, 1 + i, &d);

  (void)arg;
  fixture_be(mine, 1, "enterprise", "main", "verified");
  return r == RES_OK ? doc_publish(mine, &p, &d, REL_MAIN) : r;
}

static void one_is_published_whatever_happens(void **state) {
  int64_t published = fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'doc' AND action = 'publish'");
  int64_t stepped = fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'doc' AND action = 'supersede'");
  int won = 0;

  (void)state;
  for (int round = 0; round < 10; round++) {
    int now = fixture_race(8, race_publish, NULL, RES_OK);

    assert_true(now >= 1);
    won += now;
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM doc WHERE state = 'published'"), 1);
  }
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'doc' AND action = 'publish'"),
                   published + won);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'doc' AND action = 'supersede'"),
                   stepped + won);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(there_is_none_at_first),
      cmocka_unit_test(an_upload_is_a_draft),
      cmocka_unit_test(who_may_not_upload_leaves_nothing),
      cmocka_unit_test(publishing_takes_the_place_of_the_former),
      cmocka_unit_test(a_revision_is_published_again),
      cmocka_unit_test(it_says_how_it_stands),
      cmocka_unit_test(equal_files_have_an_equal_hash),
      cmocka_unit_test(images_are_seen_by_whom_they_may),
      cmocka_unit_test(what_is_kept_is_checked_again),
      cmocka_unit_test(the_list_goes_down),
      cmocka_unit_test(uploads_at_once_get_numbers_of_their_own),
      cmocka_unit_test(one_is_published_whatever_happens),
  };

  return cmocka_run_group_tests_name("test_doc", tests, up, NULL);
}
