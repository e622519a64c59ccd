/* A sorted array and a binary search. Equal names keep the order they came in, so joining them is one pass. */
#include "http/env.h"

#include <stdlib.h>
#include <string.h>

struct pair {
  const char *name, *value;
  size_t at; /* place in the list as sent */
};

struct http_env {
  size_t n;
  struct pair *pair;
};

static int pair_order(const void *x, const void *y) {
  const struct pair *a = x, *b = y;
  int c = strcmp(a->name, b->name);

  return c != 0 ? c : (a->at > b->at) - (a->at < b->at);
}

static const char *joined(struct arena *a, const struct pair *first, const char *value) {
  if (strncmp(first->name, "HTTP_", 5) != 0)
    return value;
  return arena_fmt(a, "%s%s%s", first->value, strcmp(first->name, "HTTP_COOKIE") == 0 ? "; " : ", ", value);
}

static size_t pairs_merge(struct arena *a, struct pair *p, size_t n) {
  size_t kept = 0;

  for (size_t i = 0; i < n; i++) {
    if (kept != 0 && strcmp(p[kept - 1].name, p[i].name) == 0)
      p[kept - 1].value = joined(a, &p[kept - 1], p[i].value);
    else
      p[kept++] = p[i];
  }
  return kept;
}

struct http_env *http_env_index(struct arena *a, const char *const *envp) {
  struct http_env *env = ARENA_NEW(a, struct http_env);
  size_t room = 0;

  while (envp[room] != NULL)
    room++;
  env->pair = ARENA_ARRAY(a, struct pair, room + 1);
  for (size_t i = 0; i < room; i++) {
    const char *eq = strchr(envp[i], '=');
    struct pair *p = &env->pair[env->n];

    if (eq == NULL || strncmp(envp[i], "HTTP_PROXY=", 11) == 0)
      continue;
    *p = (struct pair){arena_strn(a, envp[i], (size_t)(eq - envp[i])), eq + 1, i};
    env->n++;
  }
  if (env->n != 0)
    qsort(env->pair, env->n, sizeof *env->pair, pair_order);
  env->n = pairs_merge(a, env->pair, env->n);
  return env;
}

static int pair_find(const void *key, const void *p) { return strcmp(key, ((const struct pair *)p)->name); }

const char *http_env_get(const void *env, const char *name) {
  const struct http_env *e = env;
  const struct pair *p = e->n == 0 ? NULL : bsearch(name, e->pair, e->n, sizeof *e->pair, pair_find);

  return p == NULL ? NULL : p->value;
}
