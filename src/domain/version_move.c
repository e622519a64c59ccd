/* The moves of a version, each a row with what must hold before and what follows after; move_do does the rest. */
#include "domain/version.h"

#include "domain/market.h"
#include "domain/moving.h"
#include "domain/review.h"
#include "rule/policy.h"

#include <string.h>

#define MOVED "state = ?, rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?"
DB_STMT(version_state, "UPDATE version SET " MOVED);
DB_STMT(version_submitted,
        "UPDATE version SET category = ?, tags = ?, description = ?, usage_text = ?, test_login = ?, self_check = ?,"
        " submitted_at = ?, reason = NULL, " MOVED);
DB_STMT(version_reason, "UPDATE version SET reason = ?, " MOVED);
DB_STMT(version_online, "UPDATE version SET online_at = ?, " MOVED);
DB_STMT(plugin_state_online, "UPDATE plugin_state SET category = ?, tags = ?, latest_version = ?,"
                             " online_versions = online_versions + 1 WHERE plugin_id = ?");

static enum res guard_submit(struct ctx *c, const struct plugin *p, const struct version *v) {
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
  if (!ready.docs)
    return why_at(c, RES_CONFLICT, "doc", p->id, N_("请先到“插件文档”上传文档"));
  if (!ready.category)
    return why_at(c, RES_CONFLICT, "app_settings", p->app_id,
                  N_("所选服务类目在所属小程序里还没有通过，请到小程序的“设置”里添加，或者另选一个"));
  if (ready.waiting != NULL)
    return why_at(c, RES_CONFLICT, "versions", p->id, N_("版本 %s 正在审核或等待上线，请先完成或撤回它"),
                  ready.waiting);
  return RES_OK;
}

static enum res move(struct ctx *c, struct version *v, unsigned rel, const char *action, const char *reason,
                     const struct db_stmt *update, size_t n, const struct db_arg *set) {
  struct moving m = {&version_machine, update, "version", v->id, v->subject_id, v->state, v->rev, rel, reason};
  enum res r = move_set(c, &m, action, n, set);

  v->state = m.state;
  v->rev = m.rev;
  return r;
}

static enum res plain(struct ctx *c, struct version *v, unsigned rel, const char *action) {
  return move(c, v, rel, action, NULL, &version_state, 0, NULL);
}

/* With what it is submitted with, as *v holds it. */
static enum res submit(struct ctx *c, struct version *v, unsigned rel, const char *action) {
  const struct db_arg set[] = {T(v->category),   T(v->tags),       T(v->description), T(v->usage_text),
                               B(v->test_login), I(v->self_check), I(c->now)};

  v->submitted_at = c->now;
  return move(c, v, rel, action, NULL, &version_submitted, sizeof set / sizeof set[0], set);
}

static enum res online(struct ctx *c, struct version *v, unsigned rel, const char *action) {
  const struct db_arg set[] = {I(c->now)};

  v->online_at = c->now;
  return move(c, v, rel, action, NULL, &version_online, 1, set);
}

static enum res after_submit(struct ctx *c, const struct plugin *p, struct version *v) {
  enum res r = version_write_previews(c, v);

  if (r != RES_OK)
    return r;
  return review_open(c, "version", v->id, p->id, p->subject_id, v->package_sha256.p);
}

static enum res after_withdraw(struct ctx *c, const struct plugin *p, struct version *v) {
  (void)p;
  return review_withdraw(c, "version", v->id);
}

static enum res after_online(struct ctx *c, const struct plugin *p, struct version *v) {
  enum res r = db_exec(c->db, plugin_state_online, NULL, T(v->category), T(v->tags), I(v->id), I(p->id));

  return r == RES_OK ? market_refresh(c, p->id) : r;
}

static const struct {
  const char *action;
  enum res (*guard)(struct ctx *c, const struct plugin *p, const struct version *v);
  enum res (*move)(struct ctx *c, struct version *v, unsigned rel, const char *action);
  enum res (*after)(struct ctx *c, const struct plugin *p, struct version *v);
} acts[] = {
    {"submit", guard_submit, submit, after_submit},
    {"withdraw", NULL, plain, after_withdraw},
    {"return", NULL, plain, NULL},
    {"delete", NULL, plain, NULL},
    {"online", NULL, online, after_online},
};

enum res version_move(struct ctx *c, const struct plugin *p, struct version *v, unsigned rel, const char *action) {
  const struct move *row = NULL;
  size_t i = 0;
  enum res r;

  while (i < sizeof acts / sizeof acts[0] && strcmp(acts[i].action, action) != 0)
    i++;
  if (i == sizeof acts / sizeof acts[0])
    return RES_MALFORMED;
  /* a guard only speaks when the move as such is open to the caller */
  if (acts[i].guard != NULL && move_check(&version_machine, v->state, action, rel, &row) == MOVE_OK &&
      (r = acts[i].guard(c, p, v)) != RES_OK)
    return r;
  r = acts[i].move(c, v, rel, action);
  if (r == RES_CONFLICT && c->why.text == NULL) /* one_in_pipeline */
    return why_at(c, RES_CONFLICT, "versions", p->id, N_("刚刚有另一个版本提交了审核，请先完成或撤回它"));
  return r == RES_OK && acts[i].after != NULL ? acts[i].after(c, p, v) : r;
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
