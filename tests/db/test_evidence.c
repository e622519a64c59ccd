/* Evidence against a real database: what is taken, how it is kept apart from other bytes, and who may read it. */
#include "fixture.h"

#include "base/text.h"
#include "domain/content.h"
#include "domain/evidence.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { OWNER = 401, OTHER = 402, ANNA = 20031 };

static struct ctx *c;
static int64_t last_round;

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(OWNER, "enterprise", "甲方");
  fixture_subject(OTHER, "enterprise", "乙方");
  fixture_be(c, OWNER, "enterprise", "main", "none");
  return 0;
}

struct call {
  const struct evidence_file *file;
  size_t n;
  struct evidence_kept kept;
};

static enum res do_put(void *arg) {
  struct call *k = arg;

  return evidence_put(c, "real-name", OWNER, last_round, k->file, k->n, &k->kept);
}

static enum res put(const struct evidence_file *file, size_t n) {
  struct call k = {file, n, {0}};

  last_round++;
  return fixture_tx(c, do_put, &k);
}

static struct evidence_file pdf(const char *name, size_t size) {
  char *p = arena_alloc(c->a, size);

  memcpy(p, "%PDF-", 5);
  return (struct evidence_file){name, {p, size}};
}

static void types_by_the_first_bytes(void **state) {
  (void)state;
  assert_string_equal(evidence_type(bytes_of("\x89PNG\r\n\x1a\n")), "image/png");
  assert_string_equal(evidence_type(bytes_of("\xff\xd8\xff")), "image/jpeg");
  assert_string_equal(evidence_type(bytes_of("%PDF-")), "application/pdf");
  assert_null(evidence_type(bytes_of("%PDF")));
  assert_null(evidence_type(bytes_of("\x89PNG\r\n\x1a")));
  assert_null(evidence_type(bytes_of("\xff\xd8")));
  assert_null(evidence_type(bytes_of(" %PDF-1")));
  assert_null(evidence_type(bytes_of("<svg>")));
  assert_null(evidence_type((struct bytes){NULL, 0}));
}

static void one_to_five_files(void **state) {
  struct evidence_file f[6];
  struct evidence *e = NULL;
  size_t n = 0;

  (void)state;
  for (int i = 0; i < 6; i++)
    f[i] = pdf(arena_fmt(c->a, "%d.pdf", i), (size_t)(10 + i));
  assert_int_equal(put(f, 0), RES_INVALID);
  assert_string_equal(c->why.field, "evidence");
  assert_int_equal(put(f, 6), RES_INVALID);
  assert_int_equal(put(f, 1), RES_OK);
  assert_int_equal(put(f, 5), RES_OK);
  assert_int_equal(evidence_list(c, "real-name", OWNER, last_round, &e, &n), RES_OK);
  assert_int_equal(n, 5);
  for (size_t i = 0; i < n; i++) {
    assert_string_equal(e[i].name, f[i].name); /* in the order they were sent */
    assert_int_equal(e[i].size, f[i].data.n);
  }
}

static void what_the_review_needs(void **state) {
  struct evidence_file f[] = {pdf("b.pdf", 12), pdf("a.pdf", 11)};
  struct call k = {f, 2, {0}};
  struct evidence *e = NULL;
  size_t n = 0;

  (void)state;
  last_round++;
  assert_int_equal(fixture_tx(c, do_put, &k), RES_OK);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM public_id WHERE kind = 'review' AND id = %lld", (long long)k.kept.review_id),
      1);
  assert_int_equal(evidence_list(c, "real-name", OWNER, last_round, &e, &n), RES_OK);
  assert_int_equal(n, 2);
  for (size_t i = 0; i < n; i++)
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM public_id p JOIN evidence e ON e.id = p.id"
                                 " WHERE p.kind = 'evidence' AND e.id = %lld AND SUBSTRING_INDEX(SUBSTRING_INDEX("
                                 "'%s', ',', %d), ',', -1) = HEX(e.sha256)",
                                 (long long)e[i].id, k.kept.files, (int)i + 1),
                     1);
  assert_int_equal(strlen(k.kept.files), 64 + 1 + 64);
}

static void four_megabytes_each(void **state) {
  struct evidence_file fits = pdf("a.pdf", 4 << 20), big = pdf("b.pdf", (4 << 20) + 1),
                       page = {"c.html", bytes_of("<b>")};
  struct evidence_file all[5];

  (void)state;
  for (int i = 0; i < 5; i++) {
    all[i] = pdf("f.pdf", 4 << 20);
    ((char *)(uintptr_t)all[i].data.p)[10] = (char)('0' + i); /* five different files */
  }
  assert_int_equal(put(&fits, 1), RES_OK);
  assert_int_equal(put(&big, 1), RES_INVALID);
  assert_non_null(strstr(c->why.text, "b.pdf"));
  assert_int_equal(put(&page, 1), RES_INVALID);
  assert_non_null(strstr(c->why.text, "c.html"));
  assert_int_equal(put(all, 5), RES_OK);
}

static void names_are_text(void **state) {
  char name[400];
  struct evidence_file f[2] = {pdf("\"}],[\\' 执照.pdf", 20), pdf(name, 20)};
  struct evidence *e = NULL;
  size_t n = 0;

  (void)state;
  memset(name, 'n', sizeof name - 1);
  name[sizeof name - 1] = '\0';
  assert_int_equal(put(f, 2), RES_OK);
  assert_int_equal(evidence_list(c, "real-name", OWNER, last_round, &e, &n), RES_OK);
  assert_string_equal(e[0].name, f[0].name);
  assert_true(text_points(e[1].name) <= 101);
}

static void kept_apart(void **state) {
  struct evidence_file f = pdf("a.pdf", 77);
  unsigned char plain[SEAL_HASH];
  struct content content = {0};
  struct evidence *e = NULL;
  size_t n = 0;

  (void)state;
  assert_int_equal(put(&f, 1), RES_OK);
  assert_int_equal(evidence_list(c, "real-name", OWNER, last_round, &e, &n), RES_OK);
  seal_sha256(f.data, plain);
  assert_memory_not_equal(e[0].sha256.p, plain, SEAL_HASH); /* its key cannot be guessed from the bytes */
  assert_int_equal(content_get(c, "evidence", e[0].sha256.p, &content), RES_OK);
  assert_true(bytes_same(content.data, f.data));
  assert_int_equal(content_get(c, "image", e[0].sha256.p, &content), RES_NOT_FOUND);
  assert_int_equal(content_get(c, "package", e[0].sha256.p, &content), RES_NOT_FOUND);
  assert_int_equal(content_get(c, "evidence", plain, &content), RES_NOT_FOUND);
}

static unsigned rel_of(const struct evidence *e) {
  unsigned rel = 99;

  assert_int_equal(evidence_rel(c, e, &rel), RES_OK);
  return rel;
}

static void readers(void **state) {
  struct evidence_file f = pdf("a.pdf", 78);
  struct evidence *e = NULL, one = {0};
  size_t n = 0;

  (void)state;
  assert_int_equal(put(&f, 1), RES_OK);
  assert_int_equal(evidence_list(c, "real-name", OWNER, last_round, &e, &n), RES_OK);
  assert_int_equal(evidence_load(c, e[0].id, &one), RES_OK);
  assert_int_equal(evidence_load(c, e[0].id + 1, &(struct evidence){0}), RES_NOT_FOUND);
  assert_int_equal(rel_of(&one), REL_MAIN);
  fixture_be(c, OWNER, "enterprise", "admin", "none");
  assert_int_equal(rel_of(&one), 0);
  fixture_be(c, OTHER, "enterprise", "main", "none");
  assert_int_equal(rel_of(&one), 0);
  c->who = (struct principal){.user_id = ANNA, .rights = REL_VERSION | REL_LISTING | REL_PAYMENT | REL_PLATFORM};
  assert_int_equal(rel_of(&one), 0);
  c->who.rights |= REL_REAL_NAME;
  assert_int_equal(rel_of(&one), REL_REAL_NAME);
  c->who.user_id = OWNER + 10000; /* a reviewer who is a member of the owner, acting for nobody */
  assert_int_equal(rel_of(&one), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(types_by_the_first_bytes),
      cmocka_unit_test(one_to_five_files),
      cmocka_unit_test(what_the_review_needs),
      cmocka_unit_test(four_megabytes_each),
      cmocka_unit_test(names_are_text),
      cmocka_unit_test(kept_apart),
      cmocka_unit_test(readers),
  };

  return cmocka_run_group_tests_name("evidence", tests, up, NULL);
}
