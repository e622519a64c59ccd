/* A worker writes its line before it answers, so all lines of what was asked are there when the answer is. */
#include "trips.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { KINDS = 256, LINE = 8192 };

struct ledger {
  struct arena *a;
  FILE *log;
  const char *label;
  struct trips kind[KINDS];
  size_t n;
};

static void close_log(void *arg) { fclose(arg); }

struct ledger *ledger_new(struct arena *a) {
  struct ledger *l = ARENA_NEW(a, struct ledger);
  const char *dir = getenv("PLUGSHELF_TEST_STATE");

  if (dir == NULL)
    fail_msg("PLUGSHELF_TEST_STATE is not set: these programs are run by ./dev test");
  *l = (struct ledger){.a = a, .log = fopen(arena_fmt(a, "%s/log/app.log", dir), "r"), .label = ""};
  if (l->log == NULL || fseek(l->log, 0, SEEK_END) != 0)
    fail_msg("the site's log cannot be read");
  arena_defer(a, close_log, l->log);
  return l;
}

/* The value of a key in a line; values with blanks do not occur in what is asked for here. */
static const char *value_of(struct ledger *l, const char *line, const char *key) {
  const char *p = strstr(line, arena_fmt(l->a, " %s=", key));

  if (p == NULL)
    return "";
  p += strlen(key) + 2;
  if (strncmp(p, "\"\"", 2) == 0)
    return "";
  return arena_strn(l->a, p, strcspn(p, " \n"));
}

static struct trips *kind_of(struct ledger *l, const char *page, const char *action) {
  struct trips *t;

  for (size_t i = 0; i < l->n; i++) {
    t = &l->kind[i];
    if (strcmp(t->page, page) == 0 && strcmp(t->action, action) == 0 && strcmp(t->label, l->label) == 0)
      return t;
  }
  assert_true(l->n < KINDS);
  t = &l->kind[l->n++];
  *t = (struct trips){page, action, l->label, 0, 0};
  return t;
}

static void take_in(struct ledger *l) {
  char line[LINE];

  clearerr(l->log);
  while (fgets(line, sizeof line, l->log) != NULL) {
    struct trips *t;
    long trips;

    if (strstr(line, " event=request ") == NULL || strstr(line, " method=POST ") == NULL ||
        strstr(line, " status=303 ") == NULL)
      continue;
    t = kind_of(l, value_of(l, line, "page"), value_of(l, line, "action"));
    trips = strtol(value_of(l, line, "trips"), NULL, 10);
    if (t->times++ == 0 || trips < t->least)
      t->least = trips;
  }
}

void ledger_label(struct ledger *l, const char *label) {
  take_in(l);
  l->label = label;
}

const struct trips *ledger_read(struct ledger *l, size_t *n) {
  take_in(l);
  *n = l->n;
  return l->kind;
}
