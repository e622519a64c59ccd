/* 登录设备: where this account is signed in, and ending what is not wanted. security.md 12. */
#include "domain/moving.h"
#include "web/page.h"
#include "web/session.h"

#include <stdlib.h>

extern const struct page page_sessions;

struct end_form {
  const char *session;
};

static const struct field fields_fields[] = {F_HIDDEN(struct end_form, session, .max = 20)};
FORM(fields, struct end_form);

static enum res show(struct req *r) {
  struct session_item *s = NULL;
  size_t n = 0;
  enum res res = session_list(r, &s, &n);

  data_rows(r->d, "sessions");
  for (size_t i = 0; i < n && res == RES_OK; i++) {
    struct data *row = data_row(r->d, "sessions");
    bool here = s[i].id == r->c->who.session_id;

    data_int(row, "session", s[i].id);
    data_text(row, "agent", s[i].agent[0] == '\0' ? "--" : s[i].agent);
    data_text(row, "address", s[i].address);
    data_text(row, "began", when(r, s[i].created_at));
    data_text(row, "seen", when(r, s[i].seen_at));
    data_flag(row, "here", here);
    data_flag(row, "elsewhere", !here);
  }
  return res;
}

static enum res act(struct req *r) {
  const struct end_form *f = r->form;
  int64_t id = strtoll(f->session, NULL, 10);
  enum res res = session_end(r, r->c->who.user_id, id);

  r->flash = _T(r, N_("已结束这个登录"));
  return res == RES_OK ? audit(r->c, "session.end", "user", r->c->who.user_id, "") : res;
}

const struct page page_sessions = {
    .name = "sessions",
    .path = "/console/subject/sessions",
    .title = N_("登录设备"),
    .see = PERM_SIGNED_IN,
    .change = PERM_SIGNED_IN,
    .form = &fields,
    .show = show,
    .act = act,
};
