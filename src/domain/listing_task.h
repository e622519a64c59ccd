/* The parts of a listing, and how far each is: what the wizard shows, what a reviewer's finding points at, and what keeps
 * a submission back are one truth. Pure, but for reading the findings. Source: issue of part 2, line 3; domain.md section
 * 4 "listing revision" submit (complete). */
#ifndef DOMAIN_LISTING_TASK_H
#define DOMAIN_LISTING_TASK_H

#include "domain/listing.h"
#include "domain/review.h"

enum listing_task { LISTING_INFO, LISTING_GUIDE, LISTING_TASKS };

/* ---- places ---- */

/* A place in a listing that a finding may be about. */
struct listing_spot {
  const char
      *code; /* stable: "" the whole, "info", "summary" …, "guide", "guide.sample", "components", "components/NAME" */
  const char *label;      /* Chinese for tr() */
  const char *name;       /* of an item of the guide; NULL: none */
  enum listing_task task; /* LISTING_TASKS: the whole */
  const char *page;       /* where it is changed: the name of a page; NULL: nowhere in particular */
  const char *field;      /* and its field there, or the code of the list; NULL: the page as a whole */
  enum guide_kind kind;   /* of an item */
  size_t no;              /* its number from 1; 0: no item */
};

/* All places of a revision with this guide, in the order of the pages; *n at least 1. In `a`. */
struct listing_spot *listing_spots(struct arena *a, const struct guide *g, size_t *n);
/* The place of a code. False when this revision has none such (any more). */
bool listing_spot_find(struct arena *a, const struct guide *g, const char *code, struct listing_spot *out);
/* The hash of what stands there now. */
void listing_spot_hash(struct arena *a, const struct revision *v, const struct guide *g,
                       const struct listing_spot *spot, unsigned char out[SEAL_HASH]);

/* ---- findings ---- */

struct listing_finding {
  const struct finding_item *f;
  struct listing_spot spot;
};
/* Those of the last rejection that are still open, in the reviewer's order: what they are about is what the reviewer saw.
 * None in other states than rejected. At most one query. */
MUST_USE enum res listing_findings(struct ctx *c, const struct revision *v, const struct guide *g,
                                   struct listing_finding **out, size_t *n);
/* The same out of what review_findings gave. */
size_t listing_findings_open(struct arena *a, const struct revision *v, const struct guide *g,
                             const struct finding_item *f, size_t n, struct listing_finding **out);
/* Check that every finding names a place of the revision, and keep with it what stands there: for the desk, before a
 * rejection. RES_INVALID on "findings.N.target". One query. */
MUST_USE enum res listing_findings_mark(struct ctx *c, int64_t revision_id, struct finding_item *f, size_t n);

/* ---- tasks ---- */

enum task_state {
  TASK_OPEN,    /* 未完成: something is missing */
  TASK_DONE,    /* 已完成 */
  TASK_TROUBLE, /* 有问题: a finding of the last rejection about it is open */
};
enum { TASK_MISSING = 6 };
struct task_progress {
  enum task_state state;
  const char *missing[TASK_MISSING]; /* labels of the fields, Chinese for tr(); also when there are findings */
  size_t nmissing, nfindings;
};
struct listing_progress {
  struct task_progress task[LISTING_TASKS];
  size_t nfindings; /* all of them, those about the whole included */
};
void listing_progress(const struct revision *v, const struct guide *g, const struct listing_finding *f, size_t n,
                      struct listing_progress *out);
/* May it be submitted: nothing is missing. Open findings do not keep it back: one may disagree. On false *page names the
 * page to fill. */
bool listing_complete(const struct listing_progress *p, const char **page);
/* 已完成 未完成 有问题, for tr(), and the tone. */
const char *task_state_label(enum task_state s);
const char *task_state_tone(enum task_state s);
/* The name of the task's page and its title for tr(). */
const char *listing_task_page(enum listing_task t);
const char *listing_task_label(enum listing_task t);

#endif
