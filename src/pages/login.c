/* 登录: password first; accounts with a second step get a half session that only the code page takes further.
 *
 * The check runs in `prepare`, outside the transaction, because a refused attempt must be counted all the same. */
#include "base/seal.h"
#include "base/text.h"
#include "domain/people.h"
#include "domain/throttle.h"
#include "pages/next.h"
#include "web/page.h"
#include "web/session.h"

#include <string.h>

extern const struct page page_login;

struct login_form {
  const char *email, *password, *next;
};

static const struct field fields_fields[] = {
    F_TEXT(struct login_form, email, .label = N_("邮箱"), .min = 1, .max = 254, .autocomplete = "username"),
    F_PASSWORD(struct login_form, password, .label = N_("密码"), .min = 1, .max = 256,
               .autocomplete = "current-password"),
    F_HIDDEN(struct login_form, next, .max = 1000),
};
FORM(fields, struct login_form);

static const char *device_cookie(const struct conf *conf) { return conf->secure_cookies ? "__Host-device" : "device"; }

/* A device that signed in as this account before carries a token that only we can make. */
static const char *device_token(struct req *r, const char *email) {
  return seal_mac_text(r->c->a, "device", bytes_of(text_key(r->c->a, email)));
}

static enum res show(struct req *r) {
  struct login_form *f = r->form;
  const char *next = http_param(&r->in->args, "next");

  if (!r->posted && next != NULL)
    f->next = next;
  show_submit(r, "login", _T(r, N_("登录")), "primary");
  data_text(r->d, "register_url", url(r, "register"));
  return RES_OK;
}

static enum res prepare(struct req *r) {
  const struct login_form *f = r->form;
  const char *known = http_param(&r->in->cookies, device_cookie(r->c->conf)), *mine = device_token(r, f->email);
  struct throttle t = {text_key(r->c->a, f->email), seal_same(known, mine) ? mine : NULL, r->c->address};
  struct account *acc = ARENA_NEW(r->c->a, struct account);
  enum res counted, res = throttle_check(r->c, &t);

  if (res != RES_OK)
    return res;
  res = people_recognise(r->c, f->email, f->password, acc);
  r->work = acc;
  if (res == RES_OK)
    return throttle_pass(r->c, &t);
  if (res != RES_INVALID)
    return res;
  counted = throttle_fail(r->c, &t);
  return counted == RES_OK ? RES_INVALID : counted;
}

static enum res act(struct req *r) {
  const struct login_form *f = r->form;
  const struct account *acc = r->work;
  bool half = acc->totp_secret.n > 0;
  const char *next = next_path(r, f->next);

  http_cookie(r->out, device_cookie(r->c->conf), device_token(r, f->email), 180 * 86400L,
              r->c->conf->secure_cookies != 0, true);
  r->to = half ? url_with(r, url(r, "login_code"), "next", next) : next;
  return session_start(r, acc->id, acc->subject_id, half ? 0 : 1);
}

const struct page page_login = {
    .name = "login",
    .path = "/login",
    .title = N_("登录"),
    .see = PERM_PUBLIC,
    .change = PERM_PUBLIC,
    .flags = PAGE_BARE,
    .form = &fields,
    .show = show,
    .prepare = prepare,
    .act = act,
};
