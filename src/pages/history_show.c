/* One row a move; the machine gives the words. */
#include "pages/history_show.h"

#include "domain/moving.h"

#include <string.h>

static const struct {
  const char *side, *label;
} offices[] = {
    {"provider", N_("服务商")}, {"reviewer", N_("审核员")}, {"operator", N_("平台运营")}, {"clock", N_("系统")}};

static const char *who(struct req *r, const struct history_item *h) {
  bool own = (r->rel & REL_TEAM) != 0 || h->who == NULL;

  for (size_t i = 0; own && i < sizeof offices / sizeof offices[0]; i++)
    if (strcmp(offices[i].side, h->side) == 0)
      return _T(r, offices[i].label);
  return h->who == NULL ? "--" : h->who;
}

enum res history_show(struct req *r, const struct machine *m, int64_t object_id) {
  struct history_item *h = NULL;
  size_t n = 0;
  enum res res = history_list(r->c, m->name, object_id, &h, &n);

  data_rows(r->d, "history");
  data_flag(r->d, "has_history", n > 0);
  while (res == RES_OK && n-- > 0) {
    struct data *row = data_row(r->d, "history");

    data_text(row, "at", when(r, h[n].at));
    data_text(row, "who", who(r, &h[n]));
    data_text(row, "what", _T(r, move_label(m, h[n].action)));
    data_text(row, "from_label", h[n].from_state[0] == '\0' ? NULL : _T(r, state_label(m, h[n].from_state)));
    data_text(row, "to_label", _T(r, state_label(m, h[n].to_state)));
    data_text(row, "reason", h[n].reason);
  }
  return res;
}
