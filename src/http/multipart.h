/* multipart/form-data (RFC 7578) as a push parser: bytes in, callbacks out, no I/O and no memory of its own.
 *
 * The caller pushes the body in pieces of any size; the parser calls back per part. Strict where browsers and curl are
 * strict: CRLF line ends, nothing but an optional CRLF in front of the first boundary, a Content-Disposition of
 * form-data with a name in every part, the closing boundary present. Anything else is RES_MALFORMED. */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include "base/result.h"

#include <stdbool.h>
#include <stddef.h>

enum {
  MULTIPART_BOUNDARY = 70, /* RFC 2046: characters of a boundary */
  MULTIPART_LINE = 2048,   /* room for one header line */
  MULTIPART_VALUE = 1024   /* room for a name, file name or type */
};

/* The limits of one body. */
struct multipart_limits {
  size_t parts;   /* parts at most; more is RES_TOO_BIG */
  size_t headers; /* header lines of one part; more is RES_MALFORMED */
  size_t line;    /* bytes of one header line, at most MULTIPART_LINE - 1; more is RES_MALFORMED */
};

/* What the headers of a part say; valid during the callback only. Valid UTF-8 without control characters. */
struct multipart_part {
  const char *name;     /* never empty */
  const char *filename; /* last path component; NULL when the part is not a file, "" when none was chosen */
  const char *type;     /* Content-Type as sent; "" when absent */
};

/* Called in order: begin, data (any number of times, never empty), end. Anything but RES_OK stops the parser, and
 * multipart_push returns it. */
struct multipart_events {
  enum res (*begin)(void *arg, const struct multipart_part *part);
  enum res (*data)(void *arg, const char *p, size_t n);
  enum res (*end)(void *arg);
};

/* The parser. Its members are its own business. */
struct multipart {
  const struct multipart_events *ev;
  void *arg;
  struct multipart_limits lim;
  int state;
  enum res failed;
  char delim[MULTIPART_BOUNDARY + 5]; /* CR LF - - boundary */
  size_t delim_n, matched;
  size_t parts, headers, line_n;
  bool has_name, has_type, has_filename, any_disposition;
  char line[MULTIPART_LINE];
  char name[MULTIPART_VALUE], filename[MULTIPART_VALUE], type[MULTIPART_VALUE];
};

/* Begin. False when the content type is not multipart/form-data with a lawful boundary. */
MUST_USE bool multipart_start(struct multipart *m, const char *content_type, const struct multipart_limits *lim,
                              const struct multipart_events *ev, void *arg);
/* Take the next n bytes. After a result other than RES_OK every further call gives the same result again. */
MUST_USE enum res multipart_push(struct multipart *m, const char *p, size_t n);
/* The body is over: RES_OK only when its closing boundary was seen. */
MUST_USE enum res multipart_finish(const struct multipart *m);

#endif
