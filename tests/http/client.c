/* libcurl fetches, libxml2 reads. One easy handle per visitor keeps its cookies; every request sets all the options
 * that another one may have changed. */
#include "client.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <cmocka.h>
#include <curl/curl.h>

enum { BODY_MAX = 32 << 20, HEAD_MAX = 64 << 10, TIMEOUT = 90 };

struct client {
  struct arena *a, *pages;
  CURL *curl;
  const char *base;
  struct curl_slist *headers;
  bool follow;
};

static size_t take_body(char *p, size_t size, size_t n, void *arg) {
  struct page *page = arg;

  return buf_add(&page->body, p, size * n) ? size * n : 0;
}

static size_t take_head(char *p, size_t size, size_t n, void *arg) {
  struct page *page = arg;

  if (size * n > 5 && memcmp(p, "HTTP/", 5) == 0) /* the next answer of a chain of redirects */
    page->head = buf_new(page->a, HEAD_MAX);
  return buf_add(&page->head, p, size * n) ? size * n : 0;
}

static void client_close(void *arg) {
  struct client *c = arg;

  curl_easy_cleanup(c->curl);
  curl_slist_free_all(c->headers);
}

struct client *client_new(struct arena *a) {
  struct client *c = ARENA_NEW(a, struct client);
  const char *base = getenv("PLUGSHELF_TEST_URL");

  if (!base)
    fail_msg("PLUGSHELF_TEST_URL is not set: these programs are run by ./dev test http");
  *c = (struct client){.a = a, .pages = a, .curl = curl_easy_init(), .base = arena_str(a, base), .follow = true};
  if (!c->curl)
    fail_msg("libcurl does not start");
  arena_defer(a, client_close, c);
  /* A cookie that is over switches the jar on, for good. (An empty COOKIEFILE would, too, but before each request: and
   * libcurl's reset loses the memory of that.) */
  curl_easy_setopt(c->curl, CURLOPT_COOKIELIST, "Set-Cookie: x=; expires=Thu, 01 Jan 1970 00:00:00 GMT");
  return c;
}

void client_pages(struct client *c, struct arena *a) { c->pages = a; }

void client_follow(struct client *c, bool yes) { c->follow = yes; }

void client_header(struct client *c, const char *line) { c->headers = curl_slist_append(c->headers, line); }

void client_plain(struct client *c) {
  curl_slist_free_all(c->headers);
  c->headers = NULL;
}

const char *client_cookie(struct client *c, struct arena *a, const char *name) {
  struct curl_slist *all = NULL;
  const char *value = NULL;

  curl_easy_getinfo(c->curl, CURLINFO_COOKIELIST, &all);
  for (struct curl_slist *s = all; s; s = s->next) { /* Netscape lines: the name is field 6, the value 7 */
    const char *field = s->data;
    for (int i = 0; i < 5 && field; i++)
      field = (field = strchr(field, '\t')) ? field + 1 : NULL;
    if (field && strncmp(field, name, strlen(name)) == 0 && field[strlen(name)] == '\t')
      value = arena_str(a, field + strlen(name) + 1);
  }
  curl_slist_free_all(all);
  return value;
}

/* What every request shares; the caller has set method and body on a handle that was reset. */
static struct page *fetch(struct client *c, const char *path, struct curl_slist *headers) {
  struct arena *a = c->pages;
  struct page *p = ARENA_NEW(a, struct page);
  const char *url = path[0] == '/' ? arena_fmt(a, "%s%s", c->base, path) : path;
  char error[CURL_ERROR_SIZE] = "", *text = NULL;

  *p = (struct page){.a = a, .body = buf_new(a, BODY_MAX), .head = buf_new(a, HEAD_MAX)};
  curl_easy_setopt(c->curl, CURLOPT_URL, url);
  curl_easy_setopt(c->curl, CURLOPT_PROXY, "");
  curl_easy_setopt(c->curl, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(c->curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(c->curl, CURLOPT_TIMEOUT, (long)TIMEOUT);
  curl_easy_setopt(c->curl, CURLOPT_FOLLOWLOCATION, c->follow ? 1L : 0L);
  curl_easy_setopt(c->curl, CURLOPT_MAXREDIRS, 10L);
  curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, headers ? headers : c->headers);
  curl_easy_setopt(c->curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(c->curl, CURLOPT_WRITEDATA, p);
  curl_easy_setopt(c->curl, CURLOPT_HEADERFUNCTION, take_head);
  curl_easy_setopt(c->curl, CURLOPT_HEADERDATA, p);
  curl_easy_setopt(c->curl, CURLOPT_ERRORBUFFER, error);
  CURLcode code = curl_easy_perform(c->curl);
  curl_easy_setopt(c->curl, CURLOPT_ERRORBUFFER, NULL);
  if (code != CURLE_OK)
    fail_msg("%s: %s", url, error[0] ? error : curl_easy_strerror(code));
  curl_easy_getinfo(c->curl, CURLINFO_RESPONSE_CODE, &p->status);
  curl_easy_getinfo(c->curl, CURLINFO_EFFECTIVE_URL, &text);
  p->url = arena_str(a, text);
  curl_easy_getinfo(c->curl, CURLINFO_CONTENT_TYPE, &text);
  p->type = arena_str(a, text ? text : "");
  curl_easy_getinfo(c->curl, CURLINFO_REDIRECT_URL, &text);
  p->location = arena_str(a, text);
  return p;
}

void client_second(void) { usleep(1000 * 1000); }

struct page *client_get(struct client *c, const char *path) {
  curl_easy_reset(c->curl); /* cookies stay */
  return fetch(c, path, NULL);
}

struct page *client_send(struct client *c, const char *method, const char *path, const char *type, struct bytes body) {
  struct curl_slist *headers = NULL;

  curl_easy_reset(c->curl);
  curl_easy_setopt(c->curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.n);
  curl_easy_setopt(c->curl, CURLOPT_POSTFIELDS, body.n ? (const char *)body.p : "");
  if (strcmp(method, "HEAD") == 0)
    curl_easy_setopt(c->curl, CURLOPT_NOBODY, 1L);
  else if (strcmp(method, "POST") != 0) /* POST itself becomes GET after 303, as in a browser */
    curl_easy_setopt(c->curl, CURLOPT_CUSTOMREQUEST, method);
  for (struct curl_slist *s = c->headers; s; s = s->next)
    headers = curl_slist_append(headers, s->data);
  headers = curl_slist_append(headers, type ? arena_fmt(c->pages, "Content-Type: %s", type) : "Content-Type:");
  headers = curl_slist_append(headers, "Expect:");
  struct page *p = fetch(c, path, headers);
  curl_slist_free_all(headers);
  return p;
}

static void add_escaped(struct buf *b, const char *s) {
  static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

  for (; *s; s++) {
    if (strchr(plain, *s))
      buf_char(b, *s);
    else
      buf_fmt(b, "%%%02X", (unsigned char)*s);
  }
}

struct page *client_post(struct client *c, const char *path, const struct pair *fields) {
  struct buf b = buf_new(c->pages, BODY_MAX);

  for (; fields->name; fields++) {
    if (b.n)
      buf_char(&b, '&');
    add_escaped(&b, fields->name);
    buf_char(&b, '=');
    add_escaped(&b, fields->value ? fields->value : "");
  }
  return client_send(c, "POST", path, "application/x-www-form-urlencoded", (struct bytes){b.p, b.n});
}

struct page *client_multipart(struct client *c, const char *path, const struct part *parts, size_t n) {
  curl_easy_reset(c->curl);
  curl_mime *mime = curl_mime_init(c->curl);
  for (size_t i = 0; i < n; i++) {
    curl_mimepart *part = curl_mime_addpart(mime);
    curl_mime_name(part, parts[i].name);
    curl_mime_data(part, parts[i].body.n ? parts[i].body.p : "", parts[i].body.n);
    if (parts[i].file)
      curl_mime_filename(part, parts[i].file);
    if (parts[i].type)
      curl_mime_type(part, parts[i].type);
  }
  curl_easy_setopt(c->curl, CURLOPT_MIMEPOST, mime);
  struct page *p = fetch(c, path, NULL);
  curl_mime_free(mime);
  return p;
}
