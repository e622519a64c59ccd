/* The table says whose function moves the object; everything else is the same for every kind. */
#include "domain/desk.h"

#include "base/json.h"
#include "domain/content.h"
#include "domain/listing_task.h"
#include "domain/payment.h"
#include "domain/real_name.h"
#include "domain/shots.h"
#include "domain/version.h"
#include "domain/zipsafe.h"
#include "rule/policy.h"

#include <string.h>

struct missing_row {
  int64_t n;
};
SHAPE(missing_shape, struct missing_row, M(struct missing_row, n));
DB_QUERY(desk_no_such_file, missing_shape,
         "SELECT j.n FROM JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, path VARCHAR(400) PATH '$')) j"
         " WHERE j.path <> '' AND NOT EXISTS (SELECT 1 FROM version_file f WHERE f.version_id = ? AND BINARY f.path = "
         "BINARY j.path)"
         " ORDER BY j.n LIMIT 1");

/* Files never change: what was seen need not be kept. */
static enum res version_mark(struct ctx *c, int64_t id, struct finding_item *f, size_t n) {
  json_t *list = json_array();
  struct missing_row row = {0};
  const char *json;
  enum res r;

  for (size_t i = 0; i < n; i++)
    json_array_append_new(list, json_string(f[i].target));
  json = arena_json_text(c->a, list, 0);
  if (json == NULL)
    return RES_INTERNAL;
  r = db_one(c->db, c->a, desk_no_such_file, &row, T(json), I(id));
  if (r == RES_OK)
    return why(c, RES_INVALID, arena_fmt(c->a, "findings.%lld.target", (long long)row.n),
               N_("包里没有这个文件；请填写文件列表里的路径，或者留空"));
  return r == RES_NOT_FOUND ? RES_OK : r;
}

static enum res whole_mark(struct ctx *c, int64_t id, struct finding_item *f, size_t n) {
  (void)id;
  for (size_t i = 0; i < n; i++)
    if (f[i].target[0] != '\0')
      return why(c, RES_INVALID, arena_fmt(c->a, "findings.%zu.target", i + 1), N_("请留空，这里的问题针对整份申请"));
  return RES_OK;
}

static const struct {
  const char *kind;
  enum res (*decided)(struct ctx *c, int64_t id, bool approve, const char *reason, struct bytes shown_hash);
  enum res (*mark)(struct ctx *c, int64_t id, struct finding_item *f, size_t n);
} objects[] = {
    {"version", version_decided, version_mark},
    {"listing", listing_decided, listing_findings_mark},
    {"real-name", real_name_decided, whole_mark},
    {"payment", payment_decided, whole_mark},
};

struct name_row {
  const char *name;
};
SHAPE(name_shape, struct name_row, M(struct name_row, name));
DB_QUERY(desk_user_name, name_shape, "SELECT display_name AS name FROM user WHERE id = ?");

/* Not the claimant of a claimed review: why, in words. */
static enum res held(struct ctx *c, const struct review *v) {
  struct name_row row = {""};
  enum res r;

  if (v->lease_until < c->now)
    return why_at(c, RES_FORBIDDEN, "review_queue", 0, N_("认领已经到期，正在退回待审核；请稍后重新认领"));
  r = db_one(c->db, c->a, desk_user_name, &row, I(v->claimed_by));
  if (r != RES_OK && r != RES_NOT_FOUND)
    return r;
  return why_at(c, RES_FORBIDDEN, "review_queue", 0, N_("这个审核由“%s”认领；等对方处理或退回以后再认领"), row.name);
}

static bool is_held(const struct review *v, unsigned rel) {
  return strcmp(v->state, "claimed") == 0 && (rel & REL_CLAIMANT) == 0;
}

enum res desk_claim(struct ctx *c, struct review *v, unsigned rel) {
  return is_held(v, rel) ? held(c, v) : review_claim(c, v, rel);
}

enum res desk_release(struct ctx *c, struct review *v, unsigned rel) {
  return is_held(v, rel) ? held(c, v) : review_release(c, v, rel);
}

/* May this be decided now, about what was shown? */
static enum res decidable(struct ctx *c, const struct review *v, unsigned rel, struct bytes shown) {
  if (is_held(v, rel))
    return held(c, v);
  if (strcmp(v->state, "queued") == 0)
    return why_at(c, RES_CONFLICT, "review", v->id, N_("请先认领这个审核，再做决定"));
  if (!bytes_same(shown, v->shown_hash))
    return why(c, RES_CONFLICT, NULL, N_("提交的内容已经变了，请重新查看后再决定"));
  return RES_OK;
}

static enum res settle(struct ctx *c, struct review *v, unsigned rel, const char *action, const char *reason,
                       struct bytes shown, struct finding_item *f, size_t n) {
  enum res r = decidable(c, v, rel, shown);
  size_t o = 0;

  while (o < sizeof objects / sizeof objects[0] && strcmp(objects[o].kind, v->kind) != 0)
    o++;
  if (r != RES_OK || o == sizeof objects / sizeof objects[0])
    return r == RES_OK ? RES_INTERNAL : r;
  if (n > 0)
    r = objects[o].mark(c, v->object_id, f, n);
  if (r == RES_OK)
    r = n > 0 ? review_reject(c, v, rel, reason, f, n) : review_decide(c, v, rel, action, reason);
  return r == RES_OK ? objects[o].decided(c, v->object_id, strcmp(action, "approve") == 0, v->reason, v->shown_hash)
                     : r;
}

enum res desk_decide(struct ctx *c, struct review *v, unsigned rel, const char *action, const char *reason,
                     struct bytes shown) {
  return settle(c, v, rel, action, reason, shown, NULL, 0);
}

enum res desk_reject(struct ctx *c, struct review *v, unsigned rel, const char *reason, struct bytes shown,
                     struct finding_item *f, size_t n) {
  return settle(c, v, rel, "reject", reason, shown, f, n);
}

enum res desk_claim_next(struct ctx *c, const char *kind, int64_t *id) {
  struct review v = {0};
  enum res r = review_next(c, kind, id);

  if (r == RES_OK)
    r = review_load(c, *id, &v);
  if (r != RES_OK)
    return r;
  r = review_claim(c, &v, review_rel(c, &v));
  return r == RES_CONFLICT ? RES_RETRY : r; /* taken just now: with a fresh view there is another one, or none */
}

#define F(field) M(struct desk_version, field)
SHAPE(desk_version_shape, struct desk_version, F(id), F(plugin_id), F(package_size), F(upload_size), F(self_check),
      F(created_at), F(doc_at), F(number), F(note), F(min_base_library), F(manifest), F(findings), F(tags),
      F(description), F(usage_text), F(uploader), F(category_zh), F(category_en), F(plugin_name), F(plugin_intro),
      F(plugin_contact), F(app_name), F(subject_name), F(subject_type), F(pictures), F(readme), F(doc_files),
      F(package_sha256), F(upload_sha256), F(test_login), F(avatar), F(contract), F(override_reason));
#undef F
#define NEWEST_DOC "(SELECT d.id FROM doc d WHERE d.plugin_id = v.plugin_id ORDER BY d.n DESC LIMIT 1)"
#define PREVIEWS   " " SHOTS_OF("version", "v.id") " AS pictures,"
DB_QUERY(
    desk_version_of, desk_version_shape,
    "SELECT v.id, v.plugin_id, v.package_size, v.upload_size, v.self_check, v.created_at,"
    " COALESCE((SELECT d.created_at FROM doc d WHERE d.id = " NEWEST_DOC "), 0) AS doc_at,"
    " CONCAT(v.major, '.', v.minor, '.', v.patch) AS number, v.note, v.min_base_library, v.manifest, v.findings,"
    " v.tags, v.description, v.usage_text, u.display_name AS uploader,"
    " CONCAT(c.level1_zh, ' / ', c.level2_zh) AS category_zh, CONCAT(c.level1_en, ' / ', c.level2_en) AS category_en,"
    " p.name AS plugin_name, p.intro AS plugin_intro, p.contact AS plugin_contact, a.name AS app_name,"
    " s.name AS subject_name, s.type AS subject_type," PREVIEWS " (SELECT d.readme FROM doc d WHERE d.id = " NEWEST_DOC
    ") AS readme,"
    " (SELECT GROUP_CONCAT(LOWER(HEX(f.sha256)), ' ', f.path ORDER BY f.path SEPARATOR '\\n') FROM doc_file f"
    " WHERE f.doc_id = " NEWEST_DOC
    ") AS doc_files, v.package_sha256, v.upload_sha256, v.test_login, p.avatar, v.contract,"
    " v.override_reason FROM version v JOIN plugin p ON p.id = v.plugin_id JOIN app a ON a.id = p.app_id"
    " JOIN subject s ON s.id = p.subject_id LEFT JOIN user u ON u.id = v.uploader"
    " LEFT JOIN category c ON c.code = v.category WHERE v.id = ?");
SHAPE(desk_file_shape, struct desk_file, M(struct desk_file, size), M(struct desk_file, path),
      M(struct desk_file, sha256));
DB_QUERY(desk_files_of, desk_file_shape,
         "SELECT size, path, sha256 FROM version_file WHERE version_id = ? ORDER BY n LIMIT 2000");
struct package_row {
  struct bytes sha256;
};
SHAPE(package_shape, struct package_row, M(struct package_row, sha256));
DB_QUERY(desk_package_of, package_shape, "SELECT package_sha256 AS sha256 FROM version WHERE id = ?");

enum res desk_version_load(struct ctx *c, int64_t version_id, struct desk_version *out) {
  return db_one(c->db, c->a, desk_version_of, out, I(version_id));
}

enum res desk_files(struct ctx *c, int64_t version_id, struct desk_file **out, size_t *n) {
  return db_list(c->db, c->a, desk_files_of, out, n, I(version_id));
}

enum res desk_file_read(struct ctx *c, int64_t version_id, const char *path, size_t max, struct bytes *out) {
  /* it was checked when it was uploaded and made anew by us: the bounds only keep a defect from doing harm */
  static const struct zipsafe_limits lim = {5000, 64 << 20, 16 << 20, 1000, 32, 400};
  struct findings f = findings_new(c->a);
  const struct zipsafe_entry *e;
  struct package_row row = {{0}};
  struct content content = {0};
  struct zipsafe *z = NULL;
  enum res r = db_one(c->db, c->a, desk_package_of, &row, I(version_id));

  if (r == RES_OK)
    r = content_get(c, "package", row.sha256.p, &content);
  if (r == RES_OK)
    r = zipsafe_open_bytes(c->a, content.data, &lim, &f, &z);
  if (r != RES_OK)
    return r == RES_INVALID ? RES_INTERNAL : r;
  e = zipsafe_find(z, path);
  if (e == NULL)
    return RES_NOT_FOUND;
  r = zipsafe_read(c->a, z, e, max, &f, out);
  return r == RES_INVALID ? RES_INTERNAL : r;
}
