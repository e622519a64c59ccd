/* What a host sets for a plugin: the values of the guide's config entries, kept as one JSON object with each value in its
 * type. Pure. Source: domain.md section 2 "Guide" (config: what a host may configure). */
#ifndef DOMAIN_CONFIG_H
#define DOMAIN_CONFIG_H

#include "domain/guide.h"

enum { CONFIG_TEXT = 500 /* characters of a String */, CONFIG_NUMBER = 32 /* of a Number as typed */ };

/* The value of each entry as a form shows it: what is kept under its key in its type, else the entry's default. `value` has
 * room for g->n[GUIDE_CONFIG]. A damaged or missing object counts as empty. */
void config_read(struct arena *a, const struct guide *g, const char *json, const char **value);
/* What is wrong with a typed value of an entry: Chinese words for tr() that say what to do, NULL when it is fine. Empty is
 * fine here; whether it must be given is the form's question. */
const char *config_words(const struct guide_item *entry, const char *value);
/* The object of checked values; empty ones are left out, so that the default holds. */
const char *config_write(struct arena *a, const struct guide *g, const char *const *value);

#endif
