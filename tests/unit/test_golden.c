/* The program's tables against matrices that people wrote from domain.md: every machine's state × action × relation
 * (tests/golden/MACHINE.txt) and every page × caller (tests/golden/pages.txt). Both ways: a row too many in the program
 * fails like a row too few. The files say how they are read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "domain/machines.h"
#include "pages/sitemap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS = 100, STATES = 16, LINE = 400, CALLERS = 13, PAGES = 100 };

/* One line of a machine's file. */
struct cell {
  const char *from, *action, *to;
  unsigned who;
};

struct golden {
  const char *machine, *state[STATES];
  size_t nstates;
  struct cell cell[CELLS];
  size_t n;
};

struct golden_page {
  const char *name, *path, *may[CALLERS];
};

static struct arena *arena;

static int setup(void **state) {
  (void)state;
  arena = arena_new(16 << 20);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static FILE *open_golden(const char *name) {
  const char *srcdir = getenv("srcdir");
  FILE *f = fopen(arena_fmt(arena, "%s/tests/golden/%s.txt", srcdir == NULL ? "." : srcdir, name), "r");

  if (f == NULL)
    fail_msg("tests/golden/%s.txt is not there", name);
  return f;
}

/* The next line that says something, cut at blanks into at most `room` words; 0 at the end. */
static size_t next_words(FILE *f, const char **word, size_t room) {
  char line[LINE];
  size_t n = 0;

  while (n == 0 && fgets(line, sizeof line, f) != NULL) {
    if (line[0] == '#')
      continue;
    for (char *w = strtok(line, " \n"); w != NULL && n < room; w = strtok(NULL, " \n"))
      word[n++] = arena_str(arena, w);
  }
  return n;
}

static const struct {
  const char *name;
  unsigned set;
} groups[] = {
    {"makers", REL_MAIN | REL_ADMIN | REL_DEVELOPER},
    {"sellers", REL_MAIN | REL_ADMIN | REL_OPERATOR},
    {"team", REL_MAIN | REL_ADMIN | REL_DEVELOPER | REL_OPERATOR},
    {"reviewers", REL_VERSION | REL_LISTING | REL_PAYMENT | REL_REAL_NAME},
};

/* "main,admin" or a group's name. */
static unsigned read_relations(const char *text) {
  char names[LINE];
  unsigned set = 0;

  snprintf(names, sizeof names, "%s", text);
  for (char *w = strtok(names, ","); w != NULL; w = strtok(NULL, ",")) {
    unsigned found = 0;

    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
      if (strcmp(groups[i].name, w) == 0)
        found = groups[i].set;
    for (unsigned bit = 1; bit < REL__ALL; bit <<= 1)
      if (strcmp(rel_name(bit), w) == 0)
        found = bit;
    if (found == 0)
      fail_msg("no relation is called %s", w);
    set |= found;
  }
  return set;
}

static void read_machine(const char *name, struct golden *g) {
  const char *word[STATES + 1];
  FILE *f = open_golden(name);
  size_t n;

  memset(g, 0, sizeof *g);
  while ((n = next_words(f, word, STATES + 1)) > 0) {
    if (strcmp(word[0], "machine") == 0) {
      g->machine = word[1];
    } else if (strcmp(word[0], "states") == 0) {
      g->nstates = n - 1;
      memcpy(g->state, word + 1, (n - 1) * sizeof word[0]);
    } else {
      size_t colon = strlen(word[1]) - 1;

      if (n != 4 || word[1][colon] != ':' || g->n == CELLS)
        fail_msg("%s.txt: cannot read the line of %s %s", name, word[0], word[1]);
      g->cell[g->n++] = (struct cell){strcmp(word[0], "-") == 0 ? "" : word[0],
                                      arena_fmt(arena, "%.*s", (int)colon, word[1]), word[2], read_relations(word[3])};
    }
  }
  fclose(f);
  assert_string_equal(g->machine, name);
}

static const struct cell *cell_find(const struct golden *g, const char *from, const char *action) {
  for (size_t i = 0; i < g->n; i++)
    if (strcmp(g->cell[i].from, from) == 0 && strcmp(g->cell[i].action, action) == 0)
      return &g->cell[i];
  return NULL;
}

static const char *verdict_words(enum verdict v) {
  return v == MOVE_OK ? "may" : v == MOVE_NOT_YOURS ? "is not theirs" : "is not legal";
}

/* One state and action, each relation alone. Returns the number of differences. */
static int compare_cell(const struct machine *m, const struct golden *g, const char *from, const char *action) {
  const struct cell *cell = cell_find(g, from, action);
  int bad = 0;

  for (unsigned bit = 1; bit < REL__ALL; bit <<= 1) {
    const struct move *row = NULL;
    enum verdict is = move_check(m, from, action, bit, &row);
    enum verdict want = cell == NULL ? MOVE_ILLEGAL : (cell->who & bit) != 0 ? MOVE_OK : MOVE_NOT_YOURS;

    if (is != want)
      bad++, print_error("%s: %s %s, %s: %s; written is: %s\n", m->name, from, action, rel_name(bit), verdict_words(is),
                         verdict_words(want));
    else if (is == MOVE_OK && strcmp(row->to, cell->to) != 0)
      bad++, print_error("%s: %s %s leads to %s; written is %s\n", m->name, from, action, row->to, cell->to);
  }
  return bad;
}

/* All states, and "", × all actions that the program or the file knows. */
static int compare_moves(const struct machine *m, const struct golden *g) {
  int bad = 0;

  for (size_t s = 0; s <= g->nstates; s++) {
    const char *from = s == g->nstates ? "" : g->state[s];

    for (size_t i = 0; i < m->nmoves; i++)
      bad += compare_cell(m, g, from, m->moves[i].action);
    for (size_t i = 0; i < g->n; i++)
      bad += compare_cell(m, g, from, g->cell[i].action);
  }
  return bad;
}

static int compare_states(const struct machine *m, const struct golden *g) {
  int bad = 0;

  for (size_t i = 0; i < g->nstates; i++)
    if (state_find(m, g->state[i]) == NULL)
      bad++, print_error("%s: has no state %s\n", m->name, g->state[i]);
  for (size_t i = 0; i < m->nstates; i++) {
    size_t k = 0;

    while (k < g->nstates && strcmp(g->state[k], m->states[i].code) != 0)
      k++;
    if (k == g->nstates)
      bad++, print_error("%s: state %s is not written\n", m->name, m->states[i].code);
  }
  /* a row from or to a state that is none would never be walked */
  for (size_t i = 0; i < m->nmoves; i++)
    if ((m->moves[i].from[0] != '\0' && state_find(m, m->moves[i].from) == NULL) ||
        state_find(m, m->moves[i].to) == NULL)
      bad++, print_error("%s: row %s %s %s\n", m->name, m->moves[i].from, m->moves[i].action, m->moves[i].to);
  return bad;
}

static const struct machine *machine_find(const char *name) {
  for (size_t i = 0; machines[i] != NULL; i++)
    if (strcmp(machines[i]->name, name) == 0)
      return machines[i];
  return NULL;
}

static const char *const written[] = {
    "version",     "doc",  "listing", "shelf",    "review",      "real-name", "entitlement", "binding",
    "application", "rule", "payment", "advisory", "deprecation", "link",      "transfer",
};
enum { WRITTEN = sizeof written / sizeof written[0] };

static void test_machines(void **state) {
  struct golden *g = ARENA_NEW(arena, struct golden);
  int bad = 0;

  (void)state;
  for (size_t i = 0; i < WRITTEN; i++) {
    const struct machine *m = machine_find(written[i]);

    if (m == NULL)
      fail_msg("the program has no machine %s", written[i]);
    read_machine(written[i], g);
    bad += compare_states(m, g) + compare_moves(m, g);
  }
  assert_int_equal(bad, 0);
}

/* A machine that nobody wrote a file for fails. */
static void test_all_machines(void **state) {
  (void)state;
  for (size_t i = 0; machines[i] != NULL; i++)
    fclose(open_golden(machines[i]->name));
  for (size_t i = 0; machines[i] != NULL; i++) {
    size_t k = 0;

    while (k < WRITTEN && strcmp(written[k], machines[i]->name) != 0)
      k++;
    if (k == WRITTEN)
      fail_msg("machine %s is not compared", machines[i]->name);
  }
}

/* The columns of pages.txt. */
static const struct {
  const char *column;
  unsigned rel;
} callers[CALLERS] = {
    {"any", REL_ANYONE},
    {"use", REL_ANYONE | REL_USER},
    {"mai", REL_ANYONE | REL_USER | REL_MAIN | REL_OBTAINER},
    {"adm", REL_ANYONE | REL_USER | REL_ADMIN},
    {"dev", REL_ANYONE | REL_USER | REL_DEVELOPER},
    {"ope", REL_ANYONE | REL_USER | REL_OPERATOR},
    {"obt", REL_ANYONE | REL_USER | REL_DEVELOPER | REL_OBTAINER},
    {"ver", REL_ANYONE | REL_USER | REL_VERSION},
    {"lis", REL_ANYONE | REL_USER | REL_LISTING},
    {"pay", REL_ANYONE | REL_USER | REL_PAYMENT},
    {"rea", REL_ANYONE | REL_USER | REL_REAL_NAME},
    {"cla", REL_ANYONE | REL_USER | REL_LISTING | REL_CLAIMANT},
    {"pla", REL_ANYONE | REL_USER | REL_PLATFORM},
};

static size_t read_pages(struct golden_page *page) {
  const char *word[2 + CALLERS];
  FILE *f = open_golden("pages");
  size_t n, count = 0;

  while ((n = next_words(f, word, 2 + CALLERS)) > 0) {
    if (n != 2 + CALLERS || count == PAGES)
      fail_msg("pages.txt: %s has %zu words", word[0], n);
    page[count].name = word[0];
    page[count].path = word[1];
    memcpy(page[count++].may, word + 2, sizeof page[0].may);
  }
  fclose(f);
  return count;
}

/* As web/serve.c admits: both for a POST. */
static const char *page_may(const struct page *p, unsigned rel) {
  if (!policy_may(p->see, rel))
    return "-";
  return policy_may(p->change, rel) ? "sp" : "s";
}

static int compare_page(const struct page *p, const struct golden_page *g) {
  int bad = 0;

  if (strcmp(p->path, g->path) != 0)
    bad++, print_error("%s: its path is %s; written is %s\n", p->name, p->path, g->path);
  for (size_t i = 0; i < CALLERS; i++)
    if (strcmp(page_may(p, callers[i].rel), g->may[i]) != 0)
      bad++, print_error("%s: %s has %s; written is %s\n", p->name, callers[i].column, page_may(p, callers[i].rel),
                         g->may[i]);
  return bad;
}

static void test_pages(void **state) {
  struct golden_page *page = arena_array(arena, PAGES, sizeof *page);
  size_t n = read_pages(page);
  bool met[PAGES] = {false};
  int bad = 0;

  (void)state;
  for (size_t i = 0; sitemap[i] != NULL; i++) {
    size_t k = 0;

    while (k < n && strcmp(page[k].name, sitemap[i]->name) != 0)
      k++;
    if (k == n)
      bad++, print_error("%s: the page is not written\n", sitemap[i]->name);
    else
      met[k] = true, bad += compare_page(sitemap[i], &page[k]);
  }
  for (size_t k = 0; k < n; k++)
    if (!met[k])
      bad++, print_error("%s: the site has no such page\n", page[k].name);
  assert_int_equal(bad, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_machines),
      cmocka_unit_test(test_all_machines),
      cmocka_unit_test(test_pages),
  };

  return cmocka_run_group_tests(tests, setup, teardown);
}
