/* The rows were read before and outside of any transaction: `work` reads its own again. */
#include "domain/each.h"

#include "app/journal.h"

struct one {
  struct ctx *c;
  enum res (*work)(struct ctx *c, int64_t id);
  int64_t id;
};

static enum res run(void *arg) {
  struct one *x = arg;

  return x->work(x->c, x->id);
}

enum res each_tx(struct ctx *c, const struct each_row *row, size_t count, enum res (*work)(struct ctx *c, int64_t id),
                 int64_t *n) {
  for (size_t i = 0; i < count; i++) {
    struct one x = {c, work, row[i].id};
    enum res r = ctx_tx(c, run, &x);

    *n += r == RES_OK;
    if (r != RES_OK && r != RES_CONFLICT)
      return r;
  }
  return RES_OK;
}
