/* The provider's lists of applications: pending and ended ones stand under keys of their own, so that every page is read
 * from an index. */
#include "domain/application_row.h"

#include <string.h>

/* A page of one plugin and state by one key. */
#define PAGE(key, beyond, way)                                                                                         \
  APPLICATION_SELECT " WHERE a.plugin_id = ? AND a.state = ? AND a." key " " beyond "= ? AND (a." key " " beyond       \
                     " ? OR a.id " beyond " ?) ORDER BY a." key " " way ", a.id " way " LIMIT ?"
DB_QUERY(application_waiting_after, application_shape, PAGE("due_at", ">", "ASC"));
DB_QUERY(application_waiting_before, application_shape, PAGE("due_at", "<", "DESC"));
DB_QUERY(application_ended_after, application_shape, PAGE("decided_at", "<", "DESC"));
DB_QUERY(application_ended_before, application_shape, PAGE("decided_at", ">", "ASC"));

enum res application_list(struct ctx *c, int64_t plugin_id, const char *state, struct place from, bool back,
                          int64_t limit, struct application **out, size_t *n) {
  bool waiting = strcmp(state, "pending") == 0;
  const struct db_stmt *s = waiting ? (back ? &application_waiting_before : &application_waiting_after)
                                    : (back ? &application_ended_before : &application_ended_after);
  int64_t at = from.id == 0 && !back && !waiting ? INT64_MAX : from.at;
  enum res r = db_list_args(c->db, c->a, s, out, n,
                            DB_ARGS(I(c->lang == LANG_ZH), I(plugin_id), T(state), I(at), I(at), I(from.id), I(limit)));

  for (size_t i = 0; r == RES_OK && back && i < *n / 2; i++) {
    struct application x = (*out)[i];

    (*out)[i] = (*out)[*n - 1 - i];
    (*out)[*n - 1 - i] = x;
  }
  return r;
}
