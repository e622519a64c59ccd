/* 发布管理: the open and the live revision side by side, each with what can be done to it, and what happened so far.
 *
 * The moves of both machines are posted here. The live row carries the shelf's moves, as people see one thing: what
 * is on the market. */
#include "domain/listing.h"

#include "domain/review.h"
#include "pages/history_show.h"
#include "pages/listing_edit.h"
#include "pages/load.h"
#include "pages/receipt.h"

#include <string.h>

extern const struct page page_listing;

struct view {
  struct revision_line *line;
  size_t n;
  const struct revision_line *open, *live;
  int64_t bound;
  bool may;
};

/* ---- buttons ---- */

static struct data *button(struct req *r, struct data *d, const struct machine *m, const char *action,
                           const char *tone) {
  return show_move(d, action, _T(r, move_label(m, action)), tone, NULL);
}

static const char *unshelve_words(struct req *r, int64_t bound) {
  if (bound > 1000)
    return _T(r, N_("下架后不再出现在插件市场，也不能再被获取；已绑定的 1000 多个小程序继续运行"));
  return arena_fmt(r->c->a, _T(r, N_("下架后不再出现在插件市场，也不能再被获取；已绑定的 %lld 个小程序继续运行")),
                   (long long)bound);
}

/* The open moves of a machine in a state. hide and show are one switch. */
static void show_buttons(struct req *r, struct data *d, const struct machine *m, const char *state,
                         const struct view *x) {
  const struct plugin *p = r->obj;
  const struct move *open[16];
  size_t n = move_open(m, state, r->rel, open, 16);

  for (size_t i = 0; i < n; i++) {
    const char *action = open[i]->action;
    struct data *row;

    if ((open[i]->flags & MOVE_BUTTON) == 0 || strcmp(action, p->hidden ? "hide" : "show") == 0)
      continue;
    row = button(r, d, m, action, (open[i]->flags & MOVE_PRIMARY) != 0 ? "primary btn-small" : "plain btn-small");
    if (strcmp(action, "unshelve") == 0)
      show_ask(row, unshelve_words(r, x->bound), _T(r, N_("下架插件")));
    else if (strcmp(action, "discard") == 0)
      show_ask(row, _T(r, N_("放弃后这一份发布信息不能恢复；已上架的信息不受影响")), _T(r, N_("放弃这份信息")));
  }
}

static void link_to(struct req *r, struct data *d, const char *label, const char *u) {
  struct data *row = data_row(d, "links");

  data_text(row, "label", _T(r, label));
  data_text(row, "url", u);
}

static void tag(struct req *r, struct data *d, const char *label, const char *tone) {
  struct data *row = data_row(d, "tags");

  data_text(row, "label", _T(r, label));
  data_text(row, "tone", tone);
  data_flag(d, "has_tags", true);
}

/* ---- the two rows ---- */

static struct data *line(struct req *r, const struct revision_line *v, int64_t rev) {
  struct data *d = data_row(r->d, "revisions");

  data_fmt(d, "revision_name", _T(r, N_("第 %lld 版发布信息")), (long long)v->n);
  data_int(d, "rev", rev);
  data_flag(d, "has_rev", true);
  data_rows(d, "moves");
  data_rows(d, "links");
  return d;
}

static void show_open(struct req *r, const struct view *x) {
  const struct revision_line *v = x->open;
  struct data *d = line(r, v, v->rev);
  bool asked = v->submitted_at != 0 && strcmp(v->state, "draft") != 0;
  int64_t id = ((const struct plugin *)r->obj)->id;
  const char *missing;

  data_text(d, "revision_url", url_id(r, "listing_check", id));
  tag(r, d, state_label(&listing_machine, v->state), state_tone(&listing_machine, v->state));
  data_text(d, "since_label", asked ? _T(r, N_("提交于")) : _T(r, N_("创建于")));
  data_text(d, "since", when(r, asked ? v->submitted_at : v->created_at));
  if (x->may && strcmp(v->state, "draft") == 0)
    link_to(r, d, N_("继续填写"),
            url_id(r, listing_complete(&editing_of(r)->progress, &missing) ? "listing_check" : missing, id));
  if (x->may && strcmp(v->state, "rejected") == 0)
    link_to(r, d, N_("修改信息"), url_id(r, "listing_info", id));
  link_to(r, d, N_("预览"), url_id(r, "listing_preview", id));
  show_buttons(r, d, &listing_machine, v->state, x);
}

static void show_live(struct req *r, const struct view *x) {
  const struct plugin *p = r->obj;
  struct data *d = line(r, x->live, p->listing_rev);

  data_text(d, "revision_url", url_id(r, "market_plugin", p->id));
  tag(r, d, state_label(&shelf_machine, p->shelf), state_tone(&shelf_machine, p->shelf));
  if (p->hidden)
    tag(r, d, N_("已隐藏"), TONE_GREY);
  data_text(d, "since_label", _T(r, N_("上架于")));
  data_text(d, "since", when(r, x->live->live_at));
  link_to(r, d, N_("订购页"), url_id(r, "market_plugin", p->id));
  if (x->may && x->open == NULL)
    button(r, d, &listing_machine, "revise", "plain btn-small");
  show_buttons(r, d, &shelf_machine, p->shelf, x);
}

/* ---- what to do next ---- */

static const char *due_words(struct req *r) {
  int64_t days = r->c->conf->due_listing;

  return days == 1
             ? _T(r, N_("已提交申请，预计一个工作日完成审核，请耐心等待"))
             : arena_fmt(r->c->a, _T(r, N_("已提交申请，预计 %lld 个工作日完成审核，请耐心等待")), (long long)days);
}

static void show_next(struct req *r, const struct view *x) {
  const struct plugin *p = r->obj;
  const struct revision_line *v = x->open;

  show_note(r, NULL, NULL, NULL, NULL);
  if (v != NULL && strcmp(v->state, "auditing") == 0)
    show_note(r, "blue", due_words(r), "plugin", _T(r, N_("查看详情")));
  else if (v != NULL && strcmp(v->state, "rejected") == 0)
    show_note(r, "red", arena_fmt(r->c->a, _T(r, N_("审核不通过：%s")), v->reason == NULL ? "--" : v->reason),
              x->may ? "listing_info" : NULL, _T(r, N_("修改信息")));
  else if (p->online_versions == 0 && strcmp(p->shelf, "on") != 0)
    show_note(r, "amber", _T(r, N_("有已上线的版本后才能发布和上架，请先上线一个版本")), "versions",
              _T(r, N_("去版本管理")));
  else if (v != NULL && strcmp(v->state, "passed") == 0)
    show_note(r, "green", _T(r, N_("审核已通过，点击“上架”后在插件市场展示")), NULL, NULL);
}

static enum res fetch_history(struct req *r, const struct list_want *w, struct list_part *out) {
  const struct plugin *p = r->obj;
  struct listing_event *e = NULL;
  enum res res = listing_events(r->c, p->id, history_key_id(w->key), w->back, w->limit, &e, &out->n);

  out->rows = e;
  return res;
}

static const char *event_key(struct req *r, const void *row) {
  return arena_fmt(r->c->a, "%lld", (long long)((const struct listing_event *)row)->id);
}

static void show_event(struct req *r, struct data *row, const void *item) {
  const struct listing_event *e = item;
  bool shelf = strcmp(e->machine, shelf_machine.name) == 0, moved = strcmp(e->from_state, e->to_state) != 0;
  const struct machine *m = shelf ? &shelf_machine : &listing_machine;
  const char *what = _T(r, move_label(m, e->action));

  data_text(row, "at", when(r, e->at));
  data_text(row, "what", shelf ? what : arena_fmt(r->c->a, _T(r, N_("%s（第 %lld 版）")), what, (long long)e->n));
  data_text(row, "who", strcmp(e->side, "owner") == 0 ? e->who : _T(r, N_("审核员")));
  data_text(row, "from_label", moved && e->from_state[0] != '\0' ? _T(r, state_label(m, e->from_state)) : NULL);
  data_text(row, "to_label", moved ? _T(r, state_label(m, e->to_state)) : NULL);
  data_text(row, "reason", e->reason);
}

static const struct list history = {HISTORY_LIST,         .size = sizeof(struct listing_event),
                                    .known = history_key, .fetch = fetch_history,
                                    .key = event_key,     .row = show_event};

/* ---- the page ---- */

/* The content of the open revision, as far as it may be changed: what is missing, what was found. */
static enum res read_open(struct req *r, const struct view *x) {
  struct editing *e = ARENA_NEW(r->c->a, struct editing);
  bool edit = x->open != NULL && (strcmp(x->open->state, "draft") == 0 || strcmp(x->open->state, "rejected") == 0);
  enum res res = edit ? revision_by_id(r->c, x->open->id, &e->v) : RES_OK;

  if (res == RES_OK && !guide_decode(r->c->a, e->v.guide, &e->g))
    return RES_INTERNAL;
  r->work = e;
  return res == RES_OK ? editing_state(r) : res;
}

static enum res read_all(struct req *r, struct view *x) {
  const struct plugin *p = r->obj;
  struct review review = {0};
  enum res res = revision_lines(r->c, p->id, &x->line, &x->n);

  if (res != RES_OK)
    return res;
  for (size_t i = 0; i < x->n; i++)
    if (strcmp(x->line[i].state, "live") == 0)
      x->live = &x->line[i];
    else
      x->open = &x->line[i];
  res = x->open == NULL ? RES_NOT_FOUND : review_latest(r->c, "listing", x->open->id, &review);
  if (res == RES_OK || res == RES_NOT_FOUND)
    res = receipt_show(r, res == RES_OK ? &review : NULL);
  if (res == RES_OK)
    res = read_open(r, x);
  if (res == RES_OK && strcmp(p->shelf, "on") == 0)
    res = listing_bound(r->c, p->id, &x->bound);
  return res == RES_OK ? list_show(r, &history) : res;
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  struct view x = {.may = policy_may(PERM_LISTING_EDIT, r->rel)};
  enum res res = read_all(r, &x);
  bool begin = x.open == NULL && strcmp(p->shelf, "never") == 0;

  if (res != RES_OK)
    return res;
  plugin_tabs(r, "listing");
  data_int(r->d, "rev", p->listing_rev);
  data_flag(r->d, "has_rev", true);
  show_next(r, &x);
  data_rows(r->d, "tasks");
  data_flag(r->d, "has_tasks", x.may && editing_of(r)->v.id != 0);
  if (x.may && editing_of(r)->v.id != 0)
    show_tasks(r);
  data_rows(r->d, "revisions");
  data_flag(r->d, "has_revisions", x.n > 0);
  if (x.open != NULL)
    show_open(r, &x);
  if (x.live != NULL)
    show_live(r, &x);
  if (begin && x.may && p->online_versions > 0)
    button(r, r->d, &listing_machine, "publish", "primary");
  data_flag(r->d, "may_publish", begin && x.may && p->online_versions > 0);
  return RES_OK;
}

static const struct {
  const char *action, *to, *flash;
} moves[] = {
    {"publish", "listing_info", N_("已开始发布，请填写插件信息")},
    {"revise", "listing_info", N_("已复制当前的发布信息，修改后请重新提交；已上架的信息不受影响")},
    {"amend", "listing_info", N_("已退回草稿，修改后请重新提交")},
    {"withdraw", "listing", N_("已撤回审核，可以继续修改")},
    {"discard", "listing", N_("已放弃这份发布信息")},
    {"shelve", "listing", N_("插件已上架，可以在插件市场获取")},
    {"reshelve", "listing", N_("插件已重新上架")},
    {"unshelve", "listing", N_("插件已下架，已绑定的小程序继续运行")},
    {"hide", "listing", N_("插件已隐藏，不再被搜索到")},
    {"show", "listing", N_("插件已展示，可以被搜索到")},
};

static enum res act(struct req *r) {
  const struct plugin *p = r->obj;

  for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++)
    if (strcmp(moves[i].action, r->action) == 0) {
      r->to = url_id(r, moves[i].to, p->id);
      r->flash = _T(r, moves[i].flash);
      return listing_do(r->c, p, r->rel, r->action, r->rev);
    }
  return RES_MALFORMED;
}

const struct page page_listing = {
    .name = "listing",
    .path = "/console/plugins/{plugin}/listing",
    .title = N_("发布管理"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_LISTING_EDIT,
    .step_up = "shelve",
    .menu = "plugins",
    .load = load_plugin,
    .show = show,
    .act = act,
};
