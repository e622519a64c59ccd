/* State machines as rows. One row is one legal move; what is not a row is not legal.
 *
 * The same rows guard the POST, draw the buttons, fill the API's answer, the golden matrix and the diagram.
 * Pure: this floor knows states, actions and relations; guards and effects belong to the domain. */
#ifndef RULE_MOVE_H
#define RULE_MOVE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Colours of state tags (ui.md). */
#define TONE_GREEN  "green"
#define TONE_AMBER  "amber"
#define TONE_RED    "red"
#define TONE_BLUE   "blue"
#define TONE_GREY   "grey"
#define TONE_PURPLE "purple"

struct state {
  const char *code, *label, *tone;
};

enum move_flag {
  MOVE_BUTTON = 1,  /* a button of its own on the object's page */
  MOVE_PRIMARY = 2, /* the main button */
  MOVE_DANGER = 4,  /* asks for confirmation in words */
  MOVE_REASON = 8,  /* needs a reason, 1–1000 characters */
};

struct move {
  const char *from;   /* state code; "" when the object comes into being */
  const char *action; /* the code in forms and in the API */
  const char *to;
  unsigned who;      /* relations that may (enum rel) */
  unsigned flags;    /* enum move_flag */
  const char *label; /* the button's words */
};

struct machine {
  const char *name;  /* "version": also the value of history.machine */
  const char *title; /* Chinese, for docs and audit */
  const struct state *states;
  size_t nstates;
  const struct move *moves;
  size_t nmoves;
};

#define MACHINE(id, code, words)                                                                                       \
  const struct machine id = {code,        words,                                                                       \
                             id##_states, sizeof id##_states / sizeof id##_states[0],                                  \
                             id##_moves,  sizeof id##_moves / sizeof id##_moves[0]}

enum verdict { MOVE_OK, MOVE_ILLEGAL /* no such row in this state */, MOVE_NOT_YOURS /* a row, but for others */ };

/* May a caller with `rel` do `action` in `state`? *out gets the row on MOVE_OK and on MOVE_NOT_YOURS. */
enum verdict move_check(const struct machine *m, const char *state, const char *action, unsigned rel,
                        const struct move **out);
/* The rows open to a caller in a state, in table order; at most `room`. Returns how many. */
size_t move_open(const struct machine *m, const char *state, unsigned rel, const struct move **out, size_t room);
/* NULL when the machine has no such state. */
const struct state *state_find(const struct machine *m, const char *code);
/* Label and tone of a state; the code itself and grey when unknown. */
const char *state_label(const struct machine *m, const char *code);
const char *state_tone(const struct machine *m, const char *code);
/* The label of an action of the machine; the code when unknown. */
const char *move_label(const struct machine *m, const char *action);
/* The machine as a Graphviz digraph with codes. */
const char *move_dot(struct arena *a, const struct machine *m);

#endif
