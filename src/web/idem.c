/* A repeated POST has one effect: the key is inserted first in the transaction, so a second one waits for the first
 * and then finds its answer. security.md 5. */
#include "web/session.h"

#include "base/seal.h"

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
