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
/* Those of these `n` ids (at most BINDING_HOSTS) that are the caller's subject's, in no order. One query. */
MUST_USE enum res binding_hosts_named(struct ctx *c, int64_t plugin_id, const int64_t *id, size_t n, struct host **out,
                                      size_t *found);

/* Why the plugin cannot be bound to a mini-program, in words of the caller's language, and what it is about: who shows it says
 * where that can be put right. text NULL: it can be bound. */
struct unfit {
  enum {
    UNFIT_BOUND,    /* bound already: its binding */
    UNFIT_WAITING,  /* asked for already: its application */
    UNFIT_CATEGORY, /* its categories: its settings */
    UNFIT_TYPE      /* the type of its subject: nothing helps */
  } kind;
  const char *text;
};
struct unfit binding_unfit(struct ctx *c, const struct offer *o, const struct host *h);
/* The same from its parts: `bound` is the state of the open binding (NULL: none), k->code NULL is no restriction. */
struct unfit unfit_of(struct ctx *c, const struct category *k, const char *bound, const char *categories);

/* Inside a transaction: bind the plugin to the mini-programs (1 … BINDING_HOSTS different ids) of the caller's subject, which
 * holds it and has ticked the agreement. Each gets the major of the newest online version, the policy follow and a token.
 * Where the plugin's add mode (read under a lock) is `approval` they wait instead, without a token, each with an application
 * that says `reason` (domain/application.h); those that the plugin's rule takes (domain/application_rule.h) are approved at
 * once. *waits is how many wait now.
 * RES_INVALID on field "app" names the mini-program that does not fit or is bound already, on field "reason" says that one
 * is needed; RES_CONFLICT: not held, or nothing to bind to. All or none. At most 10 statements. */
MUST_USE enum res binding_bind(struct ctx *c, const struct offer *o, const int64_t *app, size_t n, const char *reason,
                               size_t *waits);

/* One binding with what its page shows. */
struct binding {
  int64_t id, app_id, plugin_id, subject_id, major, rev, created_at, agreed_by, disabled;
  const char *state, *policy, *config /* JSON object */, *agreed_name, *app_name, *plugin_name, *plugin_intro,
      *plugin_contact, *provider, *guide /* JSON of the live revision; NULL: none */;
  const char *version, *base_library; /* in effect now; NULL: no version of that major is online */
  int64_t version_at;
  /* its application, when it had to wait: state NULL is none */
  int64_t application_id, due_at, decided_at;
  const char *asked /* state */, *reason, *answer;
  int64_t rule_n; /* of the provider's rule that approved it; 0: none */
  const char *rule_types, *rule_names;
  int64_t held;        /* the subject still holds the plugin */
  struct bytes avatar; /* of the plugin */
};
/* The open binding of a pair, else the one that was closed last. RES_NOT_FOUND when there never was one. One query. The
 * caller decides by subject_id. */
MUST_USE enum res binding_load(struct ctx *c, int64_t app_id, int64_t plugin_id, struct binding *out);
/* Inside a transaction: the merchant's moves: stop, resume, unbind, and withdraw of a waiting one with its application.
 * Unbinding revokes the token. At most 5 statements. */
MUST_USE enum res binding_move(struct ctx *c, struct binding *b, const char *action);
/* Inside a transaction: keep the configuration, a JSON object. RES_STALE when the binding has changed since it was loaded. */
MUST_USE enum res binding_configure(struct ctx *c, const struct binding *b, const char *json);

/* A row of a list: of a mini-program's plugins, or of the mini-programs that run a plugin. `total` is the same in every
 * row: how many the list has, 1001 for more than 1000. */
struct binding_item {
  int64_t id, app_id, plugin_id, created_at, total;
  const char *state, *app_name, *plugin_name, *intro, *contact, *version /* in effect; NULL: none */;
  /* its application, when it had to wait: state NULL is none */
  int64_t due_at, decided_at;
  const char *asked /* state */, *reason, *answer;
  int64_t held;    /* the subject still holds the plugin */
  int64_t notices; /* advisories that concern it and are not acknowledged (domain/advisory.h) */
  struct bytes app_avatar, plugin_avatar;
};
struct binding_filter {
  const char *q;     /* an exact id or a part of the name of the other side; "": all */
  const char *state; /* "": all that is not closed */
};
enum { BINDING_ENDED = 5 /* rows at most */, BINDING_ENDED_DAYS = 30 };
/* What is not closed, by the time of binding. On the first page of the whole list the newest applications that were refused
 * or expired in the last BINDING_ENDED_DAYS, and after which nothing was tried, stand behind it: closed rows, at most
 * BINDING_ENDED, counted neither in `limit` nor in `total`. One query each. */
MUST_USE enum res binding_of_app(struct ctx *c, int64_t app_id, const struct binding_filter *f, const struct span *span,
                                 struct binding_item **out, size_t *n);
MUST_USE enum res binding_of_plugin(struct ctx *c, int64_t subject_id, int64_t plugin_id,
                                    const struct binding_filter *f, const struct span *span, struct binding_item **out,
                                    size_t *n);

#endif
