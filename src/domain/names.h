/* Names that people choose for public things: the keys under which they are unique. security.md rule 6. */
#ifndef DOMAIN_NAMES_H
#define DOMAIN_NAMES_H

#include "app/ctx.h"

enum { NAME_KEY_MAX = 254 /* characters of the key columns */ };

struct names {
  const char *key;  /* text_key: equal keys are the same name */
  const char *look; /* text_skeleton: equal ones look alike */
};

/* The keys of `name`. RES_INVALID on field "name" when fewer than `min` visible characters are left, or when the key would
 * not fit. `label` is Chinese for tr(): 插件名称. */
MUST_USE enum res names_of(struct ctx *c, const char *name, size_t min, const char *label, struct names *out);

#endif
