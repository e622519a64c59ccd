/* Writing the market's rows. What is true is read under shared locks, so that it stays true until the commit; the words
 * are normalised here, and the row is replaced as a whole. The search terms go with the row (ON DELETE CASCADE). */
#include "domain/market.h"

#include "base/text.h"
#include "domain/grams.h"

#include <string.h>
#include <unistr.h>

enum { TEXT_MAX = 1190 /* characters, below the column's width */ };

struct truth {
  int64_t shelved_at;
  const char *category, *level1, *name, *name_key, *summary, *tags, *subject_name, *add_mode, *audience;
  struct bytes avatar;
};
#define S(field) M(struct truth, field)
SHAPE(truth_shape, struct truth, S(shelved_at), S(category), S(level1), S(name), S(name_key), S(summary), S(tags),
      S(subject_name), S(add_mode), S(audience), S(avatar));
#undef S
DB_QUERY(market_truth, truth_shape,
         "SELECT l.shelved_at, k.code AS category, k.level1, p.name, p.name_key, v.summary, t.tags,"
         " s.name AS subject_name, p.add_mode, p.audience, p.avatar"
         " FROM plugin p JOIN plugin_state t ON t.plugin_id = p.id JOIN listing l ON l.plugin_id = p.id"
         " JOIN listing_revision v ON v.live_of = p.id JOIN category k ON k.code = t.category"
         " JOIN subject s ON s.id = p.subject_id"
         " WHERE p.id = ? AND p.state = 'active' AND l.shelf = 'on' AND l.hidden = 0 AND t.online_versions > 0"
         " LOCK IN SHARE MODE");
DB_STMT(market_replace,
        "REPLACE INTO market (plugin_id, category, level1, name, name_key, name_order, summary, tags, text,"
        " avatar, subject_name, add_mode, audience, shelved_at, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
DB_STMT(market_remove, "DELETE FROM market WHERE plugin_id = ?");
DB_STMT(grams_insert, "INSERT INTO search_gram (gram, doc, w) SELECT j.gram, ?, j.w FROM JSON_TABLE(?, '$[*]' COLUMNS"
                      " (gram VARCHAR(24) PATH '$.g', w INT PATH '$.w')) j");
DB_STMT(epoch_up, "UPDATE epoch SET n = n + 1 WHERE name = 'catalogue'");

/* GBK's order of Han is by pinyin; what GBK may lack is written as ?, since MariaDB refuses to convert it. */
static const char *order_of(struct arena *a, const char *name) {
  const uint8_t *p = (const uint8_t *)name;
  struct buf b = buf_new(a, 512);

  while (*p != '\0') {
    ucs4_t ch;
    int n = u8_strmbtouc(&ch, p);

    if (n <= 0)
      break;
    if (ch < 0x80 || (ch >= 0x4E00 && ch <= 0x9FA5))
      buf_add(&b, p, (size_t)n);
    else
      buf_char(&b, '?');
    p += n;
  }
  return b.n == 0 ? "" : b.p;
}

/* Normalised texts hold letters, marks and digits only: nothing of JSON needs escaping. */
static const char *grams_json(struct ctx *c, const struct truth *t) {
  struct grams g = grams_new(c->a);
  struct buf b = buf_new(c->a, 64 * 1024);

  grams_add(&g, GRAM_NAME, text_search(c->a, t->name));
  grams_add(&g, GRAM_SUMMARY, text_search(c->a, t->summary));
  grams_add(&g, GRAM_TAGS, text_search(c->a, t->tags));
  buf_char(&b, '[');
  for (size_t i = 0; i < g.n; i++)
    buf_fmt(&b, "%s{\"g\":\"%s\",\"w\":%lld}", i == 0 ? "" : ",", g.item[i].text, (long long)g.item[i].weight);
  buf_char(&b, ']');
  return b.p;
}

static enum res put(struct ctx *c, int64_t id, const struct truth *t) {
  const char *text = text_search(c->a, arena_fmt(c->a, "%s %s %s", t->name, t->summary, t->tags));
  enum res r;

  r = db_exec(c->db, market_replace, NULL, I(id), T(t->category), T(t->level1), T(t->name), T(t->name_key),
              T(order_of(c->a, t->name)), T(t->summary), T(t->tags), T(text_cut(c->a, text, TEXT_MAX)), B(t->avatar),
              T(t->subject_name), T(t->add_mode), T(t->audience), I(t->shelved_at), I(c->now));
  if (r == RES_OK)
    r = db_exec(c->db, grams_insert, NULL, I(id), T(grams_json(c, t)));
  return r;
}

enum res market_refresh(struct ctx *c, int64_t plugin_id) {
  struct truth t = {0};
  enum res r = db_one(c->db, c->a, market_truth, &t, I(plugin_id));

  if (r == RES_OK)
    r = put(c, plugin_id, &t);
  else if (r == RES_NOT_FOUND)
    r = db_exec(c->db, market_remove, NULL, I(plugin_id));
  return r == RES_OK ? db_exec(c->db, epoch_up, NULL) : r;
}
