/* The contract between two versions of a plugin: its public components, pages and interfaces as the manifest and the access
 * guide tell them, and what of it changed. Pure. Source: domain.md section 7.4.
 *
 * Every change has a rule, and every rule one level:
 *   breaking   a host that worked with the old version may fail with the new one
 *   additive   there is more than before, and what was there works as it did
 *   cosmetic   nothing that a host calls: words, samples, order, files that moved
 *
 * Hosts name components and public pages by the names of the manifest, so the manifest alone says which there are, and a
 * file that moved changes nothing for them. The guide says what they take and give, and is the only one that knows of
 * interfaces and config entries. What hosts give (props, params, inputs, config) may only be asked less of; what they get
 * (events, outputs) may only become more. */
#ifndef DOMAIN_CONTRACT_H
#define DOMAIN_CONTRACT_H

#include "base/lang.h"
#include "domain/guide.h"
#include "domain/manifest.h"

enum contract_level { CONTRACT_BREAKING, CONTRACT_ADDITIVE, CONTRACT_COSMETIC, CONTRACT__LEVELS };

/* Codes are the lower-case names without CHANGED_. */
enum contract_rule {
  /* breaking */
  CHANGED_MAIN_REMOVED,
  CHANGED_ITEM_REMOVED, /* a component, page, interface or config entry */
  CHANGED_ROW_REMOVED,  /* a prop, event, param, input or output */
  CHANGED_NEW_NEEDED,   /* a new row or config entry that must be given and has no default */
  CHANGED_NOW_NEEDED,   /* was optional, must be given now */
  CHANGED_TYPE,         /* of a row or config entry */
  CHANGED_DEFAULT,      /* hosts that rely on it get something else */
  CHANGED_MAYBE_ABSENT, /* an output that was always there */
  CHANGED_PARAMS_LESS,  /* an event's params lost one of their words */
  /* additive */
  CHANGED_MAIN_ADDED,
  CHANGED_ITEM_ADDED,
  CHANGED_ROW_ADDED,
  CHANGED_TYPE_FITS, /* takes more (to Any), or gives less than Any */
  CHANGED_NOT_NEEDED,
  CHANGED_DEFAULT_ADDED,
  CHANGED_ALWAYS_THERE, /* an output that was not always there */
  CHANGED_PARAMS_MORE,
  /* cosmetic */
  CHANGED_MAIN_MOVED,
  CHANGED_FILE_MOVED,
  CHANGED_WORDS, /* description or sample */
  CHANGED_PARAMS_WORDS,
  CHANGED_DESCRIBED,   /* the guide tells of it now; it was there before */
  CHANGED_UNDESCRIBED, /* the guide is silent about it now; it is still there */
  CHANGED_ORDER,
  CHANGED__MAX
};

struct contract_change {
  enum contract_rule rule;
  enum guide_kind kind;  /* of `item`; GUIDE__KINDS: the whole plugin */
  const char *item;      /* public name; of an interface or config entry its name; "" */
  const char *list;      /* code of the list that `row` is in ("props"); "" */
  const char *row;       /* "" */
  const char *was, *now; /* type, default, path, word of params; "" where the rule has none */
};

/* The first CONTRACT_KEPT changes of each level, in the order of the plugin's parts; n counts all. */
enum { CONTRACT_KEPT = 100 };
struct contract_diff {
  const char *base; /* number of the old version; "": there was nothing to compare with. The caller's */
  bool major;       /* the new version has a higher major than `base`, so it may break. The caller's */
  size_t n[CONTRACT__LEVELS], kept[CONTRACT__LEVELS];
  struct contract_change *change[CONTRACT__LEVELS];
};

/* One side. guide NULL: not known; then nothing that only guides say is compared. */
struct contract {
  const struct manifest *manifest;
  const struct guide *guide;
};

/* Everything that changed from `old` to `now`; base and major are left as they are. Texts stay those of the arguments. */
void contract_compare(struct arena *a, const struct contract *old, const struct contract *now,
                      struct contract_diff *out);
/* Breaking changes under the same major: they need a new major, or an override with a reason. */
bool contract_breaks(const struct contract_diff *d);

const char *contract_code(enum contract_rule rule);
enum contract_level contract_level(enum contract_rule rule);
/* "breaking" …; its Chinese label for tr(), and the tone of its tag. */
const char *contract_level_code(enum contract_level level);
const char *contract_level_label(enum contract_level level);
const char *contract_level_tone(enum contract_level level);
/* Where: "components/card/props/city" for programs; "组件 card 的属性 city" for people. */
const char *contract_path(struct arena *a, const struct contract_change *x);
const char *contract_place(struct arena *a, enum lang lang, const struct contract_change *x);
/* What changed there, in words. */
const char *contract_text(struct arena *a, enum lang lang, const struct contract_change *x);

/* As it is kept with a version: {"base","major","n":[…],"changes":[{"rule","kind","item","list","row","was","now"}]}. */
const char *contract_encode(struct arena *a, const struct contract_diff *d);
/* False, and a comparison with nothing, when it is damaged; NULL and "" are that too. Unknown rules are left out. */
bool contract_decode(struct arena *a, const char *json, struct contract_diff *out);

#endif
