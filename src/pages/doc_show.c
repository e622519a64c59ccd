/* The README was checked when it was taken, so whatever the renderer says now was said to its author then. */
#include "pages/doc_show.h"

#include "domain/markdown.h"
#include "pages/avatar.h"

#include <string.h>

struct pictures {
  struct req *r;
  struct doc_image *image;
  size_t n;
};

static const char *find(void *arg, const char *path) {
  const struct pictures *p = arg;

  for (size_t i = 0; i < p->n; i++)
    if (strcmp(p->image[i].path, path) == 0)
      return media_url(p->r, p->image[i].sha256);
  return NULL;
}

enum res doc_show(struct req *r, struct data *d, const struct doc *doc) {
  struct pictures p = {.r = r};
  const struct markdown_options o = {.shift = 1, .target = "README.md", .image = find, .arg = &p};
  const char *html = "";
  enum res res = doc_images(r->c, doc->id, &p.image, &p.n);

  if (res == RES_OK && markdown_render(r->c->a, bytes_of(doc->readme), &o, NULL, &html) != RES_OK)
    html = "";
  data_text(d, "doc_html", html);
  return res;
}
