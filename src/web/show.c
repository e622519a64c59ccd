/* What most `show` functions need. */
#include "base/clock.h"
#include "web/page.h"

#include <string.h>

void crumb(struct req *r, const char *label, const char *u) {
  struct data *row = data_row(r->d, "crumbs");

  data_text(row, "label", label);
  data_text(row, "url", u);
}

void page_title(struct req *r, const char *title) {
  data_text(r->d, "page_title", title);
  data_text(r->d, "crumb_here", title);
}

void page_state(struct req *r, const char *label) { data_text(r->d, "title_state", label); }

const char *when(const struct req *r, int64_t t) { return clock_minute(r->c->a, t, (int)r->c->conf->zone); }

void show_state(struct req *r, struct data *d, const char *name, const struct machine *m, const char *state) {
  struct arena *a = r->c->a;

  data_text(d, arena_fmt(a, "%s_label", name), _T(r, state_label(m, state)));
  data_text(d, arena_fmt(a, "%s_tone", name), state_tone(m, state));
}

struct data *show_move(struct data *d, const char *action, const char *label, const char *tone, const char *to) {
  struct data *row = data_row(d, "moves");

  data_text(row, "action", action);
  data_text(row, "label", label);
  data_text(row, "tone", tone);
  data_text(row, "move_url", to);
  data_flag(row, "ask", false);
  return row;
}

void show_ask(struct data *row, const char *consequence, const char *confirm) {
  data_flag(row, "ask", true);
  data_flag(row, "ask_open", false);
  data_text(row, "consequence", consequence);
  data_flag(row, "has_affected", false);
  data_rows(row, "affected");
  data_text(row, "affected_url", NULL);
  data_rows(row, "move_fields");
  data_text(row, "confirm_label", confirm);
}

struct data *show_move_row(struct req *r, struct data *d, const struct move *m) {
  const char *tone = (m->flags & MOVE_DANGER) != 0 ? "danger" : (m->flags & MOVE_PRIMARY) != 0 ? "primary" : "plain";

  return show_move(d, m->action, _T(r, m->label), tone, NULL);
}

void show_moves(struct req *r, struct data *d, const struct machine *m, const char *state) {
  const struct move *open[32];
  size_t n = move_open(m, state, r->rel, open, 32);

  data_rows(d, "moves");
  for (size_t i = 0; i < n; i++)
    if ((open[i]->flags & MOVE_BUTTON) != 0)
      show_move_row(r, d, open[i]);
}

void show_submit(struct req *r, const char *action, const char *label, const char *tone) {
  struct data *row = data_row(r->d, "submits");

  data_text(row, "action", action);
  data_text(row, "label", label);
  data_text(row, "tone", tone);
}

void show_nothing(struct req *r, const char *title, const char *text, const char *u, const char *label) {
  data_text(r->d, "empty_title", title);
  data_text(r->d, "empty_text", text);
  data_text(r->d, "empty_url", u);
  data_text(r->d, "empty_label", label);
}

void show_view(struct req *r, const char *label, const char *u, bool now) {
  struct data *row = data_row(r->d, "views");

  data_text(row, "label", label);
  data_text(row, "url", u);
  data_flag(row, "current", now);
  data_text(row, "tone", now ? "primary" : "plain");
}

static void neighbour(struct req *r, struct data *d, const char *prefix, const char *anchor, const char *way,
                      const char *key) {
  struct arena *a = r->c->a;
  const char *u = r->in->query[0] == '\0' ? r->path : arena_fmt(a, "%s?%s", r->path, r->in->query);
  bool next = strcmp(way, "next") == 0;

  data_rows(d, way);
  if (key == NULL)
    return;
  u = url_with(r, u, arena_fmt(a, "%s%s", prefix, next ? "before" : "after"), NULL);
  u = url_with(r, u, arena_fmt(a, "%s%s", prefix, next ? "after" : "before"), key);
  data_fmt(data_row(d, way), "url", "%s%s", u, anchor);
}

void show_pager_in(struct req *r, struct data *d, const char *prefix, const char *anchor, const char *prev,
                   const char *next, int64_t count) {
  neighbour(r, d, prefix, anchor, "prev", prev);
  neighbour(r, d, prefix, anchor, "next", next);
  data_text(d, "count_text", NULL);
  if (count > 1000)
    data_text(d, "count_text", _T(r, N_("共 1000+ 条")));
  else if (count >= 0)
    data_fmt(d, "count_text", _T(r, N_("共 %lld 条")), (long long)count);
}

void show_pager(struct req *r, const char *prev, const char *next, int64_t count) {
  show_pager_in(r, r->d, "", "", prev, next, count);
}

enum res load_own(struct req *r) {
  unsigned rel = ctx_rel(r->c, r->c->who.subject_id);

  if (r->c->who.user_id != 0 && rel == 0)
    return why(r->c, RES_FORBIDDEN, NULL, N_("你的账号还没有加入主体，请联系主体的主账号"));
  r->rel |= rel;
  return RES_OK;
}
