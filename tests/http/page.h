/* The parsed side of a page, for the files of this folder that walk its nodes; tests use client.h and form.h. */
#ifndef TESTS_HTTP_PAGE_H
#define TESTS_HTTP_PAGE_H

#include "client.h"

#include <libxml/xpath.h>

/* The page as a tree; freed with the page's arena, like everything below. */
xmlDocPtr page_xml(struct page *p);
/* The nodes that an XPath finds, in document order; NULL or empty where it finds none. */
xmlNodeSetPtr page_nodes(struct page *p, const char *xpath);
/* An attribute's value, or NULL. */
const char *page_attr(struct arena *a, xmlNodePtr node, const char *name);
/* Text with its white space folded, as a browser shows it. */
const char *page_fold(struct arena *a, const xmlChar *text);

#endif
