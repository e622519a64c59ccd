/* The market's view of a listing under review: the same parts and functions as the market's own page, so that the
 * reviewer decides on what merchants will read. */
#include "domain/listing.h"
#include "pages/review_show.h"
#include "pages/shop_detail.h"
#include "web/page.h"

#include <string.h>

extern const struct page page_review_preview;

/* Is what stands in the revision now what this review is about? */
static bool as_submitted(const struct review *v, const struct revision *x) {
  unsigned char now[SEAL_HASH];

  revision_hash(x, now);
  return bytes_same(v->shown_hash, (struct bytes){now, sizeof now});
}

static enum res show(struct req *r) {
  const struct review *v = r->obj;
  struct revision x = {0};
  bool known;
  enum res res = strcmp(v->kind, "listing") == 0 ? revision_by_id(r->c, v->object_id, &x) : RES_NOT_FOUND;

  if (res != RES_OK)
    return res;
  crumb(r, _T(r, N_("审核台")), url(r, "review_queue"));
  crumb(r, _T(r, N_("审核")), url_id(r, "review", v->id));
  data_text(r->d, "back_url", url_id(r, "review", v->id));
  data_text(r->d, "back_label", _T(r, N_("回到审核")));
  res = shop_preview(r, &x,
                     as_submitted(v, &x) ? _T(r, N_("这是送审内容的预览；通过并上架后，插件市场就这样展示"))
                                         : _T(r, N_("这次提交之后内容已经修改，这里显示的是修改后的内容")));
  if (res == RES_OK) /* a reviewer has several of them open */
    page_title(
        r, arena_fmt(r->c->a, _T(r, N_("预览：%s")), data_value(r->d, "plugin_name", strlen("plugin_name"), &known)));
  return res;
}

const struct page page_review_preview = {
    .name = "review_preview",
    .path = "/review/{review}/preview",
    .title = N_("预览"),
    .see = PERM_REVIEW_READ,
    .menu = "review_queue",
    .load = load_review,
    .show = show,
};
