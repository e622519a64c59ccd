/* All terms of a batch travel as one JSON text and are written by one statement, so that a plugin costs one round trip
 * and a rebuild of 100,000 plugins costs some hundred transactions. */
#include "domain/market_terms.h"

#include "base/clock.h"
#include "base/text.h"
#include "domain/market.h"

#include <string.h>

enum {
  TEXT_MAX = 1190 /* characters, below the column's width */,
  JSON_MAX = 24 << 20,
  BATCH_ARENA = 256 << 20,
  STEPS = 6,
  RENEW = 2000000 /* µs */
};

#define S(field) M(struct market_doc, field)
SHAPE(doc_shape, struct market_doc, S(plugin_id), S(place), S(shelved_at), S(held), S(category), S(level1), S(name),
      S(summary), S(tags), S(former));
#undef S
#define DOCS                                                                                                           \
  "SELECT m.plugin_id, m.place, m.shelved_at, (SELECT COUNT(*) FROM entitlement e WHERE e.plugin_id = m.plugin_id"     \
  " AND e.state = 'held') AS held, m.category, m.level1, m.name, m.summary, m.tags, m.former FROM market m"            \
  " WHERE m.plugin_id > ? AND m.terms <= ? ORDER BY m.plugin_id LIMIT ?"
DB_QUERY(terms_docs, doc_shape, DOCS);
DB_QUERY(terms_docs_lock, doc_shape, DOCS " FOR UPDATE");
struct market_row {
  int64_t plugin_id;
};
SHAPE(row_shape, struct market_row, M(struct market_row, plugin_id));
DB_QUERY(terms_stale, row_shape, "SELECT plugin_id FROM market WHERE terms < ? LIMIT 1");

/* What is shown, as tables and condition. */
#define SHOWN                                                                                                          \
  "plugin p JOIN plugin_state t ON t.plugin_id = p.id JOIN listing l ON l.plugin_id = p.id"                            \
  " JOIN listing_revision v ON v.live_of = p.id JOIN category k ON k.code = t.category"                                \
  " JOIN subject s ON s.id = p.subject_id"                                                                             \
  " WHERE p.state = 'active' AND l.shelf = 'on' AND l.hidden = 0 AND t.online_versions > 0"

/* [{"d": plugin, "p": place, "v": version, "c": category, "t": text, "g": [gram …]} …] */
#define ROWS                                                                                                           \
  "JSON_TABLE(?, '$[*]' COLUMNS (d BIGINT PATH '$.d', p BIGINT PATH '$.p', v INT PATH '$.v',"                          \
  " t VARCHAR(1200) PATH '$.t')) j"
#define TERMS                                                                                                          \
  "JSON_TABLE(?, '$[*]' COLUMNS (d BIGINT PATH '$.d', p BIGINT PATH '$.p', c VARCHAR(40) PATH '$.c',"                  \
  " NESTED PATH '$.g[*]' COLUMNS (g VARCHAR(52) PATH '$'))) j"
DB_STMT(terms_insert,
        "INSERT INTO search_gram (gram, place, doc, category) SELECT CAST(j.g AS BINARY), j.p, j.d, j.c FROM " TERMS);
DB_STMT(terms_delete,
        "DELETE g FROM search_gram g JOIN JSON_TABLE(?, '$[*]' COLUMNS (d BIGINT PATH '$.d')) j ON j.d = g.doc");
DB_STMT(terms_noted,
        "UPDATE market m JOIN " ROWS " ON j.d = m.plugin_id SET m.text = j.t, m.place = j.p, m.terms = j.v");

#define F(field) M(struct market_fault, field)
SHAPE(fault_shape, struct market_fault, F(plugin_id), F(what));
#undef F
DB_QUERY(terms_wrong, fault_shape,
         "SELECT x.plugin_id, 'its search terms are not those of its text' AS what FROM (SELECT j.d AS plugin_id,"
         " COUNT(j.g) AS wanted, COUNT(g.doc) AS there, (SELECT COUNT(*) FROM search_gram s WHERE s.doc = j.d) AS has"
         " FROM " TERMS " LEFT JOIN search_gram g ON g.gram = CAST(j.g AS BINARY) AND g.place = j.p AND g.doc = j.d AND"
         " g.category = j.c"
         " GROUP BY j.d) x WHERE x.wanted <> x.there OR x.wanted <> x.has");
DB_QUERY(rows_wrong, fault_shape,
         "SELECT m.plugin_id, 'is in the market and must not be' AS what FROM market m WHERE NOT EXISTS (SELECT 1"
         " FROM " SHOWN " AND p.id = m.plugin_id)"
         " UNION ALL SELECT p.id, 'is missing in the market' FROM " SHOWN
         " AND NOT EXISTS (SELECT 1 FROM market m WHERE m.plugin_id = p.id)");

int64_t market_step(int64_t held) {
  int64_t step = 0;

  for (int64_t n = 1; step < STEPS && held >= n; n *= 4)
    step++;
  return step;
}

int64_t market_place(int64_t held, int64_t shelved_at) {
  const int64_t room = 10000000000; /* seconds: more than any time */

  return (STEPS + 1 - market_step(held)) * room - shelved_at;
}

const char *market_text(struct arena *a, const struct market_doc *d) {
  const char *text = text_search(a, arena_fmt(a, "%s %s %s %s", d->name, d->former, d->summary, d->tags)), *cut;

  cut = text_cut(a, text, TEXT_MAX);
  return strcmp(cut, text) == 0 ? text : text_search(a, cut);
}

struct grams market_terms(struct arena *a, const struct market_doc *d) {
  struct grams g = grams_new(a);

  grams_add_name(&g, text_key(a, d->name), text_search(a, d->name));
  grams_add(&g, text_search(a, d->former));
  grams_add(&g, text_search(a, d->summary));
  grams_add(&g, text_search(a, d->tags));
  return g;
}

/* Keys of names may hold what JSON reads otherwise; none of the texts has control characters. */
static void quote(struct buf *b, const char *s) {
  buf_char(b, '"');
  for (; *s != '\0'; s++) {
    if (*s == '"' || *s == '\\')
      buf_char(b, '\\');
    buf_char(b, *s);
  }
  buf_char(b, '"');
}

static const char *json(struct ctx *c, const struct market_doc *d, size_t n) {
  struct buf b = buf_new(c->a, JSON_MAX);

  for (size_t i = 0; i < n; i++) {
    struct grams g = market_terms(c->a, &d[i]);

    buf_fmt(&b, "%s{\"d\":%lld,\"p\":%lld,\"v\":%d,\"c\":\"%s\",\"t\":", i == 0 ? "[" : ",", (long long)d[i].plugin_id,
            (long long)d[i].place, GRAM_VERSION, d[i].category);
    quote(&b, market_text(c->a, &d[i]));
    for (size_t k = 0; k < g.n; k++) {
      buf_str(&b, k == 0 ? ",\"g\":[" : ",");
      quote(&b, g.item[k]);
    }
    buf_str(&b, g.n == 0 ? "}" : "]}");
  }
  buf_char(&b, ']');
  return b.p;
}

enum res market_terms_put(struct ctx *c, const struct market_doc *d, size_t n) {
  return db_exec(c->db, terms_insert, NULL, T(json(c, d, n)));
}

struct batch {
  struct ctx c;
  bool stale;
  int64_t from, after, rows;
};

static enum res rebuild(void *arg) {
  struct batch *b = arg;
  struct ctx *c = &b->c;
  struct market_doc *d = NULL;
  const char *text;
  size_t n = 0;
  enum res r = db_list(c->db, c->a, terms_docs_lock, &d, &n, I(b->from), I(b->stale ? GRAM_VERSION - 1 : GRAM_VERSION),
                       I(MARKET_BATCH));

  b->after = b->from; /* it may run again */
  b->rows = (int64_t)n;
  if (r != RES_OK || n == 0)
    return r;
  b->after = d[n - 1].plugin_id;
  for (size_t i = 0; i < n; i++)
    d[i].place = market_place(d[i].held, d[i].shelved_at);
  text = json(c, d, n);
  r = db_exec(c->db, terms_delete, NULL, T(text));
  if (r == RES_OK)
    r = db_exec(c->db, terms_insert, NULL, T(text));
  if (r == RES_OK)
    r = db_exec(c->db, terms_noted, NULL, T(text));
  return r == RES_OK ? market_changed(c) : r;
}

enum res market_rebuild(struct ctx *c, bool stale, int64_t *after, int64_t *rows) {
  struct batch b = {.c = *c, .stale = stale, .from = *after};
  enum res r;

  b.c.a = arena_new(BATCH_ARENA);
  r = db_tx(c->db, rebuild, &b);
  arena_free(b.c.a);
  *after = b.after;
  *rows = b.rows;
  return r;
}

enum res market_renew(struct ctx *c) {
  int64_t after = 0, rows = 0, began = clock_ticks();
  struct market_row one = {0};
  enum res r = db_one(c->db, c->a, terms_stale, &one, I(GRAM_VERSION));

  if (r != RES_OK)
    return r == RES_NOT_FOUND ? RES_OK : r;
  do
    r = market_rebuild(c, true, &after, &rows);
  while (r == RES_OK && rows > 0 && clock_ticks() - began < RENEW);
  return r;
}

enum res market_verify(struct ctx *c, int64_t *after, int64_t *rows, struct market_fault **out, size_t *n) {
  struct market_doc *d = NULL;
  size_t docs = 0;
  enum res r = db_list(c->db, c->a, terms_docs, &d, &docs, I(*after), I(INT32_MAX), I(MARKET_BATCH));

  *rows = (int64_t)docs;
  *n = 0;
  if (r != RES_OK || docs == 0)
    return r;
  *after = d[docs - 1].plugin_id;
  return db_list_args(c->db, c->a, &terms_wrong, out, n, DB_ARGS(T(json(c, d, docs))));
}

enum res market_verify_rows(struct ctx *c, struct market_fault **out, size_t *n) {
  return db_list_args(c->db, c->a, &rows_wrong, out, n, 0, NULL);
}
