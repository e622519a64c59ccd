/* All state machines of the program, for diagrams and golden tests. */
#ifndef DOMAIN_MACHINES_H
#define DOMAIN_MACHINES_H

#include "rule/move.h"

/* NULL-terminated. */
extern const struct machine *const machines[];

#endif
