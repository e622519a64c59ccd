/* Texts are cut into tokens; what both have in front and at the end is set aside, and the longest common subsequence of
 * the rest decides. Its table is what costs: rows × columns bytes in an arena of their own that goes at once, so the
 * product is bounded before anything is allocated. */
#include "domain/diff.h"

#include <ctype.h>
#include <string.h>
#include <unigbrk.h>

struct token {
  const char *p;
  size_t n;
};

struct tokens {
  struct token *v;
  size_t n;
};

/* ---- cutting ---- */

static bool is_word(char ch) { return isalnum((unsigned char)ch) || ch == '_'; }
static bool is_blank(char ch) { return ch == ' ' || ch == '\t'; }

static size_t run(const char *p, bool (*in)(char)) {
  size_t n = 0;

  while (p[n] != '\0' && in(p[n]))
    n++;
  return n;
}

/* With the marks that stand on its last character; what a zero-width joiner ties together is one (the library ends a
 * character behind the joiner). */
static size_t by_word(const char *p, const char *end) {
  size_t n = is_word(*p) ? run(p, is_word) : is_blank(*p) ? run(p, is_blank) : 1;
  const char *last = p + n - 1, *next = last;

  do {
    next = (const char *)u8_grapheme_next((const uint8_t *)next, (const uint8_t *)end);
  } while (next != NULL && next < end && next - last >= 3 && memcmp(next - 3, "\xe2\x80\x8d", 3) == 0);
  return (size_t)((next == NULL ? end : next) - p);
}

static size_t by_line(const char *p, const char *end) {
  const char *nl = memchr(p, '\n', (size_t)(end - p));

  return nl == NULL ? (size_t)(end - p) : (size_t)(nl - p) + 1;
}

static struct tokens cut(struct arena *a, const char *text, size_t (*step)(const char *, const char *)) {
  const char *end = text + strlen(text);
  struct tokens t = {ARENA_ARRAY(a, struct token, (size_t)(end - text) + 1), 0};

  for (const char *p = text; p < end; p += t.v[t.n++].n)
    t.v[t.n] = (struct token){p, step(p, end)};
  return t;
}

static bool same(struct token x, struct token y) { return x.n == y.n && memcmp(x.p, y.p, x.n) == 0; }

/* ---- comparing ---- */

/* One token with what became of it. */
struct step {
  enum diff_kind kind;
  struct token token;
};

struct script {
  struct step *v;
  size_t n;
};

static void put(struct script *s, enum diff_kind kind, struct token token) {
  s->v[s->n++] = (struct step){kind, token};
}

/* The table of the longest common subsequence of every pair of tails, as the way to go from each cell. */
static unsigned char *ways(struct arena *moment, struct tokens x, struct tokens y) {
  unsigned char *way = arena_alloc(moment, x.n * y.n);
  uint32_t *below = ARENA_ARRAY(moment, uint32_t, y.n + 1), *row = ARENA_ARRAY(moment, uint32_t, y.n + 1);

  for (size_t i = x.n; i-- > 0;) {
    uint32_t *spare = below;

    for (size_t j = y.n; j-- > 0;) {
      bool equal = same(x.v[i], y.v[j]);

      row[j] = equal ? below[j + 1] + 1 : below[j] >= row[j + 1] ? below[j] : row[j + 1];
      way[i * y.n + j] = equal ? DIFF_SAME : below[j] >= row[j + 1] ? DIFF_REMOVED : DIFF_ADDED;
    }
    below = row;
    row = spare;
  }
  return way;
}

static void walk(struct script *s, struct tokens x, struct tokens y) {
  struct arena *moment = arena_new(DIFF_CELLS + 16 * (y.n + 64));
  const unsigned char *way = ways(moment, x, y);
  size_t i = 0, j = 0;

  while (i < x.n && j < y.n) {
    enum diff_kind kind = way[i * y.n + j];

    put(s, kind, kind == DIFF_ADDED ? y.v[j] : x.v[i]);
    i += kind != DIFF_ADDED;
    j += kind != DIFF_REMOVED;
  }
  for (; i < x.n; i++)
    put(s, DIFF_REMOVED, x.v[i]);
  for (; j < y.n; j++)
    put(s, DIFF_ADDED, y.v[j]);
  arena_free(moment);
}

/* False, and nothing done, when it would take more than there is room for. */
static bool compare(struct arena *a, struct diff_room *room, struct tokens x, struct tokens y, struct script *s) {
  size_t head = 0, tail = 0, cells;
  struct tokens mx, my;

  while (head < x.n && head < y.n && same(x.v[head], y.v[head]))
    head++;
  while (tail < x.n - head && tail < y.n - head && same(x.v[x.n - 1 - tail], y.v[y.n - 1 - tail]))
    tail++;
  mx = (struct tokens){x.v + head, x.n - head - tail};
  my = (struct tokens){y.v + head, y.n - head - tail};
  if (my.n != 0 && mx.n > DIFF_CELLS / my.n)
    return false;
  cells = mx.n * my.n;
  if (cells > room->cells)
    return false;
  room->cells -= cells;
  *s = (struct script){ARENA_ARRAY(a, struct step, x.n + y.n + 1), 0};
  for (size_t i = 0; i < head; i++)
    put(s, DIFF_SAME, x.v[i]);
  walk(s, mx, my);
  for (size_t i = 0; i < tail; i++)
    put(s, DIFF_SAME, x.v[x.n - tail + i]);
  return true;
}

/* ---- pieces ---- */

/* A blank or a single character of a few bytes between two changes: chance, not a part that stayed. */
static bool is_chance(const struct script *s, size_t i) {
  return i > 0 && i + 1 < s->n && s->v[i].kind == DIFF_SAME && s->v[i - 1].kind != DIFF_SAME &&
         s->v[i + 1].kind != DIFF_SAME && s->v[i].token.n <= 3 && s->v[i].token.p[0] != '\n';
}

/* Everything from step `i` up to the next one that stayed: removed, then added. Gives the next step. */
static size_t changed(struct arena *a, const struct script *s, size_t i, size_t size, struct diff_piece *out,
                      size_t *n) {
  struct buf old = buf_new(a, size), now = buf_new(a, size);

  for (; i < s->n && (s->v[i].kind != DIFF_SAME || is_chance(s, i)); i++) {
    if (s->v[i].kind != DIFF_ADDED)
      buf_add(&old, s->v[i].token.p, s->v[i].token.n);
    if (s->v[i].kind != DIFF_REMOVED)
      buf_add(&now, s->v[i].token.p, s->v[i].token.n);
  }
  if (old.n > 0)
    out[(*n)++] = (struct diff_piece){DIFF_REMOVED, old.p};
  if (now.n > 0)
    out[(*n)++] = (struct diff_piece){DIFF_ADDED, now.p};
  return i;
}

static size_t pieces(struct arena *a, const struct script *s, size_t size, struct diff_piece *out) {
  size_t n = 0;

  for (size_t i = 0; i < s->n;) {
    struct buf b = buf_new(a, size);

    for (; i < s->n && s->v[i].kind == DIFF_SAME; i++)
      buf_add(&b, s->v[i].token.p, s->v[i].token.n);
    if (b.n > 0)
      out[n++] = (struct diff_piece){DIFF_SAME, b.p};
    if (i < s->n)
      i = changed(a, s, i, size, out, &n);
  }
  return n;
}

size_t diff_text(struct arena *a, struct diff_room *room, const char *old, const char *new, struct diff_piece **out) {
  static size_t (*const fine_to_coarse[])(const char *, const char *) = {by_word, by_line};
  const char *x = old == NULL ? "" : old, *y = new == NULL ? "" : new;
  size_t size = strlen(x) + strlen(y) + 1;
  struct script s = {NULL, 0};

  for (size_t i = 0; s.v == NULL && i < sizeof fine_to_coarse / sizeof fine_to_coarse[0]; i++) {
    struct tokens tx = cut(a, x, fine_to_coarse[i]), ty = cut(a, y, fine_to_coarse[i]);

    (void)compare(a, room, tx, ty, &s);
  }
  if (s.v == NULL) {
    s = (struct script){ARENA_ARRAY(a, struct step, 2), 0};
    put(&s, DIFF_REMOVED, (struct token){x, strlen(x)});
    put(&s, DIFF_ADDED, (struct token){y, strlen(y)});
  }
  *out = ARENA_ARRAY(a, struct diff_piece, s.n + 1);
  return pieces(a, &s, size, *out);
}
