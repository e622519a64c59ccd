/* The README was checked when it was taken, so whatever the renderer says now was said to its author then. */
#include "pages/doc_show.h"

#include "domain/markdown.h"
#include "pages/avatar.h"

#include <string.h>

struct pictures {
  struct req *r;
  const struct doc_view *v;
};

static const char *find(void *arg, const char *path) {
  const struct pictures *p = arg;
  const struct doc_view *v = p->v;

  for (size_t i = 0; i < v->n; i++) {
    struct bytes key = v->image[i].sha256;

    if (strcmp(v->image[i].path, path) != 0)
      continue;
    if (v->page == NULL)
      return media_url(p->r, key);
    return url(p->r, v->page, arena_fmt(p->r->c->a, "%lld", (long long)v->id), bytes_hex(p->r->c->a, key.p, key.n));
  }
  return NULL;
}

static void contents(struct req *r, struct data *d, const struct outline *o) {
  data_flag(d, "has_toc", o->n >= OUTLINE_CONTENTS);
  data_rows(d, "toc");
  for (size_t i = 0; i < o->n && o->n >= OUTLINE_CONTENTS; i++) {
    struct data *row = data_row(d, "toc");

    data_text(row, "toc_url", arena_fmt(r->c->a, "#" OUTLINE_PREFIX "%s", o->item[i].anchor));
    data_text(row, "toc_label", o->item[i].title);
    data_int(row, "toc_level", o->item[i].level - o->item[0].level);
  }
}

void doc_view(struct req *r, struct data *d, const struct doc_view *v) {
  struct pictures p = {r, v};
  struct outline outline;
  const struct markdown_options o = {
      .shift = v->shift, .target = "README.md", .image = find, .arg = &p, .outline = &outline};
  const char *html = "";

  if (markdown_render(r->c->a, bytes_of(v->readme), &o, NULL, &html) != RES_OK)
    html = "";
  data_text(d, "doc_html", html);
  contents(r, d, &outline);
}

enum res doc_show(struct req *r, struct data *d, const struct doc *doc) {
  struct doc_view v = {.readme = doc->readme, .shift = 1};
  struct doc_image *image = NULL;
  enum res res = doc_images(r->c, doc->id, &image, &v.n);

  v.image = image;
  doc_view(r, d, &v);
  return res;
}

const char *doc_name(const struct req *r, int64_t n) {
  return arena_fmt(r->c->a, _T(r, N_("修订 %lld")), (long long)n);
}

static struct data *state_row(struct req *r, int64_t plugin_id, const char *tone, const char *label, int64_t n) {
  struct data *row = data_row(r->d, "doc_states");
  const char *preview = url_id(r, "doc_preview", plugin_id);

  data_text(row, "tone", tone);
  data_text(row, "label", label);
  data_text(row, "preview_url", n == 0 ? NULL : url_with(r, preview, "n", arena_fmt(r->c->a, "%lld", (long long)n)));
  data_flag(row, "may_publish", false);
  data_int(row, "n", n);
  data_text(row, "rev", NULL);
  return row;
}

void doc_state_rows(struct req *r, int64_t plugin_id, const char *back, const struct doc_status *s) {
  const struct move *move;
  struct data *row;

  data_text(r->d, "doc_url", url_id(r, "doc", plugin_id));
  data_text(r->d, "doc_back", back);
  data_rows(r->d, "doc_states");
  if (s->n == 0) {
    row = state_row(r, plugin_id, TONE_GREY, _T(r, N_("未上传")), 0);
    data_text(row, "text", _T(r, N_("提交版本审核前需要先上传文档")));
  }
  if (doc_waits(s)) {
    row = state_row(r, plugin_id, TONE_AMBER, _T(r, N_("草稿待发布")), s->n);
    data_fmt(row, "text", _T(r, N_("%s，上传于 %s")), doc_name(r, s->n), when(r, s->created_at));
    data_flag(row, "may_publish", move_check(&doc_machine, s->state, "publish", r->rel, &move) == MOVE_OK);
    data_int(row, "rev", s->rev);
  }
  if (s->live != 0) {
    row = state_row(r, plugin_id, TONE_GREEN, _T(r, N_("已发布")), s->live);
    data_fmt(row, "text", _T(r, N_("%s，发布于 %s")), doc_name(r, s->live), when(r, s->live_at));
  }
}

enum res doc_state_show(struct req *r, int64_t plugin_id, const char *back, struct doc_status *out) {
  enum res res = doc_status(r->c, plugin_id, out);

  if (res == RES_OK || res == RES_NOT_FOUND)
    doc_state_rows(r, plugin_id, back, out);
  return res == RES_NOT_FOUND ? RES_OK : res;
}
