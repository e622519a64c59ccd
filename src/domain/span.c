/* The way along the index is that of the list, or against it when one pages back; then the rows are turned round. */
#include "domain/span.h"

#include "base/text.h"
#include "domain/ids.h"

#include <string.h>

enum { ARGS = 32 };

enum res span_list_args(struct ctx *c, const struct db_stmt *newest, const struct db_stmt *oldest, const struct span *s,
                        void *rows, size_t *n, size_t nargs, const struct db_arg *args) {
  bool down = s->back == s->oldest;
  int64_t at = down && s->from.id == 0 ? INT64_MAX : s->from.at;
  const struct db_arg end[] = {I(at), I(at), I(s->from.id), I(s->limit)};
  struct db_arg all[ARGS];
  enum res r;

  if (nargs + 4 > ARGS)
    return RES_INTERNAL;
  for (size_t i = 0; i < nargs; i++)
    all[i] = args[i];
  for (size_t i = 0; i < 4; i++)
    all[nargs + i] = end[i];
  r = db_list_args(c->db, c->a, down ? newest : oldest, rows, n, nargs + 4, all);
  if (r == RES_OK && s->back)
    db_turn(newest, rows, *n);
  return r;
}

struct look look_for(struct ctx *c, const char *q) {
  const char *key = text_key(c->a, q);
  struct buf b = buf_new(c->a, 4096);

  buf_char(&b, '%');
  for (const char *p = key; *p != '\0'; p++) {
    if (strchr("%_\\", *p) != NULL)
      buf_char(&b, '\\');
    buf_char(&b, *p);
  }
  if (key[0] != '\0')
    buf_char(&b, '%');
  return (struct look){b.p, id_parse(q)};
}
