/* 授权并绑定 (S0): choose mini-programs of one's own, read what is authorised, bind them all or none, or apply for them where
 * the provider answers first; then the result with 前往插件管理页 and 前往配置. What does not fit is shown with its reason and
 * the way to put it right, and is no choice. On the way one may look for others (op=find) or make one (op=create): what was
 * ticked and written comes along. */
#include "base/text.h"
#include "domain/application.h"
#include "domain/binding.h"
#include "domain/ids.h"
#include "pages/avatar.h"
#include "pages/bind_hosts.h"
#include "pages/refusal.h"
#include "pages/shop.h"

#include <string.h>

extern const struct page page_bind;

struct bind_form {
  struct form_list app;
  const char *reason;
  int64_t agree;
};

static enum res load(struct req *r) {
  struct bind_scene *s = ARENA_NEW(r->c->a, struct bind_scene);
  enum res res = load_held(r);

  s->o = r->obj;
  r->obj = s;
  return res;
}

/* While a form is read, every posted id is a choice: the domain knows better why one is none. */
static const struct choice *posted(struct req *r, size_t *n) {
  struct choice *c = ARENA_ARRAY(r->c->a, struct choice, r->post.n + 1);

  *n = 0;
  for (size_t i = 0; i < r->post.n; i++)
    if (strcmp(r->post.param[i].name, "app") == 0 && id_parse(r->post.param[i].value) != 0)
      c[(*n)++].value = r->post.param[i].value;
  return c;
}

static const struct choice *choose(struct req *r, size_t *n) {
  const struct bind_scene *s = r->obj;

  if (r->in->method == HTTP_POST && !r->posted)
    return posted(r, n);
  *n = s->nchoices;
  return s->choice;
}

static bool waits(const struct req *r) {
  const struct bind_scene *s = r->obj;

  return offer_waits(s->o);
}

static const struct field bind_form_fields[] = {
    F_CHECKS(struct bind_form, app, .label = N_("小程序"), .choose = choose, .min = 1, .max = BINDING_HOSTS),
    F_AREA(struct bind_form, reason, .label = N_("申请理由"),
           .hint = N_("服务商会看到；写明小程序做什么、怎样使用插件"), .min = 1, .max = APPLICATION_REASON, .rows = 3,
           .applies = waits),
    F_CHECK(struct bind_form, agree, .label = N_("我已阅读并同意以上授权说明"), .min = 1),
};
FORM(bind_form, struct bind_form);

/* Why nothing can be bound here, and the next step. A search without a result is no obstacle: the form stays. */
static void show_obstacle(struct req *r, const struct bind_scene *s) {
  const struct offer *o = s->o;
  bool open, make = policy_may(PERM_APP_EDIT, r->rel), none = s->nchoices == 0 && s->q[0] == '\0', lacking = false;

  if (!policy_may(PERM_BIND, r->rel))
    (void)why(r->c, RES_FORBIDDEN, NULL, N_("绑定小程序需要由%s来操作"), _T(r, policy_holders(PERM_BIND)));
  else if (strcmp(o->state, "active") != 0)
    (void)why(r->c, RES_CONFLICT, NULL, N_("插件已被平台停用，暂时不能绑定"));
  else if (o->online_versions == 0)
    (void)why(r->c, RES_CONFLICT, NULL, N_("插件没有已上线的版本，服务商上线版本后才能绑定"));
  else if (none)
    (void)why(r->c, RES_CONFLICT, NULL,
              s->n == 0 ? N_("当前主体还没有小程序，请先创建小程序再回来绑定")
                        : N_("没有可以绑定的小程序，原因见下方；也可以新建一个"));
  open = r->c->why.text == NULL;
  lacking = !open && none && make && strcmp(o->state, "active") == 0 && o->online_versions > 0;
  data_flag(r->d, "open", open);
  data_flag(r->d, "may_create", open && make);
  show_refusal(r);
  if (lacking) {
    data_text(r->d, "note_url", bind_new_url(r, s));
    data_text(r->d, "note_label", _T(r, N_("创建小程序")));
  }
}

/* From the address: what was chosen before the way led elsewhere. */
static void show_kept(struct req *r) {
  struct bind_form *form = r->form;
  const char *reason = http_param(&r->in->args, "reason");

  if (r->posted)
    return;
  form->reason = reason == NULL ? "" : reason;
  form->agree = http_param(&r->in->args, "agree") != NULL;
}

static enum res show(struct req *r) {
  struct bind_scene *s = r->obj;
  struct bind_form *form = r->form;
  enum res res = bind_hosts_find(r, s);

  if (res != RES_OK)
    return res;
  r->c->why = (struct reason){0}; /* what was wrong stands beside its field */
  crumb(r, _T(r, N_("已获取的插件")), url(r, "obtained"));
  crumb(r, s->o->name, url_id(r, "obtained_plugin", s->o->id));
  shop_head(r, s->o);
  bind_hosts_show(r, s, &form->app);
  bind_done_show(r, s);
  show_obstacle(r, s);
  show_kept(r);
  data_flag(r->d, "waits", waits(r));
  data_text(r->d, "bind_url", url_id(r, "bind", s->o->id));
  data_text(r->d, "manage_url", url_id(r, "obtained_plugin", s->o->id));
  data_text(r->d, "cancel_url", url_id(r, "obtained_plugin", s->o->id));
  show_submit(r, "bind", waits(r) ? _T(r, N_("提交申请")) : _T(r, N_("授权并绑定")), "primary");
  return RES_OK;
}

/* A reason that is too long would not fit into the way back: it is shortened here first. */
static enum res op(struct req *r) {
  const char *reason = http_param(&r->post, "reason");

  if (strcmp(r->op, "find") == 0)
    return RES_OK;
  if (strcmp(r->op, "create") != 0)
    return RES_MALFORMED;
  if (reason != NULL && text_points(reason) > 0 && application_reason(r->c, reason) != RES_OK) {
    form_complain(r, "reason", r->c->why.text);
    return RES_OK;
  }
  r->to = bind_new_url(r, r->obj);
  return RES_OK;
}

/* Where a rule of the provider answers, some may be bound while others wait. */
static const char *done_words(struct req *r, size_t bound, size_t waiting) {
  if (waiting == 0)
    return arena_fmt(r->c->a, _T(r, N_("已绑定 %zu 个小程序")), bound);
  if (bound == 0)
    return arena_fmt(r->c->a, _T(r, N_("已提交 %zu 个申请，服务商会在 24 小时内答复")), waiting);
  return arena_fmt(r->c->a, _T(r, N_("已自动通过并绑定 %zu 个小程序；%zu 个申请等待服务商在 24 小时内答复")), bound,
                   waiting);
}

static enum res act(struct req *r) {
  const struct bind_scene *s = r->obj;
  const struct bind_form *form = r->form;
  int64_t app[BINDING_HOSTS];
  struct buf b = buf_new(r->c->a, 2048);
  size_t waiting = 0;
  enum res res;

  if (r->action[0] != '\0' && strcmp(r->action, "bind") != 0)
    return RES_MALFORMED;
  for (size_t i = 0; i < form->app.n; i++) { /* the form takes at most BINDING_HOSTS */
    app[i] = id_parse(form->app.v[i]);
    buf_fmt(&b, "%s%s", i == 0 ? "" : ".", form->app.v[i]);
  }
  res = binding_bind(r->c, s->o, app, form->app.n, form->reason, &waiting);
  if (res != RES_OK)
    return res;
  r->to = url_with(r, url_id(r, "bind", s->o->id), "done", b.p);
  r->flash = done_words(r, form->app.n - waiting, waiting);
  return RES_OK;
}

const struct page page_bind = {
    .name = "bind",
    .path = "/console/obtained/{plugin}/bind",
    .title = N_("绑定小程序"),
    .see = PERM_SUBJECT_VIEW,
    .change = PERM_BIND,
    .menu = "obtained",
    .form = &bind_form,
    .load = load,
    .show = show,
    .act = act,
    .op = op,
};
