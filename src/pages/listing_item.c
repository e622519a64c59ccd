/* One component, page, interface or config entry of the guide (S3), with its rows: 属性 and 事件, 参数, 入参 and 出参.
 *
 * The four kinds share one struct and one kind of row; which fields and groups a kind has is a table. Row buttons
 * change what was posted and show the page again (web/rows.h); only saving checks. */
#include "pages/guide_show.h"
#include "pages/listing_edit.h"
#include "pages/listing_sample.h"
#include "web/rows.h"

#include <stdlib.h>
#include <string.h>

extern const struct page page_listing_item;

/* ---- one row ---- */

struct row_form {
  const char *name, *type, *params, *def, *description;
  int64_t required;
};

static const struct choice any_types[] = {
    {"String", "String", NULL}, {"Number", "Number", NULL}, {"Boolean", "Boolean", NULL},
    {"Array", "Array", NULL},   {"Object", "Object", NULL}, {"Any", "Any", NULL},
};
enum { PLAIN = 3, ANY = 6 }; /* page parameters and config take the first three */

#define DEFAULT(type)                                                                                                  \
  { .name = "default", .at = FIELD_AT(type, def, const char *), .kind = FIELD_TEXT, .label = N_("默认值"), .max = 100 }
#define ROW_NAME        F_TEXT(struct row_form, name, .label = N_("名称"), .min = 1, .max = 50)
#define ROW_TYPE(n)     F_SELECT(struct row_form, type, .label = N_("类型"), .choices = any_types, .nchoices = n, .min = 1)
#define ROW_REQUIRED    F_CHECK(struct row_form, required, .label = N_("必填"))
#define ROW_DESCRIPTION F_TEXT(struct row_form, description, .label = N_("说明"), .max = 200)

static const struct field props_fields[] = {ROW_NAME, ROW_TYPE(ANY), ROW_REQUIRED, DEFAULT(struct row_form),
                                            ROW_DESCRIPTION};
static const struct field events_fields[] = {ROW_NAME, F_TEXT(struct row_form, params, .label = N_("参数"), .max = 200),
                                             ROW_DESCRIPTION};
static const struct field params_fields[] = {ROW_NAME, ROW_TYPE(PLAIN), ROW_REQUIRED, ROW_DESCRIPTION};
static const struct field values_fields[] = {ROW_NAME, ROW_TYPE(ANY), ROW_REQUIRED, ROW_DESCRIPTION};
FORM(props, struct row_form);
FORM(events, struct row_form);
FORM(params, struct row_form);
FORM(values, struct row_form);

#define GROUP(code, words, add, rows)                                                                                  \
  { .name = code, .label = words, .add_label = add, .form = rows, .max = GUIDE_ROWS }
static const struct rows group_props = GROUP("props", N_("组件属性"), N_("添加属性"), &props);
static const struct rows group_events = GROUP("events", N_("组件事件"), N_("添加事件"), &events);
static const struct rows group_params = GROUP("params", N_("页面参数"), N_("添加参数"), &params);
static const struct rows group_inputs = GROUP("inputs", N_("接口入参"), N_("添加入参"), &values);
static const struct rows group_outputs = GROUP("outputs", N_("接口出参"), N_("添加出参"), &values);

/* ---- one item ---- */

struct item_form {
  const char *name, *description, *sample, *type, *def;
  int64_t required;
};

#define ITEM_DESCRIPTION F_AREA(struct item_form, description, .label = N_("说明"), .max = 500)
#define ITEM_SAMPLE      F_CODE(struct item_form, sample, .label = N_("示例代码"), .max = 3000, .rows = 8)

static const struct field component_fields[] = {F_TEXT(struct item_form, name, .label = N_("组件名称"),
                                                       .hint = N_("和插件清单里的公开组件一致，例如 pay-button"),
                                                       .min = 1, .max = GUIDE_NAME, .check = guide_name_words),
                                                ITEM_DESCRIPTION, ITEM_SAMPLE};
static const struct field path_fields[] = {{.name = "path",
                                            .at = FIELD_AT(struct item_form, name, const char *),
                                            .kind = FIELD_TEXT,
                                            .label = N_("页面路径"),
                                            .hint = N_("插件内的相对路径，例如 pages/index/index"),
                                            .min = 1,
                                            .max = GUIDE_PATH,
                                            .check = guide_path_words},
                                           ITEM_DESCRIPTION,
                                           ITEM_SAMPLE};
static const struct field interface_fields[] = {F_TEXT(struct item_form, name, .label = N_("接口名称"),
                                                       .hint = N_("例如 createOrder"), .min = 1, .max = GUIDE_NAME),
                                                ITEM_DESCRIPTION, ITEM_SAMPLE};
static const struct field config_fields[] = {
    F_TEXT(struct item_form, name, .label = N_("配置项名称"), .hint = N_("绑定插件的小程序按它填写配置，例如 shopId"),
           .min = 1, .max = GUIDE_NAME, .check = guide_name_words),
    F_SELECT(struct item_form, type, .label = N_("类型"), .choices = any_types, .nchoices = PLAIN, .min = 1),
    F_CHECK(struct item_form, required, .label = N_("必填")), DEFAULT(struct item_form), ITEM_DESCRIPTION};
FORM(component, struct item_form);
FORM(path, struct item_form);
FORM(interface, struct item_form);
FORM(config, struct item_form);

static const struct {
  const struct form *form;
  const struct rows *a, *b;
  const char *add;
} kinds[GUIDE__KINDS] = {
    [GUIDE_COMPONENTS] = {&component, &group_props, &group_events, N_("添加组件")},
    [GUIDE_PAGES] = {&path, &group_params, NULL, N_("添加页面")},
    [GUIDE_INTERFACES] = {&interface, &group_inputs, &group_outputs, N_("添加接口")},
    [GUIDE_CONFIG] = {&config, NULL, NULL, N_("添加配置项")},
};

/* Spelled out, not in the table: the compiler checks formats only where they stand. */
static const char *edit_title(struct req *r, enum guide_kind k, const char *name) {
  struct arena *a = r->c->a;

  switch (k) {
  case GUIDE_COMPONENTS:
    return arena_fmt(a, _T(r, N_("修改组件：%s")), name);
  case GUIDE_PAGES:
    return arena_fmt(a, _T(r, N_("修改页面：%s")), name);
  case GUIDE_INTERFACES:
    return arena_fmt(a, _T(r, N_("修改接口：%s")), name);
  default:
    return arena_fmt(a, _T(r, N_("修改配置项：%s")), name);
  }
}

/* Which item the path names. */
struct spot {
  enum guide_kind k;
  size_t no; /* from 1; one behind the last: a new one */
  bool new;
  struct guide_item it; /* what was posted, from prepare to act */
};

static const struct spot *spot_of(const struct req *r) { return editing_of(r)->more; }

static enum res load(struct req *r) {
  struct spot *at = ARENA_NEW(r->c->a, struct spot);
  enum res res = load_editing(r);
  const struct guide *g;
  char *end;

  if (res != RES_OK)
    return res;
  g = &editing_of(r)->g;
  editing_of(r)->more = at;
  if (!guide_kind_parse(r->var[1], &at->k))
    return RES_NOT_FOUND;
  at->new = strcmp(r->var[2], "new") == 0;
  if (at->new) {
    at->no = g->n[at->k] + 1;
    return RES_OK;
  }
  at->no = strlen(r->var[2]) > 3 || strspn(r->var[2], "0123456789") == 0 ? 0 : strtoul(r->var[2], &end, 10);
  return at->no < 1 || *end != '\0' || (editing_of(r)->v.id != 0 && at->no > g->n[at->k]) ? RES_NOT_FOUND : RES_OK;
}

static enum res op(struct req *r) {
  const struct spot *at = spot_of(r);

  if (sample_op(r, sample_item(at->k)))
    return RES_OK;
  if (kinds[at->k].a == NULL || !rows_op(r, kinds[at->k].a, r->op))
    if (kinds[at->k].b == NULL || !rows_op(r, kinds[at->k].b, r->op))
      return why(r->c, RES_CONFLICT, NULL, N_("这一行已经不在、不能再移动，或者行数已满"));
  return RES_OK;
}

/* ---- saving ---- */

static struct guide_row *read_rows(struct req *r, const struct rows *group, size_t *n) {
  struct row_form *form = ARENA_ARRAY(r->c->a, struct row_form, GUIDE_ROWS);
  struct guide_row *row = ARENA_ARRAY(r->c->a, struct guide_row, GUIDE_ROWS);
  size_t twice;

  *n = group == NULL ? 0 : rows_read(r, group, form);
  for (size_t i = 0; i < *n; i++) {
    const struct row_form *f = &form[i];

    row[i] = (struct guide_row){f->name, f->type, f->required ? "1" : "", f->def, f->params, f->description};
  }
  twice = r->errors.n == 0 ? guide_row_twice(row, *n) : 0;
  if (twice > 0)
    form_complain(r, arena_fmt(r->c->a, "%s.%zu.name", group->name, twice),
                  _T(r, N_("这个名称在上面已经有了，请换一个")));
  return row;
}

static enum res check_spot(struct req *r, const char *name) {
  const struct spot *at = spot_of(r);
  size_t other = guide_item_named(&editing_of(r)->g, at->k, name);

  if (at->no > GUIDE_ROWS)
    return why(r->c, RES_INVALID, NULL, N_("每个列表最多 %d 个，请先删除一些"), (int)GUIDE_ROWS);
  if (other != 0 && other != at->no)
    return why(r->c, RES_INVALID, kinds[at->k].form->f[0].name, N_("这个名称在列表里已经有了，请换一个"));
  return RES_OK;
}

static enum res prepare(struct req *r) {
  struct spot *at = editing_of(r)->more;
  struct item_form f = {0};

  form_read(r, kinds[at->k].form, "", NULL, &f);
  at->it = (struct guide_item){.name = f.name,
                               .description = f.description,
                               .sample = f.sample,
                               .type = f.type,
                               .required = f.required ? "1" : "",
                               .def = f.def};
  at->it.a = read_rows(r, kinds[at->k].a, &at->it.na);
  at->it.b = read_rows(r, kinds[at->k].b, &at->it.nb);
  return r->errors.n > 0 ? RES_INVALID : RES_OK;
}

static enum res act(struct req *r) {
  const struct editing *e = editing_of(r);
  const struct spot *at = spot_of(r);
  struct guide g;
  enum res res = editing_ready(r);

  if (res == RES_OK)
    res = check_spot(r, at->it.name);
  if (res != RES_OK)
    return res;
  if (!guide_decode(r->c->a, e->v.guide, &g)) /* a copy to change: this may run again */
    return RES_INTERNAL;
  g.item[at->k][at->no - 1] = at->it;
  if (at->new)
    g.n[at->k]++;
  r->to = url_id(r, "listing_guide", e->v.plugin_id);
  r->flash = at->new ? _T(r, N_("已添加")) : _T(r, N_("已保存"));
  return revision_save_guide(r->c, &e->v, &g, false);
}

/* ---- showing ---- */

static void show_group(struct req *r, const struct rows *group, const struct guide_row *row, size_t n) {
  struct row_form *form = ARENA_ARRAY(r->c->a, struct row_form, n + 1);

  if (group == NULL)
    return;
  for (size_t i = 0; i < n; i++)
    form[i] = (struct row_form){row[i].name, row[i].type,        row[i].params,
                                row[i].def,  row[i].description, row[i].required[0] != '\0'};
  rows_show(r, group, form, n, r->posted, r->d);
}

/* The item alone, for who may not change it. */
static enum res show_read(struct req *r) {
  const struct spot *at = spot_of(r);
  struct guide one = {.description = "", .sample = ""};

  if (!at->new) {
    one.item[at->k] = &editing_of(r)->g.item[at->k][at->no - 1];
    one.n[at->k] = 1;
  }
  return guide_show(r, guide_encode(r->c->a, &one)) ? RES_OK : RES_INTERNAL;
}

static enum res show(struct req *r) {
  const struct editing *e = editing_of(r);
  const struct spot *at = spot_of(r);
  static const struct guide_item none = {"", "", "", "", "", "", NULL, 0, NULL, 0};
  const struct guide_item *it = &none;
  struct item_form f;
  enum res res = editing_shown(r);
  bool may;

  if (res != RES_OK)
    return res;
  if (!at->new)
    it = &e->g.item[at->k][at->no - 1];
  f = (struct item_form){it->name, it->description, it->sample, it->type, it->def, it->required[0] != '\0'};
  show_wizard(r, "listing_guide");
  crumb(r, _T(r, N_("接入指引")), url_id(r, "listing_guide", e->v.plugin_id));
  page_title(r, at->new ? _T(r, kinds[at->k].add) : edit_title(r, at->k, it->name));
  may = show_may(r);
  show_findings(r, "listing_item", at->new ? NULL : arena_fmt(r->c->a, "%s/%s", guide_kind_code(at->k), it->name));
  if (!may)
    return show_read(r);
  sample_show(r, sample_item(at->k), true);
  form_show(r, kinds[at->k].form, "", &f, r->posted, r->d, "fields");
  show_group(r, kinds[at->k].a, it->a, it->na);
  show_group(r, kinds[at->k].b, it->b, it->nb);
  show_submit(r, "save", _T(r, N_("保存")), "primary");
  data_text(r->d, "cancel_url", url_id(r, "listing_guide", e->v.plugin_id));
  return RES_OK;
}

const struct page page_listing_item = {
    .name = "listing_item",
    .path = "/console/plugins/{plugin}/listing/guide/{kind}/{n}",
    .title = N_("接入指引"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_LISTING_EDIT,
    .body_max = 512 * 1024,
    .menu = "plugins",
    .load = load,
    .show = show,
    .prepare = prepare,
    .act = act,
    .op = op,
};
