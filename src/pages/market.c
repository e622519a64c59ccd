/* 插件市场: the plugins on the shelf, narrowed by words and category. Visitors read it too, and their page is the same for
 * all of them. ?app= is the mini-program that 添加插件 came from; every link carries it on. */
#include "domain/market.h"

#include "domain/fit.h"
#include "domain/ids.h"
#include "pages/market_words.h"
#include "pages/shop.h"
#include "pages/shop_detail.h"

#include <stdlib.h>
#include <string.h>

extern const struct page page_market;

static const char *arg(const struct req *r, const char *name) {
  const char *v = http_param(&r->in->args, name);

  return v == NULL ? "" : v;
}

/* Without words there is no best. */
static enum market_sort sort_of(const char *sort, const char *q) {
  if (strcmp(sort, "name") == 0)
    return MARKET_NAME;
  return strcmp(sort, "newest") == 0 || q[0] == '\0' ? MARKET_NEWEST : MARKET_BEST;
}

static struct market_filter filter_of(const struct req *r) {
  struct market_filter f = {.q = arg(r, "q"),
                            .category = arg(r, "category"),
                            .sort = sort_of(arg(r, "sort"), arg(r, "q")),
                            .page = strtoll(arg(r, "page"), NULL, 10)};

  f.page = f.page < 1 ? 1 : f.page > MARKET_PAGES ? MARKET_PAGES : f.page;
  return f;
}

/* The list's own address without a page; nothing is said twice and nothing empty is said. */
static const char *base(const struct req *r, const struct market_filter *f) {
  const char *u = shop_keep(r, url(r, "market"));

  if (f->q[0] != '\0')
    u = url_with(r, u, "q", f->q);
  if (f->category[0] != '\0')
    u = url_with(r, u, "category", f->category);
  if (f->sort == MARKET_NAME)
    return url_with(r, u, "sort", "name");
  return f->sort == MARKET_NEWEST && f->q[0] != '\0' ? url_with(r, u, "sort", "newest") : u;
}

static const char *page_url(const struct req *r, const struct market_filter *f, int64_t page) {
  const char *u = base(r, f);

  return page == 1 ? u : url_with(r, u, "page", arena_fmt(r->c->a, "%lld", (long long)page));
}

static void option(struct req *r, const char *list, const char *value, const char *label, const char *now) {
  struct data *o = data_row(r->d, list);

  data_text(o, "value", value);
  data_text(o, "label", label);
  data_flag(o, "selected", strcmp(value, now) == 0);
}

/* Both levels in the tree's order; only what a plugin may have. */
static void show_filters(struct req *r, const struct market_filter *f, const struct category *k, size_t n) {
  const char *sort = f->sort == MARKET_NAME ? "name" : f->sort == MARKET_NEWEST && f->q[0] != '\0' ? "newest" : "";

  option(r, "category_options", "", _T(r, N_("全部类目")), f->category);
  for (size_t i = 0; i < n; i++) {
    bool first = k[i].open_to_plugins;

    for (size_t j = 0; j < i && first; j++)
      first = !k[j].open_to_plugins || strcmp(k[j].level1, k[i].level1) != 0;
    if (first)
      option(r, "category_options", k[i].level1, category_level1(r->c, &k[i]), f->category);
    if (k[i].open_to_plugins)
      option(r, "category_options", k[i].code, category_name(r->c, &k[i]), f->category);
  }
  if (f->q[0] != '\0')
    option(r, "sort_options", "", _T(r, N_("最相关")), sort);
  option(r, "sort_options", f->q[0] != '\0' ? "newest" : "", _T(r, N_("最新上架")), sort);
  option(r, "sort_options", "name", _T(r, N_("按名称")), sort);
  data_text(r->d, "q", f->q);
  data_text(r->d, "app", shop_app(r));
}

static void number(struct req *r, const struct market_filter *f, int64_t page) {
  struct data *row = data_row(r->d, "page_numbers");

  data_text(row, "url", page == 0 ? NULL : page_url(r, f, page));
  data_fmt(row, "label", "%lld", (long long)page);
  data_flag(row, "current", page == f->page);
}

/* The first and the last page, and the neighbours of this one. */
static void show_pages(struct req *r, const struct market_filter *f, int64_t total) {
  int64_t shown = total > 1000 ? 1000 : total, last = (shown + MARKET_PAGE - 1) / MARKET_PAGE, before = 0;

  if (f->page > 1)
    data_text(data_row(r->d, "prev"), "url", page_url(r, f, f->page - 1));
  if (f->page < last)
    data_text(data_row(r->d, "next"), "url", page_url(r, f, f->page + 1));
  for (int64_t i = 1; i <= last && last > 1; i++) {
    if (i != 1 && i != last && (i < f->page - 2 || i > f->page + 2))
      continue;
    if (i != before + 1)
      number(r, f, 0);
    number(r, f, i);
    before = i;
  }
  if (total > 1000)
    data_text(r->d, "count_text", _T(r, N_("共 1000+ 条")));
  else
    data_fmt(r->d, "count_text", _T(r, N_("共 %lld 条")), (long long)total);
}

static void show_empty(struct req *r, const struct market_filter *f) {
  data_flag(r->d, "has_ways", false);
  data_rows(r->d, "offers");
  if (f->page > 1) {
    show_nothing(r, _T(r, N_("这一页没有插件")), _T(r, N_("列表没有这么长，请从第一页看起")), page_url(r, f, 1),
                 _T(r, N_("回到第一页")));
  } else if (f->category[0] != '\0') {
    show_nothing(r, _T(r, N_("这个类目还没有插件")), _T(r, N_("可以选择其他类目，或者看看全部插件")),
                 shop_keep(r, url(r, "market")), _T(r, N_("查看全部插件")));
  } else {
    show_nothing(r, _T(r, N_("市场里还没有插件")), _T(r, N_("服务商上架插件后会显示在这里，你也可以开发自己的插件")),
                 url(r, "plugin_center"), _T(r, N_("了解插件开发")));
  }
}

/* The tree, and the mini-program that one is choosing for: visitors and others' ids have none. */
static enum res read_tree(struct req *r, struct category **k, size_t *n, struct fit *fit) {
  int64_t app = id_parse(shop_app(r));

  return app == 0 || r->c->who.subject_id == 0 ? category_list(r->c, k, n) : fit_tree(r->c, app, k, n, fit);
}

static void show_card(struct req *r, const struct market_item *m, const struct category *mine, const struct fit *fit) {
  struct data *card = shop_card(r, r->d, m, mine);

  data_text(card, "misfit", fit_why(r->c, fit, mine, m->plugin_id));
  if (arg(r, "q")[0] != '\0')
    market_mark(r, card, m, arg(r, "q"));
}

static enum res show(struct req *r) {
  struct market_filter f = filter_of(r);
  struct category *k = NULL;
  struct market_item *m = NULL;
  struct fit fit = {0};
  size_t nk = 0, n = 0;
  bool found;
  enum res res = read_tree(r, &k, &nk, &fit);

  if (res == RES_OK)
    res = market_list(r->c, &f, &m, &n);
  if (res != RES_OK)
    return res;
  shop_choosing(r, fit.name);
  show_filters(r, &f, k, nk);
  data_rows(r->d, "cards");
  found = n > 0 && m[0].kind == MARKET_FOUND;
  for (size_t i = 0; i < n && found; i++)
    show_card(r, &m[i], category_find(k, nk, m[i].category), &fit);
  data_flag(r->d, "has_cards", found);
  if (found)
    show_pages(r, &f, m[0].total);
  else if (f.q[0] != '\0' && f.page == 1)
    market_nothing(r, &f, shop_keep(r, url(r, "market")), m, n, k, nk);
  else
    show_empty(r, &f);
  return RES_OK;
}

const struct page page_market = {
    .name = "market",
    .path = "/market",
    .title = N_("插件市场"),
    .see = PERM_PUBLIC,
    .flags = PAGE_CACHED | PAGE_SHARED,
    .own_arg = "app",
    .show = show,
};
