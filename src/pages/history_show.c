/* One row a move; the machine gives the words. */
#include "pages/history_show.h"

#include "domain/moving.h"

#include <stdlib.h>
#include <string.h>

static const struct {
  const char *side, *label;
} offices[] = {{"provider", N_("服务商")},
               {"reviewer", N_("审核员")},
               {"operator", N_("平台运营")},
               {"clock", N_("系统")},
               {"rule", N_("自动通过规则")}};

static const char *who(struct req *r, const struct history_item *h) {
  bool own = (r->rel & REL_TEAM) != 0 || h->who == NULL;

  for (size_t i = 0; own && i < sizeof offices / sizeof offices[0]; i++)
    if (strcmp(offices[i].side, h->side) == 0)
      return _T(r, offices[i].label);
  return h->who == NULL ? "--" : h->who;
}

bool history_key(const char *key) { return history_key_id(key) != 0; }

int64_t history_key_id(const char *key) {
  size_t n = strspn(key, "0123456789");

  return n == 0 || n > 17 || key[n] != '\0' ? 0 : strtoll(key, NULL, 10);
}

struct data *history_box(struct req *r) {
  struct data *d = data_row(r->d, "history_box");

  data_flag(d, "paged", false);
  data_rows(d, "history");
  return d;
}

struct told {
  const struct machine *m;
  int64_t object_id;
};

/* A row with the machine that has the words for it. */
struct line {
  const struct machine *m;
  struct history_item h;
};

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  const struct told *x = w->arg;
  struct history_item *h = NULL;
  struct line *line;
  enum res res = history_list(r->c, x->m->name, x->object_id, history_key_id(w->key), w->back, w->limit, &h, &out->n);

  line = ARENA_ARRAY(r->c->a, struct line, out->n + 1);
  for (size_t i = 0; i < out->n; i++)
    line[i] = (struct line){x->m, h[i]};
  out->rows = line;
  return res;
}

static const char *key(struct req *r, const void *row) {
  return arena_fmt(r->c->a, "%lld", (long long)((const struct line *)row)->h.id);
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct machine *m = ((const struct line *)item)->m;
  const struct history_item *h = &((const struct line *)item)->h;

  data_text(row, "at", when(r, h->at));
  data_text(row, "who", who(r, h));
  data_text(row, "what", _T(r, move_label(m, h->action)));
  data_text(row, "from_label", h->from_state[0] == '\0' ? NULL : _T(r, state_label(m, h->from_state)));
  data_text(row, "to_label", _T(r, state_label(m, h->to_state)));
  data_text(row, "reason", h->reason);
}

enum res history_show(struct req *r, const struct machine *m, int64_t object_id) {
  const struct told told = {m, object_id};
  const struct list list = {
      HISTORY_LIST, .size = sizeof(struct line), .known = history_key, .fetch = fetch, .key = key, .row = show_row,
      .arg = &told};

  return list_show(r, &list);
}
