/* Markdown from people to HTML that is safe to put into a page: md4c's parser with a renderer of our own.
 *
 * CommonMark with tables, strikethrough and bare http(s) addresses. Raw HTML is left out, except that <br> breaks the
 * line. Links go to http, https and #headings only, images to what the caller's lookup knows; anything else shows its
 * text without link or picture. No inline styles: tables are aligned by the classes md-left, md-center, md-right.
 * Headings carry ids (doc-…, each once) and links may lead to them (outline.h). Sources: security.md 19, domain.md section 2 "Doc". */
#ifndef DOMAIN_MARKDOWN_H
#define DOMAIN_MARKDOWN_H

#include "base/arena.h"
#include "base/result.h"
#include "domain/finding.h"
#include "domain/outline.h"

enum {
  MARKDOWN_IN_MAX = 64 << 10, /* bytes */
  MARKDOWN_OUT_MAX = 1 << 20, /* bytes */
  MARKDOWN_COLUMNS = 32,      /* of one table */
  MARKDOWN_DEPTH = 32         /* blocks and spans inside each other */
};

struct markdown_options {
  int shift;          /* 1: # becomes h2 · 2: # becomes h3. Levels that a text skips are closed up */
  const char *target; /* file or field that findings name */
  /* The URL of the image at a path ("img/a.png", relative to the text's folder), NULL when there is none. A NULL
   * function knows no image. */
  const char *(*image)(void *arg, const char *path);
  void *arg;
  struct outline *outline; /* gets the headings; NULL: not wanted */
};

/* *html is the rendered text in the arena, "" for an empty one. `f` may be NULL; otherwise it gets
 * RULE_DOC_LINK_TARGET, RULE_DOC_IMAGE_NETWORK, RULE_DOC_IMAGE_MISSING and the warnings RULE_DOC_HTML and
 * RULE_DOC_ANCHOR_MISSING, with lines.
 * RES_INVALID: it is not rendered, for RULE_DOC_TEXT_SIZE, RULE_DOC_ENCODING, RULE_DOC_TABLE_WIDE, RULE_DOC_NESTING or
 * RULE_DOC_OUTPUT; *html is "". The arena needs room for up to 5 MB. */
MUST_USE enum res markdown_render(struct arena *a, struct bytes text, const struct markdown_options *o,
                                  struct findings *f, const char **html);

#endif
