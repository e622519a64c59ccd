/* Looking rows up; nothing here knows a machine by name. */
#include "rule/move.h"

#include "base/arena.h"

#include <string.h>

enum verdict move_check(const struct machine *m, const char *state, const char *action, unsigned rel,
                        const struct move **out) {
  enum verdict v = MOVE_ILLEGAL;

  for (size_t i = 0; i < m->nmoves; i++) {
    const struct move *row = &m->moves[i];

    if (strcmp(row->from, state) != 0 || strcmp(row->action, action) != 0)
      continue;
    *out = row;
    if ((row->who & rel) != 0)
      return MOVE_OK;
    v = MOVE_NOT_YOURS;
  }
  return v;
}

size_t move_open(const struct machine *m, const char *state, unsigned rel, const struct move **out, size_t room) {
  size_t n = 0;

  for (size_t i = 0; i < m->nmoves && n < room; i++)
    if (strcmp(m->moves[i].from, state) == 0 && (m->moves[i].who & rel) != 0)
      out[n++] = &m->moves[i];
  return n;
}

const struct state *state_find(const struct machine *m, const char *code) {
  for (size_t i = 0; i < m->nstates; i++)
    if (code != NULL && strcmp(m->states[i].code, code) == 0)
      return &m->states[i];
  return NULL;
}

const char *state_label(const struct machine *m, const char *code) {
  const struct state *s = state_find(m, code);

  return s == NULL ? code : s->label;
}

const char *state_tone(const struct machine *m, const char *code) {
  const struct state *s = state_find(m, code);

  return s == NULL ? TONE_GREY : s->tone;
}

const char *move_label(const struct machine *m, const char *action) {
  for (size_t i = 0; i < m->nmoves; i++)
    if (strcmp(m->moves[i].action, action) == 0)
      return m->moves[i].label;
  return action;
}

const char *move_dot(struct arena *a, const struct machine *m) {
  struct buf b = buf_new(a, 64 * 1024);

  buf_fmt(&b, "digraph \"%s\" {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n", m->name);
  for (size_t i = 0; i < m->nstates; i++)
    buf_fmt(&b, "  \"%s\" [label=\"%s\\n%s\"];\n", m->states[i].code, m->states[i].code, m->states[i].label);
  for (size_t i = 0; i < m->nmoves; i++)
    buf_fmt(&b, "  \"%s\" -> \"%s\" [label=\"%s\"];\n", m->moves[i].from[0] == '\0' ? "new" : m->moves[i].from,
            m->moves[i].to, m->moves[i].action);
  buf_str(&b, "}\n");
  return b.p;
}
