/* 版本管理: all versions of a plugin by falling number; at its top right 发布 (S3, once a version is online) and 上传版本. */
#include "domain/version.h"
#include "pages/load.h"
#include "pages/version_load.h"
#include "rule/policy.h"

extern const struct page page_versions;

enum { ROWS = 20 };

static void show_row(struct req *r, const struct version_item *v, int64_t plugin_id) {
  struct data *row = data_row(r->d, "versions");

  data_text(row, "number", v->number);
  data_text(row, "url", version_url(r, "version", plugin_id, v->number));
  data_text(row, "label", _T(r, state_label(&version_machine, v->state)));
  data_text(row, "tone", state_tone(&version_machine, v->state));
  data_text(row, "size_kb", size_kb(r, v->package_size));
  data_text(row, "note", v->note[0] == '\0' ? "--" : v->note);
  data_text(row, "min_base_library", v->min_base_library[0] == '\0' ? "--" : v->min_base_library);
  data_text(row, "created", when(r, v->created_at));
  data_text(row, "online", when(r, v->online_at));
}

static void show_buttons(struct req *r, const struct plugin *p) {
  bool may = policy_may(PERM_VERSION_UPLOAD, r->rel);

  data_text(r->d, "upload_url", may ? url_id(r, "version_upload", p->id) : NULL);
  data_text(r->d, "publish_url", p->online_versions > 0 ? url_id(r, "listing", p->id) : NULL);
  data_text(r->d, "empty_title", _T(r, N_("还没有版本")));
  data_text(r->d, "empty_text", _T(r, N_("上传插件的 zip 包，检查通过后就会出现在这里")));
  data_text(r->d, "empty_url", may ? url_id(r, "version_upload", p->id) : NULL);
  data_text(r->d, "empty_label", _T(r, N_("上传版本")));
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  const char *after = http_param(&r->in->args, "after"), *before = http_param(&r->in->args, "before");
  struct version_item *v = NULL;
  struct version_number at;
  bool back = version_parse(before, &at), on = version_parse(after, &at);
  size_t n = 0, from, shown;
  enum res res = version_list(r->c, p->id, back ? before : after, back, ROWS + 1, &v, &n);

  plugin_tabs(r, "versions");
  show_buttons(r, p);
  shown = n > ROWS ? ROWS : n;
  from = back ? n - shown : 0; /* the row too many lies at the far end */
  data_rows(r->d, "versions");
  data_flag(r->d, "has_versions", shown > 0);
  for (size_t i = 0; i < shown && res == RES_OK; i++)
    show_row(r, &v[from + i], p->id);
  show_pager(r, shown > 0 && (back ? n > ROWS : on) ? v[from].number : NULL,
             shown > 0 && (back || n > ROWS) ? v[from + shown - 1].number : NULL, shown > 0 ? v[0].total : -1);
  return res;
}

const struct page page_versions = {
    .name = "versions",
    .path = "/console/plugins/{plugin}/versions",
    .title = N_("版本管理"),
    .see = PERM_PLUGIN_VIEW,
    .menu = "plugins",
    .load = load_plugin,
    .show = show,
};
