/* Paths and URLs, both out of the page table: a path's {…} matches one segment. */
#include "web/page.h"

#include "web/route.h"

#include <stdlib.h>
#include <string.h>

static bool match(struct arena *a, const char *pattern, const char *path, const char **var) {
  int n = 0;

  while (*pattern != '\0') {
    size_t len;

    if (*pattern != '{') {
      if (*pattern++ != *path++)
        return false;
      continue;
    }
    len = strcspn(path, "/");
    if (len == 0 || n == PAGE_VARS)
      return false;
    var[n++] = arena_strn(a, path, len);
    path += len;
    pattern = strchr(pattern, '}') + 1;
  }
  return *path == '\0';
}

const struct page *route_find(const struct site *s, struct arena *a, const char *path, const char **var) {
  const struct page *found = NULL;

  for (size_t i = 0; s->page[i] != NULL; i++) {
    const char *mine[PAGE_VARS] = {NULL};

    if (!match(a, s->page[i]->path, path, mine))
      continue;
    if (found != NULL && strchr(s->page[i]->path, '{') != NULL &&
        strcspn(s->page[i]->path, "{") <= strcspn(found->path, "{"))
      continue; /* a literal segment wins over a variable one */
    found = s->page[i];
    memcpy(var, mine, sizeof mine);
  }
  return found;
}

const struct page *route_named(const struct site *s, const char *name) {
  for (size_t i = 0; s->page[i] != NULL; i++)
    if (strcmp(s->page[i]->name, name) == 0)
      return s->page[i];
  return NULL;
}

const char *url(const struct req *r, const char *page, ...) {
  const struct page *p = route_named(r->site, page);
  struct buf b = buf_new(r->c->a, 4096);
  va_list ap;

  if (p == NULL)
    return "/";
  va_start(ap, page);
  for (const char *s = p->path; *s != '\0'; s++) {
    if (*s != '{') {
      buf_char(&b, *s);
      continue;
    }
    buf_str(&b, http_escape(r->c->a, va_arg(ap, const char *)));
    s = strchr(s, '}');
  }
  va_end(ap);
  return b.p;
}

const char *url_id(const struct req *r, const char *page, int64_t id) {
  return url(r, page, arena_fmt(r->c->a, "%lld", (long long)id));
}

const char *url_with(const struct req *r, const char *u, const char *name, const char *value) {
  struct arena *a = r->c->a;
  struct buf b = buf_new(a, 16 * 1024);
  size_t head = strcspn(u, "?"), len = strlen(name);
  const char *q = u[head] == '?' ? u + head + 1 : "";
  char sep = '?';

  buf_add(&b, u, head);
  while (*q != '\0') {
    size_t n = strcspn(q, "&");

    if (n > 0 && !(strncmp(q, name, len) == 0 && q[len] == '=')) {
      buf_char(&b, sep);
      buf_add(&b, q, n);
      sep = '&';
    }
    q += n + (q[n] == '&');
  }
  if (value != NULL)
    buf_fmt(&b, "%c%s=%s", sep, name, http_escape(a, value));
  return b.p;
}

int64_t var_id(const struct req *r, int i) {
  const char *s = r->var[i];

  if (s == NULL || strlen(s) != 16 || strspn(s, "0123456789") != 16)
    return 0;
  return strtoll(s, NULL, 10);
}

static const char *check_page(struct arena *a, const struct page *p) {
  if (p->name == NULL || p->path == NULL || p->path[0] != '/' || p->title == NULL)
    return arena_fmt(a, "a page without name, path or title: %s", p->name == NULL ? "?" : p->name);
  if (p->see == PERM_NONE)
    return arena_fmt(a, "%s: nobody may see it; name a permission", p->name);
  if (p->change != PERM_NONE && p->act == NULL)
    return arena_fmt(a, "%s: takes a form, but has no act", p->name);
  if (p->act != NULL && p->change == PERM_NONE)
    return arena_fmt(a, "%s: acts, but nobody may", p->name);
  if ((p->flags & PAGE_RAW) == 0 && !view_has(arena_fmt(a, "%s.tpl", p->name)))
    return arena_fmt(a, "%s: no template", p->name);
  return NULL;
}

const char *site_check(struct arena *a, const struct site *s) {
  for (size_t i = 0; s->page[i] != NULL; i++) {
    const char *complaint = check_page(a, s->page[i]);

    if (complaint != NULL)
      return complaint;
    for (size_t k = 0; k < i; k++)
      if (strcmp(s->page[k]->name, s->page[i]->name) == 0 || strcmp(s->page[k]->path, s->page[i]->path) == 0)
        return arena_fmt(a, "%s: named or placed twice", s->page[i]->name);
  }
  return NULL;
}
