/* Two checkers, one list: package.h knows the zip and the plugin, docpack.h and doc.h know documentation. */
#include "domain/check.h"

#include "domain/doc.h"

#include <string.h>

static const char folder[] = "doc/";

static bool same(const char *x, const char *y) { return strcmp(x == NULL ? "" : x, y == NULL ? "" : y) == 0; }

static bool among(const struct findings *f, const struct finding *x) {
  for (size_t i = 0; i < f->n; i++)
    if (f->item[i].rule == x->rule && f->item[i].line == x->line && same(f->item[i].target, x->target) &&
        same(f->item[i].arg[0], x->arg[0]) && same(f->item[i].arg[1], x->arg[1]))
      return true;
  return false;
}

/* Put the findings of `more` behind those of `f`, with `under` in front of their targets. */
static void append(struct findings *f, const char *under, const struct findings *more) {
  for (size_t i = 0; i < more->n; i++) {
    struct finding x = more->item[i];

    x.target = arena_fmt(f->a, "%s%s", under, x.target);
    if (!among(f, &x))
      finding_put(f, &x);
  }
  f->dropped += more->dropped;
}

static void check_doc(struct arena *a, const struct conf *conf, const char *helper, struct check_upload *out) {
  struct package *p = &out->package;
  struct findings f = findings_new(a);
  struct docpack *pack = NULL;

  if (docpack_entries(a, p->upload, p->doc, p->ndocs, conf->doc_max, &f, &pack) == RES_OK &&
      (helper == NULL || docpack_encode(a, helper, conf->doc_max, pack, &f) == RES_OK))
    out->doc = pack;
  append(&out->f, folder, &f);
}

enum res check_upload(struct arena *a, const struct conf *conf, const char *helper, int fd, struct check_upload *out) {
  enum res r;

  *out = (struct check_upload){.f = findings_new(a)};
  r = package_read(a, fd, conf->package_max, &out->f, &out->package);
  if (r == RES_OK && out->package.ndocs > 0)
    check_doc(a, conf, helper, out);
  return r;
}

void check_kept(struct arena *a, const struct check_kept *in, struct findings *out) {
  bool newer = in->doc_at > 0 && in->doc_at >= in->version_at;
  struct findings stored, now = findings_new(a);
  struct doc doc = {.readme = in->readme};
  size_t n = 0;
  struct doc_image *image;

  *out = findings_new(a);
  if (in->findings == NULL || findings_load(a, in->findings, &stored) != RES_OK)
    stored = findings_new(a);
  for (size_t i = 0; i < stored.n; i++)
    if (!newer || strncmp(stored.item[i].target, folder, strlen(folder)) != 0)
      finding_put(out, &stored.item[i]);
  if (in->doc_at == 0 || in->readme == NULL)
    return;
  image = doc_images_read(a, in->files, &n);
  doc_check(a, &doc, image, n, &now);
  append(out, folder, &now);
}
