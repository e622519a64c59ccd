/* The search: four lists, one behind the other. The plugin of exactly this id or name; names that begin so; names that hold
 * all words; texts that hold all words. Each list comes out of the terms' own key in the order of the places, so it is
 * read no further than it is shown, and only the last one, which holds the others, is counted, to 1001.
 *
 * Several terms are intersected by lookups along the shortest list, which the optimiser knows from the index. Where
 * terms do not say that the words stand together, LIKE looks at the text of what is left. Other orders than the best
 * sort the 1000 best results. When nothing is found, the names that are nearest and the plugins that are obtained most
 * are the answer; they cost little, so they are always asked for. */
#include "domain/market_item.h"

#include "base/text.h"
#include "domain/grams.h"
#include "domain/ids.h"

#include <string.h>

enum { BEST = 1001, ARGS = 80 };

/* A list of places by its terms: A the first of them, B … each of the others. FITS_x: what stands behind it is right, or is not
 * known; SAYS_x: it is known. */
#define A     "search_gram a"
#define B     " JOIN search_gram b ON b.place = a.place AND b.doc = a.doc"
#define C     " JOIN search_gram c ON c.place = a.place AND c.doc = a.doc"
#define D     " JOIN search_gram d ON d.place = a.place AND d.doc = a.doc"
#define FIT_A "a.gram = ? AND (a.next = 0 OR a.next BETWEEN ? AND ?)"
#define FIT_B " AND b.gram = ? AND (b.next = 0 OR b.next BETWEEN ? AND ?)"
#define FIT_C " AND c.gram = ? AND (c.next = 0 OR c.next BETWEEN ? AND ?)"
#define FIT_D " AND d.gram = ? AND (d.next = 0 OR d.next BETWEEN ? AND ?)"
#define SAY_A "? AND a.next >= ?"
#define SAY_B " AND b.next >= ?"
#define SAY_C " AND c.next >= ?"
#define SAY_D " AND d.next >= ?"
#define LIST(tier, text, from, fit, say)                                                                               \
  " UNION ALL (SELECT a.doc, " tier ", a.place FROM " from " WHERE " fit " AND (" say                                  \
  " OR EXISTS (SELECT 1 FROM market t WHERE t.plugin_id = a.doc AND t." text " LIKE ? AND t." text                     \
  " LIKE ? AND t." text " LIKE ? AND t." text " LIKE ?)) ORDER BY a.place, a.doc LIMIT ?)"
/* Names that begin so, in a category when the second term is one. */
#define BEGINS                                                                                                         \
  " UNION ALL (SELECT a.doc, 2, a.place FROM " A B " WHERE a.gram = ? AND b.gram = ? AND (? OR EXISTS (SELECT 1"       \
  " FROM market t WHERE t.plugin_id = a.doc AND t.name_key LIKE ?)) ORDER BY a.place, a.doc LIMIT ?)"
#define EXACT                                                                                                          \
  "SELECT plugin_id AS doc, 0 AS tier, place FROM market WHERE plugin_id = ? AND ? IN ('', category, level1)"          \
  " UNION ALL SELECT plugin_id, 1, place FROM market WHERE name_key = ? AND ? IN ('', category, level1)"
#define BOTH(from, fit, say) EXACT BEGINS LIST("3", "name_key", from, fit, say) LIST("4", "text", from, fit, say)
#define LISTS_1              BOTH(A, FIT_A, SAY_A)
#define LISTS_2              BOTH(A B, FIT_A FIT_B, SAY_A SAY_B)
#define LISTS_3              BOTH(A B C, FIT_A FIT_B FIT_C, SAY_A SAY_B SAY_C)
#define LISTS_4              BOTH(A B C D, FIT_A FIT_B FIT_C FIT_D, SAY_A SAY_B SAY_C SAY_D)

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
ALL(market_search_3, LISTS_3);
ALL(market_search_4, LISTS_4);

/* By the number of terms, and by order. */
static const struct db_stmt *const by[GRAM_ASKED][MARKET_SORTS] = {
    {&market_search_1, &market_search_1_newest, &market_search_1_by_name},
    {&market_search_2, &market_search_2_newest, &market_search_2_by_name},
    {&market_search_3, &market_search_3_newest, &market_search_3_by_name},
    {&market_search_4, &market_search_4_newest, &market_search_4_by_name},
};

struct asked {
  struct ctx *c;
  const char *category; /* as a gram; NULL for none */
  size_t n;
  struct db_arg arg[ARGS];
};

static void arg(struct asked *q, struct db_arg value) { q->arg[q->n++] = value; }

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

static void arg_begins(struct asked *q, const struct gram_query *g, const char *key) {
  const char *begins = arena_fmt(q->c->a, GRAM_BEGINS "%s", g->begins);

  arg(q, T(begins));
  arg(q, T(q->category != NULL ? q->category : begins));
  arg(q, I(strcmp(g->begins, key) == 0));
  arg(q, T(pattern(q->c, "", key, false)));
}

static void arg_words(struct asked *q, const char *mark, const struct gram_query *g) {
  for (size_t i = 0; i < g->grams; i++) {
    arg(q, T(arena_fmt(q->c->a, "%s%s", mark, g->gram[i].text)));
    arg(q, I(g->gram[i].low));
    arg(q, I(g->gram[i].high));
  }
  if (q->category != NULL) {
    arg(q, T(q->category));
    arg(q, I(0));
    arg(q, I(0));
  }
  arg(q, I(g->sure));
  for (size_t i = 0; i < g->grams; i++)
    arg(q, I(g->gram[i].low));
  if (q->category != NULL)
    arg(q, I(0));
  for (size_t i = 0; i < GRAM_WORDS; i++)
    arg(q, T(i < g->words ? pattern(q->c, "%", g->word[i], true) : "%"));
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
  arg_begins(q, g, key);
  arg(q, shown);
  arg_words(q, GRAM_IN_NAME, g);
  arg(q, shown);
  arg_words(q, "", g);
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
  size_t terms = g.grams + (a.category == NULL ? 0 : 1);
  enum res r;

  if (key[0] == '\0')
    return RES_OK;
  arg_lists(&a, f, key, &g);
  arg(&a, I(MARKET_PAGE));
  arg(&a, I((f->page - 1) * MARKET_PAGE));
  arg_near(&a, text);
  r = db_list_args(c->db, c->a, by[terms - 1][f->sort], out, n, a.n, a.arg);
  if (r == RES_OK)
    keep_one_kind(*out, n);
  return r;
}
