/* Plugins: the object that everything of a provider hangs on. Source: domain.md section 2 "Plugin". */
#ifndef DOMAIN_PLUGIN_H
#define DOMAIN_PLUGIN_H

#include "app/ctx.h"
#include "domain/span.h"

struct plugin {
  int64_t id, app_id, subject_id, rev, created_at;
  const char *name, *intro, *add_mode, *audience /* codes, | between */, *contact, *state /* active, disabled */;
  struct bytes avatar; /* sha256 of the image; empty: none */
  /* joined */
  const char *app_name, *subject_name, *subject_type, *real_name /* verification state of the owner */;
  const char *shelf; /* never, on, off */
  int64_t hidden, listing_rev;
  const char *category, *tags; /* of the version put online last; category may be NULL, tags 、 between */
  int64_t online_versions, latest_version;
  int64_t pending; /* applications that wait for an answer; 1001 for more than 1000 */
  int64_t rule_n;  /* number of the rule that approves applications now (application_rule.h); 0: none */
};

/* RES_NOT_FOUND when there is none. One query. The caller decides by ctx_rel(c, out->subject_id). */
MUST_USE enum res plugin_load(struct ctx *c, int64_t id, struct plugin *out);

/* What basic settings still miss before a version may be submitted (domain.md section 4 "submit"): Chinese label of the
 * first missing field for tr(), NULL when complete. */
const char *plugin_missing(const struct plugin *p);

enum { PLUGIN_NAME_MIN = 2, PLUGIN_NAME_MAX = 30, PLUGIN_INTRO_MAX = 120, PLUGIN_CONTACT_MAX = 60 /* code points */ };

/* May the caller's subject open the plugin function? RES_FORBIDDEN with who must do what where: individuals never,
 * organisations once they are verified (seeds S1, S4). No query. */
MUST_USE enum res plugin_may_open(struct ctx *c);

/* Inside a transaction: open the function for a mini-program, as a new plugin of the caller's subject, with its rows in
 * plugin_state and listing (shelf never) and its audit row. The refusals of plugin_may_open; RES_NOT_FOUND when the
 * mini-program is not the caller's; RES_INVALID on field "name" when it is taken or looks like a taken one. 6 statements. */
MUST_USE enum res plugin_create(struct ctx *c, int64_t app_id, const char *name, const char *intro, int64_t *id);

/* What the form of basic settings says. */
struct plugin_input {
  const char *name, *intro, *contact;
  const char *add_mode; /* "free" or "approval" */
  const char *audience; /* "enterprise", "individual" or both with | between */
  struct bytes avatar;  /* sha256 of a kept image; empty: as it was */
};
/* Inside a transaction: change the plugin that was loaded, write its audit row and refresh the market. RES_STALE when it has
 * changed since; RES_INVALID on field "name": taken, too like another or a former name of another (former.h), or changed too
 * often. A former name is kept. 2 statements, 3 more for another name, and those of market_refresh. */
MUST_USE enum res plugin_save(struct ctx *c, const struct plugin *seen, const struct plugin_input *in);

/* A row of 我的插件. `total` is the same in every row: how many the list has, 1001 for more than 1000. */
struct plugin_item {
  int64_t id, created_at, online_versions, holders /* 1001 for more than 1000 */, total;
  const char *name, *app_name, *state, *shelf;
  const char *latest;   /* number of the version put online last; NULL: none */
  const char *pipeline; /* state of the version in auditing, passed or gray; NULL: none */
  struct bytes avatar;
};
struct plugin_filter {
  const char *q;     /* an exact id or a part of the name; "": all */
  const char *shelf; /* never, on, off; "disabled": what the platform took down; "": all */
};
/* The plugins of a subject by the time they were made. One query. */
MUST_USE enum res plugin_list(struct ctx *c, int64_t subject_id, const struct plugin_filter *f, const struct span *span,
                              struct plugin_item **out, size_t *n);

/* How far a plugin is on its way to the shelf. One query. */
struct plugin_progress {
  const char *pipeline; /* state of the version in auditing, passed or gray; NULL: none */
  const char *waiting;  /* number of the newest version that may be submitted (init or rejected); NULL: none */
  const char *revision; /* state of the open listing revision; NULL: none */
  const char *payment;  /* state of its payment capability (payment.h) */
  int64_t versions;     /* not deleted */
  int64_t holders, hosts /* subjects that hold it, mini-programs that run it; 1001 for more than 1000 */;
};
MUST_USE enum res plugin_progress(struct ctx *c, int64_t id, struct plugin_progress *out);

#endif
