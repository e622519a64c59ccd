/* The shape of a plain struct: its members by name, so that one description serves the database (columns to
 * members, in order), the dataset of a page (members by name), forms and JSON.
 *
 *     struct tag { int64_t id; const char *name; };
 *     SHAPE(tag_shape, struct tag, M(struct tag, id), M(struct tag, name));
 *
 * Members may be int64_t, const char *, or struct bytes; anything else does not compile. */
#ifndef BASE_SHAPE_H
#define BASE_SHAPE_H

#include "base/bytes.h"

#include <stddef.h>
#include <stdint.h>

enum member_kind { MEMBER_INT, MEMBER_TEXT, MEMBER_BYTES };

struct member {
  const char *name;
  size_t at;
  enum member_kind kind;
};

struct shape {
  size_t size, n;
  const struct member *m;
};

#define MEMBER_KIND(x) _Generic((x), int64_t : MEMBER_INT, const char * : MEMBER_TEXT, struct bytes : MEMBER_BYTES)
#define M(type, field)                                                                                                 \
  { #field, offsetof(type, field), MEMBER_KIND(((type *)0)->field) }
#define SHAPE(name, type, ...)                                                                                         \
  static const struct member name##_members[] = {__VA_ARGS__};                                                         \
  static const struct shape name = {sizeof(type), sizeof name##_members / sizeof name##_members[0], name##_members}

static inline int64_t *shape_int(void *s, const struct member *m) { return (int64_t *)(void *)((char *)s + m->at); }
static inline const char **shape_text(void *s, const struct member *m) {
  return (const char **)(void *)((char *)s + m->at);
}
static inline struct bytes *shape_bytes(void *s, const struct member *m) {
  return (struct bytes *)(void *)((char *)s + m->at);
}

#endif
