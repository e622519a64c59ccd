/* The mark in the address is `kept=TOKEN`, or `kept=-` where there was nothing to put away but the act was not done. */
#include "web/detour.h"

#include "base/seal.h"
#include "web/session.h"
#include "web/stash.h"

#include <stdlib.h>
#include <string.h>

struct kept_row {
  int64_t id, user_id;
  struct bytes form;
};
SHAPE(kept_shape, struct kept_row, M(struct kept_row, id), M(struct kept_row, user_id), M(struct kept_row, form));
DB_STMT(detour_insert, "INSERT INTO stash (session_id, user_id, token_hash, form, created_at) VALUES (0, ?, ?, ?, ?)");
DB_STMT(detour_trim, "DELETE FROM stash WHERE user_id = ? AND id <= (SELECT x.id FROM (SELECT id FROM stash"
                     " WHERE user_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?) x)");
DB_QUERY(detour_find, kept_shape, "SELECT id, user_id, form FROM stash WHERE token_hash = ? AND created_at > ?");
DB_STMT(detour_delete, "DELETE FROM stash WHERE token_hash = ? AND session_id = 0");

static const char *mark_of(const struct req *r) {
  const char *v = http_param(&r->in->args, "kept");

  return v == NULL ? "" : v;
}

static bool is_token(const char *s) { return s != NULL && strlen(s) == SEAL_TOKEN_TEXT; }

/* Both halves, the one in the address and the one in the browser, make the key of the row. */
static void row_key(struct req *r, const char *token, unsigned char out[SEAL_HASH]) {
  seal_mac("detour", bytes_of(arena_fmt(r->c->a, "%s %s", token, r->vid)), out);
}

/* ---- on the way to the sign-in page ---- */

static bool typed_anything(const struct req *r) {
  static const char *const passing[] = {"csrf", "key", "rev", "action", "op", "shown"};

  for (size_t i = 0; i < r->post.n; i++) {
    bool skip = r->post.param[i].value[0] == '\0';

    for (size_t k = 0; k < sizeof passing / sizeof passing[0]; k++)
      skip = skip || strcmp(r->post.param[i].name, passing[k]) == 0;
    if (!skip)
      return true;
  }
  return r->post.nfiles > 0;
}

struct putting {
  struct req *r;
  const char *token, *text;
};

static enum res put(void *arg) {
  struct putting *x = arg;
  struct req *r = x->r;
  unsigned char key[SEAL_HASH];
  enum res res;

  row_key(r, x->token, key);
  res = db_exec(r->c->db, detour_trim, NULL, I(r->typist), I(r->typist), I(DETOUR_EACH - 1));
  return res == RES_OK ? db_exec(r->c->db, detour_insert, NULL, I(r->typist), H(key, sizeof key),
                                 B(seal_close(r->c->a, "detour", bytes_of(x->text))), I(r->c->now))
                       : res;
}

enum res detour_put(struct req *r) {
  const char *at = r->in->query[0] == '\0' ? r->path : arena_fmt(r->c->a, "%s?%s", r->path, r->in->query);
  struct putting x = {r, seal_token(r->c->a), NULL};
  enum res res;

  r->next = url_with(r, at, "kept", "-");
  if (r->typist == 0 || !typed_anything(r))
    return RES_SIGN_IN;
  x.text = stash_pack(r, r->path, false, DETOUR_MAX);
  if (x.text == NULL)
    return RES_SIGN_IN;
  if (!is_token(r->vid)) {
    r->vid = seal_token(r->c->a);
    r->new_vid = true;
  }
  res = db_tx(r->c->db, put, &x);
  if (res != RES_OK)
    return res;
  r->next = url_with(r, at, "kept", x.token);
  return RES_SIGN_IN;
}

/* ---- back on the page ---- */

/* Labels of what has to be chosen or typed again, with the language's comma between; "" for nothing. */
static const char *again(struct req *r) {
  const struct form *form = r->page->form;
  struct buf b = buf_new(r->c->a, 4096);

  for (size_t i = 0; form != NULL && i < form->n; i++) {
    const struct field *f = &form->f[i];
    const char *v = http_param(&r->post, f->name);
    bool file = http_file(&r->post, f->name) != NULL, secret = form_is_secret(form, f->name) && v != NULL;

    if (f->label != NULL && (f->applies == NULL || f->applies(r)) && (file || (secret && v[0] != '\0')))
      buf_fmt(&b, "%s%s", b.n == 0 ? "" : _T(r, N_("、")), _T(r, f->label));
  }
  return b.n == 0 && r->post.nfiles > 0 ? _T(r, N_("文件")) : b.n == 0 ? "" : b.p;
}

static void say(struct req *r) {
  const char *files = again(r);

  r->unsaved = _T(r, N_("登录前填写的内容已经放回页面，还没有保存；请核对后再提交"));
  if (files[0] != '\0')
    r->unsaved = arena_fmt(
        r->c->a, _T(r, N_("登录前填写的内容已经放回页面，还没有保存；请重新选择或填写%s，核对后再提交")), files);
}

/* As for a form that is shown again; what is wrong with it is said when it is sent. */
static void show_typed(struct req *r) {
  const char *rev = http_param(&r->post, "rev");

  r->action = http_param(&r->post, "action") == NULL ? "" : http_param(&r->post, "action");
  r->rev = rev == NULL ? 0 : strtoll(rev, NULL, 10);
  r->posted = true;
  if (r->page->form == NULL)
    return;
  r->form = arena_alloc(r->c->a, r->page->form->size);
  form_read(r, r->page->form, "", r->action, r->form);
  r->errors.n = 0;
}

static enum res open_row(struct req *r, const struct kept_row *row) {
  struct bytes plain = seal_open(r->c->a, "detour", row->form);
  struct http_form post = {0};
  const char *at = NULL;

  if (plain.p == NULL || stash_unpack(r, plain, &at, &post) != RES_OK || strcmp(at, r->path) != 0)
    return RES_NOT_FOUND;
  r->post = post;
  show_typed(r);
  say(r);
  return RES_OK;
}

enum res detour_take(struct req *r) {
  const char *mark = mark_of(r);
  struct kept_row row = {0};
  unsigned char key[SEAL_HASH];
  enum res res;

  if (mark[0] == '\0' || r->c->who.user_id == 0 || r->page->act == NULL)
    return RES_OK;
  if (strcmp(mark, "-") == 0) {
    r->unsaved = _T(r, N_("登录已经过期，刚才的操作没有执行；请重新操作"));
    return RES_OK;
  }
  if (!is_token(mark) || !is_token(r->vid))
    return RES_OK;
  row_key(r, mark, key);
  res = db_one(r->c->db, r->c->a, detour_find, &row, H(key, sizeof key), I(r->c->now - DETOUR_KEPT));
  if (res == RES_OK && row.user_id != r->c->who.user_id)
    return db_exec(r->c->db, detour_delete, NULL, H(key, sizeof key));
  if (res == RES_OK)
    res = open_row(r, &row);
  if (res == RES_NOT_FOUND)
    r->unsaved = _T(r, N_("登录前填写的内容已经不在了：只保留 30 分钟"));
  return res == RES_NOT_FOUND ? RES_OK : res;
}

enum res detour_done(struct req *r) {
  unsigned char key[SEAL_HASH];

  if (!is_token(mark_of(r)) || !is_token(r->vid))
    return RES_OK;
  row_key(r, mark_of(r), key);
  return db_exec(r->c->db, detour_delete, NULL, H(key, sizeof key));
}

bool detour_again(struct req *r) {
  if (r->page->form == NULL && r->page->op == NULL)
    return false;
  show_typed(r);
  form_complain(r, "", _T(r, N_("页面已经过期，内容还没有提交；请核对后再提交一次")));
  return true;
}
