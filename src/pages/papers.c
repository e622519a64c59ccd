/* The hash of a file is not shown: it is keyed and says nothing to people. */
#include "pages/papers.h"

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
