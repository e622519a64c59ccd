/* One row for a version or a plugin for good: announcing it again after it was lifted moves the same row, so that its history
 * stays in one piece. */
#include "domain/deprecation.h"

#include "base/clock.h"
#include "domain/ids.h"
#include "domain/moving.h"
#include "domain/version_number.h"
#include "rule/policy.h"

#include <string.h>

static const struct state deprecation_machine_states[] = {
    {"announced", N_("停止维护"), TONE_AMBER},
    {"lifted", N_("恢复维护"), TONE_GREEN},
};
static const struct move deprecation_machine_moves[] = {
    {"", "announce", "announced", REL_SELLERS, 0, N_("宣布停止维护")},
    {"announced", "announce", "announced", REL_SELLERS, 0, N_("修改停止维护")},
    {"announced", "lift", "lifted", REL_SELLERS, MOVE_BUTTON, N_("恢复维护")},
    {"lifted", "announce", "announced", REL_SELLERS, 0, N_("宣布停止维护")},
};
MACHINE(deprecation_machine, "deprecation", N_("停止维护"));

#define D(field) M(struct deprecation, field)
SHAPE(deprecation_shape, struct deprecation, D(id), D(version_id), D(successor), D(rev), D(ends_at), D(set_at),
      D(state), D(reason), D(number), D(successor_name));
#undef D
DB_QUERY(deprecation_list, deprecation_shape,
         "SELECT d.id, d.version_id, d.successor, d.rev, d.ends_at, d.set_at, d.state, d.reason,"
         " CONCAT(v.major, '.', v.minor, '.', v.patch) AS number,"
         " COALESCE(CONCAT(w.major, '.', w.minor, '.', w.patch), p.name) AS successor_name"
         " FROM deprecation d LEFT JOIN version v ON v.id = d.version_id"
         " LEFT JOIN version w ON w.id = d.successor AND d.version_id <> 0"
         " LEFT JOIN plugin p ON p.id = d.successor AND d.version_id = 0"
         " WHERE d.plugin_id = ? AND (? OR d.state = 'announced')"
         " ORDER BY d.version_id <> 0, v.major DESC, v.minor DESC, v.patch DESC LIMIT 200");

struct target {
  int64_t version_id, successor;
};
SHAPE(target_shape, struct target, M(struct target, version_id), M(struct target, successor));
#define VERSION_OF                                                                                                     \
  "COALESCE((SELECT id FROM version WHERE plugin_id = ? AND major = ? AND minor = ? AND patch = ? AND online_at > 0"   \
  " AND state <> 'deleted'), 0)"
DB_QUERY(deprecation_versions, target_shape, "SELECT " VERSION_OF " AS version_id, " VERSION_OF " AS successor");
DB_QUERY(deprecation_plugin, target_shape,
         "SELECT 0 AS version_id, plugin_id AS successor FROM market WHERE plugin_id = ?");

DB_STMT(deprecation_insert,
        "INSERT INTO deprecation (successor, ends_at, reason, set_at, id, plugin_id, version_id, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'announced')");
DB_STMT(deprecation_change, "UPDATE deprecation SET successor = ?, ends_at = ?, reason = ?, set_at = ?, state = ?,"
                            " rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?");
DB_STMT(deprecation_move, "UPDATE deprecation SET state = ?, rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?");

enum res deprecations_of(struct ctx *c, int64_t plugin_id, bool lifted, struct deprecation **out, size_t *n) {
  return db_list(c->db, c->a, deprecation_list, out, n, I(plugin_id), I(lifted));
}

const struct deprecation *deprecation_find(const struct deprecation *d, size_t n, const char *number) {
  for (size_t i = 0; i < n; i++)
    if (number == NULL ? d[i].number == NULL : d[i].number != NULL && strcmp(d[i].number, number) == 0)
      return &d[i];
  return NULL;
}

static struct moving moving(struct ctx *c, const struct plugin *p, const struct deprecation *d,
                            const struct db_stmt *update) {
  return (struct moving){.machine = &deprecation_machine,
                         .update = update,
                         .kind = "deprecation",
                         .id = d->id,
                         .subject_id = p->subject_id,
                         .state = d->state,
                         .rev = d->rev,
                         .rel = ctx_rel(c, p->subject_id)};
}

static enum res read_end(struct ctx *c, const char *ends, int64_t *out) {
  int64_t day = clock_day(ends, (int)c->conf->zone);

  *out = day + DAY - 1;
  if (day == 0)
    return why(c, RES_INVALID, "ends", N_("请按 2026-12-31 的格式填写日期"));
  if (*out < c->now)
    return why(c, RES_INVALID, "ends", N_("停止维护的日期已经过去，请填写今天或以后的日期"));
  if (*out > c->now + DEPRECATION_DAYS * (int64_t)DAY)
    return why(c, RES_INVALID, "ends", N_("停止维护的日期最多在三年以内"));
  return RES_OK;
}

static enum res find_version(struct ctx *c, const struct plugin *p, const struct deprecation_input *in,
                             struct target *out) {
  struct version_number v, w = {0};
  enum res r;

  if (!version_parse(in->about, &v))
    return why(c, RES_INVALID, "about", N_("请选择整个插件，或者一个上线过的版本"));
  if (in->successor[0] != '\0' && (!version_parse(in->successor, &w) || version_compare(w, v) <= 0))
    return why(c, RES_INVALID, "successor", N_("请填写一个更高的版本号，例如 1.2.0；没有时留空"));
  r = db_one(c->db, c->a, deprecation_versions, out, I(p->id), I(v.major), I(v.minor), I(v.patch), I(p->id), I(w.major),
             I(w.minor), I(w.patch));
  if (r == RES_OK && out->version_id == 0)
    return why(c, RES_INVALID, "about", N_("请选择整个插件，或者一个上线过的版本"));
  if (r == RES_OK && in->successor[0] != '\0' && out->successor == 0)
    return why(c, RES_INVALID, "successor", N_("插件没有上线过这个版本；没有替代版本时留空"));
  return r;
}

static enum res find_plugin(struct ctx *c, const struct plugin *p, const struct deprecation_input *in,
                            struct target *out) {
  int64_t id = id_parse(in->successor);
  enum res r = RES_OK;

  *out = (struct target){0, 0};
  if (in->successor[0] == '\0')
    return RES_OK;
  if (id != 0 && id != p->id)
    r = db_one(c->db, c->a, deprecation_plugin, out, I(id));
  if (r == RES_NOT_FOUND || id == 0 || id == p->id)
    return why(c, RES_INVALID, "successor", N_("请填写另一个已上架插件的 16 位插件 ID；没有替代插件时留空"));
  return r;
}

enum res deprecation_announce(struct ctx *c, const struct plugin *p, const struct deprecation_input *in) {
  struct deprecation *all = NULL, fresh = {.state = "", .rev = 1};
  struct target to = {0};
  int64_t ends = 0;
  size_t n = 0;
  enum res r;

  if ((ctx_rel(c, p->subject_id) & REL_SELLERS) == 0)
    return RES_FORBIDDEN;
  r = in->about[0] == '\0' ? find_plugin(c, p, in, &to) : find_version(c, p, in, &to);
  if (r == RES_OK)
    r = read_end(c, in->ends, &ends);
  if (r == RES_OK)
    r = deprecations_of(c, p->id, true, &all, &n);
  if (r != RES_OK)
    return r;
  const struct deprecation *old = deprecation_find(all, n, in->about[0] == '\0' ? NULL : in->about);
  const struct db_arg set[] = {I(to.successor), I(ends), T(in->reason), I(c->now)};
  struct moving m = moving(c, p, old == NULL ? &fresh : old, &deprecation_change);

  if (old != NULL)
    return move_set(c, &m, "announce", 4, set);
  r = id_new(c, "deprecation", &m.id);
  if (r == RES_OK)
    r = db_exec(c->db, deprecation_insert, NULL, I(to.successor), I(ends), T(in->reason), I(c->now), I(m.id), I(p->id),
                I(to.version_id));
  if (r == RES_CONFLICT)
    return why(c, r, NULL, N_("刚刚有人先操作了，请刷新页面查看最新状态"));
  m.state = "announced";
  return r == RES_OK ? move_born(c, &m, "announce") : r;
}

enum res deprecation_lift(struct ctx *c, const struct plugin *p, int64_t id) {
  struct deprecation *all = NULL;
  size_t n = 0, i = 0;
  struct moving m;
  enum res r = deprecations_of(c, p->id, true, &all, &n);

  if (r != RES_OK)
    return r;
  while (i < n && all[i].id != id)
    i++;
  if (i == n)
    return RES_NOT_FOUND;
  m = moving(c, p, &all[i], &deprecation_move);
  return move_do(c, &m, "lift");
}
