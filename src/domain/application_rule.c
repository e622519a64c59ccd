/* Setting and stopping lock the plugin's row, which applying shares (binding.c), so each application meets the rule of its moment
 * and no other. */
#include "domain/application_rule.h"

#include "domain/category.h"
#include "domain/count.h"
#include "domain/moving.h"
#include "rule/policy.h"

#include <string.h>

static const struct state rule_machine_states[] = {
    {"on", N_("启用中"), TONE_GREEN},
    {"replaced", N_("已被替换"), TONE_GREY},
    {"off", N_("已停用"), TONE_GREY},
};
static const struct move rule_machine_moves[] = {
    {"", "set", "on", REL_SELLERS, 0, N_("启用规则")},
    {"on", "replace", "replaced", REL_SELLERS, 0, N_("替换规则")},
    {"on", "stop", "off", REL_SELLERS, MOVE_BUTTON | MOVE_DANGER, N_("停用规则")},
};
MACHINE(rule_machine, "rule", N_("自动通过规则"));

#define S(field) M(struct rule, field)
SHAPE(rule_shape, struct rule, S(id), S(plugin_id), S(n), S(rev), S(state), S(host_types), S(host_level1),
      S(level1_names), S(made_at), S(ended_at), S(made_by), S(ended_by), S(approved));
#undef S
#define RULE                                                                                                           \
  "SELECT y.id, y.plugin_id, y.n, y.rev, y.state, y.host_types, y.host_level1, " RULE_NAMES " AS level1_names,"        \
  " y.made_at, y.ended_at, m.display_name AS made_by, e.display_name AS ended_by, " ROW_FIGURE(                        \
      "application WHERE rule_id = y.id") " AS approved FROM application_rule y"                                       \
                                          " LEFT JOIN user m ON m.id = y.made_by LEFT JOIN user e ON e.id = "          \
                                          "y.ended_by WHERE y.plugin_id = ?"
DB_QUERY(rule_before, rule_shape, RULE " AND y.n < ? ORDER BY y.n DESC LIMIT ?");
DB_QUERY(rule_after, rule_shape, RULE " AND y.n > ? ORDER BY y.n LIMIT ?");

/* The plugin's row is the lock; the rule may have changed since the caller saw it. */
struct now_row {
  int64_t id, n, rev;
  const char *state, *host_types, *host_level1;
};
SHAPE(now_shape, struct now_row, M(struct now_row, id), M(struct now_row, n), M(struct now_row, rev),
      M(struct now_row, state), M(struct now_row, host_types), M(struct now_row, host_level1));
DB_QUERY(rule_now, now_shape,
         "SELECT y.id, COALESCE(y.n, 0) AS n, y.rev, y.state, y.host_types, y.host_level1 FROM plugin p"
         " LEFT JOIN application_rule y ON y.plugin_id = p.id WHERE p.id = ? ORDER BY y.n DESC LIMIT 1 FOR UPDATE");
DB_STMT(rule_ended,
        "UPDATE application_rule SET ended_by = ?, ended_at = ?, state = ?, rev = rev + 1 WHERE id = ? AND state = ?"
        " AND rev = ?");
DB_STMT(rule_insert, "INSERT INTO application_rule (plugin_id, n, state, host_types, host_level1, made_by, made_at)"
                     " VALUES (?, ?, 'on', ?, ?, ?, ?)");

enum res rule_list(struct ctx *c, int64_t plugin_id, int64_t n, bool back, int64_t limit, struct rule **out,
                   size_t *found) {
  const struct db_stmt *s = back ? &rule_after : &rule_before;
  enum res r = db_list_args(c->db, c->a, s, out, found,
                            DB_ARGS(I(c->lang == LANG_ZH), I(plugin_id), I(n == 0 && !back ? INT64_MAX : n), I(limit)));

  if (r == RES_OK && back)
    db_turn(s, out, *found);
  return r;
}

enum res rule_last(struct ctx *c, int64_t plugin_id, struct rule *out) {
  return db_one(c->db, c->a, rule_before, out, I(c->lang == LANG_ZH), I(plugin_id), I(INT64_MAX), I(1));
}

static struct moving moving_of(const struct ctx *c, const struct plugin *p, int64_t id, int64_t rev) {
  return (struct moving){.machine = &rule_machine,
                         .update = &rule_ended,
                         .kind = "rule",
                         .id = id,
                         .subject_id = p->subject_id,
                         .state = "on",
                         .rev = rev,
                         .rel = ctx_rel(c, p->subject_id)};
}

static enum res end(struct ctx *c, const struct plugin *p, const struct now_row *now, const char *action) {
  const struct db_arg set[] = {I(c->who.user_id), I(c->now)};
  struct moving m = moving_of(c, p, now->id, now->rev);

  m.state = now->state == NULL ? "" : now->state;
  return move_set(c, &m, action, 2, set);
}

static enum res lock(struct ctx *c, const struct plugin *p, int64_t rev, struct now_row *now) {
  enum res r;

  if (!policy_may(PERM_ANSWER, ctx_rel(c, p->subject_id)))
    return why(c, RES_FORBIDDEN, NULL, N_("需要由%s来操作"), TR(c, policy_holders(PERM_ANSWER)));
  r = db_one(c->db, c->a, rule_now, now, I(p->id));

  if (r == RES_OK && rev != 0 && rev != now->n + 1)
    return RES_STALE;
  return r;
}

static bool is_on(const struct now_row *now) { return now->state != NULL && strcmp(now->state, "on") == 0; }

static enum res check(struct ctx *c, const struct now_row *now, const char *host_types, const char *host_level1) {
  if (host_types[0] == '\0' && host_level1[0] == '\0')
    return why(c, RES_INVALID, "host_types", N_("请选择主体类型或小程序类目；都不限时请把添加方式改为自由添加"));
  if (is_on(now) && strcmp(now->host_types, host_types) == 0 && strcmp(now->host_level1, host_level1) == 0)
    return why(c, RES_INVALID, "host_types", N_("和正在启用的规则相同，没有需要保存的修改"));
  return RES_OK;
}

enum res rule_set(struct ctx *c, const struct plugin *p, int64_t rev, const char *host_types, const char *host_level1) {
  struct now_row now = {0};
  struct moving m;
  enum res r = lock(c, p, rev, &now);

  if (r == RES_OK)
    r = check(c, &now, host_types, host_level1);
  if (r == RES_OK && is_on(&now))
    r = end(c, p, &now, "replace");
  if (r == RES_OK)
    r = db_exec(c->db, rule_insert, NULL, I(p->id), I(now.n + 1), T(host_types), T(host_level1), I(c->who.user_id),
                I(c->now));
  if (r != RES_OK)
    return r == RES_CONFLICT ? RES_RETRY
                             : r; /* the lock is the plugin's: only a rule made before it can be in the way */
  m = moving_of(c, p, db_last_id(c->db), 1);
  return move_born(c, &m, "set");
}

enum res rule_stop(struct ctx *c, const struct plugin *p, int64_t rev) {
  struct now_row now = {0};
  enum res r = lock(c, p, rev, &now);

  if (r == RES_OK && !is_on(&now))
    return why(c, RES_CONFLICT, NULL, N_("现在没有启用的规则"));
  return r == RES_OK ? end(c, p, &now, "stop") : r;
}

bool rule_fits(struct ctx *c, const char *host_types, const char *host_level1, const char *categories,
               const char *subject_type) {
  const struct category k = {.host_level1 = host_level1, .host_types = host_types, .note_zh = "", .note_en = ""};

  return category_fits(c, &k, categories, subject_type) == NULL;
}

const char *rule_words(const struct ctx *c, const char *host_types, const char *names) {
  struct buf b = buf_new(c->a, 2048);

  buf_str(&b, host_types == NULL ? "" : category_types(c, host_types));
  if (b.n > 0 && names != NULL && names[0] != '\0')
    buf_str(&b, TR(c, N_("；")));
  for (const char *p = names == NULL ? "" : names; *p != '\0'; p++) {
    if (*p == '|')
      buf_str(&b, TR(c, N_("、")));
    else
      buf_char(&b, *p);
  }
  return b.n == 0 ? "" : b.p;
}
