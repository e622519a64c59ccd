/* Reading the files and doing their acts. A verb is found in the tables of the other demo_*.c files. */
#include "bin/demo.h"

#include "base/clock.h"
#include "bin/ctl_seed.h"
#include "domain/content.h"
#include "domain/desk.h"
#include "domain/review.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  ACTS = 2000,
  FILE_MAX = 1 << 20,
  SPENT = 12 * MINUTE /* between claim and decision */,
  BATCH = 20 /* acts in one transaction: a disk that is slow to sync would make each wait */
};

const char *demo_text(const json_t *o, const char *name) {
  const char *text = json_string_value(json_object_get(o, name));

  return text == NULL ? "" : text;
}

int64_t demo_id(const json_t *o, const char *name) { return json_integer_value(json_object_get(o, name)); }
void demo_set_id(json_t *o, const char *name, int64_t id) { json_object_set_new(o, name, json_integer(id)); }
void demo_set_text(json_t *o, const char *name, const char *text) { json_object_set_new(o, name, json_string(text)); }

json_t *demo_find(json_t *array, const char *key) {
  for (size_t i = 0; key != NULL && i < json_array_size(array); i++)
    if (strcmp(demo_text(json_array_get(array, i), "key"), key) == 0)
      return json_array_get(array, i);
  return NULL;
}

json_t *demo_subject(struct demo *d, json_t *of) {
  if (json_object_get(of, "app") != NULL)
    of = demo_find(d->apps, demo_text(of, "app"));
  return json_object_get(of, "subject") == NULL ? of : demo_find(d->subjects, demo_text(of, "subject"));
}

struct bytes demo_file(struct demo *d, struct arena *a, const char *name) {
  int fd = open(arena_fmt(a, "%s/%s", d->dir, name), O_RDONLY | O_CLOEXEC);
  struct bytes all = {NULL, 0};
  struct stat st;
  char *p;

  if (fd < 0)
    return all;
  arena_defer_fd(a, fd);
  if (fstat(fd, &st) != 0 || st.st_size > FILE_MAX)
    return all;
  p = arena_alloc(a, (size_t)st.st_size + 1);
  if (read(fd, p, (size_t)st.st_size) == (ssize_t)st.st_size)
    all = (struct bytes){p, (size_t)st.st_size};
  return all;
}

static void free_json(void *json) { json_decref(json); }

static json_t *read_json(struct demo *d, const char *name, const char **complaint) {
  struct bytes text = demo_file(d, d->keep, name);
  json_error_t why = {.text = "cannot be read"};
  json_t *json = text.p == NULL ? NULL : json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &why);

  if (json == NULL)
    *complaint = arena_fmt(d->keep, "%s/%s: line %d: %s", d->dir, name, why.line, why.text);
  else
    arena_defer(d->keep, free_json, json);
  return json;
}

/* The acts of one object: rows [when, verb, argument]. The moment is worked out later. */
static void take(struct demo *d, json_t *of, json_t *part) {
  json_t *rows = json_object_get(part == NULL ? of : part, "acts");

  for (size_t i = 0; i < json_array_size(rows) && d->nacts < d->room; i++)
    d->act[d->nacts++] = (struct demo_act){.n = d->nacts, .of = of, .part = part, .arg = json_array_get(rows, i)};
}

static void take_all(struct demo *d, json_t *array) {
  for (size_t i = 0; i < json_array_size(array); i++) {
    json_t *of = json_array_get(array, i), *versions = json_object_get(of, "versions");

    if (json_is_array(of)) { /* a deal is its own act */
      d->act[d->nacts++] = (struct demo_act){.n = d->nacts, .of = of, .arg = of};
      continue;
    }
    take(d, of, NULL);
    for (size_t k = 0; k < json_array_size(versions); k++)
      take(d, of, json_array_get(versions, k));
  }
}

bool demo_read(struct demo *d, const char *dir, const char **complaint) {
  json_t *people, *names;

  d->dir = dir;
  d->room = ACTS;
  d->act = ARENA_ARRAY(d->keep, struct demo_act, d->room);
  if ((people = read_json(d, "people.json", complaint)) == NULL ||
      (d->apps = read_json(d, "apps.json", complaint)) == NULL ||
      (d->deals = read_json(d, "market.json", complaint)) == NULL ||
      (names = read_json(d, "plugins.json", complaint)) == NULL)
    return false;
  d->staff = json_object_get(people, "staff");
  d->subjects = json_object_get(people, "subjects");
  d->plugins = json_array();
  arena_defer(d->keep, free_json, d->plugins);
  for (size_t i = 0; i < json_array_size(names); i++) {
    const char *name = json_string_value(json_array_get(names, i));
    json_t *plugin = read_json(d, arena_fmt(d->keep, "plugins/%s.json", name == NULL ? "" : name), complaint);

    if (plugin == NULL)
      return false;
    json_array_append(d->plugins, plugin);
  }
  take_all(d, d->staff);
  take_all(d, d->subjects);
  take_all(d, d->apps);
  take_all(d, d->plugins);
  take_all(d, d->deals);
  return true;
}

/* The latest moment from which a review of the kind is due at least two hours from now: due times only grow. */
static int64_t moment_due(struct demo *d, const char *kind) {
  int64_t at = d->now - HOUR, best = at;

  for (; at > d->now - 14 * DAY; at -= 10 * MINUTE) {
    if (review_due(&d->c, kind, at, NULL, 0) < d->now + 2 * HOUR)
      return best;
    best = at;
  }
  return best;
}

/* 0 when it is no moment. */
static int64_t moment(struct demo *d, const char *when) {
  int64_t zone = d->c.conf->zone * MINUTE, midnight = d->now + zone - (d->now + zone) % DAY - zone;
  long long n, hour, minute;
  char *end;

  if (when[0] == '~')
    return review_kind_find(when + 1) == NULL ? 0 : moment_due(d, when + 1);
  if (when[0] != '-')
    return 0;
  n = strtoll(when + 1, &end, 10);
  if (strcmp(end, "m") == 0)
    return d->now - n * MINUTE;
  if (strcmp(end, "h") == 0)
    return d->now - n * HOUR;
  if (strncmp(end, "d ", 2) != 0)
    return 0;
  hour = strtoll(end + 2, &end, 10);
  minute = *end == ':' ? strtoll(end + 1, &end, 10) : -1;
  if (*end != '\0' || hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return 0;
  return midnight - n * DAY + hour * HOUR + minute * MINUTE;
}

static int earlier(const void *x, const void *y) {
  const struct demo_act *a = x, *b = y;

  if (a->at != b->at)
    return a->at < b->at ? -1 : 1;
  return a->n < b->n ? -1 : a->n > b->n;
}

bool demo_order(struct demo *d, const char **complaint) {
  for (size_t i = 0; i < d->nacts; i++) {
    struct demo_act *act = &d->act[i];
    const char *when = json_string_value(json_array_get(act->arg, 0));
    bool deal = act->of == act->arg;

    act->verb = json_string_value(json_array_get(act->arg, 1));
    act->at = when == NULL ? 0 : moment(d, when);
    if (act->verb == NULL || act->at <= 0 || act->at > d->now) {
      *complaint = arena_fmt(d->keep, "\"%s\" is no moment of the past, of %s", when == NULL ? "" : when,
                             demo_text(act->of, "key"));
      return false;
    }
    act->arg = deal ? act->arg : json_array_get(act->arg, 2);
  }
  qsort(d->act, d->nacts, sizeof d->act[0], earlier);
  return true;
}

struct demo_drawn {
  struct demo_drawn *next;
  const char *seed;
  int size;
  struct picture picture;
};

enum res demo_draw(struct demo *d, const char *seed, int size, struct picture *out) {
  struct demo_drawn *x = d->drawn;
  enum res r;

  while (x != NULL && (x->size != size || strcmp(x->seed, seed) != 0))
    x = x->next;
  if (x == NULL) {
    x = ARENA_NEW(d->keep, struct demo_drawn);
    *x = (struct demo_drawn){d->drawn, arena_str(d->keep, seed), size, {0}};
    r = picture_draw_icon(d->keep, d->c.conf->image_helper, seed, size, &x->picture);
    if (r != RES_OK)
      return why(&d->c, r, NULL, "%s", d->c.conf->image_helper);
    d->drawn = x;
  }
  *out = x->picture;
  return RES_OK;
}

enum res demo_picture(struct demo *d, const char *seed, int size, struct bytes *sha256) {
  unsigned char *hash = arena_alloc(d->c.a, SEAL_HASH);
  struct picture picture;
  enum res r = demo_draw(d, seed, size, &picture);

  if (r != RES_OK)
    return r;
  *sha256 = (struct bytes){hash, SEAL_HASH};
  return content_put(&d->c, "image", picture.type, picture.data, hash);
}

static enum res claim(struct demo *d, const char *kind, int64_t object_id, struct review *v) {
  enum res r = review_latest(&d->c, kind, object_id, v);

  if (r == RES_OK)
    r = review_load(&d->c, v->id, v);
  return r == RES_OK ? review_claim(&d->c, v, review_rel(&d->c, v)) : r;
}

enum res demo_claim(struct demo *d, const char *kind, int64_t object_id) {
  struct review v = {0};

  return claim(d, kind, object_id, &v);
}

static enum res claim_and_read(struct demo *d, const char *kind, int64_t object_id, struct review *v) {
  enum res r = claim(d, kind, object_id, v);

  d->c.now += SPENT;
  return r == RES_OK ? review_load(&d->c, v->id, v) : r;
}

enum res demo_reject(struct demo *d, const char *kind, int64_t object_id, const char *reason, struct finding_item *f,
                     size_t n) {
  struct review v = {0};
  enum res r = claim_and_read(d, kind, object_id, &v);

  return r == RES_OK ? desk_reject(&d->c, &v, review_rel(&d->c, &v), reason, v.shown_hash, f, n) : r;
}

enum res demo_decide(struct demo *d, const char *kind, int64_t object_id, const char *action, const char *reason) {
  struct review v = {0};
  enum res r = claim_and_read(d, kind, object_id, &v);

  return r == RES_OK ? desk_decide(&d->c, &v, review_rel(&d->c, &v), action, reason, v.shown_hash) : r;
}

static const struct demo_verb *verb_find(const char *name) {
  static const struct demo_verb *const tables[] = {demo_people_verbs,  demo_app_verbs,  demo_version_verbs,
                                                   demo_listing_verbs, demo_deal_verbs, demo_payment_verbs,
                                                   demo_advisory_verbs};

  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
    for (const struct demo_verb *v = tables[i]; v->name != NULL; v++)
      if (strcmp(v->name, name) == 0)
        return v;
  return NULL;
}

struct doing {
  struct demo *d;
  size_t from, to; /* acts */
  size_t turn;     /* of the reviewers */
  size_t at;       /* the act that did not work */
};

/* The person who does an act, as his session would be. */
static enum res be(struct demo *d, const struct demo_act *act, enum demo_who who, size_t turn) {
  bool deal = json_is_array(act->of);
  json_t *person = who == DEMO_REVIEWER ? json_array_get(d->staff, turn % 2)
                   : deal               ? demo_find(d->subjects, json_string_value(json_array_get(act->of, 2)))
                                        : demo_subject(d, act->of);

  d->c.now = act->at;
  d->c.who = (struct principal){0};
  d->c.why = (struct reason){0};
  return who == DEMO_NOBODY ? RES_OK : seed_be(&d->c, demo_id(person, "user_id"));
}

/* Runs again as a whole after a conflict. */
static enum res doing(void *arg) {
  struct doing *x = arg;
  size_t turn = x->turn;
  enum res r = RES_OK;

  for (x->at = x->from; x->at < x->to; x->at++) {
    const struct demo_act *act = &x->d->act[x->at];
    const struct demo_verb *verb = verb_find(act->verb);

    r = verb == NULL ? RES_NOT_FOUND : be(x->d, act, verb->who, turn);
    if (r == RES_OK)
      r = verb->run(x->d, act);
    if (r != RES_OK)
      return r;
    turn += verb->who == DEMO_REVIEWER;
  }
  x->turn = turn;
  return RES_OK;
}

enum res demo_run(struct demo *d, const char **complaint) {
  struct doing x = {.d = d};
  enum res r = RES_OK;

  for (; x.from < d->nacts && r == RES_OK; x.from = x.to) {
    x.to = x.from + BATCH < d->nacts ? x.from + BATCH : d->nacts;
    arena_reset(d->c.a);
    r = db_tx(d->c.db, doing, &x);
  }
  if (r != RES_OK && x.at < d->nacts)
    *complaint = arena_fmt(d->keep, "%s of %s%s%s", d->act[x.at].verb, demo_text(d->act[x.at].of, "key"),
                           d->act[x.at].part == NULL ? "" : " ", demo_text(d->act[x.at].part, "number"));
  return r;
}
