/* Breadth first over the links of a site. Each sitemap entry is opened a few times only, so a market of thousands costs
 * no more than one of ten. */
#include "crawl.h"

#include "entries.h"
#include "form.h"
#include "page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ADDRESSES = 4000 };

static void complain(struct crawl *w, const struct page *p, const char *what, const char *more) {
  w->faults++;
  print_error("%s %s %s (%ld): %s %s\n", w->who, w->english ? "en" : "zh", p->url, p->status, what, more);
}

/* The path part of an address of our own site; NULL for another site, for signing out and for the language switch. */
static const char *own_path(struct crawl *w, const char *address) {
  const char *site = getenv("PLUGSHELF_TEST_URL");
  size_t n = strlen(site);

  if (strncmp(address, site, n) == 0)
    address += n;
  if (address[0] != '/' || strstr(address, "lang=") != NULL || strstr(address, "theme=") != NULL ||
      strncmp(address, "/logout", 7) == 0)
    return NULL;
  return arena_strn(w->a, address, strcspn(address, "#"));
}

static int entry_of(struct crawl *w, const char *path) {
  return entry_find(w->a, arena_strn(w->a, path, strcspn(path, "?")));
}

static void note(struct crawl *w, const char *address) {
  const char *path = own_path(w, address);
  int entry;

  if (path == NULL || w->nseen == w->room)
    return;
  for (size_t i = 0; i < w->nseen; i++)
    if (strcmp(w->seen[i], path) == 0)
      return;
  entry = entry_of(w, path);
  if (entry >= 0 && w->per_entry[entry]++ >= CRAWL_PER_PAGE)
    return;
  w->seen[w->nseen++] = path;
}

static bool has_chinese(const char *s) {
  for (; *s != '\0'; s++)
    if ((unsigned char)s[0] >= 0xe4 && (unsigned char)s[0] <= 0xe9 && (unsigned char)s[1] >= 0x80)
      return true;
  return false;
}

/* Text nodes that are, whole, a Chinese text of ours: somebody forgot to translate. People's own data is no such text. */
static void check_english(struct crawl *w, struct page *p) {
  xmlNodeSetPtr nodes = page_nodes(p, "//body//text()[normalize-space()] | //@aria-label | //@alt | //title/text()");

  for (int i = 0; nodes != NULL && i < nodes->nodeNr; i++) {
    xmlChar *raw = xmlNodeGetContent(nodes->nodeTab[i]);
    const char *text = page_fold(w->a, raw);

    xmlFree(raw);
    if (has_chinese(text) && strcmp(text, "中文") != 0 && entry_untranslated(text))
      complain(w, p, "Chinese on an English page:", text);
  }
}

static void check_page(struct crawl *w, struct page *p) {
  if (p->status == 404 || p->status >= 500)
    complain(w, p, "a link leads here", "");
  if (p->type == NULL || strncmp(p->type, "text/html", 9) != 0 || p->status != 200)
    return;
  if (page_says(p, "{{") || page_says(p, "}}") || page_says(p, "[[") || page_says(p, "]]"))
    complain(w, p, "marks of a template", "");
  if (page_count(p, "//h1") != 1)
    complain(w, p, "not exactly one h1", "");
  if (page_text(p, "//title") == NULL || page_text(p, "//title")[0] == '\0')
    complain(w, p, "no title", "");
  if (page_count(p, w->english ? "/html[@lang='en']" : "/html[@lang='zh-CN']") != 1)
    complain(w, p, "another language", "");
  if (w->english)
    check_english(w, p);
}

static void follow(struct crawl *w, struct page *p) {
  xmlNodeSetPtr links = page_nodes(p, "//a[@href] | //img[@src]");

  for (int i = 0; links != NULL && i < links->nodeNr; i++) {
    const char *ref = page_attr(w->a, links->nodeTab[i], "href");

    if (ref == NULL)
      ref = page_attr(w->a, links->nodeTab[i], "src");
    if (ref[0] != '#') /* libcurl resolves a bare fragment to the folder above */
      note(w, page_resolve(p, ref));
  }
}

static struct page *open_page(struct crawl *w, const char *path) {
  struct page *p = client_get(w->c, path);
  int entry = own_path(w, p->url) == NULL ? -1 : entry_of(w, own_path(w, p->url));

  w->opened++;
  if (entry >= 0 && p->status == 200)
    w->reached[entry] = true;
  return p;
}

/* The first choices of each filter of a list, once for each page of the sitemap. */
static void choose(struct crawl *w, struct page *p) {
  int entry = own_path(w, p->url) == NULL ? -1 : entry_of(w, own_path(w, p->url));
  xmlNodeSetPtr options = page_nodes(p, "//form[@role='search']//select/option[position() <= 8]");

  if (entry < 0 || w->chosen[entry] || p->status != 200)
    return;
  for (int i = 0; options != NULL && i < options->nodeNr; i++) {
    const char *name = page_attr(w->a, options->nodeTab[i]->parent, "name");
    const char *value = page_attr(w->a, options->nodeTab[i], "value");
    const char *path = own_path(w, p->url);

    w->chosen[entry] = true;
    if (name != NULL && value != NULL)
      check_page(w, open_page(w, arena_fmt(w->a, "%.*s?%s=%s", (int)strcspn(path, "?"), path, name, value)));
  }
}

static void speak(struct crawl *w) {
  client_header(w->c, w->english ? "Accept-Language: en" : "Accept-Language: zh-CN");
}

void crawl_walk(struct crawl *w, const char *const *starts) {
  w->room = ADDRESSES;
  w->seen = ARENA_ARRAY(w->a, const char *, ADDRESSES);
  for (; *starts != NULL; starts++)
    note(w, *starts);
  speak(w);
  for (size_t i = 0; i < w->nseen; i++) {
    struct page *p = open_page(w, w->seen[i]);

    check_page(w, p);
    if (p->type == NULL || strncmp(p->type, "text/html", 9) != 0)
      continue;
    follow(w, p);
    choose(w, p);
  }
  client_plain(w->c);
}

void crawl_press(struct crawl *w) {
  const char **done = ARENA_ARRAY(w->a, const char *, ADDRESSES);
  size_t ndone = 0;

  speak(w);
  for (size_t i = 0; i < w->nseen && ndone < ADDRESSES; i++) {
    int entry = entry_of(w, w->seen[i]);
    struct page *p;
    xmlNodeSetPtr buttons;

    if (entry < 0 || entry_raw(entry))
      continue;
    p = client_get(w->c, w->seen[i]);
    buttons = page_nodes(p, "//form[@method='post']//button[@name='action']");
    for (int b = 0; buttons != NULL && b < buttons->nodeNr; b++) {
      const char *action = page_attr(w->a, buttons->nodeTab[b], "value");
      const char *key = arena_fmt(w->a, "%d %s", entry, action);
      struct form *f;
      bool old = false;

      for (size_t k = 0; k < ndone && !old; k++)
        old = strcmp(done[k], key) == 0;
      if (old || strcmp(action, "end") == 0)
        continue;
      done[ndone++] = key;
      f = form_find(client_get(w->c, w->seen[i]), action);
      if (f != NULL)
        check_page(w, form_send(w->c, f));
    }
  }
  client_plain(w->c);
}
