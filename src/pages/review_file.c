/* A file of the package under review, as text with line numbers. Read out of the stored package each time: what is shown is
 * what would be served. */
#include "base/text.h"
#include "domain/desk.h"
#include "pages/review_show.h"
#include "web/page.h"

#include <string.h>

extern const struct page page_review_file;

enum { TEXT_MAX = 256 << 10, LINES_MAX = 20000 };

static void show_lines(struct req *r, struct bytes b) {
  const char *p = b.p;
  size_t no = 0;

  for (const char *end = p + b.n; p < end && no < LINES_MAX; no++) {
    const char *nl = memchr(p, '\n', (size_t)(end - p));
    size_t n = (size_t)((nl == NULL ? end : nl) - p);
    struct data *row = data_row(r->d, "lines");

    data_text(row, "code", arena_strn(r->c->a, p, n > 0 && p[n - 1] == '\r' ? n - 1 : n));
    p += n + 1;
  }
  data_flag(r->d, "is_text", no > 0);
}

static enum res show(struct req *r) {
  const struct review *v = r->obj;
  const char *path = http_param(&r->in->args, "path");
  struct bytes b = {0};
  enum res res;

  if (strcmp(v->kind, "version") != 0 || path == NULL)
    return RES_NOT_FOUND;
  res = desk_file_read(r->c, v->object_id, path, TEXT_MAX, &b);
  if (res != RES_OK && res != RES_TOO_BIG)
    return res;
  crumb(r, _T(r, N_("审核台")), url(r, "review_queue"));
  crumb(r, _T(r, N_("审核")), url_id(r, "review", v->id));
  page_title(r, path);
  data_text(r->d, "back_url", url_id(r, "review", v->id));
  data_rows(r->d, "lines");
  data_flag(r->d, "is_text", false);
  data_text(r->d, "why_not", NULL);
  if (res == RES_TOO_BIG)
    data_text(r->d, "why_not", _T(r, N_("文件超过 256 KB，不在页面上显示")));
  else if (b.n == 0)
    data_text(r->d, "why_not", _T(r, N_("文件是空的")));
  else if (!text_ok(b.p, b.n))
    data_text(r->d, "why_not", _T(r, N_("这是二进制文件，或含有不能显示的字符，不在页面上显示")));
  else
    show_lines(r, b);
  return RES_OK;
}

const struct page page_review_file = {
    .name = "review_file",
    .path = "/review/{review}/files",
    .title = N_("包内文件"),
    .see = PERM_REVIEW_READ,
    .menu = "review_queue",
    .load = load_review,
    .show = show,
};
