/* 自动通过规则: whose applications are approved without anybody, what was in force before, and how often each rule was used. A
 * rule says types of subjects, first levels of categories, or both; both must fit then. */
#include "domain/application_rule.h"

#include "domain/category.h"
#include "pages/answers.h"
#include "pages/history_show.h"
#include "pages/load.h"
#include "pages/refusal.h"
#include "pages/shop.h"
#include "rule/subject.h"
#include "web/list.h"

#include <string.h>

extern const struct page page_application_rule;

struct scene {
  struct plugin p;
  struct category *tree;
  size_t ntree;
  struct rule last; /* n 0: there never was one */
};

struct rule_form {
  struct form_list host_types, host_level1;
};

static const struct choice *types(struct req *r, size_t *n) {
  const struct subject_type *t = subject_types(n);
  struct choice *choice = ARENA_ARRAY(r->c->a, struct choice, *n);

  for (size_t i = 0; i < *n; i++)
    choice[i] = (struct choice){t[i].code, _T(r, t[i].label), NULL};
  return choice;
}

static const struct choice *levels(struct req *r, size_t *n) {
  const struct scene *s = r->obj;
  struct choice *choice = ARENA_ARRAY(r->c->a, struct choice, s->ntree + 1);

  *n = 0;
  for (size_t i = 0; i < s->ntree; i++) {
    size_t k = 0;

    while (k < *n && strcmp(choice[k].value, s->tree[i].level1) != 0)
      k++;
    if (k == *n)
      choice[(*n)++] = (struct choice){s->tree[i].level1, category_level1(r->c, &s->tree[i]), NULL};
  }
  return choice;
}

enum { TYPES = 5, LEVELS = 64 };
static const struct field rule_form_fields[] = {
    F_CHECKS(struct rule_form, host_types, .label = N_("主体类型"), .hint = N_("不选表示不限主体类型"), .choose = types,
             .max = TYPES, .actions = "save"),
    F_CHECKS(struct rule_form, host_level1, .label = N_("小程序类目"),
             .hint = N_("小程序有其中一个类目就符合；不选表示不限类目"), .choose = levels, .max = LEVELS,
             .actions = "save"),
};
FORM(rule_form, struct rule_form);

static enum res load(struct req *r) {
  struct scene *s = ARENA_NEW(r->c->a, struct scene);
  enum res res = load_plugin(r);

  if (res != RES_OK)
    return res;
  s->p = *(const struct plugin *)r->obj;
  res = category_list(r->c, &s->tree, &s->ntree);
  if (res == RES_OK)
    res = rule_last(r->c, s->p.id, &s->last);
  r->obj = s;
  return res == RES_NOT_FOUND ? RES_OK : res;
}

const char *rule_said(struct req *r, int64_t n, const char *host_types, const char *names) {
  return arena_fmt(r->c->a, _T(r, N_("自动通过（规则 %lld：%s）")), (long long)n, rule_words(r->c, host_types, names));
}

/* "a|b" as ticks, and back. */
static struct form_list split(struct req *r, const char *codes) {
  struct form_list out = {0, ARENA_ARRAY(r->c->a, const char *, LEVELS)};

  while (codes != NULL && *codes != '\0' && out.n < LEVELS) {
    size_t n = strcspn(codes, "|");

    out.v[out.n++] = arena_strn(r->c->a, codes, n);
    codes += n + (codes[n] == '|');
  }
  return out;
}

static const char *joined(struct req *r, const struct form_list *l) {
  struct buf b = buf_new(r->c->a, 1024);

  for (size_t i = 0; i < l->n; i++)
    buf_fmt(&b, "%s%s", i == 0 ? "" : "|", l->v[i]);
  return b.n == 0 ? "" : b.p;
}

/* ---- the rules so far ---- */

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  const struct scene *s = r->obj;
  struct rule *rules = NULL;
  enum res res = rule_list(r->c, s->p.id, history_key_id(w->key), w->back, w->limit, &rules, &out->n);

  out->rows = rules;
  out->total = s->last.n > 1000 ? 1001 : s->last.n;
  return res;
}

static const char *key(struct req *r, const void *row) {
  return arena_fmt(r->c->a, "%lld", (long long)((const struct rule *)row)->n);
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct rule *y = item;

  data_fmt(row, "rule_no", _T(r, N_("规则 %lld")), (long long)y->n);
  data_text(row, "words", rule_words(r->c, y->host_types, y->level1_names));
  data_text(row, "label", _T(r, state_label(&rule_machine, y->state)));
  data_text(row, "tone", state_tone(&rule_machine, y->state));
  data_text(row, "approved", row_figure_text(r, y->approved));
  data_fmt(row, "made", "%s %s", when(r, y->made_at), y->made_by == NULL ? "" : y->made_by);
  data_text(row, "over",
            y->ended_at == 0
                ? "--"
                : arena_fmt(r->c->a, "%s %s", when(r, y->ended_at), y->ended_by == NULL ? "" : y->ended_by));
}

static void show_empty(struct req *r) {
  show_nothing(r, _T(r, N_("还没有规则")), _T(r, N_("启用规则后，符合的申请会立即通过；每次修改都会留在这里")), NULL,
               NULL);
}

static const struct list list = {.name = "rules",
                                 .size = sizeof(struct rule),
                                 .known = history_key,
                                 .fetch = fetch,
                                 .key = key,
                                 .row = show_row,
                                 .empty = show_empty};

/* ---- the page ---- */

static void show_now(struct req *r, const struct scene *s) {
  const struct rule *y = &s->last;
  bool on = y->n > 0 && strcmp(y->state, "on") == 0;

  data_text(r->d, "label", on ? _T(r, state_label(&rule_machine, "on")) : _T(r, N_("未启用")));
  data_text(r->d, "tone", on ? TONE_GREEN : TONE_GREY);
  data_text(r->d, "rule_now", on ? rule_words(r->c, y->host_types, y->level1_names) : NULL);
  shop_ask(r, r->d, &rule_machine, on ? "on" : "off", "stop", NULL, "danger",
           _T(r, N_("停用后，新的申请都要由你们在 24 小时内答复；已经自动通过的不变")));
  data_flag(r->d, "has_moves", on && policy_may(PERM_ANSWER, r->rel));
  data_int(r->d, "rev", y->n + 1);
  data_flag(r->d, "has_rev", true);
  if (!r->posted && on)
    *(struct rule_form *)r->form = (struct rule_form){split(r, y->host_types), split(r, y->host_level1)};
  show_submit(r, "save", on ? _T(r, N_("替换规则")) : _T(r, N_("启用规则")), "primary");
  data_text(r->d, "cancel_url", url_id(r, "applications", s->p.id));
}

static enum res show(struct req *r) {
  struct scene *s = r->obj;
  enum res res = list_show(r, &list);

  if (res != RES_OK)
    return res;
  r->c->why = (struct reason){0};
  r->obj = &s->p;
  plugin_tabs(r, "applications");
  r->obj = s;
  crumb(r, _T(r, N_("使用申请")), url_id(r, "applications", s->p.id));
  show_now(r, s);
  data_flag(r->d, "may", policy_may(PERM_ANSWER, r->rel));
  if (!may_change(r))
    return RES_OK;
  if (strcmp(s->p.add_mode, "approval") != 0)
    (void)why_at(r->c, RES_CONFLICT, "plugin_settings", s->p.id,
                 N_("插件现在是自由添加，绑定不需要申请；添加方式改为需要审批后，规则才会用到"));
  show_refusal(r);
  return RES_OK;
}

static enum res act(struct req *r) {
  const struct scene *s = r->obj;
  const struct rule_form *f = r->form;
  bool stop = strcmp(r->action, "stop") == 0;
  enum res res;

  if (!stop && strcmp(r->action, "save") != 0)
    return RES_MALFORMED;
  res = stop ? rule_stop(r->c, &s->p, r->rev)
             : rule_set(r->c, &s->p, r->rev, joined(r, &f->host_types), joined(r, &f->host_level1));
  r->flash = stop ? _T(r, N_("已停用规则，新的申请需要答复")) : _T(r, N_("规则已启用，符合的申请会立即通过"));
  return res;
}

const struct page page_application_rule = {
    .name = "application_rule",
    .path = "/console/plugins/{plugin}/applications/rule",
    .title = N_("自动通过规则"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_ANSWER,
    .menu = "plugins",
    .form = &rule_form,
    .load = load,
    .show = show,
    .act = act,
};
