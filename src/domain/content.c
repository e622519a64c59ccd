/* Chunks are written once; a second owner of the same bytes only finds the row. The class is part of the hash that is
 * the key, so that bytes shown to everybody never share a row with evidence. */
#include "domain/content.h"

#include <string.h>

enum { CHUNK = 256 * 1024 };

struct head_row {
  int64_t size;
  const char *type, *class;
};
SHAPE(head_shape, struct head_row, M(struct head_row, size), M(struct head_row, type), M(struct head_row, class));
struct chunk_row {
  struct bytes data;
};
SHAPE(chunk_shape, struct chunk_row, M(struct chunk_row, data));

DB_STMT(content_insert, "INSERT IGNORE INTO content (sha256, size, type, class, created_at) VALUES (?, ?, ?, ?, ?)");
DB_STMT(content_chunk_insert, "INSERT INTO content_chunk (sha256, n, data) VALUES (?, ?, ?)");
DB_QUERY(content_head, head_shape, "SELECT size, type, class FROM content WHERE sha256 = ? AND class = ?");
DB_QUERY(content_chunks, chunk_shape, "SELECT data FROM content_chunk WHERE sha256 = ? ORDER BY n");

enum res content_put(struct ctx *c, const char *class, const char *type, struct bytes data,
                     unsigned char sha256[SEAL_HASH]) {
  int64_t changed = 0;
  enum res r;

  seal_sha256(data, sha256);
  if (strcmp(class, "evidence") == 0) /* its own key, unrelated to the bytes' public hash */
    seal_mac("evidence", (struct bytes){sha256, SEAL_HASH}, sha256);
  r = db_exec(c->db, content_insert, &changed, H(sha256, SEAL_HASH), I((int64_t)data.n), T(type), T(class), I(c->now));
  for (size_t at = 0; r == RES_OK && changed > 0 && at < data.n; at += CHUNK) {
    size_t n = data.n - at < CHUNK ? data.n - at : CHUNK;

    r = db_exec(c->db, content_chunk_insert, NULL, H(sha256, SEAL_HASH), I((int64_t)(at / CHUNK)),
                H((const char *)data.p + at, n));
  }
  return r;
}

enum res content_get(struct ctx *c, const char *class, const unsigned char sha256[SEAL_HASH], struct content *out) {
  struct head_row head = {0};
  struct chunk_row *chunk = NULL;
  struct buf b;
  size_t n = 0;
  enum res r = db_one(c->db, c->a, content_head, &head, H(sha256, SEAL_HASH), T(class));

  if (r != RES_OK)
    return r;
  r = db_list(c->db, c->a, content_chunks, &chunk, &n, H(sha256, SEAL_HASH));
  if (r != RES_OK)
    return r;
  b = buf_new(c->a, (size_t)head.size);
  for (size_t i = 0; i < n; i++)
    buf_add(&b, chunk[i].data.p, chunk[i].data.n);
  *out = (struct content){head.size, head.type, head.class, {b.p, b.n}};
  return b.n == (size_t)head.size ? RES_OK : RES_INTERNAL;
}
