/* 登录设备: where this account is signed in, and ending what is not wanted. security.md 12. */
#include "domain/moving.h"
#include "web/page.h"
#include "web/session.h"

#include <stdlib.h>
#include <string.h>

extern const struct page page_sessions;

struct end_form {
  const char *session;
};

static const struct field fields_fields[] = {F_HIDDEN(struct end_form, session, .max = 20)};
FORM(fields, struct end_form);

struct sign {
  const char *in /* the User-Agent header */, *name;
};
/* Each list's first match counts: browsers name those they descend from, too. */
static const struct sign browsers[] = {
    {"MicroMessenger/", "WeChat"}, {"AlipayClient/", "Alipay"}, {"Edg", "Edge"},       {"OPR/", "Opera"},
    {"Firefox/", "Firefox"},       {"Chrome/", "Chrome"},       {"Safari/", "Safari"}, {"curl/", "curl"},
};
static const struct sign systems[] = {
    {"HarmonyOS", "HarmonyOS"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},
    {"Windows", "Windows"},     {"Macintosh", "macOS"}, {"Linux", "Linux"},
};

static const char *sign_of(const struct sign *list, size_t n, const char *agent) {
  for (size_t i = 0; i < n; i++)
    if (strstr(agent, list[i].in) != NULL)
      return list[i].name;
  return NULL;
}

/* "Chrome · Windows"; the header as it is when it names nothing known. */
static const char *device(struct req *r, const char *agent) {
  const char *browser = sign_of(browsers, sizeof browsers / sizeof browsers[0], agent);
  const char *system = sign_of(systems, sizeof systems / sizeof systems[0], agent);

  if (browser != NULL && system != NULL)
    return arena_fmt(r->c->a, "%s · %s", browser, system);
  return browser != NULL ? browser : system != NULL ? system : agent[0] == '\0' ? "--" : agent;
}

static enum res show(struct req *r) {
  struct session_item *s = NULL;
  size_t n = 0;
  enum res res = session_list(r, &s, &n);

  data_rows(r->d, "sessions");
  for (size_t i = 0; i < n && res == RES_OK; i++) {
    struct data *row = data_row(r->d, "sessions");
    bool here = s[i].id == r->c->who.session_id;

    data_int(row, "session", s[i].id);
    data_text(row, "agent", device(r, s[i].agent));
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
