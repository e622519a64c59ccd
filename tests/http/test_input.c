/* Bad input anywhere: every form that a role finds by walking links is sent spoilt in every way of spoil.c, once for
 * each kind of page and button. Never a 5xx, never "not found" for one's own form; what was typed comes back, escaped,
 * with a summary of what is wrong. */
#include "base/lang.h"
#include "crawl.h"
#include "demo.h"
#include "entries.h"
#include "form.h"
#include "page.h"
#include "spoil.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum {
  TARGETS = 400,
  ACTIONS = 32,
  TEXT_MAX = 512 * 1024,
  ADDRESSES = 8,
  ENOUGH = 14 /* ways that concern a form of files and boxes only */
};

/* One form of one kind of page, and the addresses where it was found. */
struct target {
  int entry;
  const char *action; /* NULL: the page's only form, whose buttons have no action */
  bool filled;        /* there is something to type or choose */
  const char *at[ADDRESSES];
  size_t n;
};

/* One role's round. */
struct round {
  struct arena *a, *pages;
  struct client *c;
  const char *who;
  struct target target[TARGETS];
  size_t n;
  int sent, faults;
};

/* What one role has sent, the next need not: one submission for each kind of page, button and way. */
struct done {
  int entry;
  const char *action;
  bool way[64];
};
static struct done done[TARGETS];
static size_t ndone;
static struct arena *forever;

static bool *done_of(const struct target *t) {
  const char *action = t->action == NULL ? "" : t->action;

  for (size_t i = 0; i < ndone; i++)
    if (done[i].entry == t->entry && strcmp(done[i].action, action) == 0)
      return done[i].way;
  assert_true(ndone < TARGETS);
  done[ndone] = (struct done){.entry = t->entry, .action = arena_str(forever, action)};
  return done[ndone++].way;
}

/* ---- finding the forms ---- */

static void found(struct round *x, int entry, const char *action, const char *address, struct page *p) {
  struct form *f = form_find(p, action);
  struct target *t = x->target;
  enum form_kind kind;
  const char *name;

  while (t < x->target + x->n && (t->entry != entry || (t->action == NULL) != (action == NULL) ||
                                  (action != NULL && strcmp(t->action, action) != 0)))
    t++;
  if (f == NULL || t == x->target + TARGETS)
    return;
  if (t == x->target + x->n)
    x->target[x->n++] = (struct target){.entry = entry, .action = arena_str(x->a, action)};
  t->filled = t->filled || form_control(f, 0, &name, &kind);
  if (t->n < ADDRESSES)
    t->at[t->n++] = address;
}

/* Signing out and ending one's own session would end the round. */
static bool is_way_out(int entry, const char *action) {
  return strcmp(entry_name(entry), "logout") == 0 || (action != NULL && strcmp(action, "end") == 0);
}

/* The page that answers for an address; -1 for one that is none of ours or holds no form. */
static int entry_of(struct arena *a, const char *address) {
  const char *host = strstr(address, "://"), *path = host == NULL ? address : strchr(host + 3, '/');
  int entry = entry_find(a, arena_strn(a, path, strcspn(path, "?")));

  return entry < 0 || entry_raw(entry) || strcmp(entry_name(entry), "logout") == 0 ? -1 : entry;
}

/* Of the page that a form is sent to, which need not be the one it stands on. */
static long limit_of(struct arena *a, const struct form *f) { return entry_limit(entry_of(a, form_url(f))); }

static void look(struct round *x, const char *address) {
  struct page *p;
  xmlNodeSetPtr set;
  int entry;

  if (entry_of(x->a, address) < 0)
    return;
  p = client_get(x->c, address);
  entry = entry_of(x->a, p->url);
  if (p->status >= 500)
    fail_msg("%s: GET %s: %ld", x->who, p->url, p->status);
  if (p->status != 200 || entry < 0)
    return;
  set = page_nodes(p, "//main//form[@method='post']//button[@name='action']");
  for (int i = 0; set != NULL && i < set->nodeNr; i++) {
    const char *action = page_attr(p->a, set->nodeTab[i], "value");

    if (!is_way_out(entry, action))
      found(x, entry, action, address, p);
  }
  if (page_count(p, "//main//form[@method='post'][not(.//button[@name='action'])]") > 0)
    found(x, entry, NULL, address, p);
}

/* ---- sending ---- */

static void complain(struct round *x, const struct target *t, const struct spoil *s, const struct page *p,
                     const char *what) {
  x->faults++;
  print_error("%s: %s %s (%s) with %s: %ld %s\n", x->who, entry_name(t->entry), t->action == NULL ? "" : t->action,
              p->url, s->name, p->status, what);
}

static bool wanted(enum spoil_want want, long status) {
  switch (want) {
  case SPOIL_REFUSED:
    return status == 400 || status == 403 || status == 409 || status == 413 || status == 422 || status == 429;
  case SPOIL_MALFORMED:
    return status == 400;
  case SPOIL_STALE:
    return status == 409 || status == 422;
  case SPOIL_TOO_BIG:
    return status == 413;
  default:
    return status != 404 && status < 500;
  }
}

/* White space apart: fields of one line cannot hold lines. */
static bool same(const char *a, const char *b) {
  static const char space[] = " \t\r\n";

  for (; *a != '\0' || *b != '\0'; a++, b++) {
    a += strspn(a, space);
    b += strspn(b, space);
    if (*a != *b)
      return false;
    if (*a == '\0')
      return true;
  }
  return true;
}

/* A page that says 422 names what is wrong and holds what was typed. */
static void check_refusal(struct round *x, const struct target *t, const struct spoil *s, const struct form *sent,
                          struct page *p) {
  struct form *back;
  enum form_kind kind;
  const char *name;

  if (page_count(p, "//*[@id='errors']//li | //main[.//*[contains(@class, 'kept')]]") == 0)
    complain(x, t, s, p, "without saying what is wrong");
  back = form_find(p, t->action);
  for (size_t i = 0; back != NULL && form_control(sent, i, &name, &kind); i++) {
    const char *typed = form_value(sent, name), *kept = form_value(back, name);

    if (kind == FORM_TEXT && typed != NULL && !s->untyped && (kept == NULL || !same(typed, kept)))
      complain(x, t, s, p, arena_fmt(p->a, "and lost what was typed as %s", name));
  }
}

/* What was typed into an old form is on the page that says so. */
static void check_stale(struct round *x, const struct target *t, const struct spoil *s, const struct form *sent,
                        struct page *p) {
  const char *shown = page_text(p, "//main"), *name;
  enum form_kind kind;

  for (size_t i = 0; form_control(sent, i, &name, &kind); i++) {
    const char *typed = kind == FORM_TEXT ? form_value(sent, name) : NULL;

    if (typed != NULL && strstr(shown, page_fold(p->a, (const xmlChar *)typed)) == NULL)
      complain(x, t, s, p, arena_fmt(p->a, "and lost what was typed as %s", name));
  }
}

static void check(struct round *x, const struct target *t, const struct spoil *s, const struct form *sent,
                  struct page *p) {
  long limit = limit_of(p->a, sent);
  bool heavy = (long)form_weight(sent) > limit || form_weight(sent) > TEXT_MAX;

  if (!wanted(s->want, p->status))
    complain(x, t, s, p, "is not what is wanted");
  if (p->status == 413 && !heavy && s->want != SPOIL_TOO_BIG && form_weight(sent) * 3 < (size_t)limit)
    complain(x, t, s, p, "although it is not big");
  if (page_says(p, "<script>alert(1)") || page_says(p, "'><"))
    complain(x, t, s, p, "shows a script as it was typed");
  if (page_says(p, "\xe2\x80\xae"))
    complain(x, t, s, p, "turns the direction of text");
  if (p->status == 422)
    check_refusal(x, t, s, sent, p);
  if (p->status == 409 && s->want == SPOIL_STALE)
    check_stale(x, t, s, sent, p);
}

/* The first of its addresses where the form still is. */
static struct form *fetch(struct round *x, const struct target *t) {
  for (size_t i = 0; i < t->n; i++) {
    struct page *p = client_get(x->c, t->at[i]);
    struct form *f = p->status == 200 ? form_find(p, t->action) : NULL;

    if (p->status >= 500)
      fail_msg("%s: GET %s: %ld", x->who, p->url, p->status); /* whatever was sent before broke it */

    if (f != NULL)
      return f;
  }
  return NULL;
}

static void spoil_one(struct round *x, const struct target *t, const struct spoil *s, bool *sent) {
  struct form *f;

  x->pages = arena_new((size_t)512 << 20);
  client_pages(x->c, x->pages);
  f = fetch(x, t);
  if (f != NULL && s->spoil(x->pages, f, limit_of(x->pages, f))) {
    check(x, t, s, f, form_send(x->c, f));
    x->sent++;
    *sent = true;
  }
  client_pages(x->c, x->a);
  arena_free(x->pages);
}

/* Way by way, so that every form has met those that are always refused before one of them is sent for good. */
static void spoil_targets(struct round *x, bool filled) {
  for (size_t k = 0; k < nspoils; k++)
    for (size_t i = 0; i < x->n; i++) {
      bool *way = x->target[i].filled == filled ? done_of(&x->target[i]) : NULL;

      if (way != NULL && !way[k])
        spoil_one(x, &x->target[i], &spoils[k], &way[k]);
    }
}

/* Forms that are filled in come before bare buttons, which take their objects on. Then once more: the buttons may have
 * led to other forms (a claimed review, a draft). */
static void spoil_all(struct client *c, struct arena *a, const char *who) {
  static const char *const starts[] = {"/", "/console", "/login", "/register", NULL};
  struct round *x = ARENA_NEW(a, struct round);
  int faults;

  *x = (struct round){.a = a, .c = c, .who = who};
  for (int pass = 0; pass < 2; pass++) {
    struct crawl w = {.a = a, .c = c, .who = who};

    crawl_walk(&w, starts);
    x->n = 0;
    for (size_t i = 0; i < w.nseen; i++)
      look(x, w.seen[i]);
    assert_true(x->n > 0);
    spoil_targets(x, true);
    spoil_targets(x, false);
  }
  print_message("# %s: %zu forms, %d submissions\n", who, x->n, x->sent);
  faults = x->faults;
  arena_free(a);
  assert_int_equal(faults, 0);
}

static void as_role(const char *role, const char *type, int n) {
  struct arena *a = arena_new((size_t)4 << 30);
  struct demo_user u = demo_user(a, role, type, n);

  spoil_all(demo_sign_in(a, &u), a, u.login);
}

static void visitors(void **state) {
  struct arena *a = arena_new((size_t)4 << 30);

  (void)state;
  spoil_all(client_new(a), a, "visitor");
}

/* Somebody without anything: the pages' first steps are theirs. (people.h is no choice here: the program's own table of
 * pages brings domain/people.h with the same names.) */
static void newcomers(void **state) {
  struct arena *a = arena_new((size_t)4 << 30);
  struct client *c = client_new(a);
  struct form *f = form_get(page_want(client_get(c, "/register"), 200), NULL);

  (void)state;
  form_set(f, "email", "newcomer@people.example");
  form_set(f, "password", "seven blue horses drink 41 rivers");
  form_set(f, "display_name", "新来的");
  form_set(f, "subject_type", "enterprise");
  form_set(f, "subject_name", "新来的主体");
  page_want(form_send(c, f), 200);
  spoil_all(c, a, "newcomer");
}

static void providers(void **state) {
  (void)state;
  for (int n = 0; n < 4; n++)
    as_role("provider", NULL, n);
}

static void merchants(void **state) {
  (void)state;
  as_role("merchant", "enterprise", 0);
  as_role("merchant", "enterprise", 1);
  as_role("merchant", "individual", 0);
}

static void staff(void **state) {
  (void)state;
  as_role("reviewer", NULL, 0);
  as_role("operator", NULL, 0);
}

/* Had every form its turn? These are the ones that people type most into. */
static void the_big_forms_had_their_turn(void **state) {

  static const char *const pages[] = {"register",
                                      "login",
                                      "real_name",
                                      "app_new",
                                      "app_settings",
                                      "plugin_new",
                                      "plugin_settings",
                                      "version_upload",
                                      "version_submit",
                                      "listing_info",
                                      "listing_guide",
                                      "listing_item",
                                      "doc",
                                      "review",
                                      "bind",
                                      "binding",
                                      "payment"};

  (void)state;
  for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
    int ways = 0;

    for (size_t k = 0; k < ndone; k++)
      for (size_t w = 0; strcmp(entry_name(done[k].entry), pages[i]) == 0 && w < nspoils; w++)
        ways += done[k].way[w];
    if (ways < ENOUGH)
      fail_msg("%s was sent in %d ways only", pages[i], ways);
  }
}

static int set_up(void **state) {
  (void)state;
  forever = arena_new(1 << 20);
  return lang_init("locale") ? 0 : -1; /* the crawler asks for it */
}

static int tear_down(void **state) {
  (void)state;
  arena_free(forever);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(visitors),  cmocka_unit_test(newcomers), cmocka_unit_test(providers),
      cmocka_unit_test(merchants), cmocka_unit_test(staff),     cmocka_unit_test(the_big_forms_had_their_turn),
  };

  return cmocka_run_group_tests(tests, set_up, tear_down);
}
