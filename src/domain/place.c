/* A place that nobody made leads to the beginning: it comes from an address that people may change. */
#include "domain/place.h"

#include <string.h>

const char *place_text(struct arena *a, int64_t at, int64_t id) {
  return arena_fmt(a, "%lld-%lld", (long long)at, (long long)id);
}

/* At most 17 digits, so that it cannot overflow. */
static const char *number(const char *s, int64_t *out) {
  size_t n = strspn(s, "0123456789");

  *out = 0;
  if (n == 0 || n > 17)
    return NULL;
  for (size_t i = 0; i < n; i++)
    *out = *out * 10 + (s[i] - '0');
  return s + n;
}

struct place place_parse(const char *s) {
  struct place p = {0, 0};

  if (s == NULL || (s = number(s, &p.at)) == NULL || *s != '-' || (s = number(s + 1, &p.id)) == NULL || *s != '\0')
    return (struct place){0, 0};
  return p;
}
