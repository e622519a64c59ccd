/* The language and the look of the pages: chosen by links, kept in cookies, no script needed. */
#ifndef WEB_LOOK_H
#define WEB_LOOK_H

#include "web/page.h"

/* The language of a request, before it is known who asks: cookie, then the browser's wish. */
void look_language(struct req *r);
/* "light" or "dark" where one was chosen, "" for the system's wish. */
const char *look_theme(const struct req *r);
/* A GET with ?lang= or ?theme= (light, dark, auto): set the cookie and give the address to go to, the same without it. NULL: there
 * is nothing to keep. */
const char *look_keep(struct req *r);

#endif
