/* Reading and checking: each kind has one reader; the messages are made here so that they read alike everywhere. */
#include "web/form.h"

#include "base/text.h"
#include "web/page.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool form_is_secret(const struct form *form, const char *name) {
  static const char *const names[] = {"password", "code", "test_password"};

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (strcmp(names[i], name) == 0)
      return true;
  for (size_t i = 0; form != NULL && i < form->n; i++)
    if (form->f[i].kind == FIELD_PASSWORD && strcmp(form->f[i].name, name) == 0)
      return true;
  return false;
}

void form_complain(struct req *r, const char *field, const char *text) {
  if (r->errors.n < FORM_ERRORS)
    r->errors.e[r->errors.n++] = (struct form_error){field, text};
}

const char *form_complaint(const struct req *r, const char *field) {
  for (size_t i = 0; i < r->errors.n; i++)
    if (strcmp(r->errors.e[i].field, field) == 0)
      return r->errors.e[i].text;
  return NULL;
}

struct reading {
  struct req *r;
  const struct field *f;
  const char *name; /* with its prefix */
  void *out;
  int64_t min; /* of the field; 0 for an action that keeps a draft */
};

static void complain(const struct reading *x, const char *text, long long n) {
  struct arena *a = x->r->c->a;
  const char *label = _T(x->r, x->f->label);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
  form_complain(x->r, x->name, arena_fmt(a, _T(x->r, text), label, n));
#pragma GCC diagnostic pop
}

static bool one_line(enum field_kind k) { return k != FIELD_AREA && k != FIELD_CODE; }

static const char *normal(const struct reading *x, const char *v) {
  return x->f->kind == FIELD_PASSWORD ? v : text_clean(x->r->c->a, v);
}

static void check_text(const struct reading *x, const char *v) {
  int64_t n = (int64_t)text_points(v);
  const char *own;

  if (n == 0 && x->min > 0)
    complain(x, N_("请填写%s"), 0);
  else if (n > x->f->max)
    complain(x, N_("%s最多 %lld 个字，请缩短"), x->f->max);
  else if (n > 0 && n < x->min)
    complain(x, N_("%s至少要有 %lld 个字"), x->min);
  else if (n > 0 && one_line(x->f->kind) && strchr(v, '\n') != NULL)
    complain(x, N_("%s请写成一行"), 0);
  else if (n > 0 && x->f->kind == FIELD_EMAIL && !text_email_ok(v))
    complain(x, N_("请填写完整的邮箱地址，例如 name@example.com"), 0);
  else if (n > 0 && x->f->check != NULL && (own = x->f->check(v)) != NULL)
    complain(x, own, 0);
}

static void read_text(const struct reading *x) {
  const char *v = http_param(&x->r->post, x->name);

  v = v == NULL ? "" : normal(x, v);
  *(const char **)x->out = v;
  check_text(x, v);
}

static const struct choice *choices(struct req *r, const struct field *f, size_t *n) {
  if (f->choose != NULL)
    return f->choose(r, n);
  *n = f->nchoices;
  return f->choices;
}

static bool chosen(struct req *r, const struct field *f, const char *v) {
  size_t n;
  const struct choice *c = choices(r, f, &n);

  for (size_t i = 0; i < n; i++)
    if (strcmp(c[i].value, v) == 0)
      return true;
  return false;
}

static void read_choice(const struct reading *x) {
  const char *v = http_param(&x->r->post, x->name);

  *(const char **)x->out = "";
  if (v != NULL && v[0] != '\0' && chosen(x->r, x->f, v))
    *(const char **)x->out = v;
  else if (x->min > 0 || (v != NULL && v[0] != '\0'))
    complain(x, N_("请选择%s"), 0);
}

static void read_checks(const struct reading *x) {
  struct form_list *list = x->out;
  const struct http_form *post = &x->r->post;
  bool odd = false;

  list->v = ARENA_ARRAY(x->r->c->a, const char *, post->n + 1);
  for (size_t i = 0; i < post->n; i++) {
    if (strcmp(post->param[i].name, x->name) != 0 || post->param[i].value[0] == '\0')
      continue;
    odd = odd || !chosen(x->r, x->f, post->param[i].value);
    list->v[list->n++] = post->param[i].value;
  }
  if (odd || (int64_t)list->n < x->min)
    complain(x, N_("请选择%s"), 0);
  else if ((int64_t)list->n > x->f->max)
    complain(x, N_("%s最多选 %lld 项"), x->f->max);
}

static void read_check(const struct reading *x) {
  const char *v = http_param(&x->r->post, x->name);
  int64_t on = v != NULL && v[0] != '\0' && strcmp(v, "0") != 0;

  *(int64_t *)x->out = on;
  if (!on && x->min > 0)
    complain(x, N_("请勾选“%s”"), 0);
}

static void read_int(const struct reading *x) {
  const char *v = http_param(&x->r->post, x->name);
  char *end;
  long long n;

  if (v == NULL || v[0] == '\0') {
    if (x->min > 0)
      complain(x, N_("请填写%s"), 0);
    return;
  }
  errno = 0;
  n = strtoll(v, &end, 10);
  if (errno != 0 || *end != '\0' || n < x->f->min || n > x->f->max)
    complain(x, N_("%s请填写整数，最大 %lld"), x->f->max);
  else
    *(int64_t *)x->out = n;
}

static void read_file(const struct reading *x) {
  const struct http_file *file = http_file(&x->r->post, x->name);

  if (file != NULL && file->fd < 0)
    file = NULL;
  *(const struct http_file **)x->out = file;
  if (file == NULL && x->min > 0)
    complain(x, N_("请选择%s"), 0);
  else if (file != NULL && file->size > x->f->max)
    complain(x, N_("%s不能超过 %lld KB"), x->f->max / 1024);
  else if (file != NULL && file->size == 0)
    complain(x, N_("%s是空文件，请重新选择"), 0);
}

static void read_files(const struct reading *x) {
  struct form_files *list = x->out;
  const struct http_form *post = &x->r->post;

  list->v = ARENA_ARRAY(x->r->c->a, const struct http_file *, post->nfiles + 1);
  for (size_t i = 0; i < post->nfiles; i++) {
    const struct http_file *file = &post->file[i];

    if (strcmp(file->field, x->name) != 0 || file->fd < 0)
      continue;
    list->v[list->n++] = file;
    if (file->size > x->f->bytes)
      complain(x, N_("%s每个不能超过 %lld KB"), x->f->bytes / 1024);
  }
  if ((int64_t)list->n < x->min)
    complain(x, N_("请选择%s"), 0);
  else if ((int64_t)list->n > x->f->max)
    complain(x, N_("%s最多 %lld 个"), x->f->max);
}

static void read_hidden(const struct reading *x) {
  const char *v = http_param(&x->r->post, x->name);

  *(const char **)x->out = v == NULL || (int64_t)text_points(v) > x->f->max ? "" : v;
}

static void (*const reader[])(const struct reading *) = {
    [FIELD_TEXT] = read_text,     [FIELD_EMAIL] = read_text,    [FIELD_PASSWORD] = read_text,
    [FIELD_AREA] = read_text,     [FIELD_CODE] = read_text,     [FIELD_INT] = read_int,
    [FIELD_SELECT] = read_choice, [FIELD_RADIOS] = read_choice, [FIELD_CHECKS] = read_checks,
    [FIELD_CHECK] = read_check,   [FIELD_FILE] = read_file,     [FIELD_FILES] = read_files,
    [FIELD_HIDDEN] = read_hidden,
};

void form_read(struct req *r, const struct form *form, const char *prefix, const char *action, void *out) {
  for (size_t i = 0; i < form->n; i++) {
    const struct field *f = &form->f[i];
    bool draft = action != NULL && text_listed(f->draft, action);
    struct reading x = {r, f, f->name, (char *)out + f->at, draft ? 0 : f->min};

    if (f->applies != NULL && !f->applies(r))
      continue;
    if (prefix[0] != '\0')
      x.name = arena_fmt(r->c->a, "%s%s", prefix, f->name);
    if (f->actions == NULL || (action != NULL && text_listed(f->actions, action)))
      reader[f->kind](&x);
  }
}
