/* plugshelfctl: what its commands share. */
#ifndef BIN_CTL_H
#define BIN_CTL_H

#include "app/ctx.h"

struct tool {
  struct arena *a;
  struct conf conf;
  struct db *db; /* opened lazily by the first statement */
  int argc;      /* what stands behind the command's words */
  char **argv;
};

/* One command: its words ("staff create"), arguments and one line of help. Returns the exit code; complaints go to stderr. */
struct command {
  const char *words, *args, *help;
  bool key; /* needs the key file */
  int (*run)(struct tool *t);
};

/* The value behind an option ("--out FILE" or "--out=FILE"), NULL when absent. */
const char *tool_option(const struct tool *t, const char *name);
/* Is the flag there? */
bool tool_flag(const struct tool *t, const char *name);
/* A context for domain functions: nobody signed in, the clock's time, English. */
struct ctx tool_ctx(struct tool *t);
/* Say what went wrong with a result; returns exit code 1 (0 for RES_OK). */
int tool_result(struct tool *t, const struct ctx *c, enum res r, const char *what);

/* A whole file, in the arena; NULL when it cannot be read or is larger than 4 MB. */
const char *tool_file(struct arena *a, const char *path);
/* The end of the SQL statement that begins at p: a ';' at the end of a line. NULL when there is none left. */
const char *tool_statement_end(const char *p);

int ctl_setup(struct tool *t);
int ctl_migrate(struct tool *t);
int ctl_doctor(struct tool *t);
int ctl_staff_create(struct tool *t);
int ctl_routes(struct tool *t);
int ctl_flow(struct tool *t);
int ctl_sql_check(struct tool *t);
int ctl_seed(struct tool *t);
int ctl_seed_scale(struct tool *t);
int ctl_market_rebuild(struct tool *t);
int ctl_market_verify(struct tool *t);
int ctl_expire(struct tool *t);

#endif
