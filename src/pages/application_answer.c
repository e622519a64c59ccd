/* 批量答复: the confirmation before many applications are answered, in numbers and names; and afterwards the names of those that
 * could not be answered any more. It comes from the ticks of the list, or with `all` from everything that waits. */
#include "pages/answers.h"

#include "domain/ids.h"
#include "pages/load.h"
#include "pages/refusal.h"

#include <stdlib.h>
#include <string.h>

extern const struct page page_application_answer;

struct reason_form {
  const char *reason;
};
static const struct field refusal_form_fields[] = {
    F_AREA(struct reason_form, reason, .label = N_("拒绝原因"), .hint = N_("每个申请方都会看到，最多 200 个字"),
           .min = 1, .max = APPLICATION_REASON, .rows = 3, .actions = "refuse"),
};
FORM(refusal_form, struct reason_form);

enum { NAMED_AFTERWARDS = 50 /* ids that an address can carry */ };

size_t answers_chosen(const struct http_form *from, int64_t *id) {
  size_t n = 0;

  for (size_t i = 0; i < from->n && n <= BULK_MAX; i++) {
    int64_t one = strcmp(from->param[i].name, "application") == 0 ? id_parse(from->param[i].value) : 0;
    size_t k = 0;

    while (k < n && id[k] != one)
      k++;
    if (one != 0 && k == n)
      id[n++] = one;
  }
  return n;
}

/* "123.456" */
static const char *left_text(struct req *r, const struct bulk *b) {
  struct buf out = buf_new(r->c->a, 2048);

  for (size_t i = 0; i < b->nleft && i < NAMED_AFTERWARDS; i++)
    buf_fmt(&out, "%s%lld", i == 0 ? "" : ".", (long long)b->left[i].id);
  return out.p;
}

enum res answers_do(struct req *r, const struct plugin *p, const char *reason) {
  bool yes = strcmp(r->action, "approve") == 0;
  int64_t id[BULK_MAX + 1];
  size_t n = answers_chosen(&r->post, id);
  struct bulk b = {0};
  enum res res = application_answer_all(r->c, p->id, id, n, r->action, yes ? NULL : reason, &b);

  if (res != RES_OK)
    return res;
  if (b.nwent == 0)
    return why(r->c, RES_CONFLICT, NULL, N_("选择的申请都不能这样处理，例如“%s”：%s；请返回列表查看最新状态"),
               b.left[0].app_name, b.words[0]);
  r->to = url_id(r, "applications", p->id);
  r->flash = arena_fmt(r->c->a, yes ? _T(r, N_("已通过 %zu 个申请")) : _T(r, N_("已拒绝 %zu 个申请")), b.nwent);
  if (b.nleft == 0)
    return RES_OK;
  r->flash = arena_fmt(r->c->a, _T(r, N_("%s；%zu 个没有处理，名称和原因见下方")), r->flash, b.nleft);
  r->flash_tone = "amber";
  r->to = url_with(r, url_with(r, url_id(r, "application_answer", p->id), "do", r->action), "left", left_text(r, &b));
  return RES_OK;
}

static void way(struct req *r, const char *what, const char *label, const char *tone, const char *all) {
  struct data *row = data_row(r->d, "bulk_ways");

  data_text(row, "what", what);
  data_text(row, "label", _T(r, label));
  data_text(row, "tone", tone);
  data_text(row, "all_label", _T(r, all));
  data_text(row, "all_url",
            url_with(r, url_with(r, url_id(r, "application_answer", ((const struct plugin *)r->obj)->id), "do", what),
                     "all", "1"));
}

void answers_bar(struct req *r, const struct plugin *p) {
  bool some = p->pending > 0 && policy_may(PERM_ANSWER, r->rel);

  data_flag(r->d, "has_bulk", some);
  data_rows(r->d, "bulk_ways");
  data_text(r->d, "bulk_url", url_id(r, "application_answer", p->id));
  data_flag(r->d, "bulk_more", p->pending > 1);
  if (!some)
    return;
  way(r, "approve", N_("通过所选"), "plain", N_("通过全部"));
  way(r, "refuse", N_("拒绝所选"), "plain", N_("拒绝全部"));
}

/* ---- the page ---- */

static const char *what(const struct req *r) {
  const char *asked = r->posted ? r->action : http_param(&r->in->args, "do");

  return asked != NULL && strcmp(asked, "refuse") == 0 ? "refuse" : "approve";
}

/* "123.456" of the address. */
static size_t left_ids(struct req *r, int64_t *id) {
  const char *left = http_param(&r->in->args, "left");
  size_t n = 0;

  while (left != NULL && *left != '\0' && n < NAMED_AFTERWARDS) {
    size_t len = strcspn(left, ".");

    id[n] = id_parse(arena_strn(r->c->a, left, len));
    n += id[n] != 0;
    left += len + (left[len] == '.');
  }
  return n;
}

static enum res find(struct req *r, struct application **a, size_t *n) {
  const struct plugin *p = r->obj;
  int64_t id[BULK_MAX + 1];
  size_t chosen;

  if (!r->posted && http_param(&r->in->args, "all") != NULL)
    return application_waiting(r->c, p->id, (struct place){0, 0}, false, BULK_MAX, a, n);
  chosen = r->posted ? answers_chosen(&r->post, id) : answers_chosen(&r->in->args, id);
  if (chosen == 0)
    chosen = left_ids(r, id);
  *n = 0;
  return chosen == 0 ? RES_OK : application_named(r->c, p->id, id, chosen > BULK_MAX ? BULK_MAX : chosen, a, n);
}

static void show_one(struct req *r, const struct application *a, const char *bar) {
  struct data *row = data_row(r->d, bar == NULL ? "chosen" : "barred");

  data_fmt(row, "application", "%lld", (long long)a->id);
  data_text(row, "name", a->app_name);
  data_fmt(row, "appid", "%lld", (long long)a->app_id);
  data_text(row, "subject", a->subject_name);
  data_text(row, "why", bar);
}

static size_t show_all(struct req *r, const struct application *a, size_t n, bool afterwards) {
  size_t open = 0;

  data_rows(r->d, "chosen");
  data_rows(r->d, "barred");
  for (size_t i = 0; i < n; i++) {
    const char *bar = application_bar(r->c, &a[i], what(r));

    if (bar == NULL && afterwards)
      continue; /* it can be answered again: the list has it */
    show_one(r, &a[i], bar);
    open += bar == NULL;
  }
  data_flag(r->d, "has_chosen", open > 0);
  data_flag(r->d, "has_barred", data_true(r->d, "barred", 6));
  return open;
}

static void show_empty(struct req *r) {
  const struct plugin *p = r->obj;

  data_flag(r->d, "nothing", !data_true(r->d, "has_chosen", 10) && !data_true(r->d, "has_barred", 10));
  show_nothing(r, _T(r, N_("还没有选择申请")), _T(r, N_("在待处理的申请里勾选要一起答复的，再通过或拒绝")),
               url_id(r, "applications", p->id), _T(r, N_("返回使用申请")));
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  bool yes = strcmp(what(r), "approve") == 0;
  bool afterwards = !r->posted && http_param(&r->in->args, "left") != NULL;
  struct application *a = NULL;
  size_t n = 0, open;
  enum res res = find(r, &a, &n);

  if (res != RES_OK)
    return res;
  r->c->why = (struct reason){0}; /* what was wrong stands beside its field */
  plugin_tabs(r, "applications");
  crumb(r, _T(r, N_("使用申请")), url_id(r, "applications", p->id));
  page_title(r, afterwards ? _T(r, N_("没有处理的申请"))
                : yes      ? _T(r, N_("通过所选的申请"))
                           : _T(r, N_("拒绝所选的申请")));
  open = show_all(r, a, n, afterwards);
  show_empty(r);
  data_text(r->d, "heading",
            afterwards ? _T(r, N_("没有处理的申请"))
            : yes      ? _T(r, N_("通过所选的申请"))
                       : _T(r, N_("拒绝所选的申请")));
  data_fmt(r->d, "consequence",
           yes ? _T(r, N_("通过后，下面 %zu 个小程序可以使用“%s”"))
               : _T(r, N_("拒绝后，下面 %zu 个申请结束，小程序不能使用“%s”；申请方可以修改理由后重新申请")),
           open, p->name);
  data_text(r->d, "barred_label", yes ? _T(r, N_("这些申请不能通过")) : _T(r, N_("这些申请不能拒绝")));
  data_text(r->d, "cancel_url", url_id(r, "applications", p->id));
  data_flag(r->d, "refusing", !yes);
  show_submit(r, what(r), arena_fmt(r->c->a, yes ? _T(r, N_("通过 %zu 个申请")) : _T(r, N_("拒绝 %zu 个申请")), open),
              yes ? "primary" : "danger");
  data_flag(r->d, "may", may_change(r) && open > 0);
  return RES_OK;
}

static enum res act(struct req *r) {
  const struct reason_form *f = r->form;

  return answers_do(r, r->obj, f->reason);
}

const struct page page_application_answer = {
    .name = "application_answer",
    .path = "/console/plugins/{plugin}/applications/answer",
    .title = N_("批量答复"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_ANSWER,
    .menu = "plugins",
    .form = &refusal_form,
    .load = load_plugin,
    .show = show,
    .act = act,
};
