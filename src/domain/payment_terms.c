/* Codes are stable and stand in the database; what people typed is kept as they typed it. */
#include "domain/payment_terms.h"

#include "base/json.h"
#include "base/lang.h"
#include "base/text.h"

#include <string.h>
#include <strings.h>

#define LETTERS    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define SEPARATORS " \t\r\n,;"

static const struct payment_code modes[] = {{"provider", N_("服务商模式")}, {"merchant", N_("普通商户模式")}};
static const struct payment_code kinds[] = {
    {"official-account", N_("公众号")}, {"site", N_("网站")}, {"app", N_("APP")}, {"mini-program", N_("小程序")}};

const struct payment_code *payment_modes(size_t *n) {
  *n = sizeof modes / sizeof modes[0];
  return modes;
}

const struct payment_code *payment_service_kinds(size_t *n) {
  *n = sizeof kinds / sizeof kinds[0];
  return kinds;
}

static const char *label_of(const struct payment_code *v, size_t n, const char *code) {
  for (size_t i = 0; code != NULL && i < n; i++)
    if (strcmp(v[i].code, code) == 0)
      return v[i].label;
  return NULL;
}

const char *payment_mode_label(const char *code) { return label_of(modes, sizeof modes / sizeof modes[0], code); }
const char *payment_kind_label(const char *code) { return label_of(kinds, sizeof kinds / sizeof kinds[0], code); }

const char *payment_number_fault(const char *no) {
  size_t n = no == NULL ? 0 : strlen(no);

  if (n < PAYMENT_NUMBER_MIN || n > PAYMENT_NUMBER_MAX || no[strspn(no, LETTERS)] != '\0')
    return N_("商户号由 4–32 个字母和数字组成，请照支付平台上的填写");
  return NULL;
}

/* Bytes of the separator at `s`, 0 when there is none: the plain ones, 、 and ， and the wide blank. */
static size_t separator(const char *s) {
  static const char *const wide[] = {"\u3001", "\uff0c", "\uff1b", "\u3000"};

  for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
    if (strncmp(s, wide[i], strlen(wide[i])) == 0)
      return strlen(wide[i]);
  return strchr(SEPARATORS, *s) == NULL ? 0 : 1;
}

size_t payment_numbers(struct arena *a, const char *text, const char **out, size_t room) {
  size_t n = 0;

  for (const char *s = text == NULL ? "" : text; *s != '\0';) {
    const char *from = s;

    while (*s != '\0' && separator(s) == 0)
      s++;
    if (s > from) {
      if (n < room)
        out[n] = arena_strn(a, from, (size_t)(s - from));
      n++;
    }
    s += *s == '\0' ? 0 : separator(s);
  }
  return n;
}

/* http(s)://, then at least a host with a dot, and nothing that could not stand in an address. */
static bool is_web_address(const char *s) {
  size_t scheme = strncasecmp(s, "https://", 8) == 0 ? 8 : strncasecmp(s, "http://", 7) == 0 ? 7 : 0;
  const char *host = s + scheme;
  size_t n = strcspn(host, "/?#");

  return scheme > 0 && n > 2 && host[0] != '.' && host[n - 1] != '.' && memchr(host, '.', n) != NULL &&
         s[strcspn(s, " \t\r\n\"'<>\\")] == '\0';
}

const char *payment_address_fault(const char *kind, const char *address) {
  size_t n = address == NULL ? 0 : text_points(address);

  if (payment_kind_label(kind) == NULL)
    return N_("请选择线上服务的类型");
  if (n < PAYMENT_ADDRESS_MIN || n > PAYMENT_ADDRESS_MAX)
    return N_("请用 2–200 个字写明在哪里能找到这个服务");
  if (strcmp(kind, "site") == 0 && !is_web_address(address))
    return N_("请填写网站的完整地址，例如 https://shop.example.com");
  return NULL;
}

const char *payment_services_text(struct arena *a, const struct payment_service *v, size_t n) {
  json_t *list = json_array();
  const char *text;

  for (size_t i = 0; i < n; i++)
    json_array_append_new(list, json_pack("{ssss}", "kind", v[i].kind, "address", v[i].address));
  text = arena_json_text(a, list, 0);
  return text == NULL ? "" : text;
}

size_t payment_services_read(struct arena *a, const char *text, struct payment_service *out, size_t room) {
  json_t *list = text == NULL ? NULL : json_loads(text, 0, NULL);
  size_t n = 0;

  for (size_t i = 0; i < json_array_size(list) && n < room; i++) {
    const json_t *o = json_array_get(list, i);
    const char *kind = json_string_value(json_object_get(o, "kind"));
    const char *address = json_string_value(json_object_get(o, "address"));

    if (kind != NULL && address != NULL)
      out[n++] = (struct payment_service){arena_str(a, kind), arena_str(a, address)};
  }
  json_decref(list);
  return n;
}
