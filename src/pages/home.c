/* 首页: what the platform is, and S0's way in: 插件开发 > 了解详情 → 插件中心. */
#include "web/page.h"

extern const struct page page_home;

static enum res show(struct req *r) {
  data_text(r->d, "center_url", url(r, "plugin_center"));
  data_text(r->d, "use_url", url(r, "market"));
  return RES_OK;
}

const struct page page_home = {
    .name = "home",
    .path = "/",
    .title = N_("首页"),
    .see = PERM_PUBLIC,
    .flags = PAGE_BARE | PAGE_CACHED,
    .show = show,
};
