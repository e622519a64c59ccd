/* Sending an image that people uploaded, from the pages that serve them (PAGE_RAW). */
#ifndef PAGES_IMAGE_SEND_H
#define PAGES_IMAGE_SEND_H

#include "domain/content.h"
#include "web/page.h"

/* The key of an image as it stands in a path; false when it is none. */
bool image_key(const char *hex, unsigned char key[SEAL_HASH]);
/* The header by which nothing inside it may run or load, whatever a browser makes of it (security.md 14). */
void image_guard(struct req *r);
/* The image, with that header. */
void image_send(struct req *r, const struct content *image);

#endif
