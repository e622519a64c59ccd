/* The self-check of a submission: what the platform's rules ask of a version, point by point, and what of it the program
 * can see for itself. domain.md section 2 "Version submission", "Package", "Doc"; section 3 of the seeds' review rules (S1).
 *
 * The provider confirms the points with one tick; the reviewer sees the same list. Pure: everything comes from rows that
 * were read already. */
#ifndef DOMAIN_SELFCHECK_H
#define DOMAIN_SELFCHECK_H

#include "app/ctx.h"
#include "domain/finding.h"

#include <stdbool.h>

struct selfcheck {
  const char *manifest;            /* JSON: manifest.h */
  const struct findings *findings; /* of the check of the version; NULL: the kept list is damaged */
  const char *readme;              /* of the newest documentation; NULL: none */
  const char *min_base_library;    /* "" for none */
  int64_t doc_at, version_at;      /* when the documentation and the version were uploaded */
  bool account;                    /* a test account is given */
};

struct selfcheck_point {
  const char *code;  /* stable: "package", "entries" … */
  const char *words; /* the point, in the caller's language */
  const char *found; /* what the program saw, in the caller's language; NULL: nothing */
  bool seen;         /* the program knows that it holds; false: a person has to */
};

enum { SELFCHECK_POINTS = 11 };

/* All points in the order in which they are shown; always SELFCHECK_POINTS of them. */
void selfcheck_points(struct ctx *c, const struct selfcheck *in, struct selfcheck_point out[SELFCHECK_POINTS]);

#endif
