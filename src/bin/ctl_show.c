/* routes, flow, sql check: the program's tables, printed. */
#include "bin/ctl.h"
#include "domain/machines.h"
#include "pages/sitemap.h"

#include <stdio.h>
#include <string.h>

int ctl_routes(struct tool *t) {
  (void)t;
  for (size_t i = 0; sitemap[i] != NULL; i++)
    printf("%-22s %-62s %-14s %s\n", sitemap[i]->name, sitemap[i]->path, policy_name(sitemap[i]->see),
           policy_name(sitemap[i]->change));
  return 0;
}

int ctl_flow(struct tool *t) {
  for (size_t i = 0; machines[i] != NULL && t->argc > 0; i++)
    if (strcmp(machines[i]->name, t->argv[0]) == 0) {
      fputs(move_dot(t->a, machines[i]), stdout);
      return 0;
    }
  fputs("plugshelfctl: flow NAME --dot, where NAME is one of:", stderr);
  for (size_t i = 0; machines[i] != NULL; i++)
    fprintf(stderr, " %s", machines[i]->name);
  fputc('\n', stderr);
  return 64;
}

int ctl_sql_check(struct tool *t) {
  size_t n = 0, bad = 0;
  const struct db_stmt *const *s = db_stmts(&n);

  for (size_t i = 0; i < n; i++) {
    const char *why = db_check(t->db, t->a, s[i]);

    if (why == NULL)
      continue;
    fprintf(stderr, "%s\n", why);
    bad++;
  }
  printf("%zu statements, %zu bad\n", n, bad);
  return bad == 0 ? 0 : 1;
}
