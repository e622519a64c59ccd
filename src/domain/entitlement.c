/* The unique key of subject and plugin decides between two requests at once: the one that comes second runs again as a
 * whole and then sees what the first one made. */
#include "domain/entitlement.h"

#include "domain/count.h"
#include "domain/ids.h"
#include "domain/market.h"
#include "domain/market_terms.h"
#include "domain/moving.h"
#include "rule/policy.h"

#include <string.h>

static const struct state entitlement_machine_states[] = {
    {"held", N_("已获取"), TONE_GREEN},
    {"released", N_("已释放"), TONE_GREY},
};
static const struct move entitlement_machine_moves[] = {
    {"", "obtain", "held", REL_OBTAINER, 0, N_("获取")},
    {"released", "obtain", "held", REL_OBTAINER, 0, N_("获取")},
    {"held", "release", "released", REL_OBTAINER, MOVE_BUTTON | MOVE_DANGER, N_("释放")},
};
MACHINE(entitlement_machine, "entitlement", N_("获取"));

struct row {
  int64_t id, rev;
  const char *state;
};
SHAPE(row_shape, struct row, M(struct row, id), M(struct row, rev), M(struct row, state));
DB_QUERY(entitlement_of, row_shape, "SELECT id, rev, state FROM entitlement WHERE subject_id = ? AND plugin_id = ?");
DB_QUERY(entitlement_for_update, row_shape,
         "SELECT id, rev, state FROM entitlement WHERE subject_id = ? AND plugin_id = ? FOR UPDATE");
DB_STMT(entitlement_insert, "INSERT INTO entitlement (id, subject_id, plugin_id, state, obtained_at)"
                            " VALUES (?, ?, ?, 'held', ?)");
DB_STMT(entitlement_move, "UPDATE entitlement SET state = ?, rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?");
DB_STMT(entitlement_since, "UPDATE entitlement SET obtained_at = ? WHERE id = ?");

/* The market's row is read without a lock: many obtain one plugin at the same time. */
struct gate {
  const char *shelf, *state;
  int64_t held, place, shelved_at;
};
#define G(field) M(struct gate, field)
SHAPE(gate_shape, struct gate, G(shelf), G(state), G(held), G(place), G(shelved_at));
#undef G
DB_QUERY(entitlement_gate, gate_shape,
         "SELECT l.shelf, p.state, (" MARKET_HELD ") AS held,"
         " COALESCE((SELECT m.place FROM market m WHERE m.plugin_id = l.plugin_id), 0) AS place,"
         " COALESCE((SELECT m.shelved_at FROM market m WHERE m.plugin_id = l.plugin_id), 0) AS shelved_at"
         " FROM listing l JOIN plugin p ON p.id = l.plugin_id WHERE l.plugin_id = ? LOCK IN SHARE MODE");

struct count_row {
  int64_t n;
};
SHAPE(count_shape, struct count_row, M(struct count_row, n));
DB_QUERY(entitlement_bound, count_shape,
         "SELECT COUNT(*) AS n FROM binding WHERE subject_id = ? AND plugin_id = ? AND open_app IS NOT NULL"
         " LOCK IN SHARE MODE");

#define S(field) M(struct entitlement_item, field)
SHAPE(item_shape, struct entitlement_item, S(id), S(plugin_id), S(obtained_at), S(bound), S(name), S(summary),
      S(subject_name), S(state), S(shelf), S(avatar), S(total));
#undef S
/* What is asked for is looked for in the index; the rows of the page are read afterwards. */
#define ALL "entitlement e FORCE INDEX (of_subject) WHERE e.subject_id = ? AND e.state = 'held'"
#define SOME                                                                                                           \
  "entitlement e FORCE INDEX (of_subject) STRAIGHT_JOIN plugin p ON p.id = e.plugin_id"                                \
  " LEFT JOIN listing l ON l.plugin_id = p.id WHERE e.subject_id = ? AND e.state = 'held' AND " LOOK_FITS(             \
      "p.name_key", "p.id") " AND (? = '' OR ? = IF(p.state = 'active', COALESCE(l.shelf, 'never'), 'disabled'))"
#define BOUND                                                                                                          \
  ROW_FIGURE("binding b WHERE b.subject_id = e.subject_id AND b.plugin_id = e.plugin_id AND b.state <> 'closed'")
#define LIST(from, end, order)                                                                                         \
  "SELECT e.id, e.plugin_id, e.obtained_at, " BOUND " AS bound, p.name,"                                               \
  " COALESCE(NULLIF(v.summary, ''), p.intro) AS summary, s.name AS subject_name, p.state,"                             \
  " COALESCE(l.shelf, 'never') AS shelf, p.avatar, " COUNTED(                                                          \
      from) " AS total FROM (SELECT e.id FROM " from end ") k JOIN entitlement e ON e.id = k.id"                       \
            " JOIN plugin p ON p.id = e.plugin_id JOIN subject s ON s.id = p.subject_id"                               \
            " LEFT JOIN listing l ON l.plugin_id = p.id LEFT JOIN listing_revision v ON v.live_of = p.id ORDER "       \
            "BY " order
#define NEWEST(from) LIST(from, SPAN_NEWEST("e.obtained_at", "e.id"), "e.obtained_at DESC, e.id DESC")
#define OLDEST(from) LIST(from, SPAN_OLDEST("e.obtained_at", "e.id"), "e.obtained_at, e.id")
DB_QUERY(entitlement_newest, item_shape, NEWEST(ALL));
DB_QUERY(entitlement_oldest, item_shape, OLDEST(ALL));
DB_QUERY(entitlement_some_newest, item_shape, NEWEST(SOME));
DB_QUERY(entitlement_some_oldest, item_shape, OLDEST(SOME));

static struct moving moving_of(struct ctx *c, const struct row *e) {
  return (struct moving){.machine = &entitlement_machine,
                         .update = &entitlement_move,
                         .kind = "entitlement",
                         .id = e->id,
                         .subject_id = c->who.subject_id,
                         .state = e->state,
                         .rev = e->rev,
                         .rel = ctx_rel(c, c->who.subject_id)};
}

static enum res first_time(struct ctx *c, const struct offer *o) {
  struct row e = {0, 1, "held"};
  struct moving m;
  enum res r = id_new(c, "entitlement", &e.id);

  if (r == RES_OK)
    r = db_exec(c->db, entitlement_insert, NULL, I(e.id), I(c->who.subject_id), I(o->id), I(c->now));
  if (r == RES_CONFLICT)
    return RES_RETRY; /* another request has just made it: see it */
  if (r != RES_OK)
    return r;
  m = moving_of(c, &e);
  return move_born(c, &m, "obtain");
}

static enum res once_more(struct ctx *c, const struct row *e) {
  struct moving m = moving_of(c, e);
  enum res r = move_do(c, &m, "obtain");

  return r == RES_OK ? db_exec(c->db, entitlement_since, NULL, I(c->now), I(e->id)) : r;
}

enum res entitlement_obtain(struct ctx *c, const struct offer *o, bool *again) {
  struct offer now = *o;
  struct gate gate = {.shelf = "never", .state = "active"};
  struct row e = {0};
  enum res r = db_one(c->db, c->a, entitlement_gate, &gate, I(o->id), I(o->id)), found;

  if (r != RES_OK && r != RES_NOT_FOUND)
    return r;
  found = db_one(c->db, c->a, entitlement_of, &e, I(c->who.subject_id), I(o->id));
  if (found != RES_OK && found != RES_NOT_FOUND)
    return found;
  now.shelf = gate.shelf;
  now.state = gate.state;
  now.held = e.state;
  r = offer_obtainable(c, &now);
  *again = r == RES_OK && found == RES_OK && strcmp(e.state, "held") == 0;
  if (r != RES_OK || *again)
    return r;
  r = found == RES_OK ? once_more(c, &e) : first_time(c, o);
  return r == RES_OK ? market_obtained(c, o->id, gate.held + 1, gate.place, gate.shelved_at) : r;
}

static enum res locked(struct ctx *c, int64_t plugin_id, struct row *e) {
  enum res r = db_one(c->db, c->a, entitlement_for_update, e, I(c->who.subject_id), I(plugin_id));

  if (r == RES_NOT_FOUND || (r == RES_OK && strcmp(e->state, "held") != 0))
    return why_at(c, RES_CONFLICT, "market_plugin", plugin_id, N_("主体没有获取这个插件，请先在插件详情页获取"));
  return r;
}

enum res entitlement_lock(struct ctx *c, int64_t plugin_id) {
  struct row e = {0};

  return locked(c, plugin_id, &e);
}

enum res entitlement_release(struct ctx *c, const struct offer *o) {
  struct count_row bound = {0};
  struct row e = {0};
  struct moving m;
  enum res r = locked(c, o->id, &e);

  if (r == RES_OK)
    r = db_one(c->db, c->a, entitlement_bound, &bound, I(c->who.subject_id), I(o->id));
  if (r != RES_OK)
    return r;
  if (bound.n > 0)
    return why_at(c, RES_CONFLICT, "obtained_plugin", o->id,
                  N_("还有 %lld 个小程序绑定着这个插件，请先在插件管理页逐个解绑"), (long long)bound.n);
  m = moving_of(c, &e);
  return move_do(c, &m, "release");
}

enum res entitlement_list(struct ctx *c, int64_t subject_id, const struct plugin_filter *f, const struct span *span,
                          struct entitlement_item **out, size_t *n) {
  struct look look = look_for(c, f->q);

  if (f->q[0] == '\0' && f->shelf[0] == '\0')
    return span_list(c, entitlement_newest, entitlement_oldest, span, out, n, I(subject_id), I(subject_id),
                     I(subject_id));
#define FILTER I(subject_id), T(look.like), I(look.id), T(f->shelf), T(f->shelf)
  return span_list(c, entitlement_some_newest, entitlement_some_oldest, span, out, n, FILTER, FILTER, FILTER);
#undef FILTER
}
