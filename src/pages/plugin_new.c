/* 开通插件: the function is opened for one mini-program, named at once; the rest of the basic settings may come later. */
#include "domain/app.h"
#include "domain/ids.h"
#include "domain/plugin.h"
#include "pages/refusal.h"

extern const struct page page_plugin_new;

struct plugin_new_form {
  const char *app, *name, *intro;
};

/* r->obj: the subject's mini-programs, read once per request. */
struct apps {
  struct app_item *app;
  size_t n;
};

static const struct choice *choices(struct req *r, size_t *n) {
  const struct apps *apps = r->obj;
  struct choice *choice = ARENA_ARRAY(r->c->a, struct choice, apps->n + 1);

  for (size_t i = 0; i < apps->n; i++)
    choice[i] = (struct choice){arena_fmt(r->c->a, "%lld", (long long)apps->app[i].id), apps->app[i].name, NULL};
  *n = apps->n;
  return choice;
}

static const struct field fields_fields[] = {
    F_SELECT(struct plugin_new_form, app, .label = N_("所属小程序"), .hint = N_("插件的服务类目从这个小程序的类目中选"),
             .min = 1, .choose = choices),
    F_TEXT(struct plugin_new_form, name, .label = N_("插件名称"),
           .hint = N_("2–30 个字，全平台不能重名，也不能和别的插件太像"), .min = PLUGIN_NAME_MIN,
           .max = PLUGIN_NAME_MAX),
    F_AREA(struct plugin_new_form, intro, .label = N_("插件简介"), .hint = N_("一两句话说明插件做什么"),
           .max = PLUGIN_INTRO_MAX, .rows = 3),
};
FORM(fields, struct plugin_new_form);

static enum res load(struct req *r) {
  struct apps *apps = ARENA_NEW(r->c->a, struct apps);
  enum res res = load_own(r);

  r->obj = apps;
  return res == RES_OK
             ? app_names(r->c, r->c->who.subject_id, id_parse(http_param(&r->in->args, "app")), &apps->app, &apps->n)
             : res;
}

static enum res show(struct req *r) {
  const struct apps *apps = r->obj;
  struct plugin_new_form *f = r->form;
  const char *app = http_param(&r->in->args, "app");
  bool refused = plugin_may_open(r->c) != RES_OK;

  show_refusal(r); /* instead of the form */
  refused = !may_change(r) || refused;
  crumb(r, _T(r, N_("我的插件")), url(r, "plugins"));
  if (!refused && apps->n >= APP_NAMES) {
    data_text(r->d, "note_text", _T(r, N_("只列出最近创建的 100 个小程序；要选其他的，请从它的小程序详情里开通插件")));
    data_text(r->d, "note_url", url(r, "apps"));
    data_text(r->d, "note_label", _T(r, N_("我的小程序")));
  }
  data_flag(r->d, "has_form", !refused && apps->n > 0);
  data_flag(r->d, "has_empty", !refused && apps->n == 0);
  show_nothing(r, _T(r, N_("还没有小程序")), _T(r, N_("插件属于一个小程序，请先创建小程序")),
               url_with(r, url(r, "app_new"), "next", url(r, "plugin_new")), _T(r, N_("创建小程序")));
  show_submit(r, "create", _T(r, N_("开通插件")), "primary");
  data_text(r->d, "cancel_url", url(r, "plugins"));
  if (!r->posted)
    f->app = app == NULL ? "" : app;
  return RES_OK;
}

static enum res act(struct req *r) {
  const struct plugin_new_form *f = r->form;
  int64_t id = 0;
  enum res res = plugin_create(r->c, id_parse(f->app), f->name, f->intro, &id);

  r->to = url_id(r, "plugin", id);
  r->flash = _T(r, N_("已开通插件，请按下面的步骤继续"));
  return res;
}

const struct page page_plugin_new = {
    .name = "plugin_new",
    .path = "/console/plugins/new",
    .title = N_("开通插件"),
    .see = PERM_SUBJECT_VIEW,
    .change = PERM_PLUGIN_EDIT,
    .menu = "plugins",
    .form = &fields,
    .load = load,
    .show = show,
    .act = act,
};
