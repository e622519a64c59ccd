/* Session rows. The joined query brings everything that a page's frame needs, so most pages cost one query for it. */
#include "web/session.h"

#include "base/clock.h"
#include "base/seal.h"
#include "base/text.h"

#include <string.h>

struct session_row {
  int64_t id, user_id, subject_id, factor, proved_at, created_at, seen_at, can_obtain, epoch;
  const char *flash_tone, *flash_text, *user_name, *subject_name, *subject_type, *subject_state, *role, *real_name,
      *rights, *lang;
};
#define S(field) M(struct session_row, field)
SHAPE(session_shape, struct session_row, S(id), S(user_id), S(subject_id), S(factor), S(proved_at), S(created_at),
      S(seen_at), S(flash_tone), S(flash_text), S(user_name), S(lang), S(subject_name), S(subject_type),
      S(subject_state), S(role), S(can_obtain), S(real_name), S(rights), S(epoch));
#undef S
/* Every table is read by a whole unique key, so the optimiser has nothing to weigh; two subqueries made it a third slower. */
DB_QUERY(session_by_token, session_shape,
         "SELECT s.id, s.user_id, s.subject_id, s.factor, s.proved_at, s.created_at, s.seen_at, s.flash_tone,"
         " s.flash_text, u.display_name AS user_name, u.lang, x.name AS subject_name, x.type AS subject_type,"
         " x.state AS subject_state, m.role, m.can_obtain, n.state AS real_name, u.staff_rights AS rights, e.n AS epoch"
         " FROM session s JOIN user u ON u.id = s.user_id JOIN epoch e ON e.name = 'catalogue'"
         " LEFT JOIN member m ON m.subject_id = s.subject_id AND m.user_id = s.user_id"
         " LEFT JOIN subject x ON x.id = m.subject_id LEFT JOIN real_name n ON n.subject_id = x.id"
         " WHERE s.token_hash = ? AND s.ended_at = 0 AND u.status = 'active'");
DB_STMT(session_seen, "UPDATE session SET seen_at = ? WHERE id = ?");
DB_STMT(session_insert, "INSERT INTO session (token_hash, user_id, subject_id, factor, proved_at, created_at, seen_at,"
                        " agent, address) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
/* A whole session never loses a step; a half one takes what it is given, SESSION_NEW_PASSWORD too. */
DB_STMT(session_raise,
        "UPDATE session SET token_hash = ?, factor = IF(factor > GREATEST(?, 0), factor, ?), proved_at = ? WHERE id = ?"
        " AND ended_at = 0");
DB_STMT(session_close, "UPDATE session SET ended_at = ? WHERE id = ? AND user_id = ? AND ended_at = 0");
DB_STMT(session_flash, "UPDATE session SET flash_tone = ?, flash_text = ? WHERE id = ?");

SHAPE(session_item_shape, struct session_item, M(struct session_item, id), M(struct session_item, created_at),
      M(struct session_item, seen_at), M(struct session_item, factor), M(struct session_item, agent),
      M(struct session_item, address), M(struct session_item, total));
#define OPEN "FROM session WHERE user_id = ? AND ended_at = 0 AND seen_at > ?"
#define ITEM                                                                                                           \
  "SELECT id, created_at, seen_at, factor, agent, address, (SELECT COUNT(*) FROM (SELECT 1 " OPEN                      \
  " LIMIT 1001) x) AS total " OPEN
DB_QUERY(session_newest, session_item_shape, ITEM " AND id < ? ORDER BY id DESC LIMIT ?");
DB_QUERY(session_oldest, session_item_shape, ITEM " AND id > ? ORDER BY id LIMIT ?");

static void hash_token(const char *token, unsigned char out[SEAL_HASH]) { seal_mac("session", bytes_of(token), out); }

static unsigned rights_of(char *list) {
  unsigned rights = 0;

  while (list != NULL && *list != '\0') {
    size_t n = strcspn(list, ",");
    bool more = list[n] == ',';

    list[n] = '\0';
    rights |= rel_of_right(list);
    list += n + more;
  }
  return rights;
}

static bool alive(const struct req *r, const struct session_row *s, unsigned rights) {
  const struct conf *conf = r->c->conf;
  int64_t idle = rights != 0 ? conf->session_idle_staff : conf->session_idle;

  return r->c->now - s->seen_at <= idle && r->c->now - s->created_at <= conf->session_max;
}

static void take(struct req *r, const struct session_row *s, unsigned rights) {
  struct principal *who = &r->c->who;

  who->session_id = s->id;
  who->factor = s->factor;
  r->flash_shown = s->flash_text;
  r->flash_shown_tone = s->flash_tone;
  if (s->factor <= 0) {
    r->half_user = s->user_id;
    r->half_factor = s->factor;
    return;
  }
  *who = (struct principal){s->user_id,         s->id,           s->role == NULL ? 0 : s->subject_id,
                            s->user_name,       s->subject_name, s->subject_type,
                            s->subject_state,   s->role,         s->real_name,
                            s->can_obtain != 0, rights,          s->factor,
                            s->proved_at};
  if (s->lang != NULL)
    (void)lang_parse(s->lang, &r->c->lang);
}

enum res session_find(struct req *r) {
  struct session_row s = {0};
  unsigned char hash[SEAL_HASH];
  unsigned rights;
  enum res res;

  if (r->sid == NULL || strlen(r->sid) != SEAL_TOKEN_TEXT)
    return RES_OK;
  hash_token(r->sid, hash);
  res = db_one(r->c->db, r->c->a, session_by_token, &s, H(hash, sizeof hash));
  if (res == RES_NOT_FOUND)
    return RES_OK;
  if (res != RES_OK)
    return res;
  rights = rights_of(arena_str(r->c->a, s.rights));
  if (!alive(r, &s, rights))
    return RES_OK;
  r->epoch = s.epoch;
  take(r, &s, rights);
  if (r->c->now - s.seen_at < MINUTE)
    return RES_OK;
  return db_exec(r->c->db, session_seen, NULL, I(r->c->now), I(s.id));
}

static void set_cookie(struct req *r, const char *token) {
  const struct conf *conf = r->c->conf;

  http_cookie(r->out, cookie_sid(conf), token, -1, conf->secure_cookies != 0, true);
}

/* A retried transaction sets the cookie again; the last one wins in every browser, and it is the one that was committed. */
enum res session_start(struct req *r, int64_t user_id, int64_t subject_id, int factor) {
  const char *token = seal_token(r->c->a), *agent = r->in->header(r->in->env, "HTTP_USER_AGENT");
  unsigned char hash[SEAL_HASH];
  enum res res;

  hash_token(token, hash);
  agent = agent == NULL || !text_ok(agent, strlen(agent)) ? "" : text_cut(r->c->a, agent, 190);
  res = db_exec(r->c->db, session_insert, NULL, H(hash, sizeof hash), I(user_id),
                subject_id == 0 ? T(NULL) : I(subject_id), I(factor), I(r->c->now), I(r->c->now), I(r->c->now),
                T(agent), T(r->c->address));
  if (res == RES_OK)
    set_cookie(r, token);
  return res;
}

enum res session_prove(struct req *r, int64_t session_id, int factor) {
  const char *token = seal_token(r->c->a);
  unsigned char hash[SEAL_HASH];
  int64_t changed = 0;
  enum res res;

  hash_token(token, hash);
  res = db_exec(r->c->db, session_raise, &changed, H(hash, sizeof hash), I(factor), I(factor), I(r->c->now),
                I(session_id));
  if (res == RES_OK && changed == 0)
    return RES_CONFLICT;
  if (res == RES_OK)
    set_cookie(r, token);
  return res;
}

enum res session_end(struct req *r, int64_t user_id, int64_t session_id) {
  int64_t changed = 0;
  enum res res = db_exec(r->c->db, session_close, &changed, I(r->c->now), I(session_id), I(user_id));

  return res == RES_OK && changed == 0 ? RES_NOT_FOUND : res;
}

const char *flash_tone(const struct req *r) { return r->flash_tone == NULL ? "green" : r->flash_tone; }

const char *flash_text(const struct req *r, const char *text) { return text_cut(r->c->a, text, 480); }

enum res flash_write(struct req *r) {
  return db_exec(r->c->db, session_flash, NULL, T(flash_tone(r)), T(flash_text(r, r->flash)), I(r->c->who.session_id));
}

enum res flash_clear(struct req *r) {
  return db_exec(r->c->db, session_flash, NULL, T(""), T(""), I(r->c->who.session_id));
}

enum res session_list(struct req *r, int64_t key, bool back, int64_t limit, struct session_item **out, size_t *n) {
  int64_t user = r->c->who.user_id, since = r->c->now - r->c->conf->session_max;
  enum res res =
      db_list_args(r->c->db, r->c->a, back ? &session_oldest : &session_newest, out, n,
                   DB_ARGS(I(user), I(since), I(user), I(since), I(key == 0 && !back ? INT64_MAX : key), I(limit)));

  if (res == RES_OK && back)
    db_turn(&session_oldest, out, *n);
  return res;
}
