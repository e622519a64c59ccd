/* 新建公告: a draft; it is published from its own page, which says first whom it reaches. */
#include "pages/advisory_form.h"
#include "pages/load.h"

extern const struct page page_advisory_new;

static enum res load(struct req *r) {
  struct advisory_page *page = ARENA_NEW(r->c->a, struct advisory_page);
  enum res res = load_plugin(r);

  if (res != RES_OK)
    return res;
  page->plugin = *(const struct plugin *)r->obj;
  r->obj = page;
  if (r->action[0] == '\0')
    r->action = "save";
  return RES_OK;
}

static enum res show(struct req *r) {
  const struct advisory_page *page = r->obj;
  const char *list = url_id(r, "advisories", page->plugin.id);
  bool ready = advisory_form_ready(r);

  plugin_tabs(r, "advisories");
  crumb(r, _T(r, N_("公告")), list);
  data_flag(r->d, "ready", ready);
  show_nothing(r, _T(r, N_("插件还没有上线过版本")), _T(r, N_("公告针对小程序正在使用的版本；版本上线后才能新建")),
               url_id(r, "versions", page->plugin.id), _T(r, N_("版本管理")));
  data_text(r->d, "cancel_url", list);
  if (ready)
    show_submit(r, "save", _T(r, N_("保存草稿")), "primary");
  if (!r->posted)
    *(struct advisory_form *)r->form = (struct advisory_form){.severity = "info", .first = "", .last = "", .fixed = ""};
  return RES_OK;
}

static enum res act(struct req *r) {
  const struct advisory_page *page = r->obj;
  struct advisory_input in = advisory_form_input(r->form);
  int64_t id = 0;
  enum res res = advisory_create(r->c, &page->plugin, &in, &id);

  r->to = url(r, "advisory", arena_fmt(r->c->a, "%lld", (long long)page->plugin.id),
              arena_fmt(r->c->a, "%lld", (long long)id));
  r->flash = _T(r, N_("已保存草稿，确认无误后发布"));
  return res;
}

const struct page page_advisory_new = {
    .name = "advisory_new",
    .path = "/console/plugins/{plugin}/advisories/new",
    .title = N_("新建公告"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_PLUGIN_VIEW, /* the whole team drafts */
    .menu = "plugins",
    .form = &advisory_form,
    .load = load,
    .show = show,
    .act = act,
};
