/* What people type is an origin and no address, so the grammar is small: a host and perhaps a port. IDNA is libidn2's, which
 * also folds case and wide letters (UTS 46). (libcurl would take addresses apart, at the price of a megabyte in every
 * worker.) */
#include "base/origin.h"

#include "base/lang.h"

#include <idn2.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum { HOST_MAX = 253, LABEL_MAX = 63, HTTPS = 443, PORT_MAX = 65535 };

static const char no_name[] = N_("请写成域名，例如 https://api.example.com");
static const char no_address[] = N_("请用域名，不要用 IP 地址");

/* One label, of `n` bytes: letters, digits and hyphens, none at its ends. */
static bool label_ok(const char *s, size_t n) {
  static const char usual[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

  return n > 0 && n <= LABEL_MAX && strspn(s, usual) >= n && s[0] != '-' && s[n - 1] != '-';
}

/* `host` in lower case. */
static const char *host_words(const char *host) {
  const char *last = host;
  size_t labels = 0;

  if (strlen(host) > HOST_MAX)
    return no_name;
  for (const char *s = host; s != NULL; labels++) {
    size_t n = strcspn(s, ".");

    if (!label_ok(s, n))
      return no_name;
    last = s;
    s = s[n] == '.' ? s + n + 1 : NULL;
  }
  if (strspn(last, "0123456789") == strlen(last))
    return no_address;
  return labels < 2 || strcmp(last, "localhost") == 0 ? N_("请填写公网能访问的完整域名") : NULL;
}

/* In lower case and ASCII, without the dot of the root; NULL when it is no name. */
static const char *host_of(struct arena *a, const char *typed, size_t n) {
  uint8_t *ascii = NULL;
  const char *copy = NULL;

  if (idn2_lookup_u8((const uint8_t *)arena_strn(a, typed, n), &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) ==
      IDN2_OK)
    copy = arena_str(a, (const char *)ascii);
  idn2_free(ascii);
  n = copy == NULL ? 0 : strlen(copy);
  return n > 1 && copy[n - 1] == '.' ? arena_strn(a, copy, n - 1) : n == 0 ? NULL : copy;
}

/* The digits behind the colon as a number; 0 when they are none. */
static long port_of(const char *s, size_t n) {
  long port = 0;

  for (size_t i = 0; i < n && port <= PORT_MAX; i++)
    port = s[i] < '0' || s[i] > '9' ? PORT_MAX + 1 : 10 * port + (s[i] - '0');
  return port > PORT_MAX ? 0 : port;
}

const char *origin_read(struct arena *a, const char *text, const char **out) {
  static const char scheme[] = "https://";
  const char *from = text, *host, *words;
  size_t n, name;
  long port = HTTPS;

  if (strstr(text, "://") != NULL) {
    if (strncasecmp(text, scheme, strlen(scheme)) != 0)
      return N_("只支持 https，请改成 https:// 开头");
    from += strlen(scheme);
  }
  n = strcspn(from, "/?#");
  if (memchr(from, '@', n) != NULL)
    return N_("请去掉用户名和密码，只写域名");
  if (from[n] != '\0' && strcmp(from + n, "/") != 0)
    return N_("请去掉域名后面的路径，只写域名");
  if (from[0] == '[')
    return no_address;
  name = strcspn(from, ":/?#");
  if (name < n)
    port = port_of(from + name + 1, n - name - 1);
  host = host_of(a, from, name);
  if (host == NULL || port == 0)
    return no_name;
  if ((words = host_words(host)) != NULL)
    return words;
  *out = port == HTTPS ? arena_fmt(a, "%s%s", scheme, host) : arena_fmt(a, "%s%s:%ld", scheme, host, port);
  return NULL;
}
