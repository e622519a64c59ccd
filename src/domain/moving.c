/* One function for every machine; the machine's rows and its UPDATE are arguments. */
#include "domain/moving.h"

#include "app/journal.h"
#include "base/text.h"
#include "rule/policy.h"

#include <string.h>

SHAPE(history_shape, struct history_item, M(struct history_item, id), M(struct history_item, at),
      M(struct history_item, user_id), M(struct history_item, from_state), M(struct history_item, action),
      M(struct history_item, to_state), M(struct history_item, side), M(struct history_item, reason),
      M(struct history_item, who));
#define HISTORY                                                                                                        \
  "SELECT h.id, h.at, h.user_id, h.from_state, h.action, h.to_state, h.side, h.reason, u.display_name AS who"          \
  " FROM history h LEFT JOIN user u ON u.id = h.user_id WHERE h.machine = ? AND h.object_id = ?"
DB_QUERY(history_of, history_shape, HISTORY " AND h.id < ? ORDER BY h.id DESC LIMIT ?");
DB_QUERY(history_after, history_shape, HISTORY " AND h.id > ? ORDER BY h.id LIMIT ?");

/* Which hat the caller wore; owners never see reviewers' names (domain.md: reviewers decide, the platform answers). */
static const char *side_of(unsigned rel) {
  if ((rel & REL_CLOCK) != 0)
    return "clock";
  if ((rel & REL_RULE) != 0)
    return "rule";
  if ((rel & REL_PROVIDER) != 0)
    return "provider";
  if ((rel & REL_TEAM) != 0)
    return "owner";
  if ((rel & (REL_REVIEWERS | REL_CLAIMANT)) != 0)
    return "reviewer";
  return "operator";
}

enum res audit(struct ctx *c, const char *act, const char *kind, int64_t id, const char *detail) {
  return journal_act(c, act, kind, id, detail);
}

static enum res record(struct ctx *c, const struct moving *m, const char *from, const char *action, const char *to) {
  const char *reason = m->reason != NULL && m->reason[0] != '\0' ? m->reason : NULL;
  enum res r =
      journal_move(c, &(struct journal_move){m->machine->name, from, action, to, side_of(m->rel), reason, m->id});

  if (r != RES_OK)
    return r;
  return audit(c, arena_fmt(c->a, "%s.%s", m->machine->name, action), m->kind, m->id,
               arena_fmt(c->a, "{\"from\":\"%s\",\"to\":\"%s\"}", from, to));
}

static enum res refuse(struct ctx *c, const struct moving *m, const char *action, enum verdict v) {
  if (v == MOVE_NOT_YOURS)
    return why(c, RES_FORBIDDEN, NULL, N_("当前身份不能“%s”"), TR(c, move_label(m->machine, action)));
  return why(c, RES_CONFLICT, NULL, N_("现在的状态是“%s”，不能“%s”；请刷新页面查看最新状态"),
             TR(c, state_label(m->machine, m->state)), TR(c, move_label(m->machine, action)));
}

static enum res check_reason(struct ctx *c, const struct moving *m, const struct move *row) {
  size_t n = m->reason == NULL ? 0 : text_points(m->reason);

  if ((row->flags & MOVE_REASON) == 0)
    return RES_OK;
  if (n == 0)
    return why(c, RES_INVALID, "reason", N_("请填写原因"));
  if (n > 1000)
    return why(c, RES_INVALID, "reason", N_("原因最多 1000 个字，请缩短"));
  return RES_OK;
}

static enum res write_state(struct ctx *c, const struct moving *m, const char *to, size_t n, const struct db_arg *set,
                            int64_t *changed) {
  const struct db_arg last[] = {T(to), I(m->id), T(m->state), I(m->rev)};
  struct db_arg arg[MOVING_SET + 4];

  if (n > MOVING_SET)
    return RES_INTERNAL;
  for (size_t i = 0; i < n; i++)
    arg[i] = set[i];
  for (size_t i = 0; i < 4; i++)
    arg[n + i] = last[i];
  return db_exec_args(c->db, m->update, changed, n + 4, arg);
}

enum res move_do(struct ctx *c, struct moving *m, const char *action) { return move_set(c, m, action, 0, NULL); }

enum res move_set(struct ctx *c, struct moving *m, const char *action, size_t n, const struct db_arg *set) {
  const struct move *row = NULL;
  enum verdict v = move_check(m->machine, m->state, action, m->rel, &row);
  const char *from = m->state;
  int64_t changed = 0;
  enum res r;

  if (v != MOVE_OK)
    return refuse(c, m, action, v);
  r = check_reason(c, m, row);
  if (r != RES_OK)
    return r;
  r = write_state(c, m, row->to, n, set, &changed);
  if (r == RES_CONFLICT)
    return r; /* a unique key of the table forbids it; the caller knows which */
  if (r != RES_OK)
    return r;
  if (changed == 0)
    return why(c, RES_CONFLICT, NULL, N_("刚刚有人先操作了，请刷新页面查看最新状态"));
  m->state = row->to;
  m->rev++;
  return record(c, m, from, action, row->to);
}

enum res move_pair(struct ctx *c, struct moving *m, struct moving *other, const char *action, size_t n,
                   const struct db_arg *set) {
  const struct move *row = NULL;
  enum verdict v = move_check(other->machine, other->state, action, other->rel, &row);
  const char *from = other->state;
  struct db_arg arg[MOVING_SET];
  enum res r;

  if (v != MOVE_OK)
    return refuse(c, other, action, v);
  r = check_reason(c, other, row);
  if (r != RES_OK)
    return r;
  if (n + 3 > MOVING_SET)
    return RES_INTERNAL;
  arg[0] = T(from);
  arg[1] = I(other->rev);
  arg[2] = T(row->to);
  for (size_t i = 0; i < n; i++)
    arg[3 + i] = set[i];
  r = move_set(c, m, action, n + 3, arg);
  if (r != RES_OK)
    return r;
  other->state = row->to;
  other->rev++;
  return record(c, other, from, action, row->to);
}

/* May all of them do it? They share machine, state and relations, so one row of the machine speaks for all. */
static enum res check_all(struct ctx *c, const struct moving *m, size_t n, const char *action,
                          const struct move **row) {
  enum verdict v = move_check(m[0].machine, m[0].state, action, m[0].rel, row);

  for (size_t i = 1; i < n; i++)
    if (strcmp(m[i].state, m[0].state) != 0)
      return RES_INTERNAL;
  return v == MOVE_OK ? check_reason(c, &m[0], *row) : refuse(c, &m[0], action, v);
}

static enum res record_all(struct ctx *c, struct moving *m, size_t n, const char *action, const char *to) {
  enum res r = RES_OK;

  for (size_t i = 0; i < n && r == RES_OK; i++) {
    r = record(c, &m[i], m[i].state, action, to);
    m[i].state = to;
    m[i].rev++;
  }
  return r;
}

enum res moves_pair(struct ctx *c, struct moving *m, struct moving *other, size_t n, const char *action,
                    const char *rows, size_t nset, const struct db_arg *set) {
  const struct move *mine = NULL, *its = NULL;
  struct db_arg arg[MOVING_SET + 5];
  int64_t changed = 0;
  enum res r = check_all(c, other, n, action, &its);

  if (r == RES_OK)
    r = check_all(c, m, n, action, &mine);
  if (r != RES_OK || nset > MOVING_SET)
    return r == RES_OK ? RES_INTERNAL : r;
  arg[0] = T(rows);
  arg[1] = T(other[0].state);
  arg[2] = T(its->to);
  memcpy(arg + 3, set, nset * sizeof *set);
  arg[3 + nset] = T(mine->to);
  arg[4 + nset] = T(m[0].state);
  r = db_exec_args(c->db, m[0].update, &changed, nset + 5, arg);
  if (r == RES_OK && changed != 2 * (int64_t)n)
    return RES_RETRY;
  if (r == RES_OK)
    r = record_all(c, other, n, action, its->to);
  return r == RES_OK ? record_all(c, m, n, action, mine->to) : r;
}

enum res move_born(struct ctx *c, const struct moving *m, const char *action) {
  return record(c, m, "", action, m->state);
}

enum res moves_born(struct ctx *c, const struct moving *m, size_t n, const char *action) {
  enum res r = RES_OK;

  for (size_t i = 0; i < n && r == RES_OK; i++)
    r = move_born(c, &m[i], action);
  return r;
}

enum res move_carried(struct ctx *c, const struct moving *m, const char *action) {
  return record(c, m, m->state, action, m->state);
}

enum res history_list(struct ctx *c, const char *machine, int64_t object_id, int64_t key, bool back, int64_t limit,
                      struct history_item **out, size_t *n) {
  enum res r = db_list_args(c->db, c->a, back ? &history_after : &history_of, out, n,
                            DB_ARGS(T(machine), I(object_id), I(key == 0 && !back ? INT64_MAX : key), I(limit)));

  if (r == RES_OK && back)
    db_turn(&history_after, out, *n);
  return r;
}
