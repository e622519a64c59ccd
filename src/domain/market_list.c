/* Reading the market: the plain list along one index for each filter and order, the search over grams.
 *
 * Both number what they found up to 1001 in the index alone and fetch the rows of one page only. A search takes at most
 * three grams, the longest ones, to find candidates, and LIKE decides about each word: grams only say that its pieces
 * are there. Candidates end at 5000, so that a word which is everywhere stays cheap. */
#include "domain/market.h"

#include "base/text.h"
#include "domain/grams.h"
#include "domain/ids.h"

#include <string.h>

enum { GRAMS = 3, WORDS = 4 };

SHAPE(item_shape, struct market_item, M(struct market_item, plugin_id), M(struct market_item, total),
      M(struct market_item, name), M(struct market_item, summary), M(struct market_item, subject_name),
      M(struct market_item, tags), M(struct market_item, category), M(struct market_item, avatar));

#define CARD "SELECT m.plugin_id, x.total, m.name, m.summary, m.subject_name, m.tags, m.category, m.avatar FROM"
/* `by` is the index column that orders, `way` its direction. */
#define PLAIN(where, by, way)                                                                                          \
  CARD " (SELECT h.plugin_id, h.o, COUNT(*) OVER () AS total FROM (SELECT plugin_id, " by " AS o FROM market" where    \
       " ORDER BY " by way ", plugin_id" way " LIMIT 1001) h ORDER BY h.o" way ", h.plugin_id" way                     \
       " LIMIT ? OFFSET ?) x JOIN market m ON m.plugin_id = x.plugin_id ORDER BY x.o" way ", x.plugin_id" way
DB_QUERY(market_newest, item_shape, PLAIN("", "shelved_at", " DESC"));
DB_QUERY(market_newest_in, item_shape, PLAIN(" WHERE category = ?", "shelved_at", " DESC"));
DB_QUERY(market_newest_in1, item_shape, PLAIN(" WHERE level1 = ?", "shelved_at", " DESC"));
DB_QUERY(market_by_name, item_shape, PLAIN("", "name_order", ""));
DB_QUERY(market_by_name_in, item_shape, PLAIN(" WHERE category = ?", "name_order", ""));
DB_QUERY(market_by_name_in1, item_shape, PLAIN(" WHERE level1 = ?", "name_order", ""));

/* place: 0 the id, 1 the name, 2 how the name begins, 3 the words; w: the weights of the grams. */
#define FOUND                                                                                                          \
  "SELECT plugin_id, 0 AS place, 0 AS w FROM market WHERE plugin_id = ?"                                               \
  " UNION ALL SELECT plugin_id, 1, 0 FROM market WHERE name_key = ?"                                                   \
  " UNION ALL (SELECT plugin_id, 2, 0 FROM market WHERE name_key LIKE ? LIMIT 1001)"                                   \
  " UNION ALL (SELECT a.doc, 3, a.w + b.w + c.w FROM search_gram a JOIN search_gram b ON b.doc = a.doc"                \
  " JOIN search_gram c ON c.doc = a.doc STRAIGHT_JOIN market t ON t.plugin_id = a.doc"                                 \
  " WHERE a.gram = ? AND b.gram = ? AND c.gram = ? AND ? IN ('', t.category, t.level1)"                                \
  " AND t.text LIKE ? AND t.text LIKE ? AND t.text LIKE ? AND t.text LIKE ? LIMIT 5000)"
#define SEARCH(inner, middle, outer)                                                                                   \
  CARD " (SELECT h.*, COUNT(*) OVER () AS total FROM (SELECT u.plugin_id, MIN(u.place) AS place, MAX(u.w) AS w,"       \
       " MAX(n.name_order) AS o, MAX(n.shelved_at) AS at FROM (" FOUND                                                 \
       ") u JOIN market n ON n.plugin_id = u.plugin_id"                                                                \
       " WHERE ? IN ('', n.category, n.level1) GROUP BY u.plugin_id ORDER BY " inner " LIMIT 1001) h"                  \
       " ORDER BY " middle " LIMIT ? OFFSET ?) x JOIN market m ON m.plugin_id = x.plugin_id ORDER BY " outer
DB_QUERY(market_search, item_shape,
         SEARCH("place, w DESC, at DESC, u.plugin_id", "h.place, h.w DESC, h.at DESC, h.plugin_id",
                "x.place, x.w DESC, x.at DESC, x.plugin_id"));
DB_QUERY(market_search_by_name, item_shape,
         SEARCH("place, o, u.plugin_id", "h.place, h.o, h.plugin_id", "x.place, x.o, x.plugin_id"));

/* A category code as it may be asked for; anything else fits no row and needs no query. */
static bool code_ok(const char *s) { return strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789.-") == strlen(s); }

static enum res plain(struct ctx *c, const struct market_filter *f, const char *category, int64_t skip,
                      struct market_item **out, size_t *n) {
  static const struct db_stmt *const all[] = {&market_newest, &market_by_name};
  static const struct db_stmt *const in[] = {&market_newest_in, &market_by_name_in};
  static const struct db_stmt *const in1[] = {&market_newest_in1, &market_by_name_in1};
  bool name = f->sort == MARKET_NAME;

  if (category[0] == '\0')
    return db_list_args(c->db, c->a, all[name], out, n, DB_ARGS(I(MARKET_PAGE), I(skip)));
  return db_list_args(c->db, c->a, strchr(category, '.') == NULL ? in1[name] : in[name], out, n,
                      DB_ARGS(T(category), I(MARKET_PAGE), I(skip)));
}

/* The longest grams; fewer than GRAMS repeat the first, which costs one lookup by key. "" stands under no document. */
static void choose_grams(struct ctx *c, const char *words, const char *gram[GRAMS]) {
  const char *all[GRAM_QUERY_MAX];
  size_t n = grams_query(c->a, words, all);

  for (size_t i = 0; i < GRAMS; i++) {
    size_t best = i;

    for (size_t k = i; k < n; k++)
      if (strlen(all[k]) > strlen(all[best]))
        best = k;
    gram[i] = n == 0 ? "" : i < n ? all[best] : gram[0];
    if (i < n)
      all[best] = all[i];
  }
}

/* The words as patterns; what follows the last place stands there too, in its order. A word also ends where Latin and
 * other letters meet, so that "ocr车牌" finds "OCR 车牌". Normalised words hold no % and no _. */
static void choose_words(struct ctx *c, const char *words, const char *like[WORDS]) {
  size_t n = 0;

  for (size_t i = 0; i < WORDS; i++)
    like[i] = "%";
  while (*words != '\0' && n < WORDS) {
    bool latin = (signed char)*words > 0;
    const char *end = words;
    struct buf b = buf_new(c->a, 2048);

    while (*end != '\0' && *end != ' ' && ((signed char)*end > 0) == latin)
      end++;
    buf_char(&b, '%');
    if (n + 1 < WORDS)
      buf_add(&b, words, (size_t)(end - words));
    else
      for (end = words; *end != '\0'; end++)
        buf_char(&b, *end == ' ' ? '%' : *end);
    buf_char(&b, '%');
    like[n++] = b.p;
    words = *end == ' ' ? end + 1 : end;
  }
}

/* The beginning of a name as a pattern: what LIKE would read as more than itself is quoted. */
static const char *begins(struct ctx *c, const char *key) {
  struct buf b = buf_new(c->a, 4096);

  for (; *key != '\0'; key++) {
    if (strchr("%_\\", *key) != NULL)
      buf_char(&b, '\\');
    buf_char(&b, *key);
  }
  buf_char(&b, '%');
  return b.p;
}

/* The first MARKET_QUERY characters, without the mark that text_cut puts behind. */
static const char *bounded(struct ctx *c, const char *q) {
  const char *cut = text_cut(c->a, q, MARKET_QUERY);
  size_t n = strlen(cut);

  return strcmp(cut, q) == 0 || n < 3 ? q : arena_strn(c->a, cut, n - 3);
}

static enum res search(struct ctx *c, const struct market_filter *f, const char *category, int64_t skip,
                       struct market_item **out, size_t *n) {
  const char *q = bounded(c, f->q), *words = text_search(c->a, q), *key = text_key(c->a, q);
  const char *gram[GRAMS], *like[WORDS];

  choose_grams(c, words, gram);
  choose_words(c, words, like);
  if (key[0] == '\0')
    return RES_OK;
  return db_list_args(c->db, c->a, f->sort == MARKET_NAME ? &market_search_by_name : &market_search, out, n,
                      DB_ARGS(I(id_parse(key)), T(key), T(begins(c, key)), T(gram[0]), T(gram[1]), T(gram[2]),
                              T(category), T(like[0]), T(like[1]), T(like[2]), T(like[3]), T(category), I(MARKET_PAGE),
                              I(skip)));
}

enum res market_list(struct ctx *c, const struct market_filter *f, struct market_item **out, size_t *n) {
  const char *category = f->category == NULL ? "" : f->category;
  int64_t page = f->page < 1 ? 1 : f->page > MARKET_PAGES ? MARKET_PAGES : f->page;

  *out = NULL;
  *n = 0;
  if (!code_ok(category))
    return RES_OK;
  if (f->q != NULL && text_clean(c->a, f->q)[0] != '\0')
    return search(c, f, category, (page - 1) * MARKET_PAGE, out, n);
  return plain(c, f, category, (page - 1) * MARKET_PAGE, out, n);
}
