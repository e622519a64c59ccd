/* 授权并绑定 (S0): choose mini-programs of one's own, read what is authorised, bind them all or none; then the result with
 * 前往插件管理页 and 前往配置. What does not fit is shown with its reason, and is no choice. */
#include "domain/binding.h"
#include "domain/ids.h"
#include "pages/avatar.h"
#include "pages/refusal.h"
#include "pages/shop.h"

#include <stdlib.h>
#include <string.h>

extern const struct page page_bind;

enum { SEARCHED = 10 /* more mini-programs than these get a search box */ };

struct bind_form {
  struct form_list app;
  int64_t agree;
};

/* What load finds and show adds. */
struct scene {
  const struct offer *o;
  struct host *host;
  struct choice *choice; /* those that fit */
  size_t n, nchoices;
  bool more; /* there are more mini-programs than are shown */
};

static enum res load(struct req *r) {
  struct scene *s = ARENA_NEW(r->c->a, struct scene);
  enum res res = load_held(r);

  s->o = r->obj;
  r->obj = s;
  return res;
}

static const char *id_text(const struct req *r, int64_t id) { return arena_fmt(r->c->a, "%lld", (long long)id); }

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
  const struct scene *s = r->obj;

  if (r->in->method == HTTP_POST && !r->posted)
    return posted(r, n);
  *n = s->nchoices;
  return s->choice;
}

static const struct field bind_form_fields[] = {
    F_CHECKS(struct bind_form, app, .label = N_("小程序"), .choose = choose, .min = 1, .max = BINDING_HOSTS),
    F_CHECK(struct bind_form, agree, .label = N_("我已阅读并同意以上授权说明"), .min = 1),
};
FORM(bind_form, struct bind_form);

/* The mini-programs to choose from: narrowed by ?q=, and the remembered one even when it is far down. */
static enum res find_hosts(struct req *r, struct scene *s) {
  const char *q = http_param(&r->in->args, "q"), *app = shop_app(r);
  enum res res = binding_hosts(r->c, s->o->id, q == NULL ? "" : q, &s->host, &s->n);
  bool seen = app == NULL || (q != NULL && q[0] != '\0');

  s->more = s->n > BINDING_HOSTS;
  s->n = s->more ? BINDING_HOSTS : s->n;
  for (size_t i = 0; i < s->n && !seen; i++)
    seen = s->host[i].id == id_parse(app);
  if (res == RES_OK && s->more && !seen)
    res = binding_hosts(r->c, s->o->id, app, &s->host, &s->n);
  return res;
}

/* The one that is ticked for the person stands where it is seen. */
static void to_front(struct scene *s, const char *app) {
  for (size_t i = 1; app != NULL && i < s->nchoices; i++)
    if (strcmp(s->choice[i].value, app) == 0) {
      struct choice first = s->choice[i];

      memmove(s->choice + 1, s->choice, i * sizeof first);
      s->choice[0] = first;
    }
}

static void show_hosts(struct req *r, struct scene *s) {
  struct bind_form *form = r->form;
  int64_t app = id_parse(shop_app(r));

  data_rows(r->d, "unfit");
  s->choice = ARENA_ARRAY(r->c->a, struct choice, s->n + 1);
  form->app.v = r->posted ? form->app.v : ARENA_ARRAY(r->c->a, const char *, 1);
  for (size_t i = 0; i < s->n; i++) {
    const struct host *h = &s->host[i];
    const char *unfit = binding_unfit(r->c, s->o, h), *id = id_text(r, h->id);
    struct data *row;

    if (unfit == NULL) {
      s->choice[s->nchoices++] = (struct choice){id, h->name, id};
      if (h->id == app && !r->posted)
        form->app.v[form->app.n++] = id;
      continue;
    }
    row = data_row(r->d, "unfit");
    data_text(row, "name", h->name);
    data_text(row, "reason", unfit);
    data_text(row, "url", h->bound == NULL ? url(r, "app", id) : url(r, "binding", id, id_text(r, s->o->id)));
  }
  to_front(s, shop_app(r));
  data_flag(r->d, "has_unfit", data_first(r->d, "unfit", 5) != NULL);
}

/* ?done= names the mini-programs that were bound just now. */
static void show_done(struct req *r, const struct scene *s) {
  const char *done = http_param(&r->in->args, "done");

  data_rows(r->d, "done");
  data_flag(r->d, "is_done", false);
  for (size_t i = 0; done != NULL && i < s->n; i++) {
    const char *id = id_text(r, s->host[i].id);
    struct data *row;

    if (s->host[i].bound == NULL || strstr(done, id) == NULL)
      continue;
    row = data_row(r->d, "done");
    data_text(row, "name", s->host[i].name);
    data_text(row, "icon", app_icon(r, s->host[i].avatar));
    data_text(row, "url", url(r, "binding", id, id_text(r, s->o->id)));
    data_flag(r->d, "is_done", true);
  }
}

/* Why nothing can be bound here, and the next step. */
static void show_obstacle(struct req *r, const struct scene *s) {
  const struct offer *o = s->o;
  const char *q = http_param(&r->in->args, "q");
  bool searched = q != NULL && q[0] != '\0', open;

  if (!policy_may(PERM_BIND, r->rel))
    (void)why(r->c, RES_FORBIDDEN, NULL, N_("绑定小程序需要由%s来操作"), _T(r, policy_holders(PERM_BIND)));
  else if (strcmp(o->state, "active") != 0)
    (void)why(r->c, RES_CONFLICT, NULL, N_("插件已被平台停用，暂时不能绑定"));
  else if (o->online_versions == 0)
    (void)why(r->c, RES_CONFLICT, NULL, N_("插件没有已上线的版本，服务商上线版本后才能绑定"));
  else if (s->n == 0 && searched)
    (void)why_at(r->c, RES_CONFLICT, "bind", o->id, N_("没有找到这个小程序，请检查 AppID 或名称"));
  else if (s->n == 0)
    (void)why_at(r->c, RES_CONFLICT, "app_new", 0, N_("当前主体还没有小程序，请先创建小程序再回来绑定"));
  else if (s->nchoices == 0)
    (void)why_at(r->c, RES_CONFLICT, "app_new", 0, N_("没有可以绑定的小程序，原因见下方；也可以新建一个"));
  open = r->c->why.text == NULL;
  /* where nothing can be bound, the note itself leads there */
  data_text(r->d, "new_url", open && policy_may(PERM_APP_EDIT, r->rel) ? url(r, "app_new") : NULL);
  data_flag(r->d, "open", open);
  show_refusal(r);
}

static enum res show(struct req *r) {
  struct scene *s = r->obj;
  const char *q = http_param(&r->in->args, "q");
  enum res res = find_hosts(r, s);

  if (res != RES_OK)
    return res;
  r->c->why = (struct reason){0}; /* what was wrong stands beside its field */
  crumb(r, _T(r, N_("已获取的插件")), url(r, "obtained"));
  crumb(r, s->o->name, url_id(r, "obtained_plugin", s->o->id));
  shop_head(r, s->o);
  show_hosts(r, s);
  show_done(r, s);
  show_obstacle(r, s);
  data_flag(r->d, "narrow", s->n > SEARCHED || (q != NULL && q[0] != '\0'));
  data_text(r->d, "q", q);
  data_text(r->d, "bind_url", url_id(r, "bind", s->o->id));
  data_text(r->d, "manage_url", url_id(r, "obtained_plugin", s->o->id));
  data_text(r->d, "cancel_url", url_id(r, "obtained_plugin", s->o->id));
  show_submit(r, "bind", _T(r, N_("授权并绑定")), "primary");
  return RES_OK;
}

static enum res act(struct req *r) {
  const struct scene *s = r->obj;
  const struct bind_form *form = r->form;
  int64_t app[BINDING_HOSTS];
  struct buf b = buf_new(r->c->a, 2048);
  enum res res;

  if (r->action[0] != '\0' && strcmp(r->action, "bind") != 0)
    return RES_MALFORMED;
  for (size_t i = 0; i < form->app.n; i++) { /* the form takes at most BINDING_HOSTS */
    app[i] = id_parse(form->app.v[i]);
    buf_fmt(&b, "%s%s", i == 0 ? "" : ".", form->app.v[i]);
  }
  res = binding_bind(r->c, s->o, app, form->app.n);
  if (res != RES_OK)
    return res;
  r->to = url_with(r, url_id(r, "bind", s->o->id), "done", b.p);
  r->flash = arena_fmt(r->c->a, _T(r, N_("已绑定 %d 个小程序")), (int)form->app.n);
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
};
