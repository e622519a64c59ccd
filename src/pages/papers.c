/* The hash of a file is not shown: it is keyed and says nothing to people. */
#include "pages/papers.h"

#include <unistd.h>

void papers_show(struct req *r, const struct evidence *e, size_t n) {
  data_rows(r->d, "papers");
  data_flag(r->d, "has_papers", n > 0);
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(r->d, "papers");

    data_text(row, "name", e[i].name);
    data_text(row, "url", url_id(r, "evidence_file", e[i].id));
    data_int(row, "size_kb", (e[i].size + 1023) / 1024);
  }
}

static enum res read_file(struct req *r, const struct http_file *in, struct evidence_file *out) {
  char *p = arena_alloc(r->c->a, (size_t)in->size + 1);
  int64_t at = 0;

  while (at < in->size) {
    ssize_t n = pread(in->fd, p + at, (size_t)(in->size - at), (off_t)at);

    if (n <= 0)
      return RES_INTERNAL;
    at += n;
  }
  *out = (struct evidence_file){in->filename, {p, (size_t)in->size}};
  return RES_OK;
}

enum res papers_read(struct req *r, const struct form_files *posted, struct evidence_file **out) {
  enum res res = RES_OK;

  *out = ARENA_ARRAY(r->c->a, struct evidence_file, posted->n + 1);
  for (size_t i = 0; i < posted->n && res == RES_OK; i++)
    res = read_file(r, posted->v[i], &(*out)[i]);
  return res;
}
