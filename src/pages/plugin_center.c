/* 插件中心 (S0): 我要使用插件 > 立即使用 → sign-in → market; 我要开发插件 > 立即开发 → my plugins. */
#include "web/page.h"

extern const struct page page_plugin_center;

static enum res show(struct req *r) {
  bool known = r->c->who.user_id != 0, alone = known && r->c->who.subject_id == 0;

  data_text(r->d, "use_url", known ? url(r, "market") : url_with(r, url(r, "login"), "next", url(r, "market")));
  data_text(r->d, "develop_url", alone ? NULL : url(r, "plugins")); /* staff has nothing to develop for */
  return RES_OK;
}

const struct page page_plugin_center = {
    .name = "plugin_center",
    .path = "/plugin-center",
    .title = N_("插件中心"),
    .see = PERM_PUBLIC,
    .flags = PAGE_BARE | PAGE_CACHED,
    .show = show,
};
