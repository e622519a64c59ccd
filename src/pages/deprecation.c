/* 停止维护: until when a version or the whole plugin is maintained, and what takes its place: announced, changed and lifted. */
#include "domain/deprecation.h"

#include "base/clock.h"
#include "domain/advisory.h"
#include "domain/ids.h"
#include "domain/version.h"
#include "pages/deprecated_show.h"
#include "pages/load.h"
#include "pages/refusal.h"
#include "pages/shop.h"

#include <string.h>

extern const struct page page_deprecation;

struct announce_form {
  const char *about, *successor, *ends, *reason;
};

static const char *asked(const struct req *r) {
  const char *about = http_param(&r->in->args, "about");

  return about == NULL ? "" : about;
}

static const struct choice *choose(struct req *r, size_t *n) {
  const struct plugin *p = r->obj;
  struct advisory_version *v = NULL;
  struct choice *choice;

  if (advisory_versions(r->c, p->id, &v, n) != RES_OK)
    *n = 0;
  choice = ARENA_ARRAY(r->c->a, struct choice, *n + 1);
  choice[0] = (struct choice){"plugin", _T(r, N_("整个插件")), NULL};
  for (size_t i = 0; i < *n; i++)
    choice[i + 1] = (struct choice){v[i].number, arena_fmt(r->c->a, _T(r, N_("版本 %s")), v[i].number), NULL};
  ++*n;
  return choice;
}

static const struct field announce_fields[] = {
    F_SELECT(struct announce_form, about, .label = N_("停止维护的对象"), .min = 1, .choose = choose,
             .actions = "announce"),
    F_TEXT(struct announce_form, ends, .label = N_("停止维护的日期"), .hint = N_("例如 2026-12-31，这一天仍然维护"),
           .min = 1, .max = 10, .inputmode = "numeric", .actions = "announce"),
    F_TEXT(struct announce_form, successor, .label = N_("替代的版本或插件"),
           .hint = N_("版本填写更高的版本号，整个插件填写另一个插件的 ID；没有时留空"), .max = 20,
           .actions = "announce"),
    F_AREA(struct announce_form, reason, .label = N_("说明"), .hint = N_("告诉使用方原因和要做什么，最多 200 个字"),
           .max = DEPRECATION_REASON, .rows = 3, .actions = "announce"),
};
FORM(announce, struct announce_form);

static const char *given(const char *s) { return s == NULL ? "" : s; }

static void show_row(struct req *r, const struct deprecation *d) {
  struct data *row = data_row(r->d, "announced");
  const char *about = d->number == NULL ? "plugin" : d->number;

  data_text(row, "words", deprecated_words(r, d));
  data_text(row, "successor", d->successor_name == NULL ? "--" : d->successor_name);
  data_text(row, "reason", d->reason);
  data_text(row, "change_url", url_with(r, r->path, "about", about));
  data_text(row, "move_name", "id");
  data_int(row, "move_value", d->id);
  shop_move(r, row, &deprecation_machine, d->state, "lift", NULL, "link");
}

/* The form begins with what is announced about what the address names. */
static void fill(struct req *r, const struct deprecation *d, size_t n) {
  const char *about = asked(r)[0] == '\0' ? "plugin" : asked(r);
  const struct deprecation *old = deprecation_find(d, n, strcmp(about, "plugin") == 0 ? NULL : about);
  struct announce_form *f = r->form;

  *f = (struct announce_form){.about = about};
  if (old == NULL)
    return;
  f->ends = clock_date(r->c->a, old->ends_at, (int)r->c->conf->zone);
  f->reason = old->reason;
  f->successor = old->number == NULL && old->successor != 0 ? arena_fmt(r->c->a, "%lld", (long long)old->successor)
                                                            : given(old->successor_name);
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  struct deprecation *d = NULL;
  size_t n = 0;
  enum res res = deprecations_of(r->c, p->id, false, &d, &n);

  if (res != RES_OK)
    return res;
  plugin_tabs(r, "advisories");
  crumb(r, _T(r, N_("公告")), url_id(r, "advisories", p->id));
  data_rows(r->d, "announced");
  data_flag(r->d, "has_announced", n > 0);
  for (size_t i = 0; i < n; i++)
    show_row(r, &d[i]);
  show_refusal(r);
  data_text(r->d, "cancel_url", NULL);
  data_flag(r->d, "may", may_change(r));
  show_submit(r, "announce", _T(r, N_("宣布停止维护")), "primary");
  if (!r->posted)
    fill(r, d, n);
  return RES_OK;
}

static enum res act(struct req *r) {
  const struct plugin *p = r->obj;
  const struct announce_form *f = r->form;
  struct deprecation_input in;
  int64_t id;

  if (strcmp(r->action, "lift") == 0) {
    id = id_parse(http_param(&r->post, "id"));
    r->flash = _T(r, N_("已恢复维护"));
    return id == 0 ? RES_NOT_FOUND : deprecation_lift(r->c, p, id);
  }
  if (strcmp(r->action, "announce") != 0)
    return RES_MALFORMED;
  in = (struct deprecation_input){.about = strcmp(f->about, "plugin") == 0 ? "" : f->about,
                                  .successor = given(f->successor),
                                  .ends = given(f->ends),
                                  .reason = given(f->reason)};
  r->flash = _T(r, N_("已宣布停止维护，使用方在插件市场和控制台会看到"));
  return deprecation_announce(r->c, p, &in);
}

const struct page page_deprecation = {
    .name = "deprecation",
    .path = "/console/plugins/{plugin}/deprecation",
    .title = N_("停止维护"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_VERSION_RELEASE,
    .menu = "plugins",
    .form = &announce,
    .load = load_plugin,
    .show = show,
    .act = act,
};
