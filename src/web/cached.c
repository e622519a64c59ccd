/* Whether an answer is everybody's is decided here, by what was really done for it; nginx alone decides how long it is
 * kept. Its key names the second, so a kept page is never older than that. */
#include "web/cached.h"

#include "web/look.h"

#include <string.h>

/* nginx names zh or en, or hands the browser's header on where it does not try to read it; then no cookie may have
 * decided. */
static bool variant_fits(const struct req *r) {
  const char *variant = r->in->header(r->in->env, "PAGE_VARIANT"), *cookie = http_param(&r->in->cookies, "lang");
  const char *accept = r->in->header(r->in->env, "HTTP_ACCEPT_LANGUAGE"), *slash;
  enum lang parsed;
  size_t n;

  if (variant == NULL || (slash = strrchr(variant, '/')) == NULL || strcmp(slash + 1, look_theme(r)) != 0)
    return false;
  n = (size_t)(slash - variant);
  if (strlen(lang_code(r->c->lang)) == n && memcmp(variant, lang_code(r->c->lang), n) == 0)
    return true;
  return accept != NULL && strlen(accept) == n && memcmp(variant, accept, n) == 0 &&
         (cookie == NULL || !lang_parse(cookie, &parsed));
}

/* A cookie, a session or a message makes an answer somebody's own. */
static bool everybodys(const struct req *r) {
  return r->page != NULL && (r->page->flags & PAGE_CACHED) != 0 && r->out->status == 200 && r->sid == NULL &&
         r->c->who.user_id == 0 && !r->new_vid && r->in->method == HTTP_GET &&
         (r->out->head.n == 0 || strstr(r->out->head.p, "Set-Cookie:") == NULL);
}

void cached_headers(struct req *r) {
  if (r->out->head.n > 0 && strstr(r->out->head.p, "Cache-Control:") != NULL)
    return;
  if (!everybodys(r)) {
    http_header(r->out, "Cache-Control", "no-store");
    return;
  }
  http_header(r->out, "Cache-Control", "no-cache");
  http_header(r->out, "Vary", "Accept-Language, Cookie");
  if (variant_fits(r))
    http_header(r->out, "X-Accel-Expires", "2");
}
