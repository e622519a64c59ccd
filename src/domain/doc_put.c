/* A new revision. It is numbered under the lock of the plugin's row in plugin_state, as versions are. */
#include "domain/doc.h"

#include "base/json.h"
#include "domain/content.h"
#include "domain/ids.h"
#include "domain/moving.h"
#include "rule/policy.h"

#include <stdlib.h>
#include <string.h>

struct next {
  int64_t plugin_id, n;
};
SHAPE(next_shape, struct next, M(struct next, plugin_id), M(struct next, n));
DB_QUERY(doc_next, next_shape,
         "SELECT st.plugin_id, (SELECT COALESCE(MAX(d.n), 0) + 1 FROM doc d WHERE d.plugin_id = st.plugin_id) AS n"
         " FROM plugin_state st WHERE st.plugin_id = ? FOR UPDATE");
DB_STMT(doc_insert, "INSERT INTO doc (id, plugin_id, n, state, readme, size, files, sha256, user_id, created_at)"
                    " VALUES (?, ?, ?, 'draft', ?, ?, ?, ?, NULLIF(?, 0), ?)");
DB_STMT(doc_file_insert,
        "INSERT INTO doc_file (doc_id, path, sha256, size) SELECT ?, j.path, UNHEX(j.sha256), j.size FROM"
        " JSON_TABLE(?, '$[*]' COLUMNS (path VARCHAR(400) PATH '$[0]', sha256 CHAR(64) PATH '$[1]',"
        " size BIGINT PATH '$[2]')) j");

/* Keep the images and tie them to the revision. */
static enum res keep_images(struct ctx *c, int64_t id, const struct docpack *pack) {
  struct content_item *item = ARENA_ARRAY(c->a, struct content_item, pack->n + 1);
  json_t *list = json_array();
  const char *rows;
  enum res r;

  for (size_t i = 0; i < pack->n; i++)
    item[i] = (struct content_item){.type = pack->image[i].type, .data = pack->image[i].data};
  r = content_put_all(c, "doc", item, pack->n);
  for (size_t i = 0; i < pack->n; i++)
    json_array_append_new(list, json_pack("[s, s, I]", pack->image[i].path, bytes_hex(c->a, item[i].sha256, SEAL_HASH),
                                          (json_int_t)pack->image[i].data.n));
  rows = arena_json_text(c->a, list, 0);
  if (r == RES_OK && rows == NULL)
    return RES_INTERNAL;
  return r == RES_OK ? db_exec(c->db, doc_file_insert, NULL, I(id), T(rows)) : r;
}

static int by_path(const void *x, const void *y) {
  return strcmp(((const struct docpack_file *)x)->path, ((const struct docpack_file *)y)->path);
}

/* Size of all files, and the one hash that they have together (doc.h). */
static int64_t measure(struct ctx *c, const struct docpack *pack, unsigned char sha256[SEAL_HASH]) {
  struct docpack_file *file = ARENA_ARRAY(c->a, struct docpack_file, pack->n + 1);
  struct buf b = buf_new(c->a, 256 * 1024);
  unsigned char one[SEAL_HASH];
  int64_t size = 0;

  memcpy(file, pack->image, pack->n * sizeof *file);
  file[pack->n] = (struct docpack_file){.path = "README.md", .data = pack->readme};
  qsort(file, pack->n + 1, sizeof *file, by_path);
  for (size_t i = 0; i <= pack->n; i++) {
    seal_sha256(file[i].data, one);
    buf_fmt(&b, "%s  %s\n", bytes_hex(c->a, one, SEAL_HASH), file[i].path);
    size += (int64_t)file[i].data.n;
  }
  seal_sha256((struct bytes){b.p, b.n}, sha256);
  return size;
}

enum res doc_put(struct ctx *c, const struct plugin *p, unsigned rel, const struct docpack *pack, int64_t *n) {
  struct moving m = {.machine = &doc_machine, .kind = "doc", .subject_id = p->subject_id, .state = "draft", .rel = rel};
  const struct move *row = NULL;
  struct next next = {0};
  unsigned char sha256[SEAL_HASH];
  int64_t size;
  enum res r;

  if (move_check(&doc_machine, "", "upload", rel, &row) != MOVE_OK)
    return RES_FORBIDDEN;
  size = measure(c, pack, sha256);
  r = db_one(c->db, c->a, doc_next, &next, I(p->id));
  if (r == RES_OK)
    r = id_new(c, "doc", &m.id);
  if (r == RES_OK)
    r = db_exec(c->db, doc_insert, NULL, I(m.id), I(p->id), I(next.n), B(pack->readme), I(size),
                I((int64_t)pack->n + 1), H(sha256, SEAL_HASH), I(c->who.user_id), I(c->now));
  *n = next.n;
  if (r == RES_OK && pack->n > 0)
    r = keep_images(c, m.id, pack);
  return r == RES_OK ? move_born(c, &m, "upload") : r;
}
