/* Every part is a heading with lines below, and a line is pieces of text that stayed, went or came. A row of a list is
 * told as one line ("city · String · 必填"), so that rows are compared like everything else. */
#include "pages/listing_diff.h"

#include "domain/diff.h"
#include "pages/avatar.h"

#include <string.h>

struct differ {
  struct req *r;
  struct diff_room room;
  size_t parts;
};

static void pieces(struct differ *x, struct data *line, const char *old, const char *now) {
  struct diff_piece *p = NULL;
  size_t n = diff_text(x->r->c->a, &x->room, old, now, &p);

  data_rows(line, "pieces");
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(line, "pieces");

    data_text(row, "piece", p[i].text);
    data_flag(row, "came", p[i].kind == DIFF_ADDED);
    data_flag(row, "went", p[i].kind == DIFF_REMOVED);
    data_flag(row, "stayed", p[i].kind == DIFF_SAME);
  }
}

static void line(struct differ *x, struct data *part, const char *label, const char *old, const char *now) {
  struct data *d;

  if (strcmp(old, now) == 0)
    return;
  d = data_row(part, "diff_lines");
  data_text(d, "line_label", label);
  pieces(x, d, old, now);
}

static struct data *part(struct differ *x, const char *title, enum change change, bool moved) {
  struct data *d = data_row(x->r->d, "diff_parts");

  x->parts++;
  data_text(d, "diff_title", title);
  data_rows(d, "diff_lines");
  data_rows(d, "diff_pictures");
  data_text(d, "tone", change == CHANGE_ADDED ? TONE_GREEN : change == CHANGE_REMOVED ? TONE_RED : TONE_BLUE);
  data_text(d, "label",
            change == CHANGE_ADDED     ? _T(x->r, N_("新增"))
            : change == CHANGE_REMOVED ? _T(x->r, N_("已删除"))
            : change == CHANGE_EDITED  ? _T(x->r, N_("已修改"))
                                       : _T(x->r, N_("调整顺序")));
  data_text(d, "diff_moved", moved && change == CHANGE_EDITED ? _T(x->r, N_("位置也有调整")) : NULL);
  return d;
}

static void same(struct differ *x, const char *title) {
  data_text(data_row(x->r->d, "diff_same"), "same_title", title);
}

static void text(struct differ *x, const char *label, const char *old, const char *now) {
  const char *title = _T(x->r, label);

  if (strcmp(old, now) == 0)
    same(x, title);
  else
    line(x, part(x, title, CHANGE_EDITED, false), NULL, old, now);
}

/* ---- pictures ---- */

static bool among(const struct picture_item *p, size_t n, struct bytes sha256) {
  for (size_t i = 0; i < n; i++)
    if (bytes_same(p[i].sha256, sha256))
      return true;
  return false;
}

/* One side; what the other side does not have is marked in words. */
static void side(struct differ *x, struct data *d, const char *label, const char *mark, const struct picture_item *p,
                 size_t n, const struct picture_item *other, size_t nother) {
  struct data *side = data_row(d, "diff_pictures");

  data_text(side, "side_label", label);
  data_rows(side, "side_pictures");
  data_flag(side, "side_empty", n == 0);
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(side, "side_pictures");

    data_text(row, "picture_url", media_url(x->r, p[i].sha256));
    data_int(row, "picture_no", (int64_t)i + 1);
    data_text(row, "picture_mark", among(other, nother, p[i].sha256) ? NULL : mark);
  }
}

static void pictures(struct differ *x, const struct revision *live, const struct revision *now) {
  const char *title = _T(x->r, N_("图片")), *were = live->pictures, *are = now->pictures;
  struct picture_item *old, *new;
  size_t nold = revision_shots(x->r->c, live, &old), nnew = revision_shots(x->r->c, now, &new);
  struct data *d;

  if (strcmp(were == NULL ? "" : were, are == NULL ? "" : are) == 0) {
    same(x, title);
    return;
  }
  d = part(x, title, CHANGE_EDITED, false);
  side(x, d, _T(x->r, N_("原来")), _T(x->r, N_("已删除")), old, nold, new, nnew);
  side(x, d, _T(x->r, N_("现在")), _T(x->r, N_("新增")), new, nnew, old, nold);
}

/* ---- the guide ---- */

static void said(struct buf *b, const char *v) {
  if (v != NULL && v[0] != '\0')
    buf_fmt(b, "%s%s", b->n == 0 ? "" : " · ", v);
}

static const char *row_text(struct req *r, const struct guide_row *row) {
  struct buf b = buf_new(r->c->a, 16 * 1024);

  if (row == NULL)
    return "";
  said(&b, row->name);
  said(&b, row->type);
  if (row->required != NULL && row->required[0] != '\0')
    said(&b, _T(r, N_("必填")));
  if (row->def != NULL && row->def[0] != '\0')
    said(&b, arena_fmt(r->c->a, _T(r, N_("默认值 %s")), row->def));
  said(&b, row->params);
  said(&b, row->description);
  return b.p;
}

static void rows(struct differ *x, struct data *d, const struct guide_list *l, const struct guide_row *old, size_t nold,
                 const struct guide_row *now, size_t nnow) {
  struct row_change *c = NULL;
  size_t n = l->code == NULL ? 0 : diff_rows(x->r->c->a, old, nold, now, nnow, &c);

  for (size_t i = 0; i < n; i++)
    line(x, d, _T(x->r, l->label), row_text(x->r, c[i].old), row_text(x->r, c[i].now));
}

static const char *or_empty(const char *v) { return v == NULL ? "" : v; }

static void item(struct differ *x, const struct item_change *c) {
  static const struct guide_item none = {.name = ""};
  const struct guide_item *old = c->old == NULL ? &none : c->old, *now = c->now == NULL ? &none : c->now;
  const char *name = c->now == NULL ? old->name : now->name;
  const char *title = arena_fmt(x->r->c->a, "%s · %s", _T(x->r, guide_kind_label(c->kind)), name);
  struct data *d;

  if (c->change == CHANGE_NONE && !c->moved) {
    same(x, title);
    return;
  }
  d = part(x, title, c->change, c->moved);
  line(x, d, _T(x->r, N_("类型")), or_empty(old->type), or_empty(now->type));
  line(x, d, _T(x->r, N_("必填")), or_empty(old->required)[0] == '\0' ? "" : _T(x->r, N_("是")),
       or_empty(now->required)[0] == '\0' ? "" : _T(x->r, N_("是")));
  line(x, d, _T(x->r, N_("默认值")), or_empty(old->def), or_empty(now->def));
  line(x, d, _T(x->r, N_("说明")), or_empty(old->description), or_empty(now->description));
  line(x, d, _T(x->r, N_("示例代码")), or_empty(old->sample), or_empty(now->sample));
  rows(x, d, guide_list_a(c->kind), old->a, old->na, now->a, now->na);
  rows(x, d, guide_list_b(c->kind), old->b, old->nb, now->b, now->nb);
}

static void guide(struct differ *x, const struct guide *old, const struct guide *now) {
  struct item_change *c = NULL;
  size_t n = diff_items(x->r->c->a, old, now, &c);

  text(x, N_("接入说明"), old->description, now->description);
  text(x, N_("示例代码"), old->sample, now->sample);
  for (size_t i = 0; i < n; i++)
    item(x, &c[i]);
}

enum res listing_diff_show(struct req *r, const struct revision *live, const struct revision *now) {
  struct differ x = {r, DIFF_ROOM_NEW, 0};
  struct guide old, new;

  data_flag(r->d, "has_diff", live != NULL);
  data_rows(r->d, "diff_parts");
  data_rows(r->d, "diff_same");
  if (live == NULL)
    return RES_OK;
  if (!guide_decode(r->c->a, live->guide, &old) || !guide_decode(r->c->a, now->guide, &new))
    return RES_INTERNAL;
  text(&x, N_("一句话简介"), live->summary, now->summary);
  text(&x, N_("插件是什么"), live->what, now->what);
  text(&x, N_("怎么使用"), live->how, now->how);
  text(&x, N_("接入玩法"), live->benefit, now->benefit);
  text(&x, N_("案例"), live->cases, now->cases);
  text(&x, N_("联系方式"), live->contact, now->contact);
  pictures(&x, live, now);
  guide(&x, &old, &new);
  data_fmt(r->d, "diff_summary", _T(r, N_("和已上架的第 %lld 版相比，有 %zu 处不同")), (long long)live->n, x.parts);
  return RES_OK;
}
