/* Stored bytes by their sha256, in 256 KB chunks, in the transaction of their owner. domain.md "Blobs".
 *
 * Four classes: `image` (re-encoded by the helper: safe to serve to anybody who knows the hash), `doc` (images of
 * documentation, re-encoded as well: for everybody once they were published, doc.h), `package` and `evidence` (only
 * through a page that checks the reader). The same bytes are kept once per class. */
#ifndef DOMAIN_CONTENT_H
#define DOMAIN_CONTENT_H

#include "app/ctx.h"
#include "base/seal.h"

/* Keep bytes; gives their hash. Two statements, whatever their size. `type` is a media type. */
MUST_USE enum res content_put(struct ctx *c, const char *class, const char *type, struct bytes data,
                              unsigned char sha256[SEAL_HASH]);
/* The same for several at once, in two statements as well; at most CONTENT_MAX bytes together. */
enum { CONTENT_MAX = 12 << 20 };
struct content_item {
  const char *type;
  struct bytes data;
  unsigned char sha256[SEAL_HASH]; /* out */
};
MUST_USE enum res content_put_all(struct ctx *c, const char *class, struct content_item *item, size_t n);

struct content {
  int64_t size;
  const char *type, *class;
  struct bytes data; /* whole, in the arena */
};
/* RES_NOT_FOUND when there is none of that class. */
MUST_USE enum res content_get(struct ctx *c, const char *class, const unsigned char sha256[SEAL_HASH],
                              struct content *out);

#endif
