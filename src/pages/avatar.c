/* The slow part runs before the transaction (`prepare`), the bytes are stored inside it (`act`). */
#include "pages/avatar.h"

#include "domain/content.h"

enum res picture_take(struct req *r, const struct http_file *file, const char *field, int edge, enum picture_form form,
                      struct picture **out) {
  struct picture *picture;
  const char *words;
  enum res res;

  *out = NULL;
  if (file == NULL)
    return RES_OK;
  picture = ARENA_NEW(r->c->a, struct picture);
  res = picture_encode_fd(r->c->a, r->c->conf->image_helper, file->fd, edge, form, picture);
  words = picture_words(res);
  if (res != RES_OK && words != NULL) {
    form_complain(r, field, _T(r, words));
    return RES_INVALID;
  }
  if (res == RES_OK)
    *out = picture;
  return res;
}

enum res picture_keep(struct req *r, const struct picture *picture, struct bytes *sha256) {
  unsigned char *hash;

  *sha256 = (struct bytes){NULL, 0};
  if (picture == NULL)
    return RES_OK;
  hash = arena_alloc(r->c->a, SEAL_HASH);
  *sha256 = (struct bytes){hash, SEAL_HASH};
  return content_put(r->c, "image", picture->type, picture->data, hash);
}

const char *media_url(const struct req *r, struct bytes sha256) {
  return url(r, "media", bytes_hex(r->c->a, sha256.p, sha256.n));
}

static const char *icon(const struct req *r, struct bytes sha256, const char *file) {
  if (sha256.n == SEAL_HASH)
    return media_url(r, sha256);
  return arena_fmt(r->c->a, "/static/%s?v=%s", file, r->site->asset_version);
}

const char *plugin_icon(const struct req *r, struct bytes sha256) { return icon(r, sha256, "plugin.svg"); }
const char *app_icon(const struct req *r, struct bytes sha256) { return icon(r, sha256, "app.svg"); }
