/* The types of a subject (主体): one table for registering, for labels and for the rules that tell organisations from people.
 * Source: domain.md section 1 "subject". */
#ifndef RULE_SUBJECT_H
#define RULE_SUBJECT_H

#include <stdbool.h>
#include <stddef.h>

struct subject_type {
  const char *code, *label, *hint; /* label and hint in Chinese, for tr(); hint may be NULL */
};

/* All of them, in the order in which people choose; the codes are those of the subject table's CHECK. */
const struct subject_type *subject_types(size_t *n);
/* Label of a code, for tr(); "" for NULL and for unknown ones. */
const char *subject_type_label(const char *type);
/* Types other than individual; false for NULL. */
bool subject_is_organisation(const char *type);

#endif
