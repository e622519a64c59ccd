/* 上传版本: the zip is checked, packed anew and its doc/ prepared before the transaction; keeping it all is one transaction.
 * A refused file must be chosen again, everything else stays as typed. */
#include "base/text.h"
#include "domain/version.h"

#include "domain/check.h"
#include "domain/doc.h"
#include "pages/findings_show.h"
#include "pages/load.h"
#include "pages/version_load.h"

extern const struct page page_version_upload;

enum { ZIP_MAX = 20 << 20, BODY_MAX = 21 << 20 };

struct upload_form {
  const struct http_file *package;
  const char *version, *note, *min_base_library;
};

/* %s is the label of the field. */
static const char *number_words(const char *v) {
  struct version_number n;

  return version_parse(v, &n) ? NULL : N_("%s请写成三段数字，例如 1.2.0，每段 0 到 999，不要以 0 开头");
}

static const struct field fields_fields[] = {
    F_FILE(struct upload_form, package, .label = N_("插件包"),
           .hint = N_("zip 文件，最大 20 MB：插件本身、装着插件的一个文件夹，或者含有 project.config.json 的整个项目"),
           .min = 1, .max = ZIP_MAX, .accept = ".zip,application/zip"),
    F_TEXT(struct upload_form, version, .label = N_("版本号"),
           .hint = N_("要大于同一主版本的所有版本号；不兼容的改动请增加主版本"), .min = 1, .max = 11,
           .check = number_words),
    F_AREA(struct upload_form, note, .label = N_("更新说明"), .max = VERSION_NOTE_MAX, .rows = 3),
    F_TEXT(struct upload_form, min_base_library, .label = N_("最低基础库"),
           .hint = N_("插件能运行的最低基础库版本，例如 2.9.3"), .max = 11, .check = number_words),
};
FORM(fields, struct upload_form);

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  struct upload_form *f = r->form;
  struct version_number next;
  struct check_upload *x = r->work;
  struct findings none = findings_new(r->c->a);
  enum res res = RES_OK;

  plugin_tabs(r, "versions");
  crumb(r, _T(r, N_("版本管理")), url_id(r, "versions", p->id));
  if (!r->posted) {
    res = version_next(r->c, p->id, &next);
    f->version = version_format(r->c->a, next);
  }
  findings_show(r, r->d, _T(r, N_("检查结果")), x == NULL ? &none : &x->f);
  data_flag(r->d, "has_file", true);
  data_text(r->d, "cancel_url", url_id(r, "versions", p->id));
  show_submit(r, "upload", _T(r, N_("上传版本")), "primary");
  return res;
}

static enum res prepare(struct req *r) {
  const struct upload_form *f = r->form;
  const struct conf *conf = r->c->conf;
  struct check_upload *x = ARENA_NEW(r->c->a, struct check_upload);
  enum res res = check_upload(r->c->a, conf, conf->image_helper, f->package->fd, x);

  r->work = x;
  return res == RES_INVALID ? findings_complain(r, "package", &x->f) : res;
}

/* Once the package has passed, errors are those of its documentation. */
static const char *said(struct req *r, const struct check_upload *x, const char *number) {
  const char *done = arena_fmt(r->c->a, _T(r, N_("已上传版本 %s")), number), *first = findings_first(r, &x->f);

  if (x->package.ndocs == 0)
    return done;
  if (x->doc != NULL)
    return arena_fmt(r->c->a, _T(r, N_("%s；其中的文档已保存为草稿，可以到“插件文档”预览和发布")), done);
  r->flash_tone = "amber";
  if (first == NULL)
    return arena_fmt(r->c->a, _T(r, N_("%s；其中的文档没有保存，请到“插件文档”单独上传")), done);
  return arena_fmt(r->c->a, _T(r, N_("%s；其中的文档没有保存，请修改后到“插件文档”单独上传（%s）")), done,
                   text_cut(r->c->a, first, 200));
}

static enum res act(struct req *r) {
  const struct upload_form *f = r->form;
  const struct plugin *p = r->obj;
  const struct check_upload *x = r->work;
  struct version_upload up = {.plugin = p,
                              .rel = r->rel,
                              .note = f->note,
                              .min_base_library = f->min_base_library,
                              .package = &x->package,
                              .findings = &x->f};
  int64_t id = 0, doc_n = 0;
  enum res res;

  if (!version_parse(f->version, &up.number))
    return RES_INTERNAL;
  res = version_upload(r->c, &up, &id);
  if (res == RES_OK && x->doc != NULL)
    res = doc_put(r->c, p, r->rel, x->doc, &doc_n);
  r->to = version_url(r, "version", p->id, f->version);
  r->flash = said(r, x, f->version);
  return res;
}

const struct page page_version_upload = {
    .name = "version_upload",
    .path = "/console/plugins/{plugin}/versions/upload",
    .title = N_("上传版本"),
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
