/* Rows wait as JSON arrays; JSON_TABLE turns each array into one INSERT of many rows. */
#include "app/journal.h"

#include "base/json.h"

DB_STMT(journal_history,
        "INSERT INTO history (machine, object_id, from_state, action, to_state, user_id, side, reason, at)"
        " SELECT j.machine, j.id, j.was, j.action, j.now_is, j.person, j.side, j.reason, ? FROM JSON_TABLE(?, '$[*]'"
        " COLUMNS (n FOR ORDINALITY, machine VARCHAR(20) PATH '$[0]', id BIGINT PATH '$[1]', was VARCHAR(20) PATH"
        " '$[2]', action VARCHAR(20) PATH '$[3]', now_is VARCHAR(20) PATH '$[4]', person BIGINT PATH '$[5]',"
        " side VARCHAR(16) PATH '$[6]', reason VARCHAR(1000) PATH '$[7]')) j ORDER BY j.n");
DB_STMT(journal_audit,
        "INSERT INTO audit (at, user_id, subject_id, act, object_kind, object_id, detail, request_id, address)"
        " SELECT ?, j.person, j.subject, j.act, j.kind, j.id, j.detail, ?, ? FROM JSON_TABLE(?, '$[*]'"
        " COLUMNS (n FOR ORDINALITY, person BIGINT PATH '$[0]', subject BIGINT PATH '$[1]', act VARCHAR(40) PATH"
        " '$[2]', kind VARCHAR(16) PATH '$[3]', id BIGINT PATH '$[4]', detail VARCHAR(2000) PATH '$[5]')) j"
        " ORDER BY j.n");

struct journal {
  json_t *history, *audit;
};

static void drop(void *arg) {
  struct journal *j = arg;

  json_decref(j->history);
  json_decref(j->audit);
}

static struct journal *journal_new(struct ctx *c) {
  struct journal *j = ARENA_NEW(c->a, struct journal);

  j->history = json_array();
  j->audit = json_array();
  arena_defer(c->a, drop, j);
  return j;
}

static enum res flush(struct ctx *c, struct journal *j) {
  const char *history = arena_json_text(c->a, json_incref(j->history), 0);
  const char *acts = arena_json_text(c->a, json_incref(j->audit), 0);
  enum res r = history == NULL || acts == NULL ? RES_INTERNAL : RES_OK;

  if (r == RES_OK && json_array_size(j->history) > 0)
    r = db_exec(c->db, journal_history, NULL, I(c->now), T(history));
  if (r == RES_OK && json_array_size(j->audit) > 0)
    r = db_exec(c->db, journal_audit, NULL, I(c->now), T(c->request_id == NULL ? "" : c->request_id),
                T(c->address == NULL ? "" : c->address), T(acts));
  return r;
}

/* Into the transaction's journal, or, without one, straight into the table. */
static enum res add(struct ctx *c, bool history, json_t *row) {
  struct journal *j = c->journal != NULL ? c->journal : journal_new(c);

  if (row == NULL || json_array_append_new(history ? j->history : j->audit, row) != 0)
    return RES_INTERNAL;
  return c->journal != NULL ? RES_OK : flush(c, j);
}

static json_t *id_or_null(int64_t id) { return id == 0 ? json_null() : json_integer(id); }

enum res journal_move(struct ctx *c, const struct journal_move *m) {
  return add(c, true,
             json_pack("[s, I, s, s, s, o, s, s?]", m->machine, (json_int_t)m->id, m->from, m->action, m->to,
                       id_or_null(c->who.user_id), m->side, m->reason));
}

enum res journal_act(struct ctx *c, const char *act, const char *kind, int64_t id, const char *detail) {
  return add(c, false,
             json_pack("[o, o, s, s, I, s]", id_or_null(c->who.user_id), id_or_null(c->who.subject_id), act, kind,
                       (json_int_t)id, detail));
}

struct run {
  struct ctx *c;
  enum res (*work)(void *);
  void *arg;
};

static enum res work_and_flush(void *arg) {
  struct run *x = arg;
  enum res r;

  x->c->journal = journal_new(x->c); /* a new one for each attempt */
  r = x->work(x->arg);
  if (r == RES_OK)
    r = flush(x->c, x->c->journal);
  x->c->journal = NULL;
  return r;
}

enum res ctx_tx(struct ctx *c, enum res (*work)(void *), void *arg) {
  struct run x = {c, work, arg};

  return db_tx(c->db, work_and_flush, &x);
}
