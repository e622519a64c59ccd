/* Normalising may lengthen, shorten and join characters, so positions do not carry over. What people see as one
 * character (a grapheme) is normalised by itself: nothing is composed across its borders. Each grapheme then knows where
 * it stands in the normalised text, and what was found there marks it. */
#include "domain/highlight.h"

#include "base/text.h"
#include "domain/grams.h"

#include <ctype.h>
#include <string.h>
#include <unigbrk.h>
#include <unistr.h>

struct piece {
  size_t at, found_at; /* byte offsets in the text and in the normalised one */
  bool marked;
};

struct folded {
  struct arena *a;
  struct piece *piece; /* n of them, and one more that holds the end */
  size_t n;
  struct buf text; /* normalised */
};

/* What stands between two letters keeps its blanks, and a mark without a letter joins the first: nothing of it is found. */
static const char *between(struct arena *a, const char *s, size_t n) {
  const char *made = text_search(a, arena_fmt(a, "a%.*sa", (int)n, s));
  size_t len = strlen(made);

  return len < 2 || made[0] != 'a' ? "" : arena_strn(a, made + 1, len - 2);
}

static const char *normal(struct folded *f, const char *s, size_t n) {
  ucs4_t ch;

  if (n == 1) /* this and the next are what nearly every character is */
    return *s >= 'A' && *s <= 'Z'       ? arena_fmt(f->a, "%c", *s - 'A' + 'a')
           : isalnum((unsigned char)*s) ? arena_strn(f->a, s, n)
                                        : " ";
  if (u8_strmbtouc(&ch, (const uint8_t *)s) == (int)n && ch >= 0x4e00 && ch <= 0x9fff)
    return arena_strn(f->a, s, n);
  return between(f->a, s, n);
}

static struct folded fold(struct arena *a, const char *text) {
  const uint8_t *u = (const uint8_t *)text, *end = u + strlen(text);
  size_t bytes = (size_t)(end - u);
  struct folded f = {.a = a,
                     .piece = ARENA_ARRAY(a, struct piece, bytes + 1),
                     .text = buf_new(a, 64 * bytes + 1) /* NFKC makes at most 18 characters of one */};

  while (u < end) {
    const uint8_t *next = u8_grapheme_next(u, end);

    if (next == NULL || next <= u)
      next = end;
    f.piece[f.n++] = (struct piece){.at = (size_t)(u - (const uint8_t *)text), .found_at = f.text.n};
    buf_str(&f.text, normal(&f, (const char *)u, (size_t)(next - u)));
    u = next;
  }
  f.piece[f.n] = (struct piece){.at = bytes, .found_at = f.text.n};
  return f;
}

/* A piece that gives nothing (a joiner) is marked between two that are. */
static void mark(struct folded *f, size_t from, size_t to) {
  for (size_t i = 0; i < f->n; i++)
    if (f->piece[i].found_at < to && f->piece[i + 1].found_at > from)
      f->piece[i].marked = true;
}

static void find(struct folded *f, const char *word) {
  const char *at = f->text.p;
  size_t n = strlen(word);

  while (n > 0 && (at = grams_find(f->text.p, word, at)) != NULL) {
    mark(f, (size_t)(at - f->text.p), (size_t)(at - f->text.p) + n);
    at += n;
  }
}

size_t highlight(struct arena *a, const char *text, const char *words, struct highlight **out) {
  struct folded f = fold(a, text);
  size_t n = 0;

  while (*words != '\0') {
    size_t len = strcspn(words, " ");

    find(&f, arena_strn(a, words, len));
    words += len + (words[len] == ' ');
  }
  *out = ARENA_ARRAY(a, struct highlight, f.n);
  for (size_t i = 0, j; i < f.n; i = j) {
    for (j = i + 1; j < f.n && f.piece[j].marked == f.piece[i].marked;)
      j++;
    (*out)[n++] =
        (struct highlight){arena_strn(a, text + f.piece[i].at, f.piece[j].at - f.piece[i].at), f.piece[i].marked};
  }
  return n;
}
