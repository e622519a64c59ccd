/* A small fixed table, searched from end to end: forty keys are compared sooner than a query is sent. The page is kept
 * with its marks: control characters, which no text of a person, a form or a template may hold (text_ok). */
#include "web/shared.h"

#include "base/clock.h"
#include "base/seal.h"
#include "web/look.h"
#include "web/session.h"

#include <string.h>

enum { KEY = 512, ADDRESS = 300 };

#define MARK    "\x01"
#define NAME    MARK "N" MARK
#define SUBJECT MARK "S" MARK
#define CSRF    MARK "C" MARK

struct kept {
  int64_t epoch, used;
  size_t key_n, n;
  char key[KEY], page[SHARED_PAGE];
};

struct shared {
  int64_t clock; /* counts uses: the page that was not asked for the longest makes room */
  struct kept kept[SHARED_PAGES];
};

struct shared *shared_new(struct arena *a) {
  return ARENA_NEW(a, struct shared);
}

static bool fits(const struct req *r) {
  if (r->page->own_arg != NULL && http_param(&r->in->args, r->page->own_arg) != NULL)
    return false;
  return r->site->shared != NULL && (r->page->flags & PAGE_SHARED) != 0 && r->in->method != HTTP_POST &&
         r->c->who.user_id != 0 && r->epoch != 0 && (r->flash_shown == NULL || r->flash_shown[0] == '\0') &&
         strlen(r->in->path) + strlen(r->in->query) <= ADDRESS;
}

static const char *or_none(const char *s) { return s == NULL ? "-" : s; }

/* Everything that the page may look at. The year at its foot changes with the day. */
static struct buf key_of(const struct req *r) {
  const struct principal *who = &r->c->who;
  struct buf b = buf_new(r->c->a, KEY);

  buf_fmt(&b, "%s %d %x %x %d %d %s %s %lld ", r->page->name, (int)r->c->lang, r->rel, who->rights, who->can_obtain,
          who->subject_id != 0, or_none(who->role), or_none(who->subject_type),
          (long long)((r->c->now + r->c->conf->zone * MINUTE) / DAY));
  buf_fmt(&b, "%s %s?%s", look_theme(r), r->in->path, r->in->query);
  return b;
}

static struct kept *find(struct shared *s, const struct buf *key, int64_t epoch) {
  for (size_t i = 0; i < SHARED_PAGES; i++) {
    struct kept *k = &s->kept[i];

    if (k->epoch == epoch && k->key_n == key->n && memcmp(k->key, key->p, key->n) == 0) {
      k->used = ++s->clock;
      return k;
    }
  }
  return NULL;
}

static void keep(struct shared *s, const struct buf *key, int64_t epoch, struct bytes page) {
  struct kept *k = &s->kept[0];

  if (key->full || page.n > SHARED_PAGE)
    return;
  for (size_t i = 1; i < SHARED_PAGES; i++)
    if (s->kept[i].used < k->used)
      k = &s->kept[i];
  k->epoch = epoch;
  k->used = ++s->clock;
  k->key_n = key->n;
  k->n = page.n;
  memcpy(k->key, key->p, key->n);
  memcpy(k->page, page.p, page.n);
}

/* The caller's own value for a mark; NULL where it is none of ours. */
static const char *value_of(struct req *r, char letter) {
  switch (letter) {
  case 'N':
    return r->c->who.user_name == NULL ? "" : r->c->who.user_name;
  case 'S':
    return r->c->who.subject_name == NULL ? "" : r->c->who.subject_name;
  case 'C':
    return csrf_token(r);
  default:
    return NULL;
  }
}

static void fill_in(struct req *r, struct bytes page) {
  struct buf out = buf_new(r->c->a, 4 << 20);
  const char *p = page.p, *end = p + page.n, *mark;

  while ((mark = memchr(p, MARK[0], (size_t)(end - p))) != NULL) {
    const char *value = end - mark < 3 || mark[2] != MARK[0] ? NULL : value_of(r, mark[1]);

    buf_add(&out, p, (size_t)(mark - p));
    p = mark + (value == NULL ? 1 : 3);
    if (value != NULL)
      buf_html(&out, value, strlen(value));
  }
  buf_add(&out, p, (size_t)(end - p));
  r->out->body = (struct bytes){out.p, out.n};
}

/* The same kind of caller, but nobody. */
static struct principal nobody(const struct principal *who) {
  return (struct principal){.user_id = -1,
                            .subject_id = who->subject_id == 0 ? 0 : -1,
                            .user_name = NAME,
                            .subject_name = who->subject_name == NULL ? NULL : SUBJECT,
                            .subject_type = who->subject_type,
                            .role = who->role,
                            .can_obtain = who->can_obtain,
                            .rights = who->rights,
                            .factor = 1};
}

static enum res make(struct req *r, enum res (*show)(struct req *r)) {
  struct principal who = r->c->who;
  enum res res;

  r->c->who = nobody(&who);
  r->csrf = CSRF;
  res = show(r);
  r->csrf = NULL;
  r->c->who = who;
  return res;
}

enum res shared_answer(struct req *r, enum res (*show)(struct req *r)) {
  struct shared *s = r->site->shared;
  const struct kept *k;
  struct buf key;
  enum res res;

  if (!fits(r))
    return show(r);
  key = key_of(r);
  k = find(s, &key, r->epoch);
  if (k != NULL) {
    http_header(r->out, "Content-Type", "text/html; charset=utf-8");
    fill_in(r, (struct bytes){k->page, k->n});
    return RES_OK;
  }
  res = make(r, show);
  if (res != RES_OK)
    return res;
  keep(s, &key, r->epoch, r->out->body);
  fill_in(r, r->out->body);
  return RES_OK;
}
