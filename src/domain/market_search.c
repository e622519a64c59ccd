/* The search: four lists, one behind the other. The plugin of exactly this id or name; names that begin so; names that hold
 * all words; texts that hold all words. Each list comes out of the terms' own key in the order of the places, so it is
 * read no further than it is shown, and only the last one, which holds the others, is counted, to 1001.
 *
 * Several terms are intersected by lookups along the shortest list, which the optimiser knows from the index. Where
 * terms do not say that the words stand together (three letters of Han are two pairs), LIKE looks at the texts of
 * what is left. Other orders than the best sort the 1000 best results. When nothing is found, the names that are
 * nearest and the plugins that are obtained most are the answer; they cost little, so they are always asked for. */
#include "domain/market_item.h"

#include "base/text.h"
#include "domain/grams.h"
#include "domain/ids.h"

#include <string.h>

enum { BEST = 1001, ARGS = 64 };

/* A list of places by one term, by two, and by up to four with the words in the column `text`. */
#define BY_1(tier)                                                                                                     \
  " UNION ALL (SELECT a.doc, " tier ", a.place FROM search_gram a WHERE a.gram = ? ORDER BY a.place, a.doc LIMIT ?)"
#define BY_2(tier)                                                                                                     \
  " UNION ALL (SELECT a.doc, " tier ", a.place FROM search_gram a"                                                     \
  " JOIN search_gram b ON b.place = a.place AND b.doc = a.doc"                                                         \
  " WHERE a.gram = ? AND b.gram = ? ORDER BY a.place, a.doc LIMIT ?)"
#define BY_4(tier, text)                                                                                               \
  " UNION ALL (SELECT a.doc, " tier ", a.place FROM search_gram a"                                                     \
  " JOIN search_gram b ON b.place = a.place AND b.doc = a.doc"                                                         \
  " JOIN search_gram c ON c.place = a.place AND c.doc = a.doc"                                                         \
  " JOIN search_gram d ON d.place = a.place AND d.doc = a.doc STRAIGHT_JOIN market t ON t.plugin_id = a.doc"           \
  " WHERE a.gram = ? AND b.gram = ? AND c.gram = ? AND d.gram = ? AND t." text " LIKE ? AND t." text " LIKE ?"         \
  " AND t." text " LIKE ? AND t." text " LIKE ? ORDER BY a.place, a.doc LIMIT ?)"
#define EXACT                                                                                                          \
  "SELECT plugin_id AS doc, 0 AS tier, place FROM market WHERE plugin_id = ? AND ? IN ('', category, level1)"          \
  " UNION ALL SELECT plugin_id, 1, place FROM market WHERE name_key = ? AND ? IN ('', category, level1)"
#define LISTS_1 EXACT BY_1("2") BY_1("3") BY_1("4")
#define LISTS_2 EXACT BY_2("2") BY_2("3") BY_2("4")
#define LISTS_4 EXACT BY_4("2", "name_key") BY_4("3", "name_key") BY_4("4", "text")

#define NEAR "(SELECT doc, place FROM search_gram WHERE gram = ? ORDER BY place, doc LIMIT 10)"
#define OR_NEAR                                                                                                        \
  "UNION ALL (SELECT y.doc, 0, 1, MIN(y.place) - 100000000000 * COUNT(*), 0 FROM (" NEAR " UNION ALL " NEAR            \
  " UNION ALL " NEAR " UNION ALL " NEAR " UNION ALL " NEAR " UNION ALL " NEAR ") y GROUP BY y.doc ORDER BY 4 LIMIT 4)"
#define OR_POPULAR "UNION ALL (SELECT plugin_id, 0, 2, place, 0 FROM market ORDER BY place, plugin_id LIMIT 4)"

/* `in` joins what the order needs and says it as o1 and o2. */
#define SEARCH(lists, o1, o2, join)                                                                                    \
  "SELECT m.plugin_id, x.total, x.kind, m.name, m.summary, m.subject_name, m.tags, m.category, m.avatar FROM ("        \
  "(SELECT h.doc, h.n, 0 AS kind, 0 AS near, h.total FROM (SELECT g.doc, ROW_NUMBER() OVER (ORDER BY " o1 ", " o2      \
  ", g.doc) AS n, COUNT(*) OVER () AS total FROM (SELECT u.doc, MIN(u.tier) AS tier, MAX(u.place) AS place FROM "      \
  "(" lists ") u GROUP BY u.doc ORDER BY tier, place, doc LIMIT 1001) g" join                                          \
  ") h ORDER BY h.n LIMIT ? OFFSET ?) " OR_NEAR " " OR_POPULAR                                                         \
  ") x JOIN market m ON m.plugin_id = x.doc ORDER BY x.kind, x.near, x.n"
#define ALL(name, lists)                                                                                               \
  DB_QUERY(name, market_item_shape, SEARCH(lists, "g.tier", "g.place", ""));                                           \
  DB_QUERY(name##_by_name, market_item_shape,                                                                          \
           SEARCH(lists, "s.name_order", "g.place", " JOIN market s ON s.plugin_id = g.doc"));                         \
  DB_QUERY(name##_newest, market_item_shape,                                                                           \
           SEARCH(lists, "s.shelved_at DESC", "g.place", " JOIN market s ON s.plugin_id = g.doc"))
ALL(market_search_1, LISTS_1);
ALL(market_search_2, LISTS_2);
ALL(market_search_4, LISTS_4);

enum { ONE, TWO, FOUR, WAYS };
static const struct {
  size_t grams;
  const struct db_stmt *by[MARKET_SORTS];
} ways[WAYS] = {
    [ONE] = {1, {&market_search_1, &market_search_1_newest, &market_search_1_by_name}},
    [TWO] = {2, {&market_search_2, &market_search_2_newest, &market_search_2_by_name}},
    [FOUR] = {GRAM_ASKED, {&market_search_4, &market_search_4_newest, &market_search_4_by_name}},
};

struct asked {
  struct ctx *c;
  int way;
  const char *category; /* as a gram; NULL for none */
  size_t n;
  struct db_arg arg[ARGS];
};

static void arg(struct asked *q, struct db_arg value) { q->arg[q->n++] = value; }

/* The terms of one list. A place that is left over repeats the first, which costs a lookup by key. */
static void arg_grams(struct asked *q, const char *mark, const char *const *gram, size_t n) {
  const char *first = arena_fmt(q->c->a, "%s%s", mark, gram[0]);

  for (size_t i = 0; i < ways[q->way].grams; i++)
    if (i < n)
      arg(q, T(arena_fmt(q->c->a, "%s%s", mark, gram[i])));
    else
      arg(q, T(i == n && q->category != NULL ? q->category : first));
}

/* What LIKE would read as more than itself is quoted; a blank stands for anything between words. */
static const char *pattern(struct ctx *c, const char *before, const char *s, bool words) {
  struct buf b = buf_new(c->a, 4096);

  buf_str(&b, before);
  for (; *s != '\0'; s++) {
    if (strchr("%_\\", *s) != NULL)
      buf_char(&b, '\\');
    buf_char(&b, words && *s == ' ' ? '%' : *s);
  }
  buf_char(&b, '%');
  return b.p;
}

static void arg_words(struct asked *q, const struct gram_query *g) {
  if (q->way == FOUR)
    for (size_t i = 0; i < GRAM_WORDS; i++)
      arg(q, T(i < g->words ? pattern(q->c, "%", g->word[i], true) : "%"));
}

static void arg_begins(struct asked *q, const char *key) {
  if (q->way == FOUR)
    for (size_t i = 0; i < GRAM_WORDS; i++)
      arg(q, T(i == 0 ? pattern(q->c, "", key, false) : "%"));
}

static void arg_near(struct asked *q, const char *text) {
  const char *near[GRAM_NEAR];
  size_t n = grams_near(q->c->a, text, near);

  for (size_t i = 0; i < GRAM_NEAR; i++)
    arg(q, T(i < n ? arena_fmt(q->c->a, GRAM_IN_NAME "%s", near[i]) : ""));
}

/* The first MARKET_QUERY characters, without the mark that text_cut puts behind. */
static const char *bounded(struct ctx *c, const char *q) {
  const char *cut = text_cut(c->a, q, MARKET_QUERY);
  size_t n = strlen(cut);

  return strcmp(cut, q) == 0 || n < 3 ? q : arena_strn(c->a, cut, n - 3);
}

/* The lists in their order. Of those that only say which come first no more is read than is shown, unless all are sorted
 * otherwise afterwards. */
static void arg_lists(struct asked *q, const struct market_filter *f, const char *key, const struct gram_query *g) {
  struct db_arg shown = I(f->sort == MARKET_BEST ? f->page * MARKET_PAGE : BEST);

  arg(q, I(id_parse(key)));
  arg(q, T(f->category));
  arg(q, T(key));
  arg(q, T(f->category));
  arg_grams(q, GRAM_BEGINS, &g->begins, 1);
  arg_begins(q, key);
  arg(q, shown);
  arg_grams(q, GRAM_IN_NAME, g->gram, g->grams);
  arg_words(q, g);
  arg(q, shown);
  arg_grams(q, "", g->gram, g->grams);
  arg_words(q, g);
  arg(q, I(BEST));
}

/* What was found; what is offered instead only when that is nothing. */
static void keep_one_kind(struct market_item *item, size_t *n) {
  size_t found = 0;

  while (found < *n && item[found].kind == MARKET_FOUND)
    found++;
  if (found > 0)
    *n = found;
}

enum res market_search(struct ctx *c, const struct market_filter *f, struct market_item **out, size_t *n) {
  const char *q = bounded(c, f->q), *text = text_search(c->a, q), *key = text_key(c->a, q);
  struct asked a = {.c = c,
                    .category = f->category[0] == '\0' ? NULL : arena_fmt(c->a, GRAM_CATEGORY "%s", f->category)};
  struct gram_query g = grams_query(c->a, key, text, a.category == NULL ? GRAM_ASKED : GRAM_ASKED - 1);
  size_t terms = g.grams + (a.category != NULL);
  enum res r;

  if (key[0] == '\0')
    return RES_OK;
  a.way = !g.sure || terms > ways[TWO].grams ? FOUR : terms == 1 ? ONE : TWO;
  arg_lists(&a, f, key, &g);
  arg(&a, I(MARKET_PAGE));
  arg(&a, I((f->page - 1) * MARKET_PAGE));
  arg_near(&a, text);
  r = db_list_args(c->db, c->a, ways[a.way].by[f->sort], out, n, a.n, a.arg);
  if (r == RES_OK)
    keep_one_kind(*out, n);
  return r;
}
