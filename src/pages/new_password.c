/* 设置密码: after the first sign-in with a one-time secret, before anything else. */
#include "domain/people.h"
#include "web/page.h"
#include "web/session.h"

extern const struct page page_new_password;

struct password_form {
  const char *password;
};

static const struct field fields_fields[] = {
    F_PASSWORD(struct password_form, password, .label = N_("新密码"),
               .hint = N_("至少 8 个字符；以后登录用它，不再用一次性口令"), .min = 8, .max = 128,
               .autocomplete = "new-password"),
};
FORM(fields, struct password_form);

static enum res load(struct req *r) {
  if (r->half_user == 0 || r->half_factor != SESSION_NEW_PASSWORD)
    return why_at(r->c, RES_FORBIDDEN, "login", 0, N_("请先登录"));
  return RES_OK;
}

static enum res show(struct req *r) {
  show_submit(r, "save", _T(r, N_("保存密码")), "primary");
  return RES_OK;
}

static enum res act(struct req *r) {
  const struct password_form *f = r->form;
  struct account acc = {0};
  enum res res = people_account(r->c, r->half_user, &acc);

  if (res == RES_OK)
    res = people_new_password(r->c, &acc, f->password);
  r->to = url(r, "console");
  return res == RES_OK ? session_prove(r, r->c->who.session_id, 2) : res;
}

const struct page page_new_password = {
    .name = "new_password",
    .path = "/login/new-password",
    .title = N_("设置密码"),
    .see = PERM_PUBLIC,
    .change = PERM_PUBLIC,
    .flags = PAGE_BARE,
    .form = &fields,
    .load = load,
    .show = show,
    .act = act,
};
