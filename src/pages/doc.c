/* 插件文档: uploading keeps a draft, publishing shows it to everybody (S1: 上传 and 发布 are two steps, both repeatable). */
#include "domain/doc.h"
#include "domain/finding.h"
#include "pages/doc_show.h"
#include "pages/findings_show.h"
#include "pages/load.h"
#include "pages/version_load.h"

#include <stdlib.h>
#include <string.h>

extern const struct page page_doc;

/* What is above the 2 MB of a doc is read all the same, so that its refusal can name every rule. */
enum { ROWS = 20, ZIP_MAX = 20 << 20, BODY_MAX = 21 << 20, HASH_HEAD = 12 };

struct doc_form {
  const struct http_file *doc;
  const char *n;    /* revision to publish; none: the newest */
  const char *back; /* page that the button stood on; none: this one */
};

static const struct field fields_fields[] = {
    F_FILE(struct doc_form, doc, .label = N_("文档包"),
           .hint = N_("doc 文件夹打成的 zip：README.md 和它用到的图片，一共不超过 2 MB；不能用网络图片"), .min = 1,
           .max = ZIP_MAX, .accept = ".zip,application/zip", .actions = "upload"),
    F_HIDDEN(struct doc_form, n, .max = 10),
    F_HIDDEN(struct doc_form, back, .max = 20),
};
FORM(fields, struct doc_form);

/* From prepare to act, and to show after a refusal. */
struct checked {
  struct findings f;
  struct docpack *pack;
};

static int64_t number(const char *v) {
  long long n = v == NULL ? 0 : strtoll(v, NULL, 10);

  return n > 0 && n < INT32_MAX ? n : 0;
}

static void show_row(struct req *r, const struct doc_item *d, int64_t plugin_id) {
  struct data *row = data_row(r->d, "docs");
  const struct move *move = NULL;
  const char *hash = bytes_hex(r->c->a, d->sha256.p, d->sha256.n);

  data_int(row, "n", d->n);
  data_text(row, "name", doc_name(r, d->n));
  data_text(row, "url",
            url_with(r, url_id(r, "doc_preview", plugin_id), "n", arena_fmt(r->c->a, "%lld", (long long)d->n)));
  data_text(row, "label", _T(r, state_label(&doc_machine, d->state)));
  data_text(row, "tone", state_tone(&doc_machine, d->state));
  data_text(row, "who", d->who == NULL ? "--" : d->who);
  data_text(row, "size_kb", size_kb(r, d->size));
  data_int(row, "files", d->files);
  data_text(row, "sha256", hash);
  data_text(row, "sha256_head", arena_strn(r->c->a, hash, HASH_HEAD));
  data_text(row, "created", when(r, d->created_at));
  data_text(row, "published", d->published_at == 0 ? "--" : when(r, d->published_at));
  data_int(row, "rev", d->rev);
  data_flag(row, "may_publish", move_check(&doc_machine, d->state, "publish", r->rel, &move) == MOVE_OK);
  data_text(row, "publish_label", move == NULL ? NULL : _T(r, move->label));
}

/* How it stands, from the list itself: every row knows the published revision, the first of the first page is the newest. */
static void show_status(struct req *r, const struct plugin *p, const struct doc_item *d, size_t n, bool first) {
  struct doc_status s = {0};

  if (n > 0)
    s = (struct doc_status){.n = d->n, .live = d->live, .live_at = d->live_at};
  if (n > 0 && first) {
    s.rev = d->rev;
    s.created_at = d->created_at;
    s.state = d->state;
  }
  doc_state_rows(r, p->id, "doc", &s);
}

/* Numbers have no gaps, so the page before a row is counted forward from it. */
static enum res show_list(struct req *r, const struct plugin *p) {
  int64_t before = number(http_param(&r->in->args, "before")), after = number(http_param(&r->in->args, "after"));
  struct arena *a = r->c->a;
  struct doc_item *d = NULL;
  size_t n = 0, shown;
  enum res res = doc_list(r->c, p->id, before > 0 ? before + ROWS + 1 : after, ROWS + 1, &d, &n);

  shown = n > ROWS ? ROWS : n;
  data_rows(r->d, "docs");
  data_flag(r->d, "has_docs", shown > 0);
  for (size_t i = 0; i < shown && res == RES_OK; i++)
    show_row(r, &d[i], p->id);
  show_status(r, p, d, shown, before == 0 && after == 0);
  show_pager(r, shown > 0 && d[0].n < d[0].total ? arena_fmt(a, "%lld", (long long)d[0].n) : NULL,
             n > ROWS ? arena_fmt(a, "%lld", (long long)d[ROWS - 1].n) : NULL, shown > 0 ? d[0].total : -1);
  return res;
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  const struct checked *x = r->work;
  struct findings none = findings_new(r->c->a);

  plugin_tabs(r, "doc");
  findings_show(r, r->d, _T(r, N_("检查结果")), x == NULL ? &none : &x->f);
  data_flag(r->d, "may_upload", policy_may(PERM_VERSION_UPLOAD, r->rel));
  data_flag(r->d, "has_file", true);
  show_nothing(r, _T(r, N_("还没有文档")), _T(r, N_("文档帮助使用者接入插件，提交版本审核前需要先上传")), NULL, NULL);
  data_flag(r->d, "has_rev", false);
  show_submit(r, "upload", _T(r, N_("上传文档")), "primary");
  return show_list(r, p);
}

static enum res prepare(struct req *r) {
  const struct doc_form *f = r->form;
  const struct conf *conf = r->c->conf;
  struct checked *x;
  enum res res;

  if (strcmp(r->action, "publish") == 0)
    return RES_OK;
  if (strcmp(r->action, "upload") != 0)
    return RES_MALFORMED;
  r->work = x = ARENA_NEW(r->c->a, struct checked);
  x->f = findings_new(r->c->a);
  res = docpack_read(r->c->a, f->doc->fd, conf->doc_max, &x->f, &x->pack);
  if (res == RES_OK)
    res = docpack_encode(r->c->a, conf->image_helper, conf->doc_max, x->pack, &x->f);
  return res == RES_INVALID ? findings_complain(r, "doc", &x->f) : res;
}

static enum res upload(struct req *r, const struct plugin *p) {
  const struct checked *x = r->work;
  int64_t n = 0;
  enum res res = doc_put(r->c, p, r->rel, x->pack, &n);

  r->flash = arena_fmt(r->c->a, _T(r, N_("已保存为草稿%s，可以先预览再发布")), doc_name(r, n));
  if (x->f.n > 0) {
    r->flash_tone = "amber";
    r->flash = arena_fmt(r->c->a, _T(r, N_("已保存为草稿%s，有 %zu 处提醒：%s")), doc_name(r, n), x->f.n,
                         finding_line(r->c->a, r->c->lang, &x->f.item[0]));
  }
  return res;
}

/* 概览 and 基本设置 have the button too. */
static const char *back_to(struct req *r, const struct plugin *p, const char *page) {
  static const char *const pages[] = {"plugin", "plugin_settings"};

  for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
    if (page != NULL && strcmp(page, pages[i]) == 0)
      return url_id(r, page, p->id);
  return NULL; /* the page itself */
}

static enum res publish(struct req *r, const struct plugin *p) {
  const struct doc_form *f = r->form;
  struct doc d = {0};
  enum res res = doc_load(r->c, p->id, number(f->n), &d);

  if (res == RES_NOT_FOUND)
    return why(r->c, RES_CONFLICT, NULL, N_("还没有可以发布的文档，请先上传"));
  if (res == RES_OK && r->rev != 0 && r->rev != d.rev)
    return RES_STALE;
  r->flash = arena_fmt(r->c->a, _T(r, N_("已发布文档%s")), doc_name(r, d.n));
  r->to = back_to(r, p, f->back);
  return res == RES_OK ? doc_publish(r->c, p, &d, r->rel) : res;
}

static enum res act(struct req *r) {
  const struct plugin *p = r->obj;

  return strcmp(r->action, "upload") == 0 ? upload(r, p) : publish(r, p);
}

const struct page page_doc = {
    .name = "doc",
    .path = "/console/plugins/{plugin}/doc",
    .title = N_("插件文档"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_VERSION_UPLOAD,
    .body_max = BODY_MAX,
    .menu = "plugins",
    .form = &fields,
    .load = load_plugin,
    .show = show,
    .prepare = prepare,
    .act = act,
};
