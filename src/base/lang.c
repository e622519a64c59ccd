/* One text domain per language instead of one locale per language: the process stays in C.UTF-8, which every
 * glibc since 2.35 carries within itself, and `tr` asks the domain of the language it was given. So one worker
 * serves both languages in turn, no system locale has to exist, and nothing is switched per request.
 *
 * gettext looks into C.UTF-8/, C.utf8/ and C/ below the directory; we install into C/. The environment variable
 * LANGUAGE would send it elsewhere, so it is taken out of the environment. */
#include "base/lang.h"

#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static const struct {
  const char *code, *tag, *domain;
} langs[LANG__MAX] = {
    [LANG_ZH] = {"zh", "zh-CN", NULL},
    [LANG_EN] = {"en", "en", "plugshelf-en"},
};

/* The header of a catalogue is the translation of "": no header, no catalogue. */
static bool catalogue_ready(const char *dir, const char *domain) {
  char path[PATH_MAX];
  int n = snprintf(path, sizeof path, "%s/C/LC_MESSAGES/%s.mo", dir, domain);
  if (n < 0 || (size_t)n >= sizeof path || access(path, R_OK) != 0)
    return false;
  return bindtextdomain(domain, dir) && bind_textdomain_codeset(domain, "UTF-8") && *dgettext(domain, "") != '\0';
}

bool lang_init(const char *dir) {
  unsetenv("LANGUAGE");
  if (!setlocale(LC_MESSAGES, "C.UTF-8"))
    return false;
  for (int i = 0; i < LANG__MAX; i++)
    if (langs[i].domain && !catalogue_ready(dir, langs[i].domain))
      return false;
  return true;
}

const char *tr(enum lang lang, const char *text) {
  if (!text || !*text || (unsigned)lang >= LANG__MAX || !langs[lang].domain)
    return text;
  return dgettext(langs[lang].domain, text);
}

const char *lang_code(enum lang lang) { return langs[lang].code; }

const char *lang_tag(enum lang lang) { return langs[lang].tag; }

bool lang_parse(const char *code, enum lang *out) {
  for (int i = 0; code && i < LANG__MAX; i++)
    if (strcmp(code, langs[i].code) == 0) {
      *out = (enum lang)i;
      return true;
    }
  return false;
}

/* One element of the header: a range such as zh-Hans-CN and its weight in thousandths. */
struct range {
  const char *p;
  size_t n; /* of the primary subtag only */
  int weight;
};

/* RFC 9110 12.4.2: 0 or 1 with at most three decimals. -1 for anything else. */
static int weight_read(const char *p, const char *end) {
  if (p == end || (*p != '0' && *p != '1'))
    return -1;
  int w = (*p++ - '0') * 1000;
  if (p < end && *p++ != '.')
    return -1;
  for (int unit = 100; p < end; p++, unit /= 10) {
    if (*p < '0' || *p > '9' || unit == 0)
      return -1;
    w += (*p - '0') * unit;
  }
  return w <= 1000 ? w : -1;
}

static const char *blanks(const char *p, const char *end) {
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  return p;
}

/* Read the element [p, end). False when it is malformed; such an element counts as absent. */
static bool range_read(const char *p, const char *end, struct range *r) {
  p = blanks(p, end);
  while (end > p && (end[-1] == ' ' || end[-1] == '\t'))
    end--;
  *r = (struct range){.p = p, .weight = 1000};
  size_t whole = strcspn(p, "; \t,");
  r->n = strcspn(p, "-; \t,");
  p = blanks(p + whole, end);
  if (p >= end)
    return r->n > 0;
  if (*p != ';')
    return false;
  p = blanks(p + 1, end);
  if (end - p < 3 || strncasecmp(p, "q=", 2) != 0)
    return false;
  r->weight = weight_read(p + 2, end);
  return r->n > 0 && r->weight >= 0;
}

/* Highest weight wins; of equals the one named first. A language that is not named gets the weight of `*`, behind
 * all named ones and with `otherwise` in front. */
enum lang lang_accept(const char *header, enum lang otherwise) {
  int weight[LANG__MAX], place[LANG__MAX], star = 0, at = 0;
  for (int i = 0; i < LANG__MAX; i++)
    weight[i] = -1;
  for (const char *p = header; p && *p; at++) {
    const char *end = p + strcspn(p, ",");
    struct range r;
    bool ok = range_read(p, end, &r);
    for (int i = 0; ok && i < LANG__MAX; i++)
      if (strlen(langs[i].code) == r.n && strncasecmp(r.p, langs[i].code, r.n) == 0 && r.weight > weight[i]) {
        weight[i] = r.weight;
        place[i] = at;
      }
    if (ok && r.n == 1 && *r.p == '*')
      star = r.weight;
    p = *end ? end + 1 : end;
  }
  enum lang best = otherwise;
  int top = 0, where = INT_MAX;
  for (int i = 0; i < LANG__MAX; i++) {
    int w = weight[i] < 0 ? star : weight[i];
    int pl = weight[i] >= 0 ? place[i] : i == (int)otherwise ? INT_MAX - 2 : INT_MAX - 1;
    if (w > top || (w == top && w > 0 && pl < where)) {
      best = (enum lang)i;
      top = w;
      where = pl;
    }
  }
  return best;
}
