/* Former names of plugins (曾用名): a name that people knew finds its plugin for a while after it was changed, and nobody else
 * may take it meanwhile. Source: domain.md section 7.11; how long it is kept is conf->name_kept. */
#ifndef DOMAIN_FORMER_H
#define DOMAIN_FORMER_H

#include "app/ctx.h"
#include "domain/names.h"

enum { FORMER_NAMES = 3 /* kept of one plugin: a fourth change waits until the oldest is free */ };

/* SQL, one parameter, now: the kept names of the plugin `p`, newest first, 、 between; NULL for none. A name that the plugin
 * has now is no former one. `lock`: " LOCK IN SHARE MODE" or "" (a lock of the statement around it does not reach in). */
#define FORMER_NAMES_OF(lock)                                                                                          \
  "(SELECT LEFT(GROUP_CONCAT(x.name ORDER BY x.id DESC SEPARATOR '\xe3\x80\x81'), 200) FROM plugin_name x"             \
  " WHERE x.plugin_id = p.id AND x.kept_until > ? AND x.name_key <> p.name_key AND NOT EXISTS (SELECT 1"               \
  " FROM plugin_name y WHERE y.plugin_id = x.plugin_id AND y.name_key = x.name_key AND y.id > x.id)" lock ")"

/* Inside a transaction, after the plugin has taken the name: RES_INVALID on field "name" when another plugin had it, or one
 * that looks like it, and it is still kept. Two plugins that change names at once wait for each other's keys, so the later
 * one sees what the earlier has left behind. One statement. */
MUST_USE enum res former_free(struct ctx *c, int64_t plugin_id, const struct names *key);
/* Inside a transaction: the plugin had that name until now. Nothing is kept of a plugin that never had a version online, since
 * nobody knows its name, nor when only the spelling changes (`was` and `now` are one key). RES_INVALID on field "name" when
 * FORMER_NAMES others are kept already. Two statements at most. */
MUST_USE enum res former_keep(struct ctx *c, int64_t plugin_id, const char *was, const struct names *now);

/* Names that a plugin had, newest first, at most 50. One query. */
struct former {
  int64_t changed_at, kept_until;
  const char *name;
};
MUST_USE enum res former_list(struct ctx *c, int64_t plugin_id, struct former **out, size_t *n);

/* The job: the market drops names that are kept no longer. One query when there are none. */
MUST_USE enum res former_end(struct ctx *c);

#endif
