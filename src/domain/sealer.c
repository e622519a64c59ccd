/* chain(n) = hash(chain(n-1) || row n). Rows are taken in id order once they are old enough that every transaction that
 * could still commit a smaller id has ended (lock and statement time-outs are far shorter). */
#include "domain/sealer.h"

#include "base/seal.h"

#include <string.h>

struct audit_row {
  int64_t id, at, user_id, subject_id, object_id;
  const char *act, *object_kind, *detail, *request_id, *address;
};
SHAPE(audit_shape, struct audit_row, M(struct audit_row, id), M(struct audit_row, at), M(struct audit_row, user_id),
      M(struct audit_row, subject_id), M(struct audit_row, act), M(struct audit_row, object_kind),
      M(struct audit_row, object_id), M(struct audit_row, detail), M(struct audit_row, request_id),
      M(struct audit_row, address));
DB_QUERY(audit_unsealed, audit_shape,
         "SELECT id, at, user_id, subject_id, act, object_kind, object_id, detail, request_id, address FROM audit"
         " WHERE id > ? AND at <= ? ORDER BY id LIMIT 500");

struct seal_row {
  int64_t audit_id;
  struct bytes chain;
};
SHAPE(seal_shape, struct seal_row, M(struct seal_row, audit_id), M(struct seal_row, chain));
DB_QUERY(seal_last, seal_shape, "SELECT audit_id, chain FROM audit_seal ORDER BY audit_id DESC LIMIT 1");
DB_STMT(seal_insert, "INSERT INTO audit_seal (audit_id, chain) SELECT j.id, UNHEX(j.chain) FROM JSON_TABLE(?, '$[*]'"
                     " COLUMNS (id BIGINT PATH '$[0]', chain CHAR(64) PATH '$[1]')) j");

enum { SETTLED = 10 /* seconds */ };

static void chain_row(struct arena *a, const struct audit_row *row, unsigned char chain[SEAL_HASH]) {
  const char *text = arena_fmt(a, "%lld|%lld|%lld|%lld|%s|%s|%lld|%s|%s|%s", (long long)row->id, (long long)row->at,
                               (long long)row->user_id, (long long)row->subject_id, row->act, row->object_kind,
                               (long long)row->object_id, row->detail, row->request_id, row->address);
  struct seal_sha256 h;

  seal_sha256_start(&h);
  seal_sha256_add(&h, chain, SEAL_HASH);
  seal_sha256_add(&h, text, strlen(text));
  seal_sha256_end(&h, chain);
}

static enum res extend(void *arg) {
  struct ctx *c = arg;
  struct seal_row last = {0};
  struct audit_row *rows = NULL;
  unsigned char chain[SEAL_HASH] = {0};
  struct buf json = buf_new(c->a, 1 << 20);
  size_t n = 0;
  enum res r = db_one(c->db, c->a, seal_last, &last);

  if (r != RES_OK && r != RES_NOT_FOUND)
    return r;
  if (last.chain.n == SEAL_HASH)
    memcpy(chain, last.chain.p, SEAL_HASH);
  r = db_list(c->db, c->a, audit_unsealed, &rows, &n, I(last.audit_id), I(c->now - SETTLED));
  if (r != RES_OK || n == 0)
    return r;
  for (size_t i = 0; i < n; i++) {
    chain_row(c->a, &rows[i], chain);
    buf_fmt(&json, "%s[%lld,\"%s\"]", i == 0 ? "[" : ",", (long long)rows[i].id, bytes_hex(c->a, chain, SEAL_HASH));
  }
  buf_char(&json, ']');
  r = db_exec(c->db, seal_insert, NULL, T(json.p));
  return r == RES_CONFLICT ? RES_OK : r; /* another sealer was here */
}

enum res audit_seal(struct ctx *c) { return db_tx(c->db, extend, c); }
