/* jansson parses (duplicate keys refused); this file knows the two forms. A finding points at the line where its name or
 * path first stands in the text, which for a file of a few lines is the place meant. */
#define _GNU_SOURCE /* memmem */
#include "domain/manifest.h"

#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* One reading. */
struct reading {
  struct arena *a;
  struct bytes text;
  const char *file;
  bool (*has)(void *arg, const char *path);
  void *arg;
  struct findings *f;
};

static const char *number(struct arena *a, size_t n) { return arena_fmt(a, "%zu", n); }

/* The line on which "word" stands first; 0 when it is written in some other way (with escapes). */
static int64_t line_of(const struct reading *r, const char *word) {
  const char *quoted = arena_fmt(r->a, "\"%s\"", word), *at = memmem(r->text.p, r->text.n, quoted, strlen(quoted));
  int64_t line = 1;

  if (at == NULL)
    return 0;
  for (const char *s = r->text.p; s < at; s++)
    line += *s == '\n';
  return line;
}

static void complain(const struct reading *r, enum finding_rule rule, const char *where, const char *arg1,
                     const char *arg2) {
  finding_add(r->f, rule, r->file, line_of(r, where), arg1, arg2);
}

static bool name_ok(const char *s) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  size_t n = strlen(s);

  return n > 0 && n <= MANIFEST_NAME && strchr(letters, s[0]) != NULL &&
         strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == n;
}

/* A path without ./ and / in front, NULL when it leads out of the folder or cannot be a file's. */
static const char *path_clean(const char *s) {
  const char *p;

  while (s[0] == '/' || (s[0] == '.' && s[1] == '/'))
    s += s[0] == '/' ? 1 : 2;
  if (*s == '\0' || strlen(s) > MANIFEST_PATH || !text_ok(s, strlen(s)) || s[strcspn(s, "\t\r\n\\:*?\"<>|")] != '\0')
    return NULL;
  for (p = s;;) {
    size_t n = strcspn(p, "/");

    if (n == 0 || (n == 1 && p[0] == '.') || (n == 2 && p[0] == '.' && p[1] == '.'))
      return NULL;
    p += n;
    if (*p++ == '\0')
      return s;
  }
}

static bool present(const struct reading *r, const char *path) {
  static const char *const tail[] = {".json", ".js", ".axml", ".wxml"};

  if (r->has == NULL)
    return true;
  for (size_t i = 0; i < sizeof tail / sizeof tail[0]; i++) {
    if (r->has(r->arg, arena_fmt(r->a, "%s%s", path, tail[i])) ||
        r->has(r->arg, arena_fmt(r->a, "%s/index%s", path, tail[i])))
      return true;
  }
  return false;
}

/* One path of a list or map under `key`, cleaned and present; NULL when a finding was added. */
static const char *path_read(const struct reading *r, const char *key, const json_t *value) {
  const char *raw = json_string_value(value), *path;

  if (raw == NULL) {
    complain(r, RULE_MANIFEST_FIELD, key, key, "string");
    return NULL;
  }
  path = path_clean(raw);
  if (path == NULL)
    complain(r, RULE_MANIFEST_PATH, raw, key, raw);
  else if (!present(r, path)) {
    complain(r, RULE_ENTRY_MISSING, raw, key, raw);
    path = NULL;
  }
  return path == NULL ? NULL : arena_str(r->a, path);
}

static int by_name(const void *x, const void *y) {
  return strcmp(((const struct manifest_entry *)x)->name, ((const struct manifest_entry *)y)->name);
}

static bool few(const struct reading *r, const char *key, size_t n) {
  if (n <= MANIFEST_ITEMS)
    return true;
  complain(r, RULE_MANIFEST_TOO_MANY, key, key, number(r->a, MANIFEST_ITEMS));
  return false;
}

/* A map of names to paths; NULL is an absent one. */
static void map_read(const struct reading *r, const char *key, json_t *map, struct manifest_entry **out, size_t *n) {
  const char *name;
  json_t *value;

  if (map == NULL)
    return;
  if (!json_is_object(map)) {
    complain(r, RULE_MANIFEST_FIELD, key, key, "object");
    return;
  }
  if (!few(r, key, json_object_size(map)))
    return;
  *out = ARENA_ARRAY(r->a, struct manifest_entry, json_object_size(map));
  json_object_foreach(map, name, value) {
    const char *path;

    if (!name_ok(name)) {
      complain(r, RULE_MANIFEST_NAME, name, key, name);
      continue;
    }
    path = path_read(r, key, value);
    if (path != NULL)
      (*out)[(*n)++] = (struct manifest_entry){arena_str(r->a, name), path};
  }
  if (*n > 1)
    qsort(*out, *n, sizeof **out, by_name);
}

/* All pages, as paths: an array or the values of a map. */
static size_t pages_read(const struct reading *r, json_t *pages, const char ***out) {
  struct manifest_entry *entry = NULL;
  size_t n = 0, i;
  json_t *value;

  if (json_is_array(pages)) {
    if (!few(r, "pages", json_array_size(pages)))
      return 0;
    *out = ARENA_ARRAY(r->a, const char *, json_array_size(pages));
    json_array_foreach(pages, i, value) {
      const char *path = path_read(r, "pages", value);

      if (path != NULL)
        (*out)[n++] = path;
    }
    return n;
  }
  map_read(r, "pages", pages, &entry, &n);
  *out = ARENA_ARRAY(r->a, const char *, n);
  for (i = 0; i < n; i++)
    (*out)[i] = entry[i].path;
  return n;
}

/* Alipay's form: every public page is also in the list of all pages. */
static void listed_check(const struct reading *r, const struct manifest *m, json_t *pages) {
  const char **path = NULL;
  size_t before = r->f->errors, n = pages_read(r, pages, &path);

  for (size_t i = 0; i < m->npages && r->f->errors == before; i++) {
    size_t at = 0;

    while (at < n && strcmp(path[at], m->page[i].path) != 0)
      at++;
    if (at == n)
      finding_add(r->f, RULE_PAGE_NOT_LISTED, r->file, line_of(r, m->page[i].name), m->page[i].name, m->page[i].path);
  }
}

static void main_read(const struct reading *r, json_t *value, struct manifest *m) {
  const char *raw = json_string_value(value), *path;

  if (value == NULL)
    return;
  path = raw == NULL ? NULL : path_clean(raw);
  if (raw == NULL)
    complain(r, RULE_MANIFEST_FIELD, "main", "main", "string");
  else if (path == NULL)
    complain(r, RULE_MANIFEST_PATH, raw, "main", raw);
  else if (r->has == NULL || r->has(r->arg, path) || r->has(r->arg, arena_fmt(r->a, "%s.js", path)))
    m->main = arena_str(r->a, path);
  else
    complain(r, RULE_ENTRY_MISSING, raw, "main", raw);
}

static json_t *map_write(const struct manifest_entry *entry, size_t n) {
  json_t *map = json_object();

  for (size_t i = 0; i < n; i++)
    json_object_set_new(map, entry[i].name, json_string(entry[i].path));
  return map;
}

static const char *normalised(struct arena *a, const struct manifest *m) {
  json_t *root = json_object();

  if (m->main != NULL)
    json_object_set_new(root, "main", json_string(m->main));
  json_object_set_new(root, "publicComponents", map_write(m->component, m->ncomponents));
  json_object_set_new(root, "pages", map_write(m->page, m->npages));
  return arena_json_text(a, root, JSON_SORT_KEYS);
}

/* The text as JSON, an object; NULL when a finding was added. */
static json_t *parse(const struct reading *r) {
  const char *p = r->text.p;
  size_t n = r->text.n;
  json_error_t e;
  json_t *root;

  if (n > MANIFEST_BYTES) {
    finding_add(r->f, RULE_MANIFEST_TOO_BIG, r->file, 0, finding_size(r->a, MANIFEST_BYTES), NULL);
    return NULL;
  }
  if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) { /* editors on Windows put a byte order mark in front */
    p += 3;
    n -= 3;
  }
  root = arena_json(r->a, json_loadb(p, n, JSON_REJECT_DUPLICATES, &e));
  if (root == NULL) {
    finding_add(r->f, RULE_MANIFEST_NOT_JSON, r->file, e.line > 0 ? e.line : 0, e.text, NULL);
    return NULL;
  }
  if (json_is_object(root))
    return root;
  finding_add(r->f, RULE_MANIFEST_FIELD, r->file, 1, "plugin.json", "object");
  return NULL;
}

enum res manifest_read(struct arena *a, struct bytes text, const char *file, bool (*has)(void *arg, const char *path),
                       void *arg, struct findings *f, struct manifest *out) {
  struct reading r = {a, text, file, has, arg, f};
  size_t before = f->errors;
  json_t *root = parse(&r), *pages, *public;

  *out = (struct manifest){0};
  if (root == NULL)
    return RES_INVALID;
  pages = json_object_get(root, "pages");
  public = json_object_get(root, "publicPages");
  main_read(&r, json_object_get(root, "main"), out);
  map_read(&r, "publicComponents", json_object_get(root, "publicComponents"), &out->component, &out->ncomponents);
  if (public != NULL || json_is_array(pages)) {
    map_read(&r, "publicPages", public, &out->page, &out->npages);
    listed_check(&r, out, pages);
  } else {
    map_read(&r, "pages", pages, &out->page, &out->npages);
  }
  if (f->errors == before && out->main == NULL && out->ncomponents + out->npages == 0)
    finding_add(f, RULE_MANIFEST_NO_ENTRY, file, 0, NULL, NULL);
  if (f->errors != before)
    return RES_INVALID;
  out->json = normalised(a, out);
  return RES_OK;
}

enum res manifest_load(struct arena *a, const char *json, struct manifest *out) {
  struct findings f = findings_new(a);

  return manifest_read(a, bytes_of(json), "", NULL, NULL, &f, out) == RES_OK ? RES_OK : RES_INTERNAL;
}
