/* Bindings: a mini-program (host) uses a plugin. Source: domain.md section 2 "Binding", section 4 "bind", "stop",
 * "resume", "unbind". At most one that is not closed for each pair; closed rows are history. */
#ifndef DOMAIN_BINDING_H
#define DOMAIN_BINDING_H

#include "domain/offer.h"
#include "domain/span.h"
#include "rule/move.h"

extern const struct machine binding_machine;

enum { BINDING_HOSTS = 50 /* mini-programs in one choice, and in one act */ };

/* A mini-program of the caller's subject, as somewhere to bind a plugin. */
struct host {
  int64_t id;
  const char *name, *categories /* passed codes, | between */, *bound /* state of its open binding; NULL: none */;
  struct bytes avatar;
};
/* The newest BINDING_HOSTS ones and one more when there are more. `q` narrows to an exact id or a part of the name; "" does
 * not. One query. */
MUST_USE enum res binding_hosts(struct ctx *c, int64_t plugin_id, const char *q, struct host **out, size_t *n);
/* Why the plugin cannot be bound to this one, in words of the caller's language; NULL: it can. */
const char *binding_unfit(struct ctx *c, const struct offer *o, const struct host *h);

/* Inside a transaction: bind the plugin to the mini-programs (1 … BINDING_HOSTS different ids) of the caller's subject, which
 * holds it and has ticked the agreement. Each gets the major of the newest online version, the policy follow and a token.
 * RES_INVALID on field "app" names the mini-program that does not fit or is bound already; RES_CONFLICT: not held, or
 * nothing to bind to. All or none. At most 7 statements. */
MUST_USE enum res binding_bind(struct ctx *c, const struct offer *o, const int64_t *app, size_t n);

/* One binding with what its page shows. */
struct binding {
  int64_t id, app_id, plugin_id, subject_id, major, rev, created_at, agreed_by, disabled;
  const char *state, *policy, *config /* JSON object */, *agreed_name, *app_name, *plugin_name, *plugin_intro,
      *plugin_contact, *provider, *guide /* JSON of the live revision; NULL: none */;
  const char *version, *base_library; /* in effect now; NULL: no version of that major is online */
  int64_t version_at;
  struct bytes avatar; /* of the plugin */
};
/* The open binding of a pair, else the one that was closed last. RES_NOT_FOUND when there never was one. One query. The
 * caller decides by subject_id. */
MUST_USE enum res binding_load(struct ctx *c, int64_t app_id, int64_t plugin_id, struct binding *out);
/* Inside a transaction: stop, resume or unbind. Unbinding revokes the token. At most 4 statements. */
MUST_USE enum res binding_move(struct ctx *c, struct binding *b, const char *action);
/* Inside a transaction: keep the configuration, a JSON object. RES_STALE when the binding has changed since it was loaded. */
MUST_USE enum res binding_configure(struct ctx *c, const struct binding *b, const char *json);

/* A row of a list: of a mini-program's plugins, or of the mini-programs that run a plugin. `total` is the same in every
 * row: how many the list has, 1001 for more than 1000. */
struct binding_item {
  int64_t id, app_id, plugin_id, created_at, total;
  const char *state, *app_name, *plugin_name, *intro, *contact, *version /* in effect; NULL: none */;
  struct bytes app_avatar, plugin_avatar;
};
struct binding_filter {
  const char *q;     /* an exact id or a part of the name of the other side; "": all */
  const char *state; /* "": all that is not closed */
};
/* What is not closed, by the time of binding. One query each. */
MUST_USE enum res binding_of_app(struct ctx *c, int64_t app_id, const struct binding_filter *f, const struct span *span,
                                 struct binding_item **out, size_t *n);
MUST_USE enum res binding_of_plugin(struct ctx *c, int64_t subject_id, int64_t plugin_id,
                                    const struct binding_filter *f, const struct span *span, struct binding_item **out,
                                    size_t *n);

#endif
