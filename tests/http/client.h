/* A visitor in C: one cookie jar, pages fetched through nginx, read as HTML.
 *
 * For the tests below tests/http/. What cannot go wrong in a working site (no connection, no memory) ends the test
 * with cmocka's fail_msg, so that a story reads like the journey it tells. Everything lives in the arena. */
#ifndef TESTS_HTTP_CLIENT_H
#define TESTS_HTTP_CLIENT_H

#include "base/arena.h"
#include "base/bytes.h"

#include <stdbool.h>
#include <stddef.h>

struct client;

/* One answer. `url` is where it came from after redirects; `location` is absolute, NULL where there is none. */
struct page {
  struct arena *a;
  long status;
  const char *url, *type, *location;
  struct buf body; /* its p is a C string too */
  struct buf head; /* header lines of the last answer */
  void *doc;       /* the parsed HTML, made on first use */
};

struct pair {
  const char *name, *value;
};

/* A new visitor of the site at $PLUGSHELF_TEST_URL, without cookies. It follows redirects. */
struct client *client_new(struct arena *a);
/* Where the next pages are put; at first the arena of client_new. For tests that fetch thousands. */
void client_pages(struct client *c, struct arena *a);
void client_follow(struct client *c, bool yes);
/* A header line for every request from now on ("Accept-Language: en"), until client_plain. */
void client_header(struct client *c, const char *line);
void client_plain(struct client *c);
/* The value of a cookie that the visitor holds, or NULL. */
const char *client_cookie(struct client *c, struct arena *a, const char *name);

/* Wait the second after which visitors see what was changed (nginx.conf). */
void client_second(void);

/* `path` is a path of the site, or a whole URL. */
struct page *client_get(struct client *c, const char *path);
/* POST urlencoded; `fields` end with a NULL name. */
struct page *client_post(struct client *c, const char *path, const struct pair *fields);
/* Any method with any body, as it is; `type` NULL sends no Content-Type. */
struct page *client_send(struct client *c, const char *method, const char *path, const char *type, struct bytes body);
/* POST multipart, parts in the order given. A part with a file name is a file. */
struct part {
  const char *name, *file, *type;
  struct bytes body;
};
struct page *client_multipart(struct client *c, const char *path, const struct part *parts, size_t n);

/* A header's value of the last answer (case does not matter), or NULL. */
const char *page_header(struct page *p, const char *name);
bool page_says(const struct page *p, const char *text);
/* The text of the first node that an XPath finds, spaces folded; NULL where it finds none. And how many it finds. */
const char *page_text(struct page *p, const char *xpath);
int page_count(struct page *p, const char *xpath);
/* The absolute address behind the first link whose folded text is `label`; NULL where there is none. */
const char *page_link(struct page *p, const char *label);
/* `ref` as seen from the page: absolute. */
const char *page_resolve(struct page *p, const char *ref);

/* The test ends here unless the answer has that status; says which page it was and how it begins. */
#define page_want(p, want) page_want_at((p), (want), __FILE__, __LINE__)
struct page *page_want_at(struct page *p, long want, const char *file, int line);

#endif
