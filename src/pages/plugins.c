/* 我的插件: the plugins of the subject, newest first, with how far each one is. */
#include "domain/listing.h"
#include "domain/plugin.h"
#include "domain/version.h"
#include "pages/avatar.h"
#include "pages/paging.h"
#include "pages/refusal.h"

#include <string.h>

extern const struct page page_plugins;

static void show_row(struct req *r, const struct plugin_item *p) {
  struct data *row = data_row(r->d, "plugins");

  data_text(row, "name", p->name);
  data_text(row, "url", url_id(r, "plugin", p->id));
  data_text(row, "icon", plugin_icon(r, p->avatar));
  data_text(row, "app_name", p->app_name);
  data_text(row, "latest", p->latest == NULL ? "--" : p->latest);
  data_text(row, "created", when(r, p->created_at));
  data_text(row, "holders", p->holders > 1000 ? "1000+" : arena_fmt(r->c->a, "%lld", (long long)p->holders));
  data_rows(row, "versions");
  if (p->pipeline != NULL) {
    struct data *tag = data_row(row, "versions");

    data_text(tag, "label", _T(r, state_label(&version_machine, p->pipeline)));
    data_text(tag, "tone", state_tone(&version_machine, p->pipeline));
  }
  if (strcmp(p->state, "disabled") == 0) {
    data_text(row, "label", _T(r, N_("已被平台停用")));
    data_text(row, "tone", TONE_RED);
  } else {
    data_text(row, "label", _T(r, state_label(&shelf_machine, p->shelf)));
    data_text(row, "tone", state_tone(&shelf_machine, p->shelf));
  }
}

static const char *place_of(struct req *r, const struct plugin_item *p) {
  return place_text(r->c->a, p->created_at, p->id);
}

/* Who may not open the function is told why before trying. */
static void show_empty(struct req *r) {
  bool may = plugin_may_open(r->c) == RES_OK, role = policy_may(PERM_PLUGIN_EDIT, r->rel);

  data_text(r->d, "empty_title", _T(r, N_("还没有插件")));
  data_text(r->d, "empty_text",
            !may    ? r->c->why.text
            : !role ? _T(r, N_("请主体的主账号或管理员开通插件功能"))
                    : _T(r, N_("为小程序开通插件功能，上传版本，通过审核后发布到插件市场")));
  data_text(r->d, "empty_url", may && role ? url(r, "plugin_new") : refusal_url(r));
  data_text(r->d, "empty_label", may ? _T(r, N_("开通插件")) : refusal_label(r));
  r->c->why = (struct reason){0};
}

static enum res show(struct req *r) {
  struct paging p = paging_read(r);
  struct plugin_item *v = NULL;
  size_t n = 0, first, shown = 0;
  int64_t count = 0, subject = r->c->who.subject_id;
  enum res res = plugin_list(r->c, subject, p.from, p.back, PAGE_FETCH, &v, &n);

  if (res == RES_OK && n == 0 && p.from.at != 0) { /* an address from elsewhere, beyond the end */
    p = (struct paging){{0, 0}, false};
    res = plugin_list(r->c, subject, p.from, p.back, PAGE_FETCH, &v, &n);
  }
  if (res == RES_OK)
    res = plugin_count(r->c, subject, &count);
  if (res != RES_OK)
    return res;
  first = paging_cut(&p, n, &shown);
  data_rows(r->d, "plugins");
  for (size_t i = first; i < first + shown; i++)
    show_row(r, &v[i]);
  if (shown > 0)
    paging_show(r, &p, n, place_of(r, &v[first]), place_of(r, &v[first + shown - 1]), count);
  data_flag(r->d, "has_plugins", shown > 0);
  data_text(r->d, "new_url", shown > 0 && policy_may(PERM_PLUGIN_EDIT, r->rel) ? url(r, "plugin_new") : NULL);
  show_empty(r);
  return RES_OK;
}

const struct page page_plugins = {
    .name = "plugins",
    .path = "/console/plugins",
    .title = N_("我的插件"),
    .see = PERM_SUBJECT_VIEW,
    .load = load_own,
    .show = show,
};
