/* seed --scale N: N plugins and ten bindings for each, as a large site would have them, on a site with demo data.
 *
 * Rows are made by INSERT … SELECT (demo/scale.sql), a batch to a transaction. Ids are numbers in order, so the greatest
 * one tells how far a seeding came: stopped at any moment, it goes on where it was. What it began with (N, the seed, the
 * moment) stands in the audit. Everything else is a matter of the number of the row. */
#include "bin/ctl_seed_scale.h"

#include "base/clock.h"
#include "bin/ctl.h"
#include "bin/ctl_seed.h"
#include "bin/start.h"
#include "domain/market.h"
#include "domain/moving.h"
#include "domain/sealer.h"

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH_MAX = 512 << 20, SAY = 5 * 1000 * 1000, SCALE_MIN = 100, SCALE_MAX = 1000000 };

struct number {
  int64_t n;
};
SHAPE(number_shape, struct number, M(struct number, n));
struct text {
  const char *text;
};
SHAPE(text_shape, struct text, M(struct text, text));
/* Demo people have addresses that lead nowhere; anybody else's means that the site is in use. */
DB_QUERY(scale_strangers, number_shape, "SELECT COUNT(*) AS n FROM user WHERE email_key NOT LIKE '%.example'");
DB_QUERY(scale_begun, text_shape,
         "SELECT detail AS text FROM audit WHERE id = (SELECT MAX(id) FROM audit"
         " WHERE object_kind = 'site' AND object_id = 0 AND act = 'seed.scale')");
DB_QUERY(scale_sealed, number_shape, "SELECT COALESCE(MAX(audit_id), 0) AS n FROM audit_seal");

struct demo_ids {
  int64_t provider, provider_user, merchant, merchant_user, reviewer;
  struct bytes avatar;
};
#define D(field) M(struct demo_ids, field)
SHAPE(ids_shape, struct demo_ids, D(provider), D(provider_user), D(merchant), D(merchant_user), D(reviewer), D(avatar));
#undef D
/* What people have made, also when a seeding goes on. */
#define GIVEN "(id < 7000000000000000 OR id > 7100000000000000)"
DB_QUERY(scale_demo, ids_shape,
         "SELECT p.subject_id AS provider, x.user_id AS provider_user, a.subject_id AS merchant, y.user_id AS"
         " merchant_user, s.user_id AS reviewer, p.avatar FROM (SELECT subject_id, MAX(avatar) AS avatar, COUNT(*) AS n"
         " FROM plugin WHERE " GIVEN " GROUP BY subject_id) p JOIN (SELECT subject_id, COUNT(*) AS n FROM app"
         " WHERE " GIVEN " AND subject_id NOT IN (SELECT subject_id FROM plugin WHERE " GIVEN ") GROUP BY subject_id) a"
         " JOIN member x ON x.main_of = p.subject_id JOIN member y ON y.main_of = a.subject_id"
         " JOIN (SELECT MIN(user_id) AS user_id FROM staff WHERE staff_right = 'version') s"
         " WHERE s.user_id IS NOT NULL ORDER BY p.n DESC, a.n DESC LIMIT 1");

struct stage {
  const char *name, *table, *key;
  int64_t base; /* keys of its main rows are this + number */
  size_t total; /* member of struct scale_size */
  int64_t batch;
  enum res (*put)(struct scale *s); /* NULL: the numbers are enough */
};
#define OF(member) offsetof(struct scale_size, member)
static const struct stage stages[] = {
    {"subjects", "subject", "id", SCALE_ID(SCALE_SUBJECT), OF(subjects), 2000, scale_put_subjects},
    {"apps", "app", "id", SCALE_ID(SCALE_APP), OF(apps), 5000, scale_put_apps},
    {"plugins", "plugin", "id", SCALE_ID(SCALE_PLUGIN), OF(plugins), 1000, scale_put_plugins},
    {"entitlements", "entitlement", "id", SCALE_ID(SCALE_ENTITLEMENT), OF(entitlements), 20000, NULL},
    {"holdings", "entitlement", "id", SCALE_ID(SCALE_ENTITLEMENT) + 900000000000, OF(holdings), 20000, NULL},
    {"bindings", "binding", "id", SCALE_ID(SCALE_BINDING), OF(bindings), 20000, NULL},
    {"market", "market", "plugin_id", SCALE_ID(SCALE_PLUGIN), OF(plugins), 2000, scale_put_market},
};
enum { STAGES = sizeof stages / sizeof stages[0] };

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

static struct scale_size size_of(int64_t n) {
  int64_t subjects = n / 20 < 10 ? 10 : n / 20, many = least(1000, n / 5);

  return (struct scale_size){.plugins = n,
                             .live = n - n / 100,
                             .subjects = subjects,
                             .orgs = subjects * 4 / 5,
                             .apps = n / 2,
                             .entitlements = subjects * 41,
                             .holdings = many + 1,
                             .bindings = n * 10,
                             .hot = least(100000, n / 10),
                             .rich = least(5000, n / 20),
                             .many = many,
                             .fleet = least(2000, n / 20)};
}

/* ---- one batch ---- */

/* The statement with its sequence. */
static const char *filled(struct scale *s, const char *p, const char *end) {
  static const char mark[] = "FROM SEQ";
  struct buf b = buf_new(s->c.a, 64 * 1024);

  while (p < end) {
    if (strncmp(p, mark, sizeof mark - 1) == 0) {
      buf_fmt(&b, "FROM seq_%lld_to_%lld", (long long)s->lo, (long long)s->hi);
      p += sizeof mark - 1;
    } else {
      buf_char(&b, *p++);
    }
  }
  return b.p;
}

static enum res do_batch(void *arg) {
  struct scale *s = arg;
  const char *stop = strstr(s->sql, "\n-- stage "), *end;
  enum res r = db_text(s->c.db, "DELETE FROM scale_batch");

  if (r == RES_OK)
    r = db_text(s->c.db,
                arena_fmt(s->c.a, "INSERT INTO scale_batch VALUES (%lld, %lld)", (long long)s->lo, (long long)s->hi));
  for (const char *p = s->sql; r == RES_OK && (end = tool_statement_end(p)) != NULL; p = end + 1) {
    if (stop != NULL && end > stop)
      break;
    r = db_text(s->c.db, filled(s, p, end));
  }
  return r;
}

static enum res batch(struct scale *s, const struct stage *g) {
  enum res r = g->put == NULL ? RES_OK : g->put(s);

  if (r == RES_OK)
    r = db_tx(s->c.db, do_batch, s);
  arena_reset(s->c.a);
  return r;
}

/* ---- one stage ---- */

/* Numbers done before, in whole batches. */
static enum res done_before(struct scale *s, const struct stage *g, int64_t total, int64_t *done) {
  struct db_stmt *q = ARENA_NEW(s->keep, struct db_stmt); /* a statement is known by its address */
  struct number top = {0};
  enum res r;

  *q = (struct db_stmt){"scale_done",
                        arena_fmt(s->keep, "SELECT COALESCE(MAX(%s), %lld) AS n FROM %s WHERE %s BETWEEN %lld AND %lld",
                                  g->key, (long long)g->base, g->table, g->key, (long long)g->base + 1,
                                  (long long)(g->base + total)),
                        &number_shape};
  r = db_one_args(s->c.db, s->c.a, q, &top, 0, NULL);
  *done = least(total, (top.n - g->base + g->batch - 1) / g->batch * g->batch);
  return r;
}

static void say(const char *what, int64_t done, int64_t total, int64_t rate) {
  printf("%-12s %10lld of %lld, %lld/s\n", what, (long long)done, (long long)total, (long long)rate);
  fflush(stdout);
}

/* The statements of a stage begin here; false when there is no such stage. */
static bool find_stage(struct scale *s, const char *sql, const char *name) {
  s->sql = strstr(sql, arena_fmt(s->keep, "-- stage %s\n", name));
  return s->sql != NULL;
}

static enum res run_stage(struct scale *s, const struct stage *g, const char *sql) {
  int64_t total = *(const int64_t *)((const char *)&s->size + g->total), done = 0, from, began = clock_ticks(), said;
  enum res r = done_before(s, g, total, &done);

  if (!find_stage(s, sql, g->name))
    return RES_NOT_FOUND;
  from = done;
  said = began;
  while (r == RES_OK && done < total) {
    s->lo = done + 1;
    s->hi = done = least(total, done + g->batch);
    r = batch(s, g);
    if (r == RES_OK && (clock_ticks() - said > SAY || done == total)) {
      said = clock_ticks();
      say(g->name, done, total, (done - from) * 1000000 / (said - began + 1));
    }
  }
  return r;
}

/* ---- the whole ---- */

/* What ANALYZE TABLE answers. */
struct analysed {
  const char *table, *op, *kind, *text;
};
SHAPE(analysed_shape, struct analysed, M(struct analysed, table), M(struct analysed, op), M(struct analysed, kind),
      M(struct analysed, text));
static const char *const filled_tables[] = {
    "subject", "member",  "app",         "app_category", "plugin",      "plugin_state",
    "version", "doc",     "listing",     "review",       "search_gram", "listing_revision",
    "market",  "history", "entitlement", "binding",      "audit",       "user"};

static enum res set_variables(struct scale *s, const struct demo_ids *d) {
  static const char *const id[] = {"u", "s", "a", "p", "v", "d", "l", "r", "e", "b"};
  struct buf b = buf_new(s->c.a, 4096);

  buf_fmt(&b, "SET @at = %lld, @n = %lld, @live = %lld, @subjects = %lld, @orgs = %lld, @apps = %lld, @hot = %lld",
          (long long)s->at, (long long)s->size.plugins, (long long)s->size.live, (long long)s->size.subjects,
          (long long)s->size.orgs, (long long)s->size.apps, (long long)s->size.hot);
  buf_fmt(&b, ", @many = %lld, @provider = %lld, @merchant = %lld, @merchant_user = %lld, @reviewer = %lld",
          (long long)s->size.many, (long long)s->provider, (long long)s->merchant, (long long)s->merchant_user,
          (long long)d->reviewer);
  buf_fmt(&b, ", @avatar = %s%s%s", d->avatar.p == NULL ? "NULL" : "x'",
          d->avatar.p == NULL ? "" : bytes_hex(s->c.a, d->avatar.p, d->avatar.n), d->avatar.p == NULL ? "" : "'");
  for (size_t i = 0; i < sizeof id / sizeof id[0]; i++)
    buf_fmt(&b, ", @%s = %lld", id[i], (long long)SCALE_ID((int64_t)i));
  return db_text(s->c.db, b.p);
}

/* The accounts of the demo data, the tables and variables of this connection. */
static enum res prepare(struct scale *s, const char *sql) {
  struct demo_ids d = {0};
  enum res r = db_one(s->c.db, s->c.a, scale_demo, &d);

  if (r != RES_OK)
    return r == RES_NOT_FOUND ? why(&s->c, r, NULL, "there is no demo data: run seed --demo first") : r;
  s->provider = d.provider;
  s->provider_user = d.provider_user;
  s->merchant = d.merchant;
  s->merchant_user = d.merchant_user;
  for (size_t i = 0; scale_tables[i] != NULL && r == RES_OK; i++)
    r = db_text(s->c.db, scale_tables[i]);
  if (r == RES_OK)
    r = set_variables(s, &d);
  if (r == RES_OK)
    r = scale_put_package(s);
  if (r == RES_OK && find_stage(s, sql, "facts"))
    r = do_batch(s);
  return r;
}

/* What an earlier run began with; it has to be the same. */
static enum res begin(struct scale *s) {
  struct text was = {NULL};
  enum res r = db_one(s->c.db, s->c.a, scale_begun, &was);
  json_int_t n = 0, seed = 0, at = 0;
  json_t *j;

  if (r == RES_NOT_FOUND)
    return audit(&s->c, "seed.scale", "site", 0,
                 arena_fmt(s->c.a, "{\"plugins\":%lld,\"number\":%lld,\"at\":%lld}", (long long)s->size.plugins,
                           (long long)s->seed, (long long)s->at));
  if (r != RES_OK)
    return r;
  j = json_loads(was.text, 0, NULL);
  if (j != NULL)
    json_unpack(j, "{s:I, s:I, s:I}", "plugins", &n, "number", &seed, "at", &at);
  json_decref(j);
  if (n != s->size.plugins || seed != s->seed)
    return why(&s->c, RES_CONFLICT, NULL, "this site was begun with --scale %lld --number %lld", (long long)n,
               (long long)seed);
  s->at = at;
  return RES_OK;
}

/* Chain the audit's new rows now: the jobs process would take hours. It leaves out what is younger than ten seconds. */
static enum res seal(struct scale *s) {
  struct number top = {0}, now = {-1};
  enum res r = RES_OK;

  s->c.now = clock_now() + MINUTE;
  while (r == RES_OK && top.n != now.n) {
    top = now;
    r = audit_seal(&s->c);
    if (r == RES_OK)
      r = db_one(s->c.db, s->c.a, scale_sealed, &now);
    arena_reset(s->c.a);
  }
  return r;
}

/* The optimiser's figures would else be those of the empty tables for a while. */
static enum res finish(struct scale *s) {
  struct analysed *rows = NULL;
  size_t n = 0;
  enum res r = seal(s);

  for (size_t i = 0; i < sizeof filled_tables / sizeof filled_tables[0] && r == RES_OK; i++) {
    struct db_stmt *q = ARENA_NEW(s->keep, struct db_stmt);

    *q = (struct db_stmt){"analyse", arena_fmt(s->keep, "ANALYZE TABLE %s", filled_tables[i]), &analysed_shape};
    r = db_list_args(s->c.db, s->c.a, q, &rows, &n, 0, NULL);
  }
  return r == RES_OK ? market_changed(&s->c) : r;
}

static enum res work(struct scale *s, const char *sql) {
  struct number strangers = {0};
  enum res r = db_one(s->c.db, s->c.a, scale_strangers, &strangers);

  if (r == RES_OK && strangers.n > 0)
    return why(&s->c, RES_CONFLICT, NULL, "people are registered here: only a site with demo data is filled");
  if (r == RES_OK)
    r = begin(s);
  if (r == RES_OK)
    r = prepare(s, sql);
  for (size_t i = 0; i < STAGES && r == RES_OK; i++)
    r = run_stage(s, &stages[i], sql);
  return r == RES_OK ? finish(s) : r;
}

static void free_arena(void *a) { arena_free(a); }

/* The number behind an option, `none` without the option; 0 for what is no number from 1 to `max`. */
static int64_t number_of(struct tool *t, const char *name, int64_t none, int64_t max) {
  const char *text = tool_option(t, name);
  int64_t n = text == NULL ? none : strspn(text, "0123456789") != strlen(text) ? 0 : strtoll(text, NULL, 10);

  return n > max ? 0 : n;
}

int ctl_seed_scale(struct tool *t) {
  const char *dir = tool_option(t, "--from"), *text, *sql, *wrong;
  struct scale *s = ARENA_NEW(t->a, struct scale);
  int64_t n = number_of(t, "--scale", 0, SCALE_MAX), seed = number_of(t, "--number", 1, 1000000);
  enum res r;

  if (n < SCALE_MIN || n % SCALE_MIN != 0 || seed == 0) {
    fputs("plugshelfctl: seed --scale takes a multiple of 100 from 100 to 1000000, --number one from 1\n", stderr);
    return START_USAGE;
  }
  if (dir == NULL)
    dir = arena_fmt(t->a, "%s/../demo", t->conf.sql_dir);
  text = tool_file(t->a, arena_fmt(t->a, "%s/scale.txt", dir));
  sql = tool_file(t->a, arena_fmt(t->a, "%s/scale.sql", dir));
  wrong =
      text == NULL || sql == NULL ? "scale.txt or scale.sql cannot be read" : scale_words_read(t->a, text, &s->words);
  if (wrong != NULL) {
    fprintf(stderr, "plugshelfctl: %s: %s\n", dir, wrong);
    return 1;
  }
  *s = (struct scale){
      .c = tool_ctx(t), .keep = t->a, .size = size_of(n), .words = s->words, .seed = seed, .at = clock_now()};
  s->c.a = arena_new(BATCH_MAX);
  s->c.request_id = "scale";
  arena_defer(t->a, free_arena, s->c.a);
  r = work(s, sql);
  if (r != RES_OK)
    fprintf(stderr, "plugshelfctl: seed --scale: %s: %s %s\n", res_code(r), s->c.why.text == NULL ? "" : s->c.why.text,
            db_error(s->c.db));
  return r == RES_OK ? 0 : 1;
}
