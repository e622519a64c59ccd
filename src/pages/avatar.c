/* The slow part runs before the transaction (`prepare`), the bytes are stored inside it (`act`). */
#include "pages/avatar.h"

#include "domain/content.h"

enum { REMAKE_ROOM = 40 << 20 };

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

enum res picture_remake(struct req *r, const struct http_file *file, int edge, enum picture_form form,
                        struct picture *out) {
  struct arena *moment = arena_new(REMAKE_ROOM);
  enum res res = picture_encode_fd(moment, r->c->conf->image_helper, file->fd, edge, form, out);

  if (res == RES_OK)
    out->data.p = arena_strn(r->c->a, out->data.p, out->data.n);
  arena_free(moment);
  return res;
}

enum res pictures_keep(struct req *r, const struct picture *picture, size_t n) {
  struct content_item *item = ARENA_ARRAY(r->c->a, struct content_item, n + 1);
  size_t from = 0, bytes = 0;
  enum res res = RES_OK;

  for (size_t i = 0; i < n && res == RES_OK; i++) {
    item[i] = (struct content_item){.type = picture[i].type, .data = picture[i].data};
    if (bytes + picture[i].data.n > CONTENT_MAX) {
      res = content_put_all(r->c, "image", item + from, i - from);
      from = i;
      bytes = 0;
    }
    bytes += picture[i].data.n;
  }
  return res == RES_OK ? content_put_all(r->c, "image", item + from, n - from) : res;
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
