/* seed --scale: what its two files share. */
#ifndef BIN_CTL_SEED_SCALE_H
#define BIN_CTL_SEED_SCALE_H

#include "app/ctx.h"
#include "bin/scale_words.h"

/* How much there is of everything, from the number of plugins. */
struct scale_size {
  int64_t plugins, live /* the first of them are shelved */, subjects, orgs, apps, entitlements, holdings, bindings;
  int64_t hot;   /* mini-programs that bind plugin 1 */
  int64_t rich;  /* plugins of the provider with many */
  int64_t many;  /* plugins that the merchant with many holds */
  int64_t fleet; /* mini-programs of that merchant */
};

struct scale {
  struct ctx c;       /* its arena is emptied after each batch */
  struct arena *keep; /* as long as the whole */
  struct scale_size size;
  struct scale_words words;
  struct scale_draw draw;
  int64_t drawn; /* plugins whose words were drawn */
  int64_t seed, at;
  int64_t provider, provider_user, merchant, merchant_user; /* of the demo data: those with many */
  const char *sql;                                          /* of the stage that is being done */
  int64_t lo, hi;                                           /* the numbers of the batch that is being done */
};

/* The kinds of numbers; an id is SCALE_ID(kind) + number. */
#define SCALE_ID(kind) (7000000000000000 + (kind) * (int64_t)10000000000000)
enum scale_kind {
  SCALE_USER,
  SCALE_SUBJECT,
  SCALE_APP,
  SCALE_PLUGIN,
  SCALE_VERSION,
  SCALE_DOC,
  SCALE_REVISION,
  SCALE_REVIEW,
  SCALE_ENTITLEMENT,
  SCALE_BINDING
};

/* The tables that hold the texts of one batch, for this connection only. */
extern const char *const scale_tables[];
/* Fill them for the numbers lo … hi. */
MUST_USE enum res scale_put_subjects(struct scale *s);
MUST_USE enum res scale_put_apps(struct scale *s);
MUST_USE enum res scale_put_plugins(struct scale *s);
MUST_USE enum res scale_put_market(struct scale *s);
/* The package that all their versions have, kept as content; its facts go into variables of the connection. */
MUST_USE enum res scale_put_package(struct scale *s);

#endif
