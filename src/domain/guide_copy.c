/* Sources are listed with their numbers of rows, counted by the database: guides themselves may be half a megabyte each. */
#include "domain/guide_copy.h"

#define S(field) M(struct guide_source, field)
SHAPE(source_shape, struct guide_source, S(id), S(plugin_id), S(n), S(at), S(plugin_name), S(state), S(components),
      S(pages), S(interfaces), S(config));
#undef S
#define ROWS(list) "COALESCE(JSON_LENGTH(v.guide, '$." list "'), 0) AS " list
#define SOURCE                                                                                                         \
  "SELECT v.id, v.plugin_id, v.n, v.created_at AS at, p.name AS plugin_name, v.state, " ROWS("components") ", " ROWS(  \
      "pages") ", " ROWS("interfaces") ", " ROWS("config") " FROM "
/* The newest first, before anything of them is looked at. */
#define OWN "(SELECT id FROM listing_revision WHERE plugin_id = ? AND id <> ? ORDER BY n DESC LIMIT ?)"
#define LATEST                                                                                                         \
  "(SELECT id FROM plugin FORCE INDEX (of_subject) WHERE subject_id = ? AND id <> ? ORDER BY created_at DESC, id DESC" \
  " LIMIT 100)"
#define WRITTEN " AND v.guide NOT IN ('', '{}')"
/* clang-format off */
DB_QUERY(guide_source_list, source_shape,
         "(" SOURCE OWN " x JOIN listing_revision v ON v.id = x.id" WRITTEN " JOIN plugin p ON p.id = v.plugin_id"
         " ORDER BY v.n DESC LIMIT 10)"
         " UNION ALL (" SOURCE LATEST " x JOIN listing_revision v ON v.live_of = x.id" WRITTEN
         " JOIN plugin p ON p.id = x.id ORDER BY p.created_at DESC, p.id DESC LIMIT ?)");
/* clang-format on */

struct text {
  const char *guide;
};
SHAPE(text_shape, struct text, M(struct text, guide));
DB_QUERY(
    guide_source_text, text_shape,
    "SELECT v.guide FROM listing_revision v JOIN plugin p ON p.id = v.plugin_id WHERE v.id = ? AND p.subject_id = ?"
    " AND (p.id = ? OR v.state = 'live')");

enum res guide_sources(struct ctx *c, int64_t subject_id, int64_t plugin_id, int64_t but, struct guide_source **out,
                       size_t *n) {
  return db_list(c->db, c->a, guide_source_list, out, n, I(plugin_id), I(but), I(GUIDE_SOURCES), I(subject_id),
                 I(plugin_id), I(GUIDE_SOURCES));
}

enum res guide_of_source(struct ctx *c, int64_t subject_id, int64_t plugin_id, int64_t id, struct guide *out) {
  struct text t = {0};
  enum res r = db_one(c->db, c->a, guide_source_text, &t, I(id), I(subject_id), I(plugin_id));

  if (r == RES_OK && !guide_decode(c->a, t.guide, out))
    return RES_INTERNAL;
  return r;
}

static bool is_blank(const char *s) { return s == NULL || s[0] == '\0'; }

size_t guide_fill(struct guide *g, const struct guide *from, size_t *left) {
  size_t added = 0;

  *left = 0;
  if (is_blank(g->description))
    g->description = from->description;
  if (is_blank(g->sample))
    g->sample = from->sample;
  for (int k = 0; k < GUIDE__KINDS; k++)
    for (size_t i = 0; i < from->n[k]; i++) {
      if (guide_item_named(g, (enum guide_kind)k, from->item[k][i].name) != 0)
        continue;
      if (g->n[k] == GUIDE_ROWS) {
        ++*left;
        continue;
      }
      g->item[k][g->n[k]++] = from->item[k][i];
      added++;
    }
  return added;
}
