/* A choice that is none of ours is left where it stands, as any other part of an address. */
#include "web/look.h"

#include "base/clock.h"

#include <string.h>

void look_language(struct req *r) {
  const char *header = r->in->header(r->in->env, "HTTP_ACCEPT_LANGUAGE");
  const char *cookie = http_param(&r->in->cookies, "lang");

  r->c->lang = lang_accept(header, LANG_ZH);
  if (cookie != NULL)
    (void)lang_parse(cookie, &r->c->lang);
}

static bool forced(const char *theme) { return strcmp(theme, "light") == 0 || strcmp(theme, "dark") == 0; }

const char *look_theme(const struct req *r) {
  const char *theme = http_param(&r->in->cookies, "theme");

  return theme != NULL && forced(theme) ? theme : "";
}

static const char *keep(struct req *r, const char *name, const char *value) {
  const char *here = r->in->query[0] == '\0' ? r->path : arena_fmt(r->c->a, "%s?%s", r->path, r->in->query);

  http_cookie(r->out, name, value, value[0] == '\0' ? 0 : 365 * (long)DAY, r->c->conf->secure_cookies != 0, true);
  return url_with(r, here, name, NULL);
}

const char *look_keep(struct req *r) {
  const char *lang = http_param(&r->in->args, "lang"), *theme = http_param(&r->in->args, "theme");
  enum lang parsed;

  if (r->in->method == HTTP_POST)
    return NULL;
  if (lang != NULL && lang_parse(lang, &parsed))
    return keep(r, "lang", lang_code(parsed));
  if (theme != NULL && (forced(theme) || strcmp(theme, "auto") == 0))
    return keep(r, "theme", forced(theme) ? theme : "");
  return NULL;
}
