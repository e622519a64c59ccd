/* Advisories (公告): what a provider tells the hosts of a range of its versions. Source: domain.md section 4 "advisory",
 * section 7.7.
 *
 * A binding is concerned by a published advisory while the version in effect for it (the newest online one of its major) lies in
 * the range. So nothing is sent: bringing a fix online ends it, and a host that is bound later is told as well. */
#ifndef DOMAIN_ADVISORY_H
#define DOMAIN_ADVISORY_H

#include "domain/binding.h"
#include "domain/effect.h"
#include "domain/plugin.h"
#include "domain/span.h"
#include "domain/version_number.h"
#include "rule/move.h"

extern const struct machine advisory_machine;

enum {
  ADVISORY_TITLE_MIN = 2, /* code points, as the next ones */
  ADVISORY_TITLE_MAX = 60,
  ADVISORY_TEXT_MIN = 5,
  ADVISORY_TEXT_MAX = 2000,
  ADVISORY_DRAFTS = 20,    /* of a plugin */
  ADVISORY_PUBLISHED = 20, /* of a plugin: what a host reads at once */
  ADVISORY_DUE_DAYS = 365, /* ahead at most */
  ADVISORY_VERSIONS = 200, /* that one can choose from */
};

struct advisory {
  int64_t id, plugin_id, subject_id /* of the plugin */, rev, major, due_at /* 0: none */, made_at,
      published_at /* 0: never */, ended_at /* when withdrawn; 0 */;
  const char *state, *title, *severity, *first, *last /* numbers, both affected */, *fixed /* number; "" */, *text,
      *reason /* of the withdrawal; NULL */, *author;
  const char *effective; /* number that bindings of the major get now; NULL: none is online */
  int64_t concerned;     /* that one is in the range: 1 or 0 */
  int64_t hosts;         /* bindings of the major, active and stopped; 1001 for more than 1000 */
  int64_t acknowledged;  /* of them; likewise */
};
/* RES_NOT_FOUND when there is none, and for a deleted draft. The caller decides by subject_id. One query. */
MUST_USE enum res advisory_load(struct ctx *c, int64_t id, struct advisory *out);

/* The words of a severity for tr(), and its tone; the code itself and grey when unknown. */
const char *advisory_severity_label(const char *code);
const char *advisory_severity_tone(const char *code);

/* Versions that hosts have had: those that were ever online, by falling number, at most ADVISORY_VERSIONS. One query. */
struct advisory_version {
  const char *number, *state;
};
MUST_USE enum res advisory_versions(struct ctx *c, int64_t plugin_id, struct advisory_version **out, size_t *n);

/* What the form says; numbers as chosen, `due` a date of the display zone ("2026-12-01") or "". */
struct advisory_input {
  const char *title, *severity, *first, *last, *fixed, *text, *due;
};
/* Inside a transaction: a new draft by a member of the plugin's subject. RES_INVALID names the field: first and last have to be
 * versions of one major that were online, in this order; fixed a later one; due a day from today on, at most ADVISORY_DUE_DAYS
 * ahead. RES_CONFLICT: ADVISORY_DRAFTS are there. 6 statements. */
MUST_USE enum res advisory_create(struct ctx *c, const struct plugin *p, const struct advisory_input *in, int64_t *id);
/* The same for a draft that was loaded; takes the input over into *a. RES_STALE when it has changed since; RES_CONFLICT when
 * it is no draft. */
MUST_USE enum res advisory_save(struct ctx *c, struct advisory *a, const struct advisory_input *in);
/* publish, delete (drafts), withdraw (published, with a reason). RES_CONFLICT also: its due day is over, or ADVISORY_PUBLISHED
 * are published. Inside a transaction. */
MUST_USE enum res advisory_move(struct ctx *c, struct advisory *a, const char *action, const char *reason);

/* The provider's list, by the time it was drafted. `total` in every row: 1001 for more than 1000. One query. */
struct advisory_item {
  int64_t id, made_at, published_at, due_at, acknowledged /* 21 for more than 20 */, total;
  const char *state, *title, *severity, *first, *last, *fixed;
};
struct advisory_filter {
  const char *state, *severity; /* "": all (but what was deleted) */
};
MUST_USE enum res advisory_list(struct ctx *c, int64_t plugin_id, const struct advisory_filter *f,
                                const struct span *span, struct advisory_item **out, size_t *n);

/* Who has acknowledged it, by the time of that; also those who unbound later. One query. */
struct advisory_ack {
  int64_t binding_id, at, app_id, total;
  const char *app_name, *subject_name, *who, *state /* of the binding */;
};
MUST_USE enum res advisory_acks(struct ctx *c, int64_t id, const struct span *span, struct advisory_ack **out,
                                size_t *n);

/* ---- the host's side ---- */

/* What is published and concerns a binding (active or stopped; nothing for others), newest first, at most ADVISORY_PUBLISHED. One
 * query, none where nothing is in effect. */
struct advisory_notice {
  int64_t id, published_at, due_at, acked_at /* 0: not yet */;
  const char *title, *severity, *first, *last, *fixed, *text, *acked_by;
};
MUST_USE enum res advisory_of_binding(struct ctx *c, const struct binding *b, struct advisory_notice **out, size_t *n);
/* How many of them a row b of a query (table binding) has not acknowledged: an SQL column without arguments. */
#define ADVISORIES_EFFECT EFFECT_OF("b", "v.minor * 1000 + v.patch")
#define ADVISORIES_OPEN                                                                                                \
  "IF(b.state IN ('active', 'stopped'), (SELECT COUNT(*) FROM advisory y LEFT JOIN advisory_ack k"                     \
  " ON k.advisory_id = y.id AND k.binding_id = b.id WHERE y.plugin_id = b.plugin_id AND y.state = 'published'"         \
  " AND y.major = b.major AND k.binding_id IS NULL AND " ADVISORIES_EFFECT " BETWEEN y.first_no AND y.last_no), 0)"

/* Inside a transaction: a member who may (PERM_BIND) has read it for a binding of its subject. Doing it again, also in the same
 * moment, changes nothing. RES_NOT_FOUND: it is not about this binding's plugin and major; RES_CONFLICT: it is not published
 * any more, or the binding is neither active nor stopped. 3 statements. */
MUST_USE enum res advisory_acknowledge(struct ctx *c, const struct binding *b, int64_t id);

/* What a subject has not acknowledged, over all its bindings: newest first, those of one advisory together, at most `limit`. One
 * query. */
struct advisory_open {
  int64_t id, app_id, plugin_id, due_at, published_at;
  const char *title, *severity, *app_name, *plugin_name;
};
MUST_USE enum res advisory_open_of(struct ctx *c, int64_t subject_id, int64_t limit, struct advisory_open **out,
                                   size_t *n);

#endif
