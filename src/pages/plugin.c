/* 概览: the way from an opened function to the shelf as a task list, what is next, and what there is already. */
#include "domain/plugin.h"

#include "domain/application.h"
#include "domain/application_figures.h"
#include "domain/category.h"
#include "domain/listing.h"
#include "domain/payment.h"
#include "domain/version.h"
#include "pages/avatar.h"
#include "pages/deprecated_show.h"
#include "pages/doc_show.h"
#include "pages/facts.h"
#include "pages/load.h"
#include "pages/receipt.h"

#include <string.h>

extern const struct page page_plugin;

/* One step on the way. */
struct step {
  const char *label, *url;  /* url NULL: nothing to do there yet */
  const char *state, *tone; /* state is translated */
  bool done;
};
enum { STEPS = 6 };

static bool is(const char *state, const char *code) { return state != NULL && strcmp(state, code) == 0; }

static struct step settings_step(struct req *r, const struct plugin *p) {
  const char *missing = plugin_missing(p);
  struct step s = {N_("完善基本设置"), NULL, _T(r, N_("已完成")), TONE_GREEN, missing == NULL};

  if (policy_may(PERM_PLUGIN_EDIT, r->rel))
    s.url = url_id(r, "plugin_settings", p->id);
  if (missing != NULL) {
    s.state = arena_fmt(r->c->a, _T(r, N_("还缺%s")), _T(r, missing));
    s.tone = TONE_AMBER;
  }
  return s;
}

static struct step doc_step(struct req *r, const struct plugin *p, const struct doc_status *x) {
  struct step s = {N_("上传插件文档"), url_id(r, "doc", p->id), _T(r, N_("未上传")), TONE_GREY, x->n != 0};

  if (x->live != 0) {
    s.state = _T(r, N_("已发布"));
    s.tone = TONE_GREEN;
  } else if (s.done) {
    s.state = _T(r, N_("草稿待发布"));
    s.tone = TONE_AMBER;
  }
  return s;
}

static struct step upload_step(struct req *r, const struct plugin *p, const struct plugin_progress *g) {
  struct step s = {N_("上传版本"), url_id(r, "versions", p->id), _T(r, N_("未上传")), TONE_GREY, g->versions > 0};

  if (s.done) {
    s.state = _T(r, N_("已完成"));
    s.tone = TONE_GREEN;
  }
  return s;
}

static struct step submit_step(struct req *r, const struct plugin *p, const struct plugin_progress *g) {
  bool passed = p->online_versions > 0 || is(g->pipeline, "passed") || is(g->pipeline, "gray");
  struct step s = {N_("提交版本审核"), url_id(r, "versions", p->id), _T(r, N_("未提交")), TONE_GREY,
                   passed || g->pipeline != NULL};

  if (passed)
    s.state = _T(r, N_("已完成")), s.tone = TONE_GREEN;
  else if (g->pipeline != NULL)
    s.state = _T(r, state_label(&version_machine, g->pipeline)), s.tone = state_tone(&version_machine, g->pipeline);
  return s;
}

static struct step online_step(struct req *r, const struct plugin *p, const struct plugin_progress *g) {
  bool online = p->online_versions > 0;
  struct step s = {N_("版本上线"), url_id(r, "versions", p->id), _T(r, N_("未上线")), TONE_GREY, online};

  if (online)
    s.state = _T(r, N_("已完成")), s.tone = TONE_GREEN;
  else if (is(g->pipeline, "passed"))
    s.state = _T(r, state_label(&version_machine, "passed")), s.tone = state_tone(&version_machine, "passed");
  return s;
}

static struct step shelf_step(struct req *r, const struct plugin *p, const struct plugin_progress *g) {
  struct step s = {N_("发布到插件市场"), url_id(r, "listing", p->id), NULL, NULL, is(p->shelf, "on")};

  s.state = _T(r, state_label(&shelf_machine, p->shelf));
  s.tone = state_tone(&shelf_machine, p->shelf);
  if (!s.done && g->revision != NULL) {
    s.state = _T(r, state_label(&listing_machine, g->revision));
    s.tone = state_tone(&listing_machine, g->revision);
  }
  return s;
}

static void show_tasks(struct req *r, const struct plugin *p, const struct plugin_progress *g,
                       const struct doc_status *doc) {
  const struct step step[STEPS] = {settings_step(r, p),  doc_step(r, p, doc),  upload_step(r, p, g),
                                   submit_step(r, p, g), online_step(r, p, g), shelf_step(r, p, g)};
  const struct step *next = NULL;

  data_rows(r->d, "tasks");
  for (size_t i = 0; i < STEPS; i++) {
    struct data *row = data_row(r->d, "tasks");

    if (next == NULL && !step[i].done)
      next = &step[i];
    data_text(row, "label", _T(r, step[i].label));
    data_text(row, "url", step[i].url);
    data_text(row, "task_hint", NULL);
    data_text(row, "state_label", step[i].state);
    data_text(row, "tone", step[i].tone);
  }
  data_text(r->d, "next_label", next == NULL ? NULL : _T(r, next->label));
  data_text(r->d, "next_url", next == NULL ? NULL : next->url);
}

static const char *audience(struct req *r, const struct plugin *p) {
  bool organisations = codes_hold(p->audience, "enterprise"), people = codes_hold(p->audience, "individual");

  if (organisations && people)
    return _T(r, N_("组织和个人"));
  return organisations ? _T(r, N_("组织")) : people ? _T(r, N_("个人")) : NULL;
}

static const char *add_mode(struct req *r, const struct plugin *p) {
  return is(p->add_mode, "free") ? _T(r, N_("自由添加")) : is(p->add_mode, "approval") ? _T(r, N_("需要审批")) : NULL;
}

static enum res show_facts(struct req *r, const struct plugin *p, const struct plugin_progress *g) {
  struct category k = {0};
  enum res res = p->category == NULL ? RES_NOT_FOUND : category_load(r->c, p->category, &k);

  if (res != RES_OK && res != RES_NOT_FOUND)
    return res;
  fact(r, r->d, N_("插件 ID"), arena_fmt(r->c->a, "%lld", (long long)p->id), NULL);
  fact(r, r->d, N_("所属小程序"), p->app_name, url_id(r, "app", p->app_id));
  fact(r, r->d, N_("插件简介"), p->intro, NULL);
  fact(r, r->d, N_("添加方式"), add_mode(r, p), NULL);
  fact(r, r->d, N_("可获取的主体"), audience(r, p), NULL);
  fact(r, r->d, N_("服务类目"), res == RES_OK ? category_name(r->c, &k) : NULL, NULL);
  fact(r, r->d, N_("标签"), p->tags, NULL);
  fact(r, r->d, N_("支付能力"), _T(r, state_label(&payment_machine, g->payment)), url_id(r, "payment", p->id));
  fact(r, r->d, N_("客服联系方式"), p->contact, NULL);
  fact(r, r->d, N_("订购页"), is(p->shelf, "on") ? _T(r, N_("在插件市场查看")) : NULL,
       is(p->shelf, "on") ? url_id(r, "market_plugin", p->id) : NULL);
  fact(r, r->d, N_("创建时间"), when(r, p->created_at), NULL);
  return RES_OK;
}

static void stat_text(struct req *r, const char *label, const char *value, const char *u) {
  struct data *row = data_row(r->d, "stats");

  data_text(row, "label", label);
  data_text(row, "value", value);
  data_text(row, "url", u);
}

static void stat(struct req *r, const char *label, int64_t n, const char *u) {
  stat_text(r, label, figure_text(r, n), u);
}

/* Applications: what has to be answered soon, and how reliably that was done so far. */
static enum res show_applications(struct req *r, const struct plugin *p) {
  struct application_due due = {0};
  enum res res = application_due(r->c, p->id, &due);

  data_text(r->d, "note_text", NULL);
  data_text(r->d, "note_tone", "amber");
  data_text(r->d, "note_url", url_id(r, "applications", p->id));
  data_text(r->d, "note_label", _T(r, N_("使用申请")));
  if (due.soon > 0)
    data_fmt(r->d, "note_text", _T(r, N_("%s 个使用申请将在 %d 小时内到期，最早的还剩 %s，请尽快答复")),
             figure_text(r, due.soon), (int)(APPLICATION_SOON / HOUR), left_words(r, due.next_at - r->c->now));
  stat(r, _T(r, N_("待处理的申请")), p->pending, url_id(r, "applications", p->id));
  stat_text(r, _T(r, N_("申请答复率（近 90 天）")), rate_text(r, due.asked, due.answered), NULL);
  return res;
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  struct plugin_progress g = {0};
  struct doc_status doc = {0};
  enum res res = plugin_progress(r->c, p->id, &g);

  if (res == RES_OK)
    res = deprecated_show(r, p->id, NULL);
  if (res == RES_OK)
    res = doc_state_show(r, p->id, "plugin", &doc);
  if (res != RES_OK)
    return res;
  plugin_tabs(r, "plugin");
  page_title(r, p->name);
  data_text(r->d, "plugin_name", p->name);
  data_text(r->d, "plugin_icon", plugin_icon(r, p->avatar));
  show_state(r, r->d, "shelf", &shelf_machine, p->shelf);
  data_flag(r->d, "disabled", is(p->state, "disabled"));
  show_tasks(r, p, &g, &doc);
  stat(r, _T(r, N_("已上线版本")), p->online_versions, url_id(r, "versions", p->id));
  stat(r, _T(r, N_("获取的主体")), g.holders, url_id(r, "stats", p->id));
  stat(r, _T(r, N_("绑定的小程序")), g.hosts, url_id(r, "authorisations", p->id));
  res = show_applications(r, p);
  return res == RES_OK ? show_facts(r, p, &g) : res;
}

const struct page page_plugin = {
    .name = "plugin",
    .path = "/console/plugins/{plugin}",
    .title = N_("插件概览"),
    .see = PERM_PLUGIN_VIEW,
    .menu = "plugins",
    .load = load_plugin,
    .show = show,
};
