/* 支付能力 (S1): whether a plugin may take payments, which mode suits it, the application for one, and how far that is. What
 * was handed in is the affair of those who may hand it in; the others of the team see the state only. */
#include "pages/facts.h"
#include "pages/history_show.h"
#include "pages/load.h"
#include "pages/papers.h"
#include "pages/payment_form.h"
#include "pages/payment_show.h"
#include "pages/receipt.h"
#include "pages/refusal.h"

#include <string.h>

extern const struct page page_payment;

static enum res load(struct req *r) {
  struct payment_page *page = ARENA_NEW(r->c->a, struct payment_page);
  int64_t id = var_id(r, 0);
  enum res res = id == 0 ? RES_NOT_FOUND : payment_load(r->c, id, &page->payment);
  unsigned rel = res == RES_OK ? ctx_rel(r->c, page->payment.subject_id) : 0;

  if (res != RES_OK || rel == 0)
    return res == RES_OK ? RES_NOT_FOUND : res;
  r->obj = page;
  r->rel |= rel;
  if (r->action[0] == '\0')
    r->action = "submit"; /* the form has one move (interface.md) */
  return RES_OK;
}

/* ---- showing ---- */

static bool is(const struct payment *x, const char *state) { return strcmp(x->state, state) == 0; }

static void note(struct req *r, const char *tone, const char *text) {
  data_text(r->d, "note_tone", tone);
  data_text(r->d, "note_text", text);
}

/* Why nothing can be handed in now, with the way to where that changes; else how it stands. True: the form may be shown. */
static bool show_note(struct req *r, const struct payment *x) {
  bool open = is(x, "none") || is(x, "refused"), ready;

  if (open && !may_change(r))
    return false;
  ready = open && payment_may_submit(r->c, x) == RES_OK;
  show_refusal(r);
  if (ready && is(x, "refused"))
    note(r, "red", arena_fmt(r->c->a, _T(r, N_("申请未通过，原因：%s。请按原因修改后重新提交")), x->reason));
  else if (is(x, "open") && strcmp(x->now, "none") == 0)
    note(r, "amber", _T(r, N_("所属小程序关闭了支付，或插件换了小程序，插件内暂时不能支付")));
  else if (is(x, "open"))
    note(r, "green", _T(r, N_("插件内可以使用支付，插件详情页也会告诉商家")));
  return ready;
}

static void show_facts(struct req *r, const struct payment *x, bool mine) {
  const char *app = _T(r, N_("未开通支付"));

  if (x->app_payment != 0)
    app = arena_fmt(r->c->a, _T(r, N_("已开通，商户号 %s")), x->app_merchant_no);
  data_rows(r->d, "facts");
  fact(r, r->d, N_("所属小程序"), x->app_name, url_id(r, "app", x->app_id));
  fact(r, r->d, N_("小程序的支付"), app, mine ? url_id(r, "app_settings", x->app_id) : NULL);
  if (mine && !is(x, "none"))
    payment_facts(r, x);
}

/* The table of seed S1: which mode is for whom, and what it asks for. */
static void show_modes(struct req *r) {
  static const char *const rows[][3] = {
      {N_("插件里卖的商品不是插件开发者提供的：为入驻商家提供商品销售、代收款等服务"),
       N_("电商平台为入驻商户提供货架、购物车等服务；餐饮平台为线下入驻商户提供点餐、买单服务"),
       N_("服务商号、子商户号，以及子商户号与小程序的绑定")},
      {N_("插件里的付费服务或商品由插件开发者自己生产、销售"), N_("内容或服务的开发者向使用者收费"),
       N_("至少一项已有的线上服务，以及自营货品生产、销售的证明，例如采购发票")},
  };
  const char *chosen = payment_form_mode(r);
  size_t n = 0;
  const struct payment_code *mode = payment_modes(&n);

  data_rows(r->d, "modes");
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(r->d, "modes");

    data_text(row, "mode_label", _T(r, mode[i].label));
    data_text(row, "mode_url", url_with(r, url_id(r, "payment", var_id(r, 0)), "mode", mode[i].code));
    data_flag(row, "mode_chosen", strcmp(mode[i].code, chosen) == 0);
    data_text(row, "mode_scope", _T(r, rows[i][0]));
    data_text(row, "mode_case", _T(r, rows[i][1]));
    data_text(row, "mode_needs", _T(r, rows[i][2]));
  }
}

static void show_form(struct req *r, const struct payment *x) {
  bool chosen = payment_form_mode(r)[0] != '\0';

  show_modes(r);
  data_flag(r->d, "has_mode", chosen);
  data_flag(r->d, "has_rev", true);
  data_int(r->d, "rev", r->posted ? r->rev : x->rev);
  if (!chosen)
    return;
  payment_form_show(r, x);
  show_submit(r, "submit", _T(r, N_("提交申请")), "primary");
}

static enum res show_progress(struct req *r, const struct payment *x, bool mine) {
  struct review v = {0};
  struct evidence *e = NULL;
  size_t n = 0;
  enum res res = review_latest(r->c, "payment", x->plugin_id, &v);

  if (res == RES_OK || res == RES_NOT_FOUND)
    res = receipt_show(r, res == RES_OK ? &v : NULL);
  if (res == RES_OK && mine && x->files != NULL && !is(x, "none"))
    res = evidence_list(r->c, "payment", x->plugin_id, x->round, &e, &n);
  papers_show(r, e, n);
  return res == RES_OK ? history_show(r, &payment_machine, x->plugin_id) : res;
}

static enum res show(struct req *r) {
  struct payment_page *page = r->obj;
  const struct payment *x = &page->payment;
  bool mine = policy_may(r->page->change, r->rel), form;
  enum res res = plugin_load(r->c, x->plugin_id, &page->plugin);

  if (res != RES_OK)
    return res;
  plugin_tabs(r, "payment");
  show_state(r, r->d, "state", &payment_machine, x->state);
  page_state(r, _T(r, state_label(&payment_machine, x->state)));
  form = show_note(r, x);
  show_facts(r, x, mine);
  data_flag(r->d, "can_submit", form);
  if (form)
    show_form(r, x);
  else if (mine)
    show_moves(r, r->d, &payment_machine, x->state);
  return show_progress(r, x, mine);
}

/* ---- acting ---- */

static enum res op(struct req *r) {
  if (payment_form_op(r))
    return RES_OK;
  return why(r->c, RES_CONFLICT, NULL, N_("这一行已经不在、不能再移动，或者行数已满"));
}

static enum res keep(struct req *r) {
  payment_form_keep(r);
  return RES_OK;
}

static enum res prepare(struct req *r) {
  struct payment_in *in = ARENA_NEW(r->c->a, struct payment_in);

  r->work = in;
  return strcmp(r->action, "submit") == 0 ? payment_form_read(r, in) : RES_OK;
}

static enum res act(struct req *r) {
  const struct payment_page *page = r->obj;
  struct payment x = page->payment; /* a copy: the transaction may run again */

  if (r->rev != 0 && r->rev != x.rev)
    return RES_STALE;
  r->to = url_id(r, "payment", x.plugin_id);
  if (strcmp(r->action, "submit") == 0) {
    r->flash = _T(r, N_("支付能力的申请已提交，审核结果会显示在这个页面"));
    return payment_submit(r->c, &x, r->work);
  }
  if (strcmp(r->action, "withdraw") != 0)
    return RES_MALFORMED;
  r->flash = _T(r, N_("申请已撤回，可以修改后重新提交"));
  return payment_withdraw(r->c, &x);
}

const struct page page_payment = {
    .name = "payment",
    .path = "/console/plugins/{plugin}/payment",
    .title = N_("支付能力"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_PLUGIN_EDIT,
    .body_max = PAYMENT_BODY_MAX,
    .menu = "plugins",
    .form = &payment_form,
    .load = load,
    .show = show,
    .prepare = prepare,
    .act = act,
    .keep = keep,
    .op = op,
};
