/* The access guide 接入指引 as a value: description, sample code, and the four lists, to and from the JSON that a listing
 * revision stores. Pure. Types and limits: domain.md section 2 "Guide" (seed S3). */
#ifndef DOMAIN_GUIDE_H
#define DOMAIN_GUIDE_H

#include "base/arena.h"

#include <stdbool.h>

enum { GUIDE_ROWS = 50 /* per list */ };

/* One typed row: a property, event, parameter, input or output. Unused members are "". */
struct guide_row {
  const char *name, *type, *required /* "1" or "" */, *def, *params, *description;
};

/* A component, page, interface or config entry. */
struct guide_item {
  const char *name; /* pages: the path */
  const char *description, *sample;
  const char *type, *required, *def; /* config only */
  struct guide_row *a;               /* props · params · inputs */
  size_t na;
  struct guide_row *b; /* events · none · outputs */
  size_t nb;
};

enum guide_kind { GUIDE_COMPONENTS, GUIDE_PAGES, GUIDE_INTERFACES, GUIDE_CONFIG, GUIDE__KINDS };

struct guide {
  const char *description, *sample;
  struct guide_item *item[GUIDE__KINDS];
  size_t n[GUIDE__KINDS];
};

/* "components", "pages", "interfaces", "config": as in URLs, forms and JSON. */
const char *guide_kind_code(enum guide_kind k);
bool guide_kind_parse(const char *code, enum guide_kind *out);
/* Chinese label of a kind (组件 页面 接口 配置项), for tr(). */
const char *guide_kind_label(enum guide_kind k);

/* Decode what guide_encode made; an empty text gives the empty guide. False when it is damaged. */
bool guide_decode(struct arena *a, const char *json, struct guide *out);
const char *guide_encode(struct arena *a, const struct guide *g);

#endif
