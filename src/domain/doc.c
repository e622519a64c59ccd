/* Reading revisions, and publishing them. The former published revision steps back first, because only one may be published
 * (unique key). */
#include "domain/doc.h"

#include "domain/markdown.h"
#include "domain/market.h"
#include "domain/moving.h"
#include "rule/policy.h"

#include <string.h>

static const struct state doc_machine_states[] = {
    {"draft", N_("草稿"), TONE_GREY},
    {"published", N_("已发布"), TONE_GREEN},
    {"superseded", N_("已被替换"), TONE_GREY},
};
static const struct move doc_machine_moves[] = {
    {"", "upload", "draft", REL_MAKERS, 0, N_("上传文档")},
    {"draft", "publish", "published", REL_MAKERS, MOVE_PRIMARY, N_("发布文档")},
    {"superseded", "publish", "published", REL_MAKERS, 0, N_("重新发布")},
    {"published", "supersede", "superseded", REL_MAKERS, 0, N_("被新文档替换")},
};
MACHINE(doc_machine, "doc", N_("插件文档"));

SHAPE(doc_shape, struct doc, M(struct doc, id), M(struct doc, plugin_id), M(struct doc, n), M(struct doc, state),
      M(struct doc, rev), M(struct doc, readme), M(struct doc, size), M(struct doc, files), M(struct doc, created_at),
      M(struct doc, published_at), M(struct doc, sha256), M(struct doc, who));
#define DOC                                                                                                            \
  "SELECT d.id, d.plugin_id, d.n, d.state, d.rev, d.readme, d.size, d.files, d.created_at, d.published_at, d.sha256,"  \
  " u.display_name AS who FROM doc d LEFT JOIN user u ON u.id = d.user_id"
DB_QUERY(doc_newest, doc_shape, DOC " WHERE d.plugin_id = ? ORDER BY d.n DESC LIMIT 1");
DB_QUERY(doc_by_number, doc_shape, DOC " WHERE d.plugin_id = ? AND d.n = ?");
DB_QUERY(doc_shown, doc_shape, DOC " WHERE d.published_of = ?");

SHAPE(status_shape, struct doc_status, M(struct doc_status, n), M(struct doc_status, state), M(struct doc_status, rev),
      M(struct doc_status, created_at), M(struct doc_status, live), M(struct doc_status, live_at));
DB_QUERY(doc_status_of, status_shape,
         "SELECT d.n, d.state, d.rev, d.created_at, COALESCE(p.n, 0) AS live, COALESCE(p.published_at, 0) AS live_at"
         " FROM doc d LEFT JOIN doc p ON p.published_of = d.plugin_id"
         " WHERE d.plugin_id = ? ORDER BY d.n DESC LIMIT 1");

SHAPE(item_shape, struct doc_item, M(struct doc_item, id), M(struct doc_item, n), M(struct doc_item, state),
      M(struct doc_item, rev), M(struct doc_item, size), M(struct doc_item, files), M(struct doc_item, created_at),
      M(struct doc_item, published_at), M(struct doc_item, sha256), M(struct doc_item, who), M(struct doc_item, total),
      M(struct doc_item, live), M(struct doc_item, live_at));
DB_QUERY(doc_page, item_shape,
         "SELECT d.id, d.n, d.state, d.rev, d.size, d.files, d.created_at, d.published_at, d.sha256,"
         " u.display_name AS who, (SELECT COUNT(*) FROM (SELECT 1 FROM doc WHERE plugin_id = ? LIMIT 1001) t) AS total,"
         " COALESCE(p.n, 0) AS live, COALESCE(p.published_at, 0) AS live_at"
         " FROM doc d LEFT JOIN doc p ON p.published_of = d.plugin_id LEFT JOIN user u ON u.id = d.user_id WHERE "
         "d.plugin_id = ? AND d.n < ?"
         " ORDER BY d.n DESC LIMIT ?");

SHAPE(image_shape, struct doc_image, M(struct doc_image, path), M(struct doc_image, size), M(struct doc_image, sha256));
DB_QUERY(doc_image_list, image_shape,
         "SELECT path, size, sha256 FROM doc_file WHERE doc_id = ? ORDER BY path LIMIT 100");

struct found {
  int64_t id;
};
SHAPE(found_shape, struct found, M(struct found, id));
/* By the image: a plugin may have more revisions than an image has. */
#define IMAGE_IN                                                                                                       \
  "SELECT d.id FROM doc_file f FORCE INDEX (doc_file_blob) STRAIGHT_JOIN doc d ON d.id = f.doc_id WHERE f.sha256 = ?"  \
  " AND "
DB_QUERY(doc_image_owned, found_shape, IMAGE_IN "d.plugin_id = ? LIMIT 1");
DB_QUERY(doc_image_shown, found_shape, IMAGE_IN "d.published_at > 0 LIMIT 1");

DB_STMT(doc_state, "UPDATE doc SET state = ?, rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?");
DB_STMT(doc_shown_state,
        "UPDATE doc SET published_at = ?, state = ?, rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?");

enum res doc_load(struct ctx *c, int64_t plugin_id, int64_t n, struct doc *out) {
  if (n == 0)
    return db_one(c->db, c->a, doc_newest, out, I(plugin_id));
  return db_one(c->db, c->a, doc_by_number, out, I(plugin_id), I(n));
}

enum res doc_published(struct ctx *c, int64_t plugin_id, struct doc *out) {
  return db_one(c->db, c->a, doc_shown, out, I(plugin_id));
}

enum res doc_status(struct ctx *c, int64_t plugin_id, struct doc_status *out) {
  return db_one(c->db, c->a, doc_status_of, out, I(plugin_id));
}

bool doc_waits(const struct doc_status *s) { return s->state != NULL && strcmp(s->state, "draft") == 0; }

enum res doc_list(struct ctx *c, int64_t plugin_id, int64_t after, int64_t limit, struct doc_item **out, size_t *n) {
  return db_list(c->db, c->a, doc_page, out, n, I(plugin_id), I(plugin_id), I(after <= 0 ? INT32_MAX : after),
                 I(limit));
}

enum res doc_images(struct ctx *c, int64_t doc_id, struct doc_image **out, size_t *n) {
  return db_list(c->db, c->a, doc_image_list, out, n, I(doc_id));
}

enum res doc_image_of(struct ctx *c, int64_t plugin_id, const unsigned char sha256[SEAL_HASH], struct content *out) {
  struct found found;
  enum res r = db_one(c->db, c->a, doc_image_owned, &found, H(sha256, SEAL_HASH), I(plugin_id));

  return r == RES_OK ? content_get(c, "doc", sha256, out) : r;
}

enum res doc_image_public(struct ctx *c, const unsigned char sha256[SEAL_HASH], struct content *out) {
  struct found found;
  enum res r = db_one(c->db, c->a, doc_image_shown, &found, H(sha256, SEAL_HASH));

  return r == RES_OK ? content_get(c, "doc", sha256, out) : r;
}

struct images {
  const struct doc_image *item;
  size_t n;
};

static const char *kept(void *arg, const char *path) {
  const struct images *images = arg;

  for (size_t i = 0; i < images->n; i++)
    if (strcmp(images->item[i].path, path) == 0)
      return path;
  return NULL;
}

struct doc_image *doc_images_read(struct arena *a, const char *lines, size_t *n) {
  struct doc_image *image = ARENA_ARRAY(a, struct doc_image, DOCPACK_IMAGES_MAX);

  *n = 0;
  for (const char *p = lines == NULL ? "" : lines; *n < DOCPACK_IMAGES_MAX && strlen(p) > 2 * SEAL_HASH + 1;) {
    size_t line = strcspn(p, "\n"), head = 2 * SEAL_HASH;
    unsigned char *key = arena_alloc(a, SEAL_HASH);

    if (bytes_unhex(arena_strn(a, p, head), key, SEAL_HASH))
      image[(*n)++] = (struct doc_image){arena_strn(a, p + head + 1, line - head - 1), 0, {key, SEAL_HASH}};
    p += line + (p[line] == '\n');
  }
  return image;
}

void doc_check(struct arena *a, const struct doc *d, const struct doc_image *image, size_t n, struct findings *f) {
  struct images images = {image, n};
  const struct markdown_options o = {.shift = 1, .target = "README.md", .image = kept, .arg = &images};
  const char *html;
  enum res r = markdown_render(a, bytes_of(d->readme), &o, f, &html);

  if (r == RES_OK && *html == '\0')
    finding_add(f, RULE_DOC_NO_README, "README.md", 0, NULL, NULL);
}

static enum res move(struct ctx *c, const struct plugin *p, struct doc *d, unsigned rel, const char *action) {
  struct moving m = {&doc_machine, &doc_state, "doc", d->id, p->subject_id, d->state, d->rev, rel, NULL};
  const struct db_arg now[] = {I(c->now)};
  bool shown = strcmp(action, "publish") == 0;
  enum res r;

  if (shown)
    m.update = &doc_shown_state;
  r = move_set(c, &m, action, shown ? 1 : 0, now);
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
  return r == RES_OK ? market_changed(c) : r;
}
