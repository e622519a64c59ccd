/* Evidence files: a class of their own; only their owner and reviewers of their kind may read them. domain.md section 2. */
#ifndef DOMAIN_EVIDENCE_H
#define DOMAIN_EVIDENCE_H

#include "app/ctx.h"

enum { EVIDENCE_FILES = 5 /* of one submission */, EVIDENCE_BYTES = 4 << 20 /* of one file */ };

/* A file as it was sent. */
struct evidence_file {
  const char *name;
  struct bytes data;
};

/* The media type by the first bytes: image/png, image/jpeg or application/pdf; NULL for anything else. Pure. */
const char *evidence_type(struct bytes data);

/* Keep the files of an object's submission round, 1 to EVIDENCE_FILES, inside a transaction. `kind` is the review kind
 * whose reviewers may read them; their owner is the subject that the caller acts for. RES_INVALID on field "evidence": too few, too many, too big, empty, or of another type.
 * `out` gets what the review of the submission needs. */
struct evidence_kept {
  const char *files; /* the keys of the contents in hexadecimal capitals, in the order they were sent, commas between */
  int64_t review_id; /* drawn together with the ids of the files */
};
MUST_USE enum res evidence_put(struct ctx *c, const char *kind, int64_t object_id, int64_t round,
                               const struct evidence_file *file, size_t n, struct evidence_kept *out);

struct evidence {
  int64_t id, object_id, round, size;
  int64_t subject_id; /* who handed it in, whoever has the object now */
  const char *kind, *name, *type;
  struct bytes sha256; /* the key of its content: a keyed hash, unrelated to the bytes' public one */
};
/* The files of one round in the order they were sent. */
MUST_USE enum res evidence_list(struct ctx *c, const char *kind, int64_t object_id, int64_t round,
                                struct evidence **out, size_t *n);
/* RES_NOT_FOUND when there is none. Says nothing about who may read it: see evidence_rel. */
MUST_USE enum res evidence_load(struct ctx *c, int64_t id, struct evidence *out);
/* The caller's relations that count for reading: of the owner those who hand in (REL_MAIN for a verification, REL_MANAGERS for
 * payment), or the reviewer's right of the file's kind for those who are no members of the owner; 0 for everybody else. At
 * most one query. */
MUST_USE enum res evidence_rel(struct ctx *c, const struct evidence *e, unsigned *rel);

#endif
