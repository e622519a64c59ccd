/* What waits for somebody: the lists and figures of the dashboard. Each is one query, whatever the number of objects. */
#ifndef DOMAIN_WORK_H
#define DOMAIN_WORK_H

#include "app/ctx.h"

/* What is on its way with the subject's plugins: a version (rejected, passed, in review or gray), a listing revision, a
 * payment application (refused or in review), an application that waits for an answer; or a plugin offered to the subject. */
struct work_item {
  int64_t id /* of the plugin; of the transfer */, at, due_at /* of an application or transfer; 0 */;
  const char *plugin_name, *what /* "version", "listing", "payment", "application" or "transfer" */,
      *number /* of the version; name of the mini-program that applies, of who offers; "" */, *state;
};
/* What has a due time first, by that, then the others newest first; at most WORK_EACH of each kind. */
enum { WORK_EACH = 10 };
MUST_USE enum res work_provider(struct ctx *c, int64_t subject_id, struct work_item **out, size_t *n);

/* Figures of a subject; each stops at 101 (domain/count.h). */
enum { WORK_LOOKED = 100 };
struct work_figures {
  int64_t plugins, on_shelf;
  /* Of its newest WORK_LOOKED plugins: active bindings, and who obtained them in 7 days. More than that is "at least". */
  int64_t hosts, obtained_week;
  int64_t apps, held /* plugins it obtained */, bound /* open bindings of its apps */;
};
MUST_USE enum res work_subject(struct ctx *c, int64_t subject_id, struct work_figures *out);

/* Figures of the platform, for operators; counts stop at 1001. */
struct work_platform {
  int64_t subjects, plugins, on_shelf, reviews_open, reviews_overdue, bindings;
};
MUST_USE enum res work_platform(struct ctx *c, struct work_platform *out);

#endif
