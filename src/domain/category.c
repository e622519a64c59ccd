/* Operators may edit the tree, so it is read from the table each time: 64 short rows. The restriction stands on the
 * level-2 row, because 社交 has two different ones. */
#include "domain/category.h"

#include "rule/subject.h"

#include <string.h>

SHAPE(category_shape, struct category, M(struct category, code), M(struct category, level1),
      M(struct category, level1_zh), M(struct category, level1_en), M(struct category, level2_zh),
      M(struct category, level2_en), M(struct category, open_to_plugins), M(struct category, host_level1),
      M(struct category, host_types), M(struct category, note_zh), M(struct category, note_en));
#define COLUMNS                                                                                                        \
  "SELECT code, level1, level1_zh, level1_en, level2_zh, level2_en, open_to_plugins, host_level1, host_types,"         \
  " note_zh, note_en FROM category"
DB_QUERY(category_tree, category_shape, COLUMNS " ORDER BY position");
DB_QUERY(category_by_code, category_shape, COLUMNS " WHERE code = ?");

enum res category_list(struct ctx *c, struct category **out, size_t *n) {
  return db_list_args(c->db, c->a, &category_tree, out, n, 0, NULL);
}

enum res category_load(struct ctx *c, const char *code, struct category *out) {
  return db_one(c->db, c->a, category_by_code, out, T(code));
}

const struct category *category_find(const struct category *list, size_t n, const char *code) {
  for (size_t i = 0; i < n; i++)
    if (code != NULL && strcmp(list[i].code, code) == 0)
      return &list[i];
  return NULL;
}

const char *category_level1(const struct ctx *c, const struct category *k) {
  return c->lang == LANG_ZH ? k->level1_zh : k->level1_en;
}

const char *category_level2(const struct ctx *c, const struct category *k) {
  return c->lang == LANG_ZH ? k->level2_zh : k->level2_en;
}

const char *category_name(const struct ctx *c, const struct category *k) {
  return arena_fmt(c->a, "%s / %s", category_level1(c, k), category_level2(c, k));
}

const char *category_note(const struct ctx *c, const struct category *k) {
  return c->lang == LANG_ZH ? k->note_zh : k->note_en;
}

/* The next word of "a|b"; false at the end. */
static bool next_word(const char **list, const char **word, size_t *n) {
  const char *p = *list == NULL ? "" : *list;

  if (*p == '\0')
    return false;
  *word = p;
  *n = strcspn(p, "|");
  *list = p + *n + (p[*n] == '|');
  return true;
}

static bool hold(const char *list, const char *word, size_t len) {
  const char *w;
  size_t n;

  while (next_word(&list, &w, &n))
    if (n == len && memcmp(w, word, n) == 0)
      return true;
  return false;
}

bool codes_hold(const char *list, const char *word) { return word != NULL && hold(list, word, strlen(word)); }

/* Does the host have a category below one of the allowed level-1 codes? */
static bool level1_fits(const char *allowed, const char *host) {
  const char *w;
  size_t n;

  while (next_word(&host, &w, &n)) {
    const char *dot = memchr(w, '.', n);

    if (dot != NULL && hold(allowed, w, (size_t)(dot - w)))
      return true;
  }
  return false;
}

/* Labels of "enterprise|media" with the language's own mark between them. */
const char *category_types(const struct ctx *c, const char *types) {
  struct buf b = buf_new(c->a, 1024);
  const char *w;
  size_t n;

  while (next_word(&types, &w, &n))
    buf_fmt(&b, "%s%s", b.n == 0 ? "" : TR(c, N_("、")), TR(c, subject_type_label(arena_strn(c->a, w, n))));
  return b.p == NULL ? "" : b.p;
}

const char *category_fits(struct ctx *c, const struct category *k, const char *host_categories, const char *host_type) {
  const char *note = category_note(c, k);

  if (k->host_level1[0] != '\0' && !level1_fits(k->host_level1, host_categories))
    return note[0] != '\0' ? note : TR(c, N_("这个小程序的类目不在插件允许的范围内"));
  if (k->host_types[0] != '\0' && !codes_hold(k->host_types, host_type))
    return arena_fmt(c->a, TR(c, N_("仅限这些类型的主体使用：%s")), category_types(c, k->host_types));
  return NULL;
}
