/* /media/{sha256}: pictures only, under a policy of their own, for ever. security.md 14 and 20. */
#include "domain/content.h"
#include "pages/avatar.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

extern const struct page page_media;

static struct ctx *c;
static const char *if_none_match;

static const char *header(const void *env, const char *name) {
  (void)env;
  return strcmp(name, "HTTP_IF_NONE_MATCH") == 0 ? if_none_match : NULL;
}

/* What the page answers to /media/`hash`. */
static enum res get(const char *hash, struct http_reply *out) {
  struct http_request in = {.a = c->a, .path = "/media/x", .query = "", .header = header};
  struct req r = {.c = c, .in = &in, .out = out, .page = &page_media, .var = {hash}};

  http_reply_init(out, c->a);
  return page_media.show(&r);
}

struct keep {
  const char *class, *text;
  unsigned char sha256[SEAL_HASH];
};

static enum res put(void *arg) {
  struct keep *k = arg;

  return content_put(c, k->class, "image/png", bytes_of(k->text), k->sha256);
}

static const char *kept(const char *class, const char *text) {
  struct keep k = {.class = class, .text = text};

  assert_int_equal(fixture_tx(c, put, &k), RES_OK);
  return bytes_hex(c->a, k.sha256, SEAL_HASH);
}

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  return 0;
}

static void a_picture_is_served_for_ever(void **state) {
  const char *hash = kept("image", "a picture");
  struct http_reply out;

  (void)state;
  assert_int_equal(get(hash, &out), RES_OK);
  assert_int_equal(out.status, 200);
  assert_true(bytes_same(out.body, bytes_of("a picture")));
  assert_non_null(strstr(out.head.p, "Content-Type: image/png\r\n"));
  assert_non_null(strstr(out.head.p, "Cache-Control: public, max-age=31536000, immutable\r\n"));
  assert_non_null(strstr(out.head.p, "Content-Security-Policy: sandbox; default-src 'none'\r\n"));
  assert_non_null(strstr(out.head.p, arena_fmt(c->a, "ETag: \"%s\"\r\n", hash)));
}

static void who_has_it_gets_nothing_again(void **state) {
  const char *hash = kept("image", "known");
  struct http_reply out;

  (void)state;
  if_none_match = arena_fmt(c->a, "\"abc\", W/\"%s\"", hash);
  assert_int_equal(get(hash, &out), RES_OK);
  assert_int_equal(out.status, 304);
  assert_int_equal(out.body.n, 0);
  /* a 304 replaces what a browser kept: it must not loosen the policy */
  assert_non_null(strstr(out.head.p, "Content-Security-Policy: sandbox; default-src 'none'\r\n"));
  if_none_match = "\"0000\"";
  assert_int_equal(get(hash, &out), RES_OK);
  assert_int_equal(out.status, 200);
  if_none_match = NULL;
}

static void nothing_but_pictures_is_found(void **state) {
  static const char *const odd[] = {"", "x", "../etc", "0", "zz"};
  const char *package = kept("package", "bytes of a package");
  struct http_reply out;

  (void)state;
  assert_int_equal(get(package, &out), RES_NOT_FOUND);
  assert_int_equal(get(kept("evidence", "a licence"), &out), RES_NOT_FOUND);
  assert_int_equal(get(arena_fmt(c->a, "%s0", kept("image", "one digit more")), &out), RES_NOT_FOUND);
  for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
    assert_int_equal(get(odd[i], &out), RES_NOT_FOUND);
  assert_int_equal(out.head.n, 0); /* nothing that would let a 404 be kept */
}

static void what_has_no_picture_gets_the_neutral_one(void **state) {
  static const struct page *const pages[] = {&page_media, NULL};
  const struct site site = {.page = pages, .asset_version = "7"};
  struct req r = {.c = c, .site = &site};
  unsigned char hash[SEAL_HASH] = {0xab};

  (void)state;
  assert_string_equal(plugin_icon(&r, (struct bytes){NULL, 0}), "/static/plugin.svg?v=7");
  assert_string_equal(app_icon(&r, (struct bytes){NULL, 0}), "/static/app.svg?v=7");
  assert_string_equal(app_icon(&r, (struct bytes){hash, SEAL_HASH}),
                      "/media/ab00000000000000000000000000000000000000000000000000000000000000");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_picture_is_served_for_ever),
      cmocka_unit_test(who_has_it_gets_nothing_again),
      cmocka_unit_test(nothing_but_pictures_is_found),
      cmocka_unit_test(what_has_no_picture_gets_the_neutral_one),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
