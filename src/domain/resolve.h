/* Resolve: which version of a plugin a mini-program gets, and by which rule. Source: domain.md section 5.
 *
 * Pure over facts that were loaded before (resolve_load), so that pages, tests and the API decide alike. The rows of the rules
 * and what they lead to stand in tests/golden/resolve.txt and docs/resolve.md. Where the source leaves something open:
 *
 *   spec `dev` of a bound mini-program without a trial version for it   dev_effective: S2's "the online version is pulled
 *                                                                       then, which needs a subscription"
 *   a trial version that was taken down          not served: a take-down stops serving (section 9.8)
 *   an upgrade whose target cannot be served     the version upgraded from: taking the upgrade back leads there, too
 *   nearest servable version                     the next higher one of the same major, else the highest lower one of it,
 *                                                else the highest of all */
#ifndef DOMAIN_RESOLVE_H
#define DOMAIN_RESOLVE_H

#include "app/ctx.h"
#include "domain/version_number.h"

/* A version that may be an answer, or that was asked for. */
struct resolve_version {
  int64_t id, plugin_id, percent /* of a gray one, 0 … 100 */;
  struct version_number number;
  const char *state;
};

/* Everything that the answer for one mini-program and one plugin depends on. */
struct resolve_facts {
  int64_t app_id, plugin_id;
  bool app;           /* there is such a mini-program */
  const char *plugin; /* state of the plugin; NULL: there is none */
  bool linked;        /* a joint-debug link is authorised */
  int64_t trial;      /* id of the trial version; 0: none */
  /* the open binding; state NULL: none */
  const char *binding, *policy /* follow, pin, upgrade */;
  int64_t major;                    /* at the time of binding */
  struct version_number held, next; /* pin: held; upgrade: from held to next … */
  int64_t percent;                  /* … for so many of a hundred */
  const char *payment;              /* none, provider, merchant (payment.h); no rule asks for it */
  /* for the words only */
  const char *shelf; /* of the plugin: never, on, off */
  bool obtained;     /* the owner of the mini-program holds the plugin */
  /* of this plugin: all that are online, gray, the trial version, those of the binding, and what may be asked for exactly */
  const struct resolve_version *version;
  size_t n;
};

enum resolve_spec { RESOLVE_ANY /* * */, RESOLVE_DEV /* dev */, RESOLVE_EXACT /* N.N.N */ };
enum { RESOLVE_OUTSIDE = -1 /* bucket: outside every gray */ };

struct resolve_ask {
  bool building; /* scene develop or preview; others: trial, audit, gray, release */
  enum resolve_spec spec;
  struct version_number number; /* of RESOLVE_EXACT */
  int64_t bucket;               /* 0 … 99, or RESOLVE_OUTSIDE */
};
/* Read what programs write: a scene's code, a spec, and a bucket ("" or NULL: outside). False when one of them is none. */
bool resolve_ask_read(const char *scene, const char *spec, const char *bucket, struct resolve_ask *out);

enum resolve_gives {
  RESOLVE_DENY,      /* nothing */
  RESOLVE_INSTEAD,   /* nothing, and says what could be had instead */
  RESOLVE_TRIAL,     /* the trial version */
  RESOLVE_NUMBER,    /* the one that was asked for */
  RESOLVE_EFFECTIVE, /* what the binding's policy says */
};
struct resolve_rule {
  const char *name;   /* stable: in the API, in tests and documents */
  const char *scenes; /* "any", "develop, preview" or "others" */
  enum resolve_gives gives;
};
/* The nth rule of their order, the first that fits decides; NULL behind the last one. */
const struct resolve_rule *resolve_rule_at(size_t n);

struct resolve_answer {
  const struct resolve_rule *rule; /* never NULL */
  /* What is served; of RESOLVE_INSTEAD the one that was asked for (NULL: there is none of that number) and the nearest one
   * that could be had (NULL: none). */
  const struct resolve_version *version, *nearest;
  const char *payment; /* what people may pay by in what is served: none, provider, merchant; none with a denial */
};
struct resolve_answer resolve(const struct resolve_facts *f, const struct resolve_ask *ask);
bool resolve_served(const struct resolve_answer *a);

/* One side's way out of a denial. */
struct resolve_step {
  bool host;        /* for the owner of the mini-program; else for the provider */
  const char *text; /* what to do, in the caller's language */
  const char *page; /* name of the page where, NULL: not on this site … */
  int64_t id[2];    /* … and the ids in its path; 0: none */
};
enum { RESOLVE_STEPS = 2 };
/* Why the answer is what it is, in the caller's language; and what can be done about a denial by whom and where: at most
 * RESOLVE_STEPS of `step`, *n says how many. */
const char *resolve_words(struct ctx *c, const struct resolve_facts *f, const struct resolve_ask *ask,
                          const struct resolve_answer *a, struct resolve_step *step, size_t *n);

/* Load what the answers for `n` pairs (1 … 100) depend on, in their order; with `number` also the versions that have it. Ids
 * that lead nowhere are facts, too. Two queries. */
struct resolve_pair {
  int64_t app_id, plugin_id;
};
MUST_USE enum res resolve_load(struct ctx *c, const struct resolve_pair *pair, size_t n,
                               const struct version_number *number, struct resolve_facts **out);

#endif
