/* expire: every job once, now. The same table as the jobs child's. */
#include "bin/ctl.h"
#include "bin/jobs.h"

#include <stdio.h>

int ctl_expire(struct tool *t) {
  int bad = 0;

  for (const struct job *job = jobs_table; job->name != NULL; job++) {
    struct ctx c = tool_ctx(t);

    bad += tool_result(t, &c, job->run(&c), job->name);
  }
  return bad == 0 ? 0 : 1;
}
