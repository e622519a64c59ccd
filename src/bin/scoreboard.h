/* What the master sees of its children: one slot each, in memory that they share. */
#ifndef BIN_SCOREBOARD_H
#define BIN_SCOREBOARD_H

#include <stddef.h>
#include <stdint.h>

/* Written by the child, read by the master; the master clears it before each fork. */
struct score {
  volatile int64_t busy_since; /* clock_ticks() when the piece of work at hand began; 0 when idle */
  volatile int64_t done;       /* pieces of work finished */
  volatile int64_t ready;      /* 1 once the child can work (templates read, loop about to start) */
  int64_t index;               /* number of the slot, from 0 */
};

/* `n` cleared slots, or NULL with errno. They live until the process ends. */
struct score *scoreboard_new(size_t n);
/* Clear a slot for its next child. */
void score_clear(struct score *s);

#endif
