/* Any of the 64 categories may be chosen (domain.md section 2); they stand grouped by their first level. */
#include "pages/app_form.h"

#include "pages/avatar.h"
#include "pages/load.h"

#include <string.h>

static bool first_of_level1(const struct app_page *page, size_t i) {
  for (size_t k = 0; k < i; k++)
    if (strcmp(page->tree[k].level1, page->tree[i].level1) == 0)
      return false;
  return true;
}

/* In the order of the tree, but each first level once: rows closed to plugins stand at the tree's end. */
static const struct choice *categories(struct req *r, size_t *n) {
  const struct app_page *page = r->obj;
  struct choice *choice = ARENA_ARRAY(r->c->a, struct choice, page->ntree + 1);

  *n = 0;
  for (size_t i = 0; i < page->ntree; i++)
    for (size_t k = i; first_of_level1(page, i) && k < page->ntree; k++)
      if (strcmp(page->tree[k].level1, page->tree[i].level1) == 0)
        choice[(*n)++] = (struct choice){page->tree[k].code, category_level2(r->c, &page->tree[k]), NULL};
  return choice;
}

static const char *level1(struct req *r, const char *code) {
  const struct app_page *page = r->obj;
  const struct category *k = category_find(page->tree, page->ntree, code);

  return k == NULL ? NULL : category_level1(r->c, k);
}

static const char *picture(struct req *r) {
  const struct app_page *page = r->obj;

  return page->app.avatar.n == 0 ? NULL : app_icon(r, page->app.avatar);
}

static const struct field fields[] = {
    F_TEXT(struct app_form, name, .label = N_("小程序名称"), .hint = N_("2–30 个字，全平台不能重名"),
           .min = APP_NAME_MIN, .max = APP_NAME_MAX),
    F_FILE(struct app_form, avatar, .label = N_("小程序头像"), .hint = N_("PNG、JPEG、GIF 或 WebP，不超过 2 MB"),
           .accept = AVATAR_ACCEPT, .max = AVATAR_MAX, .picture = picture),
    F_CHECKS(struct app_form, categories, .label = N_("服务类目"),
             .hint = N_("选 1–5 项；主体实名认证后，所选类目即为通过"), .min = 1, .max = APP_CATEGORIES,
             .choose = categories, .group = level1),
    F_TEXT(struct app_form, merchant_no, .label = N_("商户号"), .hint = N_("已开通支付的小程序填写"),
           .max = MERCHANT_NO_MAX),
    F_CHECK(struct app_form, payment_opened, .label = N_("这个小程序已开通支付"),
            .hint = N_("它的插件要申请支付能力，小程序自己要先开通")),
};

const struct form app_new_form = {"app_new", sizeof(struct app_form), fields, 3};
const struct form app_settings_form = {"app_settings", sizeof(struct app_form), fields,
                                       sizeof fields / sizeof fields[0]};

static enum res read_tree(struct req *r, struct app_page *page) {
  r->obj = page;
  return category_list(r->c, &page->tree, &page->ntree);
}

enum res app_new_load(struct req *r) {
  struct app_page *page = ARENA_NEW(r->c->a, struct app_page);
  enum res res = load_own(r);

  return res == RES_OK ? read_tree(r, page) : res;
}

enum res app_settings_load(struct req *r) {
  struct app_page *page = ARENA_NEW(r->c->a, struct app_page);
  enum res res = load_app(r);

  if (res != RES_OK)
    return res;
  page->app = *(struct app *)r->obj;
  return read_tree(r, page);
}

enum res app_form_prepare(struct req *r) {
  const struct app_form *f = r->form;
  struct picture *avatar = NULL;
  enum res res = picture_take(r, f->avatar, "avatar", AVATAR_EDGE, PICTURE_PNG, &avatar);

  r->work = avatar;
  return res;
}

enum res app_form_input(struct req *r, struct app_input *out) {
  const struct app_form *f = r->form;

  *out = (struct app_input){.name = f->name,
                            .category = f->categories.v,
                            .ncategories = f->categories.n,
                            .merchant_no = f->merchant_no,
                            .payment_opened = f->payment_opened};
  return picture_keep(r, r->work, &out->avatar);
}
