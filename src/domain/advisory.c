/* The machine, drafts, and the host's acknowledgement. The lists are in advisory_list.c. Acknowledging holds the row of the
 * advisory shared until it commits, so that a withdrawal in the same moment comes before it or after it, never between. */
#include "domain/advisory.h"

#include "base/clock.h"
#include "domain/count.h"
#include "domain/ids.h"
#include "domain/moving.h"
#include "rule/policy.h"

#include <string.h>

static const struct state advisory_machine_states[] = {
    {"draft", N_("草稿"), TONE_GREY},
    {"published", N_("已发布"), TONE_GREEN},
    {"withdrawn", N_("已撤回"), TONE_AMBER},
    {"deleted", N_("已删除"), TONE_GREY},
};
static const struct move advisory_machine_moves[] = {
    {"", "draft", "draft", REL_TEAM, 0, N_("新建公告")},
    {"draft", "publish", "published", REL_SELLERS, MOVE_BUTTON | MOVE_PRIMARY, N_("发布公告")},
    {"draft", "delete", "deleted", REL_TEAM, MOVE_BUTTON | MOVE_DANGER, N_("删除草稿")},
    {"published", "withdraw", "withdrawn", REL_SELLERS, MOVE_BUTTON | MOVE_DANGER | MOVE_REASON, N_("撤回公告")},
};
MACHINE(advisory_machine, "advisory", N_("公告"));

static const struct {
  const char *code, *label, *tone;
} severities[] = {
    {"info", N_("一般"), TONE_BLUE},
    {"warning", N_("重要"), TONE_AMBER},
    {"critical", N_("严重"), TONE_RED},
};
enum { SEVERITIES = sizeof severities / sizeof severities[0] };

#define A(field) M(struct advisory, field)
SHAPE(advisory_shape, struct advisory, A(id), A(plugin_id), A(subject_id), A(rev), A(major), A(due_at), A(made_at),
      A(published_at), A(ended_at), A(state), A(title), A(severity), A(first), A(last), A(fixed), A(text), A(reason),
      A(author), A(effective), A(concerned), A(hosts), A(acknowledged));
#undef A
#define HOSTS COUNTED("binding WHERE host_of = a.plugin_id AND major = a.major")
#define ACKED                                                                                                          \
  "advisory_ack k JOIN binding b ON b.id = k.binding_id WHERE k.advisory_id = a.id AND b.host_of IS NOT NULL"
#define IN_EFFECT EFFECT_OF("a", "v.id")
DB_QUERY(advisory_by_id, advisory_shape,
         "SELECT a.id, a.plugin_id, p.subject_id, a.rev, a.major, a.due_at, a.made_at, a.published_at, a.ended_at,"
         " a.state, a.title, a.severity, CONCAT(a.major, '.', a.first_no DIV 1000, '.', a.first_no MOD 1000) AS first,"
         " CONCAT(a.major, '.', a.last_no DIV 1000, '.', a.last_no MOD 1000) AS last, a.fixed, a.text, a.reason,"
         " u.display_name AS author, CONCAT(e.major, '.', e.minor, '.', e.patch) AS effective,"
         " COALESCE(e.minor * 1000 + e.patch BETWEEN a.first_no AND a.last_no, 0) AS concerned, " HOSTS " AS hosts,"
         " " COUNTED(ACKED) " AS acknowledged FROM advisory a JOIN plugin p ON p.id = a.plugin_id"
                            " LEFT JOIN user u ON u.id = a.made_by LEFT JOIN version e ON e.id = " IN_EFFECT
                            " WHERE a.id = ? AND a.state <> 'deleted'");

SHAPE(version_shape, struct advisory_version, M(struct advisory_version, number), M(struct advisory_version, state));
DB_QUERY(advisory_versions_of, version_shape,
         "SELECT CONCAT(v.major, '.', v.minor, '.', v.patch) AS number, v.state FROM version v WHERE v.plugin_id = ?"
         " AND v.online_at > 0 ORDER BY v.plugin_id DESC, v.major DESC, v.minor DESC, v.patch DESC LIMIT 200");

/* Locks the plugin's row of limits. The counts are locking reads too: what others have committed since this transaction
 * began is counted. */
struct figures {
  int64_t plugin_id, drafts, published;
};
SHAPE(figures_shape, struct figures, M(struct figures, plugin_id), M(struct figures, drafts),
      M(struct figures, published));
#define NOW_IN(code)                                                                                                   \
  "(SELECT COUNT(*) FROM advisory WHERE plugin_id = s.plugin_id AND state = '" code "' LOCK IN SHARE MODE)"
DB_QUERY(advisory_figures, figures_shape,
         "SELECT s.plugin_id, " NOW_IN("draft") " AS drafts, " NOW_IN(
             "published") " AS published"
                          " FROM plugin_state s WHERE s.plugin_id = ? FOR UPDATE");

struct known {
  int64_t first, last, fixed;
};
SHAPE(known_shape, struct known, M(struct known, first), M(struct known, last), M(struct known, fixed));
#define KNOWN                                                                                                          \
  "EXISTS (SELECT 1 FROM version WHERE plugin_id = ? AND major = ? AND minor = ? AND patch = ? AND online_at > 0)"
DB_QUERY(advisory_known, known_shape, "SELECT " KNOWN " AS first, " KNOWN " AS last, " KNOWN " AS fixed");

DB_STMT(advisory_insert,
        "INSERT INTO advisory (title, severity, major, first_no, last_no, fixed, text, due_at, id, plugin_id, state,"
        " made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?, ?)");
DB_STMT(advisory_change,
        "UPDATE advisory SET title = ?, severity = ?, major = ?, first_no = ?, last_no = ?, fixed = ?, text = ?,"
        " due_at = ?, rev = rev + 1 WHERE id = ? AND state = 'draft' AND rev = ?");
DB_STMT(advisory_moved, "UPDATE advisory SET published_at = ?, ended_at = ?, reason = ?, state = ?, rev = rev + 1"
                        " WHERE id = ? AND state = ? AND rev = ?");

struct gate {
  const char *state;
};
SHAPE(gate_shape, struct gate, M(struct gate, state));
DB_QUERY(advisory_gate, gate_shape,
         "SELECT state FROM advisory WHERE id = ? AND plugin_id = ? AND major = ? AND published_at > 0"
         " LOCK IN SHARE MODE");
DB_STMT(advisory_ack_insert, "INSERT INTO advisory_ack (advisory_id, binding_id, user_id, at) VALUES (?, ?, ?, ?)");

enum res advisory_load(struct ctx *c, int64_t id, struct advisory *out) {
  return db_one(c->db, c->a, advisory_by_id, out, I(id));
}

const char *advisory_severity_label(const char *code) {
  for (size_t i = 0; i < SEVERITIES; i++)
    if (strcmp(severities[i].code, code) == 0)
      return severities[i].label;
  return code;
}

const char *advisory_severity_tone(const char *code) {
  for (size_t i = 0; i < SEVERITIES; i++)
    if (strcmp(severities[i].code, code) == 0)
      return severities[i].tone;
  return TONE_GREY;
}

enum res advisory_versions(struct ctx *c, int64_t plugin_id, struct advisory_version **out, size_t *n) {
  return db_list(c->db, c->a, advisory_versions_of, out, n, I(plugin_id));
}

/* ---- drafts ---- */

/* What is written of an input. */
struct draft {
  struct version_number first, last, fixed;
  int64_t due_at;
};

static int64_t no(struct version_number v) { return v.minor * 1000 + v.patch; }

static enum res read_due(struct ctx *c, const char *due, int64_t *out) {
  int64_t day;

  *out = 0;
  if (due[0] == '\0')
    return RES_OK;
  day = clock_day(due, (int)c->conf->zone);
  if (day == 0)
    return why(c, RES_INVALID, "due", N_("请按 2026-12-31 的格式填写日期"));
  *out = day + DAY - 1;
  if (*out < c->now)
    return why(c, RES_INVALID, "due", N_("处理期限已经过去，请填写今天或以后的日期"));
  if (*out > c->now + (ADVISORY_DUE_DAYS + 1) * (int64_t)DAY)
    return why(c, RES_INVALID, "due", N_("处理期限最多在一年以内"));
  return RES_OK;
}

/* Numbers in their order; whether they are versions of the plugin is asked afterwards. */
static enum res read_range(struct ctx *c, const struct advisory_input *in, struct draft *out) {
  if (!version_parse(in->first, &out->first))
    return why(c, RES_INVALID, "first", N_("请选择受影响的起始版本"));
  if (!version_parse(in->last, &out->last))
    return why(c, RES_INVALID, "last", N_("请选择受影响的截止版本"));
  if (out->first.major != out->last.major)
    return why(c, RES_INVALID, "last", N_("起始和截止版本要属于同一个大版本；涉及几个大版本时，请分别发布公告"));
  if (version_compare(out->first, out->last) > 0)
    return why(c, RES_INVALID, "last", N_("截止版本不能低于起始版本"));
  if (in->fixed[0] != '\0' && !version_parse(in->fixed, &out->fixed))
    return why(c, RES_INVALID, "fixed", N_("请选择修复了问题的版本，还没有时留空"));
  if (in->fixed[0] != '\0' && version_compare(out->fixed, out->last) <= 0)
    return why(c, RES_INVALID, "fixed", N_("修复版本要高于受影响的截止版本"));
  return RES_OK;
}

static enum res check(struct ctx *c, int64_t plugin_id, const struct advisory_input *in, struct draft *out) {
#define OF(v) I(plugin_id), I(out->v.major), I(out->v.minor), I(out->v.patch)
  struct known known = {0};
  enum res r = read_range(c, in, out);

  if (r == RES_OK)
    r = read_due(c, in->due, &out->due_at);
  if (r == RES_OK)
    r = db_one(c->db, c->a, advisory_known, &known, OF(first), OF(last), OF(fixed));
#undef OF
  if (r != RES_OK)
    return r;
  if (known.first == 0)
    return why(c, RES_INVALID, "first", N_("插件没有上线过这个版本，请从列表里选择"));
  if (known.last == 0)
    return why(c, RES_INVALID, "last", N_("插件没有上线过这个版本，请从列表里选择"));
  if (known.fixed == 0 && in->fixed[0] != '\0')
    return why(c, RES_INVALID, "fixed", N_("插件没有上线过这个版本，请从列表里选择"));
  for (size_t i = 0; i < SEVERITIES; i++)
    if (strcmp(severities[i].code, in->severity) == 0)
      return RES_OK;
  return why(c, RES_INVALID, "severity", N_("请选择严重程度"));
}

static struct moving moving(struct ctx *c, const struct advisory *a, const char *reason) {
  return (struct moving){.machine = &advisory_machine,
                         .update = &advisory_moved,
                         .kind = "advisory",
                         .id = a->id,
                         .subject_id = a->subject_id,
                         .state = a->state,
                         .rev = a->rev,
                         .rel = ctx_rel(c, a->subject_id),
                         .reason = reason};
}

#define WRITTEN(in, d)                                                                                                 \
  T((in)->title), T((in)->severity), I((d).first.major), I(no((d).first)), I(no((d).last)), T((in)->fixed),            \
      T((in)->text), I((d).due_at)

enum res advisory_create(struct ctx *c, const struct plugin *p, const struct advisory_input *in, int64_t *id) {
  struct figures f = {0};
  struct draft d = {0};
  struct advisory a = {.subject_id = p->subject_id, .state = "draft", .rev = 1};
  struct moving m;
  enum res r;

  if ((ctx_rel(c, p->subject_id) & REL_TEAM) == 0)
    return RES_FORBIDDEN;
  r = db_one(c->db, c->a, advisory_figures, &f, I(p->id));
  if (r == RES_OK && f.drafts >= ADVISORY_DRAFTS)
    return why(c, RES_CONFLICT, NULL, N_("草稿最多 %d 份，请先发布或删除几份"), (int)ADVISORY_DRAFTS);
  if (r == RES_OK)
    r = check(c, p->id, in, &d);
  if (r == RES_OK)
    r = id_new(c, "advisory", id);
  if (r == RES_OK)
    r = db_exec(c->db, advisory_insert, NULL, WRITTEN(in, d), I(*id), I(p->id), I(c->who.user_id), I(c->now));
  a.id = *id;
  m = moving(c, &a, NULL);
  return r == RES_OK ? move_born(c, &m, "draft") : r;
}

enum res advisory_save(struct ctx *c, struct advisory *a, const struct advisory_input *in) {
  struct draft d = {0};
  int64_t changed = 0;
  enum res r;

  if ((ctx_rel(c, a->subject_id) & REL_TEAM) == 0)
    return RES_FORBIDDEN;
  if (strcmp(a->state, "draft") != 0)
    return why(c, RES_CONFLICT, NULL, N_("已经发布的公告不能修改；请撤回后发布新的公告"));
  r = check(c, a->plugin_id, in, &d);
  if (r == RES_OK)
    r = db_exec(c->db, advisory_change, &changed, WRITTEN(in, d), I(a->id), I(a->rev));
  if (r == RES_OK && changed == 0)
    return RES_STALE;
  if (r != RES_OK)
    return r;
  a->rev++;
  a->due_at = d.due_at;
  return audit(c, "advisory.save", "advisory", a->id, "");
}

/* ---- moves ---- */

static enum res may_publish(struct ctx *c, const struct advisory *a) {
  struct figures f = {0};
  enum res r = db_one(c->db, c->a, advisory_figures, &f, I(a->plugin_id));

  if (r == RES_OK && f.published >= ADVISORY_PUBLISHED)
    return why(c, RES_CONFLICT, NULL, N_("同时发布的公告最多 %d 份，请先撤回不再需要的"), (int)ADVISORY_PUBLISHED);
  if (r == RES_OK && a->due_at != 0 && a->due_at < c->now)
    return why(c, RES_CONFLICT, NULL, N_("处理期限已经过去，请改成今天或以后的日期再发布"));
  return r;
}

enum res advisory_move(struct ctx *c, struct advisory *a, const char *action, const char *reason) {
  struct moving m = moving(c, a, reason);
  bool publish = strcmp(action, "publish") == 0, withdraw = strcmp(action, "withdraw") == 0;
  const struct db_arg set[] = {I(publish ? c->now : a->published_at), I(withdraw ? c->now : 0),
                               withdraw ? T(reason) : T(NULL)};
  const struct move *row;
  enum res r = RES_OK;

  if (publish && move_check(m.machine, m.state, action, m.rel, &row) == MOVE_OK)
    r = may_publish(c, a);
  if (r == RES_OK)
    r = move_set(c, &m, action, 3, set);
  a->state = m.state;
  a->rev = m.rev;
  return r;
}

enum res advisory_acknowledge(struct ctx *c, const struct binding *b, int64_t id) {
  struct gate gate = {0};
  enum res r;

  if (!policy_may(PERM_BIND, ctx_rel(c, b->subject_id)))
    return RES_FORBIDDEN;
  if (strcmp(b->state, "active") != 0 && strcmp(b->state, "stopped") != 0)
    return why(c, RES_CONFLICT, NULL, N_("插件现在没有绑定，不需要确认公告"));
  r = db_one(c->db, c->a, advisory_gate, &gate, I(id), I(b->plugin_id), I(b->major));
  if (r == RES_OK && strcmp(gate.state, "published") != 0)
    return why(c, RES_CONFLICT, NULL, N_("服务商已经撤回了这个公告，不需要再确认"));
  if (r == RES_OK)
    r = db_exec(c->db, advisory_ack_insert, NULL, I(id), I(b->id), I(c->who.user_id), I(c->now));
  else
    return r;
  if (r == RES_CONFLICT)
    return RES_OK; /* somebody of the subject has done it before */
  return r == RES_OK ? audit(c, "advisory.acknowledge", "binding", b->id,
                             arena_fmt(c->a, "{\"advisory\":\"%lld\"}", (long long)id))
                     : r;
}
