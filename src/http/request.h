/* One HTTP request as the program sees it: checked once, then plain values.
 *
 * Built from the FastCGI environment by http_request_read, which knows nothing of libfcgi: it takes an environment
 * lookup and a body reader, so the unit tests and the fuzzer use the same code. Rules: security.md 10 and 11. */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "base/arena.h"
#include "base/result.h"

#include <stdbool.h>
#include <stdint.h>

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_OTHER };

/* A name and a value; the value is valid UTF-8 text (text_ok) and NUL-terminated. */
struct http_param {
  const char *name, *value;
};

/* An uploaded file, spooled to an unlinked temporary file that the arena closes. */
struct http_file {
  const char *field;    /* name of the form field */
  const char *filename; /* as sent, last path component only; may be empty when nothing was chosen */
  const char *type;     /* Content-Type of the part as sent; never trusted */
  int fd;               /* positioned at 0; -1 when nothing was chosen */
  int64_t size;         /* bytes */
  unsigned char sha256[32];
};

/* Name/value pairs in the order they came, and files. Bounded: see http_form_limits. */
struct http_form {
  struct http_param *param;
  size_t n;
  struct http_file *file;
  size_t nfiles;
};

struct http_form_limits {
  size_t params;     /* pairs at most (1000) */
  size_t text;       /* bytes of all names and values together */
  size_t files;      /* files at most, those where nothing was chosen included */
  int64_t file_size; /* bytes of one file */
  int64_t total;     /* bytes of the whole body */
};

struct http_request {
  struct arena *a;
  enum http_method method;
  const char *method_text;
  const char *path;         /* percent-decoded, valid UTF-8, begins with / */
  const char *query;        /* as sent, without ?; may be empty */
  struct http_form args;    /* the query, decoded */
  struct http_form cookies; /* all Cookie headers */
  bool https;
  const char *address;      /* REMOTE_ADDR */
  const char *id;           /* request id given by nginx (REQUEST_ID), or an own one */
  const char *content_type; /* never NULL */
  int64_t content_length;   /* 0 when absent */
  /* Any other request header by its HTTP_… name ("HTTP_ACCEPT_LANGUAGE"); NULL when absent. */
  const char *(*header)(const void *env, const char *name);
  const void *env;
  /* Reads up to n bytes of the body: 0 at its end, -1 when the stream broke. */
  long (*read)(void *body, void *p, size_t n);
  void *body;
};

/* Fill `in` from the environment. RES_MALFORMED: no or odd REQUEST_METHOD, bad percent-encoding or UTF-8, %00, a bad
 * CONTENT_LENGTH. `in->a`, header/env, read/body are set by the caller. */
MUST_USE enum res http_request_read(struct http_request *in);

/* First value of a name, NULL when absent. */
const char *http_param(const struct http_form *f, const char *name);
/* The file of a field, NULL when absent. */
const struct http_file *http_file(const struct http_form *f, const char *field);

/* Decode application/x-www-form-urlencoded text (queries too). RES_MALFORMED on bad encoding, RES_TOO_BIG past a limit. */
MUST_USE enum res http_urlencoded(struct arena *a, const char *s, size_t n, const struct http_form_limits *lim,
                                  struct http_form *out);

/* Read the whole body (urlencoded or multipart, by content type) to its exact length. `first` is called with the first
 * field as soon as it is complete, before anything after it is kept (with a NULL value when it is a file, with the name ""
 * and NULL when the body has no field at all, so that nothing goes around it; `first` itself may be NULL): when it returns anything but RES_OK, the rest of
 * the body is drained and that result is returned (the CSRF check, security.md 13). RES_TYPE for another content type,
 * RES_TOO_BIG past a limit, RES_MALFORMED when the body is shorter or longer than announced or its grammar is broken. */
MUST_USE enum res http_form_read(struct http_request *in, const struct http_form_limits *lim,
                                 enum res (*first)(void *arg, const char *name, const char *value), void *arg,
                                 struct http_form *out);

/* Percent-encode for a query value or a path segment (unreserved characters stay). */
const char *http_escape(struct arena *a, const char *s);

#endif
