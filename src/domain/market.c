/* Writing the market's rows. What is true is read under shared locks, so that it stays true until the commit; the words
 * are normalised here, and the row is replaced as a whole. The search terms go with the row (ON DELETE CASCADE). */
#include "domain/market.h"

#include "base/text.h"
#include "domain/former.h"
#include "domain/grams.h"
#include "domain/market_terms.h"

#include <unistr.h>

struct truth {
  int64_t shelved_at, held, former_until;
  const char *category, *level1, *name, *name_key, *summary, *tags, *subject_name, *add_mode, *audience, *former;
  struct bytes avatar;
};
#define S(field) M(struct truth, field)
SHAPE(truth_shape, struct truth, S(shelved_at), S(category), S(level1), S(name), S(name_key), S(summary), S(tags),
      S(subject_name), S(add_mode), S(audience), S(avatar), S(held), S(former), S(former_until));
#undef S
DB_QUERY(
    market_truth, truth_shape,
    "SELECT l.shelved_at, k.code AS category, k.level1, p.name, p.name_key, v.summary, t.tags,"
    " s.name AS subject_name, p.add_mode, p.audience, p.avatar, (" MARKET_HELD ") AS held,"
    " COALESCE(" FORMER_NAMES_OF(
        " LOCK IN SHARE MODE") ", '') AS former, COALESCE((SELECT MIN(u.kept_until) FROM plugin_name u"
                               " WHERE u.plugin_id = p.id AND u.kept_until > ? LOCK IN SHARE MODE), 0) AS former_until"
                               " FROM plugin p JOIN plugin_state t ON t.plugin_id = p.id JOIN listing l ON l.plugin_id "
                               "= p.id"
                               " JOIN listing_revision v ON v.live_of = p.id JOIN category k ON k.code = t.category"
                               " JOIN subject s ON s.id = p.subject_id"
                               " WHERE p.id = ? AND p.state = 'active' AND l.shelf = 'on' AND l.hidden = 0 AND "
                               "t.online_versions > 0"
                               " LOCK IN SHARE MODE");
/* The terms carry the place of their plugin. */
DB_STMT(market_move, "UPDATE market m JOIN search_gram g ON g.doc = m.plugin_id SET m.place = ?, g.place = ?"
                     " WHERE m.plugin_id = ?");
DB_STMT(market_replace,
        "REPLACE INTO market (plugin_id, category, level1, name, name_key, name_order, summary, tags, text,"
        " avatar, subject_name, add_mode, audience, shelved_at, updated_at, place, terms,"
        " former, former_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
DB_STMT(market_remove, "DELETE FROM market WHERE plugin_id = ?");
DB_STMT(epoch_up, "UPDATE epoch SET n = n + 1 WHERE name = 'catalogue'");

/* What GBK may lack is written as ?, since MariaDB refuses to convert it. */
const char *market_order(struct arena *a, const char *name) {
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

static enum res put(struct ctx *c, int64_t id, const struct truth *t) {
  struct market_doc d = {id,
                         market_place(t->held, t->shelved_at),
                         t->shelved_at,
                         t->held,
                         t->category,
                         t->level1,
                         t->name,
                         t->summary,
                         t->tags,
                         t->former};
  enum res r = db_exec(c->db, market_replace, NULL, I(id), T(t->category), T(t->level1), T(t->name), T(t->name_key),
                       T(market_order(c->a, t->name)), T(t->summary), T(t->tags), T(market_text(c->a, &d)),
                       B(t->avatar), T(t->subject_name), T(t->add_mode), T(t->audience), I(t->shelved_at), I(c->now),
                       I(d.place), I(GRAM_VERSION), T(t->former), I(t->former_until));

  return r == RES_OK ? market_terms_put(c, &d, 1) : r;
}

enum res market_refresh(struct ctx *c, int64_t plugin_id) {
  struct truth t = {0};
  enum res r = db_one(c->db, c->a, market_truth, &t, I(plugin_id), I(c->now), I(c->now), I(plugin_id));

  if (r == RES_OK)
    r = put(c, plugin_id, &t);
  else if (r == RES_NOT_FOUND)
    r = db_exec(c->db, market_remove, NULL, I(plugin_id));
  return r == RES_OK ? market_changed(c) : r;
}

enum res market_changed(struct ctx *c) { return db_exec(c->db, epoch_up, NULL); }

enum res market_obtained(struct ctx *c, int64_t plugin_id, int64_t held, int64_t place, int64_t shelved_at) {
  int64_t now = market_place(held, shelved_at);
  enum res r;

  if (place == 0 || now == place)
    return RES_OK;
  r = db_exec(c->db, market_move, NULL, I(now), I(now), I(plugin_id));
  return r == RES_OK ? market_changed(c) : r;
}
