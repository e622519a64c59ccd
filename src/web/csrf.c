/* A form's token is a keyed hash of the cookie it was shown under, so checking it needs no query (security.md 13); behind it, for
 * detour.h, whose form it is. */
#include "web/session.h"

#include "base/seal.h"

#include <stdlib.h>
#include <string.h>

const char *cookie_sid(const struct conf *conf) { return conf->secure_cookies ? "__Host-sid" : "sid"; }
const char *cookie_vid(const struct conf *conf) { return conf->secure_cookies ? "__Host-vid" : "vid"; }

static const char *cookie_of(const struct req *r) { return r->sid != NULL ? r->sid : r->vid; }

/* Only we can say whose a form is. */
static const char *owner_mark(const struct req *r, int64_t user) {
  return seal_mac_text(r->c->a, "csrf-owner", bytes_of(arena_fmt(r->c->a, "%lld", (long long)user)));
}

const char *csrf_token(struct req *r) {
  if (r->csrf != NULL)
    return r->csrf;
  if (cookie_of(r) == NULL) {
    r->vid = seal_token(r->c->a);
    r->new_vid = true;
  }
  r->csrf = seal_mac_text(r->c->a, "csrf", bytes_of(cookie_of(r)));
  if (r->c->who.user_id != 0)
    r->csrf = arena_fmt(r->c->a, "%s.%lld.%s", r->csrf, (long long)r->c->who.user_id, owner_mark(r, r->c->who.user_id));
  return r->csrf;
}

static bool fits(const struct req *r, const char *cookie, const char *token) {
  const char *head = token == NULL ? NULL : arena_strn(r->c->a, token, strcspn(token, "."));

  return cookie != NULL && seal_same(seal_mac_text(r->c->a, "csrf", bytes_of(cookie)), head);
}

int64_t csrf_owner(const struct req *r, const char *token) {
  const char *dot = token == NULL ? NULL : strchr(token, '.');
  char *end = NULL;
  int64_t user = dot == NULL || strlen(dot) > 80 ? 0 : strtoll(dot + 1, &end, 10);

  return user > 0 && *end == '.' && seal_same(owner_mark(r, user), end + 1) ? user : 0;
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

bool csrf_same_origin(const struct req *r) {
  const char *site = r->in->header(r->in->env, "HTTP_SEC_FETCH_SITE");
  const char *origin = r->in->header(r->in->env, "HTTP_ORIGIN");

  return csrf_headers(r) == RES_OK && (site != NULL || origin != NULL);
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
