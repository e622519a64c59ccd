/* A move that cannot be taken back, or that reaches those who run the version, says so before it happens. */
#include "pages/version_moves.h"

#include "pages/load.h"

#include <stdlib.h>
#include <string.h>

enum { REASON = 200 };

static const struct choice percents[VERSION_PERCENTS] = {
    {"10", "10%", NULL}, {"30", "30%", NULL}, {"50", "50%", NULL}, {"100", "100%", NULL}};

/* Those that it can still grow to. */
static const struct choice *more(struct req *r, size_t *n) {
  const struct version_obj *o = r->obj;
  size_t from = 0;

  while (from < VERSION_PERCENTS && version_percents[from] <= o->version.gray_percent)
    from++;
  *n = VERSION_PERCENTS - from;
  return percents + from;
}

/* One form reads them all; each move shows its own. */
#define PERCENT(...) F_SELECT(struct version_moves_form, percent, .label = N_("灰度比例"), .min = 1, __VA_ARGS__)
#define WHY(words, hints, action)                                                                                      \
  F_AREA(struct version_moves_form, reason, .label = words, .hint = hints, .min = 1, .max = REASON, .actions = action)
#define SURE                                                                                                           \
  F_CHECK(struct version_moves_form, confirm, .label = N_("我已了解对这些小程序的影响"), .min = 1, .actions = "offline")
static const struct field version_moves_form_fields[] = {
    PERCENT(.choices = percents, .nchoices = VERSION_PERCENTS, .actions = "gray"),
    WHY(N_("原因"), NULL, "stop-gray offline"),
    SURE,
};
const struct form version_moves_form = {"version_moves_form", sizeof(struct version_moves_form),
                                        version_moves_form_fields, 3};
static const struct field gray_fields[] = {PERCENT(.choose = more)};
static const struct field stop_fields[] = {WHY(N_("停止原因"), N_("会留在历史记录里"), NULL)};
static const struct field offline_fields[] = {WHY(N_("下线原因"), N_("会留在历史记录里"), NULL), SURE};
#define SHOWN(id, table)                                                                                               \
  static const struct form id = {#id, sizeof(struct version_moves_form), table, sizeof table / sizeof table[0]}
SHOWN(gray_form, gray_fields);
SHOWN(stop_form, stop_fields);
SHOWN(offline_form, offline_fields);

static const char *gray_words(struct req *r, const struct version *v, const struct impact *i) {
  (void)i;
  return arena_fmt(
      r->c->a, _T(r, N_("跟随大版本 %lld 的小程序，按这个比例的调用使用这个版本，其余使用原来的版本；比例只能扩大")),
      (long long)v->major);
}

static const char *stop_words(struct req *r, const struct version *v, const struct impact *i) {
  (void)i;
  return arena_fmt(r->c->a, _T(r, N_("停止后这个版本回到“待上线”，正在使用它的 %lld%% 调用回到原来的版本")),
                   (long long)v->gray_percent);
}

static const char *offline_words(struct req *r, const struct version *v, const struct impact *i) {
  const char *n = count_text(r, i->following);

  (void)v;
  if (i->following == 0)
    return _T(r, N_("没有跟随使用这个版本的小程序；下线后可以重新上线"));
  if (i->next == NULL)
    return arena_fmt(r->c->a, _T(r, N_("下线后，跟随使用它的 %s 个小程序没有可用的版本，直到再有版本上线")), n);
  return arena_fmt(r->c->a, _T(r, N_("下线后，跟随使用它的 %s 个小程序改用 %s；可以重新上线")), n, i->next);
}

static const char *delete_words(struct req *r, const struct version *v, const struct impact *i) {
  (void)v, (void)i;
  return _T(r, N_("删除后不能恢复，这个版本号也不能再用"));
}

static const struct {
  const char *action, *done;
  const char *(*asks)(struct req *r, const struct version *v, const struct impact *i); /* NULL: done at once */
  const struct form *form;
} words[] = {
    {"withdraw", N_("已撤回审核，24 小时内重新提交会保留排队位置"), NULL, NULL},
    {"return", N_("已退回开发，可以修改提审信息后重新提交"), NULL, NULL},
    {"delete", N_("已删除版本"), delete_words, NULL},
    {"set-trial", N_("已设为体验版，联调的小程序会使用这个版本"), NULL, NULL},
    {"clear-trial", N_("已取消体验版"), NULL, NULL},
    {"gray", N_("灰度比例已生效，可以逐步扩大，或者全量上线"), gray_words, &gray_form},
    {"stop-gray", N_("已停止灰度，版本回到待上线"), stop_words, &stop_form},
    {"online", N_("已上线，同一大版本的小程序会使用它；还没有上架的插件，可以到“发布管理”发布到市场"), NULL, NULL},
    {"offline", N_("已下线，可以随时重新上线"), offline_words, &offline_form},
};
enum { WORDS = sizeof words / sizeof words[0] };

static size_t find(const char *action) {
  size_t i = 0;

  while (i < WORDS && strcmp(words[i].action, action) != 0)
    i++;
  return i;
}

const char *version_moved_words(const struct req *r, const char *action) {
  size_t i = find(action);

  return i == WORDS ? NULL : _T(r, words[i].done);
}

struct version_said version_moves_said(const struct req *r) {
  const struct version_moves_form *f = r->form;

  return (struct version_said){.reason = f->reason, .percent = f->percent == NULL ? 0 : strtoll(f->percent, NULL, 10)};
}

bool version_is_last(const struct version_obj *o) {
  return strcmp(o->version.state, "online") == 0 && strcmp(o->plugin.shelf, "on") == 0 &&
         o->plugin.online_versions <= 1;
}

/* The machine cannot say where the trial pointer is, that all of a hundred is the most, nor that the shelf needs a version. */
static bool fits(const struct version_obj *o, const char *action) {
  const struct version *v = &o->version;

  if (strcmp(action, "set-trial") == 0 || strcmp(action, "delete") == 0)
    return v->trial == 0;
  if (strcmp(action, "gray") == 0)
    return v->gray_percent < version_percents[VERSION_PERCENTS - 1];
  if (strcmp(action, "offline") == 0)
    return !version_is_last(o);
  return strcmp(action, "clear-trial") != 0 || v->trial != 0;
}

static void affected(struct data *row, const char *text) { data_text(data_row(row, "affected"), "text", text); }

/* Whom going offline meets: those that keep it, and the first names. */
static void show_affected(struct req *r, struct data *row, const struct version *v, const struct impact *i) {
  const char *name = i->names;

  if (i->pinned > 0)
    affected(row,
             arena_fmt(r->c->a, _T(r, N_("%s 个小程序固定使用这个版本，下线后继续使用")), count_text(r, i->pinned)));
  while (name != NULL) {
    const char *end = strchr(name, '\n');

    affected(row, end == NULL ? name : arena_strn(r->c->a, name, (size_t)(end - name)));
    name = end == NULL ? NULL : end + 1;
  }
  data_flag(row, "has_affected", i->names != NULL);
  data_text(row, "affected_url", i->names == NULL ? NULL : version_url(r, "version_hosts", v->plugin_id, v->number));
}

static void show_asked(struct req *r, struct data *row, const struct version *v, const struct impact *i, size_t w,
                       const char *confirm) {
  bool again = r->posted && strcmp(r->action, words[w].action) == 0;

  show_ask(row, words[w].asks(r, v, i), confirm);
  data_flag(row, "ask_open", again);
  if (strcmp(words[w].action, "offline") == 0)
    show_affected(r, row, v, i);
  if (words[w].form != NULL)
    form_show(r, words[w].form, "", NULL, again, row, "move_fields");
}

void version_moves_show(struct req *r, const struct version_obj *o, const struct impact *i) {
  const struct version *v = &o->version;
  const struct move *open[16];
  size_t n = move_open(&version_machine, v->state, r->rel, open, 16);

  data_rows(r->d, "moves");
  for (size_t k = 0; k < n; k++) {
    size_t w = find(open[k]->action);
    struct data *row;

    if ((open[k]->flags & MOVE_BUTTON) == 0 || !fits(o, open[k]->action))
      continue;
    row = show_move_row(r, r->d, open[k]);
    if (w < WORDS && words[w].asks != NULL)
      show_asked(r, row, v, i, w, _T(r, open[k]->label));
  }
}
