/* The rows of tests/golden/resolve.txt, both ways, against the rules; the same rows in docs/resolve.md; and over every
 * combination of facts what must never happen, whichever rule decides. */
#include "domain/resolve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CELLS = 12, RULE_CELLS = 5, CASE_CELLS = 10, VERSIONS = 8, LINE = 400 };

static struct arena *a;

static int up(void **state) {
  (void)state;
  a = arena_new(64 << 20);
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

static FILE *open_source(const char *name) {
  const char *srcdir = getenv("srcdir");
  FILE *f = fopen(arena_fmt(a, "%s/%s", srcdir == NULL ? "." : srcdir, name), "r");

  if (f == NULL)
    fail_msg("%s is not there", name);
  return f;
}

static char *trimmed(char *s) {
  size_t n;

  while (*s == ' ')
    s++;
  for (n = strlen(s); n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\n'); n--)
    s[n - 1] = '\0';
  return s;
}

/* The next row "| a | b |" of a file into cells; 0 at its end. `line` keeps the row as it is. */
static size_t next_row(FILE *f, char line[LINE], const char **cell) {
  while (fgets(line, LINE, f) != NULL) {
    char *p = arena_str(a, line) + 1;
    size_t n = 0;

    if (line[0] != '|')
      continue;
    for (char *bar = strchr(p, '|'); bar != NULL && n < CELLS; bar = strchr(p, '|')) {
      *bar = '\0';
      cell[n++] = trimmed(p);
      p = bar + 1;
    }
    return n;
  }
  return 0;
}

static struct version_number number(const char *text) {
  struct version_number v = {0};

  if (!version_parse(text, &v))
    fail_msg("%s is no version number", text);
  return v;
}

/* ---- rules ---- */

static const char *gives(const struct resolve_rule *r) {
  static const char *const words[] = {[RESOLVE_DENY] = "deny",
                                      [RESOLVE_INSTEAD] = "deny, the nearest servable",
                                      [RESOLVE_TRIAL] = "trial version",
                                      [RESOLVE_NUMBER] = "the one asked for",
                                      [RESOLVE_EFFECTIVE] = "E"};

  return words[r->gives];
}

static void test_rules_are_as_written(void **state) {
  FILE *f = open_source("tests/golden/resolve.txt");
  const char *cell[CELLS];
  char line[LINE];
  size_t n = 0, cells;

  (void)state;
  while ((cells = next_row(f, line, cell)) > 0) {
    const struct resolve_rule *r = resolve_rule_at(n);

    if (cells != RULE_CELLS)
      continue;
    if (r == NULL)
      fail_msg("%s is no rule", cell[0]);
    assert_string_equal(r->name, cell[0]);
    assert_string_equal(r->scenes, cell[1]);
    assert_string_equal(gives(r), cell[3]);
    n++;
  }
  fclose(f);
  assert_null(resolve_rule_at(n));
}

/* ---- cases ---- */

static size_t read_versions(const char *text, struct resolve_version *v) {
  char *all = arena_str(a, text);
  size_t n = 0;

  if (strcmp(text, "-") == 0)
    return 0;
  for (char *p = strtok(all, ","); p != NULL && n < VERSIONS; p = strtok(NULL, ",")) {
    char no[16] = "", state[16] = "";
    int percent = 0;

    if (sscanf(p, " %15s %15s %d", no, state, &percent) < 2)
      fail_msg("%s is no version", p);
    v[n] = (struct resolve_version){
        .id = (int64_t)n + 1, .percent = percent, .number = number(no), .state = arena_str(a, state)};
    n++;
  }
  return n;
}

static void read_binding(const char *text, struct resolve_facts *f) {
  char state[16] = "", policy[16] = "", x[16] = "", y[16] = "";
  int percent = 0;

  if (strcmp(text, "-") == 0)
    return;
  sscanf(text, "%15s %15s %15s %15s %d", state, policy, x, y, &percent);
  f->binding = arena_str(a, state);
  f->policy = arena_str(a, policy);
  f->percent = percent;
  if (strcmp(policy, "follow") == 0)
    f->major = strtoll(x, NULL, 10);
  else
    f->held = number(x), f->major = f->held.major;
  if (strcmp(policy, "upgrade") == 0)
    f->next = number(y);
}

static struct resolve_facts read_facts(const char **cell, struct resolve_version *v) {
  struct resolve_facts f = {.app_id = 1, .plugin_id = 2, .shelf = "on", .version = v};
  const char *pair = cell[3];

  f.app = strcmp(pair, "no-app") != 0;
  f.plugin = strcmp(pair, "no-plugin") == 0 ? NULL : strcmp(pair, "disabled") == 0 ? "disabled" : "active";
  f.linked = strcmp(cell[4], "link") == 0;
  read_binding(cell[6], &f);
  f.n = read_versions(cell[7], v);
  for (size_t i = 0; i < f.n && strcmp(cell[5], "-") != 0; i++)
    if (version_compare(v[i].number, number(cell[5])) == 0)
      f.trial = v[i].id;
  if (strcmp(cell[5], "-") != 0 && f.trial == 0)
    fail_msg("the trial version %s is not among the versions", cell[5]);
  return f;
}

static const char *version_of(const struct resolve_answer *x) {
  const struct resolve_version *v = x->rule->gives == RESOLVE_INSTEAD ? x->nearest : x->version;

  return v == NULL ? "-" : version_format(a, v->number);
}

static bool case_is_right(const char **cell) {
  struct resolve_version v[VERSIONS];
  struct resolve_facts f = read_facts(cell, v);
  struct resolve_ask ask;
  struct resolve_answer x;

  if (!resolve_ask_read(cell[0], cell[1], strcmp(cell[2], "-") == 0 ? NULL : cell[2], &ask))
    fail_msg("nobody can ask for %s %s %s", cell[0], cell[1], cell[2]);
  x = resolve(&f, &ask);
  return strcmp(x.rule->name, cell[8]) == 0 && strcmp(version_of(&x), cell[9]) == 0 &&
         resolve_served(&x) == (x.version != NULL && x.rule->gives != RESOLVE_INSTEAD);
}

static void test_cases(void **state) {
  FILE *f = open_source("tests/golden/resolve.txt");
  const char *cell[CELLS];
  bool met[32] = {false};
  char line[LINE];
  size_t cells;
  int bad = 0;

  (void)state;
  while ((cells = next_row(f, line, cell)) > 0) {
    if (cells != CASE_CELLS)
      continue;
    if (!case_is_right(cell))
      bad++, print_error("# not so: %s", line);
    for (size_t i = 0; resolve_rule_at(i) != NULL; i++)
      met[i] = met[i] || strcmp(resolve_rule_at(i)->name, cell[8]) == 0;
  }
  fclose(f);
  for (size_t i = 0; resolve_rule_at(i) != NULL; i++)
    if (!met[i])
      bad++, print_error("# no case for %s\n", resolve_rule_at(i)->name);
  assert_int_equal(bad, 0);
}

/* The document has every row, in this order, between the headings that it gives them. */
static void test_the_document_has_the_rows(void **state) {
  FILE *f = open_source("tests/golden/resolve.txt"), *doc = open_source("docs/resolve.md");
  char line[LINE], there[LINE];
  const char *cell[CELLS];
  size_t rows = 0, have = 0;

  (void)state;
  while (next_row(f, line, cell) > 0) {
    bool found = false;

    rows++;
    while (!found && fgets(there, sizeof there, doc) != NULL)
      found = strcmp(there, line) == 0;
    if (!found)
      fail_msg("docs/resolve.md does not have, at this place: %s", line);
  }
  rewind(doc);
  while (fgets(there, sizeof there, doc) != NULL)
    have += there[0] == '|';
  fclose(f);
  fclose(doc);
  assert_int_equal(have, rows + 4); /* and two headings of two lines */
}

/* ---- never ---- */

static const char *const version_states[] = {"init", "auditing", "gray", "online", "offline", "taken_down"};
static const char *const bindings[] = {NULL, "waiting", "active", "stopped"};
static const char *const policies[] = {"follow", "pin", "upgrade"};
static const char *const specs[] = {"*", "dev", "1.0.0", "1.1.0", "3.0.0"};

static void want_safe(const struct resolve_facts *f, const struct resolve_ask *ask) {
  struct resolve_answer x = resolve(f, ask);
  const char *state = x.version == NULL ? "" : x.version->state;

  assert_non_null(x.rule);
  assert_string_equal(x.payment, resolve_served(&x) ? f->payment : "none");
  if (!resolve_served(&x)) {
    assert_true(x.nearest == NULL || x.rule->gives == RESOLVE_INSTEAD);
    return;
  }
  assert_string_equal(f->plugin, "active");
  assert_non_null(x.version);
  assert_string_not_equal(state, "taken_down");
  if (x.rule->gives == RESOLVE_TRIAL) {
    assert_true(ask->building && f->linked && x.version->id == f->trial);
    return;
  }
  assert_non_null(f->binding);
  assert_string_equal(f->binding, "active");
  if (strcmp(state, "gray") == 0)
    assert_true(strcmp(f->policy, "follow") == 0 && ask->bucket >= 0 && ask->bucket < x.version->percent);
  else if (strcmp(state, "offline") == 0)
    assert_string_not_equal(f->policy, "follow");
  else
    assert_string_equal(state, "online");
  if (ask->spec == RESOLVE_EXACT)
    assert_int_equal(version_compare(ask->number, x.version->number), 0);
}

static void ask_everything(const struct resolve_facts *f) {
  static const char *const scenes[] = {"develop", "release"}, *const buckets[] = {"", "0", "29", "30"};

  for (size_t scene = 0; scene < 2; scene++)
    for (size_t spec = 0; spec < sizeof specs / sizeof specs[0]; spec++)
      for (size_t bucket = 0; bucket < 4; bucket++) {
        struct resolve_ask ask;

        assert_true(resolve_ask_read(scenes[scene], specs[spec], buckets[bucket], &ask));
        want_safe(f, &ask);
      }
}

static void test_never(void **state) {
  enum { STATES = sizeof version_states / sizeof version_states[0] };
  struct resolve_version v[2] = {{.id = 1, .number = {1, 0, 0}, .percent = 30},
                                 {.id = 2, .number = {1, 1, 0}, .percent = 30}};

  (void)state;
  for (size_t i = 0; i < 2 * STATES * STATES * 4 * 3 * 2 * 3; i++) {
    size_t k = i;
    struct resolve_facts f = {.app_id = 1,
                              .plugin_id = 2,
                              .app = true,
                              .shelf = "on",
                              .version = v,
                              .n = 2,
                              .major = 1,
                              .held = {1, 0, 0},
                              .next = {1, 1, 0},
                              .percent = 30,
                              .payment = i % 2 == 0 ? "provider" : "none"};

    f.plugin = k % 2 == 0 ? "active" : "disabled", k /= 2;
    v[0].state = version_states[k % STATES], k /= STATES;
    v[1].state = version_states[k % STATES], k /= STATES;
    f.binding = bindings[k % 4], k /= 4;
    f.policy = policies[k % 3], k /= 3;
    f.linked = k % 2 == 0, k /= 2;
    f.trial = (int64_t)k;
    ask_everything(&f);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rules_are_as_written),
      cmocka_unit_test(test_cases),
      cmocka_unit_test(test_the_document_has_the_rows),
      cmocka_unit_test(test_never),
  };

  return cmocka_run_group_tests(tests, up, down);
}
