/* One form of a row for every kind of review: a listing's places are chosen, a package's files are typed, and a
 * verification is judged as a whole. Which of the two target fields a form has depends on the review. */
#include "pages/review_findings.h"

#include "domain/listing_task.h"
#include "web/rows.h"

#include <string.h>

struct finding_form {
  const char *rule, *target, *place, *severity, *text, *hint;
  int64_t line;
};

static bool is_kind(const struct req *r, const char *kind) {
  return strcmp(((const struct review *)r->obj)->kind, kind) == 0;
}
static bool is_version(const struct req *r) { return is_kind(r, "version"); }
static bool is_listing(const struct req *r) { return is_kind(r, "listing"); }

static const struct choice *rule_choices(struct req *r, size_t *n) {
  const struct review_rule *rule = review_rules(n);
  struct choice *c = ARENA_ARRAY(r->c->a, struct choice, *n);

  for (size_t i = 0; i < *n; i++)
    c[i] = (struct choice){rule[i].code, _T(r, rule[i].label), NULL};
  return c;
}

/* A posted place is checked by the domain, which has the revision; here only what is shown needs the list. */
static const struct choice *place_choices(struct req *r, size_t *n) {
  static const struct guide none = {.description = ""};
  const struct listing_spot *spot = listing_spots(r->c->a, r->work == NULL ? &none : r->work, n);
  struct choice *c = ARENA_ARRAY(r->c->a, struct choice, *n);

  for (size_t i = 0; i < *n; i++)
    c[i] = (struct choice){spot[i].code,
                           spot[i].name == NULL ? _T(r, spot[i].label)
                                                : arena_fmt(r->c->a, "%s %s", _T(r, spot[i].label), spot[i].name),
                           NULL};
  return c;
}

static const struct choice severities[] = {{"error", N_("需要修改"), NULL}, {"warning", N_("建议"), NULL}};
static const struct field finding_fields[] = {
    F_SELECT(struct finding_form, rule, .label = N_("问题类型"), .choose = rule_choices, .min = 1),
    F_TEXT(struct finding_form, target, .label = N_("文件"), .hint = N_("文件列表里的路径；留空表示整个版本"),
           .max = FINDING_TARGET, .applies = is_version),
    {.name = "target",
     .at = FIELD_AT(struct finding_form, place, const char *),
     .kind = FIELD_SELECT,
     .label = N_("位置"),
     .choose = place_choices,
     .applies = is_listing},
    F_INT(struct finding_form, line, .label = N_("行号"), .max = 1000000, .applies = is_version),
    F_SELECT(struct finding_form, severity, .label = N_("级别"), .choices = severities, .nchoices = 2, .min = 1),
    F_AREA(struct finding_form, text, .label = N_("问题"), .min = 2, .max = FINDING_TEXT, .rows = 2),
    F_TEXT(struct finding_form, hint, .label = N_("修改建议"), .max = FINDING_HINT),
};
FORM(finding, struct finding_form);
static const struct rows group = {.name = "findings",
                                  .label = N_("发现的问题"),
                                  .hint = N_("驳回时列出：每一处都会显示在提交方的对应位置旁边"),
                                  .add_label = N_("添加问题"),
                                  .form = &finding,
                                  .max = REVIEW_FINDINGS};

enum res review_findings_op(struct req *r) {
  if (strcmp(r->op, "stay") == 0 || rows_op(r, &group, r->op)) /* stay: Enter in a row decides nothing */
    return RES_OK;
  return why(r->c, RES_CONFLICT, NULL, N_("这一行已经不在、不能再移动，或者行数已满"));
}

size_t review_findings_read(struct req *r, struct finding_item *out) {
  struct finding_form *form = ARENA_ARRAY(r->c->a, struct finding_form, REVIEW_FINDINGS);
  size_t n = rows_read(r, &group, form);

  for (size_t i = 0; i < n; i++)
    out[i] = (struct finding_item){.line = form[i].line,
                                   .rule = form[i].rule,
                                   .target = is_listing(r)   ? form[i].place
                                             : is_version(r) ? form[i].target
                                                             : "",
                                   .severity = form[i].severity,
                                   .text = form[i].text,
                                   .hint = form[i].hint};
  return n;
}

void review_findings_rows(struct req *r) {
  rows_show(r, &group, NULL, 0, r->posted, r->d);
  data_text(r->d, "safe_name", "op");
  data_text(r->d, "safe_value", "stay");
}

/* The words of a listing's place; an item that is gone since is named by its code. */
static const char *target_words(struct req *r, const char *kind, const struct finding_item *f) {
  static const struct guide none = {.description = ""};
  struct listing_spot spot;
  const char *slash = strchr(f->target, '/');
  enum guide_kind k;

  if (f->target[0] == '\0')
    return _T(r, N_("整体"));
  if (strcmp(kind, "listing") != 0)
    return f->target;
  if (listing_spot_find(r->c->a, &none, f->target, &spot))
    return _T(r, spot.label);
  if (slash == NULL || !guide_kind_parse(arena_strn(r->c->a, f->target, (size_t)(slash - f->target)), &k))
    return f->target;
  return arena_fmt(r->c->a, "%s %s", _T(r, guide_kind_label(k)), slash + 1);
}

void review_findings_show(struct req *r, const char *kind, const struct finding_item *f, size_t n) {
  size_t shown = 0;

  data_rows(r->d, "review_findings");
  for (size_t i = 0; i < n; i++) {
    struct data *row;
    bool error = strcmp(f[i].severity, "warning") != 0;

    if (strcmp(f[i].rule, "reviewer") == 0)
      continue;
    shown++;
    row = data_row(r->d, "review_findings");
    data_text(row, "target", target_words(r, kind, &f[i]));
    data_text(row, "line", f[i].line > 0 ? arena_fmt(r->c->a, "%lld", (long long)f[i].line) : "--");
    data_text(row, "tone", error ? TONE_RED : TONE_AMBER);
    data_text(row, "label", error ? _T(r, N_("需要修改")) : _T(r, N_("建议")));
    data_text(row, "rule_label", _T(r, review_rule_label(f[i].rule)));
    data_text(row, "text", f[i].text);
    data_text(row, "hint", f[i].hint[0] == '\0' ? "--" : f[i].hint);
  }
  data_flag(r->d, "has_review_findings", shown > 0);
}
