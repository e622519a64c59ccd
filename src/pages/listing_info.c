/* 插件信息: the first step of publishing (S3). Pictures are kept by the revision; those that are there may be ticked to go. */
#include "domain/picture.h"
#include "pages/avatar.h"
#include "pages/listing_edit.h"
#include "pages/listing_sample.h"

#include <string.h>

extern const struct page page_listing_info;

enum { EDGE = 1280 };

struct info_form {
  const char *summary, *what, *how, *benefit, *cases, *contact;
  struct form_files images;
};
static const struct field info_fields[] = {
    F_TEXT(struct info_form, summary, .label = N_("一句话简介"), .hint = N_("显示在插件市场的列表和搜索结果里"),
           .min = 2, .max = 60),
    F_AREA(struct info_form, what, .label = N_("插件是什么"), .hint = N_("它做什么，适合谁用"), .min = 2, .max = 2000,
           .rows = 5),
    F_AREA(struct info_form, how, .label = N_("怎么使用"), .hint = N_("用户在小程序里怎样用到它"), .min = 2,
           .max = 2000, .rows = 5),
    F_AREA(struct info_form, benefit, .label = N_("接入玩法"), .hint = N_("接入以后能得到什么"), .max = 2000),
    F_AREA(struct info_form, cases, .label = N_("案例"), .hint = N_("谁已经在用，效果怎样"), .max = 2000),
    F_TEXT(struct info_form, contact, .label = N_("联系方式"), .hint = N_("电话、邮箱或网址，会公开显示"), .min = 2,
           .max = 120),
    F_FILES(struct info_form, images, .label = N_("图片"),
            .hint = N_("PNG、JPEG、GIF 或 WebP，每张不超过 2 MB，连同已有的最多 5 张"),
            .accept = "image/png,image/jpeg,image/gif,image/webp", .max = LISTING_PICTURES, .bytes = AVATAR_MAX),
};
FORM(info, struct info_form);

/* The pictures that are new, from prepare to act. */
struct shots {
  size_t n;
  struct picture *v[LISTING_PICTURES];
};

static enum res remake(struct req *r, const struct http_file *file, struct picture *out) {
  enum res res = picture_remake(r, file, EDGE, PICTURE_ALIKE, out);
  const char *words = picture_words(res);

  if (res == RES_OK || words == NULL)
    return res;
  form_complain(r, "images", arena_fmt(r->c->a, "%s: %s", file->filename, _T(r, words)));
  return RES_INVALID;
}

static enum res prepare(struct req *r) {
  const struct info_form *f = r->form;
  struct shots *shots = ARENA_NEW(r->c->a, struct shots);
  enum res res = RES_OK;

  editing_of(r)->more = shots;
  for (size_t i = 0; res == RES_OK && i < f->images.n; i++) {
    shots->v[i] = ARENA_NEW(r->c->a, struct picture);
    res = remake(r, f->images.v[i], shots->v[shots->n++]);
  }
  return res;
}

/* Is the picture with this number ticked to go? */
static bool dropped(const struct req *r, size_t no) {
  const char *want = arena_fmt(r->c->a, "%zu", no);

  for (size_t i = 0; i < r->post.n; i++)
    if (strcmp(r->post.param[i].name, "drop") == 0 && strcmp(r->post.param[i].value, want) == 0)
      return true;
  return false;
}

static enum res act(struct req *r) {
  const struct info_form *f = r->form;
  const struct editing *e = editing_of(r);
  const struct shots *shots = e->more;
  const struct revision texts = {.summary = f->summary,
                                 .what = f->what,
                                 .how = f->how,
                                 .benefit = f->benefit,
                                 .cases = f->cases,
                                 .contact = f->contact};
  struct bytes all[2 * LISTING_PICTURES];
  struct picture_item *there;
  size_t n = 0, old = revision_shots(r->c, &e->v, &there);
  enum res res = editing_ready(r);

  for (size_t i = 0; i < old; i++)
    if (!dropped(r, i + 1))
      all[n++] = there[i].sha256;
  for (size_t i = 0; res == RES_OK && n + shots->n <= LISTING_PICTURES && i < shots->n; i++)
    res = picture_keep(r, shots->v[i], &all[n + i]);
  if (res == RES_OK)
    res = revision_save_info(r->c, &e->v, &texts, all, n + shots->n); /* refuses too many */
  r->to = url_id(r, "listing_guide", e->v.plugin_id);
  r->flash = _T(r, N_("插件信息已保存"));
  return res;
}

static void show_pictures(struct req *r) {
  struct picture_item *there;
  size_t n = revision_shots(r->c, &editing_of(r)->v, &there);

  data_rows(r->d, "pictures");
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(r->d, "pictures");

    data_int(row, "picture_no", (int64_t)i + 1);
    data_text(row, "picture_url", media_url(r, there[i].sha256));
    data_flag(row, "drop_checked", r->posted && dropped(r, i + 1));
  }
  data_flag(r->d, "has_pictures", n > 0);
}

static enum res op(struct req *r) { return sample_op(r, sample_info()) ? RES_OK : RES_MALFORMED; }

static enum res show(struct req *r) {
  const struct revision *v = &editing_of(r)->v;
  enum res res = editing_shown(r);
  bool may;

  if (res != RES_OK)
    return res;
  if (!r->posted)
    *(struct info_form *)r->form = (struct info_form){.summary = v->summary,
                                                      .what = v->what,
                                                      .how = v->how,
                                                      .benefit = v->benefit,
                                                      .cases = v->cases,
                                                      .contact = v->contact};
  show_wizard(r, "listing_info");
  may = show_may(r);
  show_findings(r, "listing_info", NULL);
  if (!may) {
    show_facts(r);
    return RES_OK;
  }
  sample_show(r, sample_info(), true);
  show_pictures(r);
  show_submit(r, "save", _T(r, N_("下一步")), "primary");
  data_text(r->d, "cancel_url", url_id(r, "listing", v->plugin_id));
  return RES_OK;
}

const struct page page_listing_info = {
    .name = "listing_info",
    .path = "/console/plugins/{plugin}/listing/info",
    .title = N_("插件信息"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_LISTING_EDIT,
    .body_max = 12 << 20,
    .menu = "plugins",
    .form = &info,
    .load = load_editing,
    .show = show,
    .prepare = prepare,
    .act = act,
    .op = op,
};
