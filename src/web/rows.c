/* A posted row is the set of fields that begin with "props.2."; a row's number is only part of those names. Editing
 * gives rows new numbers (a map from old to new, 0 for gone) and renames, which keeps order and content by itself. */
#include "web/rows.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_MAX = 999 };

/* The row number in a posted name, 0 when it is not of this group; *rest is what stands behind "props.2.". */
static size_t row_of(const struct rows *g, const char *name, const char **rest) {
  size_t n = strlen(g->name);
  unsigned long no;
  char *end;

  if (strncmp(name, g->name, n) != 0 || name[n] != '.' || !isdigit((unsigned char)name[n + 1]))
    return 0;
  no = strtoul(name + n + 1, &end, 10);
  if (*end != '.' || no < 1 || no > NUMBER_MAX)
    return 0;
  *rest = end + 1;
  return no;
}

/* Scripts may count from 0 ("props.0.name"): then every number of the group is one less than ours. */
static bool counts_from_zero(const struct req *r, const struct rows *g) {
  size_t n = strlen(g->name);

  for (size_t i = 0; i < r->post.n; i++) {
    const char *name = r->post.param[i].name;

    if (strncmp(name, g->name, n) == 0 && strncmp(name + n, ".0.", 3) == 0)
      return true;
  }
  return false;
}

static void count_from_one(struct req *r, const struct rows *g) {
  size_t n = strlen(g->name);

  for (size_t i = 0; i < r->post.n; i++) {
    const char *rest, *name = r->post.param[i].name;
    size_t no = row_of(g, name, &rest);

    if (no != 0)
      r->post.param[i].name = arena_fmt(r->c->a, "%s.%zu.%s", g->name, no + 1, rest);
    else if (strncmp(name, g->name, n) == 0 && strncmp(name + n, ".0.", 3) == 0)
      r->post.param[i].name = arena_fmt(r->c->a, "%s.1.%s", g->name, name + n + 3);
  }
}

/* Give every row a new number; rows with 0 lose their fields. */
static void renumber(struct req *r, const struct rows *g, const size_t map[NUMBER_MAX + 1]) {
  struct http_form *post = &r->post;
  size_t kept = 0;

  for (size_t i = 0; i < post->n; i++) {
    const char *rest, *name = post->param[i].name;
    size_t no = row_of(g, name, &rest);

    if (no != 0 && map[no] == 0)
      continue;
    if (no != 0 && map[no] != no)
      name = arena_fmt(r->c->a, "%s.%zu.%s", g->name, map[no], rest);
    post->param[kept++] = (struct http_param){name, post->param[i].value};
  }
  post->n = kept;
}

size_t rows_posted(struct req *r, const struct rows *g) {
  size_t map[NUMBER_MAX + 1] = {0}, n = 0;
  const char *rest;

  if (counts_from_zero(r, g))
    count_from_one(r, g);
  for (size_t i = 0; i < r->post.n; i++)
    map[row_of(g, r->post.param[i].name, &rest)] = 1;
  for (size_t no = 1; no <= NUMBER_MAX; no++)
    if (map[no] != 0)
      map[no] = ++n;
  renumber(r, g, map);
  return n;
}

/* A new row is an empty first field: the rest is as if nothing had been typed. */
static void add(struct req *r, const struct rows *g, size_t no) {
  struct http_param *param = ARENA_ARRAY(r->c->a, struct http_param, r->post.n + 1);

  if (r->post.n > 0)
    memcpy(param, r->post.param, r->post.n * sizeof *param);
  param[r->post.n++] = (struct http_param){arena_fmt(r->c->a, "%s.%zu.%s", g->name, no, g->form->f[0].name), ""};
  r->post.param = param;
}

bool rows_op(struct req *r, const struct rows *g, const char *op) {
  size_t first = counts_from_zero(r, g) ? 0 : 1;
  size_t map[NUMBER_MAX + 1], len = strlen(g->name), n = rows_posted(r, g), no;
  char *end;

  if (strncmp(op, g->name, len) != 0 || op[len] != '.')
    return false;
  op += len + 1;
  if (strcmp(op, "add") == 0) {
    if (n >= g->max)
      return false;
    add(r, g, n + 1);
    return true;
  }
  len = strcspn(op, ".");
  if (op[len] == '\0' || !isdigit((unsigned char)op[len + 1]))
    return false;
  no = strtoul(op + len + 1, &end, 10) + 1 - first;
  if (*end != '\0' || no < 1 || no > n)
    return false;
  for (size_t i = 0; i <= NUMBER_MAX; i++)
    map[i] = i;
  if (strncmp(op, "del.", 4) == 0) {
    map[no] = 0;
    for (size_t i = no + 1; i <= n; i++)
      map[i] = i - 1;
  } else if (strncmp(op, "up.", 3) == 0 && no > 1) {
    map[no] = no - 1;
    map[no - 1] = no;
  } else if (strncmp(op, "down.", 5) == 0 && no < n) {
    map[no] = no + 1;
    map[no + 1] = no;
  } else {
    return false;
  }
  renumber(r, g, map);
  return true;
}

static const struct field *field_named(const struct form *form, const char *name) {
  for (size_t i = 0; i < form->n; i++)
    if (strcmp(form->f[i].name, name) == 0)
      return &form->f[i];
  return NULL;
}

/* Drop the rows in which nothing was filled in; gives how many are left. */
static size_t drop_blank(struct req *r, const struct rows *g) {
  size_t map[NUMBER_MAX + 1] = {0}, n = 0;

  for (size_t i = 0; i < r->post.n; i++) {
    const char *rest, *v = r->post.param[i].value;
    size_t no = row_of(g, r->post.param[i].name, &rest);
    const struct field *f = no == 0 ? NULL : field_named(g->form, rest);

    if (f != NULL && f->kind != FIELD_SELECT && f->kind != FIELD_HIDDEN && v[strspn(v, " \t\r\n")] != '\0')
      map[no] = 1;
  }
  for (size_t no = 1; no <= NUMBER_MAX; no++)
    if (map[no] != 0)
      map[no] = ++n;
  renumber(r, g, map);
  return n;
}

size_t rows_read(struct req *r, const struct rows *g, void *out) {
  size_t n = drop_blank(r, g);

  if (n > g->max) {
    form_complain(r, g->name, arena_fmt(r->c->a, _T(r, N_("%s最多 %zu 行，请删除多余的行")), _T(r, g->label), g->max));
    return 0;
  }
  if (n < g->min)
    form_complain(r, g->name, arena_fmt(r->c->a, _T(r, N_("%s至少填写 %zu 项")), _T(r, g->label), g->min));
  for (size_t i = 0; i < n; i++)
    form_read(r, g->form, arena_fmt(r->c->a, "%s.%zu.", g->name, i + 1), NULL, (char *)out + i * g->form->size);
  return n;
}

static const char *op_text(struct req *r, const struct rows *g, const char *verb, size_t no, bool there) {
  return there ? arena_fmt(r->c->a, "%s.%s.%zu", g->name, verb, no) : NULL;
}

void rows_show(struct req *r, const struct rows *g, const void *values, size_t n, bool posted, struct data *d) {
  struct data *group = data_row(d, "groups");

  if (posted)
    for (n = rows_posted(r, g); n < g->min; n++)
      add(r, g, n + 1);
  data_text(group, "group", g->name);
  data_text(group, "group_label", _T(r, g->label));
  data_flag(group, "group_optional", g->min == 0);
  data_text(group, "group_hint", g->hint == NULL ? NULL : _T(r, g->hint));
  data_text(group, "group_error", form_complaint(r, g->name));
  data_text(group, "add_op", n >= g->max ? NULL : arena_fmt(r->c->a, "%s.add", g->name));
  data_text(group, "add_label", _T(r, g->add_label));
  data_rows(group, "group_rows");
  for (size_t i = 1; i <= n; i++) {
    struct data *row = data_row(group, "group_rows");

    data_int(row, "row_no", (int64_t)i);
    data_text(row, "up_op", op_text(r, g, "up", i, i > 1));
    data_text(row, "down_op", op_text(r, g, "down", i, i < n));
    data_text(row, "del_op", op_text(r, g, "del", i, true));
    form_show(r, g->form, arena_fmt(r->c->a, "%s.%zu.", g->name, i),
              posted ? NULL : (const char *)values + (i - 1) * g->form->size, posted, row, "row_fields");
  }
}
