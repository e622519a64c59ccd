/* A plugin that another subject offers to this one: accept it into a mini-program, or decline. */
#include "domain/category.h"
#include "domain/ids.h"
#include "domain/transfer.h"
#include "pages/avatar.h"
#include "pages/facts.h"
#include "pages/history_show.h"
#include "pages/refusal.h"

#include <string.h>

extern const struct page page_transfer_in;

struct accept_form {
  const char *app;
  int64_t agree;
};

struct taking {
  struct transfer transfer;
  struct app_item *app;
  size_t n;
  bool looked;
};

static const struct choice *app_choices(struct req *r, size_t *n) {
  const struct taking *t = r->obj;
  struct choice *choice = ARENA_ARRAY(r->c->a, struct choice, t->n + 1);

  if (!t->looked) { /* a form is being read: the domain knows whether it fits */
    choice[0].value = http_param(&r->post, "app");
    *n = choice[0].value != NULL && choice[0].value[0] != '\0';
    return choice;
  }
  for (size_t i = 0; i < t->n; i++)
    choice[i] = (struct choice){arena_fmt(r->c->a, "%lld", (long long)t->app[i].id), t->app[i].name, NULL};
  *n = t->n;
  return choice;
}

static const struct field accept_form_fields[] = {
    F_SELECT(struct accept_form, app, .label = N_("接收到哪个小程序"), .hint = N_("有这个插件的服务类目的小程序"),
             .choose = app_choices, .min = 1, .actions = "accept"),
    F_CHECK(struct accept_form, agree, .label = N_("我确认接收"),
            .hint = N_("接收后由本主体负责插件的版本、申请答复和客服"), .min = 1, .actions = "accept"),
};
FORM(accept_form, struct accept_form);

static enum res load(struct req *r) {
  struct taking *t = ARENA_NEW(r->c->a, struct taking);
  int64_t id = var_id(r, 0);
  enum res res = id == 0 ? RES_NOT_FOUND : transfer_load(r->c, id, &t->transfer);
  unsigned rel = res == RES_OK ? ctx_rel(r->c, t->transfer.to_subject) : 0;

  if (res != RES_OK || rel == 0)
    return res == RES_OK ? RES_NOT_FOUND : res;
  r->obj = t;
  r->rel |= rel;
  if (r->action[0] == '\0')
    r->action = "accept";
  return RES_OK;
}

static enum res show_facts(struct req *r, const struct transfer *t) {
  bool open = strcmp(t->state, "offered") == 0;
  struct category *k = NULL;
  const struct category *mine;
  size_t n = 0;
  enum res res = category_list(r->c, &k, &n);

  mine = res == RES_OK && t->category != NULL ? category_find(k, n, t->category) : NULL;
  data_rows(r->d, "facts");
  fact(r, r->d, N_("插件 ID"), arena_fmt(r->c->a, "%lld", (long long)t->plugin_id), NULL);
  fact(r, r->d, N_("转出的主体"), t->from_name, NULL);
  fact(r, r->d, N_("服务类目"), mine == NULL ? NULL : category_name(r->c, mine), NULL);
  fact(r, r->d, N_("发起时间"), when(r, t->offered_at), NULL);
  fact(r, r->d, open ? N_("最晚接收时间") : N_("结束时间"), when(r, open ? t->due_at : t->ended_at), NULL);
  return res;
}

/* May it be accepted now? Otherwise the note says what comes first. */
static bool can_accept(struct req *r, const struct taking *t) {
  bool ready;

  if (strcmp(t->transfer.state, "offered") != 0 || !may_change(r))
    return false;
  ready = plugin_may_open(r->c) == RES_OK;
  if (ready && t->n == 0) {
    (void)why_at(r->c, RES_CONFLICT, "apps", 0,
                 N_("本主体还没有带这个插件服务类目的小程序，请先创建一个或修改小程序的类目，再接收插件"));
    ready = false;
  }
  show_refusal(r);
  return ready;
}

static enum res show(struct req *r) {
  struct taking *x = r->obj;
  const struct transfer *t = &x->transfer;
  enum res res = transfer_apps(r->c, t, &x->app, &x->n);
  bool ready;

  if (res != RES_OK)
    return res;
  x->looked = true;
  ready = can_accept(r, x);
  res = show_facts(r, t);
  crumb(r, _T(r, N_("我的插件")), url(r, "plugins"));
  crumb(r, _T(r, N_("转让给我的插件")), url(r, "transfers"));
  page_title(r, t->plugin_name);
  page_state(r, _T(r, state_label(&transfer_machine, t->state)));
  data_text(r->d, "icon", plugin_icon(r, t->avatar));
  data_text(r->d, "plugin_name", t->plugin_name);
  show_state(r, r->d, "state", &transfer_machine, t->state);
  show_moves(r, r->d, &transfer_machine, t->state);
  data_flag(r->d, "can_accept", ready);
  data_int(r->d, "rev", r->posted ? r->rev : t->rev);
  data_flag(r->d, "has_rev", true);
  if (ready)
    show_submit(r, "accept", _T(r, N_("接收插件")), "primary");
  return res == RES_OK ? history_show(r, &transfer_machine, t->id) : res;
}

static enum res act(struct req *r) {
  const struct taking *x = r->obj;
  const struct accept_form *f = r->form;
  struct transfer t = x->transfer; /* a copy: the transaction may run again */

  if (r->rev != 0 && r->rev != t.rev)
    return RES_STALE;
  if (strcmp(r->action, "accept") == 0) {
    r->to = url_id(r, "plugin", t.plugin_id);
    r->flash = arena_fmt(r->c->a, _T(r, N_("已接收插件“%s”")), t.plugin_name);
    return transfer_accept(r->c, &t, id_parse(f->app));
  }
  if (strcmp(r->action, "decline") != 0)
    return RES_MALFORMED;
  r->to = url_id(r, "transfer_in", t.id);
  r->flash = _T(r, N_("已拒收插件"));
  return transfer_end(r->c, &t, "decline");
}

const struct page page_transfer_in = {
    .name = "transfer_in",
    .path = "/console/transfers/{transfer}",
    .title = N_("接收插件"),
    .see = PERM_SUBJECT_VIEW,
    .change = PERM_PLUGIN_EDIT,
    .step_up = "accept",
    .menu = "plugins",
    .form = &accept_form,
    .load = load,
    .show = show,
    .act = act,
};
