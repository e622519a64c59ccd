/* Binding is all or none: the rows of all mini-programs are made by one statement each for ids, bindings, history and
 * audit. The entitlement's lock puts binding and releasing in a row; the unique key of mini-program and plugin decides
 * between two requests at once, and the second one runs again and then names the mini-program. */
#include "domain/binding.h"

#include "base/seal.h"
#include "domain/application.h"
#include "domain/application_bulk.h"
#include "domain/application_rule.h"
#include "domain/entitlement.h"
#include "domain/ids.h"
#include "domain/moving.h"
#include "rule/policy.h"

#include <string.h>

static const struct state binding_machine_states[] = {
    {"waiting", N_("待通过"), TONE_AMBER},
    {"active", N_("启用"), TONE_GREEN},
    {"stopped", N_("停用"), TONE_AMBER},
    {"closed", N_("已解绑"), TONE_GREY},
};
static const struct move binding_machine_moves[] = {
    {"", "bind", "active", REL_SELLERS, 0, N_("绑定")},
    {"", "apply", "waiting", REL_SELLERS, 0, N_("申请使用")},
    {"waiting", "approve", "active", REL_PROVIDER, 0, N_("通过申请")},
    {"waiting", "refuse", "closed", REL_PROVIDER, 0, N_("拒绝申请")},
    {"waiting", "auto-approve", "active", REL_RULE, 0, N_("自动通过")},
    {"waiting", "expire", "closed", REL_CLOCK, 0, N_("超时关闭")},
    {"waiting", "withdraw", "closed", REL_SELLERS, MOVE_BUTTON | MOVE_DANGER, N_("撤回申请")},
    {"active", "stop", "stopped", REL_SELLERS, MOVE_BUTTON, N_("停用插件")},
    {"stopped", "resume", "active", REL_SELLERS, MOVE_BUTTON | MOVE_PRIMARY, N_("启用插件")},
    {"active", "unbind", "closed", REL_SELLERS, MOVE_BUTTON | MOVE_DANGER, N_("解绑")},
    {"stopped", "unbind", "closed", REL_SELLERS, MOVE_BUTTON | MOVE_DANGER, N_("解绑")},
};
MACHINE(binding_machine, "binding", N_("绑定"));

SHAPE(host_shape, struct host, M(struct host, id), M(struct host, name), M(struct host, avatar),
      M(struct host, categories), M(struct host, bound));
#define HOST                                                                                                           \
  "SELECT a.id, a.name, a.avatar, COALESCE((SELECT GROUP_CONCAT(x.code SEPARATOR '|') FROM app_category x"             \
  " WHERE x.app_id = a.id AND x.state = 'passed'), '') AS categories, b.state AS bound"                                \
  " FROM app a LEFT JOIN binding b ON b.open_app = a.id AND b.plugin_id = ? WHERE a.subject_id = ?"
DB_QUERY(binding_hosts_like, host_shape,
         HOST " AND " LOOK_FITS("a.name_key", "a.id") " ORDER BY a.created_at DESC, a.id DESC LIMIT ?");
DB_QUERY(binding_hosts_of, host_shape,
         HOST " AND a.id IN (SELECT j.id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) j)");

DB_STMT(binding_insert,
        "INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, token_hash, token, config, agreed_by,"
        " created_at) SELECT j.id, j.app, ?, ?, ?, ?, UNHEX(j.hash), UNHEX(j.token), '{}', ?, ?"
        " FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$.id', app BIGINT PATH '$.app',"
        " hash VARCHAR(64) PATH '$.hash', token VARCHAR(320) PATH '$.token')) j");
DB_STMT(binding_update, "UPDATE binding SET state = ?, rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?");
DB_STMT(binding_closed, "UPDATE binding SET closed_at = ?, token_hash = NULL, token = NULL WHERE id = ?");
DB_STMT(binding_config,
        "UPDATE binding SET config = ?, rev = rev + 1 WHERE id = ? AND rev = ? AND open_app IS NOT NULL");

struct gate {
  int64_t rule_id; /* that is on; 0: none */
  const char *add_mode, *state, *host_types, *host_level1;
};
SHAPE(gate_shape, struct gate, M(struct gate, add_mode), M(struct gate, state), M(struct gate, rule_id),
      M(struct gate, host_types), M(struct gate, host_level1));
DB_QUERY(binding_gate, gate_shape,
         "SELECT p.add_mode, p.state, y.id AS rule_id, y.host_types, y.host_level1 FROM plugin p"
         " LEFT JOIN application_rule y ON y.on_of = p.id WHERE p.id = ? LOCK IN SHARE MODE");

enum res binding_hosts(struct ctx *c, int64_t plugin_id, const char *q, struct host **out, size_t *n) {
  struct look look = look_for(c, q);

  return db_list(c->db, c->a, binding_hosts_like, out, n, I(plugin_id), I(c->who.subject_id), T(look.like), I(look.id),
                 I(BINDING_HOSTS + 1));
}

enum res binding_hosts_named(struct ctx *c, int64_t plugin_id, const int64_t *id, size_t n, struct host **out,
                             size_t *found) {
  return db_list(c->db, c->a, binding_hosts_of, out, found, I(plugin_id), I(c->who.subject_id), T(ids_json(c, id, n)));
}

struct unfit unfit_of(struct ctx *c, const struct category *k, const char *bound, const char *categories) {
  struct category bare = *k;
  const char *words;

  if (bound != NULL && strcmp(bound, "waiting") == 0)
    return (struct unfit){UNFIT_WAITING, TR(c, N_("已经申请使用，正在等待服务商答复"))};
  if (bound != NULL)
    return (struct unfit){UNFIT_BOUND, TR(c, N_("已经绑定了这个插件"))};
  if (k->code == NULL || (words = category_fits(c, k, categories, c->who.subject_type)) == NULL)
    return (struct unfit){UNFIT_BOUND, NULL};
  bare.host_types = "";
  return (struct unfit){category_fits(c, &bare, categories, c->who.subject_type) == NULL ? UNFIT_TYPE : UNFIT_CATEGORY,
                        words};
}

struct unfit binding_unfit(struct ctx *c, const struct offer *o, const struct host *h) {
  struct category k = offer_category(o);

  return unfit_of(c, &k, h->bound, h->categories);
}

static bool asks(const struct gate *gate) { return strcmp(gate->add_mode, "approval") == 0; }

/* What a binding needs from the plugin's side; unshelving ends new obtaining only. The add mode and the rule hold until
 * the commit. */
static enum res servable(struct ctx *c, const struct offer *o, const char *reason, struct gate *gate) {
  enum res r = db_one(c->db, c->a, binding_gate, gate, I(o->id));

  if (r != RES_OK)
    return r;
  if (strcmp(gate->state, "active") != 0)
    return why(c, RES_CONFLICT, NULL, N_("插件已被平台停用，暂时不能绑定"));
  if (o->online_versions == 0)
    return why(c, RES_CONFLICT, NULL, N_("插件没有已上线的版本，服务商上线版本后才能绑定"));
  return asks(gate) ? application_reason(c, reason) : RES_OK;
}

static enum res check_hosts(struct ctx *c, const struct offer *o, const int64_t *app, size_t n, struct host **out) {
  struct host *host = NULL;
  size_t found = 0;
  enum res r;

  if (n == 0 || n > BINDING_HOSTS)
    return why(c, RES_INVALID, "app", N_("请选择 1 至 %d 个小程序"), (int)BINDING_HOSTS);
  r = binding_hosts_named(c, o->id, app, n, &host, &found);
  if (r != RES_OK)
    return r;
  if (found != n)
    return why(c, RES_INVALID, "app", N_("请选择当前主体的小程序，每个只选一次"));
  for (size_t i = 0; i < found; i++) {
    const char *unfit = binding_unfit(c, o, &host[i]).text;

    if (unfit != NULL)
      return why(c, RES_INVALID, "app", N_("“%s”不能绑定：%s"), host[i].name, unfit);
  }
  *out = host;
  return RES_OK;
}

/* The row of one binding: a waiting one gets its token when it is approved. */
static void add_row(struct ctx *c, struct buf *b, int64_t id, int64_t app, bool waits) {
  struct bytes token, sealed;
  unsigned char hash[SEAL_HASH];

  buf_fmt(b, "%s{\"id\":%lld,\"app\":%lld", b->n == 1 ? "" : ",", (long long)id, (long long)app);
  if (!waits) {
    token = bytes_of(seal_token(c->a));
    sealed = seal_close(c->a, "binding", token);
    seal_mac("binding", token, hash);
    buf_fmt(b, ",\"hash\":\"%s\",\"token\":\"%s\"", bytes_hex(c->a, hash, sizeof hash),
            bytes_hex(c->a, sealed.p, sealed.n));
  }
  buf_char(b, '}');
}

/* The rows of all bindings as JSON; `m` gets the moves that bring them into being. */
static const char *rows_of(struct ctx *c, const int64_t *app, const int64_t *id, size_t n, bool waits,
                           const char *reason, struct moving *m) {
  struct buf b = buf_new(c->a, 64 * 1024);

  buf_char(&b, '[');
  for (size_t i = 0; i < n; i++) {
    add_row(c, &b, id[i], app[i], waits);
    m[i] = (struct moving){.machine = &binding_machine,
                           .kind = "binding",
                           .id = id[i],
                           .subject_id = c->who.subject_id,
                           .state = waits ? "waiting" : "active",
                           .rev = 1,
                           .rel = ctx_rel(c, c->who.subject_id),
                           .reason = waits ? reason : NULL};
  }
  buf_char(&b, ']');
  return b.p;
}

/* Ids for bindings and, behind them, for their applications. */
static enum res draw(struct ctx *c, size_t n, bool waits, int64_t *id) {
  const char *kind[2 * BINDING_HOSTS];

  for (size_t i = 0; i < n; i++) {
    kind[i] = "binding";
    kind[n + i] = "application";
  }
  return ids_draw(c, kind, waits ? 2 * n : n, id);
}

/* Of the applications that were just made, those that the plugin's rule takes are approved. `host` has the same mini-programs as
 * `app`, in any order. */
static enum res accept(struct ctx *c, const struct gate *gate, const struct host *host, const int64_t *app,
                       const int64_t *id, size_t n, size_t *waits) {
  struct application *a = ARENA_ARRAY(c->a, struct application, n);
  size_t taken = 0;

  for (size_t i = 0; gate->rule_id != 0 && i < n; i++) {
    const struct host *h = host;

    while (h->id != app[i])
      h++;
    if (rule_fits(c, gate->host_types, gate->host_level1, h->categories, c->who.subject_type))
      a[taken++] = (struct application){.id = id[n + i],
                                        .rev = 1,
                                        .state = "pending",
                                        .binding_id = id[i],
                                        .binding_rev = 1,
                                        .binding_state = "waiting",
                                        .subject_id = c->who.subject_id};
  }
  *waits = n - taken;
  return taken == 0 ? RES_OK : application_accept_all(c, a, taken, gate->rule_id);
}

enum res binding_bind(struct ctx *c, const struct offer *o, const int64_t *app, size_t n, const char *reason,
                      size_t *waits) {
  struct moving m[BINDING_HOSTS];
  int64_t id[2 * BINDING_HOSTS];
  struct host *host = NULL;
  struct gate gate = {0};
  enum res r = entitlement_lock(c, o->id);
  bool ask;

  *waits = 0;
  if (r == RES_OK)
    r = servable(c, o, reason, &gate);
  if (r == RES_OK)
    r = check_hosts(c, o, app, n, &host);
  ask = r == RES_OK && asks(&gate);
  if (r == RES_OK)
    r = draw(c, n, ask, id);
  if (r != RES_OK)
    return r;
  r = db_exec(c->db, binding_insert, NULL, I(o->id), I(c->who.subject_id), I(o->newest_major),
              T(ask ? "waiting" : "active"), I(c->who.user_id), I(c->now), T(rows_of(c, app, id, n, ask, reason, m)));
  if (r == RES_CONFLICT)
    return RES_RETRY; /* bound by another request just now: run again and say which */
  if (r == RES_OK)
    r = moves_born(c, m, n, ask ? "apply" : "bind");
  if (r == RES_OK && ask)
    r = application_apply(c, o->id, id + n, id, app, n, reason);
  return r == RES_OK && ask ? accept(c, &gate, host, app, id, n, waits) : r;
}

enum res binding_move(struct ctx *c, struct binding *b, const char *action) {
  struct moving m = {.machine = &binding_machine,
                     .update = &binding_update,
                     .kind = "binding",
                     .id = b->id,
                     .subject_id = b->subject_id,
                     .state = b->state,
                     .rev = b->rev,
                     .rel = ctx_rel(c, b->subject_id)};
  enum res r;

  if (strcmp(action, "withdraw") == 0 && strcmp(b->state, "waiting") == 0)
    return application_withdraw(c, b->id);
  r = move_do(c, &m, action);
  if (r == RES_OK && strcmp(m.state, "closed") == 0)
    r = db_exec(c->db, binding_closed, NULL, I(c->now), I(b->id));
  return r;
}

enum res binding_configure(struct ctx *c, const struct binding *b, const char *json) {
  int64_t changed = 0;
  enum res r = db_exec(c->db, binding_config, &changed, T(json), I(b->id), I(b->rev));

  if (r == RES_OK && changed == 0)
    return RES_STALE;
  return r == RES_OK ? audit(c, "binding.config", "binding", b->id, "") : r;
}
