/* Who uses a plugin: for its provider (获取与授权, 数据统计). Source: domain.md section 3, issue "Who uses it". Reading only. */
#ifndef DOMAIN_USAGE_H
#define DOMAIN_USAGE_H

#include "app/ctx.h"
#include "domain/span.h"

/* A mini-program that is bound to the plugin, was, or waits for it. */
struct usage_item {
  int64_t id, app_id, created_at, major, pinned, has_token;
  int64_t since; /* when it was bound; of one that had to wait, when it was let in; 0: not yet */
  int64_t total; /* the same in every row; 1001 for more than 1000; -1: not counted, where a text narrows it */
  const char *state, *app_name, *subject_name, *subject_type, *version /* in effect; NULL: none */;
  struct bytes app_avatar;
};
struct usage_filter {
  const char *q;       /* an exact appid, or else a part of the mini-program's name; "": all */
  const char *subject; /* a part of the subject's name; "": all */
  const char *state;   /* "": all that is not closed */
};
/* By the time of binding or applying. One query. */
MUST_USE enum res usage_list(struct ctx *c, int64_t plugin_id, const struct usage_filter *f, const struct span *span,
                             struct usage_item **out, size_t *n);
/* The same without counting: for exports. */
MUST_USE enum res usage_part(struct ctx *c, int64_t plugin_id, const struct usage_filter *f, const struct span *span,
                             struct usage_item **out, size_t *n);

/* How many in each of the last `days` days (of the configured zone, today is the last one): `obtained` subjects that hold it
 * since then, `bound` mini-programs bound then, unbound ones too. Both arrays have room for `days`. One query. */
enum { USAGE_DAYS = 90 };
MUST_USE enum res usage_days(struct ctx *c, int64_t plugin_id, size_t days, int64_t *obtained, int64_t *bound);

/* The versions in use: for each major, highest first, the one in effect for those that follow it, then those that some are
 * pinned to; each with how many mini-programs get it or would if they were not stopped. One query. */
struct usage_version {
  int64_t major, pinned, hosts;
  const char *version; /* NULL: none is served */
};
enum { USAGE_VERSIONS = 20 };
MUST_USE enum res usage_versions(struct ctx *c, int64_t plugin_id, struct usage_version **out, size_t *n);

/* Obtained in each of the last `days` days, of the newest 100 plugins of a subject together. *whole is false where there were more
 * than 500, and `obtained` is none then. One query. */
MUST_USE enum res usage_of_subject(struct ctx *c, int64_t subject_id, size_t days, int64_t *obtained, bool *whole);

/* When a day began: `ago` days before today, in the configured zone. */
int64_t usage_day(const struct ctx *c, size_t ago);

#endif
