/* What a visitor sees may be kept by nginx for the second in which it was made (nginx.conf, docs/performance.md). */
#ifndef WEB_CACHED_H
#define WEB_CACHED_H

#include "web/page.h"

/* Write the caching headers of an answer: no-store, unless it is a PAGE_CACHED page, whole and for everybody. Such a page
 * gets X-Accel-Expires, without which nginx keeps nothing, when nginx has named the variant that it would keep it under
 * (PAGE_VARIANT: language, "/", theme) and that is the one which was made: nginx guesses both from the request's
 * headers, and a wrong guess must not be shown to others. A page that has set Cache-Control itself keeps it. */
void cached_headers(struct req *r);

#endif
