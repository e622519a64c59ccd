/* Walking a site by what its pages offer: links first, then every kind of button. */
#ifndef TESTS_HTTP_CRAWL_H
#define TESTS_HTTP_CRAWL_H

#include "client.h"

enum { CRAWL_PER_PAGE = 6 /* addresses of one sitemap entry that a walk opens */, CRAWL_ENTRIES = 128 };

/* One walk: a person in a language. Set a, c, who, english; the rest is zero. */
struct crawl {
  struct arena *a;
  struct client *c;
  const char *who; /* for messages */
  bool english;
  bool reached[CRAWL_ENTRIES]; /* by position in the sitemap */
  int per_entry[CRAWL_ENTRIES];
  bool chosen[CRAWL_ENTRIES]; /* its filters were tried */
  int opened, faults;         /* pages; complaints printed */
  const char **seen;          /* addresses, in the order in which they were found */
  size_t nseen, room;
};

/* Start with these paths (NULL-terminated) and follow links until nothing new is found, and choose from the filters of each list. Every page is checked: no 404
 * and no 5xx, no marks of templates, one h1, a title, its language, and on English pages no Chinese text of ours. */
void crawl_walk(struct crawl *w, const char *const *starts);
/* Go over what was opened again and press one of each kind of button (by page and action), with what the forms hold: no
 * 404 and no 5xx may come of it. Changes the site. */
void crawl_press(struct crawl *w);

#endif
