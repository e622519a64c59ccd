/* 预览: a revision of the documentation as merchants will read it, and what is new in it against the published one.
 * ?n= names the revision, the newest without it. */
#include "domain/docdiff.h"
#include "domain/finding.h"
#include "domain/outline.h"
#include "pages/doc_show.h"
#include "pages/facts.h"
#include "pages/findings_show.h"
#include "pages/load.h"
#include "pages/version_load.h"

#include <stdlib.h>

extern const struct page page_doc_preview;

static const struct {
  const char *label, *tone;
} changes[] = {
    [DOCDIFF_ADDED] = {N_("新增"), TONE_GREEN},
    [DOCDIFF_CHANGED] = {N_("有变化"), TONE_AMBER},
    [DOCDIFF_REMOVED] = {N_("已删除"), TONE_RED},
};

static void show_facts(struct req *r, const struct doc *d) {
  fact(r, r->d, N_("上传人"), d->who, NULL);
  fact(r, r->d, N_("上传时间"), when(r, d->created_at), NULL);
  fact(r, r->d, N_("发布时间"), d->published_at == 0 ? NULL : when(r, d->published_at), NULL);
  fact(r, r->d, N_("文件数"), arena_fmt(r->c->a, "%lld", (long long)d->files), NULL);
  fact(r, r->d, N_("大小（KB）"), size_kb(r, d->size), NULL);
  fact(r, r->d, N_("SHA-256"), bytes_hex(r->c->a, d->sha256.p, d->sha256.n), NULL);
}

static struct data *change_row(struct req *r, const char *list, enum docdiff_kind kind) {
  struct data *row = data_row(r->d, list);

  data_text(row, "label", _T(r, changes[kind].label));
  data_text(row, "tone", changes[kind].tone);
  return row;
}

static void show_changes(struct req *r, const struct docdiff *x) {
  for (size_t i = 0; i < x->nfiles; i++) {
    const struct docdiff_file *f = &x->file[i];
    struct data *row = change_row(r, "files", f->kind);

    data_text(row, "path", f->path);
    data_text(row, "was_kb", f->kind == DOCDIFF_ADDED ? "--" : size_kb(r, f->was));
    data_text(row, "is_kb", f->kind == DOCDIFF_REMOVED ? "--" : size_kb(r, f->is));
  }
  for (size_t i = 0; i < x->nheadings; i++) {
    const struct docdiff_heading *h = &x->heading[i];
    struct data *row = change_row(r, "headings", h->kind);

    data_text(row, "title", h->title);
    data_text(row, "url", h->anchor == NULL ? NULL : arena_fmt(r->c->a, "#" OUTLINE_PREFIX "%s", h->anchor));
  }
  data_flag(r->d, "has_files", x->nfiles > 0);
  data_flag(r->d, "has_headings", x->nheadings > 0);
  data_flag(r->d, "same", x->nfiles + x->nheadings == 0);
}

static enum res show_diff(struct req *r, const struct doc *d, const struct doc_view *v) {
  struct docdiff_side was = {0}, is = {d->readme, v->image, v->n};
  struct docdiff x;
  struct doc live = {0};
  struct doc_image *image = NULL;
  enum res res = doc_published(r->c, d->plugin_id, &live);

  data_text(r->d, "compared", NULL);
  data_rows(r->d, "files");
  data_rows(r->d, "headings");
  if (res == RES_NOT_FOUND || live.id == d->id)
    return RES_OK;
  if (res == RES_OK)
    res = doc_images(r->c, live.id, &image, &was.n);
  if (res != RES_OK)
    return res;
  was.readme = live.readme;
  was.image = image;
  x = docdiff(r->c->a, &was, &is);
  data_fmt(r->d, "compared", _T(r, N_("与已发布的修订 %lld 相比")), (long long)live.n);
  show_changes(r, &x);
  return RES_OK;
}

/* What is read is what everybody gets; only its images come from where the draft's are. */
static enum res show_doc(struct req *r, const struct doc *d) {
  struct doc_view v = {.readme = d->readme, .shift = 1, .page = "doc_image", .id = d->plugin_id};
  struct findings f = findings_new(r->c->a);
  struct doc_image *image = NULL;
  enum res res = doc_images(r->c, d->id, &image, &v.n);

  v.image = image;
  doc_view(r, r->d, &v);
  doc_check(r->c->a, d, image, v.n, &f);
  findings_show(r, r->d, _T(r, N_("检查结果")), &f);
  return res == RES_OK ? show_diff(r, d, &v) : res;
}

static void show_publish(struct req *r, const struct doc *d) {
  const struct move *move = NULL;

  data_flag(r->d, "may_publish", move_check(&doc_machine, d->state, "publish", r->rel, &move) == MOVE_OK);
  data_text(r->d, "publish_label", move == NULL ? NULL : _T(r, move->label));
  data_int(r->d, "n", d->n);
  data_int(r->d, "rev", d->rev);
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  const char *n = http_param(&r->in->args, "n");
  long long want = n == NULL ? 0 : strtoll(n, NULL, 10);
  struct doc d = {0};
  enum res res;

  if (n != NULL && (want <= 0 || want > INT32_MAX))
    return RES_NOT_FOUND;
  res = doc_load(r->c, p->id, want, &d);
  if (res != RES_OK)
    return res;
  plugin_tabs(r, "doc");
  crumb(r, _T(r, N_("插件文档")), url_id(r, "doc", p->id));
  data_text(r->d, "doc_url", url_id(r, "doc", p->id));
  data_text(r->d, "name", doc_name(r, d.n));
  data_text(r->d, "label", _T(r, state_label(&doc_machine, d.state)));
  data_text(r->d, "tone", state_tone(&doc_machine, d.state));
  show_publish(r, &d);
  show_facts(r, &d);
  return show_doc(r, &d);
}

const struct page page_doc_preview = {
    .name = "doc_preview",
    .path = "/console/plugins/{plugin}/doc/preview",
    .title = N_("预览文档"),
    .see = PERM_PLUGIN_VIEW,
    .menu = "plugins",
    .load = load_plugin,
    .show = show,
};
