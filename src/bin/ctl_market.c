/* market rebuild, market verify: the market's search terms cut anew, or compared with what they should be, a batch of rows
 * at a time, so that the site goes on meanwhile. Each batch has an arena of its own. */
#include "bin/ctl.h"

#include "domain/market_terms.h"

#include <stdio.h>

enum { BATCH_ARENA = 256 << 20, REPORT = 10000, FAULTS = 20 };

int ctl_market_rebuild(struct tool *t) {
  bool stale = tool_flag(t, "--stale");
  struct ctx c = tool_ctx(t);
  enum res r = RES_OK;
  int64_t done = 0, after = 0, rows = 1;

  while (r == RES_OK && rows > 0) {
    r = market_rebuild(&c, stale, &after, &rows);
    done += rows;
    if (done / REPORT > (done - rows) / REPORT)
      printf("%lld plugins\n", (long long)done);
  }
  if (r == RES_OK)
    printf("search terms of %lld plugins written\n", (long long)done);
  return tool_result(t, &c, r, "market rebuild");
}

/* The first ones are named. */
static int64_t tell(const struct market_fault *fault, size_t n, int64_t before) {
  for (size_t i = 0; i < n && before + (int64_t)i < FAULTS; i++)
    printf("%lld: %s\n", (long long)fault[i].plugin_id, fault[i].what);
  return before + (int64_t)n;
}

int ctl_market_verify(struct tool *t) {
  struct market_fault *fault = NULL;
  struct ctx c = tool_ctx(t);
  size_t n = 0;
  int64_t after = 0, rows = 1, done = 0, bad = 0;
  enum res r = market_verify_rows(&c, &fault, &n);

  bad = tell(fault, n, bad);
  while (r == RES_OK && rows > 0) {
    c.a = arena_new(BATCH_ARENA);
    r = market_verify(&c, &after, &rows, &fault, &n);
    bad = r == RES_OK ? tell(fault, n, bad) : bad;
    done += rows;
    arena_free(c.a);
  }
  if (r != RES_OK)
    return tool_result(t, &c, r, "market verify");
  printf("%lld plugins in the market, %lld faults%s\n", (long long)done, (long long)bad,
         bad == 0 ? "" : "; market rebuild writes search terms anew");
  return bad == 0 ? 0 : 1;
}
