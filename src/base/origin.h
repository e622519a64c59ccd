/* Addresses of servers as people type them: a domain name, https only, in the one form in which they are kept and compared. */
#ifndef BASE_ORIGIN_H
#define BASE_ORIGIN_H

#include "base/arena.h"

enum { ORIGIN_MAX = 300 /* bytes of a kept one, and more than a domain name may have */ };

/* "API.Example.com/", "https://接口.例子.中国:8443" … become "https://api.example.com", "https://xn--….xn--fiqs8s:8443": scheme
 * https (which may be left out), host in lower case and in its ASCII form (IDNA), no port 443, no end of an address.
 * NULL: fine, *out is set. Otherwise what to do, in Chinese for tr(): another scheme, a name or password, a path, an IP
 * address, a host without a dot, anything that is no domain name. Looks nothing up. */
const char *origin_read(struct arena *a, const char *text, const char **out);

#endif
