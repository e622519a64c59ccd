/* setup: what must exist before the first start. */
#include "base/seal.h"
#include "bin/ctl.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int ctl_setup(struct tool *t) {
  if (access(t->conf.key_file, F_OK) == 0) {
    printf("key file: %s is there\n", t->conf.key_file);
    return 0;
  }
  if (!seal_make_key(t->conf.key_file)) {
    fprintf(stderr, "plugshelfctl: key_file: %s: %s\n", t->conf.key_file, strerror(errno));
    return 1;
  }
  printf("key file: %s made; keep a copy apart from the database\n", t->conf.key_file);
  return 0;
}
