/* What the market's page of a plugin tells, apart from who looks at it. What is left out of a plugin without a doc or
 * pictures is set all the same, so that the part can ask for it. */
#include "pages/shop_detail.h"

#include "domain/application_figures.h"
#include "domain/category.h"
#include "domain/doc.h"
#include "domain/shots.h"
#include "pages/avatar.h"
#include "pages/contract_show.h"
#include "pages/deprecated_show.h"
#include "pages/doc_show.h"
#include "pages/facts.h"
#include "pages/guide_show.h"
#include "pages/payment_show.h"
#include "pages/receipt.h"
#include "pages/shop.h"

#include <string.h>

struct data *shop_card(struct req *r, struct data *d, const struct market_item *m, const struct category *mine) {
  struct data *card = data_row(d, "cards");

  data_text(card, "icon", plugin_icon(r, m->avatar));
  data_text(card, "name", m->name);
  data_text(card, "url", shop_keep(r, url_id(r, "market_plugin", m->plugin_id)));
  data_text(card, "by", m->subject_name);
  data_text(card, "summary", m->summary);
  data_text(card, "misfit", NULL);
  data_text(card, "former", m->former == NULL || m->former[0] == '\0' ? NULL : m->former);
  data_rows(card, "name_parts");
  data_rows(card, "summary_parts");
  shop_tags(r, card, mine == NULL ? NULL : category_level2(r->c, mine), m->tags);
  return card;
}

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

static void show_pictures(struct req *r, const struct detail *x) {
  for (size_t i = 0; i < x->nshots; i++) {
    struct data *row = data_row(r->d, "shots");

    data_text(row, "shot_url", media_url(r, x->shot[i].sha256));
    data_fmt(row, "shot_label", _T(r, N_("插件图片 %d")), (int)i + 1);
  }
  data_flag(r->d, "has_shots", x->nshots > 0);
}

/* Of the version put online last, as category and tags are. */
static void show_previews(struct req *r, const struct offer *o) {
  struct shot shot[SHOTS_MAX];
  size_t n = shots_read(r->c->a, o->previews, shot, SHOTS_MAX);

  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(r->d, "previews");

    data_text(row, "shot_url", media_url(r, shot[i].sha256));
    data_fmt(row, "shot_label", _T(r, N_("预览图 %d")), (int)i + 1);
  }
  data_flag(r->d, "has_previews", n > 0);
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
    contract_show_breaks(r, row, v[i].contract, v[i].override_reason);
  }
  data_flag(r->d, "has_versions", n > 0);
  return res;
}

static const char *asked_text(struct req *r, int64_t n) {
  return n >= RATE_LOOKED ? arena_fmt(r->c->a, "%d+", (int)RATE_LOOKED) : arena_fmt(r->c->a, "%lld", (long long)n);
}

/* How reliably the provider answers; only where one has to ask. */
static enum res show_rate(struct req *r, const struct offer *o) {
  struct application_rate rate = {0};
  enum res res = offer_waits(o) ? application_rate(r->c, o->id, &rate) : RES_OK;

  if (res != RES_OK || !offer_waits(o))
    return res;
  if (rate_percent(rate.asked, rate.answered) < 0)
    fact(r, r->d, N_("申请答复率"), _T(r, N_("近 90 天的申请还不多，暂无统计")), NULL);
  else
    fact(r, r->d, N_("申请答复率"),
         arena_fmt(r->c->a, _T(r, N_("%s 在 24 小时内答复（近 90 天 %s 个申请）")),
                   rate_text(r, rate.asked, rate.answered), asked_text(r, rate.asked)),
         NULL);
  return RES_OK;
}

static void show_facts(struct req *r, const struct offer *o, const char *contact) {
  struct category k = offer_category(o);
  const char *note = k.code == NULL ? "" : category_note(r->c, &k);

  if (o->former != NULL)
    fact(r, r->d, N_("曾用名"), o->former, NULL);
  fact(r, r->d, N_("服务商"), o->subject_name, NULL);
  fact(r, r->d, N_("类目"), k.code == NULL ? NULL : category_name(r->c, &k), NULL);
  fact(r, r->d, N_("谁可以获取"), offer_audience(r->c, o), NULL);
  fact(r, r->d, N_("添加方式"), shop_add_mode(r, o), NULL);
  fact(r, r->d, N_("可使用的小程序"), note[0] == '\0' ? _T(r, N_("所有小程序")) : note, NULL);
  fact(r, r->d, N_("支付能力"), payment_words(r, o->payment), NULL);
  fact(r, r->d, N_("联系方式"), contact == NULL || contact[0] == '\0' ? o->contact : contact, NULL);
  fact(r, r->d, N_("插件 ID"), arena_fmt(r->c->a, "%lld", (long long)o->id), NULL);
}

static void show_empty(struct req *r) {
  static const char *const lists[] = {"sections", "shots",       "previews",   "versions",
                                      "facts",    "guide_lists", "guide_items"};
  static const char *const texts[] = {"doc_html", "doc_at", "guide_description", "guide_sample"};

  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
    data_rows(r->d, lists[i]);
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    data_text(r->d, texts[i], NULL);
  data_flag(r->d, "has_doc", false);
  data_flag(r->d, "has_shots", false);
  data_flag(r->d, "has_guide", false);
}

enum res shop_detail(struct req *r, const struct detail *x) {
  const struct offer *o = x->offer;
  struct category k = offer_category(o);
  enum res res;

  show_empty(r);
  data_flag(r->d, "preview", x->preview);
  shop_head(r, o);
  data_text(r->d, "summary", o->summary);
  shop_tags(r, r->d, k.code == NULL ? NULL : category_level2(r->c, &k), o->tags);
  show_facts(r, o, x->text.contact);
  data_rows(r->d, "deprecated");
  res = x->preview ? RES_OK : deprecated_show(r, o->id, NULL); /* a preview is about the listing */
  if (res == RES_OK)
    res = show_rate(r, o);
  if (res != RES_OK)
    return res;
  show_information(r, &x->text);
  show_pictures(r, x);
  show_previews(r, o);
  if (x->text.guide != NULL && x->text.guide[0] != '\0')
    data_flag(r->d, "has_guide", guide_show(r, x->text.guide));
  res = show_doc(r, &x->text);
  return res == RES_OK ? show_versions(r, o->id) : res;
}

static void preview_card(struct req *r, const struct offer *o) {
  const struct market_item m = {.plugin_id = o->id,
                                .name = o->name,
                                .summary = o->summary,
                                .subject_name = o->subject_name,
                                .tags = o->tags,
                                .avatar = o->avatar};
  struct category k = offer_category(o);

  data_rows(r->d, "cards");
  data_text(shop_card(r, r->d, &m, k.code == NULL ? NULL : &k), "url", "#detail"); /* it may not be in the market yet */
}

enum res shop_preview(struct req *r, const struct revision *v, const char *banner) {
  struct detail x = {.preview = true};
  struct offer o = {0};
  struct doc doc = {0};
  struct picture_item *shot;
  enum res res = offer_any(r->c, v->plugin_id, &o);

  if (res == RES_OK)
    res = doc_published(r->c, v->plugin_id, &doc);
  if (res != RES_OK && (res != RES_NOT_FOUND || o.id == 0))
    return res;
  if (v->summary[0] != '\0')
    o.summary = v->summary;
  x.offer = &o;
  x.nshots = revision_shots(r->c, v, &shot);
  x.shot = shot;
  x.text = (struct offer_text){v->id,      v->live_at, doc.id,     doc.published_at, v->what,   v->how,
                               v->benefit, v->cases,   v->contact, v->guide,         doc.readme};
  data_text(r->d, "banner", banner);
  preview_card(r, &o);
  data_text(r->d, "note_text", NULL);
  data_text(r->d, "note_tone", NULL);
  data_text(r->d, "note_url", NULL);
  data_text(r->d, "note_label", NULL);
  data_text(r->d, "obtain_url", NULL);
  data_flag(r->d, "held", false);
  return shop_detail(r, &x);
}
