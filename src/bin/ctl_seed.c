/* seed --demo: a site with a past month of people, plugins, reviews and bindings (bin/demo.h), for trying it out and for
 * tests. The files are in demo/ beside the migrations. */
#include "bin/ctl_seed.h"

#include "base/clock.h"
#include "bin/ctl.h"

#include <stdio.h>

enum { ACT_MAX = 256 << 20 };

static void free_arena(void *a) { arena_free(a); }

static int complain(const char *what) {
  fprintf(stderr, "plugshelfctl: seed: %s\n", what);
  return 1;
}

static int seed(struct tool *t, struct demo *d, const char *out) {
  const char *complaint = "";
  enum res r = demo_run(d, &complaint);

  if (r != RES_OK)
    return tool_result(t, &d->c, r, arena_fmt(t->a, "seed: %s", complaint));
  arena_reset(d->c.a);
  if (seed_states(&d->c, &complaint) != RES_OK)
    return complain(arena_fmt(t->a, "the demo data shows no %s", complaint));
  return tool_result(t, &d->c, seed_write(d, out), out);
}

int ctl_seed(struct tool *t) {
  struct demo d = {.c = tool_ctx(t), .keep = t->a, .now = clock_now()};
  const char *out = tool_option(t, "--out"), *from = tool_option(t, "--from"), *complaint = NULL;

  if (tool_option(t, "--scale") != NULL)
    return ctl_seed_scale(t);
  if (!tool_flag(t, "--demo") || out == NULL) {
    fputs("plugshelfctl: seed needs --demo and --out FILE, or --scale N\n", stderr);
    return 64;
  }
  if (from == NULL)
    from = arena_fmt(t->a, "%s/../demo", t->conf.sql_dir);
  d.c.a = arena_new(ACT_MAX);
  arena_defer(t->a, free_arena, d.c.a);
  if (seed_empty(&d.c) != RES_OK)
    return complain(db_error(t->db)[0] != '\0' ? db_error(t->db)
                                               : "somebody is registered already: only an empty site gets demo data");
  if (!demo_read(&d, from, &complaint) || !demo_order(&d, &complaint))
    return complain(complaint);
  return seed(t, &d, out);
}
