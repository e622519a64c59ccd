/* Asked of the program's own table, so that a new page is in the walk at once. */
#include "entries.h"

#include "base/lang.h"
#include "pages/sitemap.h"
#include "web/route.h"

#include <string.h>

int entry_find(struct arena *a, const char *path) {
  const struct site site = {.page = sitemap};
  const char *var[PAGE_VARS] = {NULL};
  const struct page *found = route_find(&site, a, path, var);

  for (int i = 0; found != NULL && sitemap[i] != NULL; i++)
    if (sitemap[i] == found)
      return i;
  return -1;
}

const char *entry_name(int i) { return sitemap[i] == NULL ? NULL : sitemap[i]->name; }

int entry_raw(int i) { return (sitemap[i]->flags & PAGE_RAW) != 0; }

long entry_limit(int i) { return sitemap[i]->body_max == 0 ? 256 * 1024 : (long)sitemap[i]->body_max; }

int entry_untranslated(const char *text) { return strcmp(tr(LANG_EN, text), text) != 0; }
