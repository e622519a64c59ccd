/* An image of a documentation for those who work on it: drafts are for nobody else (published ones are at /media). */
#include "domain/doc.h"
#include "pages/image_send.h"
#include "pages/load.h"

extern const struct page page_doc_image;

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  unsigned char key[SEAL_HASH];
  struct content image = {0};
  enum res res = image_key(r->var[1], key) ? doc_image_of(r->c, p->id, key, &image) : RES_NOT_FOUND;

  if (res == RES_OK)
    image_send(r, &image);
  return res;
}

const struct page page_doc_image = {
    .name = "doc_image",
    .path = "/console/plugins/{plugin}/doc/images/{sha256}",
    .title = N_("图片"),
    .see = PERM_PLUGIN_VIEW,
    .flags = PAGE_RAW,
    .load = load_plugin,
    .show = show,
};
