/* Every canonical form is a normalisation by libunistring followed by one pass over the code points that keeps,
 * maps, drops or blanks each of them; a run of blanks becomes one, and none is left at the ends. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>

enum { EMAIL_MAX = 254, EMAIL_LOCAL = 64 };

/* What a pass makes of a code point, besides another code point. */
enum { DROP = 0, BLANK = ' ' };

struct alike {
  ucs4_t from, to;
};

/* Look-alikes after case folding. Where a letter's capital and small shape resemble different Latin letters, the
 * capital decides: it is the exact one. Source: the intent of Unicode TR39, narrowed to scripts met in names here. */
// clang-format off
static const struct alike alikes[] = {
    {'0', 'o'}, {'1', 'i'}, {'l', 'i'}, {'|', 'i'},
    /* Latin */
    {0x0131, 'i'}, {0x0251, 'a'}, {0x0261, 'g'}, {0x0269, 'i'}, {0x026a, 'i'}, {0x029f, 'i'}, {0x01c0, 'i'},
    /* Greek */
    {0x03b1, 'a'}, {0x03b2, 'b'}, {0x03b5, 'e'}, {0x03b6, 'z'}, {0x03b7, 'h'}, {0x03b9, 'i'}, {0x03ba, 'k'},
    {0x03bc, 'm'}, {0x03bd, 'n'}, {0x03bf, 'o'}, {0x03c1, 'p'}, {0x03c3, 'o'}, {0x03c4, 't'}, {0x03c5, 'y'},
    {0x03c7, 'x'}, {0x03c9, 'w'}, {0x03f2, 'c'}, {0x03f3, 'j'},
    /* Cyrillic */
    {0x0430, 'a'}, {0x0432, 'b'}, {0x0433, 'r'}, {0x0435, 'e'}, {0x043a, 'k'}, {0x043c, 'm'}, {0x043d, 'h'},
    {0x043e, 'o'}, {0x043f, 'n'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0442, 't'}, {0x0443, 'y'}, {0x0445, 'x'},
    {0x044c, 'b'}, {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x0475, 'v'}, {0x04af, 'y'}, {0x04bb, 'h'},
    {0x04cf, 'i'}, {0x0501, 'd'}, {0x051b, 'q'}, {0x051d, 'w'}, {0x0437, '3'}, {0x0431, '6'},
    {0x0451, 0xeb}, {0x0457, 0xef},
    /* Armenian */
    {0x0570, 'h'}, {0x0578, 'n'}, {0x057d, 'u'}, {0x0585, 'o'},
    /* kana and signs that pass for Han (口 工 力 夕 二 八 卜 一), and へ in both kana */
    {0x3007, 'o'}, {0x30ed, 0x53e3}, {0x56d7, 0x53e3}, {0x30a8, 0x5de5}, {0x30ab, 0x529b}, {0x30bf, 0x5915},
    {0x30cb, 0x4e8c}, {0x30cf, 0x516b}, {0x30c8, 0x535c}, {0x30fc, 0x4e00}, {0x3078, 0x30d8},
    /* a blank that is drawn */
    {0x2800, DROP},
};
// clang-format on

static bool is_override(ucs4_t ch) { return (ch >= 0x202a && ch <= 0x202e) || (ch >= 0x2066 && ch <= 0x2069); }

static bool is_control(ucs4_t ch) { return ch < 0x20 || (ch >= 0x7f && ch < 0xa0); }

static bool is_unseen(ucs4_t ch) {
  return (is_control(ch) && ch != '\t' && ch != '\n' && ch != '\r') || is_override(ch);
}

bool text_ok(const char *s, size_t n) {
  const uint8_t *u = (const uint8_t *)s;

  if (n == 0)
    return true;
  if (u8_check(u, n) != NULL)
    return false;
  for (size_t i = 0; i < n;) {
    ucs4_t ch;

    i += (size_t)u8_mbtouc_unsafe(&ch, u + i, n - i);
    if (is_unseen(ch))
      return false;
  }
  return true;
}

const char *text_plain(struct arena *a, const char *s, size_t n) {
  const uint8_t *u = (const uint8_t *)s;
  char *out = arena_alloc(a, n + 1);
  size_t at = 0;

  if (n > 0 && (u8_check(u, n) != NULL || memchr(s, '\0', n) != NULL))
    return NULL;
  for (size_t i = 0; i < n;) {
    ucs4_t ch;
    size_t len = (size_t)u8_mbtouc_unsafe(&ch, u + i, n - i);

    if (!is_unseen(ch)) {
      memcpy(out + at, s + i, len);
      at += len;
    }
    i += len;
  }
  out[at] = '\0';
  return out;
}

size_t text_points(const char *s) { return u8_mbsnlen((const uint8_t *)s, strlen(s)); }

/* What the library made, moved into the arena; the text as it was where the library refused it. */
static char *keep(struct arena *a, uint8_t *made, size_t n, const char *otherwise) {
  char *out;

  if (made == NULL)
    return arena_str(a, otherwise);
  out = arena_strn(a, (const char *)made, n);
  free(made); /* lint: allow free, libunistring hands it over */
  return out;
}

static char *normalised(struct arena *a, uninorm_t form, const char *s) {
  size_t n = 0;
  uint8_t *made = u8_normalize(form, (const uint8_t *)s, strlen(s), NULL, &n);

  return keep(a, made, n, s);
}

/* NFKC before folding too, else compatibility capitals (𝐀, ㎏) would keep their case. */
static char *folded(struct arena *a, const char *s) {
  const char *flat = normalised(a, UNINORM_NFKC, s);
  size_t n = 0;
  uint8_t *made = u8_casefold((const uint8_t *)flat, strlen(flat), NULL, UNINORM_NFKC, NULL, &n);

  return keep(a, made, n, flat);
}

/* Rewrite `s` by `map`. No map makes a code point longer and broken bytes are dropped, so the room of `s` is enough. */
static const char *pass(struct arena *a, const char *s, ucs4_t (*map)(ucs4_t)) {
  const uint8_t *u = (const uint8_t *)s;
  size_t n = strlen(s), at = 0;
  uint8_t *out = arena_alloc(a, n + 1);
  bool gap = false;

  for (size_t i = 0; i < n;) {
    ucs4_t ch;

    int took = u8_mbtoucr(&ch, u + i, n - i);

    i += took > 0 ? (size_t)took : 1;
    ch = took > 0 ? map(ch) : DROP;
    if (ch == BLANK)
      gap = at > 0;
    if (ch == BLANK || ch == DROP)
      continue;
    if (gap)
      out[at++] = ' ';
    gap = false;
    at += (size_t)u8_uctomb(out + at, ch, (ptrdiff_t)(n - at));
  }
  out[at] = '\0';
  return (const char *)out;
}

const char *text_clean(struct arena *a, const char *s) {
  char *t = normalised(a, UNINORM_NFC, s), *to = t;
  uint8_t *u = (uint8_t *)t;
  size_t n;
  ucs4_t ch;

  for (const char *p = t; *p != '\0'; p++)
    if (*p != '\r')
      *to++ = *p;
    else if (p[1] != '\n')
      *to++ = '\n';
  *to = '\0';
  n = (size_t)(to - t);
  for (int took; n > 0 && uc_is_property_white_space((took = u8_mbtouc(&ch, u, n), ch)); n -= (size_t)took)
    u += took;
  while (n > 0) {
    const uint8_t *last = u8_prev(&ch, u + n, u);

    if (last == NULL || !uc_is_property_white_space(ch))
      break;
    n = (size_t)(last - u);
  }
  u[n] = '\0';
  return (const char *)u;
}

static ucs4_t key_map(ucs4_t ch) {
  if (uc_is_property_white_space(ch))
    return BLANK;
  return uc_is_property_default_ignorable_code_point(ch) ? DROP : ch;
}

const char *text_key(struct arena *a, const char *s) { return pass(a, folded(a, s), key_map); }

static ucs4_t skeleton_map(ucs4_t ch) {
  for (size_t i = 0; i < sizeof alikes / sizeof alikes[0]; i++)
    if (alikes[i].from == ch)
      return alikes[i].to;
  if (ch == BLANK || uc_is_general_category(ch, UC_CATEGORY_P))
    return DROP;
  return ch;
}

const char *text_skeleton(struct arena *a, const char *s) {
  const char *key = text_key(a, s), *bones = pass(a, key, skeleton_map);

  return bones[0] == '\0' ? key : bones;
}

static ucs4_t search_map(ucs4_t ch) {
  uc_general_category_t words = uc_general_category_or(UC_CATEGORY_L, UC_CATEGORY_N);

  return uc_is_general_category(ch, uc_general_category_or(words, UC_CATEGORY_M)) ? ch : BLANK;
}

const char *text_search(struct arena *a, const char *s) { return pass(a, text_key(a, s), search_map); }

static ucs4_t slug_map(ucs4_t ch) {
  uc_general_category_t words = uc_general_category_or(UC_CATEGORY_L, UC_CATEGORY_N);

  if (uc_is_property_white_space(ch))
    return '-'; /* not BLANK: neither joined nor trimmed */
  words = uc_general_category_or(uc_general_category_or(words, UC_CATEGORY_M), UC_CATEGORY_Pc);
  return ch == '-' || (uc_is_general_category(ch, words) && !uc_is_property_default_ignorable_code_point(ch)) ? ch
                                                                                                              : DROP;
}

const char *text_slug(struct arena *a, const char *s) {
  size_t n = 0;
  uint8_t *lower = u8_tolower((const uint8_t *)s, strlen(s), NULL, UNINORM_NFC, NULL, &n);

  return pass(a, keep(a, lower, n, s), slug_map);
}

bool text_listed(const char *list, const char *word) {
  size_t n = strlen(word);

  for (const char *p = list; p != NULL && n > 0 && (p = strstr(p, word)) != NULL; p += n)
    if ((p == list || p[-1] == ' ') && (p[n] == '\0' || p[n] == ' '))
      return true;
  return false;
}

const char *text_cut(struct arena *a, const char *s, size_t points) {
  const uint8_t *u = (const uint8_t *)s, *end = u + strlen(s), *to = u;

  if (text_points(s) <= points)
    return arena_str(a, s);
  while (to < end) {
    const uint8_t *next = u8_grapheme_next(to, end);
    size_t n = u8_mbsnlen(to, (size_t)(next - to));

    if (n > points)
      break;
    points -= n;
    to = next;
  }
  return arena_fmt(a, "%.*s…", (int)(to - u), s);
}

/* A part of an address: no empty piece between dots, and nothing that mail programs read as more than a name. */
static bool email_part_ok(const char *s, size_t n) {
  if (n == 0 || s[0] == '.' || s[0] == '-' || s[n - 1] == '.' || s[n - 1] == '-')
    return false;
  for (size_t i = 0; i < n; i++) {
    if (s[i] == '.' && s[i + 1] == '.' && i + 1 < n)
      return false;
    if (strchr("@<>()[]\\,;:\"`", s[i]) != NULL)
      return false;
  }
  return true;
}

bool text_email_ok(const char *s) {
  const uint8_t *u = (const uint8_t *)s;
  size_t n = strlen(s), local;
  const char *at = strchr(s, '@');

  if (n > EMAIL_MAX || at == NULL || !text_ok(s, n))
    return false;
  local = (size_t)(at - s);
  for (size_t i = 0; i < n;) {
    ucs4_t ch;

    i += (size_t)u8_mbtouc(&ch, u + i, n - i);
    if (key_map(ch) != ch || ch == BLANK)
      return false;
  }
  return local <= EMAIL_LOCAL && email_part_ok(s, local) && email_part_ok(at + 1, n - local - 1) &&
         strchr(at, '.') != NULL;
}
