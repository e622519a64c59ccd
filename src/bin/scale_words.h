/* Names, summaries and tags for a million plugins, put together from the few hundred words of demo/scale.txt.
 *
 * What is made depends on the file and the seed only, so a seeding that was stopped goes on with the same texts. Topics
 * follow Zipf's law, as real ones do: few are about very many plugins. No two plugins, subjects or apps get one name. */
#ifndef BIN_SCALE_WORDS_H
#define BIN_SCALE_WORDS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum scale_list {
  SCALE_PLACE,
  SCALE_BRAND,
  SCALE_MANNER,
  SCALE_KIND,
  SCALE_BENEFIT,
  SCALE_INDUSTRY,
  SCALE_FORM,
  SCALE_USE,
  SCALE_JOIN,
  SCALE_TOPIC,
  SCALE_LIST__MAX
};
/* The words of `join`: what stands between two topics, two sentences, two tags, and behind a person's names. */
enum scale_join { SCALE_AND, SCALE_COMMA, SCALE_BETWEEN, SCALE_WORKSHOP, SCALE_JOIN__MAX };
enum { SCALE_LIST_WORDS = 256, SCALE_PATTERNS = 5 };

struct scale_words {
  const char *word[SCALE_LIST__MAX][SCALE_LIST_WORDS];
  size_t n[SCALE_LIST__MAX];
  const char *category[SCALE_LIST_WORDS]; /* of each topic */
};

/* Read a file's text. NULL when it is fine, else what is wrong; the words are in the arena. */
const char *scale_words_read(struct arena *a, const char *text, struct scale_words *out);

/* The plugins one after another: how often each form of a name was used for each topic. All zero at first. */
struct scale_draw {
  uint32_t used[SCALE_LIST_WORDS][SCALE_PATTERNS];
};
/* What a plugin is about and which words its name has; costs no memory. */
struct scale_pick {
  size_t topic, pattern, at; /* the words of the name are the digits of `at` */
  uint64_t dice;             /* what else is a matter of chance */
};
struct scale_pick scale_next(const struct scale_words *w, struct scale_draw *d, uint64_t seed, uint64_t k);

struct scale_text {
  const char *name, *summary, *tags /* 、 between */, *category, *level1;
};
struct scale_text scale_plugin(struct arena *a, const struct scale_words *w, const struct scale_pick *p);
/* The name of the k-th company, person's workshop and mini-program: all different, as far as the words reach. */
const char *scale_company(struct arena *a, const struct scale_words *w, uint64_t seed, uint64_t k);
const char *scale_person(struct arena *a, const struct scale_words *w, uint64_t seed, uint64_t k);
const char *scale_app(struct arena *a, const struct scale_words *w, uint64_t seed, uint64_t k);
/* The category that an app of that name stands in. */
const char *scale_app_category(const struct scale_words *w, uint64_t k);

/* A number that looks random, the same for the same two. */
uint64_t scale_mix(uint64_t seed, uint64_t k);

#endif
