/* Joint-debug links (联调): a plugin's provider adds a mini-program by its appid, the mini-program's owner authorises it, and from
 * then on it gets the trial version in development and preview (domain/resolve.h). Source: domain.md section 4 "link",
 * section 9.1, seed S2.
 *
 * At most one that is not over for each pair of plugin and mini-program; those that are over are history. Who may: the
 * holders of PERM_DEBUG of either side. */
#ifndef DOMAIN_LINK_H
#define DOMAIN_LINK_H

#include "domain/app.h"
#include "domain/plugin.h"
#include "domain/span.h"
#include "rule/move.h"

extern const struct machine link_machine;

enum { LINK_HOSTS = 20 /* pending and authorised, of one plugin (S2) */ };

struct link {
  int64_t id, plugin_id, app_id, rev, created_at, authorised_at, ended_at, token_at;
  int64_t provider_id, host_id; /* subjects of the plugin and of the mini-program */
  const char *state, *app_name, *plugin_name, *provider, *host /* names of the subjects */,
      *added_by /* NULL: unknown */;
  struct bytes token; /* sealed; empty unless authorised */
  struct bytes app_avatar, plugin_avatar;
  int64_t total; /* in a list: how many it has, 1001 for more than 1000 */
};

/* The open link of a pair. RES_NOT_FOUND when there is none. One query. The caller decides by provider_id or host_id. */
MUST_USE enum res link_load(struct ctx *c, int64_t plugin_id, int64_t app_id, struct link *out);
/* The links of a plugin, or of a mini-program, that are open or that are over, newest first. One query each. */
MUST_USE enum res link_of_plugin(struct ctx *c, int64_t plugin_id, bool open, const struct span *span,
                                 struct link **out, size_t *n);
MUST_USE enum res link_of_app(struct ctx *c, int64_t app_id, bool open, const struct span *span, struct link **out,
                              size_t *n);

/* Inside a transaction: the caller, of the plugin's subject, adds a mini-program. *authorised: both are of one subject, so it
 * is authorised at once, with a token. RES_INVALID on field "app": no such mini-program, added already, or LINK_HOSTS are
 * there; RES_CONFLICT: the plugin is taken down; RES_FORBIDDEN: not the caller's to do. The limit holds under races. At
 * most 6 statements. */
MUST_USE enum res link_add(struct ctx *c, const struct plugin *p, const char *appid, bool *authorised);

/* Inside a transaction: a move of an open link. As the provider: cancel, unbind; as the owner of the mini-program: authorise
 * (which makes the token), refuse, unbind. What is over has no token. Results as move_do. At most 4 statements. */
enum link_side { LINK_PROVIDER, LINK_HOST };
MUST_USE enum res link_move(struct ctx *c, struct link *l, enum link_side side, const char *action);
/* The caller's relations to it as that side: what its buttons are made for. 0: none of its business. */
unsigned link_rel(const struct ctx *c, const struct link *l, enum link_side side);

/* Inside a transaction: a new token for an authorised link; the old one is void. Only as the provider; writes its audit row,
 * without the token. RES_CONFLICT when it is not authorised any more or has changed since. At most 2 statements. */
MUST_USE enum res link_rotate(struct ctx *c, const struct link *l);
/* The token as the provider reads it; NULL when there is none or it cannot be opened. */
const char *link_token(struct ctx *c, const struct link *l);

#endif
