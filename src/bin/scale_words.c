/* A name is a number written in words: every pattern is a row of lists, and the n-th name of a topic in a pattern has the
 * digits of n·STRIDE modulo the number of names there are. STRIDE is a prime greater than every list, so the n-th names
 * are all different and neighbours have little in common. */
#include "bin/scale_words.h"

#include "base/bytes.h"

#include <string.h>

enum { STRIDE = 1000003, NAME_BYTES = 200 };

static const char *const list_names[SCALE_LIST__MAX] = {"place",    "brand", "manner", "kind", "benefit",
                                                        "industry", "form",  "use",    "join", "topic"};

/* The words of a name in their order; ended by SCALE_LIST__MAX. A topic stands where it says. */
static const enum scale_list patterns[SCALE_PATTERNS][5] = {
    {SCALE_PLACE, SCALE_TOPIC, SCALE_KIND, SCALE_LIST__MAX},
    {SCALE_BRAND, SCALE_TOPIC, SCALE_KIND, SCALE_LIST__MAX},
    {SCALE_MANNER, SCALE_TOPIC, SCALE_KIND, SCALE_LIST__MAX},
    {SCALE_BRAND, SCALE_MANNER, SCALE_TOPIC, SCALE_KIND, SCALE_LIST__MAX},
    {SCALE_PLACE, SCALE_MANNER, SCALE_TOPIC, SCALE_KIND, SCALE_LIST__MAX},
};

uint64_t scale_mix(uint64_t seed, uint64_t k) {
  uint64_t x = (k + 1) * 0x9E3779B97F4A7C15u + seed * 0xD1B54A32D192ED03u;

  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

/* The next word of a line: none is NULL. */
static const char *next_word(struct arena *a, const char **line) {
  const char *p = *line + strspn(*line, " ");
  size_t n = strcspn(p, " ");

  *line = p + n;
  return n == 0 ? NULL : arena_strn(a, p, n);
}

static const char *read_line(struct arena *a, const char *line, struct scale_words *out) {
  const char *name = next_word(a, &line), *category = NULL;
  size_t list = 0;

  if (name == NULL || name[0] == '#')
    return NULL;
  while (list < SCALE_LIST__MAX && strcmp(list_names[list], name) != 0)
    list++;
  if (list == SCALE_LIST__MAX)
    return arena_fmt(a, "there is no list %s", name);
  if (list == SCALE_TOPIC)
    category = next_word(a, &line);
  for (const char *w = next_word(a, &line); w != NULL; w = next_word(a, &line)) {
    if (out->n[list] == SCALE_LIST_WORDS)
      return arena_fmt(a, "%s: more than %d words", name, (int)SCALE_LIST_WORDS);
    if (list == SCALE_TOPIC)
      out->category[out->n[list]] = category;
    out->word[list][out->n[list]++] = w;
  }
  return NULL;
}

const char *scale_words_read(struct arena *a, const char *text, struct scale_words *out) {
  *out = (struct scale_words){.n = {0}};
  while (*text != '\0') {
    size_t n = strcspn(text, "\n");
    const char *wrong = read_line(a, arena_strn(a, text, n), out);

    if (wrong != NULL)
      return wrong;
    text += n + (text[n] == '\n');
  }
  for (size_t i = 0; i < SCALE_LIST__MAX; i++)
    if (out->n[i] == 0 || (i == SCALE_JOIN && out->n[i] != SCALE_JOIN__MAX))
      return arena_fmt(a, "no words for %s, or not as many as there have to be", list_names[i]);
  return NULL;
}

/* Zipf: the weight of the n-th topic falls as 1 / (n + 4). */
static size_t topic_of(const struct scale_words *w, uint64_t dice) {
  uint64_t sum = 0, at = 0;
  size_t topic = 0;

  for (size_t i = 0; i < w->n[SCALE_TOPIC]; i++)
    sum += 1000000 / (i + 4);
  dice %= sum;
  while ((at += 1000000 / (topic + 4)) <= dice)
    topic++;
  return topic;
}

/* How many names the lists make; a topic is one word. */
static uint64_t names_in(const struct scale_words *w, const enum scale_list *list) {
  uint64_t n = 1;

  for (; *list != SCALE_LIST__MAX; list++)
    if (*list != SCALE_TOPIC)
      n *= w->n[*list];
  return n;
}

struct scale_pick scale_next(const struct scale_words *w, struct scale_draw *d, uint64_t seed, uint64_t k) {
  uint64_t dice = scale_mix(seed, k), size;
  struct scale_pick p = {.topic = topic_of(w, dice), .pattern = (dice >> 40) % SCALE_PATTERNS, .dice = dice};

  while ((size = names_in(w, patterns[p.pattern])) <= d->used[p.topic][p.pattern] && p.pattern + 1 < SCALE_PATTERNS)
    p.pattern++; /* this form is used up: a longer one */
  p.at =
      (d->used[p.topic][p.pattern]++ * (uint64_t)STRIDE + scale_mix(seed, p.topic * SCALE_PATTERNS + p.pattern)) % size;
  return p;
}

static const char *put_words(struct arena *a, const struct scale_words *w, const enum scale_list *list, size_t topic,
                             uint64_t at) {
  struct buf b = buf_new(a, NAME_BYTES);

  for (; *list != SCALE_LIST__MAX; list++) {
    if (*list == SCALE_TOPIC) {
      buf_str(&b, w->word[SCALE_TOPIC][topic]);
      continue;
    }
    buf_str(&b, w->word[*list][at % w->n[*list]]);
    at /= w->n[*list];
  }
  return b.p;
}

struct scale_text scale_plugin(struct arena *a, const struct scale_words *w, const struct scale_pick *p) {
  const char *topic = w->word[SCALE_TOPIC][p->topic], *category = w->category[p->topic];
  size_t next = (p->topic + 1 + (p->dice >> 20) % 3) % w->n[SCALE_TOPIC];
  const char *manner = w->word[SCALE_MANNER][(p->dice >> 24) % w->n[SCALE_MANNER]];

  return (struct scale_text){
      .name = put_words(a, w, patterns[p->pattern], p->topic, p->at),
      .summary =
          arena_fmt(a, "%s%s%s%s%s%s", manner, topic, w->word[SCALE_JOIN][SCALE_AND], w->word[SCALE_TOPIC][next],
                    w->word[SCALE_JOIN][SCALE_COMMA], w->word[SCALE_BENEFIT][(p->dice >> 32) % w->n[SCALE_BENEFIT]]),
      .tags = arena_fmt(a, "%s%s%s", topic, w->word[SCALE_JOIN][SCALE_BETWEEN], manner),
      .category = category,
      .level1 = arena_strn(a, category, strcspn(category, ".")),
  };
}

static const char *nth(struct arena *a, const struct scale_words *w, const enum scale_list *list, uint64_t seed,
                       uint64_t k) {
  return put_words(a, w, list, 0, (k * STRIDE + seed) % names_in(w, list));
}

const char *scale_company(struct arena *a, const struct scale_words *w, uint64_t seed, uint64_t k) {
  static const enum scale_list lists[] = {SCALE_PLACE, SCALE_BRAND, SCALE_INDUSTRY, SCALE_FORM, SCALE_LIST__MAX};

  return nth(a, w, lists, seed, k);
}

const char *scale_person(struct arena *a, const struct scale_words *w, uint64_t seed, uint64_t k) {
  static const enum scale_list lists[] = {SCALE_PLACE, SCALE_BRAND, SCALE_INDUSTRY, SCALE_LIST__MAX};

  return arena_fmt(a, "%s%s", nth(a, w, lists, seed, k), w->word[SCALE_JOIN][SCALE_WORKSHOP]);
}

const char *scale_app(struct arena *a, const struct scale_words *w, uint64_t seed, uint64_t k) {
  static const enum scale_list lists[] = {SCALE_PLACE, SCALE_BRAND, SCALE_INDUSTRY, SCALE_USE, SCALE_LIST__MAX};

  return nth(a, w, lists, seed, k);
}

const char *scale_app_category(const struct scale_words *w, uint64_t k) {
  return w->category[k * 31 % w->n[SCALE_TOPIC]];
}
