/* A text is cut into runs: words between blanks, and inside a word a change between joined scripts (no blanks
 * between words: what stands together by one to four is a gram) and the others (beginnings). A run is an array of offsets, one per
 * character, so that a gram is always a span of the text. Both sides cut with the same function. */
#include "domain/grams.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

enum { RUN_MAX = 256 /* characters; a longer run goes on as the next one */, PICKS = 64 };

struct run {
  const char *s;
  size_t at[RUN_MAX + 1]; /* byte offset of character i; at[n] is the end */
  size_t n;
  bool joined;
};

static bool script_joined(ucs4_t ch) {
  static const char *const names[] = {"Hiragana", "Katakana", "Hangul", "Bopomofo", "Thai", "Lao", "Khmer", "Myanmar"};
  const uc_script_t *script;

  if (ch < 0x80)
    return false;
  if (ch >= 0x4e00 && ch <= 0x9fff) /* what nearly every character is */
    return true;
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
  r->s = (const char *)p;
  r->n = r->at[0] = 0;
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

static const char *span(struct arena *a, const struct run *r, size_t from, size_t to) {
  return arena_strn(a, r->s + r->at[from], r->at[to] - r->at[from]);
}

/* ---- documents ---- */

struct grams grams_new(struct arena *a) {
  return (struct grams){.a = a, .item = ARENA_ARRAY(a, const char *, GRAM_DOC_MAX)};
}

static void put(struct grams *g, const char *mark, const char *s, size_t n) {
  size_t m = strlen(mark);
  char *gram;

  for (size_t i = 0; i < g->n; i++) {
    const char *had = g->item[i];

    if (strncmp(had, mark, m) == 0 && strncmp(had + m, s, n) == 0 && had[m + n] == '\0')
      return;
  }
  if (g->n == GRAM_DOC_MAX || m + n > GRAM_BYTES)
    return;
  gram = arena_alloc(g->a, m + n + 1);
  memcpy(gram, mark, m);
  memcpy(gram + m, s, n);
  g->item[g->n++] = gram;
}

static void add(struct grams *g, const char *mark, const char *text) {
  struct run r;

  while (text != NULL && run_next(&text, &r)) {
    for (size_t i = 0; r.joined && i < r.n; i++)
      for (size_t n = 1; n <= GRAM_LENGTH && i + n <= r.n; n++)
        put(g, mark, r.s + r.at[i], r.at[i + n] - r.at[i]);
    for (size_t i = 1; !r.joined && i <= GRAM_PREFIX && i <= r.n; i++)
      put(g, mark, r.s, r.at[i]);
  }
}

void grams_add(struct grams *g, const char *text) { add(g, "", text); }

/* The bytes of the first `points` characters. */
static size_t head(const char *s, size_t points) {
  size_t n = 0;
  ucs4_t ch;
  int len;

  while (points-- > 0 && (len = u8_strmbtouc(&ch, (const uint8_t *)s + n)) > 0)
    n += (size_t)len;
  return n;
}

void grams_add_name(struct grams *g, const char *key, const char *text) {
  size_t last = 0;

  for (size_t i = 1; i <= GRAM_PREFIX; i++) {
    size_t n = head(key, i);

    if (n > last)
      put(g, GRAM_BEGINS, key, n);
    last = n;
  }
  add(g, GRAM_IN_NAME, text);
  add(g, "", text);
}

/* ---- queries ---- */

/* What a query could ask for, each once. */
struct picks {
  const char *item[PICKS];
  size_t n;
  bool whole; /* they tell all of it */
};

static bool pick(struct picks *p, const char *gram) {
  for (size_t i = 0; i < p->n; i++)
    if (strcmp(p->item[i], gram) == 0)
      return true;
  if (p->n == PICKS)
    return false;
  p->item[p->n++] = gram;
  return true;
}

/* A longer word is covered by grams of four, the last of which ends with it. */
static void pick_long(struct arena *a, const struct run *r, struct picks *p) {
  p->whole = false;
  for (size_t i = 0; i < r->n; i += GRAM_LENGTH) {
    size_t from = i + GRAM_LENGTH <= r->n ? i : r->n - GRAM_LENGTH;

    (void)pick(p, span(a, r, from, from + GRAM_LENGTH));
  }
}

/* `single`: runs of one joined character too. They stand in many documents, so they are asked for by themselves only. */
static void pick_all(struct arena *a, const char *text, bool single, struct picks *p) {
  struct run r;

  *p = (struct picks){.whole = true};
  while (run_next(&text, &r)) {
    if (!r.joined)
      p->whole = pick(p, span(a, &r, 0, r.n < GRAM_PREFIX ? r.n : GRAM_PREFIX)) && r.n <= GRAM_PREFIX && p->whole;
    else if (r.n == 1)
      p->whole = single && pick(p, span(a, &r, 0, 1)) && p->whole;
    else if (r.n <= GRAM_LENGTH)
      p->whole = pick(p, span(a, &r, 0, r.n)) && p->whole;
    else
      pick_long(a, &r, p);
  }
}

const char *grams_words(struct arena *a, const char *text) {
  struct buf b = buf_new(a, 2 * strlen(text) + 2);
  struct run r;

  while (run_next(&text, &r)) {
    if (b.n > 0)
      buf_char(&b, ' ');
    buf_add(&b, r.s, r.at[r.n]);
  }
  return b.n == 0 ? "" : b.p;
}

const char *grams_find(const char *text, const char *word, const char *from) {
  size_t n = strlen(word);
  struct run r;

  while (run_next(&text, &r)) {
    size_t len = r.at[r.n], skip = from > r.s ? (size_t)(from - r.s) : 0;
    const char *at = NULL;

    if (r.joined && skip < len)
      at = strstr(r.s + skip, word);
    else if (!r.joined && skip == 0 && n <= len && memcmp(r.s, word, n) == 0)
      at = r.s;
    if (at != NULL && at + n <= r.s + len)
      return at;
  }
  return NULL;
}

static void put_words(struct arena *a, const char *text, struct gram_query *q) {
  const char *rest = grams_words(a, text);

  while (*rest != '\0' && q->words < GRAM_WORDS) {
    size_t n = q->words + 1 == GRAM_WORDS ? strlen(rest) : strcspn(rest, " ");

    q->word[q->words++] = arena_strn(a, rest, n);
    rest += n + (rest[n] == ' ');
  }
}

struct gram_query grams_query(struct arena *a, const char *key, const char *text) {
  struct gram_query q = {.begins = arena_strn(a, key, head(key, GRAM_PREFIX)), .gram = {""}, .grams = 1};
  struct picks p;

  put_words(a, text, &q);
  pick_all(a, text, false, &p);
  if (p.n == 0)
    pick_all(a, text, true, &p);
  q.sure = p.whole && p.n <= GRAM_ASKED && strcmp(q.begins, key) == 0;
  if (p.n == 0)
    return q;
  q.grams = p.n < GRAM_ASKED ? p.n : GRAM_ASKED;
  for (size_t i = 0; i < q.grams; i++) /* where not all is asked for, any of its words may be the rare one */
    q.gram[i] = p.item[q.grams == 1 ? 0 : i * (p.n - 1) / (q.grams - 1)];
  return q;
}

size_t grams_near(struct arena *a, const char *text, const char *out[GRAM_NEAR]) {
  struct picks p = {.whole = true};
  const char *at = text;
  struct run r;

  while (run_next(&at, &r))
    for (size_t i = 0; i + 2 <= r.n; i++)
      if (r.joined)
        (void)pick(&p, span(a, &r, i, i + 2));
      else if (r.n - i <= GRAM_PREFIX)
        (void)pick(&p, span(a, &r, 0, r.n - i));
  for (at = text; run_next(&at, &r);)
    for (size_t i = 0; r.joined && i < r.n; i++)
      (void)pick(&p, span(a, &r, i, i + 1));
  for (size_t i = 0; i < p.n && i < GRAM_NEAR; i++)
    out[i] = p.item[i];
  return p.n < GRAM_NEAR ? p.n : GRAM_NEAR;
}
