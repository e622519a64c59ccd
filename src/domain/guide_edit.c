/* What people do to a guide: move and delete its items, and the rules for the names they give. */
#include "domain/guide.h"

#include "base/lang.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

size_t guide_count(const struct guide *g) {
  size_t n = 0;

  for (int k = 0; k < GUIDE__KINDS; k++)
    n += g->n[k];
  return n;
}

/* "up.components.2": the verb's length, the kind, and the number (from 1); 0 when it is not of that form. */
static size_t op_read(const struct guide *g, const char *op, enum guide_kind *k, size_t *n) {
  size_t verb = strcspn(op, "."), code = verb + 1, len;
  char name[16], *end;

  if (op[verb] == '\0' || (len = strcspn(op + code, ".")) >= sizeof name || op[code + len] == '\0')
    return 0;
  memcpy(name, op + code, len);
  name[len] = '\0';
  op += code + len + 1;
  *n = isdigit((unsigned char)*op) ? strtoul(op, &end, 10) : 0;
  return *n > 0 && *end == '\0' && guide_kind_parse(name, k) && *n <= g->n[*k] ? verb : 0;
}

bool guide_edit(struct guide *g, const char *op) {
  enum guide_kind k = GUIDE__KINDS;
  size_t n = 0, verb = op_read(g, op, &k, &n);
  struct guide_item *item, kept;

  if (verb == 0)
    return false;
  item = g->item[k];
  if (verb == 3 && memcmp(op, "del", 3) == 0) {
    memmove(&item[n - 1], &item[n], (g->n[k] - n) * sizeof *item);
    g->n[k]--;
    return true;
  }
  if (verb == 2 && memcmp(op, "up", 2) == 0)
    n--; /* the neighbour before goes down instead */
  else if (verb != 4 || memcmp(op, "down", 4) != 0)
    return false;
  if (n < 1 || n >= g->n[k])
    return false;
  kept = item[n - 1];
  item[n - 1] = item[n];
  item[n] = kept;
  return true;
}

size_t guide_item_named(const struct guide *g, enum guide_kind k, const char *name) {
  for (size_t i = 0; i < g->n[k]; i++)
    if (strcmp(g->item[k][i].name, name) == 0)
      return i + 1;
  return 0;
}

size_t guide_row_twice(const struct guide_row *row, size_t n) {
  for (size_t i = 1; i < n; i++)
    for (size_t j = 0; j < i; j++)
      if (strcmp(row[i].name, row[j].name) == 0)
        return i + 1;
  return 0;
}

const char *guide_name_words(const char *name) {
  bool ok = isalpha((unsigned char)name[0]);

  for (const char *p = name; ok && *p != '\0'; p++)
    ok = isalnum((unsigned char)*p) || *p == '_' || *p == '-';
  return ok ? NULL : N_("%s请以英文字母开头，只用英文字母、数字、- 和 _");
}

const char *guide_path_words(const char *path) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";

  for (const char *p = path;; p++) {
    size_t n = strcspn(p, "/");
    bool dots = n <= 2 && strncmp(p, "..", n) == 0; /* an empty step too */

    if (dots || strspn(p, letters) != n)
      return N_("%s请填写插件内的相对路径，例如 pages/index/index");
    p += n;
    if (*p == '\0')
      return NULL;
  }
}
