/* The fixed steps of web/serve.c with pages of our own and requests made by hand: what must be refused before anything
 * happens is refused, and nothing has happened. Effects are rows in `audit`, written by the page's act. */
#include "fixture.h"

#include "base/clock.h"
#include "base/seal.h"
#include "domain/moving.h"
#include "web/page.h"
#include "web/session.h"
#include "web/shared.h"
#include "web/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { OURS = 21, THEIRS = 22 };

/* ---- pages: one object, whose id is the subject that owns it ---- */

static enum res load(struct req *r) {
  int64_t owner = strcmp(r->var[0], "ours") == 0 ? OURS : strcmp(r->var[0], "theirs") == 0 ? THEIRS : 0;

  if (ctx_rel(r->c, owner) == 0)
    return RES_NOT_FOUND;
  r->rel |= ctx_rel(r->c, owner);
  return RES_OK;
}

static enum res show(struct req *r) {
  r->out->body = bytes_of("shown");
  if (r->posted) /* a raw page answers for itself */
    r->out->status = 422;
  return RES_OK;
}

static enum res act(struct req *r) {
  const char *what = http_param(&r->post, "what");
  enum res res = audit(r->c, "test.act", "test", OURS, "");

  if (res != RES_OK)
    return res;
  if (what != NULL && strcmp(what, "stale") == 0)
    return RES_STALE;
  if (what != NULL && strcmp(what, "wrong") == 0)
    return why(r->c, RES_INVALID, "what", "不对");
  return RES_OK;
}

/* Shared by callers of one kind: shows what it was made from, and how often. */
static int made;

static enum res show_shared(struct req *r) {
  struct buf b = buf_new(r->c->a, 1000);

  buf_fmt(&b, "made %d for %s of %s, user %lld, %s; csrf %s; q %s", ++made, r->c->who.user_name, r->c->who.subject_name,
          (long long)r->c->who.user_id, r->c->who.role, r->csrf, r->in->query);
  r->out->body = (struct bytes){b.p, b.n};
  return RES_OK;
}

static const struct page console = {.name = "console", .path = "/console", .title = "t", .see = PERM_SIGNED_IN};
static const struct page login = {.name = "login", .path = "/login", .title = "t", .see = PERM_PUBLIC};
static const struct page step_up = {.name = "step_up", .path = "/step-up", .title = "t", .see = PERM_SIGNED_IN};
static const struct page thing = {.name = "thing",
                                  .path = "/console/things/{thing}",
                                  .title = "t",
                                  .see = PERM_PLUGIN_VIEW,
                                  .change = PERM_LISTING_EDIT,
                                  .flags = PAGE_RAW,
                                  .step_up = "publish shelve",
                                  .load = load,
                                  .show = show,
                                  .act = act};
static const struct page looked_at = {
    .name = "looked_at", .path = "/look", .title = "t", .see = PERM_PUBLIC, .flags = PAGE_RAW, .show = show};
static const struct page shared_page = {.name = "shared",
                                        .path = "/shared",
                                        .title = "t",
                                        .see = PERM_PUBLIC,
                                        .flags = PAGE_RAW | PAGE_SHARED | PAGE_CACHED,
                                        .show = show_shared};
static const struct page *const pages[] = {&console, &login, &step_up, &thing, &looked_at, &shared_page, NULL};

/* ---- a request ---- */

static struct ctx *c;
static struct site site = {.page = pages, .asset_version = "1"};

struct ask {
  const char *method, *path, *sid, *body;
  const char *site, *origin; /* headers; NULL: absent */
  size_t at;
};

static const char *header(const void *env, const char *name) {
  const struct ask *x = env;

  return strcmp(name, "HTTP_SEC_FETCH_SITE") == 0 ? x->site : strcmp(name, "HTTP_ORIGIN") == 0 ? x->origin : NULL;
}

static long read_body(void *body, void *p, size_t n) {
  struct ask *x = body;
  size_t left = strlen(x->body) - x->at, k = n < left ? n : left;

  memcpy(p, x->body + x->at, k);
  x->at += k;
  return (long)k;
}

static struct http_reply ask(struct ask x) {
  bool post = strcmp(x.method, "POST") == 0;
  struct http_param cookie = {cookie_sid(c->conf), x.sid};
  struct http_request in = {.a = c->a,
                            .method = post ? HTTP_POST : HTTP_GET,
                            .method_text = x.method,
                            .path = x.path,
                            .query = "",
                            .address = "::1",
                            .id = "test",
                            .content_type = post ? "application/x-www-form-urlencoded" : "",
                            .content_length = post ? (int64_t)strlen(x.body) : 0,
                            .header = header,
                            .env = &x,
                            .read = read_body,
                            .body = &x};
  struct http_reply out;

  if (x.sid != NULL)
    in.cookies = (struct http_form){.param = &cookie, .n = 1};
  http_reply_init(&out, c->a);
  page_serve(&site, &in, RES_OK, &out);
  return out;
}

static const char *token_of(const char *sid) { return seal_mac_text(c->a, "csrf", bytes_of(sid)); }

/* As pages show it: with the user for whom it was made. */
static const char *whole_token(const char *sid, int64_t user) {
  const char *id = arena_fmt(c->a, "%lld", (long long)user);

  return arena_fmt(c->a, "%s.%s.%s", token_of(sid), id, seal_mac_text(c->a, "csrf-owner", bytes_of(id)));
}

static struct http_reply post(const char *path, const char *sid, const char *more) {
  return ask((struct ask){.method = "POST",
                          .path = path,
                          .sid = sid,
                          .body = arena_fmt(c->a, "csrf=%s%s", token_of(sid), more),
                          .site = "same-origin"});
}

static struct http_reply get(const char *path, const char *sid) {
  return ask((struct ask){.method = "GET", .path = path, .sid = sid});
}

static const char *text_at(const char *path, const char *sid) {
  struct http_reply out = get(path, sid);

  return arena_strn(c->a, out.body.p, out.body.n);
}

/* A session of the subject's main account; `proved`: seconds since it last proved itself. */
static const char *sign_in(int64_t subject, const char *role, int64_t proved) {
  const char *token = seal_token(c->a);
  unsigned char hash[SEAL_HASH];
  long long now = clock_now();

  seal_mac("session", bytes_of(token), hash);
  fixture_sql("UPDATE member SET role = '%s' WHERE subject_id = %lld", role, (long long)subject);
  fixture_sql("INSERT INTO session (token_hash, user_id, subject_id, factor, proved_at, created_at, seen_at)"
              " VALUES (UNHEX('%s'), %lld, %lld, 1, %lld, %lld, %lld)",
              bytes_hex(c->a, hash, SEAL_HASH), (long long)subject + 10000, (long long)subject, now - proved, now, now);
  return token;
}

static int64_t acts(void) { return fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'test.act'"); }

static bool leads_to(const struct http_reply *out, const char *where) {
  return out->status == 303 && strstr(out->head.p, arena_fmt(c->a, "Location: %s\r\n", where)) != NULL;
}

static struct arena *kept; /* pages that a worker keeps */

static int up(void **state) {
  const char *words = NULL;

  (void)state;
  c = fixture_ctx();
  if (!view_init(c->conf->template_dir, &words))
    fail_msg("%s", words);
  site.conf = c->conf;
  site.db = c->db;
  kept = arena_new(4 << 20);
  site.shared = shared_new(kept);
  fixture_subject(OURS, "enterprise", "ours");
  fixture_subject(THEIRS, "enterprise", "theirs");
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(kept);
  return 0;
}

/* ---- what is refused ---- */

static void a_post_needs_its_token(void **state) {
  const char *sid = sign_in(OURS, "main", 0), *other = seal_token(c->a);
  const char *bodies[] = {"",
                          "what=1",
                          "csrf=",
                          "csrf=x",
                          arena_fmt(c->a, "csrf=%s", token_of(other)),
                          arena_fmt(c->a, "what=1&csrf=%s", token_of(sid))};
  int64_t before = acts();

  (void)state;
  for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
    assert_int_equal(
        ask((struct ask){.method = "POST", .path = "/console/things/ours", .sid = sid, .body = bodies[i]}).status, 403);
  assert_int_equal(acts(), before);
  assert_int_equal(post("/console/things/ours", sid, "").status, 303);
  assert_int_equal(acts(), before + 1);
}

static void a_post_comes_from_our_own_pages(void **state) {
  static const struct {
    const char *site, *origin;
    int status;
  } cases[] = {
      {"cross-site", NULL, 403},  {"same-site", NULL, 403},
      {"none", NULL, 403},        {NULL, "https://evil.example", 403},
      {NULL, "null", 403},        {"cross-site", "http://127.0.0.1:1", 403},
      {NULL, NULL, 303},          {NULL, "http://127.0.0.1:1", 303},
      {"same-origin", NULL, 303},
  };
  const char *sid = sign_in(OURS, "main", 0);
  int64_t before = acts(), fine = 0;

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct http_reply out = ask((struct ask){.method = "POST",
                                             .path = "/console/things/ours",
                                             .sid = sid,
                                             .body = arena_fmt(c->a, "csrf=%s", token_of(sid)),
                                             .site = cases[i].site,
                                             .origin = cases[i].origin});

    if (out.status != cases[i].status)
      fail_msg("case %zu: %d", i, out.status);
    fine += out.status == 303;
  }
  assert_int_equal(acts(), before + fine);
}

/* The page names the path that was asked for, as a link to itself in the other language. */
static const char *without(struct bytes body, const char *name) {
  const char *p = arena_strn(c->a, body.p, body.n), *hit;
  struct buf out = buf_new(c->a, 1 << 20);

  for (; (hit = strstr(p, name)) != NULL; p = hit + strlen(name))
    buf_add(&out, p, (size_t)(hit - p));
  buf_str(&out, p);
  return out.p;
}

static void absent_and_foreign_look_alike(void **state) {
  const char *sid = sign_in(OURS, "main", 0);
  struct http_reply absent = get("/console/things/none", sid), foreign = get("/console/things/theirs", sid);
  int64_t before = acts();

  (void)state;
  assert_int_equal(get("/console/things/ours", sid).status, 200);
  assert_int_equal(absent.status, 404);
  assert_int_equal(foreign.status, 404);
  assert_string_equal(without(absent.body, "/things/none"), without(foreign.body, "/things/theirs"));
  assert_int_equal(post("/console/things/theirs", sid, "").status, 404);
  assert_int_equal(acts(), before);
}

static void roles_decide(void **state) {
  static const struct {
    const char *role;
    int status;
  } cases[] = {{"main", 303}, {"admin", 303}, {"operator", 303}, {"developer", 403}};
  int64_t before = acts();

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const char *sid = sign_in(OURS, cases[i].role, 0);

    assert_int_equal(get("/console/things/ours", sid).status, 200);
    assert_int_equal(post("/console/things/ours", sid, "").status, cases[i].status);
  }
  assert_int_equal(acts(), before + 3);
}

static void visitors_sign_in_first(void **state) {
  struct http_reply out = get("/console/things/ours", NULL);

  (void)state;
  assert_true(leads_to(&out, "/login?next=%2Fconsole%2Fthings%2Fours"));
  out = get("/console/things/ours", seal_token(c->a));
  assert_int_equal(out.status, 303);
}

static void ended_sessions_are_over(void **state) {
  const char *sid = sign_in(OURS, "main", 0);

  (void)state;
  assert_int_equal(get("/console/things/ours", sid).status, 200);
  fixture_sql("UPDATE session SET ended_at = 1");
  assert_int_equal(get("/console/things/ours", sid).status, 303);
}

static void suspended_subjects_only_look(void **state) {
  const char *sid = sign_in(OURS, "main", 0);
  int64_t before = acts();

  (void)state;
  fixture_sql("UPDATE subject SET state = 'suspended' WHERE id = %d", OURS);
  assert_int_equal(get("/console/things/ours", sid).status, 200);
  assert_int_equal(post("/console/things/ours", sid, "").status, 403);
  fixture_sql("UPDATE subject SET state = 'active' WHERE id = %d", OURS);
  assert_int_equal(acts(), before);
}

static void far_reaching_acts_ask_for_a_proof(void **state) {
  const char *old = sign_in(OURS, "main", c->conf->proof_max + 60), *fresh = sign_in(OURS, "main", 0);
  int64_t before = acts();
  struct http_reply out = post("/console/things/ours", old, "&action=shelve");

  (void)state;
  assert_int_equal(out.status, 303);
  assert_non_null(strstr(out.head.p, "Location: /step-up?next="));
  assert_int_equal(acts(), before);
  assert_int_equal(post("/console/things/ours", old, "&action=shelv").status, 303);
  assert_int_equal(acts(), before + 1);
  assert_int_equal(post("/console/things/ours", fresh, "&action=shelve").status, 303);
  assert_int_equal(acts(), before + 2);
}

static void one_key_has_one_effect(void **state) {
  const char *sid = sign_in(OURS, "main", 0);
  int64_t before = acts();

  (void)state;
  assert_int_equal(post("/console/things/ours", sid, "&key=k1&what=1").status, 303);
  assert_int_equal(post("/console/things/ours", sid, "&key=k1&what=1").status, 303);
  assert_int_equal(acts(), before + 1);
  assert_int_equal(post("/console/things/ours", sid, "&key=k1&what=2").status, 422);
  assert_int_equal(acts(), before + 1);
  assert_int_equal(post("/console/things/ours", sid, "&key=k2&what=2").status, 303);
  assert_int_equal(acts(), before + 2);
  /* a refusal keeps nothing: the corrected form goes through under its key */
  assert_int_equal(post("/console/things/ours", sid, "&key=k3&what=wrong").status, 422);
  assert_int_equal(post("/console/things/ours", sid, "&key=k3&what=right").status, 303);
  assert_int_equal(acts(), before + 3);
}

static void what_fails_leaves_nothing(void **state) {
  const char *sid = sign_in(OURS, "main", 0);
  int64_t before = acts();

  (void)state;
  assert_int_equal(post("/console/things/ours", sid, "&what=stale").status, 409);
  assert_int_equal(post("/console/things/ours", sid, "&what=wrong").status, 422);
  assert_int_equal(acts(), before);
}

static void methods_and_paths(void **state) {
  const char *sid = sign_in(OURS, "main", 0);

  (void)state;
  assert_int_equal(get("/look", NULL).status, 200);
  assert_int_equal(post("/look", sid, "").status, 405);
  assert_int_equal(get("/nowhere", NULL).status, 404);
  assert_int_equal(get("/console/things", sid).status, 404);
  assert_int_equal(get("/console/things/ours/", sid).status, 404);
}

/* ---- pages that are kept ---- */

static void a_shared_page_is_made_once_an_epoch(void **state) {
  const char *ours = sign_in(OURS, "main", 0), *theirs = sign_in(THEIRS, "main", 0), *first, *text;

  (void)state;
  fixture_sql("UPDATE user SET display_name = 'A <b>' WHERE id = %d", OURS + 10000);
  made = 0;
  first = text_at("/shared", ours);
  assert_string_equal(first, arena_fmt(c->a, "made 1 for A &lt;b&gt; of ours, user -1, main; csrf %s; q ",
                                       whole_token(ours, OURS + 10000)));
  assert_string_equal(text_at("/shared", ours), first);
  text = text_at("/shared", theirs);
  assert_non_null(strstr(text, "made 1 for "));
  assert_non_null(strstr(text, " of theirs, user -1, main; csrf "));
  assert_non_null(strstr(text, whole_token(theirs, THEIRS + 10000)));
  fixture_sql("UPDATE epoch SET n = n + 1 WHERE name = 'catalogue'");
  assert_non_null(strstr(text_at("/shared", theirs), "made 2 for "));
  assert_non_null(strstr(text_at("/shared", ours), "made 2 for "));
}

static void another_kind_of_caller_gets_another_page(void **state) {
  const char *sid = sign_in(OURS, "main", 0);

  (void)state;
  made = 0;
  fixture_sql("UPDATE epoch SET n = n + 1 WHERE name = 'catalogue'");
  assert_non_null(strstr(text_at("/shared", sid), "made 1 for "));
  sid = sign_in(OURS, "developer", 0);
  assert_non_null(strstr(text_at("/shared", sid), "user -1, developer;"));
  assert_int_equal(made, 2);
  fixture_sql("UPDATE user SET staff_rights = 'version' WHERE id = %d", OURS + 10000);
  (void)text_at("/shared", sid);
  assert_int_equal(made, 3);
  fixture_sql("UPDATE user SET staff_rights = '', lang = 'en' WHERE id = %d", OURS + 10000);
  (void)text_at("/shared", sid);
  assert_int_equal(made, 4);
  fixture_sql("UPDATE user SET lang = NULL WHERE id = %d", OURS + 10000);
  (void)text_at("/shared", sid);
  assert_int_equal(made, 4);
}

/* Visitors have no epoch, and a message is shown to one alone. */
static void what_is_ones_own_is_not_shared(void **state) {
  const char *sid = sign_in(OURS, "main", 0);

  (void)state;
  made = 0;
  fixture_sql("UPDATE epoch SET n = n + 1 WHERE name = 'catalogue'");
  (void)text_at("/shared", NULL);
  (void)text_at("/shared", NULL);
  assert_int_equal(made, 2);
  fixture_sql("UPDATE session SET flash_text = 'done' WHERE ended_at = 0");
  assert_non_null(strstr(text_at("/shared", sid), arena_fmt(c->a, "user %d,", OURS + 10000)));
  fixture_sql("UPDATE session SET flash_text = '' WHERE ended_at = 0");
  assert_non_null(strstr(text_at("/shared", sid), "user -1,"));
  assert_int_equal(made, 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_post_needs_its_token),
      cmocka_unit_test(a_post_comes_from_our_own_pages),
      cmocka_unit_test(absent_and_foreign_look_alike),
      cmocka_unit_test(roles_decide),
      cmocka_unit_test(visitors_sign_in_first),
      cmocka_unit_test(ended_sessions_are_over),
      cmocka_unit_test(suspended_subjects_only_look),
      cmocka_unit_test(far_reaching_acts_ask_for_a_proof),
      cmocka_unit_test(one_key_has_one_effect),
      cmocka_unit_test(what_fails_leaves_nothing),
      cmocka_unit_test(methods_and_paths),
      cmocka_unit_test(a_shared_page_is_made_once_an_epoch),
      cmocka_unit_test(another_kind_of_caller_gets_another_page),
      cmocka_unit_test(what_is_ones_own_is_not_shared),
  };

  return cmocka_run_group_tests(tests, up, down);
}
