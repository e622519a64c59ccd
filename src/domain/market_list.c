/* Reading the market: the plain list along one index for each filter and order; market_search.c finds by words.
 *
 * Skipping and counting is done in the index alone; the rows of one page are read. */
#include "domain/market.h"

#include "base/text.h"
#include "domain/count.h"
#include "domain/market_item.h"

#include <string.h>

#define TOTAL(where) COUNTED("market" where)
/* `by` is the index column that orders, `way` its direction. */
#define PLAIN(where, by, way)                                                                                          \
  "SELECT m.plugin_id, " TOTAL(                                                                                        \
      where) " AS total, 0 AS kind, m.name, m.summary, m.subject_name, m.tags, m.category,"                            \
             " m.avatar, m.former FROM (SELECT plugin_id, " by " AS o FROM market" where " ORDER BY " by way           \
             ", plugin_id" way " LIMIT ? OFFSET ?) x JOIN market m ON m.plugin_id = x.plugin_id ORDER BY x.o" way      \
             ", x.plugin_id" way
DB_QUERY(market_newest, market_item_shape, PLAIN("", "shelved_at", " DESC"));
DB_QUERY(market_newest_in, market_item_shape, PLAIN(" WHERE category = ?", "shelved_at", " DESC"));
DB_QUERY(market_newest_in1, market_item_shape, PLAIN(" WHERE level1 = ?", "shelved_at", " DESC"));
DB_QUERY(market_by_name, market_item_shape, PLAIN("", "name_order", ""));
DB_QUERY(market_by_name_in, market_item_shape, PLAIN(" WHERE category = ?", "name_order", ""));
DB_QUERY(market_by_name_in1, market_item_shape, PLAIN(" WHERE level1 = ?", "name_order", ""));

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
                      DB_ARGS(T(category), T(category), T(category), I(MARKET_PAGE), I(skip)));
}

enum res market_list(struct ctx *c, const struct market_filter *f, struct market_item **out, size_t *n) {
  const char *category = f->category == NULL ? "" : f->category;
  struct market_filter g = *f;

  g.category = category;
  g.page = f->page < 1 ? 1 : f->page > MARKET_PAGES ? MARKET_PAGES : f->page;
  *out = NULL;
  *n = 0;
  if (!code_ok(category))
    return RES_OK;
  if (f->q != NULL && text_clean(c->a, f->q)[0] != '\0')
    return market_search(c, &g, out, n);
  return plain(c, f, category, (g.page - 1) * MARKET_PAGE, out, n);
}
