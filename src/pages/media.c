/* /media/{sha256}: pictures that the helper made anew. Whoever knows the hash may look (security.md 20); the answer never
 * changes, so it may be kept for ever. Packages and evidence are other classes and are never found here. */
#include "domain/content.h"
#include "web/page.h"

#include <string.h>

extern const struct page page_media;

static bool known(struct req *r, const char *etag) {
  const char *have = r->in->header(r->in->env, "HTTP_IF_NONE_MATCH");

  return have != NULL && strstr(have, etag) != NULL;
}

static void head(struct req *r, const char *etag) {
  http_header(r->out, "ETag", etag);
  http_header(r->out, "Cache-Control", "public, max-age=31536000, immutable");
  http_header(r->out, "Content-Security-Policy", "sandbox; default-src 'none'");
}

static enum res show(struct req *r) {
  unsigned char sha256[SEAL_HASH];
  const char *etag;
  struct content content;
  enum res res;

  if (strlen(r->var[0]) != 2 * SEAL_HASH || !bytes_unhex(r->var[0], sha256, SEAL_HASH))
    return RES_NOT_FOUND;
  etag = arena_fmt(r->c->a, "\"%s\"", bytes_hex(r->c->a, sha256, SEAL_HASH));
  if (known(r, etag)) { /* only who has it can say so, and it never changes: no need to look */
    head(r, etag);
    r->out->status = 304;
    return RES_OK;
  }
  res = content_get(r->c, "image", sha256, &content);
  if (res != RES_OK)
    return res;
  head(r, etag);
  http_header(r->out, "Content-Type", content.type);
  r->out->body = content.data;
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
