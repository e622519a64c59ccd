/* 审核台: what waits, what the caller holds, what was decided; due first. Work of the caller's own subject is listed, so that
 * nobody wonders where it is, but is not offered. */
#include "domain/desk.h"
#include "pages/load.h"
#include "pages/paging.h"
#include "pages/receipt.h"
#include "web/filter.h"

#include <string.h>

extern const struct page page_review_queue;

struct view {
  const char *tab, *kind;
  struct review_counts counts;
};

static const struct {
  const char *code, *label, *empty, *hint;
} tabs[] = {
    {"open", N_("待审核"), N_("没有待审核的内容"), N_("新提交的内容会按截止时间排在这里")},
    {"mine", N_("我认领的"), N_("你没有认领审核"), N_("在“待审核”里认领后，要在认领到期前处理或退回")},
    {"done", N_("已处理"), N_("还没有处理过的审核"), N_("通过和驳回的审核会留在这里，最近的在前")},
};

/* Both are chosen by links; the kind is offered to those who review more than one. */
static const struct choice tab_codes[] = {{"mine", NULL, NULL}, {"done", NULL, NULL}};
static const struct choice kind_codes[] = {
    {"version", NULL, NULL}, {"listing", NULL, NULL}, {"real-name", NULL, NULL}, {"payment", NULL, NULL}};
static const struct filter queue_filters[] = {
    {.name = "tab", .kind = FILTER_KEPT, .choices = tab_codes, .nchoices = 2},
    {.name = "kind", .kind = FILTER_KEPT, .choices = kind_codes, .nchoices = 4},
};
FILTERS(queue);

static struct view view_of(const struct req *r) {
  const char *tab = filter_get(r, "tab");

  return (struct view){.tab = tab[0] == '\0' ? "open" : tab, .kind = filter_get(r, "kind")};
}

/* The address of a tab and kind, from its first page on. */
static const char *address(struct req *r, const char *tab, const char *kind) {
  const char *u = url(r, "review_queue");

  u = kind[0] == '\0' ? u : url_with(r, u, "kind", kind);
  return strcmp(tab, "open") == 0 ? u : url_with(r, u, "tab", tab);
}

static void show_tabs(struct req *r, const struct view *x) {
  data_text(r->d, "tabs_label", _T(r, N_("审核台")));
  for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++) {
    struct data *row = data_row(r->d, "tabs");

    data_text(row, "label", _T(r, tabs[i].label));
    data_text(row, "url", address(r, tabs[i].code, x->kind));
    data_flag(row, "current", strcmp(tabs[i].code, x->tab) == 0);
    data_text(row, "count", i == 0 ? count_text(r, x->counts.open) : i == 1 ? count_text(r, x->counts.mine) : NULL);
  }
}

static void show_kind(struct req *r, const struct view *x, const char *code, const char *label) {
  show_view(r, label, address(r, x->tab, code), strcmp(code, x->kind) == 0);
}

/* The filter, for those who review more than one kind. */
static void show_kinds(struct req *r, const struct view *x) {
  size_t n = 0, mine = 0;
  const struct review_kind *k = review_kinds(&n);

  data_rows(r->d, "views");
  for (size_t i = 0; i < n; i++)
    mine += (r->c->who.rights & k[i].rel) != 0;
  data_flag(r->d, "has_kinds", mine > 1);
  if (mine < 2)
    return;
  show_kind(r, x, "", _T(r, N_("全部")));
  for (size_t i = 0; i < n; i++)
    if ((r->c->who.rights & k[i].rel) != 0)
      show_kind(r, x, k[i].code, _T(r, k[i].label));
}

static void button(struct req *r, struct data *row, const char *action, const struct review_item *q) {
  show_move(row, action, _T(r, move_label(&review_machine, action)), "link", url_id(r, "review", q->id));
}

/* What can be done from here: claim what waits, go on with what one holds or give it back. */
static void show_buttons(struct req *r, struct data *row, const struct view *x, const struct review_item *q) {
  bool mine = strcmp(x->tab, "mine") == 0;

  data_rows(row, "moves");
  data_text(row, "go_url", mine ? url_id(r, "review", q->id) : NULL);
  if (mine)
    button(r, row, "release", q);
  else if (strcmp(q->state, "queued") == 0 && q->own == 0)
    button(r, row, "claim", q);
  data_flag(row, "held", !mine && strcmp(q->state, "claimed") == 0);
}

static const char *title_of(struct req *r, const struct review_item *q) {
  const char *name = q->plugin_name == NULL ? q->subject_name : q->plugin_name;

  return q->number == NULL ? name : arena_fmt(r->c->a, "%s %s", name, q->number);
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct review_item *q = item;
  const struct view x = view_of(r);
  bool done = strcmp(x.tab, "done") == 0;

  data_text(row, "name", title_of(r, q));
  data_text(row, "url", q->own != 0 ? NULL : url_id(r, "review", q->id));
  data_text(row, "kind_label", _T(r, review_kind_find(q->kind)->label));
  data_text(row, "subject", q->subject_name);
  data_flag(row, "own", q->own != 0);
  data_fmt(row, "round_text", _T(r, N_("第 %lld 次")), (long long)q->round);
  data_rows(row, "due");
  if (!done)
    due_tag(r, row, q->due_at, r->c->now);
  data_text(row, "at", when(r, done ? q->decided_at : q->submitted_at));
  data_text(row, "tone", state_tone(&review_machine, q->state));
  data_text(row, "label", _T(r, state_label(&review_machine, q->state)));
  data_text(row, "claimer", strcmp(q->state, "queued") == 0 ? NULL : q->claimer);
  data_text(row, "lease", NULL);
  if (strcmp(x.tab, "mine") == 0)
    data_fmt(row, "lease", _T(r, N_("认领到 %s")), when(r, q->lease_until));
  show_buttons(r, row, &x, q);
}

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  const struct view *x = w->arg;
  struct span span = paging_span(r, w);
  struct review_item *item = NULL;
  enum res res = review_list(r->c, x->tab, x->kind, &span, &item, &out->n);

  out->rows = item;
  if (out->n > 0)
    out->total = strcmp(x->tab, "done") == 0   ? item[0].total
                 : strcmp(x->tab, "mine") == 0 ? x->counts.mine
                                               : x->counts.open;
  return res;
}

static const char *key(struct req *r, const void *row) {
  const struct review_item *q = row;

  return paging_key(r, strcmp(filter_get(r, "tab"), "done") == 0 ? q->decided_at : q->due_at, q->id);
}

static void show_empty(struct req *r) {
  const struct view x = view_of(r);
  const char *u = NULL, *label = NULL;

  if (x.kind[0] != '\0') { /* nothing of this kind is not nothing at all */
    u = address(r, x.tab, "");
    label = _T(r, N_("查看全部类型"));
  } else if (strcmp(x.tab, "open") != 0) {
    u = address(r, "open", "");
    label = _T(r, N_("查看待审核"));
  }
  for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++)
    if (strcmp(tabs[i].code, x.tab) == 0)
      show_nothing(r, _T(r, tabs[i].empty), _T(r, tabs[i].hint), u, label);
}

static void show_next(struct req *r, const struct view *x) {
  if (strcmp(x->tab, "done") != 0 && x->counts.open > 0)
    show_move(r->d, "claim-next", _T(r, N_("认领下一个")), "primary", address(r, "open", x->kind));
}

static enum res show(struct req *r) {
  struct view x = view_of(r);
  const struct list list = {.name = "reviews",
                            .size = sizeof(struct review_item),
                            .known = paging_known,
                            .fetch = fetch,
                            .key = key,
                            .row = show_row,
                            .arg = &x,
                            .empty = show_empty};
  bool done = strcmp(x.tab, "done") == 0;
  enum res res = review_count(r->c, x.kind, &x.counts);

  if (res != RES_OK)
    return res;
  show_tabs(r, &x);
  show_kinds(r, &x);
  show_next(r, &x);
  data_flag(r->d, "is_done", done);
  data_text(r->d, "at_label", done ? _T(r, N_("处理时间")) : _T(r, N_("提交时间")));
  data_text(r->d, "overdue_text", NULL);
  if (x.counts.overdue > 0 && strcmp(x.tab, "open") == 0)
    data_fmt(r->d, "overdue_text", _T(r, N_("其中 %s 个已超时")), count_text(r, x.counts.overdue));
  return list_show(r, &list);
}

static enum res act(struct req *r) {
  int64_t id = 0;
  enum res res;

  if (r->action[0] != '\0' && strcmp(r->action, "claim-next") != 0)
    return RES_MALFORMED;
  res = desk_claim_next(r->c, filter_get(r, "kind"), &id);
  if (res == RES_NOT_FOUND) { /* an empty queue is an answer, not an error */
    r->flash = _T(r, N_("现在没有可以认领的审核"));
    r->flash_tone = "blue";
    return RES_OK;
  }
  r->to = url_id(r, "review", id);
  r->flash = _T(r, N_("已认领，请在认领到期前处理或退回"));
  return res;
}

const struct page page_review_queue = {
    .name = "review_queue",
    .path = "/review",
    .title = N_("审核台"),
    .see = PERM_REVIEW_QUEUE,
    .change = PERM_REVIEW_CLAIM,
    .filters = &queue,
    .show = show,
    .act = act,
};
