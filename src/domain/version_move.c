/* The moves of a version, each a row with what must hold before and what follows after; move_do does the rest.
 *
 * Moves that more than one version of a plugin have a part in first lock the plugin's row of plugin_state, so that what their
 * guards read stays so until the commit. */
#include "domain/version.h"

#include "domain/market.h"
#include "domain/moving.h"
#include "domain/review.h"
#include "domain/trial.h"
#include "domain/version_check.h"
#include "rule/policy.h"

#include <string.h>

#define MOVED "state = ?, rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?"
DB_STMT(version_state, "UPDATE version SET " MOVED);
DB_STMT(version_submitted,
        "UPDATE version SET category = ?, tags = ?, description = ?, usage_text = ?, test_login = ?, self_check = ?,"
        " submitted_at = ?, findings = ?, contract = ?, breaking = ?, override_reason = ?, reason = NULL, " MOVED);
DB_STMT(version_reason, "UPDATE version SET reason = ?, " MOVED);
/* With what the plugin takes over from the version that was put online last, and without its trial pointer. */
DB_STMT(version_online,
        "UPDATE version v JOIN plugin_state s ON s.plugin_id = v.plugin_id LEFT JOIN trial t ON t.version_id = v.id"
        " SET s.category = v.category, s.tags = v.tags, s.latest_version = v.id, s.online_versions ="
        " s.online_versions + 1, t.version_id = NULL, v.online_at = ?, v.gray_percent = 0, v.state = ?,"
        " v.rev = v.rev + 1 WHERE v.id = ? AND v.state = ? AND v.rev = ?");
DB_STMT(version_gray, "UPDATE version SET gray_percent = ?, " MOVED);
DB_STMT(
    version_offline,
    "UPDATE version v JOIN plugin_state s ON s.plugin_id = v.plugin_id SET s.online_versions = s.online_versions - 1,"
    " v.state = ?, v.rev = v.rev + 1 WHERE v.id = ? AND v.state = ? AND v.rev = ?");
/* What the plugin has from the version that was put online last, it has from the one before when that goes; from the last one of
 * all for good. */
DB_STMT(plugin_state_before,
        "UPDATE plugin_state s JOIN version o ON o.id = (SELECT x.id FROM version x WHERE x.plugin_id = ?"
        " AND x.state = 'online' ORDER BY x.online_at DESC, x.id DESC LIMIT 1) SET s.category = o.category, s.tags = "
        "o.tags,"
        " s.latest_version = o.id WHERE s.plugin_id = ?");

/* The pointer's rows are read with locks of their own, so that they are the latest whatever was read before. */
struct lock {
  int64_t plugin_id, online_versions, latest_version, trial_id, trial_rev;
  const char *shelf, *trial_state;
};
#define L(field) M(struct lock, field)
SHAPE(lock_shape, struct lock, L(plugin_id), L(online_versions), L(latest_version), L(shelf), L(trial_id), L(trial_rev),
      L(trial_state));
#undef L
DB_QUERY(version_lock, lock_shape,
         "SELECT s.plugin_id, s.online_versions, s.latest_version, l.shelf, v.id AS trial_id, v.rev AS trial_rev,"
         " v.state AS trial_state FROM plugin_state s JOIN listing l ON l.plugin_id = s.plugin_id"
         " LEFT JOIN trial t ON t.plugin_id = s.plugin_id LEFT JOIN version v ON v.id = t.version_id"
         " WHERE s.plugin_id = ? FOR UPDATE");
struct sibling {
  int64_t id;
};
SHAPE(sibling_shape, struct sibling, M(struct sibling, id));
DB_QUERY(version_sibling, sibling_shape,
         "SELECT id FROM version WHERE plugin_id = ? AND major = ? AND state = 'online' LIMIT 1 LOCK IN SHARE MODE");

const int64_t version_percents[VERSION_PERCENTS] = {10, 30, 50, 100};

/* What one move is about. */
struct task {
  struct ctx *c;
  const struct plugin *p;
  struct version *v;
  unsigned rel;
  const char *action;
  const struct version_said *said;
  struct lock at; /* of moves that lock */
};

static enum res guard_submit(struct task *t) {
  struct ctx *c = t->c;
  const struct plugin *p = t->p;
  struct version *v = t->v;
  const char *missing = plugin_missing(p), *field = NULL, *words = version_lacks(c, v, &field);
  struct version_ready ready = {0};
  enum res r;

  if (words != NULL)
    return why(c, RES_INVALID, field, "%s", TR(c, words));
  if (missing != NULL)
    return why_at(c, RES_CONFLICT, "plugin_settings", p->id, N_("请先到“基本设置”填写%s"), TR(c, missing));
  r = version_ready(c, p, v, &ready);
  if (r != RES_OK)
    return r;
  if (ready.doc_at == 0)
    return why_at(c, RES_CONFLICT, "doc", p->id, N_("请先到“插件文档”上传文档"));
  if (!ready.category)
    return why_at(c, RES_CONFLICT, "app_settings", p->app_id,
                  N_("所选服务类目在所属小程序里还没有通过，请到小程序的“设置”里添加，或者另选一个"));
  if (ready.waiting != NULL)
    return why_at(c, RES_CONFLICT, "versions", p->id, N_("版本 %s 正在审核、等待上线或灰度中，请先完成或撤回它"),
                  ready.waiting);
  return version_check_take(c, v, &ready);
}

static enum res move(struct ctx *c, struct version *v, unsigned rel, const char *action, const char *reason,
                     const struct db_stmt *update, size_t n, const struct db_arg *set) {
  struct moving m = {&version_machine, update, "version", v->id, v->subject_id, v->state, v->rev, rel, reason};
  enum res r = move_set(c, &m, action, n, set);

  v->state = m.state;
  v->rev = m.rev;
  return r;
}

static enum res turn(struct task *t, const struct db_stmt *update, size_t n, const struct db_arg *set) {
  return move(t->c, t->v, t->rel, t->action, t->said->reason, update, n, set);
}

static enum res plain(struct task *t) { return turn(t, &version_state, 0, NULL); }

/* With what it is submitted with, as *v holds it; why it breaks within its major is the reason in its history. */
static enum res submit(struct task *t) {
  struct version *v = t->v;
  const struct db_arg set[] = {T(v->category),   T(v->tags),       T(v->description),    T(v->usage_text),
                               B(v->test_login), I(v->self_check), I(t->c->now),         T(v->findings),
                               T(v->contract),   I(v->breaking),   T(v->override_reason)};

  v->submitted_at = t->c->now;
  return move(t->c, v, t->rel, t->action, v->override_reason, &version_submitted, sizeof set / sizeof set[0], set);
}

static enum res after_submit(struct task *t) {
  struct version *v = t->v;
  enum res r = version_write_previews(t->c, v);

  if (r != RES_OK)
    return r;
  return review_open(t->c, "version", v->id, t->p->id, t->p->subject_id, v->package_sha256.p);
}

static enum res after_withdraw(struct task *t) { return review_withdraw(t->c, "version", t->v->id); }

static enum res guard_delete(struct task *t) {
  if (t->at.trial_id != t->v->id)
    return RES_OK;
  return why_at(t->c, RES_CONFLICT, "versions", t->p->id,
                N_("这个版本是体验版，请先取消体验版，或者把别的版本设为体验版"));
}

/* It is cleared where it was. */
static enum res guard_set_trial(struct task *t) {
  const struct lock *at = &t->at;

  if (at->trial_id == t->v->id)
    return why_at(t->c, RES_CONFLICT, "versions", t->p->id, N_("这个版本已经是体验版，请刷新页面查看最新状态"));
  if (at->trial_id == 0)
    return RES_OK;
  return trial_clear(t->c, at->trial_id, t->p->subject_id, at->trial_state, at->trial_rev, t->rel);
}

static enum res set_trial(struct task *t) { return trial_set(t->c, t->v, t->rel); }

static enum res guard_clear_trial(struct task *t) {
  if (t->at.trial_id != t->v->id)
    return why_at(t->c, RES_CONFLICT, "versions", t->p->id, N_("这个版本不是体验版，请刷新页面查看最新状态"));
  return RES_OK;
}

static enum res clear_trial(struct task *t) {
  return trial_clear(t->c, t->v->id, t->v->subject_id, t->v->state, t->v->rev, t->rel);
}

/* The trial pointer is cleared by itself, for whoever may put it online. */
static enum res guard_online(struct task *t) {
  const struct version *v = t->v;
  const struct moving m = {&version_machine, NULL, "version", v->id, v->subject_id, v->state, v->rev, t->rel, NULL};

  return t->at.trial_id == v->id ? move_carried(t->c, &m, "clear-trial") : RES_OK;
}

static enum res online(struct task *t) {
  const struct db_arg set[] = {I(t->c->now)};

  t->v->online_at = t->c->now;
  return turn(t, &version_online, 1, set);
}

static enum res guard_gray(struct task *t) {
  const struct version *v = t->v;
  struct sibling s = {0};
  size_t i = 0;
  enum res r;

  while (i < VERSION_PERCENTS && version_percents[i] != t->said->percent)
    i++;
  if (i == VERSION_PERCENTS)
    return why(t->c, RES_INVALID, "percent", N_("请选择灰度比例"));
  if (t->said->percent <= v->gray_percent)
    return why(t->c, RES_INVALID, "percent", N_("灰度比例只能扩大，现在是 %lld%%"), (long long)v->gray_percent);
  r = db_one(t->c->db, t->c->a, version_sibling, &s, I(v->plugin_id), I(v->major));
  if (r == RES_NOT_FOUND)
    return why_at(t->c, RES_CONFLICT, "versions", t->p->id,
                  N_("大版本 %lld 没有已上线的版本，灰度没有可以对照的版本；请直接上线"), (long long)v->major);
  return r;
}

/* The history says how far it went. */
static enum res gray(struct task *t) {
  const struct db_arg set[] = {I(t->said->percent)};

  t->v->gray_percent = t->said->percent;
  return move(t->c, t->v, t->rel, t->action, arena_fmt(t->c->a, "%lld%%", (long long)t->said->percent), &version_gray,
              1, set);
}

static enum res stop_gray(struct task *t) {
  const struct db_arg set[] = {I(0)};

  t->v->gray_percent = 0;
  return turn(t, &version_gray, 1, set);
}

static enum res guard_offline(struct task *t) {
  if (strcmp(t->at.shelf, "on") != 0 || t->at.online_versions > 1)
    return RES_OK;
  return why_at(t->c, RES_CONFLICT, "listing", t->p->id,
                N_("插件在架上，这是它最后一个已上线的版本；请先上线另一个版本，或者到“发布管理”下架插件"));
}

static enum res offline(struct task *t) { return turn(t, &version_offline, 0, NULL); }

static enum res after_offline(struct task *t) {
  enum res r = RES_OK;

  if (t->at.latest_version == t->v->id)
    r = db_exec(t->c->db, plugin_state_before, NULL, I(t->p->id), I(t->p->id));
  return r == RES_OK ? market_refresh(t->c, t->p->id) : r;
}

static enum res after_online(struct task *t) { return market_refresh(t->c, t->p->id); }

static const struct {
  const char *action;
  bool locks;
  enum res (*guard)(struct task *t); /* what must hold, and what has to go first */
  enum res (*move)(struct task *t);
  enum res (*after)(struct task *t);
} acts[] = {
    {"submit", false, guard_submit, submit, after_submit},
    {"withdraw", false, NULL, plain, after_withdraw},
    {"return", false, NULL, plain, NULL},
    {"delete", true, guard_delete, plain, NULL},
    {"gray", true, guard_gray, gray, NULL},
    {"stop-gray", false, NULL, stop_gray, NULL},
    {"online", true, guard_online, online, after_online},
    {"offline", true, guard_offline, offline, after_offline},
    {"set-trial", true, guard_set_trial, set_trial, NULL},
    {"clear-trial", true, guard_clear_trial, clear_trial, NULL},
};

enum res version_move(struct ctx *c, const struct plugin *p, struct version *v, unsigned rel, const char *action) {
  return version_move_with(c, p, v, rel, action, &(struct version_said){0});
}

enum res version_move_with(struct ctx *c, const struct plugin *p, struct version *v, unsigned rel, const char *action,
                           const struct version_said *said) {
  struct task t = {.c = c, .p = p, .v = v, .rel = rel, .action = action, .said = said};
  const struct move *row = NULL;
  size_t i = 0;
  enum res r = RES_OK;

  while (i < sizeof acts / sizeof acts[0] && strcmp(acts[i].action, action) != 0)
    i++;
  if (i == sizeof acts / sizeof acts[0])
    return RES_MALFORMED;
  if (acts[i].locks)
    r = db_one(c->db, c->a, version_lock, &t.at, I(p->id));
  /* a guard only speaks when the move as such is open to the caller */
  if (r == RES_OK && acts[i].guard != NULL && move_check(&version_machine, v->state, action, rel, &row) == MOVE_OK)
    r = acts[i].guard(&t);
  if (r != RES_OK)
    return r;
  r = acts[i].move(&t);
  if (r == RES_CONFLICT && c->why.text == NULL) /* one_in_pipeline */
    return why_at(c, RES_CONFLICT, "versions", p->id, N_("刚刚有另一个版本提交了审核，请先完成或撤回它"));
  return r == RES_OK && acts[i].after != NULL ? acts[i].after(&t) : r;
}

enum res version_decided(struct ctx *c, int64_t id, bool approve, const char *reason, struct bytes shown_hash) {
  const struct db_arg set[] = {T(approve ? NULL : reason)};
  struct version v = {0};
  enum res r = version_by_id(c, id, &v);

  if (r == RES_OK && !bytes_same(v.package_sha256, shown_hash))
    return why(c, RES_CONFLICT, NULL, N_("版本的安装包和你看到的不一样，请刷新后重新审核"));
  if (r == RES_OK)
    r = move(c, &v, REL_VERSION | REL_CLAIMANT, approve ? "approve" : "reject", approve ? NULL : reason,
             &version_reason, 1, set);
  return r;
}
