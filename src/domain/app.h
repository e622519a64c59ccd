/* Mini-programs (hosts) and their categories. Source: domain.md section 2 "Mini-program". */
#ifndef DOMAIN_APP_H
#define DOMAIN_APP_H

#include "app/ctx.h"
#include "domain/span.h"

struct app {
  int64_t id, subject_id, payment_opened, rev, created_at;
  const char *name, *base_library, *merchant_no;
  const char *subject_name, *subject_type, *real_name; /* of the owner; real_name is its verification state */
  const char *categories; /* codes of the passed ones, | between, in tree order; may be empty */
  int64_t asked;          /* joint-debug links that wait for its owner; 101 for more than 100 */
  struct bytes avatar;    /* sha256 of the image; empty: none */
};

/* RES_NOT_FOUND when there is none. One query. The caller decides by ctx_rel(c, out->subject_id). `categories` is empty
 * while the owner is not verified: a chosen category counts as passed once the subject is (domain.md section 2). */
MUST_USE enum res app_load(struct ctx *c, int64_t id, struct app *out);

enum { APP_NAME_MIN = 2, APP_NAME_MAX = 30 /* code points */, APP_CATEGORIES = 5, MERCHANT_NO_MAX = 32 };

/* What a form says about a mini-program. */
struct app_input {
  const char *name;            /* APP_NAME_MIN … APP_NAME_MAX code points, unique by text_key over the platform */
  const char *const *category; /* codes; 1 … APP_CATEGORIES different ones of the tree */
  size_t ncategories;
  struct bytes avatar;     /* sha256 of a kept image; empty: as it was */
  const char *merchant_no; /* letters and digits; needed when payment is opened */
  int64_t payment_opened;  /* 0 or 1 */
};

/* Inside a transaction: a new mini-program of the caller's subject, with its audit row. RES_INVALID names the field
 * (name, categories). At most 6 statements. */
MUST_USE enum res app_create(struct ctx *c, const struct app_input *in, int64_t *id);
/* Inside a transaction: change the one that was loaded. RES_STALE when it has changed since; RES_INVALID names the field
 * (also merchant_no). Categories that the operator revoked stay revoked and cannot be chosen again. What is bound stays
 * bound (domain.md section 9.10). At most 6 statements. */
MUST_USE enum res app_save(struct ctx *c, const struct app *seen, const struct app_input *in);

/* A row of 我的小程序. `total` is the same in every row: how many the list has, 1001 for more than 1000. */
struct app_item {
  int64_t id, created_at, plugins /* its own */, running /* bindings that are not closed */, total;
  int64_t asked; /* a joint-debug link waits for its owner: 1 or 0 */
  const char *name;
  struct bytes avatar;
};
/* The mini-programs of a subject by the time they were made; `q` narrows to an exact id or a part of the name, "" does
 * not. One query. */
MUST_USE enum res app_list(struct ctx *c, int64_t subject_id, const char *q, const struct span *span,
                           struct app_item **out, size_t *n);
/* The subject's newest mini-programs, at most APP_NAMES, for choices, and the one with id `also` (0: none) in front. Only id
 * and name are filled. */
enum { APP_NAMES = 100 };
MUST_USE enum res app_names(struct ctx *c, int64_t subject_id, int64_t also, struct app_item **out, size_t *n);

/* A chosen category with its stored state. */
struct app_category {
  const char *code, *level1_zh, *level1_en, *level2_zh, *level2_en;
  const char *state; /* passed, revoked */
};
MUST_USE enum res app_categories(struct ctx *c, int64_t app_id, struct app_category **out, size_t *n);

/* A plugin that the mini-program runs (its bindings that are not closed), or one of its own. At most 100, by name. */
struct app_plugin {
  int64_t id;
  const char *name, *intro, *contact;
  const char *state; /* of the binding; of its own ones: the shelf */
  struct bytes avatar;
};
MUST_USE enum res app_running(struct ctx *c, int64_t app_id, struct app_plugin **out, size_t *n);
MUST_USE enum res app_own_plugins(struct ctx *c, int64_t app_id, struct app_plugin **out, size_t *n);

#endif
