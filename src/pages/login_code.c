/* 两步验证: the code of the authenticator. Needs the half session that the password made. */
#include "domain/people.h"
#include "domain/throttle.h"
#include "pages/next.h"
#include "web/page.h"
#include "web/session.h"

extern const struct page page_login_code;

struct code_form {
  const char *code, *next;
};

static const struct field fields_fields[] = {
    F_TEXT(struct code_form, code, .label = N_("验证码"), .hint = N_("打开验证器应用，输入当前的 6 位数字"), .min = 6,
           .max = 6, .autocomplete = "one-time-code", .inputmode = "numeric"),
    F_HIDDEN(struct code_form, next, .max = 1000),
};
FORM(fields, struct code_form);

static enum res load(struct req *r) {
  if (r->half_user == 0)
    return why_at(r->c, RES_FORBIDDEN, "login", 0, N_("请先用邮箱和密码登录，再输入验证码"));
  return RES_OK;
}

static enum res show(struct req *r) {
  struct code_form *f = r->form;

  if (!r->posted)
    f->next = http_param(&r->in->args, "next");
  show_submit(r, "verify", _T(r, N_("验证并登录")), "primary");
  return RES_OK;
}

static struct throttle throttle_of(struct req *r) {
  return (struct throttle){arena_fmt(r->c->a, "code %lld", (long long)r->half_user), NULL, r->c->address};
}

static enum res prepare(struct req *r) {
  struct throttle t = throttle_of(r);
  struct account *acc = ARENA_NEW(r->c->a, struct account);
  enum res res = throttle_check(r->c, &t);

  r->work = acc;
  return res == RES_OK ? people_account(r->c, r->half_user, acc) : res;
}

static enum res act(struct req *r) {
  const struct code_form *f = r->form;
  const struct account *acc = r->work;
  enum res res = people_code(r->c, acc, f->code);

  if (res != RES_OK)
    return res;
  r->to = acc->invited_until != 0 ? url(r, "new_password") : next_path(r, f->next);
  return session_prove(r, r->c->who.session_id, acc->invited_until != 0 ? SESSION_NEW_PASSWORD : 2);
}

/* A wrong code rolls its transaction back, so it is counted afterwards. */
static enum res refused(struct req *r) {
  struct throttle t = throttle_of(r);

  return throttle_fail(r->c, &t);
}

const struct page page_login_code = {
    .name = "login_code",
    .path = "/login/code",
    .title = N_("两步验证"),
    .see = PERM_PUBLIC,
    .change = PERM_PUBLIC,
    .flags = PAGE_BARE,
    .form = &fields,
    .load = load,
    .show = show,
    .prepare = prepare,
    .act = act,
    .refused = refused,
};
