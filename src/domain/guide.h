/* The access guide 接入指引 as a value: description, sample code, and the four lists, to and from the JSON that a listing
 * revision stores. Pure. Types and limits: domain.md section 2 "Guide" (seed S3). */
#ifndef DOMAIN_GUIDE_H
#define DOMAIN_GUIDE_H

#include "base/arena.h"

#include <stdbool.h>

enum {
  GUIDE_ROWS = 50,        /* per list */
  GUIDE_NAME = 50,        /* code points of a name */
  GUIDE_PATH = 200,       /* of a page's path */
  GUIDE_MAX = 512 * 1024, /* bytes of the JSON of a whole guide */
};

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

/* One of the two lists of rows of a kind: which members its rows have. code NULL: the kind has no such list. */
enum guide_has { GUIDE_TYPE = 1, GUIDE_REQUIRED = 2, GUIDE_DEFAULT = 4, GUIDE_PARAMS = 8, GUIDE_DESCRIPTION = 16 };
struct guide_list {
  const char *code, *label; /* "props", 组件属性 for tr() */
  unsigned has;             /* enum guide_has, besides the name */
  const char *const *types; /* NULL-terminated; NULL: rows have no type */
};
const struct guide_list *guide_list_a(enum guide_kind k);
const struct guide_list *guide_list_b(enum guide_kind k);

/* "components", "pages", "interfaces", "config": as in URLs, forms and JSON. */
const char *guide_kind_code(enum guide_kind k);
bool guide_kind_parse(const char *code, enum guide_kind *out);
/* Chinese label of a kind (组件 页面 接口 配置项), for tr(). */
const char *guide_kind_label(enum guide_kind k);

/* Decode what guide_encode made; an empty text gives the empty guide. False (and the empty guide) when it is damaged. Every
 * list has room for GUIDE_ROWS + 1 items, so that one may be put behind the last. */
bool guide_decode(struct arena *a, const char *json, struct guide *out);
const char *guide_encode(struct arena *a, const struct guide *g);

/* Items of all kinds together. */
size_t guide_count(const struct guide *g);
/* Apply "del.KIND.N", "up.KIND.N" or "down.KIND.N" (N from 1). False, and nothing changed, for anything else, an item that
 * is not there, and a neighbour that is not there. */
bool guide_edit(struct guide *g, const char *op);
/* The number (from 1) of the item of that name; 0 when there is none. Names are unique within their kind. */
size_t guide_item_named(const struct guide *g, enum guide_kind k, const char *name);
/* The number (from 1) of the first row whose name an earlier row has; 0 when all differ. */
size_t guide_row_twice(const struct guide_row *row, size_t n);
/* Checks for forms (struct field .check): components and config keys begin with a letter and go on with letters, digits,
 * - and _; pages are relative paths of such names. NULL when fine. */
const char *guide_name_words(const char *name);
const char *guide_path_words(const char *path);

#endif
