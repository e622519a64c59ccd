/* 登录设备: where this account is signed in, and ending what is not wanted. security.md 12. */
#include "domain/moving.h"
#include "pages/history_show.h"
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

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  struct session_item *s = NULL;
  enum res res = session_list(r, history_key_id(w->key), w->back, w->limit, &s, &out->n);

  out->rows = s;
  out->total = out->n > 0 ? s[0].total : -1;
  return res;
}

static const char *key(struct req *r, const void *row) {
  return arena_fmt(r->c->a, "%lld", (long long)((const struct session_item *)row)->id);
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct session_item *s = item;
  bool here = s->id == r->c->who.session_id;

  data_int(row, "session", s->id);
  data_text(row, "agent", device(r, s->agent));
  data_text(row, "address", s->address);
  data_text(row, "began", when(r, s->created_at));
  data_text(row, "seen", when(r, s->seen_at));
  data_flag(row, "here", here);
  data_flag(row, "elsewhere", !here);
}

/* Never empty: it shows at least the one that looks. */
static const struct list list = {.name = "sessions",
                                 .size = sizeof(struct session_item),
                                 .known = history_key,
                                 .fetch = fetch,
                                 .key = key,
                                 .row = show_row};

static enum res show(struct req *r) { return list_show(r, &list); }

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
