/* Marks are made of segments, not of HTML, so that the template escapes each of them. */
#include "pages/market_words.h"

#include "base/text.h"
#include "domain/grams.h"
#include "domain/highlight.h"
#include "pages/shop_detail.h"

#include <string.h>

static const char *words_of(struct req *r, const char *q) {
  return grams_words(r->c->a, text_search(r->c->a, text_cut(r->c->a, q, MARKET_QUERY)));
}

static void show_parts(struct req *r, struct data *d, const char *list, const char *text, const char *words) {
  struct highlight *part;
  size_t n = highlight(r->c->a, text, words, &part);

  data_rows(d, list);
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(d, list);

    data_text(row, "part_text", part[i].text);
    data_flag(row, "marked", part[i].marked);
  }
}

void market_mark(struct req *r, struct data *card, const struct market_item *m, const char *q) {
  const char *words = words_of(r, q);

  show_parts(r, card, "name_parts", m->name, words);
  show_parts(r, card, "summary_parts", m->summary, words);
}

static void way(struct req *r, const char *label, const char *to) {
  struct data *row = data_row(r->d, "ways");

  data_text(row, "label", label);
  data_text(row, "url", to);
}

/* Without the category; then each word by itself, in the category. */
static void show_ways(struct req *r, const struct market_filter *f, const char *base) {
  const char *rest = words_of(r, f->q), *in = base;

  data_rows(r->d, "ways");
  if (f->category[0] != '\0') {
    way(r, _T(r, N_("在全部类目中搜索")), url_with(r, base, "q", f->q));
    in = url_with(r, base, "category", f->category);
  }
  for (int i = 0; i < GRAM_WORDS && strchr(words_of(r, f->q), ' ') != NULL && *rest != '\0'; i++) {
    const char *word = arena_strn(r->c->a, rest, strcspn(rest, " "));

    way(r, arena_fmt(r->c->a, _T(r, N_("只搜索“%s”")), word), url_with(r, in, "q", word));
    rest += strlen(word) + (rest[strlen(word)] == ' ');
  }
  data_flag(r->d, "has_ways", data_first(r->d, "ways", 4) != NULL);
}

static void show_offer(struct req *r, enum market_kind kind, const char *title, const struct market_item *m, size_t n,
                       const struct category *k, size_t nk) {
  struct data *offer = NULL;

  for (size_t i = 0; i < n; i++) {
    bool said = false;

    for (size_t j = 0; j < i; j++)
      said = said || m[j].plugin_id == m[i].plugin_id;
    if (m[i].kind != (int64_t)kind || said)
      continue;
    if (offer == NULL) {
      offer = data_row(r->d, "offers");
      data_text(offer, "offer_title", title);
    }
    shop_card(r, offer, &m[i], category_find(k, nk, m[i].category));
  }
}

void market_nothing(struct req *r, const struct market_filter *f, const char *base, const struct market_item *m,
                    size_t n, const struct category *k, size_t nk) {
  show_nothing(r, arena_fmt(r->c->a, _T(r, N_("没有找到与“%s”有关的插件")), text_cut(r->c->a, f->q, MARKET_QUERY)),
               _T(r, N_("换一个词或少用几个词试试，也可以输入插件的 16 位 ID")), base, _T(r, N_("查看全部插件")));
  show_ways(r, f, base);
  data_rows(r->d, "offers");
  show_offer(r, MARKET_NEAR, _T(r, N_("名称相近的插件")), m, n, k, nk);
  show_offer(r, MARKET_POPULAR, _T(r, N_("常被获取的插件")), m, n, k, nk);
}
