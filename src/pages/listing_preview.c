/* 预览: what the market will show once the open revision is on the shelf. */
#include "pages/listing_edit.h"
#include "pages/shop_detail.h"

extern const struct page page_listing_preview;

static enum res show(struct req *r) {
  const struct editing *e = editing_of(r);

  if (e->v.id == 0)
    return editing_ready(r);
  show_wizard(r, "listing_preview");
  page_title(r, _T(r, N_("预览")));
  data_text(r->d, "back_url", url_id(r, "listing_check", e->v.plugin_id));
  data_text(r->d, "back_label", _T(r, N_("回到确认提交")));
  return shop_preview(r, &e->v, _T(r, N_("这是预览，只有你的主体和审核员能看到；上架后插件市场就这样展示")));
}

const struct page page_listing_preview = {
    .name = "listing_preview",
    .path = "/console/plugins/{plugin}/listing/preview",
    .title = N_("预览"),
    .see = PERM_PLUGIN_VIEW,
    .menu = "plugins",
    .load = load_editing,
    .show = show,
};
