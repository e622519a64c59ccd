/* The guide and its JSON (jansson). Every kind is one row of a table that says which members its items have and what
 * its two lists of rows are called; reading, writing and checking walk that table, so a member is named once.
 *
 * Reading is strict about shapes and types and silent about members it does not know. */
#include "domain/guide.h"

#include "base/json.h"
#include "base/lang.h"

#include <string.h>

static const char *const any_types[] = {"String", "Number", "Boolean", "Array", "Object", "Any", NULL};
static const char *const plain_types[] = {"String", "Number", "Boolean", NULL};

static const struct guide_list none = {NULL, NULL, 0, NULL};
static const struct guide_list props = {"props", N_("组件属性"),
                                        GUIDE_TYPE | GUIDE_REQUIRED | GUIDE_DEFAULT | GUIDE_DESCRIPTION, any_types};
static const struct guide_list events = {"events", N_("组件事件"), GUIDE_PARAMS | GUIDE_DESCRIPTION, NULL};
static const struct guide_list params = {"params", N_("页面参数"), GUIDE_TYPE | GUIDE_REQUIRED | GUIDE_DESCRIPTION,
                                         plain_types};
static const struct guide_list inputs = {"inputs", N_("接口入参"), GUIDE_TYPE | GUIDE_REQUIRED | GUIDE_DESCRIPTION,
                                         any_types};
static const struct guide_list outputs = {"outputs", N_("接口出参"), GUIDE_TYPE | GUIDE_REQUIRED | GUIDE_DESCRIPTION,
                                          any_types};

static const struct {
  const char *code, *label;
  const char *name; /* of the item's first member in JSON */
  const struct guide_list *a, *b;
} kinds[GUIDE__KINDS] = {
    [GUIDE_COMPONENTS] = {"components", N_("组件"), "name", &props, &events},
    [GUIDE_PAGES] = {"pages", N_("页面"), "path", &params, &none},
    [GUIDE_INTERFACES] = {"interfaces", N_("接口"), "name", &inputs, &outputs},
    [GUIDE_CONFIG] = {"config", N_("配置项"), "key", &none, &none},
};

const char *guide_kind_code(enum guide_kind k) { return kinds[k].code; }
const char *guide_kind_label(enum guide_kind k) { return kinds[k].label; }
const struct guide_list *guide_list_a(enum guide_kind k) { return kinds[k].a; }
const struct guide_list *guide_list_b(enum guide_kind k) { return kinds[k].b; }

bool guide_kind_parse(const char *code, enum guide_kind *out) {
  for (int k = 0; code != NULL && k < GUIDE__KINDS; k++)
    if (strcmp(kinds[k].code, code) == 0) {
      *out = (enum guide_kind)k;
      return true;
    }
  return false;
}

static bool type_ok(const char *const *types, const char *type) {
  for (size_t i = 0; types != NULL && types[i] != NULL; i++)
    if (strcmp(types[i], type) == 0)
      return true;
  return false;
}

/* ---- from JSON ---- */

struct reading {
  struct arena *a;
  bool bad;
};

/* A member as text: absent is "", anything but a string is damage. */
static const char *text_in(struct reading *x, const json_t *o, const char *name) {
  const json_t *v = json_object_get(o, name);

  if (v == NULL)
    return "";
  x->bad = x->bad || !json_is_string(v);
  return json_is_string(v) ? arena_str(x->a, json_string_value(v)) : "";
}

static const char *flag_in(struct reading *x, const json_t *o, const char *name) {
  const json_t *v = json_object_get(o, name);

  x->bad = x->bad || (v != NULL && !json_is_boolean(v));
  return json_is_true(v) ? "1" : "";
}

static size_t array_in(struct reading *x, const json_t *o, const char *name, const json_t **out) {
  *out = name == NULL ? NULL : json_object_get(o, name);
  if (*out == NULL)
    return 0;
  if (!json_is_array(*out) || json_array_size(*out) > GUIDE_ROWS) {
    x->bad = true;
    return 0;
  }
  return json_array_size(*out);
}

static struct guide_row *rows_in(struct reading *x, const json_t *o, const struct guide_list *l, size_t *n) {
  const json_t *list;
  struct guide_row *row;

  *n = array_in(x, o, l->code, &list);
  row = ARENA_ARRAY(x->a, struct guide_row, *n + 1);
  for (size_t i = 0; i < *n; i++) {
    const json_t *r = json_array_get(list, i);

    x->bad = x->bad || !json_is_object(r);
    row[i] = (struct guide_row){text_in(x, r, "name"),    text_in(x, r, "type"),   flag_in(x, r, "required"),
                                text_in(x, r, "default"), text_in(x, r, "params"), text_in(x, r, "description")};
    x->bad = x->bad || ((l->has & GUIDE_TYPE) != 0 && !type_ok(l->types, row[i].type));
  }
  return row;
}

static void item_in(struct reading *x, const json_t *o, enum guide_kind k, struct guide_item *it) {
  x->bad = x->bad || !json_is_object(o);
  it->name = text_in(x, o, kinds[k].name);
  it->description = text_in(x, o, "description");
  it->sample = text_in(x, o, "sample");
  it->type = text_in(x, o, "type");
  it->required = flag_in(x, o, "required");
  it->def = text_in(x, o, "default");
  it->a = rows_in(x, o, kinds[k].a, &it->na);
  it->b = rows_in(x, o, kinds[k].b, &it->nb);
  x->bad = x->bad || it->name[0] == '\0' || (k == GUIDE_CONFIG && !type_ok(plain_types, it->type));
}

bool guide_decode(struct arena *a, const char *json, struct guide *out) {
  struct reading x = {a, false};
  json_t *o;

  *out = (struct guide){.description = "", .sample = ""};
  for (int k = 0; k < GUIDE__KINDS; k++)
    out->item[k] = ARENA_ARRAY(a, struct guide_item, GUIDE_ROWS + 1);
  if (json == NULL || json[0] == '\0')
    return true;
  o = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
  x.bad = !json_is_object(o);
  out->description = text_in(&x, o, "description");
  out->sample = text_in(&x, o, "sample");
  for (int k = 0; k < GUIDE__KINDS; k++) {
    const json_t *list;

    out->n[k] = array_in(&x, o, kinds[k].code, &list);
    for (size_t i = 0; i < out->n[k]; i++)
      item_in(&x, json_array_get(list, i), (enum guide_kind)k, &out->item[k][i]);
  }
  json_decref(o);
  if (x.bad) {
    out->description = out->sample = "";
    memset(out->n, 0, sizeof out->n);
  }
  return !x.bad;
}

/* ---- to JSON ---- */

static void text_out(json_t *o, const char *name, const char *v) {
  json_object_set_new(o, name, json_string(v == NULL ? "" : v));
}

static void flag_out(json_t *o, const char *name, const char *v) {
  json_object_set_new(o, name, json_boolean(v != NULL && v[0] != '\0'));
}

static json_t *row_out(const struct guide_row *row, unsigned has) {
  json_t *o = json_object();

  text_out(o, "name", row->name);
  if ((has & GUIDE_TYPE) != 0)
    text_out(o, "type", row->type);
  if ((has & GUIDE_REQUIRED) != 0)
    flag_out(o, "required", row->required);
  if ((has & GUIDE_DEFAULT) != 0)
    text_out(o, "default", row->def);
  if ((has & GUIDE_PARAMS) != 0)
    text_out(o, "params", row->params);
  text_out(o, "description", row->description);
  return o;
}

static void rows_out(json_t *o, const struct guide_list *l, const struct guide_row *row, size_t n) {
  json_t *list = json_array();

  for (size_t i = 0; i < n; i++)
    json_array_append_new(list, row_out(&row[i], l->has));
  json_object_set_new(o, l->code, list);
}

static json_t *item_out(enum guide_kind k, const struct guide_item *it) {
  json_t *o = json_object();

  text_out(o, kinds[k].name, it->name);
  if (k == GUIDE_CONFIG) {
    text_out(o, "type", it->type);
    flag_out(o, "required", it->required);
    text_out(o, "default", it->def);
  }
  text_out(o, "description", it->description);
  if (k != GUIDE_CONFIG)
    text_out(o, "sample", it->sample);
  if (kinds[k].a->code != NULL)
    rows_out(o, kinds[k].a, it->a, it->na);
  if (kinds[k].b->code != NULL)
    rows_out(o, kinds[k].b, it->b, it->nb);
  return o;
}

const char *guide_encode(struct arena *a, const struct guide *g) {
  json_t *o = json_object();
  const char *text;

  text_out(o, "description", g->description);
  text_out(o, "sample", g->sample);
  for (int k = 0; k < GUIDE__KINDS; k++) {
    json_t *list = json_array();

    for (size_t i = 0; i < g->n[k]; i++)
      json_array_append_new(list, item_out((enum guide_kind)k, &g->item[k][i]));
    json_object_set_new(o, kinds[k].code, list);
  }
  text = arena_json_text(a, o, 0);
  return text == NULL ? "" : text;
}
