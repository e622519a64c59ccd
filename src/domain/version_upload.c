/* A new version. The row of plugin_state is locked first, so that counting and comparing numbers see every upload that came
 * before; its figures are correlated to that row and therefore read only once the lock is there. */
#include "domain/version.h"

#include "base/json.h"
#include "domain/content.h"
#include "domain/ids.h"
#include "domain/moving.h"

struct figures {
  int64_t plugin_id, open, top;
};
SHAPE(figures_shape, struct figures, M(struct figures, plugin_id), M(struct figures, open), M(struct figures, top));
/* Counted under the lock of the plugin, by reads that see what was committed while it was waited for, whatever the transaction
 * has read before. */
DB_QUERY(version_figures, figures_shape,
         "SELECT st.plugin_id, (SELECT COUNT(*) FROM version v WHERE v.plugin_id = st.plugin_id"
         " AND v.state IN ('init', 'rejected') LOCK IN SHARE MODE) AS open,"
         " (SELECT COALESCE(MAX(v.minor * 1000 + v.patch), -1) FROM version v WHERE v.plugin_id = st.plugin_id"
         " AND v.major = ? LOCK IN SHARE MODE) AS top"
         " FROM plugin_state st WHERE st.plugin_id = ? FOR UPDATE");
DB_STMT(version_insert,
        "INSERT INTO version (id, plugin_id, major, minor, patch, state, note, min_base_library, uploader,"
        " package_sha256, package_size, upload_sha256, upload_size, manifest, findings, created_at, provider_id)"
        " VALUES (?, ?, ?, ?, ?, 'init', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
DB_STMT(version_file_insert,
        "INSERT INTO version_file (version_id, n, path, size, sha256)"
        " SELECT ?, j.n, j.path, j.size, UNHEX(j.sha256) FROM JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY,"
        " path VARCHAR(400) PATH '$[0]', size BIGINT PATH '$[1]', sha256 CHAR(64) PATH '$[2]')) j");

struct highest {
  int64_t major, minor, patch;
};
SHAPE(highest_shape, struct highest, M(struct highest, major), M(struct highest, minor), M(struct highest, patch));
DB_QUERY(version_highest, highest_shape,
         "SELECT major, minor, patch FROM version WHERE plugin_id = ?"
         " ORDER BY major DESC, minor DESC, patch DESC LIMIT 1");

enum res version_next(struct ctx *c, int64_t plugin_id, struct version_number *out) {
  struct highest h = {0};
  enum res r = db_one(c->db, c->a, version_highest, &h, I(plugin_id));

  *out = (struct version_number){1, 0, 0};
  if (r == RES_NOT_FOUND)
    return RES_OK;
  if (h.patch < VERSION_PART_MAX)
    *out = (struct version_number){h.major, h.minor, h.patch + 1};
  else if (h.minor < VERSION_PART_MAX)
    *out = (struct version_number){h.major, h.minor + 1, 0};
  else
    *out = (struct version_number){h.major + 1, 0, 0};
  return r;
}

static enum res check(struct ctx *c, const struct version_upload *in) {
  struct version_number v = in->number;
  const struct move *row = NULL;
  struct figures f = {0};
  enum res r;

  if (move_check(&version_machine, "", "upload", in->rel, &row) != MOVE_OK)
    return RES_FORBIDDEN;
  r = db_one(c->db, c->a, version_figures, &f, I(v.major), I(in->plugin->id));
  if (r != RES_OK)
    return r;
  if (f.top >= v.minor * 1000 + v.patch)
    return why(c, RES_INVALID, "version", N_("版本号要大于 %lld.%lld.%lld，已删除的版本号也不能再用"),
               (long long)v.major, (long long)f.top / 1000, (long long)f.top % 1000);
  if (f.open >= VERSION_OPEN_MAX)
    return why(c, RES_INVALID, NULL, N_("开发中和审核驳回的版本最多 %d 个，请先到“版本管理”删除不用的版本"),
               VERSION_OPEN_MAX);
  return RES_OK;
}

static const char *files_json(struct arena *a, const struct package *p) {
  json_t *list = json_array();

  for (size_t i = 0; i < p->nfiles; i++)
    json_array_append_new(list, json_pack("[s, I, s]", p->file[i].path, (json_int_t)p->file[i].size,
                                          bytes_hex(a, p->file[i].sha256, SEAL_HASH)));
  return arena_json_text(a, list, 0);
}

static enum res keep(struct ctx *c, const struct version_upload *in, int64_t id) {
  const struct package *p = in->package;
  unsigned char sha256[SEAL_HASH];
  const char *files = files_json(c->a, p);
  enum res r = content_put(c, "package", "application/zip", p->zip, sha256);

  if (files == NULL)
    return RES_INTERNAL;
  if (r == RES_OK)
    r = db_exec(c->db, version_insert, NULL, I(id), I(in->plugin->id), I(in->number.major), I(in->number.minor),
                I(in->number.patch), T(in->note), T(in->min_base_library), I(c->who.user_id), H(p->sha256, SEAL_HASH),
                I((int64_t)p->zip.n), H(p->upload_sha256, SEAL_HASH), I(p->upload_size), T(p->manifest.json),
                T(findings_json(c->a, in->findings)), I(c->now), I(in->plugin->subject_id));
  if (r == RES_CONFLICT)
    return why(c, RES_INVALID, "version", N_("这个版本号已经用过，请换一个更大的"));
  return r == RES_OK ? db_exec(c->db, version_file_insert, NULL, I(id), T(files)) : r;
}

enum res version_upload(struct ctx *c, const struct version_upload *in, int64_t *id) {
  struct moving m = {.machine = &version_machine,
                     .kind = "version",
                     .subject_id = in->plugin->subject_id,
                     .state = "init",
                     .rev = 1,
                     .rel = in->rel};
  enum res r = check(c, in);

  if (r == RES_OK)
    r = id_new(c, "version", id);
  if (r == RES_OK)
    r = keep(c, in, *id);
  m.id = *id;
  return r == RES_OK ? move_born(c, &m, "upload") : r;
}
