/* Rows that name stored bytes of the class `evidence`. All rows of a submission are written by one statement. */
#include "domain/evidence.h"

#include "base/json.h"
#include "base/text.h"
#include "domain/content.h"
#include "domain/ids.h"
#include "domain/review.h"
#include "rule/policy.h"

#include <string.h>

enum { NAME_POINTS = 100 };

SHAPE(evidence_shape, struct evidence, M(struct evidence, id), M(struct evidence, object_id),
      M(struct evidence, subject_id), M(struct evidence, round), M(struct evidence, size), M(struct evidence, kind),
      M(struct evidence, name), M(struct evidence, type), M(struct evidence, sha256));
#define COLUMNS                                                                                                        \
  "SELECT e.id, e.object_id, e.subject_id, e.round, c.size, e.kind, e.name, c.type, e.sha256 FROM evidence e"          \
  " JOIN content c ON c.sha256 = e.sha256"
DB_QUERY(evidence_of, evidence_shape,
         COLUMNS " WHERE e.kind = ? AND e.object_id = ? AND e.round = ? ORDER BY e.n LIMIT 20");
DB_QUERY(evidence_by_id, evidence_shape, COLUMNS " WHERE e.id = ?");
DB_STMT(evidence_insert,
        "INSERT INTO evidence (id, kind, object_id, subject_id, round, n, name, sha256, created_at)"
        " SELECT j.id, ?, ?, ?, ?, j.n, j.name, UNHEX(j.sha256), ? FROM JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY,"
        " id BIGINT PATH '$.id', name VARCHAR(200) PATH '$.name', sha256 CHAR(64) PATH '$.sha256')) j");
struct member_row {
  int64_t id;
};
SHAPE(member_shape, struct member_row, M(struct member_row, id));
DB_QUERY(evidence_member, member_shape, "SELECT user_id AS id FROM member WHERE subject_id = ? AND user_id = ?");

const char *evidence_type(struct bytes data) {
  static const struct {
    const char *type, *head;
    size_t n;
  } known[] = {
      {"image/png", "\x89PNG\r\n\x1a\n", 8},
      {"image/jpeg", "\xff\xd8\xff", 3},
      {"application/pdf", "%PDF-", 5},
  };

  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (data.n >= known[i].n && memcmp(data.p, known[i].head, known[i].n) == 0)
      return known[i].type;
  return NULL;
}

static enum res check(struct ctx *c, const struct evidence_file *file, size_t n) {
  if (n == 0)
    return why(c, RES_INVALID, "evidence", N_("请选择证明文件"));
  if (n > EVIDENCE_FILES)
    return why(c, RES_INVALID, "evidence", N_("证明文件最多 %d 个"), EVIDENCE_FILES);
  for (size_t i = 0; i < n; i++) {
    if (file[i].data.n > EVIDENCE_BYTES)
      return why(c, RES_INVALID, "evidence", N_("“%s”超过 4 MB，请换一个小一些的文件"), file[i].name);
    if (evidence_type(file[i].data) == NULL)
      return why(c, RES_INVALID, "evidence", N_("“%s”不是 PNG、JPG 或 PDF 文件，请重新选择"), file[i].name);
  }
  return RES_OK;
}

/* Small files go together, in two statements; large ones one by one, because then nothing is copied. */
static enum res keep(struct ctx *c, struct content_item *item, size_t n) {
  enum res r = RES_OK;
  size_t total = 0;

  for (size_t i = 0; i < n; i++)
    total += item[i].data.n;
  if (total <= EVIDENCE_BYTES)
    return content_put_all(c, "evidence", item, n);
  for (size_t i = 0; i < n && r == RES_OK; i++)
    r = content_put_all(c, "evidence", &item[i], 1);
  return r;
}

/* Ids of the files, and of the review that they are for. */
static enum res draw(struct ctx *c, size_t n, int64_t *id, int64_t *review_id) {
  const char *kind[EVIDENCE_FILES + 1];
  int64_t all[EVIDENCE_FILES + 1];
  enum res r;

  for (size_t i = 0; i <= n; i++)
    kind[i] = i < n ? "evidence" : "review";
  r = ids_draw(c, kind, n + 1, all);
  memcpy(id, all, n * sizeof all[0]);
  *review_id = all[n];
  return r;
}

static const char *keys_of(struct ctx *c, const struct content_item *item, size_t n) {
  struct buf b = buf_new(c->a, EVIDENCE_FILES * (2 * SEAL_HASH + 1) + 1);

  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < SEAL_HASH; k++)
      buf_fmt(&b, "%s%02X", i > 0 && k == 0 ? "," : "", item[i].sha256[k]);
  return b.p;
}

enum res evidence_put(struct ctx *c, const char *kind, int64_t object_id, int64_t round,
                      const struct evidence_file *file, size_t n, struct evidence_kept *out) {
  struct content_item item[EVIDENCE_FILES];
  int64_t id[EVIDENCE_FILES];
  const char *rows;
  json_t *list;
  enum res r = check(c, file, n);

  if (r != RES_OK || (r = draw(c, n, id, &out->review_id)) != RES_OK)
    return r;
  for (size_t i = 0; i < n; i++)
    item[i] = (struct content_item){.type = evidence_type(file[i].data), .data = file[i].data};
  r = keep(c, item, n);
  if (r != RES_OK)
    return r;
  out->files = keys_of(c, item, n);
  list = json_array();
  for (size_t i = 0; i < n; i++)
    json_array_append_new(list, json_pack("{sIssss}", "id", (json_int_t)id[i], "name",
                                          text_cut(c->a, file[i].name, NAME_POINTS), "sha256",
                                          bytes_hex(c->a, item[i].sha256, SEAL_HASH)));
  rows = arena_json_text(c->a, list, 0);
  return rows == NULL ? RES_INTERNAL
                      : db_exec(c->db, evidence_insert, NULL, T(kind), I(object_id), I(c->who.subject_id), I(round),
                                I(c->now), T(rows));
}

enum res evidence_list(struct ctx *c, const char *kind, int64_t object_id, int64_t round, struct evidence **out,
                       size_t *n) {
  return db_list(c->db, c->a, evidence_of, out, n, T(kind), I(object_id), I(round));
}

enum res evidence_load(struct ctx *c, int64_t id, struct evidence *out) {
  return db_one(c->db, c->a, evidence_by_id, out, I(id));
}

enum res evidence_rel(struct ctx *c, const struct evidence *e, unsigned *rel) {
  const struct review_kind *k = review_kind_find(e->kind);
  struct member_row row = {0};
  enum res r;

  *rel = 0;
  *rel = ctx_rel(c, e->subject_id) & (strcmp(e->kind, "real-name") == 0 ? REL_MAIN : REL_MANAGERS);
  if (*rel != 0 || k == NULL || (c->who.rights & k->rel) == 0)
    return RES_OK;
  r = db_one(c->db, c->a, evidence_member, &row, I(e->subject_id), I(c->who.user_id));
  if (r == RES_NOT_FOUND)
    *rel = k->rel;
  return r == RES_NOT_FOUND ? RES_OK : r;
}
