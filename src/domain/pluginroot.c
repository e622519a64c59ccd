/* First the base: the top of the archive, or its one folder. At the base stands either plugin.json, or the description of
 * a project that names the folder. A project description that does not describe a plugin project does not matter when
 * plugin.json is right there. */
#include "domain/pluginroot.h"

#include "base/json.h"

#include <string.h>

enum { CONFIG_BYTES = 64 * 1024 };

static const char *join(struct arena *a, const char *x, const char *y) { return arena_fmt(a, "%s%s", x, y); }

static bool in(const struct zipsafe *z, struct arena *a, const char *folder, const char *file) {
  return zipsafe_find(z, join(a, folder, file)) != NULL;
}

/* The one top folder of the archive with its /, doc/ and junk aside; NULL when there is none. */
static const char *top_folder(struct arena *a, const struct zipsafe *z) {
  const char *top = NULL;
  size_t n = 0;

  for (size_t i = 0; i < z->n; i++) {
    const char *name = z->entry[i].name, *slash = strchr(name, '/');

    if (zipsafe_junk(name) || strncmp(name, "doc/", 4) == 0)
      continue;
    if (slash == NULL || (top != NULL && strncmp(name, top, n) != 0))
      return NULL;
    top = name;
    n = (size_t)(slash - name) + 1;
  }
  return top == NULL ? NULL : arena_strn(a, top, n);
}

/* pluginRoot as a folder under the base; NULL when it leads elsewhere. */
static const char *named_folder(struct arena *a, const char *base, const char *root) {
  size_t n;

  while (root[0] == '/' || (root[0] == '.' && (root[1] == '/' || root[1] == '\0')))
    root += root[0] == '/' || root[1] == '\0' ? 1 : 2;
  n = strlen(root);
  while (n > 0 && root[n - 1] == '/')
    n--;
  if (n == 0)
    return base;
  /* no need to look for "..": no entry of a checked archive has such a name */
  return arena_fmt(a, "%s%.*s/", base, (int)n, root);
}

/* The project at the base. `or_else`: plugin.json stands at the base, so a description of something else is no error. */
static enum res project(struct arena *a, struct zipsafe *z, const char *base, bool or_else, struct findings *f,
                        struct pluginroot *out) {
  const char *file = join(a, base, "project.config.json"), *root, *folder;
  json_error_t e = {.text = ""};
  struct bytes text = {NULL, 0};
  json_t *config;
  enum res r = zipsafe_read(a, z, zipsafe_find(z, file), CONFIG_BYTES, f, &text);

  if (r == RES_INVALID)
    return r;
  if (text.n >= 3 && memcmp(text.p, "\xef\xbb\xbf", 3) == 0)
    text = (struct bytes){(const char *)text.p + 3, text.n - 3};
  config = r == RES_OK ? arena_json(a, json_loadb(text.p, text.n, 0, &e)) : NULL;
  if (!json_is_object(config)) {
    if (!or_else)
      finding_add(f, RULE_PROJECT_CONFIG_INVALID, file, e.line > 0 ? e.line : 0,
                  r == RES_TOO_BIG ? finding_size(a, CONFIG_BYTES) : e.text, NULL);
    return RES_INVALID;
  }
  root = json_string_value(json_object_get(config, "compileType"));
  if (root == NULL || strcmp(root, "plugin") != 0) {
    if (!or_else)
      finding_add(f, RULE_PROJECT_TYPE, file, 0, NULL, NULL);
    return RES_INVALID;
  }
  root = json_string_value(json_object_get(config, "pluginRoot"));
  folder = root == NULL ? NULL : named_folder(a, base, root);
  if (folder == NULL || !in(z, a, folder, "plugin.json")) {
    if (!or_else)
      finding_add(f, RULE_PROJECT_ROOT, file, 0, root == NULL ? "pluginRoot" : root, NULL);
    return RES_INVALID;
  }
  *out = (struct pluginroot){PACKAGE_PROJECT, folder, base};
  return RES_OK;
}

enum res pluginroot_find(struct arena *a, struct zipsafe *z, struct findings *f, struct pluginroot *out) {
  const char *base = "", *top;
  size_t before = f->errors;
  bool plain;

  if (!in(z, a, "", "plugin.json") && !in(z, a, "", "project.config.json") && (top = top_folder(a, z)) != NULL)
    base = top;
  plain = in(z, a, base, "plugin.json");
  if (in(z, a, base, "project.config.json")) {
    if (project(a, z, base, plain, f, out) == RES_OK)
      return RES_OK;
    if (!plain || f->errors != before)
      return RES_INVALID;
  }
  if (!plain) {
    finding_add(f, RULE_PLUGIN_ROOT_MISSING, "plugin.json", 0, NULL, NULL);
    return RES_INVALID;
  }
  *out = (struct pluginroot){base[0] == '\0' ? PACKAGE_ROOT : PACKAGE_FOLDER, base, ""};
  return RES_OK;
}

bool pluginroot_demo(const struct pluginroot *r, const char *name) {
  size_t n = strlen(r->beside);

  if (r->shape != PACKAGE_PROJECT || strncmp(name, r->beside, n) != 0)
    return false;
  return strncmp(name + n, "miniprogram/", 12) == 0 || strchr(name + n, '/') == NULL;
}
