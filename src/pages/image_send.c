/* Which headers say how long it may be kept is the page's own. */
#include "pages/image_send.h"

#include <string.h>

bool image_key(const char *hex, unsigned char key[SEAL_HASH]) {
  return strlen(hex) == 2 * SEAL_HASH && bytes_unhex(hex, key, SEAL_HASH);
}

void image_guard(struct req *r) { http_header(r->out, "Content-Security-Policy", "sandbox; default-src 'none'"); }

void image_send(struct req *r, const struct content *image) {
  image_guard(r);
  http_header(r->out, "Content-Type", image->type);
  r->out->body = image->data;
}
