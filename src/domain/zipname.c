/* A name is judged as the strictest of the systems that may unpack it would: Windows for characters and devices, macOS for
 * Unicode forms, both for case. For the comparison every folder on a name's way is a name of its own, so "A/x" and
 * "a/y" collide although the files differ. */
#include "domain/zipname.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistr.h>

static bool device(const char *s, size_t n) {
  static const char *const four[] = {"COM", "LPT"};
  static const char *const whole[] = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"};
  const char *dot = memchr(s, '.', n);

  n = dot == NULL ? n : (size_t)(dot - s);
  while (n > 0 && s[n - 1] == ' ')
    n--;
  for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++) {
    if (strlen(whole[i]) == n && strncasecmp(s, whole[i], n) == 0)
      return true;
  }
  for (size_t i = 0; i < sizeof four / sizeof four[0]; i++) {
    if (strncasecmp(s, four[i], 3) != 0)
      continue;
    /* a digit, or one of the superscripts that Windows takes for digits */
    if ((n == 4 && s[3] >= '0' && s[3] <= '9') ||
        (n == 5 && s[3] == '\xc2' && (s[4] == '\xb9' || s[4] == '\xb2' || s[4] == '\xb3')))
      return true;
  }
  return false;
}

/* RULE__MAX when the component is lawful. */
static enum finding_rule component(const char *s, size_t n) {
  if (n == 0 || (n == 1 && s[0] == '.') || (n == 2 && s[0] == '.' && s[1] == '.'))
    return RULE_NAME_PARENT;
  for (size_t i = 0; i < n; i++) {
    if (strchr(":*?\"<>|", s[i]) != NULL)
      return RULE_NAME_CHARACTER;
  }
  if (s[n - 1] == '.' || s[n - 1] == ' ' || s[0] == ' ')
    return RULE_NAME_CHARACTER;
  return device(s, n) ? RULE_NAME_DEVICE : RULE__MAX;
}

static bool refuse(struct findings *f, enum finding_rule rule, const char *name, const char *arg) {
  finding_add(f, rule, name, 0, arg, NULL);
  return false;
}

bool zipname_check(const char *name, size_t max, size_t depth, struct findings *f) {
  size_t n = strlen(name), parts = 0;
  bool drive = ((name[0] | 0x20) >= 'a' && (name[0] | 0x20) <= 'z') && name[1] == ':';

  if (u8_check((const uint8_t *)name, n) != NULL)
    return refuse(f, RULE_NAME_ENCODING, name, NULL);
  if (!text_ok(name, n) || strcspn(name, "\t\r\n") != n)
    return refuse(f, RULE_NAME_CONTROL, name, NULL);
  if (n > max)
    return refuse(f, RULE_NAME_LENGTH, name, arena_fmt(f->a, "%zu", max));
  if (strchr(name, '\\') != NULL)
    return refuse(f, RULE_NAME_BACKSLASH, name, NULL);
  if (name[0] == '/' || drive)
    return refuse(f, RULE_NAME_ABSOLUTE, name, NULL);
  for (const char *s = name;; s++) {
    size_t len = strcspn(s, "/");
    enum finding_rule bad = component(s, len);

    if (bad != RULE__MAX)
      return refuse(f, bad, name, arena_strn(f->a, s, len));
    if (++parts > depth)
      return refuse(f, RULE_NAME_DEPTH, name, arena_fmt(f->a, "%zu", depth));
    s += len;
    if (s[0] == '\0' || s[1] == '\0')
      return true;
  }
}

/* A name or a folder on its way: the first `n` bytes of a comparable key and the first `exact_n` of the name itself. */
struct node {
  const char *key, *exact;
  size_t n, exact_n;
  bool folder;
};

struct zipname_set {
  struct arena *a;
  struct node *node;
  size_t n;
};

struct zipname_set *zipname_set_new(struct arena *a, size_t names, size_t depth) {
  struct zipname_set *s = ARENA_NEW(a, struct zipname_set);

  s->a = a;
  s->node = ARENA_ARRAY(a, struct node, names * depth);
  return s;
}

void zipname_set_add(struct zipname_set *s, const char *name) {
  struct buf key = buf_new(s->a, strlen(name) * 24 + 64);
  size_t first = s->n;

  for (const char *at = name; *at != '\0';) {
    size_t len = strcspn(at, "/");

    if (at != name)
      buf_char(&key, '/');
    buf_str(&key, text_key(s->a, arena_strn(s->a, at, len)));
    at += len;
    s->node[s->n++] = (struct node){NULL, name, key.n, (size_t)(at - name), *at == '/'};
    at += *at == '/';
  }
  for (size_t i = first; i < s->n; i++)
    s->node[i].key = key.p;
}

static int order(const void *x, const void *y) {
  const struct node *a = x, *b = y;
  int c = memcmp(a->key, b->key, a->n < b->n ? a->n : b->n);

  if (c == 0)
    c = (a->n > b->n) - (a->n < b->n);
  if (c == 0)
    c = strcmp(a->exact, b->exact);
  return c;
}

static bool same_key(const struct node *a, const struct node *b) {
  return a->n == b->n && memcmp(a->key, b->key, a->n) == 0;
}

static bool same_exact(const struct node *a, const struct node *b) {
  return a->exact_n == b->exact_n && memcmp(a->exact, b->exact, a->exact_n) == 0;
}

void zipname_set_check(struct zipname_set *s, struct findings *f) {
  if (s->n > 1)
    qsort(s->node, s->n, sizeof *s->node, order);
  for (size_t i = 1; i < s->n; i++) {
    const struct node *a = &s->node[i - 1], *b = &s->node[i];

    if (!same_key(a, b))
      continue;
    if (a->folder != b->folder)
      finding_add(f, RULE_NAME_FILE_AND_FOLDER, b->exact, 0, NULL, NULL);
    else if (!a->folder || !same_exact(a, b))
      finding_add(f, RULE_NAME_DUPLICATE, b->exact, 0, a->exact, NULL);
  }
}
