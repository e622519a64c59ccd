/* Taking apart and IDNA are libcurl's. What is a domain name is asked again afterwards: a URL may name a host in ways that no
 * certificate has. The library turns names in other scripts into ASCII by the character set of the locale, so the call is
 * made in one that says UTF-8. */
#include "base/origin.h"

#include "base/lang.h"

#include <curl/curl.h>
#include <locale.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum { HOST_MAX = 253, LABEL_MAX = 63 };

static const char no_name[] = N_("请写成域名，例如 https://api.example.com");

static const char *part(struct arena *a, CURLU *u, CURLUPart what) {
  char *text = NULL;
  const char *copy = NULL;

  if (curl_url_get(u, what, &text, what == CURLUPART_HOST ? CURLU_PUNYCODE : 0) == CURLUE_OK)
    copy = arena_str(a, text);
  curl_free(text);
  return copy;
}

/* One label, of `n` bytes: letters, digits and hyphens, none at its ends. */
static bool label_ok(const char *s, size_t n) {
  static const char usual[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

  return n > 0 && n <= LABEL_MAX && strspn(s, usual) >= n && s[0] != '-' && s[n - 1] != '-';
}

/* `host` in lower case. */
static const char *host_words(const char *host) {
  const char *last = host;
  size_t labels = 0;

  if (host[0] == '[')
    return N_("请用域名，不要用 IP 地址");
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
    return N_("请用域名，不要用 IP 地址");
  return labels < 2 || strcmp(last, "localhost") == 0 ? N_("请填写公网能访问的完整域名") : NULL;
}

/* In lower case, without the dot of the root. */
static const char *host_of(struct arena *a, CURLU *u) {
  const char *typed = part(a, u, CURLUPART_HOST);
  size_t n = typed == NULL ? 0 : strlen(typed);
  char *host;

  if (n == 0)
    return NULL;
  host = arena_alloc(a, n + 1);
  for (size_t i = 0; i < n; i++)
    host[i] = (char)(typed[i] >= 'A' && typed[i] <= 'Z' ? typed[i] - 'A' + 'a' : typed[i]);
  if (n > 1 && host[n - 1] == '.')
    host[n - 1] = '\0';
  return host;
}

static const char *read_url(struct arena *a, CURLU *u, const char *text, const char **out) {
  const char *host, *port, *path, *words;

  if (u == NULL || curl_url_set(u, CURLUPART_URL, text, 0) != CURLUE_OK || (host = host_of(a, u)) == NULL)
    return no_name;
  path = part(a, u, CURLUPART_PATH);
  if (part(a, u, CURLUPART_USER) != NULL || part(a, u, CURLUPART_PASSWORD) != NULL)
    return N_("请去掉用户名和密码，只写域名");
  if ((path != NULL && strcmp(path, "/") != 0) || part(a, u, CURLUPART_QUERY) != NULL ||
      part(a, u, CURLUPART_FRAGMENT) != NULL)
    return N_("请去掉域名后面的路径，只写域名");
  if ((words = host_words(host)) != NULL)
    return words;
  port = part(a, u, CURLUPART_PORT);
  if (port != NULL && strcmp(port, "0") == 0)
    return no_name;
  *out = port == NULL || strcmp(port, "443") == 0 ? arena_fmt(a, "https://%s", host)
                                                  : arena_fmt(a, "https://%s:%s", host, port);
  return NULL;
}

const char *origin_read(struct arena *a, const char *text, const char **out) {
  static const char scheme[] = "https://";
  const char *colon = strstr(text, "://"), *words;
  locale_t unicode, before = (locale_t)0;
  CURLU *u;

  if (colon != NULL && strncasecmp(text, scheme, strlen(scheme)) != 0)
    return N_("只支持 https，请改成 https:// 开头");
  unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  if (unicode != (locale_t)0)
    before = uselocale(unicode);
  u = curl_url();
  words = read_url(a, u, colon == NULL ? arena_fmt(a, "%s%s", scheme, text) : text, out);
  curl_url_cleanup(u);
  if (unicode != (locale_t)0) {
    uselocale(before);
    freelocale(unicode);
  }
  return words;
}
