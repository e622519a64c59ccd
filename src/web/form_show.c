/* Showing: one dataset row per field for part/field.tpl. What was typed comes back exactly, but files and passwords. */
#include "web/form.h"
#include "web/page.h"

#include <string.h>

struct showing {
  struct req *r;
  const struct field *f;
  const char *name;
  const char *at; /* the member; NULL: empty */
  bool posted;
  struct data *d;
};

static const char *text_value(const struct showing *x) {
  const char *v;

  if (x->posted) {
    v = http_param(&x->r->post, x->name);
    return v == NULL ? "" : v;
  }
  if (x->at == NULL)
    return "";
  if (x->f->kind == FIELD_INT)
    return arena_fmt(x->r->c->a, "%lld", (long long)*(const int64_t *)(const void *)x->at);
  v = *(const char *const *)(const void *)x->at;
  return v == NULL ? "" : v;
}

/* What the page says of the files that it kept; NULL: it kept none. */
static const char *kept_words(const struct showing *x) {
  const struct http_file *file = NULL;

  if (x->posted && x->f->kind == FIELD_FILES && x->f->again != NULL)
    file = http_file(&x->r->post, x->name);
  return file != NULL && file->fd >= 0 ? x->f->again(x->r) : NULL;
}

/* A chosen file does not come back with the page, so it has to be chosen again; one that was never chosen does not. */
static bool chosen_before(const struct showing *x) {
  const struct http_file *file = NULL;

  if (x->posted && (x->f->kind == FIELD_FILE || x->f->kind == FIELD_FILES))
    file = http_file(&x->r->post, x->name);
  return file != NULL && (file->fd >= 0 || file->filename[0] != '\0') && kept_words(x) == NULL;
}

/* Nor does a password that was typed. */
static bool secret_before(const struct showing *x) {
  const char *v = x->posted && x->f->kind == FIELD_PASSWORD ? http_param(&x->r->post, x->name) : NULL;

  return v != NULL && v[0] != '\0';
}

static bool is_on(const struct showing *x, const char *value) {
  const struct form_list *list;

  if (x->posted) {
    for (size_t i = 0; i < x->r->post.n; i++)
      if (strcmp(x->r->post.param[i].name, x->name) == 0 && strcmp(x->r->post.param[i].value, value) == 0)
        return true;
    return false;
  }
  if (x->f->kind != FIELD_CHECKS)
    return strcmp(text_value(x), value) == 0;
  list = (const void *)x->at;
  for (size_t i = 0; list != NULL && i < list->n; i++)
    if (strcmp(list->v[i], value) == 0)
      return true;
  return false;
}

static const char *translated(const struct showing *x, const char *text) {
  return x->f->choose != NULL || text == NULL ? text : _T(x->r, text);
}

/* Where the next option goes: the field itself, or the group with its heading. */
static struct data *option_home(const struct showing *x, const char *value, struct data *group, const char **heading) {
  const char *now = x->f->group == NULL ? NULL : x->f->group(x->r, value);

  if (now == NULL || (*heading != NULL && strcmp(now, *heading) == 0))
    return group;
  *heading = now;
  group = data_row(x->d, "option_groups");
  data_text(group, "group_label", now);
  return group;
}

static void show_options(const struct showing *x) {
  size_t n = x->f->nchoices;
  const struct choice *c = x->f->choose == NULL ? x->f->choices : x->f->choose(x->r, &n);
  struct data *home = x->d;
  const char *heading = NULL;

  data_rows(x->d, "options");
  data_rows(x->d, "option_groups");
  for (size_t i = 0; i < n; i++) {
    bool on = is_on(x, c[i].value);
    struct data *o;

    home = option_home(x, c[i].value, home, &heading);
    o = data_row(home, "options");
    data_fmt(o, "id", "f-%s-%zu", x->name, i + 1);
    data_text(o, "value", c[i].value);
    data_text(o, "label", translated(x, c[i].label));
    data_text(o, "hint", translated(x, c[i].hint));
    data_flag(o, "selected", on);
    data_flag(o, "checked", on);
  }
}

static const struct {
  const char *flag, *type;
} kinds[] = {
    [FIELD_TEXT] = {"is_text", "text"},
    [FIELD_EMAIL] = {"is_text", "email"},
    [FIELD_PASSWORD] = {"is_text", "password"},
    [FIELD_AREA] = {"is_area", ""},
    [FIELD_CODE] = {"is_code", ""},
    [FIELD_INT] = {"is_text", "text"},
    [FIELD_SELECT] = {"is_select", ""},
    [FIELD_RADIOS] = {"is_radios", ""},
    [FIELD_CHECKS] = {"is_checks", ""},
    [FIELD_CHECK] = {"is_check", ""},
    [FIELD_FILE] = {"is_file", ""},
    [FIELD_FILES] = {"is_file", ""},
    [FIELD_HIDDEN] = {"is_hidden", ""},
};

static bool has_text(enum field_kind k) { return k <= FIELD_CODE || k == FIELD_INT || k == FIELD_HIDDEN; }

static void show_kind(const struct showing *x) {
  const struct field *f = x->f;
  struct data *d = x->d;

  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    data_flag(d, kinds[i].flag, false);
  data_flag(d, kinds[f->kind].flag, true);
  data_text(d, "input_type", kinds[f->kind].type);
  data_text(d, "value", has_text(f->kind) && f->kind != FIELD_PASSWORD ? text_value(x) : "");
  data_text(d, "autocomplete", f->autocomplete);
  data_text(d, "file_url", f->picture == NULL ? NULL : f->picture(x->r));
  data_text(d, "inputmode", f->inputmode == NULL && f->kind == FIELD_INT ? "numeric" : f->inputmode);
  data_int(d, "rows", f->rows == 0 ? 4 : f->rows);
  data_flag(d, "size_max", false);
  if (has_text(f->kind) && f->kind != FIELD_INT && f->kind != FIELD_PASSWORD)
    data_int(d, "size_max", f->max);
  data_text(d, "accept", f->accept);
  data_flag(d, "multiple", f->kind == FIELD_FILES);
  data_flag(d, "file_again", chosen_before(x));
  data_flag(d, "secret_again", secret_before(x));
  data_flag(d, "checked", false);
  if (f->kind == FIELD_CHECK)
    data_flag(d, "checked",
              x->posted ? http_param(&x->r->post, x->name) != NULL
                        : x->at != NULL && *(const int64_t *)(const void *)x->at != 0);
  if (f->kind >= FIELD_SELECT && f->kind <= FIELD_CHECKS)
    show_options(x);
}

void form_remark(struct req *r, const char *field, const char *text, const char *hint) {
  struct form_remark **last = &r->remarks;

  while (*last != NULL)
    last = &(*last)->next;
  *last = ARENA_NEW(r->c->a, struct form_remark);
  **last = (struct form_remark){field, text, hint, NULL};
}

/* Gives how many there are. */
static size_t show_remarks(const struct showing *x) {
  size_t n = 0;

  data_rows(x->d, "remarks");
  for (const struct form_remark *m = x->r->remarks; m != NULL; m = m->next) {
    struct data *row;

    if (strcmp(m->field, x->name) != 0)
      continue;
    row = data_row(x->d, "remarks");
    data_text(row, "remark_text", m->text);
    data_text(row, "remark_hint", m->hint);
    n++;
  }
  return n;
}

/* The ids of what stands beside the control, in the order of part/field_notes.tpl. */
static void show_notes(const struct showing *x, bool hint, bool error) {
  struct buf b = buf_new(x->r->c->a, 1024);
  const char *kept = kept_words(x);
  bool remarks = show_remarks(x) > 0;

  data_flag(x->d, "has_remarks", remarks);
  if (hint)
    buf_fmt(&b, "f-%s-hint ", x->name);
  if (chosen_before(x) || secret_before(x) || kept != NULL)
    buf_fmt(&b, "f-%s-again ", x->name);
  if (remarks)
    buf_fmt(&b, "f-%s-remarks ", x->name);
  if (error)
    buf_fmt(&b, "f-%s-error ", x->name);
  if (b.n > 0)
    b.p[--b.n] = '\0';
  data_text(x->d, "describedby", b.p);
  data_text(x->d, "kept_words", kept);
}

static void show_field(const struct showing *x) {
  struct data *d = x->d;
  const char *error = form_complaint(x->r, x->name), *hint = x->f->hint;

  data_fmt(d, "id", "f-%s", x->name);
  data_text(d, "name", x->name);
  data_text(d, "label", _T(x->r, x->f->label == NULL ? "" : x->f->label));
  data_text(d, "hint", hint == NULL ? NULL : _T(x->r, hint));
  data_flag(d, "optional", x->f->min == 0 && x->f->kind != FIELD_CHECK);
  data_text(d, "error", error);
  data_flag(d, "has_error", error != NULL);
  show_notes(x, hint != NULL, error != NULL);
  show_kind(x);
  data_rows(d, "thumbs");
  data_rows(d, "points");
  data_flag(d, "has_points", false);
  if (x->f->fill != NULL)
    x->f->fill(x->r, d);
}

void form_show(struct req *r, const struct form *form, const char *prefix, const void *values, bool posted,
               struct data *d, const char *list) {
  data_rows(d, list);
  for (size_t i = 0; i < form->n; i++) {
    const struct field *f = &form->f[i];
    struct showing x = {r, f, f->name, NULL, posted, NULL};

    if (f->applies != NULL && !f->applies(r))
      continue;
    x.d = data_row(d, list);
    if (prefix[0] != '\0')
      x.name = arena_fmt(r->c->a, "%s%s", prefix, f->name);
    if (values != NULL)
      x.at = (const char *)values + f->at;
    show_field(&x);
  }
}
