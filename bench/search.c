/* search --conf=FILE [--queries N] [--seed K]: how long the market's search keeps the database busy, over a mix of queries
 * as people type them, made of the names, tags and summaries of the site's own plugins. Each query is one call of
 * market_list(): the time includes sending it and reading the answer. The exit code is 1 when 95 of 100 queries took
 * longer than LIMIT. On a busy machine that says little: so the processor time of the server's thread is told as well, when
 * it runs on this machine. bench/bench_search makes the site. */
#include "app/ctx.h"
#include "base/clock.h"
#include "base/text.h"
#include "bin/start.h"
#include "domain/grams.h"
#include "domain/market.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SAMPLE = 2000, QUERIES = 4000, QUERIES_MAX = 100000, WARM = 400, LIMIT = 10 /* ms */ };

struct row {
  int64_t plugin_id;
  const char *name, *summary, *tags, *category, *level1;
};
#define S(field) M(struct row, field)
SHAPE(row_shape, struct row, S(plugin_id), S(name), S(summary), S(tags), S(category), S(level1));
#undef S
DB_QUERY(bench_sample, row_shape,
         "SELECT plugin_id, name, summary, tags, category, level1 FROM market ORDER BY CRC32(plugin_id) LIMIT 2000");

struct number {
  int64_t n;
};
SHAPE(number_shape, struct number, M(struct number, n));
DB_QUERY(bench_thread, number_shape, "SELECT TID AS n FROM information_schema.processlist WHERE id = CONNECTION_ID()");
DB_QUERY(bench_plugins, number_shape, "SELECT COUNT(*) AS n FROM market");

struct maker {
  struct arena *a;
  const struct row *row;
  size_t n;
  uint64_t state;
};

static uint64_t roll(struct maker *m, uint64_t below) {
  m->state ^= m->state << 13;
  m->state ^= m->state >> 7;
  m->state ^= m->state << 17;
  return m->state % below;
}

static const struct row *any(struct maker *m) { return &m->row[roll(m, m->n)]; }

/* `n` neighbouring characters of a word of the text that is of Han; "" when no word is so long. */
static const char *han(struct maker *m, const char *text, size_t n) {
  const char *words = grams_words(m->a, text_search(m->a, text)), *found[64];
  size_t k = 0;

  for (; *words != '\0'; words += strcspn(words, " "), words += *words == ' ') {
    size_t points = (signed char)*words < 0 ? strcspn(words, " ") / 3 : 0;

    for (size_t i = 0; i + n <= points && k < 64; i++)
      found[k++] = words + 3 * i;
  }
  return k == 0 ? "" : arena_strn(m->a, found[roll(m, k)], 3 * n);
}

/* A word of Latin letters from a plugin that has one; its beginning with `n` > 0. */
static const char *latin(struct maker *m, size_t n, const struct row **from) {
  for (int tries = 0; tries < 2000; tries++) {
    const struct row *r = any(m);
    const char *words = grams_words(m->a, text_search(m->a, arena_fmt(m->a, "%s %s", r->name, r->tags)));

    for (; *words != '\0'; words += strcspn(words, " "), words += *words == ' ')
      if (*words >= 'a' && *words <= 'z' && strcspn(words, " ") > n) {
        *from = r;
        return arena_strn(m->a, words, n == 0 ? strcspn(words, " ") : n);
      }
  }
  *from = any(m);
  return "sdk";
}

static const char *word(struct maker *m, const struct row *r, size_t n) {
  const char *w = han(m, r->tags, n);

  return *w == '\0' ? han(m, r->name, n) : w;
}

/* ---- the classes; each sets q, and more where it is about more ---- */

static void one(struct maker *m, struct market_filter *f) { f->q = han(m, any(m)->name, 1); }
static void two(struct maker *m, struct market_filter *f) { f->q = word(m, any(m), 2); }
static void three(struct maker *m, struct market_filter *f) { f->q = han(m, any(m)->name, 3); }
static void four(struct maker *m, struct market_filter *f) { f->q = word(m, any(m), 4); }
static void longer(struct maker *m, struct market_filter *f) { f->q = han(m, any(m)->name, 5 + roll(m, 3)); }
static void phrase(struct maker *m, struct market_filter *f) { f->q = han(m, any(m)->summary, 4 + roll(m, 5)); }

static void latin_word(struct maker *m, struct market_filter *f) {
  const struct row *r;

  f->q = latin(m, 0, &r);
}

static void latin_begin(struct maker *m, struct market_filter *f) {
  const struct row *r;

  f->q = latin(m, 1 + roll(m, 3), &r);
}

static void mixed(struct maker *m, struct market_filter *f) {
  const struct row *r;
  const char *w = latin(m, 0, &r);

  f->q = arena_fmt(m->a, "%s%s", w, word(m, r, 2));
}

static void words(struct maker *m, struct market_filter *f) {
  const struct row *r = any(m);

  f->q = arena_fmt(m->a, "%s %s", word(m, r, 2), han(m, r->summary, 2));
}

/* Words of two plugins: mostly nothing, or a chance. */
static void strangers(struct maker *m, struct market_filter *f) {
  f->q = arena_fmt(m->a, "%s %s", word(m, any(m), 2), word(m, any(m), 2));
}

static void begins(struct maker *m, struct market_filter *f) {
  const struct row *r = any(m);
  const char *cut = text_cut(m->a, r->name, 2 + roll(m, 4));

  f->q = strcmp(cut, r->name) == 0 ? cut : arena_strn(m->a, cut, strlen(cut) - 3);
}

static void name(struct maker *m, struct market_filter *f) { f->q = any(m)->name; }
static void id(struct maker *m, struct market_filter *f) {
  f->q = arena_fmt(m->a, "%lld", (long long)any(m)->plugin_id);
}

static void category(struct maker *m, struct market_filter *f) {
  const struct row *r = any(m);

  f->q = word(m, r, 2 + roll(m, 3));
  f->category = roll(m, 2) == 0 ? r->category : r->level1;
}

static void other_category(struct maker *m, struct market_filter *f) {
  f->q = word(m, any(m), 2);
  f->category = any(m)->category;
}

static void newest(struct maker *m, struct market_filter *f) {
  two(m, f);
  f->sort = MARKET_NEWEST;
}

static void by_name(struct maker *m, struct market_filter *f) {
  two(m, f);
  f->sort = MARKET_NAME;
}

static void further(struct maker *m, struct market_filter *f) {
  two(m, f);
  f->page = 2 + (int64_t)roll(m, roll(m, 4) == 0 ? 49 : 4);
}

/* A word with one wrong character, as input methods make them. */
static void misspelt(struct maker *m, struct market_filter *f) {
  const char *w = han(m, any(m)->name, 3);

  f->q = *w == '\0' ? "鱻龘" : arena_fmt(m->a, "%.6s%s", w, roll(m, 2) == 0 ? "鱻" : han(m, any(m)->summary, 1));
}

/* How often of 100 queries. The shares are an assumption: short words of Han most, then longer names. */
static const struct {
  const char *label;
  unsigned share;
  void (*make)(struct maker *m, struct market_filter *f);
} classes[] = {
    {"1 character", 5, one},
    {"2 characters", 20, two},
    {"3 characters", 8, three},
    {"4 characters", 16, four},
    {"5 to 7 characters", 6, longer},
    {"4 to 8 of a summary", 4, phrase},
    {"Latin word", 4, latin_word},
    {"Latin beginning", 3, latin_begin},
    {"Latin and Han", 3, mixed},
    {"two words", 5, words},
    {"two strange words", 3, strangers},
    {"beginning of a name", 5, begins},
    {"whole name", 3, name},
    {"id", 1, id},
    {"with its category", 5, category},
    {"with another category", 2, other_category},
    {"order: newest", 1, newest},
    {"order: name", 1, by_name},
    {"page 2 to 50", 2, further},
    {"misspelt", 3, misspelt},
};
enum { CLASSES = sizeof classes / sizeof classes[0] };

static size_t draw(struct maker *m) {
  unsigned at = (unsigned)roll(m, 100);
  size_t k = 0;

  while (k + 1 < CLASSES && at >= classes[k].share)
    at -= classes[k++].share;
  return k;
}

struct result {
  size_t class;
  int64_t us, cpu, total, trips;
};

/* What the server's thread has used, in microseconds; 0 when it is not on this machine. It has gone to sleep by then. */
static int64_t cpu_of(int64_t thread) {
  char path[64], text[64] = "";
  FILE *f;

  usleep(200);
  snprintf(path, sizeof path, "/proc/%lld/schedstat", (long long)thread);
  f = fopen(path, "re");
  if (f == NULL)
    return 0;
  (void)!fgets(text, sizeof text, f);
  fclose(f);
  return strtoll(text, NULL, 10) / 1000;
}

static int by_cpu(const void *a, const void *b) {
  const struct result *x = a, *y = b;

  return (x->cpu > y->cpu) - (x->cpu < y->cpu);
}

static int by_time(const void *a, const void *b) {
  const struct result *x = a, *y = b;

  return (x->us > y->us) - (x->us < y->us);
}

static bool ask(struct ctx *c, struct maker *m, int64_t thread, struct result *out) {
  struct market_filter f = {.page = 1};
  struct market_item *item = NULL;
  size_t n = 0;
  int64_t began, used;

  out->class = draw(m);
  classes[out->class].make(m, &f);
  db_clear(c->db);
  used = cpu_of(thread);
  began = clock_ticks();
  if (market_list(c, &f, &item, &n) != RES_OK) {
    fprintf(stderr, "search: %s: %s\n", f.q, db_error(c->db));
    return false;
  }
  out->us = clock_ticks() - began;
  out->cpu = cpu_of(thread) - used;
  out->trips = db_trips(c->db);
  out->total = n == 0 || item[0].kind != MARKET_FOUND ? 0 : item[0].total;
  return true;
}

/* The value that `percent` of 100 do not exceed, of results in that order. */
static double ms(struct result *r, size_t n, unsigned percent, bool cpu) {
  size_t at = (n - 1) * percent / 100;

  qsort(r, n, sizeof *r, cpu ? by_cpu : by_time);
  return (double)(cpu ? r[at].cpu : r[at].us) / 1000;
}

static void print(const char *label, struct result *r, size_t n) {
  int64_t total = 0, trips = 0;
  size_t none = 0;

  if (n == 0)
    return;
  for (size_t i = 0; i < n; i++) {
    total += r[i].total;
    none += r[i].total == 0;
    trips = i == 0 || r[i].trips < trips ? r[i].trips : trips;
  }
  printf("%-21s %6zu %6lld %6.0f%% %5lld %7.2f %7.2f %7.2f %8.2f %7.2f %7.2f\n", label, n,
         (long long)(total / (int64_t)n), 100.0 * (double)none / (double)n, (long long)trips, ms(r, n, 50, false),
         ms(r, n, 95, false), ms(r, n, 99, false), ms(r, n, 100, false), ms(r, n, 50, true), ms(r, n, 95, true));
}

static void report(struct result *all, size_t n, struct result *room) {
  printf("%-21s %6s %6s %7s %5s %7s %7s %7s %8s %7s %7s\n%-46s %32s %15s\n", "queries", "number", "found", "nothing",
         "trips", "p50", "p95", "p99", "max", "p50", "p95", "", "ms", "ms of processor");
  for (size_t k = 0; k < CLASSES; k++) {
    size_t of = 0;

    for (size_t i = 0; i < n; i++)
      if (all[i].class == k)
        room[of++] = all[i];
    print(classes[k].label, room, of);
  }
  print("all", all, n);
}

static int run(struct ctx *c, struct arena *each, int64_t queries, uint64_t seed) {
  struct result *all = ARENA_ARRAY(c->a, struct result, (size_t)queries), ignored;
  struct number plugins = {0}, thread = {0};
  struct row *rows = NULL;
  struct maker m = {.a = each, .state = seed};
  struct ctx asked = *c;

  if (db_one(c->db, c->a, bench_plugins, &plugins) != RES_OK || db_one(c->db, c->a, bench_thread, &thread) != RES_OK ||
      db_list(c->db, c->a, bench_sample, &rows, &m.n) != RES_OK || m.n == 0) {
    fprintf(stderr, "search: no plugins: %s\n", db_error(c->db));
    return 1;
  }
  m.row = rows;
  asked.a = each;
  for (int64_t i = -WARM; i < queries; i++) {
    arena_reset(each);
    if (!ask(&asked, &m, thread.n, i < 0 ? &ignored : &all[i]))
      return 1;
  }
  printf("%lld plugins in the market, %lld queries, seed %llu\n", (long long)plugins.n, (long long)queries,
         (unsigned long long)seed);
  report(all, (size_t)queries, ARENA_ARRAY(c->a, struct result, (size_t)queries));
  return ms(all, (size_t)queries, 95, false) <= LIMIT ? 0 : 1;
}

int main(int argc, char **argv) {
  struct arena *a = arena_new(256 << 20), *each = arena_new(64 << 20);
  int64_t queries = QUERIES, seed = 20260101;
  struct db_config cfg;
  struct conf conf;
  struct ctx c;
  int r, flags = 1;

  for (int i = 1; i < argc; i++)
    if (strncmp(argv[i], "--queries=", 10) == 0)
      queries = strtoll(argv[i] + 10, NULL, 10);
    else if (strncmp(argv[i], "--seed=", 7) == 0)
      seed = strtoll(argv[i] + 7, NULL, 10);
    else
      argv[flags++] = argv[i];
  if (queries < 1 || queries > QUERIES_MAX || seed < 1 || start(a, flags, argv, false, &conf) != 0 ||
      !start_db(a, &conf, &cfg))
    return START_USAGE;
  c = (struct ctx){
      .a = a, .db = db_open(&cfg), .conf = &conf, .now = clock_now(), .request_id = "bench", .address = ""};
  r = run(&c, each, queries, (uint64_t)seed);
  db_close(c.db);
  arena_free(each);
  arena_free(a);
  return r;
}
