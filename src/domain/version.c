/* The version's machine, and reading. Uploading is in version_upload.c, what is submitted in version_submit.c, the moves
 * in version_move.c. */
#include "domain/version.h"

#include "rule/policy.h"

static const struct state version_machine_states[] = {
    {"init", N_("开发中"), TONE_GREY},      {"auditing", N_("审核中"), TONE_AMBER},
    {"rejected", N_("审核驳回"), TONE_RED}, {"passed", N_("待上线"), TONE_BLUE},
    {"gray", N_("灰度中"), TONE_PURPLE},    {"online", N_("已上线"), TONE_GREEN},
    {"offline", N_("已下线"), TONE_GREY},   {"deleted", N_("已删除"), TONE_GREY},
};
static const struct move version_machine_moves[] = {
    {"", "upload", "init", REL_MAKERS, 0, N_("上传版本")},
    {"init", "submit", "auditing", REL_MAKERS, 0, N_("提交审核")},
    {"init", "set-trial", "init", REL_MAKERS, MOVE_BUTTON, N_("设为体验版")},
    {"init", "clear-trial", "init", REL_MAKERS, MOVE_BUTTON, N_("取消体验版")},
    {"init", "delete", "deleted", REL_MAKERS, MOVE_BUTTON | MOVE_DANGER, N_("删除版本")},
    {"auditing", "set-trial", "auditing", REL_MAKERS, MOVE_BUTTON, N_("设为体验版")},
    {"auditing", "clear-trial", "auditing", REL_MAKERS, MOVE_BUTTON, N_("取消体验版")},
    {"auditing", "withdraw", "init", REL_MAKERS, MOVE_BUTTON, N_("撤回审核")},
    {"auditing", "approve", "passed", REL_CLAIMANT, 0, N_("通过审核")},
    {"auditing", "reject", "rejected", REL_CLAIMANT, MOVE_REASON, N_("驳回申请")},
    {"rejected", "return", "init", REL_MAKERS, MOVE_BUTTON | MOVE_PRIMARY, N_("退回开发")},
    {"rejected", "set-trial", "rejected", REL_MAKERS, MOVE_BUTTON, N_("设为体验版")},
    {"rejected", "clear-trial", "rejected", REL_MAKERS, MOVE_BUTTON, N_("取消体验版")},
    {"passed", "online", "online", REL_SELLERS, MOVE_BUTTON | MOVE_PRIMARY, N_("上线")},
    {"passed", "gray", "gray", REL_SELLERS, MOVE_BUTTON, N_("灰度发布")},
    {"passed", "set-trial", "passed", REL_MAKERS, MOVE_BUTTON, N_("设为体验版")},
    {"passed", "clear-trial", "passed", REL_MAKERS, MOVE_BUTTON, N_("取消体验版")},
    {"passed", "return", "init", REL_MAKERS, MOVE_BUTTON, N_("退回开发")},
    {"gray", "online", "online", REL_SELLERS, MOVE_BUTTON | MOVE_PRIMARY, N_("全量上线")},
    {"gray", "gray", "gray", REL_SELLERS, MOVE_BUTTON, N_("扩大灰度")},
    {"gray", "stop-gray", "passed", REL_SELLERS, MOVE_BUTTON | MOVE_DANGER | MOVE_REASON, N_("停止灰度")},
    {"gray", "clear-trial", "gray", REL_MAKERS, MOVE_BUTTON, N_("取消体验版")},
    {"online", "offline", "offline", REL_SELLERS, MOVE_BUTTON | MOVE_DANGER | MOVE_REASON, N_("下线")},
    {"offline", "online", "online", REL_SELLERS, MOVE_BUTTON | MOVE_PRIMARY, N_("重新上线")},
};
MACHINE(version_machine, "version", N_("版本"));

SHAPE(version_shape, struct version, M(struct version, id), M(struct version, plugin_id), M(struct version, subject_id),
      M(struct version, major), M(struct version, minor), M(struct version, patch), M(struct version, number),
      M(struct version, state), M(struct version, rev), M(struct version, note), M(struct version, min_base_library),
      M(struct version, uploader), M(struct version, uploader_name), M(struct version, package_sha256),
      M(struct version, package_size), M(struct version, upload_sha256), M(struct version, upload_size),
      M(struct version, manifest), M(struct version, findings), M(struct version, category),
      M(struct version, category_zh), M(struct version, category_en), M(struct version, tags),
      M(struct version, description), M(struct version, usage_text), M(struct version, test_login),
      M(struct version, self_check), M(struct version, reason), M(struct version, created_at),
      M(struct version, submitted_at), M(struct version, online_at), M(struct version, pictures),
      M(struct version, kept), M(struct version, trial), M(struct version, gray_percent), M(struct version, contract),
      M(struct version, breaking), M(struct version, override_reason));
#define NUMBER   "CONCAT(v.major, '.', v.minor, '.', v.patch) AS number"
#define PICTURES SHOTS_OF("version", "v.id") " AS pictures, " SHOTS_OF("kept", "v.id") " AS kept"
#define FROM                                                                                                           \
  "SELECT v.id, v.plugin_id, p.subject_id, v.major, v.minor, v.patch, " NUMBER ", v.state, v.rev, v.note,"             \
  " v.min_base_library, v.uploader, u.display_name AS uploader_name, v.package_sha256, v.package_size,"                \
  " v.upload_sha256, v.upload_size, v.manifest, v.findings, v.category, CONCAT(k.level1_zh, ' / ', k.level2_zh)"       \
  " AS category_zh, CONCAT(k.level1_en, ' / ', k.level2_en) AS category_en, v.tags, v.description, v.usage_text,"      \
  " v.test_login, v.self_check, v.reason, v.created_at, v.submitted_at, v.online_at, " PICTURES                        \
  ", t.version_id IS NOT NULL AS trial, v.gray_percent, v.contract, v.breaking, v.override_reason FROM version v"      \
  " JOIN plugin p ON p.id = v.plugin_id LEFT JOIN user u ON u.id = v.uploader"                                         \
  " LEFT JOIN category k ON k.code = v.category LEFT JOIN trial t ON t.version_id = v.id"
DB_QUERY(version_by_number, version_shape,
         FROM " WHERE v.plugin_id = ? AND v.major = ? AND v.minor = ? AND v.patch = ?");
DB_QUERY(version_of_id, version_shape, FROM " WHERE v.id = ?");

SHAPE(item_shape, struct version_item, M(struct version_item, id), M(struct version_item, number),
      M(struct version_item, state), M(struct version_item, package_size), M(struct version_item, note),
      M(struct version_item, min_base_library), M(struct version_item, created_at),
      M(struct version_item, submitted_at), M(struct version_item, online_at), M(struct version_item, trial),
      M(struct version_item, gray_percent), M(struct version_item, total));
#define ITEM                                                                                                           \
  "SELECT v.id, " NUMBER ", v.state, v.package_size, v.note, v.min_base_library, v.created_at, v.submitted_at,"        \
  " v.online_at, EXISTS (SELECT 1 FROM trial t WHERE t.version_id = v.id) AS trial, v.gray_percent, (SELECT COUNT(*) " \
  "FROM (SELECT 1"                                                                                                     \
  " FROM version WHERE plugin_id = ? AND (? = '' OR ? = state) LIMIT 1001) t) AS total FROM version v"
/* Along the unique key, in either direction; each alternative is one range of it. */
DB_QUERY(version_page, item_shape,
         ITEM " WHERE (? = '' OR ? = v.state) AND ((v.plugin_id = ? AND v.major < ?) OR (v.plugin_id = ? AND v.major = "
              "? AND v.minor < ?)"
              " OR (v.plugin_id = ? AND v.major = ? AND v.minor = ? AND v.patch < ?))"
              " ORDER BY v.plugin_id DESC, v.major DESC, v.minor DESC, v.patch DESC LIMIT ?");
DB_QUERY(version_page_back, item_shape,
         ITEM " WHERE (? = '' OR ? = v.state) AND ((v.plugin_id = ? AND v.major > ?) OR (v.plugin_id = ? AND v.major = "
              "? AND v.minor > ?)"
              " OR (v.plugin_id = ? AND v.major = ? AND v.minor = ? AND v.patch > ?))"
              " ORDER BY v.plugin_id, v.major, v.minor, v.patch LIMIT ?");
DB_QUERY(versions_online, item_shape,
         ITEM
         " WHERE v.plugin_id = ? AND v.state = 'online' ORDER BY v.major DESC, v.minor DESC, v.patch DESC LIMIT 50");

SHAPE(file_shape, struct version_file, M(struct version_file, n), M(struct version_file, path),
      M(struct version_file, size), M(struct version_file, sha256), M(struct version_file, total));
DB_QUERY(version_file_page, file_shape,
         "SELECT n, path, size, sha256, (SELECT COUNT(*) FROM (SELECT 1 FROM version_file WHERE version_id = ?"
         " LIMIT 1001) t) AS total FROM version_file WHERE version_id = ? AND n > ? ORDER BY n LIMIT ?");

enum res version_load(struct ctx *c, int64_t plugin_id, const char *number, struct version *out) {
  struct version_number v;

  if (!version_parse(number, &v))
    return RES_NOT_FOUND;
  return db_one(c->db, c->a, version_by_number, out, I(plugin_id), I(v.major), I(v.minor), I(v.patch));
}

enum res version_by_id(struct ctx *c, int64_t id, struct version *out) {
  return db_one(c->db, c->a, version_of_id, out, I(id));
}

enum res version_list(struct ctx *c, int64_t plugin_id, const char *state, const char *key, bool back, int64_t limit,
                      struct version_item **out, size_t *n) {
  struct version_number v;
  enum res r;

  if (!version_parse(key, &v))
    v = (struct version_number){back ? -1 : VERSION_PART_MAX + 1, 0, 0};
  r = db_list_args(c->db, c->a, back ? &version_page_back : &version_page, out, n,
                   DB_ARGS(I(plugin_id), T(state), T(state), T(state), T(state), I(plugin_id), I(v.major), I(plugin_id),
                           I(v.major), I(v.minor), I(plugin_id), I(v.major), I(v.minor), I(v.patch), I(limit)));
  if (r == RES_OK && back)
    db_turn(&version_page_back, out, *n);
  return r;
}

enum res version_list_online(struct ctx *c, int64_t plugin_id, struct version_item **out, size_t *n) {
  return db_list(c->db, c->a, versions_online, out, n, I(plugin_id), T(""), T(""), I(plugin_id));
}

enum res version_files(struct ctx *c, int64_t version_id, int64_t after, int64_t limit, struct version_file **out,
                       size_t *n) {
  return db_list(c->db, c->a, version_file_page, out, n, I(version_id), I(version_id), I(after), I(limit));
}
