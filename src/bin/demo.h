/* Demo data: a site's past month, told by the files of demo/ and done through the domain.
 *
 * Each file holds objects (people, mini-programs, plugins) with their facts and their acts: [when, verb, argument]. All
 * acts of all files are put in order of time and done one after another, by the person whose act it is, at its own
 * moment. Moments are relative to now, so a site is always thirty days old when it is made:
 *   "-12d 09:30"   that many days ago at this time of day in the display time zone
 *   "-6m" "-3h"    that long ago
 *   "~version"     just so long ago that a review of this kind is due in two to three hours (or as soon as a working day
 *                  allows)
 * An object keeps the ids that it was given in its own JSON ("id", "user_id", "password", "totp"). */
#ifndef BIN_DEMO_H
#define BIN_DEMO_H

#include "app/ctx.h"
#include "domain/picture.h"
#include "domain/review.h"

#include <jansson.h>

struct demo_act {
  int64_t at;
  size_t n;         /* order among acts of the same moment */
  const char *verb; /* "version.submit" */
  json_t *of;       /* whose act: a person, mini-program, plugin or deal */
  json_t *part;     /* the version that it is about; NULL for others */
  json_t *arg;      /* the argument; NULL when there is none */
};

struct demo {
  struct ctx c;       /* of the act that is being done; its arena is emptied after each few */
  struct arena *keep; /* as long as the whole */
  const char *dir;
  json_t *subjects, *staff, *apps, *plugins, *deals; /* arrays */
  struct demo_act *act;
  size_t nacts, room;
  int64_t now;
  struct demo_drawn *drawn; /* pictures that were drawn already */
};

/* Who does an act. */
enum demo_who {
  DEMO_NOBODY,   /* a visitor, or the administrator's tool */
  DEMO_OWNER,    /* the main account of the subject whose the object is */
  DEMO_REVIEWER, /* one of the reviewers, in turn */
};
struct demo_verb {
  const char *name;
  enum demo_who who;
  enum res (*run)(struct demo *d, const struct demo_act *act); /* inside a transaction */
};
/* Ended by a row without a name. */
extern const struct demo_verb demo_people_verbs[], demo_app_verbs[], demo_version_verbs[], demo_listing_verbs[],
    demo_deal_verbs[], demo_payment_verbs[], demo_advisory_verbs[];

/* Read the files of `dir`. False, and *complaint says which file where, when one is missing or wrong. */
bool demo_read(struct demo *d, const char *dir, const char **complaint);
/* Put the acts in order. False when one has no such moment or lies in the future. */
bool demo_order(struct demo *d, const char **complaint);
/* Do them all. On failure *complaint names the act. */
MUST_USE enum res demo_run(struct demo *d, const char **complaint);

/* A text member; "" when there is none. */
const char *demo_text(const json_t *o, const char *name);
int64_t demo_id(const json_t *o, const char *name);
void demo_set_id(json_t *o, const char *name, int64_t id);
void demo_set_text(json_t *o, const char *name, const char *text);
/* The object of that key in an array; the files are checked by hand, so an unknown key ends in a complaint of the act. */
json_t *demo_find(json_t *array, const char *key);
/* The subject whose an object is: of itself, a mini-program, a plugin. */
json_t *demo_subject(struct demo *d, json_t *of);
/* A whole file of the folder, in the arena; {NULL, 0} when it cannot be read. */
struct bytes demo_file(struct demo *d, struct arena *a, const char *name);
/* Draw an icon from a seed; the same one is drawn once. */
MUST_USE enum res demo_draw(struct demo *d, const char *seed, int size, struct picture *out);
/* Draw one and keep it as an image; its hash is in the arena of the act. */
MUST_USE enum res demo_picture(struct demo *d, const char *seed, int size, struct bytes *sha256);
/* Claim the review of an object and, twelve minutes later, decide it. */
MUST_USE enum res demo_decide(struct demo *d, const char *kind, int64_t object_id, const char *action,
                              const char *reason);
/* The same for a rejection with findings. */
MUST_USE enum res demo_reject(struct demo *d, const char *kind, int64_t object_id, const char *reason,
                              struct finding_item *f, size_t n);
/* Claim it only. */
MUST_USE enum res demo_claim(struct demo *d, const char *kind, int64_t object_id);

#endif
