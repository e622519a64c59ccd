/* A text is cut into runs: words between blanks, and inside a word a change between joined scripts (no blanks
 * between words: every neighbouring pair is a gram) and the others (prefixes). A run is an array of offsets, one per
 * character, so that a gram is always a span of the text. Both sides cut with the same function. */
#include "domain/grams.h"

#include <string.h>
#include <unictype.h>
#include <unistr.h>

enum { RUN_MAX = 256 }; /* characters; a longer run goes on as the next one */

struct run {
  const char *s;
  size_t at[RUN_MAX + 1]; /* byte offset of character i; at[n] is the end */
  size_t n;
  bool joined;
};

static bool script_joined(ucs4_t ch) {
  static const char *const names[] = {"Hiragana", "Katakana", "Hangul", "Bopomofo", "Thai", "Lao", "Khmer", "Myanmar"};
  const uc_script_t *script;

  if (uc_is_property(ch, UC_PROPERTY_IDEOGRAPHIC) ||
      uc_is_property(ch, UC_PROPERTY_EXTENDER)) /* ー belongs to no script */
    return true;
  script = uc_script(ch);
  for (size_t i = 0; script != NULL && i < sizeof names / sizeof names[0]; i++)
    if (strcmp(script->name, names[i]) == 0)
      return true;
  return false;
}

/* The next run at or after *s; false at the end. Broken UTF-8 ends the text. */
static bool run_next(const char **s, struct run *r) {
  const uint8_t *p = (const uint8_t *)*s;
  size_t used = 0;

  while (*p == ' ')
    p++;
  *r = (struct run){.s = (const char *)p};
  while (r->n < RUN_MAX && p[used] != '\0' && p[used] != ' ') {
    ucs4_t ch;
    int len = u8_strmbtouc(&ch, p + used);
    bool joined;

    if (len <= 0)
      break;
    joined = script_joined(ch);
    if (r->n == 0)
      r->joined = joined;
    else if (joined != r->joined)
      break;
    used += (size_t)len;
    r->at[++r->n] = used;
  }
  *s = r->s + used;
  return r->n > 0;
}

struct grams grams_new(struct arena *a) {
  return (struct grams){.a = a, .item = ARENA_ARRAY(a, struct gram, GRAM_DOC_MAX)};
}

static void gram_put(struct grams *g, enum gram_field field, const char *s, size_t n) {
  static const int64_t weight[GRAM_FIELD__MAX] = {
      [GRAM_NAME] = 3, [GRAM_SUMMARY] = 2, [GRAM_TAGS] = 2, [GRAM_OTHER] = 1};
  size_t i = 0;

  if (n > GRAM_BYTES)
    return;
  while (i < g->n && (strncmp(g->item[i].text, s, n) != 0 || g->item[i].text[n] != '\0'))
    i++;
  if (i == GRAM_DOC_MAX)
    return;
  if (i == g->n)
    g->item[g->n++] = (struct gram){.text = arena_strn(g->a, s, n)};
  if ((g->item[i].fields & 1U << field) == 0)
    g->item[i].weight += weight[field];
  g->item[i].fields |= 1U << field;
}

void grams_add(struct grams *g, enum gram_field field, const char *text) {
  struct run r;

  while (text != NULL && run_next(&text, &r)) {
    if (r.joined) {
      for (size_t i = 0; i < r.n; i++) {
        gram_put(g, field, r.s + r.at[i], r.at[i + 1] - r.at[i]);
        if (i + 2 <= r.n)
          gram_put(g, field, r.s + r.at[i], r.at[i + 2] - r.at[i]);
      }
      continue;
    }
    gram_put(g, field, r.s, r.at[r.n]);
    for (size_t i = GRAM_PREFIX_MIN; i <= GRAM_PREFIX_MAX && i <= r.n; i++)
      gram_put(g, field, r.s, r.at[i]);
  }
}

struct asked {
  struct arena *a;
  const char **out;
  size_t n;
};

static void ask(struct asked *q, const char *s, size_t n) {
  const char *gram = arena_strn(q->a, s, n);

  for (size_t i = 0; i < q->n; i++)
    if (strcmp(q->out[i], gram) == 0)
      return;
  if (q->n < GRAM_QUERY_MAX)
    q->out[q->n++] = gram;
}

/* The longest prefix that documents are stored under. */
static size_t word_prefix(const struct run *r) {
  size_t n = r->n < GRAM_PREFIX_MAX ? r->n : GRAM_PREFIX_MAX;

  while (r->at[n] > GRAM_BYTES)
    n--;
  return r->at[n];
}

size_t grams_query(struct arena *a, const char *text, const char *out[GRAM_QUERY_MAX]) {
  struct asked q = {.a = a, .out = out};
  struct run r;

  while (text != NULL && q.n < GRAM_QUERY_MAX && run_next(&text, &r)) {
    if (!r.joined) {
      ask(&q, r.s, word_prefix(&r));
    } else if (r.n == 1) {
      ask(&q, r.s, r.at[1]);
    } else {
      for (size_t i = 0; i + 2 <= r.n; i += 2)
        ask(&q, r.s + r.at[i], r.at[i + 2] - r.at[i]);
      if (r.n % 2 == 1)
        ask(&q, r.s + r.at[r.n - 2], r.at[r.n] - r.at[r.n - 2]);
    }
  }
  return q.n;
}
