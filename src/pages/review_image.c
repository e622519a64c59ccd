/* An image of the documentation that the reviewer of a version reads: it may be a draft's, so the review decides. */
#include "domain/desk.h"
#include "domain/doc.h"
#include "pages/image_send.h"
#include "pages/review_show.h"

#include <string.h>

extern const struct page page_review_image;

static enum res show(struct req *r) {
  const struct review *v = r->obj;
  struct desk_version version = {0};
  unsigned char key[SEAL_HASH];
  struct content image = {0};
  enum res res = RES_NOT_FOUND;

  if (strcmp(v->kind, "version") == 0 && image_key(r->var[1], key))
    res = desk_version_load(r->c, v->object_id, &version);
  if (res == RES_OK)
    res = doc_image_of(r->c, version.plugin_id, key, &image);
  if (res == RES_OK)
    image_send(r, &image);
  return res;
}

const struct page page_review_image = {
    .name = "review_image",
    .path = "/review/{review}/images/{sha256}",
    .title = N_("图片"),
    .see = PERM_REVIEW_READ,
    .flags = PAGE_RAW,
    .load = load_review,
    .show = show,
};
