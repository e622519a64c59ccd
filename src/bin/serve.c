/* plugshelf: the FastCGI program. Wiring only: configuration, socket, and what a worker and the jobs child are made of;
 * the master does the rest. Nothing here waits for the database: without it pages answer 503 until it is back. */
#include "config.h"

#include "base/conf.h"
#include "base/log.h"
#include "bin/jobs.h"
#include "bin/listen.h"
#include "bin/master.h"
#include "bin/start.h"
#include "db/db.h"
#include "http/fcgi.h"

#include <stdio.h>
#include <string.h>

enum { RSS_MAX = 384 << 20, JOBS_WATCHDOG = 600 /* seconds: mail and webhooks may be slow */ };

struct service {
  const struct conf *conf;
  struct db_config db_config;
  struct listener listener;
};

/* One worker: what a request needs, opened after the fork. */
struct worker {
  struct db *db;
  struct score *me;
};

static void answer(struct http_reply *out, enum res r) {
  out->status = res_status(r);
  if (r == RES_UNAVAILABLE)
    http_header(out, "Retry-After", "5");
  http_header(out, "Content-Type", "text/plain; charset=utf-8");
  http_header(out, "Cache-Control", "no-store");
  out->body = bytes_of(res_code(r));
}

static void handle(void *arg, struct http_request *in, enum res broken, struct http_reply *out) {
  struct worker *w = arg;
  enum res r = broken;

  if (r == RES_OK && strcmp(in->path, "/readyz") == 0)
    r = db_ping(w->db);
  else if (r == RES_OK && strcmp(in->path, "/healthz") != 0)
    r = RES_NOT_FOUND;
  answer(out, r);
  w->me->done++;
}

static int serve_worker(void *arg, struct score *me) {
  struct service *s = arg;
  struct worker w = {db_open(&s->db_config), me};
  struct fcgi_handler h = {.handle = handle, .arg = &w, .busy_since = &me->busy_since};
  int r;

  me->ready = 1;
  r = fcgi_loop(s->listener.fd, &h);
  db_close(w.db);
  return r == 0 ? 0 : START_SYSTEM;
}

static enum res job_once(void *arg, const struct job *job) {
  (void)arg, (void)job;
  return RES_OK;
}

static int serve_jobs(void *arg, struct score *me) {
  struct jobs_env env = {job_once, arg};

  return jobs_run(jobs_table, &env, me);
}

static int serve(struct service *s) {
  const struct crew_plan plans[] = {
      {.name = "worker",
       .want = (int)s->conf->workers,
       .overlap = true,
       .watchdog = s->conf->watchdog,
       .recycle = s->conf->recycle,
       .rss_max = RSS_MAX,
       .grace = MASTER_GRACE,
       .run = serve_worker,
       .arg = s},
      {.name = "jobs", .want = 1, .watchdog = JOBS_WATCHDOG, .grace = MASTER_GRACE, .run = serve_jobs, .arg = s},
  };

  log_name("master");
  log_line(LOG_INFO, "start", "version", PACKAGE_VERSION, "listen", s->conf->listen, NULL);
  return master_run(plans, 2);
}

int main(int argc, char **argv) {
  struct arena *a = arena_new(8 << 20);
  struct service s = {0};
  struct conf conf;
  const char *why;
  int r = start(a, argc, argv, true, &conf);

  if (r == 0 && !start_db(a, &conf, &s.db_config))
    r = START_CONF;
  if (r == 0 && !listen_open(conf.listen, &s.listener, &why)) {
    fprintf(stderr, "%s: %s\n", argv[0], why);
    r = START_SYSTEM;
  }
  if (r == 0) {
    s.conf = &conf;
    r = serve(&s);
    listen_close(&s.listener);
  }
  arena_free(a);
  return r;
}
