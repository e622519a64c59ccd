/* Reading an answer: header lines, and the body as HTML through XPath. */
#include "page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>
#include <curl/curl.h>
#include <libxml/HTMLparser.h>

static void free_doc(void *doc) { xmlFreeDoc(doc); }

xmlDocPtr page_xml(struct page *p) {
  if (!p->doc) {
    p->doc = htmlReadMemory(p->body.n ? p->body.p : "<p>", p->body.n ? (int)p->body.n : 3, p->url, "UTF-8",
                            HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    if (!p->doc)
      fail_msg("%s is no HTML at all", p->url);
    arena_defer(p->a, free_doc, p->doc);
  }
  return p->doc;
}

const char *page_fold(struct arena *a, const xmlChar *text) {
  struct buf b = buf_new(a, 1 << 20);
  bool space = false;

  for (const char *s = text ? (const char *)text : ""; *s; s++) {
    if (strchr(" \t\r\n", *s)) {
      space = b.n > 0;
      continue;
    }
    if (space)
      buf_char(&b, ' ');
    space = false;
    buf_char(&b, *s);
  }
  return b.n ? b.p : "";
}

/* The XPath's nodes; the result is freed with the page. */
static void free_found(void *found) { xmlXPathFreeObject(found); }

xmlNodeSetPtr page_nodes(struct page *p, const char *xpath) {
  xmlXPathContextPtr ctx = xmlXPathNewContext(page_xml(p));
  xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)xpath, ctx);

  xmlXPathFreeContext(ctx);
  if (!found || found->type != XPATH_NODESET)
    fail_msg("not an XPath of nodes: %s", xpath);
  arena_defer(p->a, free_found, found);
  return found->nodesetval;
}

int page_count(struct page *p, const char *xpath) {
  xmlNodeSetPtr set = page_nodes(p, xpath);
  return set ? set->nodeNr : 0;
}

const char *page_text(struct page *p, const char *xpath) {
  xmlNodeSetPtr set = page_nodes(p, xpath);

  if (!set || set->nodeNr == 0)
    return NULL;
  xmlChar *raw = xmlNodeGetContent(set->nodeTab[0]);
  const char *text = page_fold(p->a, raw);
  xmlFree(raw);
  return text;
}

const char *page_attr(struct arena *a, xmlNodePtr node, const char *name) {
  xmlChar *raw = xmlGetProp(node, (const xmlChar *)name);
  const char *value = arena_str(a, (const char *)raw);

  xmlFree(raw);
  return value;
}

const char *page_link(struct page *p, const char *label) {
  xmlNodeSetPtr set = page_nodes(p, "//a[@href]");

  for (int i = 0; set && i < set->nodeNr; i++) {
    xmlChar *raw = xmlNodeGetContent(set->nodeTab[i]);
    bool same = strcmp(page_fold(p->a, raw), label) == 0;
    xmlFree(raw);
    if (same)
      return page_resolve(p, page_attr(p->a, set->nodeTab[i], "href"));
  }
  return NULL;
}

const char *page_resolve(struct page *p, const char *ref) {
  CURLU *u = curl_url();
  char *out = NULL;

  if (curl_url_set(u, CURLUPART_URL, p->url, 0) || (ref[0] && curl_url_set(u, CURLUPART_URL, ref, 0)) ||
      curl_url_get(u, CURLUPART_URL, &out, 0))
    fail_msg("%s: broken address %s", p->url, ref);
  const char *url = arena_str(p->a, out);
  curl_free(out);
  curl_url_cleanup(u);
  return url;
}

const char *page_header(struct page *p, const char *name) {
  size_t n = strlen(name);

  for (const char *s = p->head.n ? p->head.p : NULL; s; s = strchr(s, '\n') ? strchr(s, '\n') + 1 : NULL) {
    if (strncasecmp(s, name, n) != 0 || s[n] != ':')
      continue;
    s += n + 1;
    s += strspn(s, " \t");
    return arena_strn(p->a, s, strcspn(s, "\r\n"));
  }
  return NULL;
}

bool page_says(const struct page *p, const char *text) { return p->body.n && strstr(p->body.p, text); }

struct page *page_want_at(struct page *p, long want, const char *file, int line) {
  if (p->status != want) {
    const char *title = strstr(p->type, "html") ? page_text(p, "//title") : NULL;
    const char *error = strstr(p->type, "html") ? page_text(p, "//*[@role='alert']") : NULL;
    print_message("# %s: %ld instead of %ld; title \"%s\"; %s\n", p->url, p->status, want, title ? title : "",
                  error ? error : "");
    _fail(file, line);
  }
  return p;
}
