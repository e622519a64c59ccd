/* Forms as tables: a row describes one field, and the same row reads it, checks it and shows it.
 *
 *     struct intro_form { const char *name; struct form_list audience; const struct http_file *avatar; };
 *     static const struct field intro_fields[] = {
 *       F_TEXT(struct intro_form, name, .label = N_("插件名称"), .min = 2, .max = 30),
 *       F_CHECKS(struct intro_form, audience, .label = N_("可获取的主体"), .choices = audience, .nchoices = 2, .min = 1, .max = 2),
 *       F_FILE(struct intro_form, avatar, .label = N_("头像"), .accept = "image/png,image/jpeg", .max = 2 << 20),
 *     };
 *     FORM(intro_form, struct intro_form);
 *
 * What is not declared does not exist: other posted names are ignored. Checks across fields belong to the domain
 * function, which names the field (why). */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "http/request.h"
#include "web/data.h"

#include <stddef.h>

struct req;

enum field_kind {
  FIELD_TEXT,     /* one line; const char *; trimmed, NFC */
  FIELD_EMAIL,    /* one line, a plausible address */
  FIELD_PASSWORD, /* never shown again; NFC only */
  FIELD_AREA,     /* several lines */
  FIELD_CODE,     /* several lines, monospace, ends kept */
  FIELD_INT,      /* int64_t in min … max */
  FIELD_SELECT,   /* const char *: one of the choices */
  FIELD_RADIOS,
  FIELD_CHECKS, /* struct form_list: min … max of the choices */
  FIELD_CHECK,  /* int64_t 0/1; min 1: must be ticked */
  FIELD_FILE,   /* const struct http_file *, NULL when none; max in bytes, min 1: needed */
  FIELD_FILES,  /* struct form_files; min … max files, `bytes` each */
  FIELD_HIDDEN, /* const char *; carried along */
};

struct choice {
  const char *value, *label, *hint; /* label and hint are passed through tr() */
};

struct form_list {
  size_t n;
  const char **v;
};

struct form_files {
  size_t n;
  const struct http_file **v;
};

struct field {
  const char *name, *label, *hint; /* Chinese, passed through tr() */
  enum field_kind kind;
  size_t at;
  int64_t min, max; /* texts: code points; min 0: optional. max is needed for texts. */
  int64_t bytes;    /* FIELD_FILES: of each file */
  int rows;         /* areas */
  const char *accept, *autocomplete, *inputmode;
  const char *actions;                  /* space separated: read and checked for these actions only; NULL: always */
  bool (*applies)(const struct req *r); /* false: the form does not have the field for this caller; NULL: it does */
  const char *draft;                    /* space separated: actions that may leave it empty or too short; NULL: none */
  const struct choice *choices;
  size_t nchoices;
  const struct choice *(*choose)(struct req *r, size_t *n); /* instead of choices; its labels are already translated */
  /* FIELD_CHECKS: the heading of a choice, translated; neighbours with equal headings stand together. NULL: no headings. */
  const char *(*group)(struct req *r, const char *value);
  /* FIELD_FILE: address of the picture that there is now; may give NULL. */
  const char *(*picture)(struct req *r);
  /* FIELD_FILES: pictures that the form has already (list `thumbs`); FIELD_CHECK: what is confirmed (list `points`).
   * Appends the rows that part/field_thumbs and part/points read to the field's dataset. NULL: none. */
  void (*fill)(struct req *r, struct data *d);
  /* FIELD_FILES of pages that keep the files (page.h `keep`), when the form is shown again: what to say instead of
   * 需要重新选择文件, in the caller's language; NULL when none was kept. */
  const char *(*again)(struct req *r);
  /* Own check of a non-empty text: NULL when fine, else Chinese words for tr(). */
  const char *(*check)(const char *value);
};

struct form {
  const char *name;
  size_t size;
  const struct field *f;
  size_t n;
};

/* A wrong member type does not compile. */
#define FIELD_AT(type, member, want) (offsetof(type, member) + 0 * _Generic(((type *)0)->member, want : 0u))
#define F_ROW(type, member, ctype, k, ...)                                                                             \
  { .name = #member, .kind = k, .at = FIELD_AT(type, member, ctype), __VA_ARGS__ }
#define F_TEXT(type, member, ...)     F_ROW(type, member, const char *, FIELD_TEXT, __VA_ARGS__)
#define F_EMAIL(type, member, ...)    F_ROW(type, member, const char *, FIELD_EMAIL, __VA_ARGS__)
#define F_PASSWORD(type, member, ...) F_ROW(type, member, const char *, FIELD_PASSWORD, __VA_ARGS__)
#define F_AREA(type, member, ...)     F_ROW(type, member, const char *, FIELD_AREA, __VA_ARGS__)
#define F_CODE(type, member, ...)     F_ROW(type, member, const char *, FIELD_CODE, __VA_ARGS__)
#define F_INT(type, member, ...)      F_ROW(type, member, int64_t, FIELD_INT, __VA_ARGS__)
#define F_SELECT(type, member, ...)   F_ROW(type, member, const char *, FIELD_SELECT, __VA_ARGS__)
#define F_RADIOS(type, member, ...)   F_ROW(type, member, const char *, FIELD_RADIOS, __VA_ARGS__)
#define F_CHECKS(type, member, ...)   F_ROW(type, member, struct form_list, FIELD_CHECKS, __VA_ARGS__)
#define F_CHECK(type, member, ...)    F_ROW(type, member, int64_t, FIELD_CHECK, __VA_ARGS__)
#define F_FILE(type, member, ...)     F_ROW(type, member, const struct http_file *, FIELD_FILE, __VA_ARGS__)
#define F_FILES(type, member, ...)    F_ROW(type, member, struct form_files, FIELD_FILES, __VA_ARGS__)
#define F_HIDDEN(type, member, ...)   F_ROW(type, member, const char *, FIELD_HIDDEN, __VA_ARGS__)
#define FORM(id, type)                                                                                                 \
  static const struct form id = {#id, sizeof(type), id##_fields, sizeof id##_fields / sizeof id##_fields[0]}

/* What somebody said about a field earlier (a reviewer), shown beside it; unlike a complaint it keeps nothing back. */
struct form_remark {
  const char *field, *text, *hint; /* as people read them; hint may be "" */
  struct form_remark *next;
};

/* One complaint. `field` is the posted name ("name", "props.2.type"), "" for the whole form. */
struct form_error {
  const char *field, *text;
};
enum { FORM_ERRORS = 64 };
struct form_errors {
  size_t n;
  struct form_error e[FORM_ERRORS];
};

/* Read `form` out of what was posted into `out` (a zeroed struct of the form). `prefix` is put before each name ("" or
 * "props.2."). Complaints go to r->errors. `action` selects the fields (NULL: all). */
void form_read(struct req *r, const struct form *form, const char *prefix, const char *action, void *out);
/* Add a complaint; text is already translated. */
void form_complain(struct req *r, const char *field, const char *text);
/* Remark on a field, before form_show. The texts are not copied. */
void form_remark(struct req *r, const char *field, const char *text, const char *hint);
/* Show: append a row per field to the list `list` ("fields") of `d`. Values come from what was posted when `posted` is set, else
 * from `values` (NULL: empty). */
void form_show(struct req *r, const struct form *form, const char *prefix, const void *values, bool posted,
               struct data *d, const char *list);
/* Is it the name of something that is never kept and never shown again: a password field of the form, or what is named like
 * one? `form` may be NULL. */
bool form_is_secret(const struct form *form, const char *name);
/* The complaint about a field, NULL when there is none. */
const char *form_complaint(const struct req *r, const char *field);

#endif
