/* Pictures that people post, and the addresses of pictures that are kept. */
#ifndef PAGES_AVATAR_H
#define PAGES_AVATAR_H

#include "base/seal.h"
#include "domain/picture.h"
#include "web/page.h"

enum {
  AVATAR_EDGE = 256,
  AVATAR_MAX = 2 << 20,     /* bytes taken */
  AVATAR_BODY_MAX = 6 << 20 /* of the whole form: a picture that is too big is read, so that its field can say so */
};
#define AVATAR_ACCEPT "image/png,image/jpeg,image/gif,image/webp"

/* In `prepare`: make a posted picture anew in the helper, edges at most `edge` pixels. *out is NULL when no file was
 * chosen. RES_INVALID with the reason on `field` when it cannot be taken. */
MUST_USE enum res picture_take(struct req *r, const struct http_file *file, const char *field, int edge,
                               enum picture_form form, struct picture **out);
/* In `prepare`, where a form has several: make one anew in memory of its own, since several at once would not fit into a
 * request's; *out is in the request's arena. Results of picture_encode, no complaint. */
MUST_USE enum res picture_remake(struct req *r, const struct http_file *file, int edge, enum picture_form form,
                                 struct picture *out);
/* In `act`: keep `n` of them, two statements for each 12 MB. */
MUST_USE enum res pictures_keep(struct req *r, const struct picture *picture, size_t n);
/* In `act`: keep it in the transaction of its owner. NULL gives the empty span: nothing new. */
MUST_USE enum res picture_keep(struct req *r, const struct picture *picture, struct bytes *sha256);

/* Where a kept picture is served. */
const char *media_url(const struct req *r, struct bytes sha256);
/* The avatar of a plugin or mini-program, or the neutral picture when it has none. */
const char *plugin_icon(const struct req *r, struct bytes sha256);
const char *app_icon(const struct req *r, struct bytes sha256);

#endif
