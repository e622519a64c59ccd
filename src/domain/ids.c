/* The namespace table decides; a collision of random ids is so rare that a handful of tries is plenty. */
#include "domain/ids.h"

#include "base/seal.h"

#include <stdlib.h>
#include <string.h>

#define ID_MIN 1000000000000000
#define ID_MAX 9007199254740991 /* 2^53 - 1: exact in every JSON reader */

DB_STMT(public_ids_insert, "INSERT INTO public_id (id, kind) SELECT j.id, j.kind FROM JSON_TABLE(?, '$[*]' COLUMNS"
                           " (id BIGINT PATH '$[0]', kind VARCHAR(16) PATH '$[1]')) j");

static int64_t draw(void) { return ID_MIN + (int64_t)seal_uniform((uint64_t)(ID_MAX - ID_MIN + 1)); }

enum res ids_draw(struct ctx *c, const char *const *kind, size_t n, int64_t *out) {
  enum res r = RES_CONFLICT;

  for (int i = 0; i < 5 && r == RES_CONFLICT; i++) {
    struct buf b = buf_new(c->a, 8192);

    for (size_t k = 0; k < n; k++) {
      out[k] = draw();
      buf_fmt(&b, "%c[%lld,\"%s\"]", k == 0 ? '[' : ',', (long long)out[k], kind[k]);
    }
    buf_char(&b, ']');
    r = db_exec(c->db, public_ids_insert, NULL, T(b.p));
  }
  return r;
}

enum res ids_new(struct ctx *c, const char *kind, size_t n, int64_t *out) {
  const char **kinds = ARENA_ARRAY(c->a, const char *, n);

  for (size_t i = 0; i < n; i++)
    kinds[i] = kind;
  return ids_draw(c, kinds, n, out);
}

enum res id_new(struct ctx *c, const char *kind, int64_t *out) { return ids_draw(c, &kind, 1, out); }

const char *ids_json(struct ctx *c, const int64_t *id, size_t n) {
  struct buf b = buf_new(c->a, 4096);

  buf_char(&b, '[');
  for (size_t i = 0; i < n; i++)
    buf_fmt(&b, "%s%lld", i == 0 ? "" : ",", (long long)id[i]);
  buf_char(&b, ']');
  return b.p;
}

int64_t id_parse(const char *s) {
  if (s == NULL || strlen(s) != 16 || strspn(s, "0123456789") != 16)
    return 0;
  return strtoll(s, NULL, 10);
}
