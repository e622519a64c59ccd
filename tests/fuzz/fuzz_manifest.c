/* libFuzzer: whatever text is a manifest reads back from its normalised form the same, and names only lawful paths. */
#include "domain/manifest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Every other path is there. */
static bool has(void *arg, const char *path) {
  (void)arg;
  return strlen(path) % 2 == 0;
}

static void path_check(const char *s) {
  if (s[0] == '/' || s[0] == '\0' || strlen(s) > MANIFEST_PATH || strchr(s, '\\') != NULL ||
      strncmp(s, "../", 3) == 0 || strstr(s, "/../") != NULL || strstr(s, "//") != NULL)
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  struct arena *a = arena_new(64 << 20);
  struct findings f = findings_new(a), stored;
  struct manifest m, again;
  enum res r = manifest_read(a, (struct bytes){data, n}, "plugin.json", has, NULL, &f, &m);

  if ((r != RES_OK && r != RES_INVALID) || (r == RES_INVALID) != (f.errors > 0))
    abort();
  if (findings_load(a, findings_json(a, &f), &stored) != RES_OK || stored.n != f.n)
    abort();
  for (size_t i = 0; i < f.n; i++)
    if (strlen(finding_line(a, LANG_ZH, &f.item[i])) == 0)
      abort();
  if (r == RES_OK) {
    if (m.main != NULL)
      path_check(m.main);
    for (size_t i = 0; i < m.ncomponents; i++)
      path_check(m.component[i].path);
    for (size_t i = 0; i < m.npages; i++)
      path_check(m.page[i].path);
    if (manifest_load(a, m.json, &again) != RES_OK || strcmp(m.json, again.json) != 0)
      abort();
  }
  arena_free(a);
  return 0;
}
