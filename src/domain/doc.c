/* Revisions are numbered under the lock of the plugin's row in plugin_state, as versions are. The former published revision steps back first, because only one may be published (unique key). */
#include "domain/doc.h"

#include "domain/content.h"
#include "domain/ids.h"
#include "domain/moving.h"
#include "rule/policy.h"

#include <jansson.h>

static const struct state doc_machine_states[] = {
    {"draft", N_("草稿"), TONE_GREY},
    {"published", N_("已发布"), TONE_GREEN},
    {"superseded", N_("已被替换"), TONE_GREY},
};
static const struct move doc_machine_moves[] = {
    {"", "upload", "draft", REL_MAKERS, 0, N_("上传文档")},
    {"draft", "publish", "published", REL_MAKERS, MOVE_PRIMARY, N_("发布文档")},
    {"published", "supersede", "superseded", REL_MAKERS, 0, N_("被新文档替换")},
};
MACHINE(doc_machine, "doc", N_("插件文档"));

SHAPE(doc_shape, struct doc, M(struct doc, id), M(struct doc, plugin_id), M(struct doc, n), M(struct doc, state),
      M(struct doc, rev), M(struct doc, readme), M(struct doc, size), M(struct doc, created_at),
      M(struct doc, published_at));
#define DOC "SELECT id, plugin_id, n, state, rev, readme, size, created_at, published_at FROM doc"
DB_QUERY(doc_newest, doc_shape, DOC " WHERE plugin_id = ? ORDER BY n DESC LIMIT 1");
DB_QUERY(doc_by_number, doc_shape, DOC " WHERE plugin_id = ? AND n = ?");
DB_QUERY(doc_shown, doc_shape, DOC " WHERE published_of = ?");

SHAPE(item_shape, struct doc_item, M(struct doc_item, id), M(struct doc_item, n), M(struct doc_item, state),
      M(struct doc_item, rev), M(struct doc_item, size), M(struct doc_item, created_at),
      M(struct doc_item, published_at), M(struct doc_item, total));
DB_QUERY(doc_page, item_shape,
         "SELECT id, n, state, rev, size, created_at, published_at, (SELECT COUNT(*) FROM (SELECT 1 FROM doc"
         " WHERE plugin_id = ? LIMIT 1001) t) AS total FROM doc WHERE plugin_id = ? AND n < ? ORDER BY n DESC LIMIT ?");

SHAPE(image_shape, struct doc_image, M(struct doc_image, path), M(struct doc_image, sha256));
DB_QUERY(doc_image_list, image_shape, "SELECT path, sha256 FROM doc_file WHERE doc_id = ? ORDER BY path LIMIT 100");

struct next {
  int64_t plugin_id, n;
};
SHAPE(next_shape, struct next, M(struct next, plugin_id), M(struct next, n));
DB_QUERY(doc_next, next_shape,
         "SELECT st.plugin_id, (SELECT COALESCE(MAX(d.n), 0) + 1 FROM doc d WHERE d.plugin_id = st.plugin_id) AS n"
         " FROM plugin_state st WHERE st.plugin_id = ? FOR UPDATE");
DB_STMT(doc_insert, "INSERT INTO doc (id, plugin_id, n, state, readme, size, created_at)"
                    " VALUES (?, ?, ?, 'draft', ?, ?, ?)");
DB_STMT(doc_file_insert,
        "INSERT INTO doc_file (doc_id, path, sha256, size) SELECT ?, j.path, UNHEX(j.sha256), j.size FROM"
        " JSON_TABLE(?, '$[*]' COLUMNS (path VARCHAR(400) PATH '$[0]', sha256 CHAR(64) PATH '$[1]',"
        " size BIGINT PATH '$[2]')) j");
DB_STMT(doc_state, "UPDATE doc SET state = ?, rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?");
DB_STMT(doc_published_at, "UPDATE doc SET published_at = ? WHERE id = ?");

enum res doc_load(struct ctx *c, int64_t plugin_id, int64_t n, struct doc *out) {
  if (n == 0)
    return db_one(c->db, c->a, doc_newest, out, I(plugin_id));
  return db_one(c->db, c->a, doc_by_number, out, I(plugin_id), I(n));
}

enum res doc_published(struct ctx *c, int64_t plugin_id, struct doc *out) {
  return db_one(c->db, c->a, doc_shown, out, I(plugin_id));
}

enum res doc_list(struct ctx *c, int64_t plugin_id, int64_t after, int64_t limit, struct doc_item **out, size_t *n) {
  return db_list(c->db, c->a, doc_page, out, n, I(plugin_id), I(plugin_id), I(after <= 0 ? INT32_MAX : after),
                 I(limit));
}

enum res doc_images(struct ctx *c, int64_t doc_id, struct doc_image **out, size_t *n) {
  return db_list(c->db, c->a, doc_image_list, out, n, I(doc_id));
}

static int dump(const char *p, size_t n, void *arg) { return buf_add(arg, p, n) ? 0 : -1; }
static void json_free(void *arg) { json_decref(arg); }

/* Keep the images and tie them to the revision; gives the size of all files. */
static enum res keep_images(struct ctx *c, int64_t id, const struct docpack *pack) {
  struct content_item *item = ARENA_ARRAY(c->a, struct content_item, pack->n + 1);
  struct buf b = buf_new(c->a, 256 * 1024);
  json_t *list = json_array();
  enum res r;

  arena_defer(c->a, json_free, list);
  for (size_t i = 0; i < pack->n; i++)
    item[i] = (struct content_item){.type = pack->image[i].type, .data = pack->image[i].data};
  r = content_put_all(c, "image", item, pack->n);
  for (size_t i = 0; i < pack->n; i++)
    json_array_append_new(list, json_pack("[s, s, I]", pack->image[i].path, bytes_hex(c->a, item[i].sha256, SEAL_HASH),
                                          (json_int_t)pack->image[i].data.n));
  if (r == RES_OK && json_dump_callback(list, dump, &b, JSON_COMPACT) != 0)
    return RES_INTERNAL;
  return r == RES_OK ? db_exec(c->db, doc_file_insert, NULL, I(id), T(b.p)) : r;
}

enum res doc_put(struct ctx *c, const struct plugin *p, unsigned rel, const struct docpack *pack, int64_t *n) {
  struct moving m = {.machine = &doc_machine, .kind = "doc", .subject_id = p->subject_id, .state = "draft", .rel = rel};
  const struct move *row = NULL;
  struct next next = {0};
  int64_t size = (int64_t)pack->readme.n;
  enum res r;

  if (move_check(&doc_machine, "", "upload", rel, &row) != MOVE_OK)
    return RES_FORBIDDEN;
  for (size_t i = 0; i < pack->n; i++)
    size += (int64_t)pack->image[i].data.n;
  r = db_one(c->db, c->a, doc_next, &next, I(p->id));
  if (r == RES_OK)
    r = id_new(c, "doc", &m.id);
  if (r == RES_OK)
    r = db_exec(c->db, doc_insert, NULL, I(m.id), I(p->id), I(next.n), B(pack->readme), I(size), I(c->now));
  *n = next.n;
  if (r == RES_OK && pack->n > 0)
    r = keep_images(c, m.id, pack);
  return r == RES_OK ? move_born(c, &m, "upload") : r;
}

static enum res move(struct ctx *c, const struct plugin *p, struct doc *d, unsigned rel, const char *action) {
  struct moving m = {&doc_machine, &doc_state, "doc", d->id, p->subject_id, d->state, d->rev, rel, NULL};
  enum res r = move_do(c, &m, action);

  d->state = m.state;
  d->rev = m.rev;
  return r;
}

enum res doc_publish(struct ctx *c, const struct plugin *p, struct doc *d, unsigned rel) {
  const struct move *row = NULL;
  struct doc former = {0};
  enum res r = RES_NOT_FOUND;

  if (move_check(&doc_machine, d->state, "publish", rel, &row) == MOVE_OK)
    r = doc_published(c, p->id, &former);
  if (r == RES_OK)
    r = move(c, p, &former, rel, "supersede");
  if (r != RES_OK && r != RES_NOT_FOUND)
    return r;
  r = move(c, p, d, rel, "publish");
  if (r == RES_CONFLICT && c->why.text == NULL) /* one_published */
    return why(c, RES_CONFLICT, NULL, N_("刚刚有另一份文档发布了，请刷新页面查看最新状态"));
  d->published_at = c->now;
  return r == RES_OK ? db_exec(c->db, doc_published_at, NULL, I(c->now), I(d->id)) : r;
}
