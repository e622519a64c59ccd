/* The review's machine and its moves. Lists and counts are in review_list.c. */
#include "domain/review.h"

#include "base/clock.h"
#include "domain/each.h"
#include "domain/ids.h"
#include "domain/moving.h"
#include "domain/review_finding.h"
#include "rule/policy.h"

#include <stdlib.h>
#include <string.h>

enum { HOLIDAYS = 100 /* that a due time may meet */ };

static const struct state review_machine_states[] = {
    {"queued", N_("待审核"), TONE_AMBER}, {"claimed", N_("审核中"), TONE_AMBER},  {"approved", N_("通过"), TONE_GREEN},
    {"rejected", N_("驳回"), TONE_RED},   {"withdrawn", N_("已撤回"), TONE_GREY},
};
static const struct move review_machine_moves[] = {
    {"", "open", "queued", REL_TEAM, 0, N_("提交审核")},
    {"queued", "claim", "claimed", REL_REVIEWERS, MOVE_BUTTON | MOVE_PRIMARY, N_("认领")},
    {"claimed", "claim", "claimed", REL_CLAIMANT, MOVE_BUTTON, N_("延长认领")},
    {"claimed", "release", "queued", REL_CLAIMANT, MOVE_BUTTON, N_("退回待审核")},
    {"claimed", "lease-over", "queued", REL_CLOCK, 0, N_("认领到期")},
    {"claimed", "approve", "approved", REL_CLAIMANT, MOVE_PRIMARY, N_("通过审核")},
    {"claimed", "reject", "rejected", REL_CLAIMANT, MOVE_DANGER | MOVE_REASON, N_("驳回申请")},
    {"queued", "withdraw", "withdrawn", REL_TEAM, 0, N_("撤回")},
    {"claimed", "withdraw", "withdrawn", REL_TEAM, 0, N_("撤回")},
};
MACHINE(review_machine, "review", N_("审核"));

static const struct review_kind kinds[] = {
    {"version", N_("版本审核"), REL_VERSION},
    {"listing", N_("发布审核"), REL_LISTING},
    {"real-name", N_("实名认证审核"), REL_REAL_NAME},
    {"payment", N_("支付能力审核"), REL_PAYMENT},
};

SHAPE(review_shape, struct review, M(struct review, id), M(struct review, kind), M(struct review, object_id),
      M(struct review, plugin_id), M(struct review, subject_id), M(struct review, submitter), M(struct review, state),
      M(struct review, rev), M(struct review, round), M(struct review, shown_hash), M(struct review, queued_at),
      M(struct review, submitted_at), M(struct review, due_at), M(struct review, claimed_by),
      M(struct review, lease_until), M(struct review, decided_by), M(struct review, decided_at),
      M(struct review, reason), M(struct review, own));
#define COLUMNS                                                                                                        \
  "id, kind, object_id, plugin_id, subject_id, submitter, state, rev, round, shown_hash, queued_at, submitted_at,"     \
  " due_at, claimed_by, lease_until, decided_by, decided_at, reason,"                                                  \
  " EXISTS (SELECT 1 FROM member m WHERE m.subject_id = review.subject_id AND m.user_id = ?) AS own"
DB_QUERY(review_by_id, review_shape, "SELECT " COLUMNS " FROM review WHERE id = ?");
DB_QUERY(review_newest, review_shape,
         "SELECT " COLUMNS " FROM review WHERE kind = ? AND object_id = ? ORDER BY round DESC, id DESC LIMIT 1");
/* Nothing when the plugin has got another owner since it was loaded; it keeps its owner until the commit. */
DB_STMT(review_insert,
        "INSERT INTO review (id, kind, object_id, plugin_id, subject_id, submitter, state, round,"
        " shown_hash, queued_at, submitted_at, due_at) SELECT ?, ?, ?, n.plugin_id, n.subject_id, ?, 'queued', ?, ?, ?,"
        " ?, ? FROM (SELECT ? AS plugin_id, ? AS subject_id) n WHERE n.plugin_id IS NULL OR EXISTS (SELECT 1"
        " FROM plugin p WHERE p.id = n.plugin_id AND p.subject_id = n.subject_id LOCK IN SHARE MODE)");
#define MOVED "state = ?, rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?"
DB_STMT(review_claimed, "UPDATE review SET claimed_by = ?, lease_until = ?, " MOVED);
DB_STMT(review_decided, "UPDATE review SET decided_by = ?, decided_at = ?, reason = ?, " MOVED);
/* What a new review needs to know: the one before (round 0: none), and the holidays (yyyymmdd, in order) from the day
 * before that one was queued, or before now; a day more, because the server counts days in UTC. */
struct before {
  int64_t round, queued_at, decided_at;
  const char *state, *holidays;
};
SHAPE(before_shape, struct before, M(struct before, round), M(struct before, queued_at), M(struct before, decided_at),
      M(struct before, state), M(struct before, holidays));
DB_QUERY(review_before, before_shape,
         "SELECT COALESCE(v.round, 0) AS round, COALESCE(v.queued_at, 0) AS queued_at, COALESCE(v.decided_at, 0) AS"
         " decided_at, COALESCE(v.state, '') AS state, COALESCE((SELECT GROUP_CONCAT(h.day ORDER BY h.day LIMIT 100)"
         " FROM holiday h WHERE h.day >= CAST(DATE_FORMAT(FROM_UNIXTIME(COALESCE(v.queued_at, n.now) - 172800),"
         " '%Y%m%d') AS SIGNED)), '') AS holidays FROM (SELECT ? AS now) n LEFT JOIN review v ON v.id = (SELECT l.id"
         " FROM review l WHERE l.kind = ? AND l.object_id = ? ORDER BY l.round DESC, l.id DESC LIMIT 1)");
DB_QUERY(review_lapsed, each_shape, "SELECT id FROM review WHERE state = 'claimed' AND lease_until < ? LIMIT 100");

const struct review_kind *review_kinds(size_t *n) {
  *n = sizeof kinds / sizeof kinds[0];
  return kinds;
}

const struct review_kind *review_kind_find(const char *code) {
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (code != NULL && strcmp(kinds[i].code, code) == 0)
      return &kinds[i];
  return NULL;
}

int64_t review_due(struct ctx *c, const char *kind, int64_t from, const int64_t *holidays, size_t n) {
  int64_t days = strcmp(kind, "version") == 0   ? c->conf->due_version
                 : strcmp(kind, "listing") == 0 ? c->conf->due_listing
                 : strcmp(kind, "payment") == 0 ? c->conf->due_payment
                                                : c->conf->due_real_name;

  return clock_working(from, (int)days, (int)c->conf->zone, holidays, n);
}

static int64_t due_at(struct ctx *c, const char *kind, int64_t from, const char *holidays) {
  int64_t day[HOLIDAYS];
  size_t n = 0;
  char *end;

  for (const char *p = holidays; *p != '\0' && n < HOLIDAYS; p = end + (*end == ','))
    day[n++] = strtoll(p, &end, 10);
  return review_due(c, kind, from, day, n);
}

/* A submission sent again soon keeps the place it had. domain.md section 4 "place". */
static int64_t place_of(const struct ctx *c, const struct before *last) {
  if (strcmp(last->state, "withdrawn") == 0 && c->now - last->decided_at <= DAY)
    return last->queued_at;
  if (strcmp(last->state, "rejected") == 0 && c->now - last->decided_at <= 7 * DAY)
    return last->queued_at;
  return c->now;
}

static struct moving moving_of(const struct review *v, unsigned rel, const char *reason) {
  return (struct moving){.machine = &review_machine,
                         .kind = "review",
                         .id = v->id,
                         .subject_id = v->subject_id,
                         .state = v->state,
                         .rev = v->rev,
                         .rel = rel,
                         .reason = reason};
}

enum res review_latest(struct ctx *c, const char *kind, int64_t object_id, struct review *out) {
  return db_one(c->db, c->a, review_newest, out, I(c->who.user_id), T(kind), I(object_id));
}

enum res review_open(struct ctx *c, const char *kind, int64_t object_id, int64_t plugin_id, int64_t subject_id,
                     const unsigned char *shown) {
  int64_t id = 0;
  enum res r = id_new(c, "review", &id);

  return r == RES_OK ? review_open_as(c, id, kind, object_id, plugin_id, subject_id, shown) : r;
}

enum res review_open_as(struct ctx *c, int64_t id, const char *kind, int64_t object_id, int64_t plugin_id,
                        int64_t subject_id, const unsigned char *shown) {
  struct review v = {.id = id, .subject_id = subject_id, .state = "queued", .rev = 1};
  struct before last = {0};
  struct moving m;
  int64_t queued, changed = 0;
  enum res r = db_one(c->db, c->a, review_before, &last, I(c->now), T(kind), I(object_id));

  if (r != RES_OK)
    return r;
  queued = place_of(c, &last);
  r = db_exec(c->db, review_insert, &changed, I(v.id), T(kind), I(object_id), I(c->who.user_id), I(last.round + 1),
              H(shown, shown == NULL ? 0 : SEAL_HASH), I(queued), I(c->now), I(due_at(c, kind, queued, last.holidays)),
              plugin_id == 0 ? T(NULL) : I(plugin_id), I(subject_id));
  if (r == RES_CONFLICT)
    return why(c, RES_CONFLICT, NULL, N_("已经在审核中，不能重复提交"));
  if (r == RES_OK && changed == 0)
    return why(c, RES_CONFLICT, NULL, N_("插件刚刚转让给了另一个主体，请刷新页面查看"));
  if (r != RES_OK)
    return r;
  m = moving_of(&v, ctx_rel(c, subject_id), NULL);
  return move_born(c, &m, "open");
}

static enum res move(struct ctx *c, struct review *v, struct moving *m, const char *action, size_t n,
                     const struct db_arg *set) {
  enum res r = move_set(c, m, action, n, set);

  v->state = m->state;
  v->rev = m->rev;
  return r;
}

/* A move that changes who holds the review: 0 for nobody. */
static enum res hold(struct ctx *c, struct review *v, unsigned rel, const char *action, int64_t user, int64_t until) {
  const struct db_arg set[] = {user == 0 ? T(NULL) : I(user), I(until)};
  struct moving m = moving_of(v, rel, NULL);

  m.update = &review_claimed;
  v->claimed_by = user;
  v->lease_until = until;
  return move(c, v, &m, action, 2, set);
}

/* A move that ends the review; nobody decided a withdrawn one. */
static enum res end(struct ctx *c, struct review *v, unsigned rel, const char *action, int64_t user,
                    const char *reason) {
  const struct db_arg set[] = {user == 0 ? T(NULL) : I(user), I(c->now), T(reason)};
  struct moving m = moving_of(v, rel, reason);

  m.update = &review_decided;
  v->reason = reason;
  return move(c, v, &m, action, 3, set);
}

enum res review_withdraw(struct ctx *c, const char *kind, int64_t object_id) {
  struct review v = {0};
  enum res r = review_latest(c, kind, object_id, &v);

  return r == RES_OK ? end(c, &v, ctx_rel(c, v.subject_id), "withdraw", 0, NULL) : r;
}

enum res review_load(struct ctx *c, int64_t id, struct review *out) {
  return db_one(c->db, c->a, review_by_id, out, I(c->who.user_id), I(id));
}

unsigned review_rel(const struct ctx *c, const struct review *v) {
  const struct review_kind *k = review_kind_find(v->kind);

  if (k == NULL || (c->who.rights & k->rel) == 0 || v->own != 0)
    return 0;
  if (v->claimed_by == c->who.user_id && v->lease_until >= c->now && strcmp(v->state, "claimed") == 0)
    return k->rel | REL_CLAIMANT;
  return k->rel;
}

enum res review_claim(struct ctx *c, struct review *v, unsigned rel) {
  return hold(c, v, rel, "claim", c->who.user_id, c->now + c->conf->lease);
}

enum res review_release(struct ctx *c, struct review *v, unsigned rel) { return hold(c, v, rel, "release", 0, 0); }

enum res review_decide(struct ctx *c, struct review *v, unsigned rel, const char *action, const char *reason) {
  const struct finding_item general = {
      .rule = "reviewer", .target = "", .severity = "error", .text = reason, .hint = ""};
  enum res r = end(c, v, rel, action, c->who.user_id, reason);

  return r == RES_OK && strcmp(action, "reject") == 0 ? findings_put(c, v->id, &general, 1) : r;
}

enum res review_reject(struct ctx *c, struct review *v, unsigned rel, const char *reason, const struct finding_item *f,
                       size_t n) {
  enum res r;

  if (n == 0)
    return review_decide(c, v, rel, "reject", reason);
  if (n > REVIEW_FINDINGS)
    return why(c, RES_INVALID, "findings", N_("问题最多列出 %d 处，请合并一些"), (int)REVIEW_FINDINGS);
  r = end(c, v, rel, "reject", c->who.user_id, reason == NULL || reason[0] == '\0' ? findings_text(c, f, n) : reason);
  return r == RES_OK ? findings_put(c, v->id, f, n) : r;
}

static enum res lapse(struct ctx *c, int64_t id) {
  struct review v = {0};
  enum res r = review_load(c, id, &v);

  if (r == RES_OK && (strcmp(v.state, "claimed") != 0 || v.lease_until >= c->now))
    return RES_CONFLICT; /* its reviewer acted in between */
  return r == RES_OK ? hold(c, &v, REL_CLOCK, "lease-over", 0, 0) : r;
}

enum res review_expire(struct ctx *c, int64_t *n) {
  struct each_row *row = NULL;
  size_t count = 0;
  enum res r = db_list(c->db, c->a, review_lapsed, &row, &count, I(c->now));

  *n = 0;
  return r == RES_OK ? each_tx(c, row, count, lapse, n) : r;
}
