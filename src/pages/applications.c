/* 插件管理 > 使用申请: who wants to use the plugin and why, what is due next first, approved or refused here; and what became
 * of the earlier ones, with its filters. */
#include "domain/application.h"

#include "pages/answers.h"
#include "pages/avatar.h"
#include "pages/load.h"
#include "pages/paging.h"
#include "pages/receipt.h"
#include "pages/refusal.h"
#include "rule/subject.h"
#include "web/filter.h"

#include <string.h>

extern const struct page page_applications;

struct answer_form {
  const char *application, *reason;
};

/* Read and checked only; each row of the list shows its own. */
static const struct field answer_form_fields[] = {
    F_HIDDEN(struct answer_form, application, .max = 16),
    F_AREA(struct answer_form, reason, .label = N_("拒绝原因"), .min = 1, .max = APPLICATION_REASON,
           .actions = "refuse"),
};
FORM(answer_form, struct answer_form);

static const struct choice tabs[] = {{.value = "history"}};
static const struct choice answerers[] = {{.value = "person", .label = N_("人工答复")},
                                          {.value = "rule", .label = N_("自动通过")}};
static const struct filter applications_filters[] = {
    {.name = "tab", .kind = FILTER_KEPT, .choices = tabs, .nchoices = 1},
    {.name = "q", .kind = FILTER_TEXT, .label = N_("小程序名称或 AppID")},
    {.name = "state",
     .kind = FILTER_CHOICE,
     .label = N_("结果"),
     .machine = &application_machine,
     .without = "pending"},
    {.name = "by", .kind = FILTER_CHOICE, .label = N_("答复方式"), .choices = answerers, .nchoices = 2},
    FILTER_BY_TIME,
};
FILTERS(applications);

/* What ended, instead of what waits; an address that asks for a result means it too. */
static bool of_history(const struct req *r) {
  return filter_get(r, "tab")[0] != '\0' || filter_get(r, "state")[0] != '\0';
}

static void show_views(struct req *r) {
  const struct plugin *p = r->obj;
  const char *u = url_id(r, "applications", p->id);
  bool history = of_history(r);

  show_view(r, _T(r, N_("待处理")), u, !history);
  show_view(r, _T(r, N_("历史")), url_with(r, u, "tab", "history"), history);
}

/* Was it this one whose refusal was complained about? */
static bool complained(struct req *r, const char *id) {
  const char *posted = http_param(&r->post, "application");

  return r->posted && posted != NULL && strcmp(posted, id) == 0 && form_complaint(r, "reason") != NULL;
}

static void show_answer(struct req *r, struct data *row, const struct application *a) {
  const char *id = arena_fmt(r->c->a, "%lld", (long long)a->id);
  bool bad = complained(r, id), open = strcmp(a->state, "pending") == 0 && a->due_at > r->c->now;
  const char *reason = bad ? http_param(&r->post, "reason") : NULL;

  data_flag(row, "may", open && policy_may(PERM_ANSWER, r->rel));
  data_text(row, "application", id);
  data_text(row, "reason_id", bad ? "f-reason" : arena_fmt(r->c->a, "f-reason-%s", id));
  data_text(row, "reason_about", bad ? "f-reason-hint f-reason-error" : arena_fmt(r->c->a, "f-reason-%s-hint", id));
  data_text(row, "reason_typed", reason == NULL ? "" : reason);
  data_flag(row, "ask_open", bad);
  data_flag(row, "has_error", bad);
  data_text(row, "error", bad ? form_complaint(r, "reason") : NULL);
  data_fmt(row, "consequence", _T(r, N_("拒绝后这个申请结束，“%s”不能使用插件；申请方可以修改理由后重新申请")),
           a->app_name);
}

static const char *decider(struct req *r, const struct application *a) {
  if (a->decider != NULL)
    return a->decider;
  if (a->rule_n > 0)
    return rule_said(r, a->rule_n, a->rule_types, a->rule_names);
  return strcmp(a->state, "expired") == 0     ? _T(r, N_("系统"))
         : strcmp(a->state, "withdrawn") == 0 ? _T(r, N_("申请方"))
                                              : "--";
}

/* "a|b" with the language's own mark between. */
static const char *listed(struct req *r, const char *names) {
  struct buf b = buf_new(r->c->a, 1024);

  for (; *names != '\0'; names++) {
    if (*names == '|')
      buf_str(&b, _T(r, N_("、")));
    else
      buf_char(&b, *names);
  }
  return b.p;
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct application *a = item;
  bool pending = strcmp(a->state, "pending") == 0;

  data_text(row, "icon", app_icon(r, a->app_avatar));
  data_text(row, "name", a->app_name);
  data_fmt(row, "appid", "%lld", (long long)a->app_id);
  data_text(row, "subject", a->subject_name);
  data_text(row, "subject_kind", _T(r, subject_type_label(a->subject_type)));
  data_text(row, "categories", a->category_names[0] == '\0' ? "--" : listed(r, a->category_names));
  data_text(row, "why", a->reason);
  data_text(row, "applied_at", when(r, a->applied_at));
  data_text(row, "ended_at", when(r, a->decided_at));
  data_text(row, "decider", decider(r, a));
  data_text(row, "answer", a->answer);
  data_rows(row, "due");
  if (pending)
    countdown_tag(r, row, a->due_at, APPLICATION_SOON);
  data_text(row, "label", _T(r, state_label(&application_machine, a->state)));
  data_text(row, "tone", state_tone(&application_machine, a->state));
  show_answer(r, row, a);
}

static void show_empty(struct req *r) {
  const struct plugin *p = r->obj;
  bool history = of_history(r), free = strcmp(p->add_mode, "approval") != 0;

  show_nothing(r, history ? _T(r, N_("还没有处理过的申请")) : _T(r, N_("没有待处理的申请")),
               history ? _T(r, N_("通过、拒绝、超时和撤回的申请会留在这里，最近的在前"))
                       : _T(r, N_("有小程序申请使用插件时会显示在这里，请在 24 小时内答复")),
               history ? url_id(r, "applications", p->id) : NULL, _T(r, N_("查看待处理的申请")));
  if (history || !free)
    return;
  data_text(r->d, "empty_text", _T(r, N_("插件现在是自由添加，绑定不需要申请；需要审批时在基本设置里修改添加方式")));
  data_text(r->d, "empty_url", url_id(r, "plugin_settings", p->id));
  data_text(r->d, "empty_label", _T(r, N_("基本设置")));
}

static enum res fetch_waiting(struct req *r, const struct list_want *w, struct list_part *out) {
  const struct plugin *p = r->obj;
  struct application *a = NULL;
  enum res res = application_waiting(r->c, p->id, place_parse(w->key), w->back, w->limit, &a, &out->n);

  out->rows = a;
  out->total = p->pending;
  return res;
}

static enum res fetch_history(struct req *r, const struct list_want *w, struct list_part *out) {
  const struct application_filter f = {filter_get(r, "q"), filter_get(r, "state"), filter_get(r, "by")};
  const struct plugin *p = r->obj;
  struct span span = paging_span(r, w);
  struct application *a = NULL;
  enum res res = application_history(r->c, p->id, &f, &span, &a, &out->n);

  if (res != RES_OK)
    return res;
  out->rows = a;
  out->total = out->n > 0 ? a[0].total : -1;
  return RES_OK;
}

static const char *key(struct req *r, const void *row) {
  const struct application *a = row;

  return paging_key(r, a->decided_at == 0 ? a->due_at : a->decided_at, a->id);
}

#define LIST(what)                                                                                                     \
  {                                                                                                                    \
    .name = "applications", .size = sizeof(struct application), .known = paging_known, .fetch = what, .key = key,      \
    .row = show_row, .empty = show_empty                                                                               \
  }
static const struct list waiting = LIST(fetch_waiting), history = LIST(fetch_history);

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  bool past = of_history(r);
  enum res res = list_show(r, past ? &history : &waiting);

  if (res != RES_OK)
    return res;
  plugin_tabs(r, "applications");
  show_views(r);
  data_flag(r->d, "pending", !past);
  data_text(r->d, "form_url", url_id(r, "applications", p->id));
  data_text(r->d, "rule_url", url_id(r, "application_rule", p->id));
  data_text(r->d, "rule_on",
            p->rule_n == 0 ? NULL : arena_fmt(r->c->a, _T(r, N_("规则 %lld 启用中")), (long long)p->rule_n));
  answers_bar(r, p);
  if (!past && p->pending > 0)
    (void)may_change(r);
  else
    show_refusal(r);
  return RES_OK;
}

static enum res act(struct req *r) {
  const struct plugin *p = r->obj;
  const struct answer_form *f = r->form;
  struct application a = {0};
  bool yes = strcmp(r->action, "approve") == 0;
  int64_t id[BULK_MAX + 1];
  enum res res;

  if (!yes && strcmp(r->action, "refuse") != 0)
    return RES_MALFORMED;
  if (answers_chosen(&r->post, id) != 1)
    return answers_do(r, p, f->reason);
  res = application_load(r->c, id[0], &a);
  if (res == RES_OK && a.plugin_id != p->id)
    return RES_NOT_FOUND;
  if (res == RES_OK)
    res = application_answer(r->c, &a, r->action, yes ? NULL : f->reason);
  if (res != RES_OK)
    return res;
  r->flash = arena_fmt(r->c->a, yes ? _T(r, N_("已通过申请，“%s”现在可以使用插件")) : _T(r, N_("已拒绝“%s”的申请")),
                       a.app_name);
  return RES_OK;
}

const struct page page_applications = {
    .name = "applications",
    .path = "/console/plugins/{plugin}/applications",
    .title = N_("使用申请"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_ANSWER,
    .menu = "plugins",
    .form = &answer_form,
    .filters = &applications,
    .load = load_plugin,
    .show = show,
    .act = act,
};
