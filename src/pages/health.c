/* /healthz: this worker answers. /readyz: and it reaches the database. For load balancers and ./dev. */
#include "web/page.h"

extern const struct page page_healthz, page_readyz;

static void say(struct req *r, const char *text) {
  http_header(r->out, "Content-Type", "text/plain; charset=utf-8");
  r->out->body = bytes_of(text);
}

static enum res show_health(struct req *r) {
  say(r, "ok\n");
  return RES_OK;
}

static enum res show_ready(struct req *r) {
  enum res res = db_ping(r->c->db);

  if (res != RES_OK) {
    r->out->status = 503;
    http_header(r->out, "Retry-After", "5");
  }
  say(r, res == RES_OK ? "ready\n" : "database away\n");
  return RES_OK;
}

const struct page page_healthz = {
    .name = "healthz",
    .path = "/healthz",
    .title = N_("运行状态"),
    .see = PERM_PUBLIC,
    .flags = PAGE_RAW | PAGE_NO_SESSION,
    .show = show_health,
};

const struct page page_readyz = {
    .name = "readyz",
    .path = "/readyz",
    .title = N_("运行状态"),
    .see = PERM_PUBLIC,
    .flags = PAGE_RAW | PAGE_NO_SESSION,
    .show = show_ready,
};
