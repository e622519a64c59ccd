/* How far the open revision is, and what a reviewer found in it: beside the field where there is one, above the fields
 * otherwise. */
#include "pages/listing_edit.h"

#include <string.h>

/* The reason itself is the note of the page. */
static bool is_reason(const struct listing_finding *x) { return strcmp(x->f->rule, "reviewer") == 0; }

static const char *spot_url(struct req *r, const struct listing_spot *spot) {
  const char *id = arena_fmt(r->c->a, "%lld", (long long)editing_of(r)->v.plugin_id);

  if (spot->page == NULL)
    return NULL;
  if (spot->no > 0)
    return url(r, "listing_item", id, guide_kind_code(spot->kind), arena_fmt(r->c->a, "%zu", spot->no));
  return spot->field == NULL ? url(r, spot->page, id)
                             : arena_fmt(r->c->a, "%s#f-%s", url(r, spot->page, id), spot->field);
}

static const char *spot_name(struct req *r, const struct listing_spot *spot) {
  const char *label = _T(r, spot->label);

  return spot->name == NULL ? label : arena_fmt(r->c->a, "%s %s", label, spot->name);
}

static void open_finding(struct req *r, const struct listing_finding *x, bool link) {
  struct data *row = data_row(r->d, "open_findings");
  bool error = strcmp(x->f->severity, "warning") != 0;

  data_text(row, "tone", error ? TONE_RED : TONE_AMBER);
  data_text(row, "label", _T(r, review_rule_label(x->f->rule)));
  data_text(row, "place", spot_name(r, &x->spot));
  data_text(row, "place_url", link ? spot_url(r, &x->spot) : NULL);
  data_text(row, "finding_text", x->f->text);
  data_text(row, "finding_hint", x->f->hint);
}

void show_findings(struct req *r, const char *page, const char *item) {
  const struct editing *e = editing_of(r);
  bool fields = page != NULL && !data_true(r->d, "readonly", 8);

  data_rows(r->d, "open_findings");
  for (size_t i = 0; i < e->nfindings; i++) {
    const struct listing_finding *x = &e->finding[i];
    bool here = x->spot.page == NULL || page == NULL ||
                (x->spot.no > 0 ? item != NULL && strcmp(item, x->spot.code) == 0 : strcmp(x->spot.page, page) == 0);

    if (is_reason(x) || !here)
      continue;
    if (fields && x->spot.no == 0 && x->spot.field != NULL)
      form_remark(r, x->spot.field, x->f->text, x->f->hint);
    else
      open_finding(r, x, page == NULL);
  }
  data_flag(r->d, "has_open_findings", data_first(r->d, "open_findings", 13) != NULL);
}

void show_findings_at(struct req *r, struct data *d, const char *code) {
  const struct editing *e = editing_of(r);
  size_t n = 0;

  data_rows(d, "remarks");
  for (size_t i = 0; i < e->nfindings; i++) {
    struct data *row;

    if (strcmp(e->finding[i].spot.code, code) != 0)
      continue;
    row = data_row(d, "remarks");
    data_text(row, "remark_text", e->finding[i].f->text);
    data_text(row, "remark_hint", e->finding[i].f->hint);
    n++;
  }
  data_flag(d, "has_remarks", n > 0);
}

/* ---- tasks ---- */

static const char *task_hint(struct req *r, const struct task_progress *t) {
  struct buf b = buf_new(r->c->a, 2048);

  if (t->nmissing > 0)
    buf_str(&b, _T(r, N_("还缺：")));
  for (size_t i = 0; i < t->nmissing; i++)
    buf_fmt(&b, "%s%s", i == 0 ? "" : _T(r, N_("、")), _T(r, t->missing[i]));
  if (t->nfindings > 0)
    buf_fmt(&b, _T(r, N_("%s审核意见 %zu 处没有处理")), b.n > 0 ? _T(r, N_("；")) : "", t->nfindings);
  return b.n == 0 ? NULL : b.p;
}

static void task(struct req *r, const char *label, const char *page, enum task_state state, const char *hint) {
  struct data *row = data_row(r->d, "tasks");

  data_text(row, "label", _T(r, label));
  data_text(row, "url", page == NULL ? NULL : url_id(r, page, editing_of(r)->v.plugin_id));
  data_text(row, "task_hint", hint);
  data_text(row, "state_label", _T(r, task_state_label(state)));
  data_text(row, "tone", task_state_tone(state));
}

void show_tasks(struct req *r) {
  const struct listing_progress *p = &editing_of(r)->progress;
  const char *missing;
  bool ready = listing_complete(p, &missing);

  for (int i = 0; i < LISTING_TASKS; i++)
    task(r, listing_task_label((enum listing_task)i), listing_task_page((enum listing_task)i), p->task[i].state,
         task_hint(r, &p->task[i]));
  task(r, N_("确认提交"), ready ? "listing_check" : NULL, p->nfindings > 0 ? TASK_TROUBLE : TASK_OPEN, NULL);
}
