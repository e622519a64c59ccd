/* plugshelfctl: the administrator's tool. A table of commands; each is a file of its own. */
#include "bin/ctl.h"

#include "base/clock.h"
#include "bin/start.h"

#include <stdio.h>
#include <string.h>

static const struct command commands[] = {
    {"setup", "", "make the key file", false, ctl_setup},
    {"migrate", "[--dry-run]", "bring the schema up to date and grant the workers' account its rights", false,
     ctl_migrate},
    {"doctor", "", "check configuration, files, database and clock", false, ctl_doctor},
    {"staff create", "--email E --name N --rights version,listing,payment,real-name,operator", "make a staff account",
     true, ctl_staff_create},
    {"routes", "", "list pages, paths and who may", false, ctl_routes},
    {"flow", "NAME --dot", "a state machine as a Graphviz graph", false, ctl_flow},
    {"sql check", "", "prepare every statement of the program against the schema", false, ctl_sql_check},
    {"seed", "--demo --out FILE [--from DIR] | --scale N [--number K] [--from DIR]",
     "fill an empty site with a month of demo data; add N plugins and 10 N bindings to a demo site", true, ctl_seed},
    {"market rebuild", "[--stale]", "cut the search terms of all plugins anew; --stale: only those of an older version",
     false, ctl_market_rebuild},
    {"market verify", "", "compare the market and its search terms with what they should be", false, ctl_market_verify},
    {"expire", "", "run the clock's moves once", true, ctl_expire},
};
enum { COMMANDS = sizeof commands / sizeof commands[0], FILE_MAX = 4 << 20 };

const char *tool_option(const struct tool *t, const char *name) {
  size_t n = strlen(name);

  for (int i = 0; i < t->argc; i++) {
    if (strcmp(t->argv[i], name) == 0 && i + 1 < t->argc)
      return t->argv[i + 1];
    if (strncmp(t->argv[i], name, n) == 0 && t->argv[i][n] == '=')
      return t->argv[i] + n + 1;
  }
  return NULL;
}

bool tool_flag(const struct tool *t, const char *name) {
  for (int i = 0; i < t->argc; i++)
    if (strcmp(t->argv[i], name) == 0)
      return true;
  return false;
}

struct ctx tool_ctx(struct tool *t) {
  return (struct ctx){.a = t->a,
                      .db = t->db,
                      .conf = &t->conf,
                      .now = clock_now(),
                      .lang = LANG_EN,
                      .request_id = "ctl",
                      .address = ""};
}

int tool_result(struct tool *t, const struct ctx *c, enum res r, const char *what) {
  if (r == RES_OK)
    return 0;
  fprintf(stderr, "plugshelfctl: %s: %s%s%s%s%s\n", what, res_code(r), c->why.text == NULL ? "" : ": ",
          c->why.text == NULL ? "" : c->why.text, db_error(t->db)[0] == '\0' ? "" : ": ", db_error(t->db));
  return 1;
}

const char *tool_file(struct arena *a, const char *path) {
  struct buf b = buf_new(a, FILE_MAX);
  char piece[8192];
  FILE *f = fopen(path, "re");
  size_t n;

  if (f == NULL)
    return NULL;
  while ((n = fread(piece, 1, sizeof piece, f)) > 0)
    buf_add(&b, piece, n);
  fclose(f);
  return b.full ? NULL : b.p;
}

const char *tool_statement_end(const char *p) {
  for (; *p != '\0'; p++)
    if (*p == ';' && (p[1] == '\n' || p[1] == '\0'))
      return p;
  return NULL;
}

static int usage(void) {
  fputs("plugshelfctl [--conf=FILE] [--key=value …] COMMAND\n\n", stderr);
  for (int i = 0; i < COMMANDS; i++)
    fprintf(stderr, "  %-14s %s\n                 %s\n", commands[i].words, commands[i].help, commands[i].args);
  return START_USAGE;
}

/* Does argv[at…] begin with the command's words? How many, 0 for no. */
static int words_match(const char *words, int argc, char **argv, int at) {
  int n = 0;

  while (*words != '\0') {
    size_t len = strcspn(words, " ");

    if (at + n >= argc || strlen(argv[at + n]) != len || strncmp(argv[at + n], words, len) != 0)
      return 0;
    n++;
    words += len + (words[len] == ' ');
  }
  return n;
}

static int run(struct tool *t, const struct command *cmd, int argc, char **argv) {
  struct db_config cfg;
  int r = start(t->a, argc, argv, cmd->key, &t->conf);

  if (r != 0)
    return r;
  if (!start_db(t->a, &t->conf, &cfg))
    return START_CONF;
  if (cmd->run == ctl_migrate || cmd->run == ctl_seed || cmd->run == ctl_market_rebuild ||
      cmd->run == ctl_market_verify)
    cfg.patience = DAY; /* a new key of a large table takes as long as it takes */
  t->db = db_open(&cfg);
  r = cmd->run(t);
  db_close(t->db);
  return r;
}

int main(int argc, char **argv) {
  struct tool t = {.a = arena_new((size_t)512 << 20)};
  int at = 1, r = -1;

  while (at < argc && strncmp(argv[at], "--", 2) == 0)
    at++;
  for (int i = 0; i < COMMANDS && r < 0; i++) {
    int n = words_match(commands[i].words, argc, argv, at);

    if (n == 0)
      continue;
    t.argc = argc - at - n;
    t.argv = argv + at + n;
    r = run(&t, &commands[i], at, argv);
  }
  if (r < 0)
    r = usage();
  arena_free(t.a);
  return r;
}
