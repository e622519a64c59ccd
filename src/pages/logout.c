/* 退出登录: a POST; looking at the path only offers the button. */
#include "web/page.h"
#include "web/session.h"

extern const struct page page_logout;

static enum res act(struct req *r) {
  enum res res = session_end(r, r->c->who.user_id, r->c->who.session_id);

  http_cookie(r->out, cookie_sid(r->c->conf), "", 0, r->c->conf->secure_cookies != 0, true);
  r->to = url(r, "home");
  return res == RES_NOT_FOUND ? RES_OK : res;
}

const struct page page_logout = {
    .name = "logout",
    .path = "/logout",
    .title = N_("退出登录"),
    .see = PERM_SIGNED_IN,
    .change = PERM_SIGNED_IN,
    .flags = PAGE_BARE,
    .act = act,
};
