/* Giving a plugin to another subject: one side offers, the other accepts into one of its mini-programs. Source: domain.md sections
 * 4 "transfer" and 7.11.
 *
 * What hangs on the plugin goes with it: versions, documentation, listing, waiting applications, joint-debug links; entitlements
 * and bindings of merchants, and their tokens, stay as they are. Its payment capability does not: it was opened for the former
 * mini-program, so it is cleared, and evidence stays with the subject that handed it in. Decided reviews keep naming who
 * submitted them, which is why nothing may be in review while a plugin changes hands. */
#ifndef DOMAIN_TRANSFER_H
#define DOMAIN_TRANSFER_H

#include "domain/app.h"
#include "domain/plugin.h"
#include "domain/span.h"
#include "rule/move.h"

extern const struct machine transfer_machine;

enum { TRANSFER_TIME = 7 * 86400 /* seconds to accept: domain.md section 6 */ };

struct transfer {
  int64_t id, plugin_id, from_subject, to_subject, rev, offered_at, due_at, ended_at, total;
  const char *state, *plugin_name, *from_name, *to_name, *offered_name;
  const char *category; /* code of the plugin's; NULL: none yet */
  struct bytes avatar;
};
/* RES_NOT_FOUND when there is none. One query each. The caller decides by transfer_rel. */
MUST_USE enum res transfer_load(struct ctx *c, int64_t id, struct transfer *out);
/* Of a plugin, newest first, at most 20. */
MUST_USE enum res transfer_of_plugin(struct ctx *c, int64_t plugin_id, struct transfer **out, size_t *n);
/* To a subject, by the time of the offer; `total` as in plugin_list. */
MUST_USE enum res transfer_to(struct ctx *c, int64_t subject_id, const struct span *span, struct transfer **out,
                              size_t *n);

/* The caller's relations to a transfer: its roles in the receiving subject, and REL_PROVIDER for those who may give the plugin
 * away. */
unsigned transfer_rel(const struct ctx *c, const struct transfer *t);

/* Why the plugin cannot be given away now, in c->why: RES_CONFLICT; RES_OK when it can. One query. */
MUST_USE enum res transfer_open(struct ctx *c, const struct plugin *p);
/* Inside a transaction: offer it to the subject of exactly this name or id. RES_INVALID on field "to": no such subject, an individual,
 * one that is not verified or is suspended, or the plugin's own; RES_CONFLICT as transfer_open, or offered already. */
MUST_USE enum res transfer_offer(struct ctx *c, const struct plugin *p, const char *to);
/* Inside a transaction: cancel (by the side that offers) or decline (by the other). */
MUST_USE enum res transfer_end(struct ctx *c, struct transfer *t, const char *action);
/* Inside a transaction: take the plugin over into that mini-program of the receiving subject, which has the plugin's category.
 * RES_INVALID on field "app"; RES_CONFLICT as transfer_open, when the time is over, or when the subject is no verified
 * organisation. */
MUST_USE enum res transfer_accept(struct ctx *c, struct transfer *t, int64_t app_id);
/* The mini-programs that it may be accepted into, at most APP_NAMES, newest first; id and name are filled. */
MUST_USE enum res transfer_apps(struct ctx *c, const struct transfer *t, struct app_item **out, size_t *n);

/* The clock: an offer whose time is over. RES_CONFLICT when it is not, or is in other hands. */
MUST_USE enum res transfer_lapse(struct ctx *c, int64_t id);
/* The job. *n is how many expired. */
MUST_USE enum res transfer_expire(struct ctx *c, int64_t *n);

#endif
