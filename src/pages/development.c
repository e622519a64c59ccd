/* 开发服务 > 开发设置 (S1, S4): the servers that the plugin talks to, and its Token, which is on this page once: right after
 * it was made, for the session that made it. Both have a revision of their own. */
#include "domain/development.h"

#include "domain/plugin_token.h"
#include "pages/facts.h"
#include "pages/load.h"
#include "pages/refusal.h"

#include <string.h>

extern const struct page page_development;

struct development_form {
  const char *domains;
};

static const struct field development_form_fields[] = {
    F_AREA(struct development_form, domains, .label = N_("服务器域名"),
           .hint = N_("每行一个，只支持 https，最多 20 个，例如 https://api.example.com"), .max = DEVELOPMENT_TEXT,
           .rows = 6),
};
FORM(development_form, struct development_form);

static const char *consequence(struct req *r, const struct plugin_token *t) {
  if (t->hosts == 0)
    return _T(r, N_("更换后旧 Token 立即失效，插件服务器换上新 Token 后才能通过签名校验"));
  return arena_fmt(r->c->a,
                   _T(r, N_("更换后旧 Token 立即失效：插件服务器换上新 Token 之前，%s 个小程序的请求会通不过签名校验")),
                   figure_text(r, t->hosts));
}

static void affected(struct req *r, struct data *x, const char *text) {
  data_text(data_row(x, "affected"), "text", _T(r, text));
}

/* 生成 needs no question; 更换 says first what it breaks. */
static void show_rotate(struct req *r, const struct plugin_token *t) {
  struct data *x;

  data_rows(r->d, "moves");
  if (!policy_may(r->page->change, r->rel))
    return;
  x = show_move(r->d, "rotate-token", t->n == 0 ? _T(r, N_("生成 Token")) : _T(r, N_("更换 Token")),
                t->n == 0 ? "primary" : "danger", NULL);
  data_int(x, "rev", t->n);
  if (t->n == 0)
    return;
  show_ask(x, consequence(r, t), _T(r, N_("更换 Token")));
  data_flag(x, "has_affected", true);
  affected(r, x, N_("新 Token 只在更换后显示一次，请先准备好更新插件服务器"));
  affected(r, x, N_("服务器可以先用新 Token 校验，不一致时再用旧 Token，等全部更新后去掉旧 Token"));
}

static enum res show_token(struct req *r, const struct plugin_token *t) {
  const char *text = NULL;
  enum res res = r->in->method == HTTP_GET ? plugin_token_show(r->c, t, &text) : RES_OK;

  data_flag(r->d, "has_token", t->n > 0);
  data_text(r->d, "token", text);
  data_text(r->d, "copy_id", "token");
  data_text(r->d, "copy_value", text);
  if (t->n > 0) {
    fact(r, r->d, N_("生成时间"), when(r, t->made_at), NULL);
    fact(r, r->d, N_("生成人"), t->made_by, NULL);
  }
  show_rotate(r, t);
  return res;
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  struct development_form *f = r->form;
  struct development d = {0};
  struct plugin_token t = {0};
  enum res res = development_load(r->c, p->id, &d);

  if (res == RES_OK)
    res = plugin_token_load(r->c, p->id, &t);
  if (res == RES_OK)
    res = show_token(r, &t);
  if (res != RES_OK)
    return res;
  plugin_tabs(r, "development");
  show_refusal(r);
  if (may_change(r))
    show_submit(r, "save", _T(r, N_("保存域名")), "primary");
  data_int(r->d, "rev", r->posted ? r->rev : d.rev);
  data_flag(r->d, "has_rev", true);
  data_text(r->d, "changed", d.changed_at == 0 ? NULL : when(r, d.changed_at));
  data_text(r->d, "changed_by", d.changed_by == NULL ? "--" : d.changed_by);
  data_text(r->d, "signature_url", url_id(r, "signature", p->id));
  if (!r->posted)
    f->domains = d.domains;
  return RES_OK;
}

static enum res rotate(struct req *r, const struct plugin *p) {
  struct plugin_token t = {0};
  enum res res = plugin_token_load(r->c, p->id, &t);

  if (res == RES_OK && r->rev != 0 && r->rev != t.n)
    return RES_STALE;
  if (res == RES_OK)
    res = plugin_token_rotate(r->c, &t, r->c->who.session_id);
  r->flash = t.n == 0 ? _T(r, N_("已生成 Token，请立即复制保存")) : _T(r, N_("已更换 Token，请立即更新插件服务器"));
  return res;
}

static enum res act(struct req *r) {
  const struct plugin *p = r->obj;
  const struct development_form *f = r->form;
  struct development d = {0};
  const char *domains = "";
  size_t n = 0;
  enum res res;

  if (strcmp(r->action, "rotate-token") == 0)
    return rotate(r, p);
  if (r->action[0] != '\0' && strcmp(r->action, "save") != 0)
    return RES_MALFORMED;
  res = development_read(r->c, f->domains, &domains, &n);
  if (res == RES_OK)
    res = development_load(r->c, p->id, &d);
  if (res == RES_OK && r->rev != d.rev)
    return RES_STALE;
  if (res == RES_OK)
    res = development_save(r->c, &d, domains);
  r->flash =
      n == 0 ? _T(r, N_("已保存，没有服务器域名")) : arena_fmt(r->c->a, _T(r, N_("已保存 %d 个服务器域名")), (int)n);
  return res;
}

const struct page page_development = {
    .name = "development",
    .path = "/console/plugins/{plugin}/development",
    .title = N_("开发设置"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_PLUGIN_EDIT,
    .step_up = "rotate-token",
    .menu = "plugins",
    .form = &development_form,
    .load = load_plugin,
    .show = show,
    .act = act,
};
