/* A repeated POST has one effect: the key is inserted first in the transaction, so a second one waits for the first
 * and then finds its answer. security.md 5. Stashed forms live here too: both keep a posted body. */
#include "web/session.h"

#include "base/clock.h"
#include "base/seal.h"

#include <jansson.h>
#include <string.h>

struct idem_row {
  struct bytes body_hash;
  const char *location;
};
SHAPE(idem_shape, struct idem_row, M(struct idem_row, body_hash), M(struct idem_row, location));
DB_STMT(idem_insert, "INSERT INTO idempotency (owner, key_hash, body_hash, created_at) VALUES (?, ?, ?, ?)");
DB_QUERY(idem_find, idem_shape, "SELECT body_hash, location FROM idempotency WHERE owner = ? AND key_hash = ?");
DB_STMT(idem_flash,
        "UPDATE idempotency i JOIN session s ON s.id = ? SET i.location = ?, s.flash_tone = ?, s.flash_text = ?"
        " WHERE i.owner = ? AND i.key_hash = ?");
DB_STMT(idem_done, "UPDATE idempotency SET location = ? WHERE owner = ? AND key_hash = ?");

struct stash_row {
  int64_t id;
  struct bytes form;
};
SHAPE(stash_shape, struct stash_row, M(struct stash_row, id), M(struct stash_row, form));
DB_STMT(stash_insert, "INSERT INTO stash (session_id, token_hash, form, created_at) VALUES (?, ?, ?, ?)");
DB_QUERY(stash_find, stash_shape,
         "SELECT id, form FROM stash WHERE token_hash = ? AND session_id = ? AND created_at > ?");
DB_STMT(stash_delete, "DELETE FROM stash WHERE id = ?");

/* Forms for everybody keep their key without the person: signing in must not make a second sending of them new. */
static int64_t owner(const struct req *r) { return r->page->change == PERM_PUBLIC ? 0 : r->c->who.user_id; }

static void key_hash(const struct req *r, const char *key, unsigned char out[SEAL_HASH]) {
  seal_mac("idempotency", bytes_of(arena_fmt(r->c->a, "%s|%s|%s", r->path, r->action, key)), out);
}

static void body_hash(const struct req *r, unsigned char out[SEAL_HASH]) {
  struct seal_sha256 h;

  seal_sha256_start(&h);
  for (size_t i = 0; i < r->post.n; i++) {
    const struct http_param *p = &r->post.param[i];

    if (strcmp(p->name, "csrf") == 0)
      continue;
    seal_sha256_add(&h, p->name, strlen(p->name) + 1);
    seal_sha256_add(&h, p->value, strlen(p->value) + 1);
  }
  for (size_t i = 0; i < r->post.nfiles; i++)
    seal_sha256_add(&h, r->post.file[i].sha256, SEAL_HASH);
  seal_sha256_end(&h, out);
}

enum res idem_begin(struct req *r, const char *key) {
  unsigned char kh[SEAL_HASH], bh[SEAL_HASH];
  struct idem_row old = {0};
  enum res res;

  key_hash(r, key, kh);
  body_hash(r, bh);
  res = db_exec(r->c->db, idem_insert, NULL, I(owner(r)), H(kh, sizeof kh), H(bh, sizeof bh), I(r->c->now));
  if (res != RES_CONFLICT)
    return res;
  res = db_one(r->c->db, r->c->a, idem_find, &old, I(owner(r)), H(kh, sizeof kh));
  if (res != RES_OK)
    return res == RES_NOT_FOUND ? RES_RETRY : res;
  if (!bytes_same(old.body_hash, (struct bytes){bh, sizeof bh}))
    return why(r->c, RES_INVALID, NULL, N_("这个表单已经提交过，内容却不同；请刷新页面后再提交"));
  r->to = old.location;
  return RES_CONFLICT;
}

enum res idem_end(struct req *r, const char *key) {
  unsigned char kh[SEAL_HASH];

  key_hash(r, key, kh);
  if (r->flash != NULL && r->c->who.session_id != 0)
    return db_exec(r->c->db, idem_flash, NULL, I(r->c->who.session_id), T(r->to), T(flash_tone(r)),
                   T(flash_text(r, r->flash)), I(owner(r)), H(kh, sizeof kh));
  return db_exec(r->c->db, idem_done, NULL, T(r->to), I(owner(r)), H(kh, sizeof kh));
}

enum res stash_put(struct req *r, const char **token) {
  unsigned char hash[SEAL_HASH];
  json_t *all = json_pack("{s:s, s:[]}", "path", r->path, "post"), *post = json_object_get(all, "post");
  struct bytes sealed;
  char *text;

  for (size_t i = 0; i < r->post.n; i++)
    json_array_append_new(post, json_pack("[s, s]", r->post.param[i].name, r->post.param[i].value));
  text = json_dumps(all, JSON_COMPACT);
  json_decref(all);
  if (text == NULL)
    return RES_INTERNAL;
  arena_defer(r->c->a, free, text);
  sealed = seal_close(r->c->a, "stash", bytes_of(text));
  *token = seal_token(r->c->a);
  seal_mac("stash-token", bytes_of(*token), hash);
  return db_exec(r->c->db, stash_insert, NULL, I(r->c->who.session_id), H(hash, sizeof hash), B(sealed), I(r->c->now));
}

static enum res unpack(struct req *r, struct bytes plain, const char **path, struct http_form *post) {
  json_t *all = json_loadb(plain.p, plain.n, 0, NULL), *list = json_object_get(all, "post");
  size_t n = json_array_size(list);

  if (all == NULL)
    return RES_NOT_FOUND;
  *path = arena_str(r->c->a, json_string_value(json_object_get(all, "path")));
  post->param = ARENA_ARRAY(r->c->a, struct http_param, n + 1);
  for (size_t i = 0; i < n; i++) {
    json_t *pair = json_array_get(list, i);

    post->param[post->n++] = (struct http_param){arena_str(r->c->a, json_string_value(json_array_get(pair, 0))),
                                                 arena_str(r->c->a, json_string_value(json_array_get(pair, 1)))};
  }
  json_decref(all);
  return RES_OK;
}

enum res stash_take(struct req *r, const char *token, const char **path, struct http_form *post) {
  unsigned char hash[SEAL_HASH];
  struct stash_row row = {0};
  struct bytes plain;
  enum res res;

  seal_mac("stash-token", bytes_of(token), hash);
  res = db_one(r->c->db, r->c->a, stash_find, &row, H(hash, sizeof hash), I(r->c->who.session_id), I(r->c->now - HOUR));
  if (res == RES_OK)
    res = db_exec(r->c->db, stash_delete, NULL, I(row.id));
  if (res != RES_OK)
    return res;
  plain = seal_open(r->c->a, "stash", row.form);
  return plain.p == NULL ? RES_NOT_FOUND : unpack(r, plain, path, post);
}
