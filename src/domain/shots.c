/* The rows are replaced as a whole: a list has five at most, and its order is what people change. */
#include "domain/shots.h"

#include "base/json.h"
#include "base/text.h"

#include <string.h>

enum { HEX = 2 * SEAL_HASH, NAME_POINTS = 100, ROWS_JSON = 16 * 1024 };

/* REPLACE takes the places of rows that are there, also of another form's that came at the same time: the later list holds. */
DB_STMT(shots_drop, "DELETE FROM picture WHERE owner_kind = ? AND owner_id = ?");
DB_STMT(shots_insert, "REPLACE INTO picture (owner_kind, owner_id, n, sha256, name)"
                      " SELECT ?, ?, j.n, UNHEX(j.h), j.name FROM JSON_TABLE(?, '$[*]' COLUMNS"
                      " (n FOR ORDINALITY, h CHAR(64) PATH '$[0]', name VARCHAR(120) PATH '$[1]')) j");

size_t shots_read(struct arena *a, const char *text, struct shot *out, size_t max) {
  size_t n = 0;

  for (const char *p = text; p != NULL && n < max && strnlen(p, HEX) == HEX;) {
    unsigned char *hash = arena_alloc(a, SEAL_HASH);
    size_t name = strcspn(p + HEX, ",\n");

    if (p[HEX] == ' ') /* a name may hold commas */
      name = strcspn(p + HEX, "\n");
    if (!bytes_unhex(arena_strn(a, p, HEX), hash, SEAL_HASH))
      break;
    out[n++] = (struct shot){{hash, SEAL_HASH}, name > 1 ? arena_strn(a, p + HEX + 1, name - 1) : ""};
    p += HEX + name;
    p += *p != '\0';
  }
  return n;
}

const char *shots_text(struct arena *a, const struct shot *v, size_t n) {
  struct buf b = buf_new(a, ROWS_JSON);

  for (size_t i = 0; i < n; i++)
    buf_fmt(&b, "%s%s %s", i == 0 ? "" : "\n", bytes_hex(a, v[i].sha256.p, v[i].sha256.n), v[i].name);
  return n == 0 ? NULL : b.p;
}

size_t shots_find(const struct shot *v, size_t n, struct bytes sha256) {
  size_t i = 0;

  while (i < n && !bytes_same(v[i].sha256, sha256))
    i++;
  return i;
}

const char *shot_name(struct arena *a, const char *file) {
  const char *plain = text_plain(a, file, strlen(file));
  char *name = plain == NULL ? arena_strn(a, "", 0) : arena_strn(a, plain, strlen(plain));

  for (char *p = name; *p != '\0'; p++)
    if ((unsigned char)*p < ' ')
      *p = ' ';
  return text_cut(a, text_clean(a, name), NAME_POINTS);
}

enum res shots_put(struct ctx *c, const char *kind, int64_t owner, const struct shot *v, size_t n, size_t had) {
  json_t *list = json_array();
  const char *rows;
  enum res r = had > n ? db_exec(c->db, shots_drop, NULL, T(kind), I(owner)) : RES_OK;

  for (size_t i = 0; i < n; i++)
    json_array_append_new(list, json_pack("[s, s]", bytes_hex(c->a, v[i].sha256.p, v[i].sha256.n), v[i].name));
  rows = arena_json_text(c->a, list, 0);
  if (r != RES_OK || n == 0)
    return r;
  return rows == NULL ? RES_INTERNAL : db_exec(c->db, shots_insert, NULL, T(kind), I(owner), T(rows));
}
