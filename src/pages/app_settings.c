/* 设置 of a mini-program. Changing its categories never breaks what is bound (domain.md section 9.10). */
#include "pages/app_form.h"
#include "pages/avatar.h"
#include "pages/load.h"
#include "pages/refusal.h"

#include <string.h>

extern const struct page page_app_settings;

/* Those that are chosen and not revoked: a revoked one cannot be kept by this form. */
static enum res chosen(struct req *r, struct form_list *list) {
  struct app_category *k = NULL;
  size_t n = 0;
  const struct app *a = r->obj;
  enum res res = app_categories(r->c, a->id, &k, &n);

  list->v = ARENA_ARRAY(r->c->a, const char *, n + 1);
  for (size_t i = 0; i < n && res == RES_OK; i++)
    if (strcmp(k[i].state, "passed") == 0)
      list->v[list->n++] = k[i].code;
  return res;
}

static enum res show(struct req *r) {
  const struct app *a = r->obj;
  struct app_form *f = r->form;

  app_tabs(r, "app_settings");
  data_int(r->d, "rev", r->posted ? r->rev : a->rev);
  data_flag(r->d, "has_rev", true);
  show_refusal(r);
  if (may_change(r))
    show_submit(r, "save", _T(r, N_("保存")), "primary");
  data_text(r->d, "cancel_url", url_id(r, "app", a->id));
  if (r->posted)
    return RES_OK;
  f->name = a->name;
  f->merchant_no = a->merchant_no;
  f->payment_opened = a->payment_opened;
  return chosen(r, &f->categories);
}

static enum res act(struct req *r) {
  const struct app *a = r->obj;
  struct app_input in;
  enum res res;

  if (r->rev != a->rev)
    return RES_STALE;
  res = app_form_input(r, &in);
  if (res == RES_OK)
    res = app_save(r->c, a, &in);
  r->to = url_id(r, "app", a->id);
  r->flash = _T(r, N_("已保存小程序设置"));
  return res;
}

const struct page page_app_settings = {
    .name = "app_settings",
    .path = "/console/apps/{app}/settings",
    .title = N_("设置"),
    .see = PERM_APP_VIEW,
    .change = PERM_APP_EDIT,
    .body_max = AVATAR_BODY_MAX,
    .menu = "apps",
    .form = &app_settings_form,
    .load = app_settings_load,
    .show = show,
    .prepare = app_form_prepare,
    .act = act,
};
