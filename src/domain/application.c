/* An application and its binding are moved by one statement, both or none (move_pair); who comes second finds another
 * state or rev and changes nothing. Lists are in application_list.c. */
#include "domain/application.h"

#include "base/seal.h"
#include "base/text.h"
#include "domain/application_row.h"
#include "domain/binding.h"
#include "domain/each.h"
#include "domain/moving.h"
#include "rule/policy.h"

#include <string.h>

static const struct state application_machine_states[] = {
    {"pending", N_("申请中"), TONE_AMBER}, {"approved", N_("已通过"), TONE_GREEN}, {"refused", N_("已拒绝"), TONE_RED},
    {"expired", N_("已超时"), TONE_GREY},  {"withdrawn", N_("已撤回"), TONE_GREY},
};
static const struct move application_machine_moves[] = {
    {"", "apply", "pending", REL_SELLERS, 0, N_("申请使用")},
    {"pending", "approve", "approved", REL_PROVIDER, MOVE_BUTTON | MOVE_PRIMARY, N_("通过申请")},
    {"pending", "refuse", "refused", REL_PROVIDER, MOVE_BUTTON | MOVE_DANGER | MOVE_REASON, N_("拒绝申请")},
    {"pending", "auto-approve", "approved", REL_RULE, 0, N_("自动通过")},
    {"pending", "expire", "expired", REL_CLOCK, 0, N_("超时关闭")},
    {"pending", "withdraw", "withdrawn", REL_SELLERS, MOVE_BUTTON | MOVE_DANGER, N_("撤回申请")},
};
MACHINE(application_machine, "application", N_("使用申请"));

DB_QUERY(application_by_id, application_shape, APPLICATION_SELECT " WHERE a.id = ?");
DB_QUERY(application_by_binding, application_shape, APPLICATION_SELECT " WHERE a.binding_id = ?");

DB_STMT(application_insert,
        "INSERT INTO application (id, binding_id, app_id, plugin_id, subject_id, state, reason, applied_by, applied_at,"
        " due_at, provider_id) SELECT j.id, j.binding, j.app, p.id, ?, 'pending', ?, ?, ?, ?, p.subject_id FROM plugin "
        "p JOIN JSON_TABLE(?, '$[*]' COLUMNS"
        " (id BIGINT PATH '$[0]', binding BIGINT PATH '$[1]', app BIGINT PATH '$[2]')) j WHERE p.id = ?");
#define PAIR                                                                                                           \
  "UPDATE binding b JOIN application a ON a.binding_id = b.id AND a.state = ? AND a.rev = ? SET a.state = ?,"          \
  " a.rev = a.rev + 1, a.decided_by = ?, a.decided_at = ?, "
#define MOVED " b.state = ?, b.rev = b.rev + 1 WHERE b.id = ? AND b.state = ? AND b.rev = ?"
DB_STMT(application_approved, PAIR "b.token_hash = ?, b.token = ?," MOVED);
DB_STMT(application_ended, PAIR "a.answer = ?, b.closed_at = ?," MOVED);

enum { BATCH = 100, BATCHES = 10 };
DB_QUERY(application_due, each_shape,
         "SELECT id FROM application WHERE state = 'pending' AND due_at <= ? ORDER BY due_at, id LIMIT 100");
DB_QUERY(application_take, each_shape,
         "SELECT id FROM application WHERE id = ? AND state = 'pending' AND due_at <= ? FOR UPDATE SKIP LOCKED");

enum res application_load(struct ctx *c, int64_t id, struct application *out) {
  return db_one(c->db, c->a, application_by_id, out, APPLICATION_LANG(c), I(id));
}

unsigned application_rel(const struct ctx *c, const struct application *a) {
  return policy_may(PERM_ANSWER, ctx_rel(c, a->provider_id)) ? REL_PROVIDER : 0;
}

enum res application_reason(struct ctx *c, const char *reason) {
  size_t n = reason == NULL ? 0 : text_points(reason);

  if (n == 0)
    return why(c, RES_INVALID, "reason", N_("服务商要审批后才能使用，请填写申请理由"));
  if (n > APPLICATION_REASON)
    return why(c, RES_INVALID, "reason", N_("申请理由最多 %d 个字，请缩短"), (int)APPLICATION_REASON);
  return RES_OK;
}

enum res application_apply(struct ctx *c, int64_t plugin_id, const int64_t *id, const int64_t *binding,
                           const int64_t *app, size_t n, const char *reason) {
  struct moving *m = ARENA_ARRAY(c->a, struct moving, n);
  struct buf b = buf_new(c->a, 64 * 1024);
  enum res r;

  for (size_t i = 0; i < n; i++) {
    buf_fmt(&b, "%c[%lld,%lld,%lld]", i == 0 ? '[' : ',', (long long)id[i], (long long)binding[i], (long long)app[i]);
    m[i] = (struct moving){.machine = &application_machine,
                           .kind = "application",
                           .id = id[i],
                           .subject_id = c->who.subject_id,
                           .state = "pending",
                           .rev = 1,
                           .rel = ctx_rel(c, c->who.subject_id),
                           .reason = reason};
  }
  buf_char(&b, ']');
  r = db_exec(c->db, application_insert, NULL, I(c->who.subject_id), T(reason), I(c->who.user_id), I(c->now),
              I(c->now + APPLICATION_TIME), T(b.p), I(plugin_id));
  return r == RES_OK ? moves_born(c, m, n, "apply") : r;
}

/* Both move by `update`. */
static enum res move_both(struct ctx *c, const struct application *a, unsigned rel, const char *action,
                          const char *reason, const struct db_stmt *update, size_t n, const struct db_arg *set) {
  struct moving mine = {.machine = &application_machine,
                        .kind = "application",
                        .id = a->id,
                        .subject_id = a->subject_id,
                        .state = a->state,
                        .rev = a->rev,
                        .rel = rel,
                        .reason = reason};
  struct moving binding = mine;

  binding.machine = &binding_machine;
  binding.update = update;
  binding.kind = "binding";
  binding.id = a->binding_id;
  binding.state = a->binding_state;
  binding.rev = a->binding_rev;
  return move_pair(c, &binding, &mine, action, n, set);
}

static enum res over(struct ctx *c) {
  return why(c, RES_CONFLICT, NULL, N_("申请已超过 24 小时，会自动关闭；需要时请申请方重新申请"));
}

/* Every way in which an application ends without a binding. */
static enum res end(struct ctx *c, const struct application *a, unsigned rel, const char *action, const char *reason) {
  const struct db_arg set[] = {strcmp(action, "refuse") == 0 ? I(c->who.user_id) : T(NULL), I(c->now), T(reason),
                               I(c->now)};

  return move_both(c, a, rel, action, reason, &application_ended, 4, set);
}

/* What would not be bound today is not bound by an answer either. */
static enum res approvable(struct ctx *c, const struct application *a) {
  const struct category k = {.host_level1 = a->host_level1 == NULL ? "" : a->host_level1,
                             .host_types = a->host_types == NULL ? "" : a->host_types,
                             .note_zh = a->note_zh == NULL ? "" : a->note_zh,
                             .note_en = a->note_en == NULL ? "" : a->note_en};
  const char *unfit = category_fits(c, &k, a->categories, a->subject_type);

  if (a->disabled)
    return why(c, RES_CONFLICT, NULL, N_("插件已被平台停用，恢复前不能通过申请"));
  if (strcmp(a->subject_state, "active") != 0)
    return why(c, RES_CONFLICT, NULL, N_("申请的主体已被平台停用，恢复前不能通过申请"));
  if (!a->servable)
    return why_at(c, RES_CONFLICT, "versions", a->plugin_id,
                  N_("申请的大版本没有已上线的版本，请先上线一个版本再通过申请"));
  if (unfit != NULL)
    return why(c, RES_CONFLICT, NULL, N_("“%s”现在不能使用这个插件：%s；请联系申请方调整小程序类目，或者拒绝申请"),
               a->app_name, unfit);
  return RES_OK;
}

static enum res approve(struct ctx *c, const struct application *a, unsigned rel) {
  struct bytes token = bytes_of(seal_token(c->a)), sealed = seal_close(c->a, "binding", token);
  unsigned char hash[SEAL_HASH];
  const struct db_arg set[] = {I(c->who.user_id), I(c->now), H(hash, sizeof hash), B(sealed)};

  seal_mac("binding", token, hash);
  return move_both(c, a, rel, "approve", NULL, &application_approved, 4, set);
}

enum res application_open(struct ctx *c, const struct application *a, const char *action) {
  if (c->now >= a->due_at)
    return over(c);
  return strcmp(action, "approve") == 0 ? approvable(c, a) : RES_OK;
}

enum res application_answer(struct ctx *c, const struct application *a, const char *action, const char *reason) {
  unsigned rel = application_rel(c, a);
  bool pending = strcmp(a->state, "pending") == 0, yes = strcmp(action, "approve") == 0;
  enum res r;

  if (!yes && strcmp(action, "refuse") != 0)
    return RES_MALFORMED;
  if (rel == 0)
    return why(c, RES_FORBIDDEN, NULL, N_("需要由%s来操作"), TR(c, policy_holders(PERM_ANSWER)));
  r = pending ? application_open(c, a, action) : RES_OK;
  if (r != RES_OK)
    return r;
  if (!yes && reason != NULL && text_points(reason) > APPLICATION_REASON)
    return why(c, RES_INVALID, "reason", N_("拒绝原因最多 %d 个字，请缩短"), (int)APPLICATION_REASON);
  return yes && pending ? approve(c, a, rel) : end(c, a, rel, action, reason);
}

enum res application_withdraw(struct ctx *c, int64_t binding_id) {
  struct application a = {0};
  enum res r = db_one(c->db, c->a, application_by_binding, &a, APPLICATION_LANG(c), I(binding_id));

  if (r == RES_OK && strcmp(a.state, "pending") == 0 && c->now >= a.due_at)
    return over(c);
  return r == RES_OK ? end(c, &a, ctx_rel(c, a.subject_id), "withdraw", NULL) : r;
}

enum res application_lapse(struct ctx *c, int64_t id) {
  struct application a = {0};
  struct each_row row = {0};
  enum res r = db_one(c->db, c->a, application_take, &row, I(id), I(c->now));

  if (r == RES_NOT_FOUND)
    return RES_CONFLICT;
  if (r == RES_OK)
    r = application_load(c, id, &a);
  return r == RES_OK ? end(c, &a, REL_CLOCK, "expire", NULL) : r;
}

enum res application_expire(struct ctx *c, int64_t *n) {
  struct each_row *row = NULL;
  size_t count = BATCH;
  enum res r = RES_OK;
  int64_t before;

  *n = 0;
  for (int batch = 0; batch < BATCHES && count == BATCH && r == RES_OK; batch++) {
    before = *n;
    r = db_list(c->db, c->a, application_due, &row, &count, I(c->now));
    if (r == RES_OK)
      r = each_tx(c, row, count, application_lapse, n);
    if (*n == before)
      break; /* all of them are in other hands */
  }
  return r;
}
