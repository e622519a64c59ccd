/* Separators are what people type between words in Chinese and English; tags themselves hold none of them. */
#include "domain/tags.h"

#include "base/lang.h"
#include "base/text.h"

#include <string.h>

/* 、，； and the wide blank, then the plain ones. */
static const char *const separators[] = {"\u3001", "\uff0c", "\uff1b", "\u3000", ",", ";", " ", "\t", "\n"};

/* Bytes of the separator at `s`, 0 when there is none. */
static size_t separator(const char *s) {
  for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
    if (strncmp(s, separators[i], strlen(separators[i])) == 0)
      return strlen(separators[i]);
  return 0;
}

static bool came(struct arena *a, const char *const *tag, size_t n, const char *t) {
  const char *key = text_key(a, t);

  for (size_t i = 0; i < n; i++)
    if (strcmp(text_key(a, tag[i]), key) == 0)
      return true;
  return key[0] == '\0'; /* nothing that one could see */
}

const char *tags_read(struct arena *a, const char *text, const char **out, size_t *n) {
  const char *tag[TAGS_MAX], *s = text_clean(a, text);
  struct buf b = buf_new(a, 1024);

  *n = 0;
  while (*s != '\0') {
    const char *from = s, *t;

    while (*s != '\0' && separator(s) == 0)
      s++;
    t = arena_strn(a, from, (size_t)(s - from));
    s += *s == '\0' ? 0 : separator(s);
    if (t[0] == '\0' || came(a, tag, *n, t))
      continue;
    if (text_points(t) > TAG_POINTS)
      return N_("每个标签最多 10 个字，请缩短");
    if (*n == TAGS_MAX)
      return N_("标签最多 5 个，请减少");
    tag[(*n)++] = t;
    buf_fmt(&b, "%s%s", *n == 1 ? "" : separators[0], t);
  }
  *out = b.p == NULL ? "" : b.p;
  return NULL;
}

size_t tags_split(struct arena *a, const char *kept, const char ***out) {
  size_t n = 0, len = strlen(separators[0]);

  *out = ARENA_ARRAY(a, const char *, TAGS_MAX);
  for (const char *s = kept; s != NULL && *s != '\0' && n < TAGS_MAX;) {
    const char *end = strstr(s, separators[0]);

    (*out)[n++] = end == NULL ? s : arena_strn(a, s, (size_t)(end - s));
    s = end == NULL ? NULL : end + len;
  }
  return n;
}
