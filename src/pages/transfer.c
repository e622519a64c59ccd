/* 插件转让: the plugin's side offers it to another subject and may take the offer back. */
#include "domain/transfer.h"
#include "pages/facts.h"
#include "pages/load.h"
#include "pages/refusal.h"
#include "pages/shop.h"

#include <string.h>

extern const struct page page_transfer;

struct offer_form {
  const char *to;
  int64_t agree;
};
static const struct field offer_form_fields[] = {
    F_TEXT(struct offer_form, to, .label = N_("接收的主体"), .hint = N_("对方主体的完整名称，或者主体 ID"), .min = 1,
           .max = 128, .actions = "offer"),
    F_CHECK(struct offer_form, agree, .label = N_("我确认转让"), .hint = N_("对方接收后，本主体不能再管理这个插件"),
            .min = 1, .actions = "offer"),
};
FORM(offer_form, struct offer_form);

static enum res load(struct req *r) {
  enum res res = load_plugin(r);

  if (r->action[0] == '\0')
    r->action = "offer"; /* the form has one move */
  if (res == RES_OK && policy_may(PERM_PLUGIN_EDIT, r->rel))
    r->rel |= REL_PROVIDER; /* here one is the plugin's side */
  return res;
}

static void show_one(struct req *r, const struct transfer *t) {
  struct data *row = data_row(r->d, "transfers");
  bool open = strcmp(t->state, "offered") == 0;

  data_text(row, "to_name", t->to_name);
  data_text(row, "from_name", t->from_name);
  show_state(r, row, "state", &transfer_machine, t->state);
  data_text(row, "offered_at", when(r, t->offered_at));
  data_text(row, "offered_name", t->offered_name == NULL ? "--" : t->offered_name);
  data_text(row, "ended_at", open ? NULL : when(r, t->ended_at));
  data_text(row, "due_at", when(r, t->due_at));
  data_rows(row, "moves");
  if (open)
    shop_move(r, row, &transfer_machine, t->state, "cancel", NULL, "plain");
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  struct transfer *t = NULL;
  size_t n = 0;
  bool open, form = false;
  enum res res = transfer_of_plugin(r->c, p->id, &t, &n);

  if (res != RES_OK)
    return res;
  open = n > 0 && strcmp(t[0].state, "offered") == 0;
  data_rows(r->d, "transfers");
  for (size_t i = 0; i < n; i++)
    show_one(r, &t[i]);
  data_flag(r->d, "has_transfers", n > 0);
  if (may_change(r) && !open) {
    res = transfer_open(r->c, p);
    form = res == RES_OK;
    res = res == RES_CONFLICT ? RES_OK : res;
    show_refusal(r);
  }
  if (form)
    show_submit(r, "offer", _T(r, N_("发起转让")), "danger");
  data_flag(r->d, "can_offer", form);
  data_int(r->d, "rev", r->posted ? r->rev : p->rev);
  data_flag(r->d, "has_rev", true);
  data_text(r->d, "cancel_url", url_id(r, "plugin_settings", p->id));
  plugin_tabs(r, "plugin_settings");
  return res;
}

static enum res act(struct req *r) {
  const struct plugin *p = r->obj;
  const struct offer_form *f = r->form;
  struct transfer *t = NULL;
  size_t n = 0;
  enum res res;

  r->to = url_id(r, "transfer", p->id);
  if (strcmp(r->action, "offer") == 0) {
    if (r->rev != 0 && r->rev != p->rev)
      return RES_STALE;
    r->flash = _T(r, N_("已发起转让，对方 7 天内可以接收或拒收"));
    return transfer_offer(r->c, p, f->to);
  }
  if (strcmp(r->action, "cancel") != 0)
    return RES_MALFORMED;
  res = transfer_of_plugin(r->c, p->id, &t, &n);
  if (res == RES_OK && n == 0)
    return why(r->c, RES_CONFLICT, NULL, N_("没有待接收的转让"));
  r->flash = _T(r, N_("已取消转让"));
  return res == RES_OK ? transfer_end(r->c, &t[0], "cancel") : res;
}

const struct page page_transfer = {
    .name = "transfer",
    .path = "/console/plugins/{plugin}/transfer",
    .title = N_("插件转让"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_PLUGIN_EDIT,
    .step_up = "offer",
    .menu = "plugins",
    .form = &offer_form,
    .load = load,
    .show = show,
    .act = act,
};
