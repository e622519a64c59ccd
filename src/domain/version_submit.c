/* What a version is submitted with: kept as a draft until it is complete. The test account is sealed as a pair, because one
 * without the other is worth nothing. */
#include "domain/version.h"

#include "base/seal.h"
#include "base/text.h"
#include "domain/category.h"
#include "domain/moving.h"
#include "domain/tags.h"

#include <string.h>

enum { SEALED_MAX = 400 /* bytes of version.test_login */ };

/* owner_kind of what is chosen and not saved */
static const char kept_kind[] = "kept";

static const char purpose[] = "version-login";

DB_STMT(version_texts,
        "UPDATE version SET category = ?, tags = ?, description = ?, usage_text = ?, test_login = ?,"
        " self_check = ?, override_reason = ?, rev = rev + 1 WHERE id = ? AND state = 'init' AND rev = ?");

SHAPE(category_shape, struct category, M(struct category, code), M(struct category, level1),
      M(struct category, level1_zh), M(struct category, level1_en), M(struct category, level2_zh),
      M(struct category, level2_en), M(struct category, open_to_plugins), M(struct category, host_level1),
      M(struct category, host_types), M(struct category, note_zh), M(struct category, note_en));
/* What is chosen counts as passed only while the owner is verified: domain.md section 2 "Mini-program". */
#define PASSED                                                                                                         \
  " FROM app a JOIN real_name n ON n.subject_id = a.subject_id AND n.state = 'verified'"                               \
  " JOIN app_category ac ON ac.app_id = a.id AND ac.state = 'passed'"                                                  \
  " JOIN category k ON k.code = ac.code AND k.open_to_plugins = 1 WHERE a.id = ?"
DB_QUERY(
    version_category_list, category_shape,
    "SELECT k.code, k.level1, k.level1_zh, k.level1_en, k.level2_zh, k.level2_en, k.open_to_plugins, k.host_level1,"
    " k.host_types, k.note_zh, k.note_en" PASSED " ORDER BY k.position");

SHAPE(ready_shape, struct version_ready, M(struct version_ready, doc_at), M(struct version_ready, readme),
      M(struct version_ready, doc_files), M(struct version_ready, category), M(struct version_ready, waiting),
      M(struct version_ready, before_major), M(struct version_ready, before), M(struct version_ready, before_manifest),
      M(struct version_ready, live_guide), M(struct version_ready, open_guide));
/* The id of the version that hosts have: version_check.h says which. */
#define BEFORE                                                                                                         \
  "(SELECT x.id FROM version x WHERE x.plugin_id = ? AND x.state IN ('online', 'offline') AND (x.major < ? OR"         \
  " (x.major = ? AND x.minor * 1000 + x.patch < ?)) ORDER BY x.major = ? DESC, x.state = 'online' DESC,"               \
  " x.major DESC, x.minor DESC, x.patch DESC LIMIT 1)"
DB_QUERY(
    version_ready_for, ready_shape,
    "SELECT COALESCE(d.created_at, 0) AS doc_at, d.readme, (SELECT GROUP_CONCAT(LOWER(HEX(f.sha256)), ' ', f.path"
    " ORDER BY f.path SEPARATOR '\\n') FROM doc_file f WHERE f.doc_id = d.id) AS doc_files, EXISTS (SELECT 1" PASSED
    " AND k.code = ?) AS category, (SELECT CONCAT(major, '.', minor, '.', patch) FROM version"
    " WHERE pipeline_of = ? AND id <> ? LIMIT 1) AS waiting, b.major AS before_major,"
    " CONCAT(b.major, '.', b.minor, '.', b.patch) AS `before`, b.manifest AS before_manifest,"
    " l.guide AS live_guide, o.guide AS open_guide FROM (SELECT 1) one LEFT JOIN version b ON b.id = " BEFORE
    " LEFT JOIN listing_revision l ON l.live_of = b.plugin_id"
    " LEFT JOIN listing_revision o ON o.open_of = b.plugin_id LEFT JOIN doc d ON d.id ="
    " (SELECT y.id FROM doc y WHERE y.plugin_id = ? ORDER BY y.n DESC LIMIT 1)");

enum res version_categories(struct ctx *c, int64_t app_id, struct category **out, size_t *n) {
  return db_list(c->db, c->a, version_category_list, out, n, I(app_id));
}

enum res version_ready(struct ctx *c, const struct plugin *p, const struct version *v, struct version_ready *out) {
  return db_one(c->db, c->a, version_ready_for, out, I(p->app_id), T(v->category == NULL ? "" : v->category), I(p->id),
                I(v->id), I(p->id), I(v->major), I(v->major), I(v->minor * 1000 + v->patch), I(v->major), I(p->id));
}

void version_login(struct ctx *c, const struct version *v, const char **account, const char **password) {
  struct bytes plain = v->test_login.n == 0 ? (struct bytes){0} : seal_open(c->a, purpose, v->test_login);
  const char *line = plain.p == NULL ? NULL : memchr(plain.p, '\n', plain.n);

  *account = *password = "";
  if (line == NULL)
    return;
  *account = arena_strn(c->a, plain.p, (size_t)(line - (const char *)plain.p));
  *password = arena_strn(c->a, line + 1, plain.n - (size_t)(line + 1 - (const char *)plain.p));
}

/* The sealed pair that `in` leads to; empty for none. */
static enum res login_of(struct ctx *c, const struct version *v, const struct version_submission *in,
                         struct bytes *out) {
  const char *account, *password;

  version_login(c, v, &account, &password);
  *out = (struct bytes){NULL, 0};
  if (in->account[0] == '\0')
    return in->password[0] == '\0' ? RES_OK
                                   : why(c, RES_INVALID, "test_account", N_("请填写测试账号，或者清空测试密码"));
  if (in->password[0] == '\0' && strcmp(in->account, account) == 0) {
    *out = v->test_login;
    return RES_OK;
  }
  if (in->password[0] == '\0')
    return why(c, RES_INVALID, "test_password", N_("请填写测试密码"));
  *out = seal_close(c->a, purpose, bytes_of(arena_fmt(c->a, "%s\n%s", in->account, in->password)));
  return out->n <= SEALED_MAX ? RES_OK : why(c, RES_INVALID, "test_account", N_("测试账号和密码太长，请缩短"));
}

static enum res may_save(struct ctx *c, const struct version *v, unsigned rel) {
  const struct move *row = NULL;

  switch (move_check(&version_machine, v->state, "submit", rel, &row)) {
  case MOVE_OK:
    return RES_OK;
  case MOVE_NOT_YOURS:
    return RES_FORBIDDEN;
  default:
    return why(c, RES_CONFLICT, NULL, N_("现在的状态是“%s”，不能修改提审信息"),
               TR(c, state_label(&version_machine, v->state)));
  }
}

/* The previews into *v, and whether their rows have to be written. */
static enum res take_previews(struct ctx *c, struct version *v, const struct version_submission *in) {
  struct shot before[VERSION_PREVIEWS];
  const char *text;

  if (in->npreviews > VERSION_PREVIEWS)
    return why(c, RES_INVALID, "previews", N_("预览图最多 %d 张，请先删除一些"), (int)VERSION_PREVIEWS);
  text = shots_text(c->a, in->preview, in->npreviews);
  v->pictured = shots_read(c->a, v->pictures, before, VERSION_PREVIEWS);
  v->repicture = text == NULL ? v->pictures != NULL : v->pictures == NULL || strcmp(text, v->pictures) != 0;
  v->pictures = text;
  return RES_OK;
}

enum res version_take(struct ctx *c, struct version *v, unsigned rel, const struct version_submission *in) {
  const char *tags = "", *words = tags_read(c->a, in->tags, &tags, &(size_t){0});
  struct bytes login = {NULL, 0};
  enum res r = may_save(c, v, rel);

  if (r == RES_OK && words != NULL)
    return why(c, RES_INVALID, "tags", "%s", TR(c, words));
  if (r == RES_OK)
    r = login_of(c, v, in, &login);
  if (r == RES_OK)
    r = take_previews(c, v, in);
  if (r != RES_OK)
    return r;
  v->category = in->category[0] == '\0' ? NULL : in->category;
  v->tags = tags;
  v->description = in->description;
  v->usage_text = in->usage;
  v->test_login = login;
  v->self_check = in->self_check;
  v->override_reason = in->override == NULL ? "" : in->override;
  return r;
}

enum res version_save(struct ctx *c, struct version *v, unsigned rel, const struct version_submission *in) {
  int64_t changed = 0;
  enum res r = version_take(c, v, rel, in);

  if (r != RES_OK)
    return r;
  r = db_exec(c->db, version_texts, &changed, T(v->category), T(v->tags), T(v->description), T(v->usage_text),
              B(v->test_login), I(v->self_check), T(v->override_reason), I(v->id), I(v->rev));
  if (r == RES_OK && changed == 0)
    return RES_STALE;
  v->rev++;
  return r == RES_OK ? version_write_previews(c, v) : r;
}

enum res version_write_previews(struct ctx *c, struct version *v) {
  struct shot all[VERSION_PREVIEWS];
  size_t n = shots_read(c->a, v->pictures, all, VERSION_PREVIEWS);
  enum res r = v->repicture ? shots_put(c, "version", v->id, all, n, v->pictured) : RES_OK;

  if (r == RES_OK && v->kept != NULL)
    r = shots_put(c, kept_kind, v->id, NULL, 0, SHOTS_MAX);
  v->repicture = false;
  v->kept = NULL;
  return r;
}

enum res version_keep(struct ctx *c, const struct version *v, unsigned rel, const struct shot *preview, size_t n) {
  struct shot saved[VERSION_PREVIEWS], rest[VERSION_PREVIEWS];
  size_t nsaved = shots_read(c->a, v->pictures, saved, VERSION_PREVIEWS), nrest = 0;
  enum res r = may_save(c, v, rel);

  for (size_t i = 0; i < n && nrest < VERSION_PREVIEWS; i++)
    if (shots_find(saved, nsaved, preview[i].sha256) == nsaved)
      rest[nrest++] = preview[i];
  if (r == RES_OK)
    r = shots_put(c, kept_kind, v->id, rest, nrest, SHOTS_MAX);
  return r == RES_OK ? audit(c, "version.previews", "version", v->id, "{}") : r;
}

size_t version_previews(struct ctx *c, const struct version *v, struct shot **out, size_t *saved) {
  *out = ARENA_ARRAY(c->a, struct shot, 2 * VERSION_PREVIEWS);
  *saved = shots_read(c->a, v->pictures, *out, VERSION_PREVIEWS);
  return *saved + shots_read(c->a, v->kept, *out + *saved, VERSION_PREVIEWS);
}

const char *version_lacks(struct ctx *c, const struct version *v, const char **field) {
  const char **tag;
  size_t points = text_points(v->description);
  const struct {
    bool lacks;
    const char *field, *words;
  } wanted[] = {
      {v->category == NULL, "category", N_("请选择插件服务类目")},
      {tags_split(c->a, v->tags, &tag) == 0, "tags", N_("请填写标签")},
      {points == 0, "description", N_("请填写功能描述")},
      {points < VERSION_DESCRIPTION_MIN, "description", N_("功能描述至少要有 5 个字")},
      {!v->self_check, "self_check", N_("请逐项自查后勾选自查")},
  };

  for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
    if (wanted[i].lacks) {
      *field = wanted[i].field;
      return wanted[i].words;
    }
  return NULL;
}
