/* Versions are chosen, not typed: only those that hosts have had can be affected. */
#include "pages/advisory_form.h"

#include "base/clock.h"
#include "domain/version.h"

#include <string.h>

static const struct choice severities[] = {
    {"info", N_("一般"), N_("建议了解，不影响使用")},
    {"warning", N_("重要"), N_("部分功能受影响，建议尽快处理")},
    {"critical", N_("严重"), N_("安全问题或无法使用，需要马上处理")},
};

static const struct advisory *of(const struct req *r) { return &((const struct advisory_page *)r->obj)->advisory; }
static bool is_draft(const struct req *r) { return of(r)->id == 0 || strcmp(of(r)->state, "draft") == 0; }
static bool is_published(const struct req *r) { return of(r)->id != 0 && strcmp(of(r)->state, "published") == 0; }

static void read_versions(struct req *r) {
  struct advisory_page *page = r->obj;
  struct advisory_version *v = NULL;
  struct choice *choice;
  size_t n = 0;

  if (page->version != NULL)
    return;
  if (advisory_versions(r->c, page->plugin.id, &v, &n) != RES_OK)
    n = 0;
  choice = ARENA_ARRAY(r->c->a, struct choice, n + 1);
  choice[0] = (struct choice){"", _T(r, N_("请选择")), NULL};
  for (size_t i = 0; i < n; i++)
    choice[i + 1] = (struct choice){
        v[i].number,
        arena_fmt(r->c->a, _T(r, N_("%s（%s）")), v[i].number, _T(r, state_label(&version_machine, v[i].state))), NULL};
  page->version = choice;
  page->nversions = n + 1;
}

static const struct choice *choose(struct req *r, size_t *n) {
  const struct advisory_page *page = r->obj;

  read_versions(r);
  *n = page->nversions;
  return page->version;
}

/* The same where none is an answer. */
static const struct choice *choose_fixed(struct req *r, size_t *n) {
  const struct choice *all = choose(r, n);
  struct choice *mine = ARENA_ARRAY(r->c->a, struct choice, *n);

  memcpy(mine, all, *n * sizeof *all);
  mine[0].label = _T(r, N_("还没有"));
  return mine;
}

#define WRITES .actions = "save publish", .applies = is_draft
static const struct field advisory_form_fields[] = {
    F_TEXT(struct advisory_form, title, .label = N_("公告标题"), .hint = N_("一句话说明是什么问题，2–60 个字"),
           .min = ADVISORY_TITLE_MIN, .max = ADVISORY_TITLE_MAX, WRITES),
    F_RADIOS(struct advisory_form, severity, .label = N_("严重程度"), .min = 1, .choices = severities,
             .nchoices = sizeof severities / sizeof severities[0], WRITES),
    F_SELECT(struct advisory_form, first, .label = N_("受影响的起始版本"), .min = 1, .choose = choose, WRITES),
    F_SELECT(struct advisory_form, last, .label = N_("受影响的截止版本"),
             .hint = N_("与起始版本同属一个大版本；只涉及一个版本时两项相同"), .min = 1, .choose = choose, WRITES),
    F_SELECT(struct advisory_form, fixed, .label = N_("修复版本"), .hint = N_("要高于截止版本"), .choose = choose_fixed,
             WRITES),
    F_AREA(struct advisory_form, text, .label = N_("公告内容"),
           .hint = N_("说明有什么影响、使用方要做什么；发布后使用这些版本的小程序都能看到"), .min = ADVISORY_TEXT_MIN,
           .max = ADVISORY_TEXT_MAX, .rows = 8, WRITES),
    F_TEXT(struct advisory_form, due, .label = N_("处理期限"), .hint = N_("日期，例如 2026-12-31；没有期限时留空"),
           .max = 10, .inputmode = "numeric", WRITES),
    F_AREA(struct advisory_form, reason, .label = N_("撤回原因"), .hint = N_("记录在历史里，最多 1000 个字"), .min = 1,
           .max = 1000, .rows = 3, .actions = "withdraw", .applies = is_published),
};
const struct form advisory_form = {"advisory_form", sizeof(struct advisory_form), advisory_form_fields,
                                   sizeof advisory_form_fields / sizeof advisory_form_fields[0]};

static const char *given(const char *s) { return s == NULL ? "" : s; }

struct advisory_input advisory_form_input(const struct advisory_form *f) {
  return (struct advisory_input){.title = given(f->title),
                                 .severity = given(f->severity),
                                 .first = given(f->first),
                                 .last = given(f->last),
                                 .fixed = given(f->fixed),
                                 .text = given(f->text),
                                 .due = given(f->due)};
}

struct advisory_form advisory_form_of(const struct req *r, const struct advisory *a) {
  return (struct advisory_form){.title = a->title,
                                .severity = a->severity,
                                .first = a->first,
                                .last = a->last,
                                .fixed = a->fixed,
                                .text = a->text,
                                .due = given(advisory_due(r, a->due_at))};
}

bool advisory_form_ready(struct req *r) {
  const struct advisory_page *page = r->obj;

  read_versions(r);
  return page->nversions > 1;
}

const char *advisory_range(const struct req *r, const char *first, const char *last) {
  return strcmp(first, last) == 0 ? first : arena_fmt(r->c->a, "%s – %s", first, last);
}

const char *advisory_due(const struct req *r, int64_t due_at) {
  return due_at == 0 ? NULL : clock_date(r->c->a, due_at, (int)r->c->conf->zone);
}

void advisory_severity_show(const struct req *r, struct data *d, const char *severity) {
  data_text(d, "severity_label", _T(r, advisory_severity_label(severity)));
  data_text(d, "severity_tone", advisory_severity_tone(severity));
}
