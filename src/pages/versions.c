/* 版本管理: all versions of a plugin by falling number; at its top right 发布 (S3, once a version is online) and 上传版本. */
#include "domain/version.h"
#include "pages/load.h"
#include "pages/version_load.h"
#include "rule/policy.h"
#include "web/filter.h"
#include "web/list.h"

extern const struct page page_versions;

static const struct filter versions_filters[] = {
    {.name = "state", .kind = FILTER_CHOICE, .label = N_("状态"), .machine = &version_machine},
};
FILTERS(versions);

static bool known(const char *key) {
  struct version_number v;

  return version_parse(key, &v);
}

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  const struct plugin *p = r->obj;
  struct version_item *v = NULL;
  enum res res = version_list(r->c, p->id, filter_get(r, "state"), w->key, w->back, w->limit, &v, &out->n);

  out->rows = v;
  out->total = out->n > 0 ? v[0].total : -1;
  return res;
}

static const char *key(struct req *r, const void *row) {
  (void)r;
  return ((const struct version_item *)row)->number;
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct version_item *v = item;
  const struct plugin *p = r->obj;

  data_text(row, "number", v->number);
  data_text(row, "url", version_url(r, "version", p->id, v->number));
  version_tags(r, row, v->state, v->gray_percent, v->trial != 0);
  data_text(row, "size_kb", size_kb(r, v->package_size));
  data_text(row, "note", v->note[0] == '\0' ? "--" : v->note);
  data_text(row, "min_base_library", v->min_base_library[0] == '\0' ? "--" : v->min_base_library);
  data_text(row, "created", when(r, v->created_at));
  data_text(row, "online", when(r, v->online_at));
}

static const char *upload_url(struct req *r) {
  const struct plugin *p = r->obj;

  return policy_may(PERM_VERSION_UPLOAD, r->rel) ? url_id(r, "version_upload", p->id) : NULL;
}

static void show_empty(struct req *r) {
  show_nothing(r, _T(r, N_("还没有版本")), _T(r, N_("上传插件的 zip 包，检查通过后就会出现在这里")), upload_url(r),
               _T(r, N_("上传版本")));
}

static const struct list list = {.name = "versions",
                                 .size = sizeof(struct version_item),
                                 .known = known,
                                 .fetch = fetch,
                                 .key = key,
                                 .row = show_row,
                                 .empty = show_empty};

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;

  plugin_tabs(r, "versions");
  data_text(r->d, "upload_url", upload_url(r));
  data_text(r->d, "publish_url", p->online_versions > 0 ? url_id(r, "listing", p->id) : NULL);
  return list_show(r, &list);
}

const struct page page_versions = {
    .name = "versions",
    .path = "/console/plugins/{plugin}/versions",
    .title = N_("版本管理"),
    .see = PERM_PLUGIN_VIEW,
    .menu = "plugins",
    .filters = &versions,
    .load = load_plugin,
    .show = show,
};
