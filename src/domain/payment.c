/* The payment row of a plugin comes into being with its first submission: then the move is an INSERT with the places of the
 * UPDATE. In both stands the guard on the mini-program: one that closes payment in the same moment makes them change
 * nothing. What is decided is frozen by a hash, as with verifications. */
#include "domain/payment.h"

#include "domain/ids.h"
#include "domain/moving.h"
#include "domain/review.h"
#include "rule/policy.h"

#include <string.h>

static const struct state payment_machine_states[] = {
    {"none", N_("未开通"), TONE_GREY},
    {"auditing", N_("审核中"), TONE_AMBER},
    {"open", N_("已开通"), TONE_GREEN},
    {"refused", N_("未通过"), TONE_RED},
};
static const struct move payment_machine_moves[] = {
    {"none", "submit", "auditing", REL_MANAGERS, MOVE_PRIMARY, N_("提交申请")},
    {"refused", "submit", "auditing", REL_MANAGERS, MOVE_PRIMARY, N_("提交申请")},
    {"auditing", "withdraw", "none", REL_MANAGERS, MOVE_BUTTON, N_("撤回申请")},
    {"auditing", "approve", "open", REL_CLAIMANT, 0, N_("通过审核")},
    {"auditing", "refuse", "refused", REL_CLAIMANT, MOVE_DANGER | MOVE_REASON, N_("不通过")},
    {"none", "hand-over", "none", REL_PROVIDER, 0, N_("插件转让")},
    {"open", "hand-over", "none", REL_PROVIDER, 0, N_("插件转让")},
    {"refused", "hand-over", "none", REL_PROVIDER, 0, N_("插件转让")},
};
MACHINE(payment_machine, "payment", N_("支付能力"));

#define F(field) M(struct payment, field)
SHAPE(payment_shape, struct payment, F(plugin_id), F(app_id), F(subject_id), F(submitted_at), F(decided_at), F(rev),
      F(round), F(app_payment), F(state), F(mode), F(provider_no), F(sub_merchants), F(services), F(merchant_no),
      F(reason), F(files), F(now), F(plugin_name), F(app_name), F(app_merchant_no), F(subject_name), F(subject_type));
#undef F
DB_QUERY(payment_of, payment_shape,
         "SELECT p.id AS plugin_id, p.app_id, p.subject_id, COALESCE(y.submitted_at, 0) AS submitted_at,"
         " COALESCE(y.decided_at, 0) AS decided_at, COALESCE(y.rev, 0) AS rev, COALESCE(y.round, 0) AS round,"
         " a.payment_opened AS app_payment, COALESCE(y.state, 'none') AS state, y.mode, y.provider_no, y.sub_merchants,"
         " y.services, y.merchant_no, y.reason, (SELECT GROUP_CONCAT(HEX(e.sha256) ORDER BY e.n) FROM evidence e"
         " WHERE e.kind = 'payment' AND e.object_id = y.plugin_id AND e.round = y.round) AS files,"
         " " PAYMENT_OF(
             "p.id") " AS now, p.name AS plugin_name, a.name AS app_name, a.merchant_no AS app_merchant_no,"
                     " s.name AS subject_name, s.type AS subject_type FROM plugin p JOIN app a ON a.id = p.app_id"
                     " JOIN subject s ON s.id = p.subject_id LEFT JOIN payment y ON y.plugin_id = p.id WHERE p.id = ?");
#define MOVED "state = ?, rev = rev + 1 WHERE plugin_id = ? AND state = ? AND rev = ?"
DB_STMT(payment_move, "UPDATE payment SET " MOVED);
DB_STMT(payment_cleared,
        "UPDATE payment SET app_id = NULL, mode = NULL, merchant_no = NULL, provider_no = NULL, sub_merchants"
        " = NULL, services = NULL, reason = NULL, provider_id = ?, " MOVED);
DB_STMT(payment_outcome, "UPDATE payment SET reason = ?, decided_at = ?, " MOVED);
#define PAYS "app a ON a.id = p.app_id AND a.payment_opened = 1 AND a.merchant_no = "
DB_STMT(payment_first,
        "INSERT INTO payment (plugin_id, provider_id, app_id, merchant_no, mode, provider_no, sub_merchants, services,"
        " submitted_at, round, state, rev) SELECT p.id, p.subject_id, a.id, a.merchant_no, n.mode, n.provider_no,"
        " n.sub_merchants, n.services, n.at, 1, n.state, n.rev + 1 FROM (SELECT ? AS no, ? AS mode, ? AS provider_no,"
        " ? AS sub_merchants, ? AS services, ? AS at, ? AS state, ? AS id, ? AS was, ? AS rev) n"
        " JOIN plugin p ON p.id = n.id JOIN " PAYS "n.no");
DB_STMT(payment_again,
        "UPDATE payment y JOIN plugin p ON p.id = y.plugin_id JOIN " PAYS
        "? SET y.app_id = a.id, y.merchant_no = a.merchant_no, y.mode = ?, y.provider_no = ?, y.sub_merchants = ?,"
        " y.services = ?, y.submitted_at = ?, y.reason = NULL, y.round = y.round + 1, y.state = ?, y.rev = y.rev + 1"
        " WHERE y.plugin_id = ? AND y.state = ? AND y.rev = ?");

enum res payment_load(struct ctx *c, int64_t plugin_id, struct payment *out) {
  return db_one(c->db, c->a, payment_of, out, I(plugin_id));
}

static bool app_pays(const struct payment *x) { return x->app_payment != 0 && x->app_merchant_no[0] != '\0'; }

enum res payment_may_submit(struct ctx *c, const struct payment *x) {
  if (app_pays(x))
    return RES_OK;
  return why_at(c, RES_CONFLICT, "app_settings", x->app_id,
                N_("所属小程序“%s”还没有开通支付；请先在小程序设置里勾选已开通支付，并填写商户号"), x->app_name);
}

struct change {
  const struct db_stmt *update;
  const struct db_arg *set;
  size_t nset;
};

static enum res move(struct ctx *c, struct payment *x, unsigned rel, const char *action, const char *reason,
                     struct change with) {
  struct moving m = {.machine = &payment_machine,
                     .update = with.update,
                     .kind = "payment",
                     .id = x->plugin_id,
                     .subject_id = x->subject_id,
                     .state = x->state,
                     .rev = x->rev,
                     .rel = rel,
                     .reason = reason};
  enum res r = move_set(c, &m, action, with.nset, with.set);

  x->state = m.state;
  x->rev = m.rev;
  return r;
}

/* Over what was handed in: the facts, and the keys of the files. */
static void shown(const struct payment *x, unsigned char out[SEAL_HASH]) {
  struct seal_sha256 h;

  seal_sha256_start(&h);
  seal_sha256_part(&h, bytes_of(x->mode));
  seal_sha256_part(&h, bytes_of(x->merchant_no));
  seal_sha256_part(&h, bytes_of(x->provider_no));
  seal_sha256_part(&h, bytes_of(x->sub_merchants));
  seal_sha256_part(&h, bytes_of(x->services));
  seal_sha256_part(&h, bytes_of(x->files));
  seal_sha256_end(&h, out);
}

/* The numbers, a line each, into x. */
static enum res take_numbers(struct ctx *c, struct payment *x, const struct payment_in *in) {
  const char *no[PAYMENT_SUB_MERCHANTS], *fault = payment_number_fault(in->provider_no);
  size_t n = payment_numbers(c->a, in->sub_merchants, no, PAYMENT_SUB_MERCHANTS);
  struct buf b = buf_new(c->a, PAYMENT_SUB_MERCHANTS * (PAYMENT_NUMBER_MAX + 1));

  if (fault != NULL)
    return why(c, RES_INVALID, "provider_no", "%s", TR(c, fault));
  if (n == 0)
    return why(c, RES_INVALID, "sub_merchants", N_("请填写至少一个子商户号，每行一个"));
  if (n > PAYMENT_SUB_MERCHANTS)
    return why(c, RES_INVALID, "sub_merchants", N_("子商户号最多 %d 个"), PAYMENT_SUB_MERCHANTS);
  for (size_t i = 0; i < n; i++) {
    if (payment_number_fault(no[i]) != NULL)
      return why(c, RES_INVALID, "sub_merchants", N_("“%s”：商户号由 4–32 个字母和数字组成，每行一个"), no[i]);
    for (size_t k = 0; k < i; k++)
      if (strcmp(no[k], no[i]) == 0)
        return why(c, RES_INVALID, "sub_merchants", N_("“%s”填写了两次，请删除一个"), no[i]);
    buf_fmt(&b, "%s%s", i == 0 ? "" : "\n", no[i]);
  }
  if (in->tied == 0)
    return why(c, RES_INVALID, "tied", N_("请先在支付平台上把子商户号绑定到小程序，再勾选确认"));
  x->provider_no = in->provider_no;
  x->sub_merchants = b.p;
  return RES_OK;
}

static enum res take_services(struct ctx *c, struct payment *x, const struct payment_in *in) {
  if (in->nservices == 0)
    return why(c, RES_INVALID, "services", N_("请填写至少一项已有的线上服务"));
  if (in->nservices > PAYMENT_SERVICES)
    return why(c, RES_INVALID, "services", N_("线上服务最多 %d 项"), PAYMENT_SERVICES);
  for (size_t i = 0; i < in->nservices; i++) {
    const char *fault = payment_address_fault(in->service[i].kind, in->service[i].address);

    if (fault != NULL)
      return why(c, RES_INVALID, arena_fmt(c->a, "services.%zu.address", i + 1), "%s", TR(c, fault));
  }
  x->services = payment_services_text(c->a, in->service, in->nservices);
  return RES_OK;
}

/* Check what is handed in and take it over into x. */
static enum res take(struct ctx *c, struct payment *x, const struct payment_in *in) {
  if (payment_mode_label(in->mode) == NULL)
    return why(c, RES_INVALID, "mode", N_("请选择支付模式"));
  x->mode = in->mode;
  x->merchant_no = x->app_merchant_no;
  x->provider_no = x->sub_merchants = x->services = x->files = NULL;
  return strcmp(in->mode, "provider") == 0 ? take_numbers(c, x, in) : take_services(c, x, in);
}

/* The files of mode merchant; either way the id of the review. */
static enum res keep_files(struct ctx *c, struct payment *x, const struct payment_in *in, int64_t *review_id) {
  struct evidence_kept kept = {0};
  enum res r;

  if (strcmp(x->mode, "provider") == 0)
    return id_new(c, "review", review_id);
  r = evidence_put(c, "payment", x->plugin_id, x->round, in->file, in->nfiles, &kept);
  x->files = kept.files;
  *review_id = kept.review_id;
  return r;
}

static enum res hand_in(struct ctx *c, struct payment *x) {
  const struct db_arg set[] = {T(x->merchant_no),   T(x->mode),     T(x->provider_no),
                               T(x->sub_merchants), T(x->services), I(c->now)};
  const struct change with = {x->rev == 0 ? &payment_first : &payment_again, set, sizeof set / sizeof set[0]};
  enum res r = move(c, x, ctx_rel(c, x->subject_id), "submit", NULL, with);

  x->round++;
  if (r == RES_CONFLICT && c->why.text == NULL) /* the row is there already */
    return why(c, r, NULL, N_("刚刚有人先操作了，请刷新页面查看最新状态"));
  return r;
}

enum res payment_submit(struct ctx *c, struct payment *x, const struct payment_in *in) {
  unsigned char hash[SEAL_HASH];
  int64_t review_id = 0;
  enum res r = payment_may_submit(c, x);

  if (r == RES_OK)
    r = take(c, x, in);
  if (r == RES_OK)
    r = hand_in(c, x);
  if (r == RES_OK)
    r = keep_files(c, x, in, &review_id);
  if (r != RES_OK)
    return r;
  shown(x, hash);
  return review_open_as(c, review_id, "payment", x->plugin_id, x->plugin_id, x->subject_id, hash);
}

enum res payment_withdraw(struct ctx *c, struct payment *x) {
  unsigned rel = ctx_rel(c, x->subject_id);
  enum res r;

  if (strcmp(x->state, "auditing") == 0 && (rel & REL_MANAGERS) != 0) {
    r = review_withdraw(c, "payment", x->plugin_id); /* first, in the desk's order of locks */
    if (r != RES_OK)
      return r;
  }
  return move(c, x, rel, "withdraw", NULL, (struct change){&payment_move, NULL, 0});
}

enum res payment_decided(struct ctx *c, int64_t plugin_id, bool approve, const char *reason, struct bytes shown_hash) {
  unsigned char hash[SEAL_HASH];
  struct payment x = {0};
  enum res r = payment_load(c, plugin_id, &x);

  if (r != RES_OK)
    return r;
  shown(&x, hash);
  if (!bytes_same((struct bytes){hash, sizeof hash}, shown_hash))
    return why(c, RES_CONFLICT, NULL, N_("提交的内容已经变了，请重新查看后再决定"));
  if (approve && (!app_pays(&x) || strcmp(x.app_merchant_no, x.merchant_no) != 0))
    return why(c, RES_CONFLICT, NULL,
               N_("提交以后，所属小程序关闭了支付或换了商户号；请驳回，让提交方改好设置后重新提交"));
  const struct db_arg set[] = {approve ? T(NULL) : T(reason), I(c->now)};

  return move(c, &x, REL_CLAIMANT, approve ? "approve" : "refuse", reason, (struct change){&payment_outcome, set, 2});
}

enum res payment_handed_over(struct ctx *c, int64_t plugin_id, const char *state, int64_t rev) {
  struct moving m = {.machine = &payment_machine,
                     .update = &payment_cleared,
                     .kind = "payment",
                     .id = plugin_id,
                     .subject_id = c->who.subject_id,
                     .state = state,
                     .rev = rev,
                     .rel = REL_PROVIDER};

  return move_set(c, &m, "hand-over", 1, (const struct db_arg[]){I(c->who.subject_id)});
}
