/* Chunks are written once; a second owner of the same bytes only finds the row. The class is part of the hash that is
 * the key, so that bytes shown to everybody never share a row with evidence or with a draft's images. All bytes travel in one value, which the
 * server cuts by a table of hash, number, place and length: the round trips do not depend on how much there is. */
#include "domain/content.h"

#include <string.h>

enum { CHUNK = 256 * 1024, ROW = 160 /* bytes of one row of the tables below */ };

struct head_row {
  int64_t size;
  const char *type, *class;
};
SHAPE(head_shape, struct head_row, M(struct head_row, size), M(struct head_row, type), M(struct head_row, class));
struct chunk_row {
  struct bytes data;
};
SHAPE(chunk_shape, struct chunk_row, M(struct chunk_row, data));

DB_STMT(
    content_insert,
    "INSERT IGNORE INTO content (sha256, size, type, class, created_at) SELECT UNHEX(j.h), j.size, j.type, ?, ? FROM"
    " JSON_TABLE(?, '$[*]' COLUMNS (h CHAR(64) PATH '$[0]', size BIGINT PATH '$[1]', type VARCHAR(64) PATH '$[2]')) j"
    " ORDER BY j.h");
/* Only for rows that have no chunk yet. IGNORE: the same bytes may come twice in one call, or from two writers at once. */
DB_STMT(content_chunk_insert,
        "INSERT IGNORE INTO content_chunk (sha256, n, data) SELECT UNHEX(j.h), j.n, SUBSTRING(d.data, j.at, j.len) FROM"
        " (SELECT ? AS data) d JOIN JSON_TABLE(?, '$[*]' COLUMNS (h CHAR(64) PATH '$[0]', n INT PATH '$[1]',"
        " at BIGINT PATH '$[2]', len BIGINT PATH '$[3]')) j ORDER BY j.h, j.n");
DB_QUERY(content_head, head_shape, "SELECT size, type, class FROM content WHERE sha256 = ? AND class = ?");
DB_QUERY(content_chunks, chunk_shape, "SELECT data FROM content_chunk WHERE sha256 = ? ORDER BY n");

static void key_of(const char *class, struct content_item *item) {
  unsigned char prefixed[4 + SEAL_HASH] = "doc:";

  seal_sha256(item->data, item->sha256);
  if (strcmp(class, "evidence") == 0) /* its own key, unrelated to the bytes' public hash */
    seal_mac("evidence", (struct bytes){item->sha256, SEAL_HASH}, item->sha256);
  if (strcmp(class, "doc") == 0) { /* as in sql/0012_docs.sql */
    memcpy(prefixed + 4, item->sha256, SEAL_HASH);
    seal_sha256((struct bytes){prefixed, sizeof prefixed}, item->sha256);
  }
}

/* Both tables as JSON, and all bytes behind each other. Media types hold nothing that JSON would escape. */
struct packed {
  struct buf head, chunk;
  struct bytes data;
};

/* One item is taken where it lies: a large file is not copied. */
static bool together(struct ctx *c, const struct content_item *item, size_t n, struct bytes *out) {
  struct buf b;

  *out = item[0].data;
  if (n == 1)
    return item[0].data.n <= CONTENT_MAX;
  b = buf_new(c->a, CONTENT_MAX);
  for (size_t i = 0; i < n; i++)
    if (!buf_add(&b, item[i].data.p, item[i].data.n))
      return false;
  *out = (struct bytes){b.p, b.n};
  return true;
}

static bool pack(struct ctx *c, const char *class, struct content_item *item, size_t n, struct packed *out) {
  size_t chunks = n + CONTENT_MAX / CHUNK, base = 0;
  bool ok = together(c, item, n, &out->data);

  out->head = buf_new(c->a, n * ROW + 3);
  out->chunk = buf_new(c->a, chunks * ROW + 3);
  for (size_t i = 0; i < n && ok; i++) {
    size_t size = item[i].data.n;
    const char *hex;

    key_of(class, &item[i]);
    hex = bytes_hex(c->a, item[i].sha256, SEAL_HASH);
    ok = buf_fmt(&out->head, "%s[\"%s\",%zu,\"%s\"]", i == 0 ? "[" : ",", hex, size, item[i].type);
    for (size_t at = 0; ok && at < size; at += CHUNK)
      ok = buf_fmt(&out->chunk, "%s[\"%s\",%zu,%zu,%d]", out->chunk.n == 0 ? "[" : ",", hex, at / CHUNK, base + at + 1,
                   size - at < CHUNK ? (int)(size - at) : CHUNK);
    base += size;
  }
  return ok && buf_str(&out->head, "]") && buf_str(&out->chunk, out->chunk.n == 0 ? "[]" : "]");
}

enum res content_put_all(struct ctx *c, const char *class, struct content_item *item, size_t n) {
  struct packed p;
  int64_t changed = 0;
  enum res r;

  if (n == 0)
    return RES_OK;
  if (!pack(c, class, item, n, &p))
    return RES_TOO_BIG;
  r = db_exec(c->db, content_insert, &changed, T(class), I(c->now), T(p.head.p));
  if (r != RES_OK || changed == 0) /* all of them are there already */
    return r;
  return db_exec(c->db, content_chunk_insert, NULL, H(p.data.p, p.data.n), T(p.chunk.p));
}

enum res content_put(struct ctx *c, const char *class, const char *type, struct bytes data,
                     unsigned char sha256[SEAL_HASH]) {
  struct content_item item = {.type = type, .data = data};
  enum res r = content_put_all(c, class, &item, 1);

  memcpy(sha256, item.sha256, SEAL_HASH);
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
