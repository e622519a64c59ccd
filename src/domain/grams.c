/* A text is cut into runs: words between blanks, and inside a word a change between joined scripts (no blanks
 * between words: every neighbouring pair is a gram) and the others (beginnings). A run is an array of offsets, one per
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

/* Character `i` of a run; GRAM_END behind its end. */
static int64_t point(const struct run *r, size_t i) {
  ucs4_t ch = GRAM_END;

  if (i < r->n)
    (void)u8_strmbtouc(&ch, (const uint8_t *)r->s + r->at[i]);
  return ch;
}

/* ---- documents ---- */

struct grams grams_new(struct arena *a) {
  return (struct grams){.a = a, .item = ARENA_ARRAY(a, struct gram, GRAM_DOC_MAX)};
}

static void put(struct grams *g, const char *mark, const char *s, size_t n, int64_t next) {
  size_t m = strlen(mark);
  char *gram;

  for (size_t i = 0; i < g->n; i++) {
    const char *had = g->item[i].text;

    if (strncmp(had, mark, m) == 0 && strncmp(had + m, s, n) == 0 && had[m + n] == '\0') {
      g->item[i].next = g->item[i].next == next ? next : 0;
      return;
    }
  }
  if (g->n == GRAM_DOC_MAX || m + n > GRAM_BYTES)
    return;
  gram = arena_alloc(g->a, m + n + 1);
  memcpy(gram, mark, m);
  memcpy(gram + m, s, n);
  g->item[g->n++] = (struct gram){gram, next};
}

static void add(struct grams *g, const char *mark, const char *text) {
  struct run r;

  while (text != NULL && run_next(&text, &r)) {
    for (size_t i = 0; r.joined && i < r.n; i++) {
      put(g, mark, r.s + r.at[i], r.at[i + 1] - r.at[i], 0);
      if (i + 2 <= r.n)
        put(g, mark, r.s + r.at[i], r.at[i + 2] - r.at[i], GRAM_NEXT(point(&r, i + 2), point(&r, i + 3)));
    }
    for (size_t i = 1; !r.joined && i <= GRAM_PREFIX && i <= r.n; i++)
      put(g, mark, r.s, r.at[i], 0);
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
      put(g, GRAM_BEGINS, key, n, 0);
    last = n;
  }
  add(g, GRAM_IN_NAME, text);
  add(g, "", text);
}

void grams_add_category(struct grams *g, const char *code, const char *level1) {
  put(g, GRAM_CATEGORY, code, strlen(code), 0);
  put(g, GRAM_CATEGORY, level1, strlen(level1), 0);
}

/* ---- queries ---- */

/* What a query could ask for, each once: what tells all of it, and behind that what narrows it. */
struct picks {
  struct gram_asked item[PICKS];
  size_t n;
  bool whole; /* nothing was left out that is needed to tell all of it */
};

static bool pick(struct picks *p, const char *gram, int64_t low, int64_t high) {
  for (size_t i = 0; i < p->n; i++)
    if (strcmp(p->item[i].text, gram) == 0 && p->item[i].low == low)
      return true;
  if (p->n == PICKS)
    return false;
  p->item[p->n++] = (struct gram_asked){gram, low, high};
  return true;
}

/* The pair at character `i`, with as much of what is behind it as the query says. */
static bool pick_pair(struct arena *a, const struct run *r, size_t i, struct picks *p) {
  int64_t one = point(r, i + 2), two = point(r, i + 3);

  if (i + 2 >= r->n)
    return pick(p, span(a, r, i, i + 2), 0, INT64_MAX);
  return i + 3 >= r->n ? pick(p, span(a, r, i, i + 2), GRAM_NEXT(one, 0), GRAM_NEXT(one + 1, 0) - 1)
                       : pick(p, span(a, r, i, i + 2), GRAM_NEXT(one, two), GRAM_NEXT(one, two));
}

/* What tells the query: spans of four characters, each of which begins inside the one before. `single`: runs of one joined
 * character too. They stand in many documents, so they are asked for by themselves only. */
static void pick_needed(struct arena *a, const char *text, bool single, struct picks *p) {
  struct run r;

  *p = (struct picks){.whole = true};
  while (run_next(&text, &r)) {
    if (!r.joined)
      p->whole = pick(p, span(a, &r, 0, r.n < GRAM_PREFIX ? r.n : GRAM_PREFIX), 0, INT64_MAX) && r.n <= GRAM_PREFIX &&
                 p->whole;
    else if (r.n == 1)
      p->whole = single && pick(p, span(a, &r, 0, 1), 0, INT64_MAX) && p->whole;
    for (size_t i = 0; r.joined && r.n > 1 && (i == 0 || i + 2 < r.n); i += 2)
      p->whole = pick_pair(a, &r, i, p) && p->whole;
  }
}

/* Pairs across the middle of words of two characters are rarer than those words, and narrow a search most: of a long word
 * first the one behind its fourth character, because where a word of four ends anything may follow. */
static void pick_rare(struct arena *a, const char *text, struct picks *p) {
  static const size_t at[] = {3, 1, 5};
  struct run r;

  while (run_next(&text, &r))
    for (size_t i = 0; r.joined && i < sizeof at / sizeof at[0]; i++)
      if (at[i] + 2 <= r.n)
        (void)pick_pair(a, &r, at[i], p);
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

struct gram_query grams_query(struct arena *a, const char *key, const char *text, size_t most) {
  struct gram_query q = {
      .begins = arena_strn(a, key, head(key, GRAM_PREFIX)), .gram = {{"", 0, INT64_MAX}}, .grams = 1};
  struct picks p;

  put_words(a, text, &q);
  pick_needed(a, text, false, &p);
  if (p.n == 0)
    pick_needed(a, text, true, &p);
  q.sure = p.whole && p.n <= most && strcmp(q.begins, key) == 0;
  if (p.n < most)
    pick_rare(a, text, &p);
  if (p.n > 0)
    q.grams = p.n < most ? p.n : most;
  if (p.n > most && q.sure) /* what is needed, and of what narrows as much as there is room for */
    memcpy(q.gram, p.item, most * sizeof *q.gram);
  for (size_t i = 0; i < q.grams && p.n > 0 && !(p.n > most && q.sure); i++) /* any of its words may be the rare one */
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
        (void)pick(&p, span(a, &r, i, i + 2), 0, 0);
      else if (r.n - i <= GRAM_PREFIX)
        (void)pick(&p, span(a, &r, 0, r.n - i), 0, 0);
  for (at = text; run_next(&at, &r);)
    for (size_t i = 0; r.joined && i < r.n; i++)
      (void)pick(&p, span(a, &r, i, i + 1), 0, 0);
  for (size_t i = 0; i < p.n && i < GRAM_NEAR; i++)
    out[i] = p.item[i].text;
  return p.n < GRAM_NEAR ? p.n : GRAM_NEAR;
}
