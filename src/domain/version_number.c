/* Read strictly: "01.2.3" and "1.2.3 " would otherwise be second spellings of a number that is already used. */
#include "domain/version_number.h"

static const char *part(const char *s, int64_t *out) {
  const char *from = s;

  for (*out = 0; *s >= '0' && *s <= '9' && s - from < 3; s++)
    *out = *out * 10 + (*s - '0');
  return s == from || (*from == '0' && s - from > 1) ? NULL : s;
}

bool version_parse(const char *text, struct version_number *out) {
  struct version_number v;

  if (text == NULL || (text = part(text, &v.major)) == NULL || *text++ != '.')
    return false;
  if ((text = part(text, &v.minor)) == NULL || *text++ != '.')
    return false;
  if ((text = part(text, &v.patch)) == NULL || *text != '\0')
    return false;
  if (v.major + v.minor + v.patch == 0)
    return false;
  *out = v;
  return true;
}

const char *version_format(struct arena *a, struct version_number v) {
  return arena_fmt(a, "%lld.%lld.%lld", (long long)v.major, (long long)v.minor, (long long)v.patch);
}

int version_compare(struct version_number x, struct version_number y) {
  if (x.major != y.major)
    return x.major < y.major ? -1 : 1;
  if (x.minor != y.minor)
    return x.minor < y.minor ? -1 : 1;
  return (x.patch > y.patch) - (x.patch < y.patch);
}
