/* What the programs do first: configuration, clock, translations, key file, and where the database is. */
#ifndef BIN_START_H
#define BIN_START_H

#include "base/arena.h"
#include "base/conf.h"
#include "db/db.h"

#include <stdbool.h>

/* Exit codes of a start that failed, as in sysexits.h. */
enum { START_USAGE = 64, START_SYSTEM = 71, START_CONF = 78 };

/* Read the configuration (--conf=FILE, otherwise the file in the system's configuration folder if it is there; flags),
 * set clock and translations up, and with `key` the key file. 0, or on failure 78 with one English line on stderr. */
int start(struct arena *a, int argc, char **argv, bool key, struct conf *out);

/* The database of the configuration. The password is the first line of its file. False, with a line on stderr, when
 * that cannot be read. The strings live in the arena. */
bool start_db(struct arena *a, const struct conf *c, struct db_config *out);

#endif
