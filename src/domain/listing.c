/* Revisions of a listing: reading them, and keeping what people write into the open one. Its moves are in
 * listing_move.c, what the console lists in listing_list.c.
 *
 * Everything that a reviewer sees goes into revision_hash in a fixed order with its lengths, so that no two contents
 * give one text to hash. */
#include "domain/listing.h"

#include "domain/moving.h"

#include <string.h>

SHAPE(revision_shape, struct revision, M(struct revision, id), M(struct revision, plugin_id), M(struct revision, n),
      M(struct revision, rev), M(struct revision, info_saved), M(struct revision, guide_saved),
      M(struct revision, created_at), M(struct revision, submitted_at), M(struct revision, live_at),
      M(struct revision, state), M(struct revision, summary), M(struct revision, what), M(struct revision, how),
      M(struct revision, benefit), M(struct revision, cases), M(struct revision, contact), M(struct revision, guide),
      M(struct revision, reason), M(struct revision, pictures));
#define COLUMNS                                                                                                        \
  "SELECT v.id, v.plugin_id, v.n, v.rev, v.info_saved, v.guide_saved, v.created_at, v.submitted_at, v.live_at,"        \
  " v.state, v.summary, v.what, v.how, v.benefit, v.cases, v.contact, v.guide, v.reason,"                              \
  " (SELECT GROUP_CONCAT(LOWER(HEX(s.sha256)) ORDER BY s.n SEPARATOR ',') FROM picture s"                              \
  " WHERE s.owner_kind = 'listing' AND s.owner_id = v.id) AS pictures FROM listing_revision v"
DB_QUERY(revision_by_open, revision_shape, COLUMNS " WHERE v.open_of = ?");
DB_QUERY(revision_by_live, revision_shape, COLUMNS " WHERE v.live_of = ?");
DB_QUERY(revision_find, revision_shape, COLUMNS " WHERE v.id = ?");

SHAPE(picture_shape, struct picture_item, M(struct picture_item, sha256));
DB_QUERY(revision_picture_list, picture_shape,
         "SELECT sha256 FROM picture WHERE owner_kind = 'listing' AND owner_id = ? ORDER BY n");

DB_STMT(revision_info, "UPDATE listing_revision SET summary = ?, what = ?, how = ?, benefit = ?, cases = ?,"
                       " contact = ?, info_saved = 1, rev = rev + 1"
                       " WHERE id = ? AND rev = ? AND state IN ('draft', 'rejected')");
DB_STMT(revision_guide, "UPDATE listing_revision SET guide = ?, guide_saved = GREATEST(guide_saved, ?), rev = rev + 1"
                        " WHERE id = ? AND rev = ? AND state IN ('draft', 'rejected')");

enum res revision_open(struct ctx *c, int64_t plugin_id, struct revision *out) {
  return db_one(c->db, c->a, revision_by_open, out, I(plugin_id));
}

enum res revision_live(struct ctx *c, int64_t plugin_id, struct revision *out) {
  return db_one(c->db, c->a, revision_by_live, out, I(plugin_id));
}

enum res revision_by_id(struct ctx *c, int64_t id, struct revision *out) {
  return db_one(c->db, c->a, revision_find, out, I(id));
}

enum res revision_pictures(struct ctx *c, int64_t revision_id, struct picture_item **out, size_t *n) {
  return db_list(c->db, c->a, revision_picture_list, out, n, I(revision_id));
}

size_t revision_shots(struct ctx *c, const struct revision *v, struct picture_item **out) {
  struct shot all[LISTING_PICTURES];
  size_t n = shots_read(c->a, v->pictures, all, LISTING_PICTURES);

  *out = ARENA_ARRAY(c->a, struct picture_item, LISTING_PICTURES);
  for (size_t i = 0; i < n; i++)
    (*out)[i].sha256 = all[i].sha256;
  return n;
}

bool revision_editable(const struct revision *v) {
  return v->id != 0 && (strcmp(v->state, "draft") == 0 || strcmp(v->state, "rejected") == 0);
}

void revision_hash(const struct revision *v, unsigned char out[SEAL_HASH]) {
  const char *const part[] = {v->summary, v->what,    v->how,   v->benefit,
                              v->cases,   v->contact, v->guide, v->pictures == NULL ? "" : v->pictures};
  struct seal_sha256 h;

  seal_sha256_start(&h);
  for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
    seal_sha256_add(&h, part[i], strlen(part[i]) + 1); /* the NUL ends each: no text holds one */
  seal_sha256_end(&h, out);
}

/* What an UPDATE that changed no row means: not editable as seen, or changed since. */
static enum res kept(struct ctx *c, const struct revision *v, enum res r, int64_t changed) {
  if (r != RES_OK || changed > 0)
    return r;
  if (!revision_editable(v))
    return why_at(c, RES_CONFLICT, "listing", v->plugin_id,
                  N_("现在的状态是“%s”，不能修改；请先到发布管理撤回审核或修改信息"),
                  TR(c, state_label(&listing_machine, v->state)));
  return RES_STALE;
}

static enum res keep_pictures(struct ctx *c, int64_t revision_id, const struct bytes *pictures, size_t n) {
  struct shot all[LISTING_PICTURES];

  for (size_t i = 0; i < n; i++)
    all[i] = (struct shot){pictures[i], ""};
  return shots_put(c, "listing", revision_id, all, n, SHOTS_MAX);
}

static bool same_pictures(struct ctx *c, const struct revision *v, const struct bytes *pictures, size_t n) {
  struct picture_item *now;
  size_t there = revision_shots(c, v, &now);

  for (size_t i = 0; i < n && i < there; i++)
    if (!bytes_same(now[i].sha256, pictures[i]))
      return false;
  return n == there;
}

enum res revision_save_info(struct ctx *c, const struct revision *v, const struct revision *info,
                            const struct bytes *pictures, size_t n) {
  int64_t changed = 0;
  enum res r;

  if (n > LISTING_PICTURES)
    return why(c, RES_INVALID, "images", N_("图片最多 %d 张，请先删除一些"), (int)LISTING_PICTURES);
  r = db_exec(c->db, revision_info, &changed, T(info->summary), T(info->what), T(info->how), T(info->benefit),
              T(info->cases), T(info->contact), I(v->id), I(v->rev));
  r = kept(c, v, r, changed);
  if (r == RES_OK && !same_pictures(c, v, pictures, n))
    r = keep_pictures(c, v->id, pictures, n);
  return r == RES_OK ? audit(c, "listing.info", "listing", v->id, "") : r;
}

enum res revision_save_guide(struct ctx *c, const struct revision *v, const struct guide *g, bool done) {
  const char *json = guide_encode(c->a, g);
  int64_t changed = 0;
  enum res r;

  if (strlen(json) > GUIDE_MAX)
    return why(c, RES_INVALID, NULL, N_("接入指引的内容合计不能超过 %d KB，请缩短示例代码或说明"), GUIDE_MAX / 1024);
  r = db_exec(c->db, revision_guide, &changed, T(json), I(done), I(v->id), I(v->rev));
  r = kept(c, v, r, changed);
  return r == RES_OK ? audit(c, "listing.guide", "listing", v->id, "") : r;
}
