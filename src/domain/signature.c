/* A wrong signature is compared with what usual mistakes give: a hash cannot say by itself which part of it is another.
 * What is right is never told: whoever could ask for it could sign without the Token. */
#include "domain/signature.h"

#include "base/seal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 4 };

static int by_bytes(const void *x, const void *y) { return strcmp(*(const char *const *)x, *(const char *const *)y); }

static const char *hash(struct arena *a, const char *const *part, size_t n, const char *between) {
  struct buf b = buf_new(a, 4096);

  for (size_t i = 0; i < n; i++) {
    buf_str(&b, i == 0 ? "" : between);
    buf_str(&b, part[i]);
  }
  return seal_sha1_hex(a, (struct bytes){b.p, b.n});
}

static const char *sorted(struct arena *a, const char *const *part, size_t n, const char *between) {
  const char *p[PARTS];

  memcpy(p, part, n * sizeof p[0]);
  qsort(p, n, sizeof p[0], by_bytes);
  return hash(a, p, n, between);
}

const char *signature_make(struct arena *a, const struct signature *s, const char *token) {
  const char *part[PARTS] = {s->app, s->nonce, s->timestamp, token};

  return sorted(a, part, PARTS, "");
}

/* In any order of the first `n` parts? Swaps its way through all of them. */
static bool some_order(struct arena *a, const char **part, size_t at, size_t n, const char *hex) {
  bool found = at == n && seal_same(hash(a, part, n, ""), hex);

  for (size_t i = at; i < n && !found; i++) {
    const char *x = part[at];

    part[at] = part[i];
    part[i] = x;
    found = some_order(a, part, at + 1, n, hex);
    part[i] = part[at];
    part[at] = x;
  }
  return found;
}

static bool with_something_between(struct arena *a, const char *const *part, const char *hex) {
  static const char *const between[] = {",", "&", "|", " ", "\n", ":", "-", "_", "."};

  for (size_t i = 0; i < sizeof between / sizeof between[0]; i++)
    if (seal_same(sorted(a, part, PARTS, between[i]), hex))
      return true;
  return false;
}

static const char *lower(struct arena *a, const char *hex) {
  size_t n = strlen(hex);
  char *out = arena_alloc(a, n + 1);

  for (size_t i = 0; i < n; i++)
    out[i] = (char)(hex[i] >= 'A' && hex[i] <= 'F' ? hex[i] - 'A' + 'a' : hex[i]);
  return out;
}

enum signature_fault signature_judge(struct arena *a, const struct signature *s, const char *token, const char *former,
                                     const char *plugin) {
  const char *part[PARTS] = {s->app, s->nonce, s->timestamp, token}, *hex = lower(a, s->hex);
  struct signature swapped = {plugin, s->nonce, s->timestamp, NULL};

  if (seal_same(signature_make(a, s, token), hex))
    return SIGNATURE_RIGHT;
  if (former != NULL && seal_same(signature_make(a, s, former), hex))
    return SIGNATURE_FORMER;
  if (some_order(a, part, 0, PARTS, hex))
    return SIGNATURE_UNSORTED;
  if (some_order(a, part, 0, PARTS - 1, hex))
    return SIGNATURE_TOKENLESS;
  if (with_something_between(a, part, hex))
    return SIGNATURE_JOINED;
  return seal_same(signature_make(a, &swapped, token), hex) ? SIGNATURE_PLUGIN : SIGNATURE_OTHER;
}

bool signature_age(const struct signature *s, int64_t now, int64_t *age) {
  char *end;
  long long at;

  errno = 0;
  at = strtoll(s->timestamp, &end, 10);
  if (errno != 0 || *end != '\0' || strspn(s->timestamp, "0123456789") == 0 || at > INT64_C(99999999999))
    return false;
  *age = now - at;
  return true;
}
