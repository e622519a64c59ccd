/* 创建小程序. `next=` leads back to the page that asked for one, with the new one chosen (domain.md section 3: none yet). */
#include "pages/app_form.h"
#include "pages/avatar.h"
#include "pages/next.h"
#include "pages/refusal.h"

#include <string.h>

extern const struct page page_app_new;

static enum res show(struct req *r) {
  const char *next = http_param(&r->in->args, "next");

  show_refusal(r);
  data_flag(r->d, "has_form", may_change(r));
  crumb(r, _T(r, N_("我的小程序")), url(r, "apps"));
  show_submit(r, "create", _T(r, N_("创建小程序")), "primary");
  data_text(r->d, "cancel_url", next == NULL ? url(r, "apps") : next_path(r, next));
  return RES_OK;
}

static enum res act(struct req *r) {
  const char *next = http_param(&r->in->args, "next");
  struct app_input in;
  int64_t id = 0;
  enum res res = app_form_input(r, &in);

  if (res == RES_OK)
    res = app_create(r->c, &in, &id);
  r->to = url_id(r, "app", id);
  if (next != NULL) { /* beside those that are chosen already */
    next = next_path(r, next);
    r->to = arena_fmt(r->c->a, "%s%capp=%lld", next, strchr(next, '?') == NULL ? '?' : '&', (long long)id);
  }
  r->flash = _T(r, N_("已创建小程序"));
  return res;
}

const struct page page_app_new = {
    .name = "app_new",
    .path = "/console/apps/new",
    .title = N_("创建小程序"),
    .see = PERM_SUBJECT_VIEW,
    .change = PERM_APP_EDIT,
    .body_max = AVATAR_BODY_MAX,
    .menu = "apps",
    .form = &app_new_form,
    .load = app_new_load,
    .show = show,
    .prepare = app_form_prepare,
    .act = act,
};
