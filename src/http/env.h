/* The environment of one request, indexed once: libfcgi's own lookup walks the whole list at every call. */
#ifndef HTTP_ENV_H
#define HTTP_ENV_H

#include "base/arena.h"

struct http_env;

/* Index a NULL-terminated list of NAME=VALUE strings, which must outlive the arena's next reset. Names sent more than
 * once are joined in the order they came: HTTP_COOKIE with "; " (RFC 9113 section 8.2.3), other HTTP_… headers with
 * ", " (RFC 9110 section 5.2). Of any other repeated name the last one counts: nginx writes its own parameters last.
 * HTTP_PROXY is left out: no library below us may take a client's word for it. */
struct http_env *http_env_index(struct arena *a, const char *const *envp);

/* Value of a name, NULL when absent. The signature is that of http_request.header. */
const char *http_env_get(const void *env, const char *name);

#endif
