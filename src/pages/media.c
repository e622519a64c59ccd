/* /media/{sha256}: pictures that the helper made anew. Whoever knows the hash may look (security.md 20); the answer never
 * changes, so it may be kept for ever. An image of a documentation is one of them once it was published. Packages and
 * evidence are other classes and are never found here. */
#include "domain/doc.h"
#include "pages/image_send.h"

#include <string.h>

extern const struct page page_media;

static bool known(struct req *r, const char *etag) {
  const char *have = r->in->header(r->in->env, "HTTP_IF_NONE_MATCH");

  return have != NULL && strstr(have, etag) != NULL;
}

static void head(struct req *r, const char *etag) {
  http_header(r->out, "ETag", etag);
  http_header(r->out, "Cache-Control", "public, max-age=31536000, immutable");
}

static enum res show(struct req *r) {
  unsigned char sha256[SEAL_HASH];
  const char *etag;
  struct content image = {0};
  enum res res;

  if (!image_key(r->var[0], sha256))
    return RES_NOT_FOUND;
  etag = arena_fmt(r->c->a, "\"%s\"", bytes_hex(r->c->a, sha256, SEAL_HASH));
  if (known(r, etag)) { /* only who has it can say so, and it never changes: no need to look */
    head(r, etag);
    image_guard(r);
    r->out->status = 304;
    return RES_OK;
  }
  res = content_get(r->c, "image", sha256, &image);
  if (res == RES_NOT_FOUND)
    res = doc_image_public(r->c, sha256, &image);
  if (res != RES_OK)
    return res;
  head(r, etag);
  image_send(r, &image);
  return RES_OK;
}

const struct page page_media = {
    .name = "media",
    .path = "/media/{sha256}",
    .title = N_("图片"),
    .see = PERM_PUBLIC,
    .flags = PAGE_RAW | PAGE_NO_SESSION | PAGE_CACHED,
    .show = show,
};
