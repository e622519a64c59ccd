/* A form's token is a keyed hash of the cookie it was shown under, so checking it needs no query. security.md 13. */
#include "web/session.h"

#include "base/seal.h"

#include <string.h>

const char *cookie_sid(const struct conf *conf) { return conf->secure_cookies ? "__Host-sid" : "sid"; }
const char *cookie_vid(const struct conf *conf) { return conf->secure_cookies ? "__Host-vid" : "vid"; }

static const char *cookie_of(const struct req *r) { return r->sid != NULL ? r->sid : r->vid; }

const char *csrf_token(struct req *r) {
  if (r->csrf != NULL)
    return r->csrf;
  if (cookie_of(r) == NULL) {
    r->vid = seal_token(r->c->a);
    r->new_vid = true;
  }
  return r->csrf = seal_mac_text(r->c->a, "csrf", bytes_of(cookie_of(r)));
}

static bool fits(const struct req *r, const char *cookie, const char *token) {
  return cookie != NULL && seal_same(seal_mac_text(r->c->a, "csrf", bytes_of(cookie)), token);
}

/* A form that was opened as a visitor stays good after signing in in another tab: both cookies are this browser's own. */
bool csrf_ok(const struct req *r, const char *token) { return fits(r, r->sid, token) || fits(r, r->vid, token); }

static bool own_origin(const char *origins, const char *origin) {
  size_t n = strlen(origin);

  for (const char *p = origins; *p != '\0';) {
    size_t len = strcspn(p, ",");

    if (len == n && strncmp(p, origin, n) == 0)
      return true;
    p += len + (p[len] == ',');
  }
  return false;
}

enum res csrf_headers(const struct req *r) {
  const char *site = r->in->header(r->in->env, "HTTP_SEC_FETCH_SITE");
  const char *origin = r->in->header(r->in->env, "HTTP_ORIGIN");

  if (site != NULL)
    return strcmp(site, "same-origin") == 0 ? RES_OK : RES_FORBIDDEN;
  if (origin != NULL && !own_origin(r->c->conf->origins, origin))
    return RES_FORBIDDEN;
  return RES_OK;
}
