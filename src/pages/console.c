/* 工作台: each role sees its own work first: what a subject has to do next, what reviewers have to decide, how the
 * platform stands. Parts that do not concern the caller are not there. */
#include "base/clock.h"
#include "domain/application.h"
#include "domain/count.h"
#include "domain/listing.h"
#include "domain/payment.h"
#include "domain/real_name.h"
#include "domain/review.h"
#include "domain/transfer.h"
#include "domain/usage.h"
#include "domain/version.h"
#include "domain/work.h"
#include "pages/chart.h"
#include "pages/load.h"
#include "pages/notices_show.h"
#include "pages/receipt.h"
#include "rule/subject.h"
#include "web/page.h"

#include <string.h>

extern const struct page page_console;

enum { CHART_DAYS = 30 };

static void figure_as(struct req *r, struct data *d, const char *label, const char *value, const char *u) {
  struct data *row = data_row(d, "stats");

  data_text(row, "label", _T(r, label));
  data_text(row, "value", value);
  data_text(row, "url", u);
}

static void figure(struct req *r, struct data *d, const char *label, int64_t value, const char *u) {
  figure_as(r, d, label, figure_text(r, value), u);
}

/* What the whole platform has. */
static void count(struct req *r, struct data *d, const char *label, int64_t value, const char *u) {
  figure_as(r, d, label, count_text(r, value), u);
}

/* A sum over the newest plugins only; `more`: there are others. */
static void figure_sum(struct req *r, struct data *d, const char *label, int64_t value, bool more) {
  const char *text = figure_text(r, value);

  figure_as(r, d, label, more && value <= FIGURE_MAX ? arena_fmt(r->c->a, "%s+", text) : text, NULL);
}

static struct data *step(struct req *r, struct data *d, const char *label, const char *u, bool done) {
  struct data *row = data_row(d, "tasks");

  data_text(row, "label", _T(r, label));
  data_text(row, "url", u);
  data_text(row, "task_hint", NULL);
  data_text(row, "state_label", _T(r, done ? N_("已完成") : N_("未完成")));
  data_text(row, "tone", done ? TONE_GREEN : TONE_GREY);
  return row;
}

/* While it is in review there is nothing to do, and a refusal has to be looked at. */
static void step_verified(struct req *r, struct data *d, const char *state) {
  bool done = strcmp(state, "verified") == 0;
  struct data *row = step(r, d, N_("完成主体实名认证"), url(r, "real_name"), done);

  if (done || strcmp(state, "none") == 0)
    return;
  data_text(row, "state_label", _T(r, state_label(&real_name_machine, state)));
  data_text(row, "tone", state_tone(&real_name_machine, state));
}

/* The way from registering to the first plugin, as long as it is not done. */
static void show_steps(struct req *r, const struct work_figures *f) {
  const struct principal *who = &r->c->who;
  const char *real_name = who->real_name == NULL ? "none" : who->real_name;
  bool builds = subject_is_organisation(who->subject_type);
  struct data *d;

  data_rows(r->d, "steps_box");
  if (strcmp(real_name, "verified") == 0 && f->apps > 0 && (f->held > 0 || f->plugins > 0))
    return;
  d = data_row(r->d, "steps_box");
  data_rows(d, "tasks");
  step_verified(r, d, real_name);
  step(r, d, N_("创建小程序"), url(r, "app_new"), f->apps > 0);
  step(r, d, N_("在插件市场获取插件并绑定"), url(r, "market"), f->bound > 0);
  if (builds)
    step(r, d, N_("开通插件功能，开发自己的插件"), url(r, "plugin_new"), f->plugins > 0);
}

static size_t waiting(const struct work_item *item, size_t n) {
  size_t found = 0;

  for (size_t i = 0; i < n; i++)
    found += strcmp(item[i].state, "auditing") == 0;
  return found;
}

static const struct {
  const char *what, *page;
  const struct machine *machine;
} kinds[] = {
    {"version", "version", &version_machine},
    {"payment", "payment", &payment_machine},
    {"application", "applications", &application_machine},
    {"transfer", "transfer_in", &transfer_machine},
    {"listing", "listing", &listing_machine},
};
enum { VERSION, PAYMENT, APPLICATION, TRANSFER, LISTING };

static size_t kind_of(const struct work_item *w) {
  size_t i = VERSION;

  while (i < LISTING && strcmp(kinds[i].what, w->what) != 0)
    i++;
  return i;
}

static const char *todo_words(struct req *r, size_t kind, const char *number) {
  if (kind == VERSION)
    return arena_fmt(r->c->a, _T(r, N_("版本 %s")), number);
  if (kind == APPLICATION)
    return arena_fmt(r->c->a, _T(r, N_("“%s”的使用申请")), number);
  if (kind == TRANSFER)
    return arena_fmt(r->c->a, _T(r, N_("由“%s”转让给你们")), number);
  return _T(r, kind == PAYMENT ? N_("支付能力") : N_("市场发布"));
}

/* What the subject has to do comes first; what the platform has is only there to look up. */
static void show_todo(struct req *r, const struct work_item *w, struct data *d) {
  struct data *row = data_row(d, strcmp(w->state, "auditing") == 0 ? "waiting" : "todos");
  const char *id = arena_fmt(r->c->a, "%lld", (long long)w->id);
  size_t k = kind_of(w);

  data_text(row, "name", w->plugin_name);
  data_text(row, "url", k == VERSION ? url(r, "version", id, w->number) : url(r, kinds[k].page, id));
  data_text(row, "what", todo_words(r, k, w->number));
  data_rows(row, "due");
  if (w->due_at != 0)
    countdown_tag(r, row, w->due_at, APPLICATION_SOON);
  data_text(row, "label", _T(r, state_label(kinds[k].machine, w->state)));
  data_text(row, "tone", state_tone(kinds[k].machine, w->state));
  data_text(row, "at", when(r, w->at));
}

/* What will expire soon; the list has the ten that are due first. */
static void show_reminder(struct req *r, struct data *d, const struct work_item *item, size_t n) {
  size_t asked = 0, soon = 0;

  for (size_t i = 0; i < n; i++) {
    bool one = strcmp(item[i].what, "application") == 0;

    asked += one;
    soon += one && item[i].due_at > r->c->now && item[i].due_at <= r->c->now + APPLICATION_SOON;
  }
  data_text(d, "note_text", NULL);
  data_text(d, "note_tone", "amber");
  data_text(d, "note_url", NULL);
  data_text(d, "note_label", NULL);
  if (soon > 0)
    data_fmt(d, "note_text",
             soon == asked && asked >= WORK_EACH ? _T(r, N_("至少 %zu 个使用申请将在 %d 小时内到期，请尽快答复"))
                                                 : _T(r, N_("%zu 个使用申请将在 %d 小时内到期，请尽快答复")),
             soon, (int)(APPLICATION_SOON / HOUR));
}

/* What was obtained of its plugins lately. */
static enum res show_chart(struct req *r, struct data *d) {
  struct chart_bar bar[CHART_DAYS];
  int64_t obtained[CHART_DAYS], all = 0;
  bool whole = true;
  enum res res = usage_of_subject(r->c, r->c->who.subject_id, CHART_DAYS, obtained, &whole);

  data_rows(d, "charts");
  data_text(d, "chart_note", NULL);
  for (size_t i = 0; res == RES_OK && i < CHART_DAYS; i++) {
    bar[i] = (struct chart_bar){clock_date(r->c->a, usage_day(r->c, CHART_DAYS - 1 - i), (int)r->c->conf->zone),
                                obtained[i]};
    all += obtained[i];
  }
  if (res == RES_OK && !whole)
    data_text(d, "chart_note", _T(r, N_("近 30 天新增的获取超过 500 次，请在各插件的数据统计里查看")));
  if (res == RES_OK && all > 0)
    chart_show(d, &(struct chart){.id = "obtained",
                                  .title = _T(r, N_("近 30 天新增的获取")),
                                  .desc = arena_fmt(r->c->a, _T(r, N_("%s 至 %s，共 %lld")), bar[0].label,
                                                    bar[CHART_DAYS - 1].label, (long long)all),
                                  .of = _T(r, N_("统计日期")),
                                  .unit = _T(r, N_("主体（个）")),
                                  .bar = bar,
                                  .n = CHART_DAYS});
  return res;
}

static void show_work(struct req *r, const struct work_item *item, size_t n) {
  struct data *d = data_row(r->d, "work_box");

  data_rows(d, "todos");
  data_rows(d, "waiting");
  for (size_t i = 0; i < n; i++)
    show_todo(r, &item[i], d);
  show_reminder(r, d, item, n);
  data_flag(d, "has_todos", n > waiting(item, n));
  data_flag(d, "has_waiting", waiting(item, n) > 0);
}

static enum res show_building(struct req *r, const struct work_figures *f) {
  struct data *d = data_row(r->d, "boxes");

  data_text(d, "box_title", _T(r, N_("开发插件")));
  data_text(d, "box_url", url(r, "plugins"));
  data_text(d, "box_label", _T(r, N_("我的插件")));
  figure(r, d, N_("插件总数"), f->plugins, NULL);
  figure(r, d, N_("已上架插件"), f->on_shelf, NULL);
  figure_sum(r, d, N_("使用中的小程序"), f->hosts, f->plugins > WORK_LOOKED);
  figure_sum(r, d, N_("近 7 日新增获取"), f->obtained_week, f->plugins > WORK_LOOKED);
  return show_chart(r, d);
}

static void show_using(struct req *r, const struct work_figures *f, int64_t notices) {
  struct data *d = data_row(r->d, "boxes");

  data_rows(d, "charts");
  data_text(d, "chart_note", NULL);
  data_text(d, "box_title", _T(r, N_("使用插件")));
  data_text(d, "box_url", url(r, "market"));
  data_text(d, "box_label", _T(r, N_("去插件市场")));
  figure(r, d, N_("我的小程序"), f->apps, url(r, "apps"));
  figure(r, d, N_("已获取的插件"), f->held, url(r, "obtained"));
  figure(r, d, N_("插件绑定"), f->bound, NULL);
  figure(r, d, N_("待确认的公告"), notices, notices > 0 ? "#notices" : NULL);
}

static enum res show_subject(struct req *r) {
  int64_t subject = r->c->who.subject_id;
  struct work_figures f = {0};
  struct work_item *items = NULL;
  int64_t notices = 0;
  size_t n = 0;
  enum res res = work_subject(r->c, subject, &f);

  if (res == RES_OK && f.bound > 0)
    res = notices_box(r, &notices);
  if (res == RES_OK)
    res = work_provider(r->c, subject, &items, &n);
  if (res != RES_OK)
    return res;
  show_steps(r, &f);
  if (f.plugins > 0 || n > 0)
    show_work(r, items, n);
  if (f.plugins > 0)
    res = show_building(r, &f);
  show_using(r, &f, notices);
  return res;
}

static enum res show_reviewer(struct req *r) {
  struct review_counts counts = {0};
  struct data *d;
  enum res res = review_figures(r->c, &counts);

  if (res != RES_OK)
    return res;
  d = data_row(r->d, "reviewer_box");
  data_rows(d, "stats");
  figure(r, d, N_("待审核"), counts.open, url(r, "review_queue"));
  figure(r, d, N_("超时的审核"), counts.overdue, url(r, "review_queue"));
  figure(r, d, N_("我认领的"), counts.mine, url_with(r, url(r, "review_queue"), "tab", "mine"));
  data_text(d, "queue_url", url(r, "review_queue"));
  return RES_OK;
}

static enum res show_platform(struct req *r) {
  struct work_platform p = {0};
  struct data *d;
  enum res res = work_platform(r->c, &p);

  if (res != RES_OK)
    return res;
  d = data_row(r->d, "platform_box");
  data_rows(d, "stats");
  count(r, d, N_("主体总数"), p.subjects, NULL);
  count(r, d, N_("插件总数"), p.plugins, NULL);
  count(r, d, N_("已上架插件"), p.on_shelf, url(r, "market"));
  count(r, d, N_("待审核"), p.reviews_open, NULL);
  count(r, d, N_("超时的审核"), p.reviews_overdue, NULL);
  count(r, d, N_("生效的绑定"), p.bindings, NULL);
  return RES_OK;
}

static enum res show(struct req *r) {
  enum res res = RES_OK;

  data_rows(r->d, "work_box");
  data_rows(r->d, "boxes");
  data_rows(r->d, "steps_box");
  data_rows(r->d, "notices_box");
  data_rows(r->d, "reviewer_box");
  data_rows(r->d, "platform_box");
  if ((r->rel & REL_REVIEWERS) != 0)
    res = show_reviewer(r);
  if (res == RES_OK && (r->rel & REL_PLATFORM) != 0)
    res = show_platform(r);
  if (res == RES_OK && r->c->who.subject_id != 0)
    res = show_subject(r);
  data_flag(r->d, "nothing", r->c->who.subject_id == 0 && r->c->who.rights == 0);
  return res;
}

const struct page page_console = {
    .name = "console",
    .path = "/console",
    .title = N_("工作台"),
    .see = PERM_SIGNED_IN,
    .show = show,
};
