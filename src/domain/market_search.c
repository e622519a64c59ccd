/* The search: four lists, one behind the other. The plugin of exactly this id or name; names that begin so; names that hold
 * all words; texts that hold all words. Each list comes out of the terms' own key in the order of the places, so it is
 * read no further than it is shown. The last one holds the others; it is counted, to 1001, without being sorted.
 *
 * A word of up to four characters is one term. Several terms are intersected by lookups along the shortest list, which the
 * optimiser knows from the index. Each term has its document's category, so that a category costs no lookup. Where terms
 * do not say that the words stand together, LIKE looks at the text of what is left. Other orders than the best sort the
 * 1000 best results. When nothing is found, the names that are nearest and the plugins that are obtained most are the
 * answer; they cost little, so they are always asked for. */
#include "domain/market_item.h"

#include "base/text.h"
#include "domain/grams.h"
#include "domain/ids.h"

#include <string.h>

enum { BEST = 1001, ARGS = 80 };

/* A list of places by its terms: A the first of them, B … each of the others. The lists are read in their order, which the
 * optimiser would give up for a category and sort; a word alone (ONE) is counted where its category stands together. */
#define A     "search_gram a IGNORE INDEX (in_category)"
#define ONE   "search_gram a FORCE INDEX (in_category)"
#define B     " JOIN search_gram b IGNORE INDEX (in_category) ON b.place = a.place AND b.doc = a.doc"
#define C     " JOIN search_gram c IGNORE INDEX (in_category) ON c.place = a.place AND c.doc = a.doc"
#define D     " JOIN search_gram d IGNORE INDEX (in_category) ON d.place = a.place AND d.doc = a.doc"
#define FIT_A "a.gram = ?"
#define FIT_B " AND b.gram = ?"
#define FIT_C " AND c.gram = ?"
#define FIT_D " AND d.gram = ?"
#define IN    " AND a.category BETWEEN ? AND ?"

#define READ(text)                                                                                                     \
  "EXISTS (SELECT 1 FROM market t WHERE t.plugin_id = a.doc AND t." text " LIKE ? AND t." text " LIKE ? AND t." text   \
  " LIKE ? AND t." text " LIKE ?)"
#define FITS(text, from, fit) " FROM " from " WHERE " fit IN " AND (? OR " READ(text) ")"
#define LIST(tier, fits)      " UNION ALL (SELECT a.doc, " tier ", a.place" fits " ORDER BY a.place, a.doc LIMIT ?)"
/* Names that begin so. */
#define BEGINS                                                                                                         \
  " UNION ALL (SELECT a.doc, 2, a.place FROM " A " WHERE a.gram = ?" IN " AND (? OR EXISTS (SELECT 1 FROM market t"    \
  " WHERE t.plugin_id = a.doc AND t.name_key LIKE ?)) ORDER BY a.place, a.doc LIMIT ?)"
#define EXACT                                                                                                          \
  "SELECT plugin_id AS doc, 0 AS tier, place FROM market WHERE plugin_id = ? AND category BETWEEN ? AND ?"             \
  " UNION ALL SELECT plugin_id, 1, place FROM market WHERE name_key = ? AND category BETWEEN ? AND ?"
#define LISTS(from, fit) EXACT BEGINS LIST("3", FITS("name_key", from, fit)) LIST("4", FITS("text", from, fit))
#define MANY(from, fit)  "(SELECT COUNT(*) FROM (SELECT 1" FITS("text", from, fit) " LIMIT 1001) z)"

#define NEAR                                                                                                           \
  "(SELECT doc, place FROM search_gram IGNORE INDEX (in_category) WHERE gram = ? ORDER BY place, doc LIMIT 10)"
#define OR_NEAR                                                                                                        \
  "UNION ALL (SELECT y.doc, 1, MIN(y.place) - 100000000000 * COUNT(*), 0, 0 FROM (" NEAR " UNION ALL " NEAR            \
  " UNION ALL " NEAR " UNION ALL " NEAR " UNION ALL " NEAR " UNION ALL " NEAR ") y GROUP BY y.doc ORDER BY 3 LIMIT 4)"
#define OR_POPULAR "UNION ALL (SELECT plugin_id, 2, place, 0, 0 FROM market ORDER BY place, plugin_id LIMIT 4)"
#define ANSWER(found)                                                                                                  \
  "SELECT m.plugin_id, x.total, x.kind, m.name, m.summary, m.subject_name, m.tags, m.category, m.avatar, m.former "    \
  "FROM (" found " " OR_NEAR " " OR_POPULAR                                                                            \
  ") x JOIN market m ON m.plugin_id = x.doc ORDER BY x.kind, x.near, x.n, x.doc"
/* What was read of the lists is more than was counted where a name begins so that has none of the terms. */
#define FOUND(lists, many)                                                                                             \
  ANSWER("(SELECT g.doc, 0 AS kind, g.tier AS near, g.place AS n, GREATEST(" many ", g.seen) AS total FROM ("          \
         "SELECT u.doc, MIN(u.tier) AS tier, MAX(u.place) AS place, COUNT(*) OVER () AS seen FROM (" lists             \
         ") u GROUP BY u.doc ORDER BY tier, place, doc LIMIT ? OFFSET ?) g)")
/* `in` joins what the order needs and says it as o1. */
#define SORTED(lists, o1)                                                                                              \
  ANSWER("(SELECT h.doc, 0 AS kind, 0 AS near, h.n, h.total FROM (SELECT g.doc, ROW_NUMBER() OVER (ORDER BY " o1       \
         ", g.place, g.doc) AS n, COUNT(*) OVER () AS total FROM (SELECT u.doc, MIN(u.tier) AS tier, MAX(u.place)"     \
         " AS place FROM (" lists ") u GROUP BY u.doc ORDER BY tier, place, doc LIMIT 1001) g"                         \
         " JOIN market s ON s.plugin_id = g.doc) h ORDER BY h.n LIMIT ? OFFSET ?)")
#define ALL(name, from, fit, counted)                                                                                  \
  DB_QUERY(name, market_item_shape, FOUND(LISTS(from, fit), MANY(counted, fit)));                                      \
  DB_QUERY(name##_by_name, market_item_shape, SORTED(LISTS(from, fit), "s.name_order"));                               \
  DB_QUERY(name##_newest, market_item_shape, SORTED(LISTS(from, fit), "s.shelved_at DESC"))
ALL(market_search_1, A, FIT_A, ONE);
ALL(market_search_2, A B, FIT_A FIT_B, A B);
ALL(market_search_3, A B C, FIT_A FIT_B FIT_C, A B C);
ALL(market_search_4, A B C D, FIT_A FIT_B FIT_C FIT_D, A B C D);

/* By the number of terms, and by order. */
static const struct db_stmt *const by[GRAM_ASKED][MARKET_SORTS] = {
    {&market_search_1, &market_search_1_newest, &market_search_1_by_name},
    {&market_search_2, &market_search_2_newest, &market_search_2_by_name},
    {&market_search_3, &market_search_3_newest, &market_search_3_by_name},
    {&market_search_4, &market_search_4_newest, &market_search_4_by_name},
};

struct asked {
  struct ctx *c;
  const char *from, *to; /* the codes of the category */
  struct gram_query g;
  size_t n;
  struct db_arg arg[ARGS];
};

static void arg(struct asked *q, struct db_arg value) { q->arg[q->n++] = value; }

static void arg_category(struct asked *q) {
  arg(q, T(q->from));
  arg(q, T(q->to));
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

static void arg_begins(struct asked *q, const char *key, int64_t most) {
  arg(q, T(arena_fmt(q->c->a, GRAM_BEGINS "%s", q->g.begins)));
  arg_category(q);
  arg(q, I(strcmp(q->g.begins, key) == 0));
  arg(q, T(pattern(q->c, "", key, false)));
  arg(q, I(most));
}

/* What FITS asks for; `most`: 0 for no limit behind it. */
static void arg_words(struct asked *q, const char *mark, int64_t most) {
  for (size_t i = 0; i < q->g.grams; i++)
    arg(q, T(arena_fmt(q->c->a, "%s%s", mark, q->g.gram[i])));
  arg_category(q);
  arg(q, I(q->g.sure));
  for (size_t i = 0; i < GRAM_WORDS; i++)
    arg(q, T(i < q->g.words ? pattern(q->c, "%", q->g.word[i], true) : "%"));
  if (most > 0)
    arg(q, I(most));
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

/* Of the lists no more is read than is shown, and one behind it; unless all are sorted otherwise afterwards. */
static void arg_lists(struct asked *q, const struct market_filter *f, const char *key) {
  int64_t most = f->sort == MARKET_BEST ? f->page * MARKET_PAGE + 1 : BEST;

  if (f->sort == MARKET_BEST)
    arg_words(q, "", 0);
  arg(q, I(id_parse(key)));
  arg_category(q);
  arg(q, T(key));
  arg_category(q);
  arg_begins(q, key, most);
  arg_words(q, GRAM_IN_NAME, most);
  arg_words(q, "", most);
  arg(q, I(MARKET_PAGE));
  arg(q, I((f->page - 1) * MARKET_PAGE));
}

/* The codes of a category: all, one, or those of a first level, whose codes go on with a dot. */
static void choose_category(struct asked *q, const char *category) {
  bool first = category[0] != '\0' && strchr(category, '.') == NULL;

  q->from = first ? arena_fmt(q->c->a, "%s.", category) : category;
  q->to = category[0] == '\0' ? "~" : first ? arena_fmt(q->c->a, "%s.~", category) : category;
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
  struct asked a = {.c = c, .g = grams_query(c->a, key, text)};
  enum res r;

  if (key[0] == '\0')
    return RES_OK;
  choose_category(&a, f->category);
  arg_lists(&a, f, key);
  arg_near(&a, text);
  r = db_list_args(c->db, c->a, by[a.g.grams - 1][f->sort], out, n, a.n, a.arg);
  if (r == RES_OK)
    keep_one_kind(*out, n);
  return r;
}
