/* Between the two files of the Markdown renderer: markdown.c follows the parser, mdlink.c writes what refers to something
 * (links, images). For these two only. */
#ifndef DOMAIN_MDRENDER_H
#define DOMAIN_MDRENDER_H

#include "domain/markdown.h"
#include "domain/mdref.h"

#include <md4c.h>
#include <stdbool.h>

struct render {
  struct arena *moment; /* emptied by each element that uses it */
  struct arena *a;
  const struct markdown_options *o;
  struct findings *f;
  struct bytes in;
  const char *at; /* how far the parser has come, for line numbers */
  struct buf out;
  enum finding_rule stop; /* RULE__MAX: not stopped */
  int depth;
  size_t visible; /* pieces written that people can see */

  int images;             /* open ones, inside each other */
  struct buf source, alt; /* of the outermost open one */

  size_t from, from_visible; /* where the open heading or cell started */
  bool heading;
  int level;        /* of the heading before */
  struct buf title; /* words of the open heading, as many as an id can need */
  struct outline outline;
  size_t next;     /* number of the next heading in the outline */
  bool collecting; /* first pass: the outline is made; second pass: it is used */

  struct buf href; /* of the open link: what is shown when it has no words; empty when nothing is */
  bool linked;     /* the open link leads somewhere */
  size_t link_visible;
  bool html_found;
};

/* A finding at the place that the parser has come to; none in the first pass. */
void md_say(struct render *r, enum finding_rule rule, const char *what);
/* Parts of the source are pointed at directly where nothing had to be resolved; otherwise the place stays. False when
 * such a part ends behind the source, which no parser should say. */
bool md_come_to(struct render *r, const char *p, size_t n);
/* A link target, image source or language word as plain text in `to`: its character references resolved. */
const char *md_attribute(struct render *r, const MD_ATTRIBUTE *attr, struct buf *to);
/* Words: into the page, or into the alt text of the open image; a heading keeps its first ones as well. */
void md_words(struct render *r, const char *s, size_t n);

void md_link_start(struct render *r, const MD_SPAN_A_DETAIL *d);
void md_link_end(struct render *r);
void md_image_start(struct render *r, const MD_SPAN_IMG_DETAIL *d);
void md_image_end(struct render *r);
/* A tag that is left out. */
void md_html(struct render *r, const char *tag, size_t n);

#endif
