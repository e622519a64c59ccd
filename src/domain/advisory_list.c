/* The lists of advisories: the provider's, who has acknowledged one, what concerns a binding, and what a subject has still to
 * read. The last one begins with what the subject holds: few of these plugins have an advisory, and only their bindings are
 * looked at. */
#include "domain/advisory.h"

#include "domain/count.h"

#include <string.h>

#define NUMBER(no, as) "CONCAT(a.major, '.', a." no " DIV 1000, '.', a." no " MOD 1000) AS " as
#define RANGE          NUMBER("first_no", "first") ", " NUMBER("last_no", "last")

#define A(field) M(struct advisory_item, field)
SHAPE(item_shape, struct advisory_item, A(id), A(made_at), A(published_at), A(due_at), A(acknowledged), A(state),
      A(title), A(severity), A(first), A(last), A(fixed), A(total));
#undef A
#define NARROWED                                                                                                       \
  "advisory a FORCE INDEX (of_plugin) WHERE a.plugin_id = ? AND a.state <> 'deleted' AND (? = '' OR ? = a.state)"      \
  " AND (? = '' OR ? = a.severity)"
#define ITEM(end, order)                                                                                               \
  "SELECT a.id, a.made_at, a.published_at, a.due_at, " ROW_FIGURE(                                                     \
      "advisory_ack k WHERE k.advisory_id = a.id") " AS acknowledged, a.state, a.title, a.severity, " RANGE            \
                                                   ", a.fixed, " COUNTED(                                              \
                                                       NARROWED) " AS total"                                           \
                                                                 " FROM (SELECT a.id FROM " NARROWED end               \
                                                                 ") x JOIN advisory a ON a.id = x.id ORDER BY " order
DB_QUERY(advisory_newest, item_shape, ITEM(SPAN_NEWEST("a.made_at", "a.id"), "a.made_at DESC, a.id DESC"));
DB_QUERY(advisory_oldest, item_shape, ITEM(SPAN_OLDEST("a.made_at", "a.id"), "a.made_at, a.id"));

#define K(field) M(struct advisory_ack, field)
SHAPE(ack_shape, struct advisory_ack, K(binding_id), K(at), K(app_id), K(app_name), K(subject_name), K(who), K(state),
      K(total));
#undef K
#define ACKS                                                                                                           \
  "SELECT k.binding_id, k.at, b.app_id, h.name AS app_name, s.name AS subject_name, u.display_name AS who, b.state,"   \
  " " COUNTED("advisory_ack WHERE advisory_id = ?") " AS total FROM advisory_ack k FORCE INDEX (by_time)"              \
                                                    " JOIN binding b ON b.id = k.binding_id JOIN app h ON h.id = "     \
                                                    "b.app_id JOIN subject s ON s.id = b.subject_id"                   \
                                                    " LEFT JOIN user u ON u.id = k.user_id WHERE k.advisory_id = ?"
DB_QUERY(advisory_acks_newest, ack_shape, ACKS SPAN_NEWEST("k.at", "k.binding_id"));
DB_QUERY(advisory_acks_oldest, ack_shape, ACKS SPAN_OLDEST("k.at", "k.binding_id"));

#define N(field) M(struct advisory_notice, field)
SHAPE(notice_shape, struct advisory_notice, N(id), N(published_at), N(due_at), N(acked_at), N(title), N(severity),
      N(first), N(last), N(fixed), N(text), N(acked_by));
#undef N
DB_QUERY(advisory_notices, notice_shape,
         "SELECT a.id, a.published_at, a.due_at, COALESCE(k.at, 0) AS acked_at, a.title, a.severity, " RANGE
         ", a.fixed, a.text, u.display_name AS acked_by FROM advisory a FORCE INDEX (shown)"
         " LEFT JOIN advisory_ack k ON k.advisory_id = a.id AND k.binding_id = ? LEFT JOIN user u ON u.id = k.user_id"
         " WHERE a.plugin_id = ? AND a.state = 'published' AND a.major = ? AND ? BETWEEN a.first_no AND a.last_no"
         " ORDER BY a.published_at DESC, a.id LIMIT 20");

#define O(field) M(struct advisory_open, field)
SHAPE(open_shape, struct advisory_open, O(id), O(app_id), O(plugin_id), O(due_at), O(published_at), O(title),
      O(severity), O(app_name), O(plugin_name));
#undef O
#define EFFECTIVE EFFECT_OF("a", "v.minor * 1000 + v.patch")
DB_QUERY(advisory_open_of_subject, open_shape,
         "SELECT a.id, b.app_id, b.plugin_id, a.due_at, a.published_at, a.title, a.severity, h.name AS app_name,"
         " p.name AS plugin_name FROM entitlement e FORCE INDEX (one_of)"
         " STRAIGHT_JOIN advisory a FORCE INDEX (shown) ON a.plugin_id = e.plugin_id AND a.state = 'published'"
         " STRAIGHT_JOIN binding b FORCE INDEX (of_subject) ON b.subject_id = e.subject_id"
         " AND b.plugin_id = e.plugin_id AND b.state IN ('active', 'stopped') AND b.major = a.major"
         " STRAIGHT_JOIN app h ON h.id = b.app_id STRAIGHT_JOIN plugin p ON p.id = b.plugin_id"
         " LEFT JOIN advisory_ack k ON k.advisory_id = a.id AND k.binding_id = b.id"
         " WHERE e.subject_id = ? AND " EFFECTIVE " BETWEEN a.first_no AND a.last_no"
         " AND k.binding_id IS NULL"
         " ORDER BY a.published_at DESC, a.id, b.id LIMIT ?");

enum res advisory_list(struct ctx *c, int64_t plugin_id, const struct advisory_filter *f, const struct span *span,
                       struct advisory_item **out, size_t *n) {
#define NARROW I(plugin_id), T(f->state), T(f->state), T(f->severity), T(f->severity)
  return span_list(c, advisory_newest, advisory_oldest, span, out, n, NARROW, NARROW, NARROW);
#undef NARROW
}

enum res advisory_acks(struct ctx *c, int64_t id, const struct span *span, struct advisory_ack **out, size_t *n) {
  return span_list(c, advisory_acks_newest, advisory_acks_oldest, span, out, n, I(id), I(id), I(id));
}

enum res advisory_of_binding(struct ctx *c, const struct binding *b, struct advisory_notice **out, size_t *n) {
  struct version_number v;

  *n = 0;
  if (b->version == NULL || !version_parse(b->version, &v) ||
      (strcmp(b->state, "active") != 0 && strcmp(b->state, "stopped") != 0))
    return RES_OK;
  return db_list(c->db, c->a, advisory_notices, out, n, I(b->id), I(b->plugin_id), I(b->major),
                 I(v.minor * 1000 + v.patch));
}

enum res advisory_open_of(struct ctx *c, int64_t subject_id, int64_t limit, struct advisory_open **out, size_t *n) {
  return db_list(c->db, c->a, advisory_open_of_subject, out, n, I(subject_id), I(limit));
}
