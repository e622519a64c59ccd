/* What is read of reviews: the desk's lists and counts, the rounds of one object, and the provider's receipt.
 *
 * One order holds for the list, for the next one to claim and for the place on the receipt: due time, then id. A range
 * over several kinds and states has no index order, so a list is the union of short lists, one for each kind and state,
 * each read in the order of its index; a kind that is not wanted is asked for as "" and costs one empty lookup. */
#include "domain/review.h"

#include "base/clock.h"
#include "domain/count.h"
#include "rule/policy.h"

#include <stdlib.h>
#include <string.h>

enum { KINDS = 4, ARGS = 64 };

SHAPE(item_shape, struct review_item, M(struct review_item, id), M(struct review_item, object_id),
      M(struct review_item, plugin_id), M(struct review_item, subject_id), M(struct review_item, queued_at),
      M(struct review_item, submitted_at), M(struct review_item, due_at), M(struct review_item, claimed_by),
      M(struct review_item, lease_until), M(struct review_item, decided_at), M(struct review_item, round),
      M(struct review_item, kind), M(struct review_item, state), M(struct review_item, subject_name),
      M(struct review_item, plugin_name), M(struct review_item, claimer), M(struct review_item, reason),
      M(struct review_item, number), M(struct review_item, own), M(struct review_item, total));
#define ITEM_OF(total)                                                                                                 \
  "SELECT q.id, q.object_id, q.plugin_id, q.subject_id, q.queued_at, q.submitted_at, q.due_at, q.claimed_by,"          \
  " q.lease_until, q.decided_at, q.round, q.kind, q.state, s.name AS subject_name, p.name AS plugin_name,"             \
  " u.display_name AS claimer, q.reason, CONCAT(w.major, '.', w.minor, '.', w.patch) AS number,"                       \
  " m.user_id IS NOT NULL AS own, " total " AS total FROM "
#define ITEM ITEM_OF("0")
#define JOINED                                                                                                         \
  " JOIN subject s ON s.id = q.subject_id LEFT JOIN plugin p ON p.id = q.plugin_id"                                    \
  " LEFT JOIN user u ON u.id = COALESCE(q.decided_by, q.claimed_by)"                                                   \
  " LEFT JOIN version w ON q.kind = 'version' AND w.id = q.object_id"                                                  \
  " LEFT JOIN member m ON m.subject_id = q.subject_id AND m.user_id = ?"

/* Behind a place in the order of a list, and the order; each list is read in both ways (domain/span.h). */
#define BEHIND(at, beyond) " AND " at " " beyond "= ? AND (" at " " beyond " ? OR id " beyond " ?)"
#define ORDER(at, way)     " ORDER BY " at " " way ", id " way " LIMIT ?"
/* The page is cut out of the keys first: rows are joined for the page only. */
#define PAGE_OF(rows, at, way)                                                                                         \
  "(SELECT z.id FROM (" rows ") z ORDER BY z.at " way ", z.id " way " LIMIT ?) k JOIN review q ON q.id = k.id" JOINED  \
  " ORDER BY " at " " way ", q.id " way
#define OPEN_ROWS(state, beyond, way)                                                                                  \
  "(SELECT id, due_at AS at FROM review FORCE INDEX (queue) WHERE kind = ? AND state = '" state "'" BEHIND(            \
      "due_at", beyond) " AND (claimed_by IS NULL OR claimed_by <> ? OR lease_until < ?)" ORDER("due_at", way) ")"
#define OPEN_KIND(beyond, way) OPEN_ROWS("queued", beyond, way) " UNION ALL " OPEN_ROWS("claimed", beyond, way)
#define OPEN_ALL(beyond, way)                                                                                          \
  OPEN_KIND(beyond, way)                                                                                               \
  " UNION ALL " OPEN_KIND(beyond, way) " UNION ALL " OPEN_KIND(beyond, way) " UNION ALL " OPEN_KIND(beyond, way)
#define OPEN(beyond, way) ITEM PAGE_OF(OPEN_ALL(beyond, way), "q.due_at", way)
DB_QUERY(review_open_list, item_shape, OPEN(">", "ASC"));
DB_QUERY(review_open_back, item_shape, OPEN("<", "DESC"));
#define MINE_ROWS(beyond, way)                                                                                         \
  "SELECT id, due_at AS at FROM review WHERE claimed_by = ? AND state = 'claimed' AND lease_until >= ?"                \
  " AND kind IN (?, ?, ?, ?)" BEHIND("due_at", beyond) ORDER("due_at", way)
#define MINE(beyond, way) ITEM PAGE_OF(MINE_ROWS(beyond, way), "q.due_at", way)
DB_QUERY(review_mine_list, item_shape, MINE(">", "ASC"));
DB_QUERY(review_mine_back, item_shape, MINE("<", "DESC"));
#define DONE_ROWS(beyond, way)                                                                                         \
  "(SELECT id, decided_at AS at FROM review FORCE INDEX (done) WHERE kind = ? AND decided_at > 0" BEHIND(              \
      "decided_at", beyond) " AND state IN ('approved', 'rejected')" ORDER("decided_at", way) ")"
#define DONE_ALL(beyond, way)                                                                                          \
  DONE_ROWS(beyond, way)                                                                                               \
  " UNION ALL " DONE_ROWS(beyond, way) " UNION ALL " DONE_ROWS(beyond, way) " UNION ALL " DONE_ROWS(beyond, way)
#define DECIDED                                                                                                        \
  "review FORCE INDEX (done) WHERE kind IN (?, ?, ?, ?) AND decided_at > 0 AND state IN ('approved', 'rejected')"
#define DONE_COUNT        COUNTED(DECIDED)
#define DONE(beyond, way) ITEM_OF(DONE_COUNT) PAGE_OF(DONE_ALL(beyond, way), "q.decided_at", way)
DB_QUERY(review_done_list, item_shape, DONE("<", "DESC"));
DB_QUERY(review_done_back, item_shape, DONE(">", "ASC"));
DB_QUERY(review_rounds_of, item_shape,
         ITEM "review q" JOINED " WHERE q.kind = ? AND q.object_id = ? ORDER BY q.round DESC, q.id DESC LIMIT 50");

SHAPE(count_shape, struct review_counts, M(struct review_counts, open), M(struct review_counts, overdue),
      M(struct review_counts, mine));
/* Nobody holds what is queued. Where more than `most` are overdue, as many are open. */
#define OF_STATE(state)          "review FORCE INDEX (queue) WHERE kind IN (?, ?, ?, ?) AND state = '" state "'"
#define QUEUED(most, over, late) COUNTED_TO(most, over, OF_STATE("queued") late)
#define HELD(most, over, late)                                                                                         \
  COUNTED_TO(most, over, OF_STATE("claimed") late " AND (claimed_by <> ? OR lease_until < ?)")
#define UNDECIDED(most, over, late) "LEAST(" over ", " QUEUED(most, over, late) " + " HELD(most, over, late) ")"
#define ALL_OPEN(most, over)        UNDECIDED(most, over, "")
#define OVERDUE(most, over)         UNDECIDED(most, over, " AND due_at < ?")
#define HELD_BY_ME                  "review WHERE claimed_by = ? AND state = 'claimed' AND lease_until >= ? AND kind IN (?, ?, ?, ?)"
/* clang-format off */
#define COUNTS(most, over)                                                                                             \
  "SELECT IF(x.overdue > " most ", x.overdue, " ALL_OPEN(most, over) ") AS open, x.overdue,"                           \
  " (SELECT COUNT(*) FROM " HELD_BY_ME ") AS mine FROM (SELECT " OVERDUE(most, over) " AS overdue) x"
/* clang-format on */
DB_QUERY(review_counted, count_shape, COUNTS("1000", "1001"));
DB_QUERY(review_figured, count_shape, COUNTS("100", "101"));

struct next_row {
  int64_t id;
};
SHAPE(next_shape, struct next_row, M(struct next_row, id));
#define NEXT_ROWS                                                                                                      \
  "(SELECT r.id, r.due_at FROM review r FORCE INDEX (queue) WHERE r.kind = ? AND r.state = 'queued'"                   \
  " AND NOT EXISTS (SELECT 1 FROM member m WHERE m.subject_id = r.subject_id AND m.user_id = ?)"                       \
  " ORDER BY r.due_at, r.id LIMIT 1)"
DB_QUERY(review_first, next_shape,
         "SELECT k.id FROM (" NEXT_ROWS " UNION ALL " NEXT_ROWS " UNION ALL " NEXT_ROWS " UNION ALL " NEXT_ROWS ") k"
         " ORDER BY k.due_at, k.id LIMIT 1");

struct receipt_row {
  int64_t expected, place;
};
SHAPE(receipt_shape, struct receipt_row, M(struct receipt_row, expected), M(struct receipt_row, place));
DB_QUERY(
    review_receipt_of, receipt_shape,
    "SELECT COALESCE((SELECT CAST(MEDIAN(t.took) OVER () AS SIGNED) FROM"
    " (SELECT decided_at - submitted_at AS took FROM review FORCE INDEX (done) WHERE kind = ? AND decided_at > 0"
    " AND state IN ('approved', 'rejected') ORDER BY decided_at DESC, id DESC LIMIT 50) t LIMIT 1), 0) AS expected,"
    " (SELECT COUNT(*) FROM (SELECT 1 FROM review FORCE INDEX (queue) WHERE kind = ? AND state = 'queued'"
    " AND due_at <= ? AND (due_at < ? OR id <= ?) LIMIT 1001) x) AS place");

/* The arguments of a statement, collected. */
struct args {
  size_t n;
  struct db_arg v[ARGS];
};

static void add(struct args *x, struct db_arg arg) {
  if (x->n < ARGS)
    x->v[x->n++] = arg;
}

/* The kinds that the caller reviews, narrowed to `kind` unless it is ""; "" in the places of the others. */
static void wanted(const struct ctx *c, const char *kind, const char *out[KINDS]) {
  size_t n = 0;
  const struct review_kind *k = review_kinds(&n);

  for (size_t i = 0; i < KINDS; i++)
    out[i] =
        i < n && (c->who.rights & k[i].rel) != 0 && (kind[0] == '\0' || strcmp(kind, k[i].code) == 0) ? k[i].code : "";
}

/* The place, three times over, as BEHIND reads it. */
static void add_place(struct args *x, struct place from) {
  add(x, I(from.at));
  add(x, I(from.at));
  add(x, I(from.id));
}

static void open_args(const struct ctx *c, const char *const kind[KINDS], struct place from, int64_t limit,
                      struct args *x) {
  for (size_t i = 0; i < 2 * KINDS; i++) {
    add(x, T(kind[i / 2]));
    add_place(x, from);
    add(x, I(c->who.user_id));
    add(x, I(c->now));
    add(x, I(limit));
  }
}

static void mine_args(const struct ctx *c, const char *const kind[KINDS], struct place from, int64_t limit,
                      struct args *x) {
  add(x, I(c->who.user_id));
  add(x, I(c->now));
  for (size_t i = 0; i < KINDS; i++)
    add(x, T(kind[i]));
  add_place(x, from);
  add(x, I(limit));
}

static void done_args(const struct ctx *c, const char *const kind[KINDS], struct place from, int64_t limit,
                      struct args *x) {
  (void)c;
  for (size_t i = 0; i < 2 * KINDS; i++) /* COUNTED asks twice */
    add(x, T(kind[i % KINDS]));
  for (size_t i = 0; i < KINDS; i++) {
    add(x, T(kind[i]));
    add_place(x, from);
    add(x, I(limit));
  }
}

static const struct {
  const char *tab;
  const struct db_stmt *list, *back;
  bool newest; /* the newest come first; otherwise what is due first */
  void (*args)(const struct ctx *, const char *const[KINDS], struct place, int64_t, struct args *);
} tabs[] = {
    {"open", &review_open_list, &review_open_back, false, open_args},
    {"mine", &review_mine_list, &review_mine_back, false, mine_args},
    {"done", &review_done_list, &review_done_back, true, done_args},
};

enum res review_list(struct ctx *c, const char *tab, const char *kind, const struct span *span,
                     struct review_item **out, size_t *n) {
  int64_t limit = span->limit < 1 ? 1 : span->limit > 100 ? 100 : span->limit;
  const char *kinds[KINDS];
  struct args x = {0};
  enum res r;

  *n = 0;
  wanted(c, kind, kinds);
  for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++) {
    struct place from = span->from;

    if (strcmp(tabs[i].tab, tab) != 0)
      continue;
    if (from.at == 0 && tabs[i].newest != span->back)
      from.at = INT64_MAX;
    tabs[i].args(c, kinds, from, limit, &x);
    add(&x, I(limit));
    add(&x, I(c->who.user_id));
    r = db_list_args(c->db, c->a, span->back ? tabs[i].back : tabs[i].list, out, n, x.n, x.v);
    if (r == RES_OK && span->back)
      db_turn(tabs[i].back, out, *n);
    return r;
  }
  return RES_NOT_FOUND;
}

static enum res counts(struct ctx *c, const struct db_stmt *stmt, const char *kind, struct review_counts *out) {
#define KIND T(k[0]), T(k[1]), T(k[2]), T(k[3])
#define LATE KIND, I(now)
  int64_t me = c->who.user_id, now = c->now;
  const char *k[KINDS];

  wanted(c, kind, k);
  return db_one(c->db, c->a, *stmt, out, KIND, KIND, KIND, I(me), I(now), KIND, I(me), I(now), I(me), I(now), KIND,
                LATE, LATE, LATE, I(me), I(now), LATE, I(me), I(now));
#undef LATE
#undef KIND
}

enum res review_count(struct ctx *c, const char *kind, struct review_counts *out) {
  return counts(c, &review_counted, kind, out);
}

enum res review_figures(struct ctx *c, struct review_counts *out) { return counts(c, &review_figured, "", out); }

enum res review_next(struct ctx *c, const char *kind, int64_t *id) {
  struct next_row row = {0};
  const char *k[KINDS];
  enum res r;

  wanted(c, kind, k);
  r = db_one(c->db, c->a, review_first, &row, T(k[0]), I(c->who.user_id), T(k[1]), I(c->who.user_id), T(k[2]),
             I(c->who.user_id), T(k[3]), I(c->who.user_id));
  *id = row.id;
  return r;
}

enum res review_rounds(struct ctx *c, const char *kind, int64_t object_id, struct review_item **out, size_t *n) {
  return db_list(c->db, c->a, review_rounds_of, out, n, I(c->who.user_id), T(kind), I(object_id));
}

enum res review_receipt(struct ctx *c, const struct review *v, int64_t *expected, int64_t *place) {
  struct receipt_row row = {0};
  enum res r =
      db_one(c->db, c->a, review_receipt_of, &row, T(v->kind), T(v->kind), I(v->due_at), I(v->due_at), I(v->id));

  *expected = row.expected;
  *place = strcmp(v->state, "queued") == 0 ? row.place : 0;
  return r;
}
