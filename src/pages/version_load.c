/* A version is found within its plugin, so the plugin's owner decides who may see it. */
#include "pages/version_load.h"

#include "pages/load.h"

#include <string.h>

enum res load_version(struct req *r) {
  struct version_obj *o = ARENA_NEW(r->c->a, struct version_obj);
  enum res res = load_plugin(r);

  if (res != RES_OK)
    return res;
  o->plugin = *(const struct plugin *)r->obj;
  r->obj = o;
  return version_load(r->c, o->plugin.id, r->var[1], &o->version);
}

const char *version_url(const struct req *r, const char *page, int64_t plugin_id, const char *number) {
  return url(r, page, arena_fmt(r->c->a, "%lld", (long long)plugin_id), number);
}

static void tag(struct data *d, const char *label, const char *tone) {
  struct data *row = data_row(d, "tags");

  data_text(row, "label", label);
  data_text(row, "tone", tone);
}

void version_tags(const struct req *r, struct data *d, const char *state, int64_t percent, bool trial) {
  const char *label = _T(r, state_label(&version_machine, state));

  data_rows(d, "tags");
  data_flag(d, "has_tags", true);
  tag(d, percent == 0 ? label : arena_fmt(r->c->a, "%s %lld%%", label, (long long)percent),
      state_tone(&version_machine, state));
  if (trial)
    tag(d, _T(r, N_("体验版")), TONE_PURPLE);
}

const char *size_kb(const struct req *r, int64_t bytes) {
  return bytes > 0 && bytes < 103 ? "<0.1" : arena_fmt(r->c->a, "%.1f", (double)bytes / 1024);
}

void version_crumbs(struct req *r) {
  const struct version_obj *o = r->obj;

  plugin_tabs(r, "versions");
  crumb(r, _T(r, N_("版本管理")), url_id(r, "versions", o->plugin.id));
  if (strcmp(r->page->name, "version") != 0)
    crumb(r, o->version.number, version_url(r, "version", o->plugin.id, o->version.number));
}
