/* 我的插件: the plugins of the subject, newest first, with how far each one is. */
#include "domain/listing.h"
#include "domain/plugin.h"
#include "domain/version.h"
#include "pages/avatar.h"
#include "pages/load.h"
#include "pages/paging.h"
#include "pages/refusal.h"
#include "web/filter.h"

#include <string.h>

extern const struct page page_plugins;

static const struct choice shelves[] = {
    {"never", N_("未上架"), NULL},
    {"on", N_("已上架"), NULL},
    {"off", N_("已下架"), NULL},
    {"disabled", N_("已被平台停用"), NULL},
};
static const struct filter plugins_filters[] = {
    {.name = "q", .kind = FILTER_TEXT, .label = N_("名称或插件 ID")},
    {.name = "state", .kind = FILTER_CHOICE, .label = N_("上架状态"), .choices = shelves, .nchoices = 4},
    FILTER_BY_TIME,
};
FILTERS(plugins);

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  struct plugin_filter f = {filter_get(r, "q"), filter_get(r, "state")};
  struct span span = paging_span(r, w);
  struct plugin_item *p = NULL;
  enum res res = plugin_list(r->c, r->c->who.subject_id, &f, &span, &p, &out->n);

  out->rows = p;
  out->total = out->n > 0 ? p[0].total : -1;
  return res;
}

static const char *key(struct req *r, const void *row) {
  const struct plugin_item *p = row;

  return paging_key(r, p->created_at, p->id);
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct plugin_item *p = item;

  data_text(row, "name", p->name);
  data_text(row, "url", url_id(r, "plugin", p->id));
  data_text(row, "icon", plugin_icon(r, p->avatar));
  data_text(row, "app_name", p->app_name);
  data_text(row, "latest", p->latest == NULL ? "--" : p->latest);
  data_text(row, "created", when(r, p->created_at));
  data_text(row, "holders", row_figure_text(r, p->holders));
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

/* Who may not open the function is told why before trying. */
static void show_empty(struct req *r) {
  bool may = plugin_may_open(r->c) == RES_OK, role = policy_may(PERM_PLUGIN_EDIT, r->rel);

  show_nothing(r, _T(r, N_("还没有插件")),
               !may    ? r->c->why.text
               : !role ? _T(r, N_("请主体的主账号或管理员开通插件功能"))
                       : _T(r, N_("为小程序开通插件功能，上传版本，通过审核后发布到插件市场")),
               may && role ? url(r, "plugin_new") : refusal_url(r), may ? _T(r, N_("开通插件")) : refusal_label(r));
  r->c->why = (struct reason){0};
}

static const struct list list = {.name = "plugins",
                                 .size = sizeof(struct plugin_item),
                                 .known = paging_known,
                                 .fetch = fetch,
                                 .key = key,
                                 .row = show_row,
                                 .empty = show_empty};

static enum res show(struct req *r) {
  enum res res = list_show(r, &list);
  bool any = data_true(r->d, "has_plugins", strlen("has_plugins")) || filter_on(r);

  data_text(r->d, "transfers_url", url(r, "transfers"));
  data_text(r->d, "new_url", any && policy_may(PERM_PLUGIN_EDIT, r->rel) ? url(r, "plugin_new") : NULL);
  return res;
}

const struct page page_plugins = {
    .name = "plugins",
    .path = "/console/plugins",
    .title = N_("我的插件"),
    .see = PERM_SUBJECT_VIEW,
    .filters = &plugins,
    .load = load_own,
    .show = show,
};
