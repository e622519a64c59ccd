/* JSON inside, sealed outside: nobody who reads the table reads the texts. */
#include "web/stash.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/seal.h"
#include "web/session.h"

#include <string.h>

enum { WHOLE_MAX = 4 << 20 };

struct stash_row {
  int64_t id;
  struct bytes form;
};
SHAPE(stash_shape, struct stash_row, M(struct stash_row, id), M(struct stash_row, form));
DB_STMT(stash_insert, "INSERT INTO stash (session_id, token_hash, form, created_at) VALUES (?, ?, ?, ?)");
DB_QUERY(stash_find, stash_shape,
         "SELECT id, form FROM stash WHERE token_hash = ? AND session_id = ? AND created_at > ?");
DB_STMT(stash_delete, "DELETE FROM stash WHERE id = ?");

static void add(json_t *list, const char *name, const char *value) {
  json_array_append_new(list, json_pack("[s, s]", name, value));
}

static void add_post(struct req *r, json_t *post, json_t *secrets, bool whole) {
  static const char *const passing[] = {"csrf", "key"};

  for (size_t i = 0; i < r->post.n; i++) {
    const struct http_param *p = &r->post.param[i];
    bool skip = false;

    for (size_t k = 0; k < sizeof passing / sizeof passing[0]; k++)
      skip = skip || strcmp(p->name, passing[k]) == 0;
    if (whole)
      add(post, p->name, p->value);
    else if (form_is_secret(r->page->form, p->name) && p->value[0] != '\0')
      json_array_append_new(secrets, json_string(p->name));
    else if (!skip)
      add(post, p->name, p->value);
  }
}

const char *stash_pack(struct req *r, const char *at, bool whole, size_t max) {
  json_t *post = json_array(), *secrets = json_array(), *files = json_array();
  json_t *all = json_pack("{s:s, s:o, s:o, s:o}", "path", at, "post", post, "secrets", secrets, "files", files);
  const char *text;

  add_post(r, post, secrets, whole);
  for (size_t i = 0; !whole && i < r->post.nfiles; i++)
    if (r->post.file[i].fd >= 0)
      add(files, r->post.file[i].field, r->post.file[i].filename);
  text = arena_json_text(r->c->a, all, 0);
  return text != NULL && strlen(text) <= max ? text : NULL;
}

static const char *part(struct req *r, const json_t *pair, size_t i) {
  const char *s = json_string_value(json_array_get(pair, i));

  return arena_str(r->c->a, s == NULL ? "" : s);
}

enum res stash_unpack(struct req *r, struct bytes text, const char **at, struct http_form *post) {
  json_t *all = json_loadb(text.p, text.n, 0, NULL), *list = json_object_get(all, "post");
  json_t *secrets = json_object_get(all, "secrets"), *files = json_object_get(all, "files");
  size_t n = json_array_size(list), hidden = json_array_size(secrets), chosen = json_array_size(files);

  if (all == NULL)
    return RES_NOT_FOUND;
  *at = arena_str(r->c->a, json_string_value(json_object_get(all, "path")));
  post->param = ARENA_ARRAY(r->c->a, struct http_param, n + hidden + 1);
  post->file = ARENA_ARRAY(r->c->a, struct http_file, chosen + 1);
  for (size_t i = 0; i < n; i++)
    post->param[post->n++] =
        (struct http_param){part(r, json_array_get(list, i), 0), part(r, json_array_get(list, i), 1)};
  for (size_t i = 0; i < hidden; i++)
    post->param[post->n++] =
        (struct http_param){arena_str(r->c->a, json_string_value(json_array_get(secrets, i))), STASH_SECRET};
  for (size_t i = 0; i < chosen; i++)
    post->file[post->nfiles++] = (struct http_file){.field = part(r, json_array_get(files, i), 0),
                                                    .filename = part(r, json_array_get(files, i), 1),
                                                    .type = "",
                                                    .fd = -1};
  json_decref(all);
  return RES_OK;
}

enum res stash_put(struct req *r, const char **token) {
  const char *text = stash_pack(r, r->path, true, WHOLE_MAX);
  unsigned char hash[SEAL_HASH];

  if (text == NULL)
    return RES_INTERNAL;
  *token = seal_token(r->c->a);
  seal_mac("stash-token", bytes_of(*token), hash);
  return db_exec(r->c->db, stash_insert, NULL, I(r->c->who.session_id), H(hash, sizeof hash),
                 B(seal_close(r->c->a, "stash", bytes_of(text))), I(r->c->now));
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
  return plain.p == NULL ? RES_NOT_FOUND : stash_unpack(r, plain, path, post);
}
