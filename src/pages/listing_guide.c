/* 接入指引: the second step of publishing (S3). The words are a form; the lists are kept item by item on pages of their own
 * (listing_item.c), and their row buttons save the words with them, so that nothing typed is lost. */
#include "domain/guide_import.h"
#include "pages/guide_show.h"
#include "pages/listing_edit.h"
#include "pages/listing_sample.h"

#include <string.h>

extern const struct page page_listing_guide;

struct words_form {
  const char *description, *sample;
};
#define SAMPLE                                                                                                         \
  F_CODE(struct words_form, sample, .label = N_("示例代码"), .hint = N_("引入和调用插件的代码"), .max = 5000,          \
         .rows = 10)
static const struct field words_fields[] = {
    F_AREA(struct words_form, description, .label = N_("接入说明"), .hint = N_("开发者接入时要先知道的事，会公开显示"),
           .min = 2, .max = 5000, .rows = 6),
    SAMPLE,
};
FORM(words, struct words_form);
/* With a row button the description may still be missing. */
static const struct field early_fields[] = {
    F_AREA(struct words_form, description, .label = N_("接入说明"), .max = 5000),
    SAMPLE,
};
FORM(early, struct words_form);

static bool imports(const struct req *r) { return strcmp(r->op, "import") == 0 || strcmp(r->action, "import") == 0; }
/* On the way to another guide: what was typed is saved as with a row button. */
static bool leaves(const struct req *r) { return strcmp(r->op, "copy") == 0; }
static bool rows_edited(const struct req *r) { return imports(r) || (r->op[0] != '\0' && strcmp(r->op, "save") != 0); }

static enum res prepare(struct req *r) {
  struct words_form *f = ARENA_NEW(r->c->a, struct words_form);

  form_read(r, rows_edited(r) ? &early : &words, "", NULL, f);
  editing_of(r)->more = f;
  return r->errors.n > 0 ? RES_INVALID : RES_OK;
}

static enum res op(struct req *r) { return sample_op(r, sample_guide()) ? RES_OK : RES_MALFORMED; }

/* ---- the manifest ---- */

/* What the version that merchants get offers and the guide does not tell, and the other way round. */
static enum res compare(struct req *r, const struct guide *g, struct listing_manifest *m, struct guide_import *out) {
  struct manifest manifest = {0};
  enum res res = listing_manifest(r->c, editing_of(r)->v.plugin_id, m);

  if (res == RES_OK)
    res = manifest_load(r->c->a, m->manifest, &manifest);
  if (res == RES_OK)
    guide_compare(r->c->a, g, &manifest, out);
  return res;
}

/* "pay-button、pages/pay/pay"; long lists end with how many there are. */
static const char *names(struct req *r, const struct import_list *l) {
  enum { SHOWN = 5 };
  struct buf b = buf_new(r->c->a, 4096);

  for (size_t i = 0; i < l->n && i < SHOWN; i++)
    buf_fmt(&b, "%s%s", i == 0 ? "" : _T(r, N_("、")), l->v[i].name);
  if (l->n > SHOWN)
    buf_fmt(&b, _T(r, N_(" 等 %zu 个")), l->n);
  return b.n == 0 ? "" : b.p;
}

static const char *import_words(struct req *r, const char *number, const struct guide_import *found) {
  struct buf b = buf_new(r->c->a, 16 * 1024);

  if (found->missing.n > 0)
    buf_fmt(&b, _T(r, N_("已从 %s 的清单添加：%s")), number, names(r, &found->missing));
  else
    buf_fmt(&b, _T(r, N_("%s 的清单里没有要添加的组件和页面")), number);
  if (found->extra.n > 0)
    buf_fmt(&b, _T(r, N_("；清单里没有，请核对：%s")), names(r, &found->extra));
  if (found->unfit.n > 0)
    buf_fmt(&b, _T(r, N_("；列表已满或名称不合要求，没有添加：%s")), names(r, &found->unfit));
  return b.p;
}

static enum res import(struct req *r, struct guide *g) {
  struct guide_import found = {0};
  struct listing_manifest m = {0};
  enum res res = compare(r, g, &m, &found);

  if (res == RES_NOT_FOUND)
    return why_at(r->c, RES_CONFLICT, "versions", editing_of(r)->v.plugin_id,
                  N_("还没有已上线的版本；请先到版本管理上线一个版本"));
  if (res != RES_OK)
    return res;
  guide_import(g, &found);
  r->flash = import_words(r, m.number, &found);
  return RES_OK;
}

/* The rows that the manifest does not have are marked, and the button says what it would add. */
static enum res show_manifest(struct req *r, struct guide_import *found) {
  struct listing_manifest m = {0};
  enum res res = compare(r, &editing_of(r)->g, &m, found);

  data_text(r->d, "import_words", NULL);
  data_flag(r->d, "may_import", res == RES_OK);
  if (res == RES_OK && found->missing.n > 0)
    data_fmt(r->d, "import_words", _T(r, N_("%s 的清单里还有没有说明的：%s")), m.number, names(r, &found->missing));
  else if (res == RES_OK)
    data_fmt(r->d, "import_words", _T(r, N_("%s 的清单里的组件和页面都已列出")), m.number);
  return res == RES_NOT_FOUND ? RES_OK : res;
}

/* ---- saving ---- */

static enum res act(struct req *r) {
  const struct editing *e = editing_of(r);
  const struct words_form *f = e->more;
  bool rows = rows_edited(r);
  struct guide g;
  enum res res = editing_ready(r);

  if (res != RES_OK)
    return res;
  if (!guide_decode(r->c->a, e->v.guide, &g)) /* a copy to change: this may run again */
    return RES_INTERNAL;
  r->flash = rows && !leaves(r) ? _T(r, N_("列表已更新")) : _T(r, N_("接入指引已保存"));
  if (imports(r))
    res = import(r, &g);
  else if (rows && !leaves(r) && !guide_edit(&g, r->op))
    res = why(r->c, RES_CONFLICT, NULL, N_("这一项已经不在或者不能再移动，请刷新页面查看最新内容"));
  if (res != RES_OK)
    return res;
  if (http_param(&r->post, "description") != NULL) {
    g.description = f->description;
    g.sample = f->sample;
  }
  r->to = url_id(r, leaves(r) ? "listing_copy" : rows ? "listing_guide" : "listing_check", e->v.plugin_id);
  return revision_save_guide(r->c, &e->v, &g, !rows);
}

/* "2 个组件属性 · 1 个组件事件" */
static const char *counts(struct req *r, enum guide_kind k, const struct guide_item *it) {
  const struct guide_list *a = guide_list_a(k), *b = guide_list_b(k);
  struct buf out = buf_new(r->c->a, 1024);

  if (k == GUIDE_CONFIG)
    return it->type;
  buf_fmt(&out, _T(r, N_("%s：%zu 个")), _T(r, a->label), it->na);
  if (b->code != NULL) {
    buf_str(&out, " · ");
    buf_fmt(&out, _T(r, N_("%s：%zu 个")), _T(r, b->label), it->nb);
  }
  return out.p;
}

static const char *op_text(struct req *r, const char *verb, enum guide_kind k, size_t no, bool there) {
  return there ? arena_fmt(r->c->a, "%s.%s.%zu", verb, guide_kind_code(k), no) : NULL;
}

static void show_items(struct req *r, struct data *d, enum guide_kind k, const char *id,
                       const struct guide_import *found) {
  const struct guide *g = &editing_of(r)->g;

  data_rows(d, "items");
  for (size_t i = 0; i < g->n[k]; i++) {
    struct data *row = data_row(d, "items");
    size_t no = i + 1;

    data_text(row, "item_name", g->item[k][i].name);
    data_text(row, "item_counts", counts(r, k, &g->item[k][i]));
    data_flag(row, "item_extra", guide_is_extra(found, k, g->item[k][i].name));
    show_findings_at(r, row, arena_fmt(r->c->a, "%s/%s", guide_kind_code(k), g->item[k][i].name));
    data_text(row, "item_url", url(r, "listing_item", id, guide_kind_code(k), arena_fmt(r->c->a, "%zu", no)));
    data_text(row, "up_op", op_text(r, "up", k, no, no > 1));
    data_text(row, "down_op", op_text(r, "down", k, no, no < g->n[k]));
    data_text(row, "del_op", op_text(r, "del", k, no, true));
  }
}

static void show_lists(struct req *r, const char *id, const struct guide_import *found) {
  static const struct {
    const char *title, *add, *none;
  } words_of[GUIDE__KINDS] = {
      [GUIDE_COMPONENTS] = {N_("组件列表"), N_("添加组件"), N_("还没有组件，插件有公开组件时请添加")},
      [GUIDE_PAGES] = {N_("页面列表"), N_("添加页面"), N_("还没有页面，插件有公开页面时请添加")},
      [GUIDE_INTERFACES] = {N_("接口列表"), N_("添加接口"), N_("还没有接口，插件有公开接口时请添加")},
      [GUIDE_CONFIG] = {N_("配置项列表"), N_("添加配置项"), N_("还没有配置项，需要小程序填写配置时请添加")},
  };

  for (int k = 0; k < GUIDE__KINDS; k++) {
    const char *code = guide_kind_code((enum guide_kind)k);
    struct data *d = data_row(r->d, "lists");
    bool full = editing_of(r)->g.n[k] >= GUIDE_ROWS;

    data_text(d, "list_code", code);
    data_text(d, "list_title", _T(r, words_of[k].title));
    data_text(d, "list_none", _T(r, words_of[k].none));
    data_text(d, "add_label", full ? NULL : _T(r, words_of[k].add));
    data_text(d, "add_url", full ? NULL : url(r, "listing_item", id, code, "new"));
    show_findings_at(r, d, code);
    show_items(r, d, (enum guide_kind)k, id, found);
    data_flag(d, "empty", editing_of(r)->g.n[k] == 0);
  }
}

static enum res show(struct req *r) {
  const struct editing *e = editing_of(r);
  const struct words_form now = {e->g.description, e->g.sample};
  struct guide_import found = {0};
  enum res res = editing_shown(r);
  bool may;

  if (res != RES_OK)
    return res;
  show_wizard(r, "listing_guide");
  may = show_may(r);
  show_findings(r, "listing_guide", NULL);
  if (!may)
    return guide_show(r, e->v.guide) ? RES_OK : RES_INTERNAL;
  res = show_manifest(r, &found);
  if (res != RES_OK)
    return res;
  sample_show(r, sample_guide(), true);
  data_text(r->d, "copy_url", url_id(r, "listing_copy", e->v.plugin_id));
  form_show(r, &words, "", &now, r->posted, r->d, "fields");
  show_lists(r, arena_fmt(r->c->a, "%lld", (long long)e->v.plugin_id), &found);
  show_submit(r, "save", _T(r, N_("下一步")), "primary");
  data_text(r->d, "cancel_url", url_id(r, "listing", e->v.plugin_id));
  return RES_OK;
}

const struct page page_listing_guide = {
    .name = "listing_guide",
    .path = "/console/plugins/{plugin}/listing/guide",
    .title = N_("接入指引"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_LISTING_EDIT,
    .menu = "plugins",
    .load = load_editing,
    .show = show,
    .prepare = prepare,
    .act = act,
    .op = op,
    .ops = "sample",
};
