/* The values of a form are an ordered list, as a browser sends them; libxml2 walks the controls in document order. */
#include "form.h"
#include "page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

enum { FIELDS_MAX = 2000, CONTROLS_MAX = 500 };

struct control {
  const char *name;
  enum form_kind kind;
};

struct form {
  struct arena *a;
  const char *url;
  bool multipart;
  struct part part[FIELDS_MAX];
  size_t n;
  struct control control[CONTROLS_MAX];
  size_t ncontrols;
};

void form_add(struct form *f, const char *name, const char *value) {
  if (f->n == FIELDS_MAX)
    fail_msg("%s: more than %d fields", f->url, FIELDS_MAX);
  f->part[f->n++] = (struct part){.name = arena_str(f->a, name), .body = bytes_of(arena_str(f->a, value))};
}

void form_drop(struct form *f, const char *name) {
  size_t kept = 0;

  for (size_t i = 0; i < f->n; i++)
    if (strcmp(f->part[i].name, name) != 0)
      f->part[kept++] = f->part[i];
  f->n = kept;
}

void form_set(struct form *f, const char *name, const char *value) {
  for (size_t i = 0; i < f->n; i++) {
    if (strcmp(f->part[i].name, name) != 0)
      continue;
    struct part here = {.name = f->part[i].name, .body = bytes_of(arena_str(f->a, value))};
    size_t kept = i;
    f->part[kept++] = here; /* in its place: csrf stays first */
    for (size_t j = i + 1; j < f->n; j++)
      if (strcmp(f->part[j].name, name) != 0)
        f->part[kept++] = f->part[j];
    f->n = kept;
    return;
  }
  form_add(f, name, value);
}

void form_file(struct form *f, const char *name, const char *file, const char *type, struct bytes body) {
  form_add(f, name, "");
  f->part[f->n - 1].file = file;
  f->part[f->n - 1].type = type;
  f->part[f->n - 1].body = body;
}

const char *form_value(const struct form *f, const char *name) {
  for (size_t i = 0; i < f->n; i++)
    if (strcmp(f->part[i].name, name) == 0)
      return f->part[i].body.n ? f->part[i].body.p : "";
  return NULL;
}

bool form_control(const struct form *f, size_t i, const char **name, enum form_kind *kind) {
  if (i >= f->ncontrols)
    return false;
  *name = f->control[i].name;
  *kind = f->control[i].kind;
  return true;
}

void form_bytes(struct form *f, const char *name, struct bytes value) {
  form_set(f, name, "");
  for (size_t i = 0; i < f->n; i++)
    if (strcmp(f->part[i].name, name) == 0)
      f->part[i].body = value;
  f->multipart = true;
}

size_t form_weight(const struct form *f) {
  size_t n = 0;

  for (size_t i = 0; i < f->n; i++)
    n += f->part[i].body.n;
  return n;
}

const char *form_url(const struct form *f) { return f->url; }

static void take_control(struct form *f, const char *name, enum form_kind kind) {
  for (size_t i = 0; i < f->ncontrols; i++)
    if (strcmp(f->control[i].name, name) == 0)
      return;
  if (f->ncontrols < CONTROLS_MAX)
    f->control[f->ncontrols++] = (struct control){name, kind};
}

static bool is(xmlNodePtr node, const char *name) { return strcasecmp((const char *)node->name, name) == 0; }

static bool has(xmlNodePtr node, const char *attr) { return xmlHasProp(node, (const xmlChar *)attr) != NULL; }

static void take_select(struct form *f, xmlNodePtr node, const char *name, xmlNodePtr *first) {
  for (xmlNodePtr o = node->children; o; o = o->next) {
    if (o->type != XML_ELEMENT_NODE)
      continue;
    if (is(o, "optgroup"))
      take_select(f, o, name, first);
    if (is(o, "option") && !*first && !has(o, "disabled"))
      *first = o;
    if (is(o, "option") && has(o, "selected"))
      form_add(f, name, page_attr(f->a, o, "value"));
  }
}

static void take_text(struct form *f, xmlNodePtr node, const char *name) {
  xmlChar *raw = xmlNodeGetContent(node);
  const char *text = raw ? (const char *)raw : "";

  take_control(f, name, FORM_TEXT);
  form_add(f, name, text[0] == '\n' ? text + 1 : text); /* HTML drops the first line break */
  xmlFree(raw);
}

static void take_input(struct form *f, xmlNodePtr node, const char *name) {
  const char *type = page_attr(f->a, node, "type"), *value = page_attr(f->a, node, "value");

  if (type && strcmp(type, "file") == 0)
    take_control(f, name, FORM_FILE);
  if (type && strstr(" submit button reset image file ", arena_fmt(f->a, " %s ", type)))
    return;
  bool box = type && (strcmp(type, "checkbox") == 0 || strcmp(type, "radio") == 0);
  if (!type || strcmp(type, "hidden") != 0)
    take_control(f, name, box ? FORM_CHOICE : type && strcmp(type, "password") == 0 ? FORM_PASSWORD : FORM_TEXT);
  if (!box || has(node, "checked"))
    form_add(f, name, value ? value : box ? "on" : "");
}

static void take_controls(struct form *f, xmlNodePtr node) {
  for (; node; node = node->next) {
    if (node->type != XML_ELEMENT_NODE)
      continue;
    const char *name = page_attr(f->a, node, "name");
    xmlNodePtr first = NULL;
    size_t before = f->n;
    if (!name || !name[0] || has(node, "disabled"))
      take_controls(f, node->children);
    else if (is(node, "input"))
      take_input(f, node, name);
    else if (is(node, "textarea"))
      take_text(f, node, name);
    else if (is(node, "select")) {
      take_control(f, name, FORM_CHOICE);
      take_select(f, node, name, &first);
      if (f->n == before && first && !has(node, "multiple"))
        form_add(f, name, page_attr(f->a, first, "value"));
    } else
      take_controls(f, node->children);
  }
}

static struct form *form_read(struct page *p, xmlNodePtr node, const char *action) {
  struct form *f = ARENA_NEW(p->a, struct form);
  const char *to = page_attr(p->a, node, "action"), *type = page_attr(p->a, node, "enctype");

  f->a = p->a;
  f->url = page_resolve(p, to ? to : "");
  f->multipart = type && strcasecmp(type, "multipart/form-data") == 0;
  take_controls(f, node->children);
  if (action && !form_value(f, "action"))
    form_add(f, "action", action);
  return f;
}

struct form *form_find(struct page *p, const char *action) {
  const char *xpath = "//main//form[translate(@method,'POST','post')='post']"; /* signing out is in the top bar */

  if (action)
    xpath = arena_fmt(p->a, "//form[.//*[@name='action' and @value='%s'][self::button or self::input]]", action);
  xmlNodeSetPtr set = page_nodes(p, xpath);
  return set && set->nodeNr ? form_read(p, set->nodeTab[0], action) : NULL;
}

struct form *form_get(struct page *p, const char *action) {
  struct form *f = form_find(p, action);

  if (!f)
    fail_msg("%s (%ld) has no form for %s", p->url, p->status, action ? action : "POST");
  return f;
}

struct page *form_send(struct client *c, struct form *f) {
  if (f->multipart)
    return client_multipart(c, f->url, f->part, f->n);
  struct pair *fields = ARENA_ARRAY(f->a, struct pair, f->n + 1);
  for (size_t i = 0; i < f->n; i++)
    fields[i] = (struct pair){f->part[i].name, f->part[i].body.n ? f->part[i].body.p : ""};
  return client_post(c, f->url, fields);
}

struct page *form_press(struct client *c, struct form *f, const char *name, const char *value) {
  form_drop(f, name);
  form_add(f, name, value);
  return form_send(c, f);
}
