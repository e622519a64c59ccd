/* The namespace table decides; a collision of random ids is so rare that a handful of tries is plenty. */
#include "domain/ids.h"

#include "base/seal.h"

#include <stdlib.h>
#include <string.h>

#define ID_MIN 1000000000000000
#define ID_MAX 9007199254740991 /* 2^53 - 1: exact in every JSON reader */

DB_STMT(public_id_insert, "INSERT INTO public_id (id, kind) VALUES (?, ?)");

enum res id_new(struct ctx *c, const char *kind, int64_t *out) {
  enum res r = RES_CONFLICT;

  for (int i = 0; i < 5 && r == RES_CONFLICT; i++) {
    *out = ID_MIN + (int64_t)seal_uniform((uint64_t)(ID_MAX - ID_MIN + 1));
    r = db_exec(c->db, public_id_insert, NULL, I(*out), T(kind));
  }
  return r;
}

int64_t id_parse(const char *s) {
  if (s == NULL || strlen(s) != 16 || strspn(s, "0123456789") != 16)
    return 0;
  return strtoll(s, NULL, 10);
}
