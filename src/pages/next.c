/* A browser takes "//host", "/\host" and tabs for another site, so only plain own paths pass. */
#include "pages/next.h"

#include <string.h>

enum { NEXT_MAX = 5000 /* bytes: the bind page with 50 mini-programs and a reason */ };

const char *next_path(const struct req *r, const char *next) {
  if (next == NULL || next[0] != '/' || next[1] == '/' || strlen(next) > NEXT_MAX)
    return url(r, "console");
  for (const char *p = next; *p != '\0'; p++)
    if (*p == '\\' || (unsigned char)*p < 0x20 || *p == 0x7f)
      return url(r, "console");
  return next;
}
