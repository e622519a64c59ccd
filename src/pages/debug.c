/* 开发服务 > 联调管理 (S2, roles of domain.md section 9.1): the mini-programs that may run the plugin while it is developed, added
 * by appid; 查看授权信息 of one (?app=) with its token. */
#include "domain/ids.h"
#include "domain/trial.h"
#include "pages/facts.h"
#include "pages/links_show.h"
#include "pages/load.h"
#include "pages/paging.h"
#include "pages/refusal.h"
#include "pages/shop.h"

#include <string.h>

extern const struct page page_debug;

struct add_form {
  const char *app;
};

/* Shown in the panel of its button, not by part/form. */
static const struct field add_form_fields[] = {
    F_TEXT(struct add_form, app, .label = N_("主体小程序的 AppID"), .min = 1, .max = 16, .inputmode = "numeric",
           .hint = N_("16 位数字，在小程序详情的基本信息里"), .actions = "add"),
};
FORM(add_form, struct add_form);

static enum res load(struct req *r) {
  enum res res = load_plugin(r);

  if (res == RES_OK && policy_may(PERM_DEBUG, r->rel))
    r->rel |= REL_PROVIDER; /* here one is the plugin's side */
  return res;
}

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  const struct plugin *p = r->obj;
  struct span span = paging_span(r, w);
  struct link *l = NULL;
  size_t n = 0;
  enum res res = link_of_plugin(r->c, p->id, links_open(r), &span, &l, &n);

  return res == RES_OK ? links_rows(r, l, n, out) : res;
}

static const char *info_url(struct req *r, const struct plugin *p, int64_t app_id) {
  return url_with(r, url_id(r, "debug", p->id), "app", arena_fmt(r->c->a, "%lld", (long long)app_id));
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct link_row *x = item;
  bool authorised = strcmp(x->link.state, "authorised") == 0, may = (r->rel & REL_PROVIDER) != 0;

  links_row(r, row, x, LINK_PROVIDER);
  data_text(row, "info_url", authorised && may ? info_url(r, r->obj, x->link.app_id) : NULL);
  links_move(r, row, &x->link, LINK_PROVIDER, "cancel", "link", NULL);
  links_move(r, row, &x->link, LINK_PROVIDER, "unbind", "link",
             arena_fmt(r->c->a, _T(r, N_("解绑后，“%s”不能再拉取体验版，授权 Token 立即作废；需要时可以重新添加")),
                       x->link.app_name));
}

static void show_empty(struct req *r) {
  links_empty(r, N_("还没有联调的小程序"),
              N_("添加主体小程序，对方授权以后就可以和它联调；同一主体的小程序会自动授权"));
}

static const struct list list = {LINKS_LIST, .fetch = fetch, .row = show_row, .empty = show_empty};

/* The button of a panel with the fields of the page's form. */
static void show_add(struct req *r) {
  bool may = (r->rel & REL_PROVIDER) != 0;
  struct data *box, *x;

  data_rows(r->d, "adding");
  if (!may)
    return;
  box = data_row(r->d, "adding");
  x = shop_ask(r, box, &link_machine, "", "add", NULL, "primary",
               arena_fmt(r->c->a, _T(r, N_("小程序的主体授权后生效；最多添加 %d 个小程序")), (int)LINK_HOSTS));
  if (x == NULL)
    return;
  form_show(r, r->page->form, "", r->form, r->posted, x, "move_fields");
  data_flag(x, "ask_open", r->posted && form_complaint(r, "app") != NULL);
}

/* What joint debugging gets at all. */
static enum res show_trial(struct req *r, const struct plugin *p) {
  struct trial t = {0};
  enum res res = trial_load(r->c, p->id, &t);

  if (res == RES_NOT_FOUND)
    (void)why_at(r->c, RES_CONFLICT, "versions", p->id,
                 N_("还没有体验版：小程序现在只能拉取它绑定的线上版本；把要联调的版本设为体验版后，会拉取体验版"));
  show_refusal(r);
  return res == RES_NOT_FOUND ? RES_OK : res;
}

/* 查看授权信息 */
static enum res show_info(struct req *r, const struct plugin *p) {
  int64_t app = id_parse(http_param(&r->in->args, "app"));
  struct link l = {0};
  struct data *box, *x;
  enum res res;

  data_rows(r->d, "info");
  if (app == 0 || (r->rel & REL_PROVIDER) == 0)
    return RES_OK;
  res = link_load(r->c, p->id, app, &l);
  if (res != RES_OK || strcmp(l.state, "authorised") != 0)
    return res == RES_NOT_FOUND ? RES_OK : res;
  box = data_row(r->d, "info");
  data_rows(r->d, "facts");
  fact(r, r->d, N_("主体小程序"), l.app_name, NULL);
  fact(r, r->d, N_("AppID"), arena_fmt(r->c->a, "%lld", (long long)l.app_id), NULL);
  fact(r, r->d, N_("小程序的主体"), l.host, NULL);
  fact(r, r->d, N_("插件 ID"), arena_fmt(r->c->a, "%lld", (long long)l.plugin_id), NULL);
  fact(r, r->d, N_("授权时间"), when(r, l.authorised_at), NULL);
  fact(r, r->d, N_("Token 生成时间"), when(r, l.token_at), NULL);
  data_text(box, "copy_id", "link-token");
  data_text(box, "copy_value", link_token(r->c, &l));
  x = show_move(box, "rotate-token", _T(r, N_("更换 Token")), "plain", NULL);
  show_ask(x, _T(r, N_("更换后旧的 Token 立即失效，正在使用它的开发工具要换成新的")), _T(r, N_("更换 Token")));
  data_text(x, "move_name", "app");
  data_fmt(x, "move_value", "%lld", (long long)l.app_id);
  return RES_OK;
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  enum res res = list_show(r, &list);

  if (res == RES_OK)
    res = show_info(r, p);
  if (res != RES_OK)
    return res;
  plugin_tabs(r, "debug");
  links_views(r, url_id(r, "debug", p->id));
  data_flag(r->d, "open", links_open(r));
  show_add(r);
  if (!may_change(r))
    return RES_OK;
  return show_trial(r, p);
}

static enum res add(struct req *r, const struct plugin *p) {
  const struct add_form *f = r->form;
  bool authorised = false;
  enum res res = link_add(r->c, p, f->app, &authorised);

  r->flash =
      authorised ? _T(r, N_("已添加，小程序属于同一主体，已自动授权")) : _T(r, N_("已添加，等待小程序的主体授权"));
  return res;
}

static enum res act(struct req *r) {
  const struct plugin *p = r->obj;
  struct link l = {0};
  enum res res;

  if (strcmp(r->action, "add") == 0)
    return add(r, p);
  res = links_posted(r, p->id, id_parse(http_param(&r->post, "app")), &l);
  if (res != RES_OK)
    return res;
  if (strcmp(r->action, "rotate-token") == 0) {
    r->to = info_url(r, p, l.app_id);
    r->flash = _T(r, N_("已更换 Token，旧的已经失效"));
    return link_rotate(r->c, &l);
  }
  r->to = url_id(r, "debug", p->id);
  r->flash = strcmp(r->action, "cancel") == 0 ? _T(r, N_("已取消")) : _T(r, N_("已解绑"));
  return link_move(r->c, &l, LINK_PROVIDER, r->action);
}

const struct page page_debug = {
    .name = "debug",
    .path = "/console/plugins/{plugin}/debug",
    .title = N_("联调管理"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_DEBUG,
    .menu = "plugins",
    .form = &add_form,
    .filters = &link_filters,
    .load = load,
    .show = show,
    .act = act,
};
