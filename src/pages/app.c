/* 小程序详情 > 基本信息: what it is, the plugins it runs with what S1 says hosts show of them (name, avatar, intro, contact),
 * and its own plugins. */
#include "domain/app.h"

#include "domain/binding.h"
#include "domain/listing.h"
#include "pages/avatar.h"
#include "pages/facts.h"
#include "pages/load.h"
#include "rule/subject.h"

#include <string.h>

extern const struct page page_app;

static void show_facts(struct req *r, const struct app *a) {
  const char *payment = a->payment_opened ? _T(r, N_("已开通")) : _T(r, N_("未开通"));

  if (a->payment_opened && a->merchant_no[0] != '\0')
    payment = arena_fmt(r->c->a, _T(r, N_("已开通，商户号 %s")), a->merchant_no);
  fact(r, r->d, N_("AppID"), arena_fmt(r->c->a, "%lld", (long long)a->id), NULL);
  fact(r, r->d, N_("所属主体"), a->subject_name, url(r, "subject"));
  fact(r, r->d, N_("主体类型"), _T(r, subject_type_label(a->subject_type)), NULL);
  fact(r, r->d, N_("支付"), payment, NULL);
  fact(r, r->d, N_("最低基础库"), a->base_library, NULL);
  fact(r, r->d, N_("创建时间"), when(r, a->created_at), NULL);
}

/* passed only counts once the subject is verified; until then the page says what is missing. */
static enum res show_categories(struct req *r, const struct app *a) {
  bool verified = strcmp(a->real_name, "verified") == 0;
  struct app_category *k = NULL;
  size_t n = 0;
  enum res res = app_categories(r->c, a->id, &k, &n);

  data_rows(r->d, "categories");
  for (size_t i = 0; i < n && res == RES_OK; i++) {
    struct data *row = data_row(r->d, "categories");
    bool passed = strcmp(k[i].state, "passed") == 0, zh = r->c->lang == LANG_ZH;

    data_fmt(row, "name", "%s / %s", zh ? k[i].level1_zh : k[i].level1_en, zh ? k[i].level2_zh : k[i].level2_en);
    data_text(row, "tone", !passed ? "red" : verified ? "green" : "amber");
    data_text(row, "label", !passed ? _T(r, N_("已取消")) : verified ? _T(r, N_("已通过")) : _T(r, N_("待认证")));
  }
  data_text(r->d, "note_text", verified ? NULL : _T(r, N_("主体通过实名认证后，所选类目才算通过，才能获取和开发插件")));
  data_text(r->d, "note_tone", "amber");
  data_text(r->d, "note_url", (r->rel & REL_MAIN) != 0 ? url(r, "real_name") : url(r, "subject"));
  data_text(r->d, "note_label", (r->rel & REL_MAIN) != 0 ? _T(r, N_("去认证")) : _T(r, N_("查看主体信息")));
  return res;
}

static void plugin_row(struct req *r, struct data *row, const struct app_plugin *p) {
  data_text(row, "name", p->name);
  data_text(row, "icon", plugin_icon(r, p->avatar));
  data_text(row, "intro", p->intro[0] == '\0' ? "--" : p->intro);
  data_text(row, "contact", p->contact[0] == '\0' ? "--" : p->contact);
}

static enum res show_running(struct req *r, const struct app *a) {
  const char *id = arena_fmt(r->c->a, "%lld", (long long)a->id);
  struct app_plugin *p = NULL;
  size_t n = 0;
  enum res res = app_running(r->c, a->id, &p, &n);

  data_rows(r->d, "running");
  for (size_t i = 0; i < n && res == RES_OK; i++) {
    struct data *row = data_row(r->d, "running");

    plugin_row(r, row, &p[i]);
    data_text(row, "url", url(r, "binding", id, arena_fmt(r->c->a, "%lld", (long long)p[i].id)));
    show_state(r, row, "binding", &binding_machine, p[i].state);
  }
  data_flag(r->d, "has_running", n > 0);
  data_text(r->d, "services_url", url_id(r, "app_plugins", a->id));
  return res;
}

static enum res show_own(struct req *r, const struct app *a) {
  struct app_plugin *p = NULL;
  size_t n = 0;
  enum res res = app_own_plugins(r->c, a->id, &p, &n);

  data_rows(r->d, "own");
  for (size_t i = 0; i < n && res == RES_OK; i++) {
    struct data *row = data_row(r->d, "own");

    plugin_row(r, row, &p[i]);
    data_text(row, "url", url_id(r, "plugin", p[i].id));
    show_state(r, row, "shelf", &shelf_machine, p[i].state);
  }
  data_flag(r->d, "has_own", n > 0);
  data_text(r->d, "open_url", NULL);
  if (policy_may(PERM_PLUGIN_EDIT, r->rel))
    data_text(r->d, "open_url", url_with(r, url(r, "plugin_new"), "app", arena_fmt(r->c->a, "%lld", (long long)a->id)));
  return res;
}

static enum res show(struct req *r) {
  const struct app *a = r->obj;
  enum res res;

  app_tabs(r, "app");
  page_title(r, a->name);
  data_text(r->d, "app_name", a->name);
  data_text(r->d, "app_icon", app_icon(r, a->avatar));
  data_text(r->d, "settings_url", policy_may(PERM_APP_EDIT, r->rel) ? url_id(r, "app_settings", a->id) : NULL);
  show_facts(r, a);
  if ((res = show_categories(r, a)) != RES_OK || (res = show_running(r, a)) != RES_OK)
    return res;
  return show_own(r, a);
}

const struct page page_app = {
    .name = "app",
    .path = "/console/apps/{app}",
    .title = N_("小程序详情"),
    .see = PERM_APP_VIEW,
    .menu = "apps",
    .load = load_app,
    .show = show,
};
