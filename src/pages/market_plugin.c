/* 插件详情 (S0, S3): what the plugin is, how it is built in, its doc and versions, who may obtain it, and for the one who
 * looks: why not, and where that can be put right. */
#include "domain/offer.h"

#include "domain/category.h"
#include "domain/listing.h"
#include "pages/avatar.h"
#include "pages/doc_show.h"
#include "pages/guide_show.h"
#include "pages/refusal.h"
#include "pages/shop.h"

#include <string.h>

extern const struct page page_market_plugin;

static void section(struct req *r, const char *label, const char *text) {
  struct data *row;

  if (text == NULL || text[0] == '\0')
    return;
  row = data_row(r->d, "sections");
  data_text(row, "section_label", label);
  data_text(row, "section_text", text);
}

static void show_information(struct req *r, const struct offer_text *t) {
  section(r, _T(r, N_("插件是什么")), t->what);
  section(r, _T(r, N_("怎么使用")), t->how);
  section(r, _T(r, N_("接入玩法")), t->benefit);
  section(r, _T(r, N_("案例")), t->cases);
}

static enum res show_pictures(struct req *r, int64_t revision) {
  struct picture_item *p = NULL;
  size_t n = 0;
  enum res res = revision_pictures(r->c, revision, &p, &n);

  for (size_t i = 0; res == RES_OK && i < n; i++) {
    struct data *row = data_row(r->d, "shots");

    data_text(row, "shot_url", media_url(r, p[i].sha256));
    data_fmt(row, "shot_label", _T(r, N_("插件图片 %d")), (int)i + 1);
  }
  data_flag(r->d, "has_shots", n > 0);
  return res;
}

/* A doc that cannot be rendered any more is left out; the provider sees why on its preview. */
static enum res show_doc(struct req *r, const struct offer_text *t) {
  const struct doc doc = {.id = t->doc_id, .readme = t->readme};
  enum res res;

  if (t->doc_id == 0)
    return RES_OK;
  res = doc_show(r, r->d, &doc);
  data_text(r->d, "doc_at", when(r, t->published_at));
  data_flag(r->d, "has_doc", data_true(r->d, "doc_html", 8));
  return res;
}

static enum res show_versions(struct req *r, int64_t plugin_id) {
  struct offer_version *v = NULL;
  size_t n = 0;
  enum res res = offer_versions(r->c, plugin_id, &v, &n);

  for (size_t i = 0; res == RES_OK && i < n; i++) {
    struct data *row = data_row(r->d, "versions");

    data_fmt(row, "number", "%lld.%lld.%lld", (long long)v[i].major, (long long)v[i].minor, (long long)v[i].patch);
    data_text(row, "base_library", v[i].min_base_library[0] == '\0' ? "--" : v[i].min_base_library);
    data_fmt(row, "size_kb", "%lld", (long long)(v[i].package_size + 1023) / 1024);
    data_text(row, "online_at", when(r, v[i].online_at));
    data_text(row, "note", v[i].note[0] == '\0' ? "--" : v[i].note);
  }
  data_flag(r->d, "has_versions", n > 0);
  return res;
}

static void show_facts(struct req *r, const struct offer *o, const char *contact) {
  struct category k = offer_category(o);
  const char *note = k.code == NULL ? "" : category_note(r->c, &k);

  shop_fact(r, _T(r, N_("服务商")), o->subject_name, NULL);
  shop_fact(r, _T(r, N_("类目")), k.code == NULL ? NULL : category_name(r->c, &k), NULL);
  shop_fact(r, _T(r, N_("谁可以获取")), offer_audience(r->c, o), NULL);
  shop_fact(r, _T(r, N_("可使用的小程序")), note[0] == '\0' ? _T(r, N_("所有小程序")) : note, NULL);
  shop_fact(r, _T(r, N_("联系方式")), contact == NULL || contact[0] == '\0' ? o->contact : contact, NULL);
  shop_fact(r, _T(r, N_("插件 ID")), arena_fmt(r->c->a, "%lld", (long long)o->id), NULL);
}

/* The box beside: obtain, or bind what is held, or why not. */
static void show_way(struct req *r, const struct offer *o) {
  bool held = offer_held(o);
  enum res may = offer_obtainable(r->c, o);
  bool visitor = r->c->who.user_id == 0;

  data_text(r->d, "obtain_url", NULL);
  data_text(r->d, "bind_url", NULL);
  data_text(r->d, "manage_url", NULL);
  if (held) {
    data_text(r->d, "bind_url", shop_keep(r, url_id(r, "bind", o->id)));
    data_text(r->d, "manage_url", url_id(r, "obtained_plugin", o->id));
  } else if (may == RES_OK || (visitor && may == RES_FORBIDDEN)) {
    data_text(r->d, "obtain_url", shop_keep(r, url_id(r, "market_obtain", o->id)));
  }
  if (visitor && may == RES_FORBIDDEN)
    r->c->why = (struct reason){0}; /* the button leads through the sign-in */
  data_flag(r->d, "held", held);
  show_refusal(r);
}

static void show_empty(struct req *r) {
  static const char *const lists[] = {"sections", "shots", "versions", "facts", "guide_lists", "guide_items"};
  static const char *const texts[] = {"doc_html", "doc_at", "guide_description", "guide_sample"};

  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
    data_rows(r->d, lists[i]);
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    data_text(r->d, texts[i], NULL);
  data_flag(r->d, "has_doc", false);
  data_flag(r->d, "has_shots", false);
  data_flag(r->d, "has_guide", false);
}

static enum res show(struct req *r) {
  const struct offer *o = r->obj;
  struct offer_text t = {0};
  struct category k = offer_category(o);
  enum res res = offer_text(r->c, o->id, &t);

  if (res != RES_OK && res != RES_NOT_FOUND)
    return res;
  show_empty(r);
  page_title(r, o->name);
  crumb(r, _T(r, N_("插件市场")), shop_keep(r, url(r, "market")));
  shop_head(r, o);
  data_text(r->d, "summary", o->summary);
  shop_tags(r, r->d, k.code == NULL ? NULL : category_level2(r->c, &k), o->tags);
  show_way(r, o);
  show_facts(r, o, t.contact);
  show_information(r, &t);
  if (res == RES_OK) {
    res = show_pictures(r, t.revision_id);
    data_flag(r->d, "has_guide", t.guide[0] != '\0' && guide_show(r, t.guide));
  }
  if (res == RES_OK || res == RES_NOT_FOUND)
    res = show_doc(r, &t);
  return res == RES_OK ? show_versions(r, o->id) : res;
}

const struct page page_market_plugin = {
    .name = "market_plugin",
    .path = "/market/{plugin}",
    .title = N_("插件详情"),
    .see = PERM_PUBLIC,
    .flags = PAGE_CACHED,
    .menu = "market",
    .load = load_offer,
    .show = show,
};
