/* Pure functions from text to text. Links are an allow-list by their first bytes as they are written after character
 * references are resolved; nothing is guessed from what a browser might make of it. */
#include "domain/mdref.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
  const char *name, *text;
} characters[] = {
    {"amp", "&"},       {"lt", "<"},        {"gt", ">"},     {"quot", "\""},  {"apos", "'"},  {"nbsp", "\u00a0"},
    {"copy", "©"},      {"reg", "®"},       {"trade", "™"},  {"hellip", "…"}, {"mdash", "—"}, {"ndash", "–"},
    {"times", "×"},     {"divide", "÷"},    {"middot", "·"}, {"bull", "•"},   {"laquo", "«"}, {"raquo", "»"},
    {"ldquo", "“"},     {"rdquo", "”"},     {"lsquo", "‘"},  {"rsquo", "’"},  {"larr", "←"},  {"rarr", "→"},
    {"uarr", "↑"},      {"darr", "↓"},      {"yen", "¥"},    {"euro", "€"},   {"deg", "°"},   {"plusmn", "±"},
    {"emsp", "\u2003"}, {"ensp", "\u2002"}, {"para", "¶"},   {"sect", "§"},
};

static size_t utf8(unsigned long ch, char out[MDREF_CHARACTER]) {
  size_t n = ch < 0x80 ? 1 : ch < 0x800 ? 2 : ch < 0x10000 ? 3 : 4;
  static const unsigned char first[5] = {0, 0, 0xc0, 0xe0, 0xf0};

  for (size_t i = n; i-- > 1; ch >>= 6)
    out[i] = (char)(0x80 | (ch & 0x3f));
  out[0] = (char)(first[n] | ch);
  out[n] = '\0';
  return n;
}

const char *mdref_character(const char *s, size_t n, char out[MDREF_CHARACTER]) {
  if (n > 3 && s[1] == '#') {
    bool hex = s[2] == 'x' || s[2] == 'X';
    unsigned long ch = n > 12 ? 0 : strtoul(s + (hex ? 3 : 2), NULL, hex ? 16 : 10);

    if (ch == 0 || ch > 0x10ffff || (ch >= 0xd800 && ch <= 0xdfff))
      return NULL;
    return text_ok(out, utf8(ch, out)) ? out : NULL;
  }
  for (size_t i = 0; i < sizeof characters / sizeof characters[0]; i++)
    if (n == strlen(characters[i].name) + 2 && memcmp(s + 1, characters[i].name, n - 2) == 0)
      return characters[i].text;
  return NULL;
}

static int nibble(char c) {
  static const char digits[] = "0123456789abcdef";
  const char *at = c == '\0' ? NULL : strchr(digits, c | 0x20);

  return at == NULL || (c < '0') ? -1 : (int)(at - digits);
}

const char *mdref_decoded(struct arena *a, const char *s) {
  char *out = arena_str(a, s), *to = out;

  for (; *s != '\0'; s++) {
    int hi = *s == '%' ? nibble(s[1]) : -1, lo = hi < 0 ? -1 : nibble(s[2]);

    if (lo < 0) {
      *to++ = *s;
      continue;
    }
    *to++ = (char)(hi << 4 | lo);
    s += 2;
  }
  *to = '\0';
  return text_ok(out, (size_t)(to - out)) ? out : NULL;
}

bool mdref_break(const char *tag, size_t n) {
  return n >= 4 && strncasecmp(tag, "<br", 3) == 0 && strspn(tag + 3, " /") + 4 == n && tag[n - 1] == '>';
}

/* The value of an attribute that starts at `s` (behind its =), before `end`. */
static const char *value_at(struct arena *a, const char *s, const char *end) {
  const char *from = s + (s < end && (*s == '"' || *s == '\''));
  const char *to = from;

  while (to < end && (from > s ? *to != *s : strchr(" \t\n>", *to) == NULL))
    to++;
  return arena_strn(a, from, (size_t)(to - from));
}

const char *mdref_html_image(struct arena *a, const char *tag, size_t n) {
  const char *end = tag + n;

  if (n < 6 || strncasecmp(tag, "<img", 4) != 0 || strchr(" \t\n/", tag[4]) == NULL)
    return NULL;
  for (const char *s = tag + 4; end - s > 5; s++) {
    const char *is = s + 4;

    if (strchr(" \t\n/\"'", *s) == NULL || strncasecmp(s + 1, "src", 3) != 0)
      continue;
    while (is < end && strchr(" \t\n", *is) != NULL)
      is++;
    if (is == end || *is != '=')
      continue;
    for (is++; is < end && strchr(" \t\n", *is) != NULL;)
      is++;
    return value_at(a, is, end);
  }
  return NULL;
}

static const char *encoded(struct arena *a, const char *s) {
  struct buf b = buf_new(a, strlen(s) * 3);

  for (; *s != '\0'; s++) {
    unsigned char ch = (unsigned char)*s;

    if (ch <= 0x20 || ch >= 0x7f || strchr("\"<>\\^`{|}", ch) != NULL)
      buf_fmt(&b, "%%%02X", ch);
    else
      buf_char(&b, *s);
  }
  return b.p;
}

const char *mdref_link(struct arena *a, const char *target) {
  size_t scheme = strncasecmp(target, "https://", 8) == 0 ? 8 : strncasecmp(target, "http://", 7) == 0 ? 7 : 0;

  if (scheme == 0 || target[scheme] == '\0' || strchr("/?#\\", target[scheme]) != NULL)
    return NULL;
  for (const char *s = target; *s != '\0'; s++)
    if ((unsigned char)*s < 0x20 || *s == 0x7f)
      return NULL;
  return encoded(a, target);
}

bool mdref_remote(const char *source) {
  source += strspn(source, " ");
  return source[strcspn(source, ":/?#")] == ':' || strncmp(source, "//", 2) == 0 || strncmp(source, "\\\\", 2) == 0;
}

const char *mdref_path(struct arena *a, const char *source) {
  const char *s = mdref_remote(source) ? NULL : mdref_decoded(a, source);
  char *out;
  size_t n = 0;

  if (s == NULL || *s == '/' || strchr(s, '\\') != NULL)
    return NULL;
  out = arena_str(a, s);
  while (*s != '\0') {
    size_t part = strcspn(s, "/");

    if (part == 2 && memcmp(s, "..", 2) == 0) {
      if (n == 0)
        return NULL;
      while (n > 0 && out[--n] != '/') {
      }
    } else if (part != 0 && !(part == 1 && *s == '.')) {
      if (n > 0)
        out[n++] = '/';
      memmove(out + n, s, part);
      n += part;
    }
    s += part;
    s += *s == '/' ? 1 : 0;
  }
  out[n] = '\0';
  return n == 0 ? NULL : out;
}
