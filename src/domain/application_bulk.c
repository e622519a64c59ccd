/* The rows are locked first, by the order of their ids, so what is read afterwards holds until the end; two bulk answers of the
 * same applications come one after the other, and the second one finds them answered. */
#include "domain/application_bulk.h"

#include "base/seal.h"
#include "base/text.h"
#include "domain/application_row.h"
#include "domain/binding.h"
#include "domain/ids.h"
#include "domain/moving.h"
#include "rule/policy.h"

#include <stdlib.h>
#include <string.h>

#define NAMED "JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) j STRAIGHT_JOIN application a ON a.id = j.id"
DB_QUERY(application_many, application_shape,
         APPLICATION_OF("0", NAMED) " WHERE a.plugin_id = ? ORDER BY a.due_at, a.id");

struct locked {
  int64_t id;
};
SHAPE(locked_shape, struct locked, M(struct locked, id));
DB_QUERY(application_lock, locked_shape,
         "SELECT a.id FROM " NAMED " STRAIGHT_JOIN binding b ON b.id = a.binding_id WHERE a.plugin_id = ? FOR UPDATE");

/* A row of the array is [application, its rev, binding, its rev, hash, token]. */
#define MANY                                                                                                           \
  "UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]', rev BIGINT PATH '$[1]', binding BIGINT PATH '$[2]',"    \
  " was BIGINT PATH '$[3]', hash VARCHAR(64) PATH '$[4]', token VARCHAR(320) PATH '$[5]')) j"                          \
  " STRAIGHT_JOIN application a ON a.id = j.id AND a.rev = j.rev AND a.state = ?"                                      \
  " STRAIGHT_JOIN binding b ON b.id = j.binding AND b.rev = j.was SET a.state = ?, a.rev = a.rev + 1,"                 \
  " a.decided_by = ?, a.decided_at = ?, "
#define MOVED " b.state = ?, b.rev = b.rev + 1 WHERE b.state = ?"
DB_STMT(application_many_approved, MANY "a.rule_id = ?, b.token_hash = UNHEX(j.hash), b.token = UNHEX(j.token)," MOVED);
DB_STMT(application_many_refused, MANY "a.answer = ?, b.closed_at = ?," MOVED);

static int by_number(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

  return (x > y) - (x < y);
}

static const char *in_order(struct ctx *c, const int64_t *id, size_t n) {
  int64_t *sorted = ARENA_ARRAY(c->a, int64_t, n + 1);

  memcpy(sorted, id, n * sizeof *sorted);
  qsort(sorted, n, sizeof *sorted, by_number);
  return ids_json(c, sorted, n);
}

enum res application_named(struct ctx *c, int64_t plugin_id, const int64_t *id, size_t n, struct application **out,
                           size_t *found) {
  return db_list(c->db, c->a, application_many, out, found, APPLICATION_LANG(c), T(in_order(c, id, n)), I(plugin_id));
}

const char *application_bar(struct ctx *c, const struct application *a, const char *action) {
  const char *words = NULL;

  if (strcmp(a->state, "pending") != 0)
    return arena_fmt(c->a, TR(c, N_("已经有结果：%s")), TR(c, state_label(&application_machine, a->state)));
  if (application_open(c, a, action) != RES_OK)
    words = c->why.text;
  c->why = (struct reason){0};
  return words;
}

/* ---- moving ---- */

static void add_row(struct ctx *c, struct buf *b, const struct application *a, bool approve) {
  struct bytes token, sealed;
  unsigned char hash[SEAL_HASH];

  buf_fmt(b, "%s[%lld,%lld,%lld,%lld", b->n == 1 ? "" : ",", (long long)a->id, (long long)a->rev,
          (long long)a->binding_id, (long long)a->binding_rev);
  if (approve) {
    token = bytes_of(seal_token(c->a));
    sealed = seal_close(c->a, "binding", token);
    seal_mac("binding", token, hash);
    buf_fmt(b, ",\"%s\",\"%s\"", bytes_hex(c->a, hash, sizeof hash), bytes_hex(c->a, sealed.p, sealed.n));
  }
  buf_char(b, ']');
}

/* The moves of both sides, with their rows. */
static const char *rows_of(struct ctx *c, const struct application *a, size_t n, unsigned rel, const char *reason,
                           bool approve, struct moving *mine, struct moving *binding) {
  struct buf b = buf_new(c->a, 96 * 1024);

  buf_char(&b, '[');
  for (size_t i = 0; i < n; i++) {
    mine[i] = (struct moving){.machine = &application_machine,
                              .kind = "application",
                              .id = a[i].id,
                              .subject_id = a[i].subject_id,
                              .state = a[i].state,
                              .rev = a[i].rev,
                              .rel = rel,
                              .reason = reason};
    binding[i] = mine[i];
    binding[i].machine = &binding_machine;
    binding[i].update = approve ? &application_many_approved : &application_many_refused;
    binding[i].kind = "binding";
    binding[i].id = a[i].binding_id;
    binding[i].state = a[i].binding_state;
    binding[i].rev = a[i].binding_rev;
    add_row(c, &b, &a[i], approve);
  }
  buf_char(&b, ']');
  return b.p;
}

static enum res move_all(struct ctx *c, const struct application *a, size_t n, unsigned rel, const char *action,
                         const char *reason) {
  struct moving *mine = ARENA_ARRAY(c->a, struct moving, n), *binding = ARENA_ARRAY(c->a, struct moving, n);
  bool approve = strcmp(action, "approve") == 0;
  const char *rows = rows_of(c, a, n, rel, reason, approve, mine, binding);
  const struct db_arg yes[] = {I(c->who.user_id), I(c->now), T(NULL)};
  const struct db_arg no[] = {I(c->who.user_id), I(c->now), T(reason), I(c->now)};

  return moves_pair(c, binding, mine, n, action, rows, approve ? 3 : 4, approve ? yes : no);
}

enum res application_accept_all(struct ctx *c, const struct application *a, size_t n, int64_t rule_id) {
  struct moving *mine = ARENA_ARRAY(c->a, struct moving, n), *binding = ARENA_ARRAY(c->a, struct moving, n);
  const char *rows = rows_of(c, a, n, REL_RULE, NULL, true, mine, binding);
  const struct db_arg set[] = {T(NULL), I(c->now), I(rule_id)};

  return moves_pair(c, binding, mine, n, "auto-approve", rows, 3, set);
}

static enum res check(struct ctx *c, size_t n, const char *action, const char *reason) {
  if (strcmp(action, "approve") != 0 && strcmp(action, "refuse") != 0)
    return RES_MALFORMED;
  if (n == 0)
    return why(c, RES_INVALID, NULL, N_("请选择要处理的申请"));
  if (n > BULK_MAX)
    return why(c, RES_INVALID, NULL, N_("一次最多处理 %d 个申请，请分几次处理"), (int)BULK_MAX);
  if (reason != NULL && text_points(reason) > APPLICATION_REASON)
    return why(c, RES_INVALID, "reason", N_("拒绝原因最多 %d 个字，请缩短"), (int)APPLICATION_REASON);
  return RES_OK;
}

static void sort_out(struct ctx *c, const struct application *a, size_t n, const char *action, struct bulk *out) {
  *out = (struct bulk){.went = ARENA_ARRAY(c->a, struct application, n),
                       .left = ARENA_ARRAY(c->a, struct application, n),
                       .words = ARENA_ARRAY(c->a, const char *, n)};
  for (size_t i = 0; i < n; i++) {
    const char *bar = application_bar(c, &a[i], action);

    if (bar == NULL) {
      out->went[out->nwent++] = a[i];
      continue;
    }
    out->words[out->nleft] = bar;
    out->left[out->nleft++] = a[i];
  }
}

enum res application_answer_all(struct ctx *c, int64_t plugin_id, const int64_t *id, size_t n, const char *action,
                                const char *reason, struct bulk *out) {
  struct application *a = NULL;
  struct locked *lock = NULL;
  size_t found = 0;
  unsigned rel;
  enum res r = check(c, n, action, reason);

  if (r == RES_OK)
    r = db_list(c->db, c->a, application_lock, &lock, &found, T(in_order(c, id, n)), I(plugin_id));
  if (r == RES_OK && found != n)
    return RES_NOT_FOUND;
  if (r == RES_OK)
    r = application_named(c, plugin_id, id, n, &a, &found);
  if (r != RES_OK)
    return r;
  rel = application_rel(c, &a[0]);
  if (rel == 0)
    return why(c, RES_FORBIDDEN, NULL, N_("需要由%s来操作"), TR(c, policy_holders(PERM_ANSWER)));
  sort_out(c, a, found, action, out);
  return out->nwent == 0 ? RES_OK : move_all(c, out->went, out->nwent, rel, action, reason);
}
