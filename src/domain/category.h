/* The category tree: 64 rows of two levels in two languages, which of them may carry a plugin, and which mini-programs a
 * plugin of a category is for. Source: domain.md section 2 "Category tree" (the table of seed S1).
 *
 * A code is "level1.level2" ("social.live"); its part before the dot is the level-1 code. */
#ifndef DOMAIN_CATEGORY_H
#define DOMAIN_CATEGORY_H

#include "app/ctx.h"

struct category {
  const char *code, *level1, *level1_zh, *level1_en, *level2_zh, *level2_en;
  int64_t open_to_plugins;
  const char *host_level1;       /* level-1 codes a host must have one of, | between; empty: any */
  const char *host_types;        /* subject types that a host's owner must be one of, | between; empty: any */
  const char *note_zh, *note_en; /* the restriction in words; may be empty */
};

/* The whole tree in its order. One query, 64 rows. */
MUST_USE enum res category_list(struct ctx *c, struct category **out, size_t *n);
/* RES_NOT_FOUND for a code that does not exist; NULL is such a code. One query. */
MUST_USE enum res category_load(struct ctx *c, const char *code, struct category *out);
/* In a tree that was read; NULL when it is not there. */
const struct category *category_find(const struct category *list, size_t n, const char *code);

/* Names in the caller's language. The full one is "教育 / 在线教育". */
const char *category_level1(const struct ctx *c, const struct category *k);
const char *category_level2(const struct ctx *c, const struct category *k);
const char *category_name(const struct ctx *c, const struct category *k);
const char *category_note(const struct ctx *c, const struct category *k);

/* Is `word` one of the words of `list` ("a|b")? For codes of categories, subject types, audiences. */
bool codes_hold(const char *list, const char *word);

/* Subject types (a|b) in words of the caller's language: "企业、媒体". */
const char *category_types(const struct ctx *c, const char *types);

/* May a mini-program use plugins of this category? `host_categories` are the codes that count as passed for it
 * (struct app), `host_type` the subject type of its owner. NULL: yes. Otherwise why not, in the caller's language, without
 * an ending full stop. */
const char *category_fits(struct ctx *c, const struct category *k, const char *host_categories, const char *host_type);

#endif
