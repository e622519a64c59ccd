/* The plugin's row in plugin_state is locked first, as by whatever submits for review, so that nothing gets into review while
 * hands change. Rows that repeat whose the plugin is (sql/0024) are changed by one statement. */
#include "domain/transfer.h"

#include "base/text.h"
#include "domain/each.h"
#include "domain/ids.h"
#include "domain/market.h"
#include "domain/moving.h"
#include "domain/payment.h"
#include "rule/policy.h"
#include "rule/subject.h"

#include <string.h>

static const struct state transfer_machine_states[] = {
    {"offered", N_("待接收"), TONE_AMBER}, {"accepted", N_("已转让"), TONE_GREEN},
    {"declined", N_("已拒收"), TONE_RED},  {"cancelled", N_("已取消"), TONE_GREY},
    {"expired", N_("已超时"), TONE_GREY},
};
static const struct move transfer_machine_moves[] = {
    {"", "offer", "offered", REL_PROVIDER, MOVE_DANGER, N_("发起转让")},
    {"offered", "accept", "accepted", REL_MANAGERS, MOVE_PRIMARY, N_("接收插件")},
    {"offered", "decline", "declined", REL_MANAGERS, MOVE_BUTTON, N_("拒收")},
    {"offered", "cancel", "cancelled", REL_PROVIDER, MOVE_BUTTON, N_("取消转让")},
    {"offered", "expire", "expired", REL_CLOCK, 0, N_("超时")},
};
MACHINE(transfer_machine, "transfer", N_("插件转让"));

#define T_(field) M(struct transfer, field)
SHAPE(transfer_shape, struct transfer, T_(id), T_(plugin_id), T_(from_subject), T_(to_subject), T_(rev), T_(offered_at),
      T_(due_at), T_(ended_at), T_(state), T_(plugin_name), T_(from_name), T_(to_name), T_(offered_name), T_(category),
      T_(avatar), T_(total));
#undef T_
#define COLUMNS(total)                                                                                                 \
  "SELECT t.id, t.plugin_id, t.from_subject, t.to_subject, t.rev, t.offered_at, t.due_at, t.ended_at, t.state,"        \
  " p.name AS plugin_name, f.name AS from_name, o.name AS to_name, u.display_name AS offered_name, st.category,"       \
  " p.avatar, " total " AS total FROM "
#define JOINED                                                                                                         \
  " JOIN plugin p ON p.id = t.plugin_id JOIN plugin_state st ON st.plugin_id = p.id"                                   \
  " JOIN subject f ON f.id = t.from_subject JOIN subject o ON o.id = t.to_subject"                                     \
  " LEFT JOIN user u ON u.id = t.offered_by"
DB_QUERY(transfer_by_id, transfer_shape, COLUMNS("0") "transfer t" JOINED " WHERE t.id = ?");
DB_QUERY(transfer_by_plugin, transfer_shape,
         COLUMNS("0") "transfer t" JOINED " WHERE t.plugin_id = ? ORDER BY t.offered_at DESC, t.id DESC LIMIT 20");
#define TO(end, order)                                                                                                 \
  COLUMNS("(SELECT COUNT(*) FROM (SELECT 1 FROM transfer WHERE to_subject = ? LIMIT 1001) z)")                         \
  "(SELECT t.id FROM transfer t WHERE t.to_subject = ?" end ") k JOIN transfer t ON t.id = k.id" JOINED                \
  " ORDER BY " order
DB_QUERY(transfer_newest, transfer_shape, TO(SPAN_NEWEST("t.offered_at", "t.id"), "t.offered_at DESC, t.id DESC"));
DB_QUERY(transfer_oldest, transfer_shape, TO(SPAN_OLDEST("t.offered_at", "t.id"), "t.offered_at, t.id"));

/* Is anything of the plugin in review, and may it be given away at all? */
struct gate {
  int64_t version, listing, payment, subject_id, payment_rev;
  const char *state, *category, *payment_state;
};
#define G(field) M(struct gate, field)
SHAPE(gate_shape, struct gate, G(version), G(listing), G(payment), G(subject_id), G(payment_rev), G(state), G(category),
      G(payment_state));
#undef G
#define GATE(lock)                                                                                                     \
  "SELECT EXISTS (SELECT 1 FROM version v WHERE v.plugin_id = st.plugin_id AND v.state = 'auditing'" lock              \
  ") AS version, EXISTS (SELECT 1 FROM listing_revision r WHERE r.open_of = st.plugin_id AND r.state = "               \
  "'auditing'" lock                                                                                                    \
  ") AS listing, COALESCE(y.state = 'auditing', 0) AS payment, p.subject_id, y.rev AS payment_rev, p.state,"           \
  " st.category, y.state AS payment_state FROM plugin_state st JOIN plugin p ON p.id = st.plugin_id"                   \
  " LEFT JOIN payment y ON y.plugin_id = st.plugin_id WHERE st.plugin_id = ?"
DB_QUERY(transfer_gate, gate_shape, GATE(""));
DB_QUERY(transfer_gate_lock, gate_shape, GATE(" LOCK IN SHARE MODE") " FOR UPDATE");

struct side {
  int64_t id;
  const char *type, *state, *real_name;
};
SHAPE(side_shape, struct side, M(struct side, id), M(struct side, type), M(struct side, state),
      M(struct side, real_name));
DB_QUERY(transfer_side, side_shape,
         "SELECT s.id, s.type, s.state, COALESCE(n.state, 'none') AS real_name FROM subject s LEFT JOIN real_name n"
         " ON n.subject_id = s.id WHERE s.name_key = ? OR s.id = ? LIMIT 1 LOCK IN SHARE MODE");
DB_STMT(transfer_insert, "INSERT INTO transfer (id, plugin_id, from_subject, to_subject, state, offered_by, offered_at,"
                         " due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
DB_STMT(transfer_over,
        "UPDATE transfer SET ended_at = ?, state = ?, rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?");
/* The move takes the plugin along: whose it is, its mini-program, its listing, what the market says of it. */
DB_STMT(transfer_take, "UPDATE transfer t JOIN plugin p ON p.id = t.plugin_id AND p.subject_id = t.from_subject"
                       " JOIN listing l ON l.plugin_id = p.id JOIN subject o ON o.id = t.to_subject"
                       " LEFT JOIN market m ON m.plugin_id = p.id SET m.subject_name = o.name, t.ended_at = ?, "
                       "t.app_id = ?, p.app_id = ?, p.subject_id ="
                       " t.to_subject, p.rev = p.rev + 1, l.provider_id = t.to_subject, t.state = ?, t.rev = t.rev + 1"
                       " WHERE t.id = ? AND t.state = ? AND t.rev = ?");
DB_STMT(
    transfer_rows,
    "UPDATE (SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3) g"
    " LEFT JOIN version v ON g.k = 1 AND v.plugin_id = ? LEFT JOIN listing_revision r ON g.k = 2 AND r.plugin_id = ?"
    " LEFT JOIN application a ON g.k = 3 AND a.plugin_id = ?"
    " SET v.provider_id = ?, r.provider_id = ?, a.provider_id = ?");

struct host_row {
  int64_t id;
  const char *name;
};
SHAPE(host_shape, struct host_row, M(struct host_row, id), M(struct host_row, name));
#define FITS                                                                                                           \
  " FROM app a WHERE a.subject_id = ? AND (? IS NULL OR EXISTS (SELECT 1 FROM app_category k WHERE k.app_id = a.id"    \
  " AND k.code = ? AND k.state = 'passed'))"
DB_QUERY(transfer_host, host_shape, "SELECT a.id, a.name" FITS " AND a.id = ? LOCK IN SHARE MODE");
DB_QUERY(transfer_hosts, host_shape, "SELECT a.id, a.name" FITS " ORDER BY a.created_at DESC, a.id DESC LIMIT ?");

DB_QUERY(transfer_due, each_shape,
         "SELECT id FROM transfer WHERE state = 'offered' AND due_at <= ? ORDER BY due_at, id LIMIT ?");

enum { BATCH = 200 };

enum res transfer_load(struct ctx *c, int64_t id, struct transfer *out) {
  return db_one(c->db, c->a, transfer_by_id, out, I(id));
}

enum res transfer_of_plugin(struct ctx *c, int64_t plugin_id, struct transfer **out, size_t *n) {
  return db_list(c->db, c->a, transfer_by_plugin, out, n, I(plugin_id));
}

enum res transfer_to(struct ctx *c, int64_t subject_id, const struct span *span, struct transfer **out, size_t *n) {
  return span_list(c, transfer_newest, transfer_oldest, span, out, n, I(subject_id), I(subject_id));
}

enum res transfer_apps(struct ctx *c, const struct transfer *t, struct app_item **out, size_t *n) {
  struct host_row *row = NULL;
  enum res r =
      db_list(c->db, c->a, transfer_hosts, &row, n, I(t->to_subject), T(t->category), T(t->category), I(APP_NAMES));

  *out = ARENA_ARRAY(c->a, struct app_item, *n + 1);
  for (size_t i = 0; i < *n; i++)
    (*out)[i] = (struct app_item){.id = row[i].id, .name = row[i].name};
  return r;
}

static unsigned giver(const struct ctx *c, int64_t subject_id) {
  return policy_may(PERM_PLUGIN_EDIT, ctx_rel(c, subject_id)) ? REL_PROVIDER : 0;
}

unsigned transfer_rel(const struct ctx *c, const struct transfer *t) {
  return ctx_rel(c, t->to_subject) | giver(c, t->from_subject);
}

static enum res free_to_go(struct ctx *c, const struct gate *g, int64_t plugin_id) {
  if (strcmp(g->state, "active") != 0)
    return why(c, RES_CONFLICT, NULL, N_("插件已被平台停用，恢复前不能转让"));
  if (g->version)
    return why_at(c, RES_CONFLICT, "versions", plugin_id, N_("有版本正在审核，请等审核结束或先撤回，再转让插件"));
  if (g->listing)
    return why_at(c, RES_CONFLICT, "listing", plugin_id, N_("发布申请正在审核，请等审核结束或先撤回，再转让插件"));
  if (g->payment)
    return why_at(c, RES_CONFLICT, "payment", plugin_id, N_("支付能力正在审核，请等审核结束或先撤回，再转让插件"));
  return RES_OK;
}

enum res transfer_open(struct ctx *c, const struct plugin *p) {
  struct gate g = {0};
  enum res r = db_one(c->db, c->a, transfer_gate, &g, I(p->id));

  return r == RES_OK ? free_to_go(c, &g, p->id) : r;
}

/* Who is that, and may it have plugins? */
static enum res receiver(struct ctx *c, const struct plugin *p, const char *to, struct side *s) {
  enum res r = db_one(c->db, c->a, transfer_side, s, T(text_key(c->a, to)), I(id_parse(to)));

  if (r == RES_NOT_FOUND)
    return why(c, RES_INVALID, "to", N_("没有这个名称或 ID 的主体，请向对方核对完整的主体名称"));
  if (r != RES_OK)
    return r;
  if (s->id == p->subject_id)
    return why(c, RES_INVALID, "to", N_("插件已经属于这个主体，请填写另一个主体"));
  if (!subject_is_organisation(s->type))
    return why(c, RES_INVALID, "to", N_("个人主体不能开发插件，请填写企业、媒体、政府或其他组织的主体"));
  if (strcmp(s->state, "active") != 0)
    return why(c, RES_INVALID, "to", N_("这个主体已被平台停用，恢复后才能接收插件"));
  if (strcmp(s->real_name, "verified") != 0)
    return why(c, RES_INVALID, "to", N_("这个主体还没有通过实名认证，请对方先完成认证"));
  return RES_OK;
}

static struct moving moving_of(const struct transfer *t, const struct db_stmt *update, unsigned rel) {
  return (struct moving){.machine = &transfer_machine,
                         .update = update,
                         .kind = "transfer",
                         .id = t->id,
                         .subject_id = t->from_subject,
                         .state = t->state,
                         .rev = t->rev,
                         .rel = rel};
}

enum res transfer_offer(struct ctx *c, const struct plugin *p, const char *to) {
  struct transfer t = {.plugin_id = p->id, .from_subject = p->subject_id, .rev = 1, .state = "offered"};
  struct gate g = {0};
  struct side s = {0};
  struct moving m;
  enum res r;

  if (giver(c, p->subject_id) == 0)
    return why(c, RES_FORBIDDEN, NULL, N_("需要由%s来操作"), TR(c, policy_holders(PERM_PLUGIN_EDIT)));
  r = db_one(c->db, c->a, transfer_gate_lock, &g, I(p->id));
  if (r == RES_OK && g.subject_id != p->subject_id)
    return RES_NOT_FOUND;
  if (r == RES_OK)
    r = free_to_go(c, &g, p->id);
  if (r == RES_OK)
    r = receiver(c, p, to, &s);
  if (r == RES_OK)
    r = id_new(c, "transfer", &t.id);
  if (r != RES_OK)
    return r;
  r = db_exec(c->db, transfer_insert, NULL, I(t.id), I(p->id), I(p->subject_id), I(s.id), T(t.state), I(c->who.user_id),
              I(c->now), I(c->now + TRANSFER_TIME));
  if (r == RES_CONFLICT)
    return why(c, RES_CONFLICT, NULL, N_("插件已经发起转让，请等对方答复，或先取消再重新发起"));
  m = moving_of(&t, NULL, REL_PROVIDER);
  return r == RES_OK ? move_born(c, &m, "offer") : r;
}

enum res transfer_end(struct ctx *c, struct transfer *t, const char *action) {
  struct moving m = moving_of(t, &transfer_over, transfer_rel(c, t));

  return move_set(c, &m, action, 1, (const struct db_arg[]){I(c->now)});
}

static enum res over(struct ctx *c) {
  return why(c, RES_CONFLICT, NULL, N_("转让已超过 7 天，会自动关闭；需要时请对方重新发起"));
}

/* What a subject must have before it takes a plugin over. */
static enum res acceptable(struct ctx *c, const struct transfer *t, int64_t app_id, struct gate *g) {
  struct host_row app = {0};
  enum res r = plugin_may_open(c);

  if (r == RES_OK)
    r = db_one(c->db, c->a, transfer_gate_lock, g, I(t->plugin_id));
  if (r == RES_OK)
    r = free_to_go(c, g, t->plugin_id);
  if (r != RES_OK)
    return r;
  r = db_one(c->db, c->a, transfer_host, &app, I(c->who.subject_id), T(g->category), T(g->category), I(app_id));
  if (r == RES_NOT_FOUND)
    return why(c, RES_INVALID, "app", N_("请选择本主体的一个小程序，它要有插件的服务类目"));
  return r;
}

enum res transfer_accept(struct ctx *c, struct transfer *t, int64_t app_id) {
  unsigned rel = ctx_rel(c, t->to_subject);
  struct moving m = moving_of(t, &transfer_take, rel);
  struct gate g = {0};
  enum res r;

  if (strcmp(t->state, "offered") == 0 && (rel & REL_MANAGERS) != 0) {
    r = c->now >= t->due_at ? over(c) : acceptable(c, t, app_id, &g);
    if (r != RES_OK)
      return r;
  }
  r = move_set(c, &m, "accept", 3, (const struct db_arg[]){I(c->now), I(app_id), I(app_id)});
  if (r == RES_OK)
    r = db_exec(c->db, transfer_rows, NULL, I(t->plugin_id), I(t->plugin_id), I(t->plugin_id), I(t->to_subject),
                I(t->to_subject), I(t->to_subject));
  if (r == RES_OK && g.payment_state != NULL)
    r = payment_handed_over(c, t->plugin_id, g.payment_state, g.payment_rev);
  return r == RES_OK ? market_changed(c) : r;
}

enum res transfer_lapse(struct ctx *c, int64_t id) {
  struct transfer t = {0};
  struct moving m;
  enum res r = transfer_load(c, id, &t);

  if (r != RES_OK)
    return r;
  if (c->now < t.due_at)
    return RES_CONFLICT;
  m = moving_of(&t, &transfer_over, REL_CLOCK);
  return move_set(c, &m, "expire", 1, (const struct db_arg[]){I(c->now)});
}

enum res transfer_expire(struct ctx *c, int64_t *n) {
  struct each_row *row = NULL;
  size_t count = 0;
  enum res r = db_list(c->db, c->a, transfer_due, &row, &count, I(c->now), I(BATCH));

  *n = 0;
  return r == RES_OK ? each_tx(c, row, count, transfer_lapse, n) : r;
}
