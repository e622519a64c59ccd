/* How long the pages of two or more sites take, side by side: scale_pages ROUNDS STATE…
 *
 * Each site is a state folder of ./dev with demo sign-ins. Every round asks each page of each site once, one site after
 * the other, so that whatever else the machine does meets all of them. Before a round the catalogue's epoch moves on: no
 * page is answered from what a worker kept. Times are those that the site's log tells: the worker's, and the database's
 * share of them. Printed: the lower quartile of the rounds, and the last site's ratio to the first one's.
 *
 * The exit code is 1 when a page's ratio is over LIMIT. */
#include "tests/db/fixture.h"
#include "tests/http/client.h"
#include "tests/http/demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { SITES = 4, ROUNDS_MAX = 200, WARM = 2, LINE = 8192 };
#define LIMIT 1.5

/* Rich: the demo provider whose plugins, and the demo merchant whose mini-programs, the seed has multiplied. */
enum who { VISITOR, RICH_PROVIDER, PROVIDER, RICH_MERCHANT, MERCHANT, REVIEWER, OPERATOR, WHO__MAX };
static const struct {
  const char *role;
  int n;
} people[WHO__MAX] = {
    [RICH_PROVIDER] = {"provider", 0}, [PROVIDER] = {"provider", 1}, [RICH_MERCHANT] = {"merchant", 0},
    [MERCHANT] = {"merchant", 1},      [REVIEWER] = {"reviewer", 0}, [OPERATOR] = {"operator", 0}};

/* path: as it is, or NULL: the address behind the first link of the page `from` that holds `link`. */
static const struct {
  const char *name;
  enum who who;
  const char *path, *from, *link;
} pages[] = {
#define HOT "7030000000000001"
    {"home", VISITOR, "/", NULL, NULL},
    {"market", VISITOR, "/market", NULL, NULL},
    {"market, page 50", VISITOR, "/market?page=50", NULL, NULL},
    {"market, by name", VISITOR, "/market?sort=name", NULL, NULL},
    {"market, category", VISITOR, "/market?category=tools.weather", NULL, NULL},
    {"market, category of level 1", VISITOR, "/market?category=tools&page=20", NULL, NULL},
    {"search, common word", VISITOR, "/market?q=%E5%A4%A9%E6%B0%94", NULL, NULL},
    {"search, four characters", VISITOR, "/market?q=%E5%81%9C%E8%BD%A6%E7%BC%B4%E8%B4%B9", NULL, NULL},
    {"search, one character", VISITOR, "/market?q=%E8%BD%A6", NULL, NULL},
    {"search, Latin", VISITOR, "/market?q=ocr", NULL, NULL},
    {"search, in a category", VISITOR, "/market?q=%E6%9F%A5%E8%AF%A2&category=tools", NULL, NULL},
    {"search, nothing", VISITOR, "/market?q=%E9%9B%B6%E5%A3%B9%E8%B4%B0", NULL, NULL},
    {"market detail", VISITOR, "/market/7030000000000002", NULL, NULL},
    {"market detail, 100k bindings", VISITOR, "/market/" HOT, NULL, NULL},
    {"market, signed in", RICH_MERCHANT, "/market", NULL, NULL},
    {"market detail, holder", RICH_MERCHANT, "/market/" HOT, NULL, NULL},
    {"obtain", MERCHANT, "/market/7030000000000003/obtain", NULL, NULL},
    {"console, provider", PROVIDER, "/console", NULL, NULL},
    {"console, provider of many", RICH_PROVIDER, "/console", NULL, NULL},
    {"console, merchant", MERCHANT, "/console", NULL, NULL},
    {"console, merchant of many", RICH_MERCHANT, "/console", NULL, NULL},
    {"console, reviewer", REVIEWER, "/console", NULL, NULL},
    {"console, operator", OPERATOR, "/console", NULL, NULL},
    {"subject", RICH_MERCHANT, "/console/subject", NULL, NULL},
    {"sessions", RICH_MERCHANT, "/console/subject/sessions", NULL, NULL},
    {"apps", MERCHANT, "/console/apps", NULL, NULL},
    {"apps, many", RICH_MERCHANT, "/console/apps", NULL, NULL},
    {"apps, many, next", RICH_MERCHANT, NULL, "/console/apps", "after="},
    {"app", RICH_MERCHANT, NULL, "/console/apps?sort=oldest", "/console/apps/702"},
    {"app settings", RICH_MERCHANT, NULL, "app", "/settings"},
    {"app's plugins", RICH_MERCHANT, NULL, "app", "/plugins"},
    {"binding", RICH_MERCHANT, NULL, "app's plugins", "/plugins/703"},
    {"obtained", MERCHANT, "/console/obtained", NULL, NULL},
    {"obtained, many", RICH_MERCHANT, "/console/obtained", NULL, NULL},
    {"obtained, many, next", RICH_MERCHANT, NULL, "/console/obtained", "after="},
    {"obtained plugin", RICH_MERCHANT, "/console/obtained/" HOT, NULL, NULL},
    {"bind", RICH_MERCHANT, "/console/obtained/" HOT "/bind", NULL, NULL},
    {"plugins", PROVIDER, "/console/plugins", NULL, NULL},
    {"plugins, many", RICH_PROVIDER, "/console/plugins", NULL, NULL},
    {"plugins, many, next", RICH_PROVIDER, NULL, "/console/plugins", "after="},
    {"new plugin", RICH_PROVIDER, "/console/plugins/new", NULL, NULL},
    {"plugin", RICH_PROVIDER, NULL, "/console/plugins?sort=oldest", "/console/plugins/703"},
    {"plugin, 100k bindings", RICH_PROVIDER, "/console/plugins/" HOT, NULL, NULL},
    {"plugin settings", RICH_PROVIDER, "/console/plugins/" HOT "/settings", NULL, NULL},
    {"doc", RICH_PROVIDER, "/console/plugins/" HOT "/doc", NULL, NULL},
    {"versions", RICH_PROVIDER, "/console/plugins/" HOT "/versions", NULL, NULL},
    {"version", RICH_PROVIDER, "/console/plugins/" HOT "/versions/1.0.0", NULL, NULL},
    {"version upload", RICH_PROVIDER, "/console/plugins/" HOT "/versions/upload", NULL, NULL},
    {"listing", RICH_PROVIDER, "/console/plugins/" HOT "/listing", NULL, NULL},
    {"hosts of a version", RICH_PROVIDER, "/console/plugins/" HOT "/versions/1.0.0/hosts", NULL, NULL},
    {"development settings", RICH_PROVIDER, "/console/plugins/" HOT "/development", NULL, NULL},
    {"authorisations, 100k bindings", RICH_PROVIDER, "/console/plugins/" HOT "/authorisations", NULL, NULL},
    {"authorisations, next", RICH_PROVIDER, NULL, "authorisations, 100k bindings", "after="},
    {"authorisations, closed", RICH_PROVIDER, "/console/plugins/" HOT "/authorisations?state=closed", NULL, NULL},
    {"authorisations, by name", RICH_PROVIDER, "/console/plugins/" HOT "/authorisations?q=%E5%BA%97", NULL, NULL},
    {"statistics, 100k bindings", RICH_PROVIDER, "/console/plugins/" HOT "/stats", NULL, NULL},
    {"applications", RICH_PROVIDER, "/console/plugins/" HOT "/applications", NULL, NULL},
    {"debug", RICH_PROVIDER, "/console/plugins/" HOT "/debug", NULL, NULL},
    {"payment", RICH_PROVIDER, "/console/plugins/" HOT "/payment", NULL, NULL},
    {"advisories", RICH_PROVIDER, "/console/plugins/" HOT "/advisories", NULL, NULL},
    {"advisory, new", RICH_PROVIDER, "/console/plugins/" HOT "/advisories/new", NULL, NULL},
    {"end of maintenance", RICH_PROVIDER, "/console/plugins/" HOT "/deprecation", NULL, NULL},
    {"transfer", RICH_PROVIDER, "/console/plugins/" HOT "/transfer", NULL, NULL},
    {"review queue", REVIEWER, "/review", NULL, NULL},
    {"review queue, one kind", REVIEWER, "/review?kind=listing", NULL, NULL},
    {"review queue, next", REVIEWER, NULL, "/review", "after="},
    {"review queue, mine", REVIEWER, "/review?tab=mine", NULL, NULL},
    {"review queue, done", REVIEWER, "/review?tab=done", NULL, NULL},
    {"review of a version", REVIEWER, NULL, "/review?kind=version", "/review/707"},
    {"review of a listing", REVIEWER, NULL, "/review?kind=listing", "/review/707"},
};
enum { PAGES = sizeof pages / sizeof pages[0] };

/* Adds up all that there is, so its time grows with that; it is only told. */
static bool sums(size_t i) { return strncmp(pages[i].name, "statistics", strlen("statistics")) == 0; }

struct site {
  const char *state;
  struct client *who[WHO__MAX];
  struct ctx *c;
  FILE *log;
  const char *url[PAGES]; /* NULL: the site has no such page */
  long us[PAGES][ROUNDS_MAX], db[PAGES][ROUNDS_MAX], trips[PAGES];
};

static struct arena *keep, *scratch;

static const char *text_of(const char *dir, const char *name) {
  FILE *f = fopen(arena_fmt(keep, "%s/%s", dir, name), "r");
  char line[256] = "";

  if (f == NULL || fgets(line, sizeof line, f) == NULL)
    fail_msg("%s/%s cannot be read", dir, name);
  fclose(f);
  return arena_strn(keep, line, strcspn(line, "\n"));
}

static void sign_in(struct site *s) {
  setenv("PLUGSHELF_TEST_STATE", s->state, 1);
  setenv("PLUGSHELF_TEST_URL", text_of(s->state, "site"), 1);
  setenv("PLUGSHELF_TEST_CONF", arena_fmt(keep, "%s/plugshelf.conf", s->state), 1);
  s->c = fixture_ctx();
  s->log = fopen(arena_fmt(keep, "%s/log/app.log", s->state), "r");
  if (s->log == NULL)
    fail_msg("%s: no log", s->state);
  for (int w = 0; w < WHO__MAX; w++)
    s->who[w] = w == VISITOR ? client_new(keep) : demo_client(keep, people[w].role, people[w].n);
}

/* The address of a page; a name in `from` is that of another page of the table. */
static const char *find(struct site *s, size_t i) {
  const char *from = pages[i].from, *href;
  struct page *p;

  if (pages[i].path != NULL)
    return pages[i].path;
  for (size_t k = 0; k < i; k++)
    if (strcmp(pages[k].name, pages[i].from) == 0 && (from = s->url[k]) == NULL)
      return NULL;
  p = client_get(s->who[pages[i].who], from);
  href = page_text(p, arena_fmt(scratch, "//main//a[contains(@href, '%s')]/@href", pages[i].link));
  return href == NULL ? NULL : page_resolve(p, arena_str(keep, href));
}

static long number_of(const char *line, const char *key) {
  const char *p = strstr(line, key);

  return p == NULL ? -1 : strtol(p + strlen(key), NULL, 10);
}

/* The log's line of this request; it is written before the answer. False where nginx answered by itself. */
static bool read_line(struct site *s, size_t i, int round, const char *id) {
  char line[LINE];

  clearerr(s->log);
  while (fgets(line, sizeof line, s->log) != NULL) {
    if (strstr(line, " event=request ") == NULL || strstr(line, id) == NULL)
      continue;
    s->us[i][round] = number_of(line, " us=");
    s->db[i][round] = number_of(line, " db_us=");
    s->trips[i] = number_of(line, " trips=");
    return true;
  }
  return false;
}

static int asked;

static void ask(struct site *s, size_t i, int round) {
  struct client *c = s->who[pages[i].who];
  struct page *p;

  if (s->url[i] == NULL)
    return;
  client_pages(c, scratch);
  /* a machine that is busy with something else may make the database miss its time-out */
  for (int try = 0; try < 3; try++) {
    /* nginx keeps pages of visitors for a second: another query is another page */
    p = client_get(c,
                   arena_fmt(scratch, "%s%cround=%d", s->url[i], strchr(s->url[i], '?') == NULL ? '?' : '&', asked++));
    if (p->status != 503)
      break;
    sleep(1);
  }
  if (p->status != 200)
    fail_msg("%s: %s answers %ld", pages[i].name, s->url[i], p->status);
  if (!read_line(s, i, round, page_header(p, "X-Request-Id")))
    fail_msg("%s: %s is not in the log", pages[i].name, s->url[i]);
  client_pages(c, keep);
  arena_reset(scratch);
}

/* lint: allow sql, the bench moves the epoch on as any change of the market does */
DB_STMT(bench_epoch, "UPDATE epoch SET n = n + 1 WHERE name = 'catalogue'");

static void run_round(struct site *s, size_t n, int round) {
  for (size_t k = 0; k < n; k++)
    if (db_exec(s[k].c->db, bench_epoch, NULL) != RES_OK)
      fail_msg("%s: %s", s[k].state, db_error(s[k].c->db));
  for (size_t i = 0; i < PAGES; i++)
    for (size_t k = 0; k < n; k++)
      ask(&s[k], i, round);
}

static int by_size(const void *a, const void *b) {
  long x = *(const long *)a, y = *(const long *)b;

  return (x > y) - (x < y);
}

/* The lower quartile: on a busy machine the slower half of the rounds tells about the others' work. */
static long quartile(long *v, int n) {
  qsort(v, (size_t)n, sizeof *v, by_size);
  return v[n / 4];
}

static int print_all(struct site *s, size_t n, int rounds) {
  int slow = 0;

  printf("%-30s", "page (us: page, of it database)");
  for (size_t k = 0; k < n; k++)
    printf(" %9s %7s", strrchr(s[k].state, '/') + 1, "db");
  printf(" %6s %6s\n", "ratio", "trips");
  for (size_t i = 0; i < PAGES; i++) {
    long first = 0, last = 0;
    double ratio;

    printf("%-30s", pages[i].name);
    for (size_t k = 0; k < n; k++) {
      last = s[k].url[i] == NULL ? 0 : quartile(s[k].us[i], rounds);
      first = k == 0 ? last : first;
      printf(" %9ld %7ld", last, s[k].url[i] == NULL ? 0 : quartile(s[k].db[i], rounds));
    }
    ratio = first == 0 ? 0 : (double)last / (double)first;
    printf(" %6.2f %6ld%s\n", ratio, s[n - 1].trips[i],
           sums(i)                   ? "  sums"
           : ratio > LIMIT           ? "  over"
           : first == 0 || last == 0 ? "  -"
                                     : "");
    slow += ratio > LIMIT && !sums(i);
  }
  printf("%d of %d pages over %.1f\n", slow, (int)PAGES, LIMIT);
  return slow;
}

static int rounds, slow;
static struct site *sites;
static size_t nsites;

/* Everything that may fail_msg has to run as a test of cmocka's. */
static void measure(void **state) {
  (void)state;
  for (size_t k = 0; k < nsites; k++) {
    sign_in(&sites[k]);
    for (size_t i = 0; i < PAGES; i++)
      sites[k].url[i] = find(&sites[k], i);
  }
  for (int r = 0; r < rounds + WARM; r++)
    run_round(sites, nsites, r < WARM ? 0 : r - WARM);
  slow = print_all(sites, nsites, rounds);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(measure)};

  rounds = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0;
  nsites = (size_t)(argc - 2);
  if (rounds < 1 || rounds > ROUNDS_MAX || nsites > SITES) {
    fputs("scale_pages ROUNDS STATE…\n", stderr);
    return 64;
  }
  keep = arena_new((size_t)512 << 20);
  scratch = arena_new((size_t)64 << 20);
  sites = ARENA_ARRAY(keep, struct site, nsites);
  for (size_t k = 0; k < nsites; k++)
    sites[k].state = argv[2 + k];
  return cmocka_run_group_tests(tests, NULL, NULL) != 0 ? 2 : slow > 0;
}
