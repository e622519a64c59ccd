/* Adding counts under the lock of the plugin's row in plugin_state, and by a locking read, which sees what was committed while
 * it waited, whatever the transaction has read before. Everything else is a move of one row; what changes with its state
 * stands in the same statement. */
#include "domain/link.h"

#include "base/seal.h"
#include "domain/count.h"
#include "domain/ids.h"
#include "domain/moving.h"
#include "rule/policy.h"

#include <string.h>

static const struct state link_machine_states[] = {
    {"pending", N_("待授权"), TONE_AMBER},  {"authorised", N_("已授权"), TONE_GREEN},
    {"cancelled", N_("已取消"), TONE_GREY}, {"refused", N_("已拒绝"), TONE_RED},
    {"ended", N_("已解绑"), TONE_GREY},
};
static const struct move link_machine_moves[] = {
    {"", "add", "pending", REL_PROVIDER, 0, N_("添加主体小程序")},
    {"", "add-own", "authorised", REL_PROVIDER, 0, N_("添加同一主体的小程序")},
    {"pending", "cancel", "cancelled", REL_PROVIDER, MOVE_BUTTON, N_("取消")},
    {"pending", "authorise", "authorised", REL_MAKERS, MOVE_BUTTON | MOVE_PRIMARY, N_("授权")},
    {"pending", "refuse", "refused", REL_MAKERS, MOVE_BUTTON | MOVE_DANGER, N_("拒绝")},
    {"authorised", "unbind", "ended", REL_PROVIDER | REL_MAKERS, MOVE_BUTTON | MOVE_DANGER, N_("解绑")},
};
MACHINE(link_machine, "link", N_("联调关系"));

#define L(field) M(struct link, field)
SHAPE(link_shape, struct link, L(id), L(plugin_id), L(app_id), L(rev), L(created_at), L(authorised_at), L(ended_at),
      L(token_at), L(provider_id), L(host_id), L(state), L(app_name), L(plugin_name), L(provider), L(host), L(added_by),
      L(token), L(app_avatar), L(plugin_avatar), L(total));
#undef L
#define COLUMNS(total)                                                                                                 \
  "SELECT l.id, l.plugin_id, l.app_id, l.rev, l.created_at, l.authorised_at, l.ended_at, l.token_at,"                  \
  " p.subject_id AS provider_id, a.subject_id AS host_id, l.state, a.name AS app_name, p.name AS plugin_name,"         \
  " s.name AS provider, h.name AS host, u.display_name AS added_by, l.token, a.avatar AS app_avatar,"                  \
  " p.avatar AS plugin_avatar, " total " AS total"
#define NAMED                                                                                                          \
  " JOIN plugin p ON p.id = l.plugin_id JOIN app a ON a.id = l.app_id JOIN subject s ON s.id = p.subject_id"           \
  " JOIN subject h ON h.id = a.subject_id LEFT JOIN user u ON u.id = l.added_by"
DB_QUERY(link_of_pair, link_shape, COLUMNS("1") " FROM link l" NAMED " WHERE l.open_app = ? AND l.plugin_id = ?");

#define OF(owner)   "link WHERE " owner " = ? AND is_open = ?"
#define PART(owner) COLUMNS(COUNTED(OF(owner))) " FROM (SELECT x.* FROM link x WHERE x." owner " = ? AND x.is_open = ?"
#define NEWEST(owner)                                                                                                  \
  PART(owner) SPAN_NEWEST("x.created_at", "x.id") ") l" NAMED " ORDER BY l.created_at DESC, l.id DESC"
#define OLDEST(owner) PART(owner) SPAN_OLDEST("x.created_at", "x.id") ") l" NAMED " ORDER BY l.created_at, l.id"
DB_QUERY(link_plugin_newest, link_shape, NEWEST("plugin_id"));
DB_QUERY(link_plugin_oldest, link_shape, OLDEST("plugin_id"));
DB_QUERY(link_app_newest, link_shape, NEWEST("app_id"));
DB_QUERY(link_app_oldest, link_shape, OLDEST("app_id"));

struct gate {
  int64_t plugin_id, host_id;
  const char *plugin_state, *host_state;
};
#define G(field) M(struct gate, field)
SHAPE(gate_shape, struct gate, G(plugin_id), G(host_id), G(plugin_state), G(host_state));
#undef G
DB_QUERY(link_gate, gate_shape,
         "SELECT st.plugin_id, COALESCE((SELECT a.subject_id FROM app a WHERE a.id = ?), 0) AS host_id,"
         " (SELECT p.state FROM plugin p WHERE p.id = st.plugin_id) AS plugin_state,"
         " (SELECT s.state FROM app a JOIN subject s ON s.id = a.subject_id WHERE a.id = ?) AS host_state"
         " FROM plugin_state st WHERE st.plugin_id = ? FOR UPDATE");
struct figures {
  int64_t open, there;
};
SHAPE(figures_shape, struct figures, M(struct figures, open), M(struct figures, there));
DB_QUERY(link_figures, figures_shape,
         "SELECT COUNT(*) AS open, COUNT(IF(open_app = ?, 1, NULL)) AS there FROM link WHERE plugin_id = ?"
         " AND is_open = 1 LOCK IN SHARE MODE");
DB_STMT(link_insert,
        "INSERT INTO link (id, plugin_id, app_id, state, token_hash, token, token_at, added_by, created_at,"
        " authorised_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
DB_STMT(link_authorised, "UPDATE link SET token_hash = ?, token = ?, token_at = ?, authorised_at = ?, state = ?,"
                         " rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?");
DB_STMT(link_over, "UPDATE link SET ended_at = ?, token_hash = NULL, token = NULL, state = ?, rev = rev + 1"
                   " WHERE id = ? AND state = ? AND rev = ?");
DB_STMT(link_retoken, "UPDATE link SET token_hash = ?, token = ?, token_at = ? WHERE id = ? AND state = 'authorised'");

enum res link_load(struct ctx *c, int64_t plugin_id, int64_t app_id, struct link *out) {
  return db_one(c->db, c->a, link_of_pair, out, I(app_id), I(plugin_id));
}

enum res link_of_plugin(struct ctx *c, int64_t plugin_id, bool open, const struct span *span, struct link **out,
                        size_t *n) {
#define OWN I(plugin_id), I(open)
  return span_list(c, link_plugin_newest, link_plugin_oldest, span, out, n, OWN, OWN, OWN);
#undef OWN
}

enum res link_of_app(struct ctx *c, int64_t app_id, bool open, const struct span *span, struct link **out, size_t *n) {
#define OWN I(app_id), I(open)
  return span_list(c, link_app_newest, link_app_oldest, span, out, n, OWN, OWN, OWN);
#undef OWN
}

struct token {
  unsigned char hash[SEAL_HASH];
  struct bytes sealed;
};

static struct token token_new(struct ctx *c) {
  struct bytes text = bytes_of(seal_token(c->a));
  struct token t = {.sealed = seal_close(c->a, "link", text)};

  seal_mac("link", text, t.hash);
  return t;
}

const char *link_token(struct ctx *c, const struct link *l) {
  struct bytes text = l->token.n == 0 ? l->token : seal_open(c->a, "link", l->token);

  return text.n == 0 ? NULL : arena_strn(c->a, text.p, text.n);
}

static unsigned provider_rel(const struct ctx *c, int64_t subject_id) {
  return policy_may(PERM_DEBUG, ctx_rel(c, subject_id)) ? REL_PROVIDER : 0;
}

unsigned link_rel(const struct ctx *c, const struct link *l, enum link_side side) {
  return side == LINK_PROVIDER ? provider_rel(c, l->provider_id) : ctx_rel(c, l->host_id);
}

/* May it be added? The row of plugin_state stays locked until the commit. */
static enum res check(struct ctx *c, const struct plugin *p, int64_t app_id, struct gate *g) {
  struct figures f = {0};
  enum res r = db_one(c->db, c->a, link_gate, g, I(app_id), I(app_id), I(p->id));

  if (r == RES_OK)
    r = db_one(c->db, c->a, link_figures, &f, I(app_id), I(p->id));
  if (r != RES_OK)
    return r;
  if (strcmp(g->plugin_state, "active") != 0)
    return why(c, RES_CONFLICT, NULL, N_("插件已被平台停用，恢复前不能添加联调的小程序"));
  if (g->host_id == 0)
    return why(c, RES_INVALID, "app", N_("没有这个 AppID 的小程序，请向小程序的主体核对"));
  if (strcmp(g->host_state, "active") != 0)
    return why(c, RES_INVALID, "app", N_("这个小程序的主体已被平台停用，恢复后才能添加"));
  if (f.there > 0)
    return why(c, RES_INVALID, "app", N_("这个小程序已经添加，请在下面的列表里查看"));
  if (f.open >= LINK_HOSTS)
    return why(c, RES_INVALID, "app", N_("最多添加 %d 个小程序，请先取消或解绑不再联调的"), (int)LINK_HOSTS);
  return RES_OK;
}

enum res link_add(struct ctx *c, const struct plugin *p, const char *appid, bool *authorised) {
  struct moving m = {.machine = &link_machine, .kind = "link", .subject_id = p->subject_id, .rev = 1};
  int64_t app_id = id_parse(appid);
  struct token t = {0};
  struct gate g = {0};
  enum res r;

  m.rel = provider_rel(c, p->subject_id);
  if (m.rel == 0)
    return why(c, RES_FORBIDDEN, NULL, N_("需要由%s来操作"), TR(c, policy_holders(PERM_DEBUG)));
  r = check(c, p, app_id, &g);
  if (r == RES_OK)
    r = id_new(c, "link", &m.id);
  if (r != RES_OK)
    return r;
  *authorised = g.host_id == p->subject_id;
  if (*authorised)
    t = token_new(c);
  m.state = *authorised ? "authorised" : "pending";
  r = db_exec(c->db, link_insert, NULL, I(m.id), I(p->id), I(app_id), T(m.state),
              *authorised ? H(t.hash, sizeof t.hash) : T(NULL), B(t.sealed), I(*authorised ? c->now : 0),
              I(c->who.user_id), I(c->now), I(*authorised ? c->now : 0));
  return r == RES_OK ? move_born(c, &m, *authorised ? "add-own" : "add") : r;
}

enum res link_move(struct ctx *c, struct link *l, enum link_side side, const char *action) {
  bool yes = strcmp(action, "authorise") == 0;
  struct token t = {0};
  struct moving m = {.machine = &link_machine,
                     .update = yes ? &link_authorised : &link_over,
                     .kind = "link",
                     .id = l->id,
                     .subject_id = side == LINK_PROVIDER ? l->provider_id : l->host_id,
                     .state = l->state,
                     .rev = l->rev,
                     .rel = link_rel(c, l, side)};
  enum res r;

  if (yes)
    t = token_new(c);
  r = yes ? move_set(c, &m, action, 4,
                     (const struct db_arg[]){H(t.hash, sizeof t.hash), B(t.sealed), I(c->now), I(c->now)})
          : move_set(c, &m, action, 1, (const struct db_arg[]){I(c->now)});
  l->state = m.state;
  l->rev = m.rev;
  return r;
}

enum res link_rotate(struct ctx *c, const struct link *l) {
  struct token t = token_new(c);
  int64_t changed = 0;
  enum res r;

  if (link_rel(c, l, LINK_PROVIDER) == 0)
    return why(c, RES_FORBIDDEN, NULL, N_("需要由%s来操作"), TR(c, policy_holders(PERM_DEBUG)));
  r = db_exec(c->db, link_retoken, &changed, H(t.hash, sizeof t.hash), B(t.sealed), I(c->now), I(l->id));
  if (r == RES_OK && changed == 0)
    return why(c, RES_CONFLICT, NULL, N_("刚刚有人先操作了，请刷新页面查看最新状态"));
  return r == RES_OK ? audit(c, "link.rotate-token", "link", l->id, "") : r;
}
