/* plugshelf: the FastCGI program. Wiring only: configuration, socket, and what a worker and the jobs child are made of;
 * the master does the rest. Nothing here waits for the database: without it pages answer 503 until it is back. */
#include "asset_version.h"
#include "config.h"

#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "bin/jobs.h"
#include "bin/listen.h"
#include "bin/master.h"
#include "bin/start.h"
#include "db/db.h"
#include "http/fcgi.h"
#include "pages/sitemap.h"
#include "web/page.h"
#include "web/shared.h"
#include "web/view.h"

#include <stdio.h>
#include <string.h>

enum { BENCH_PAGE = 1 << 20, RSS_MAX = 384 << 20, JOBS_WATCHDOG = 600 /* seconds: mail and webhooks may be slow */ };

struct service {
  const struct conf *conf;
  struct bytes bench_page; /* what answers every request under make bench; else empty */
  struct db_config db_config;
  struct listener listener;
  struct db *jobs_db; /* of the jobs child only */
};

/* One worker: what a request needs, opened after the fork. */
struct worker {
  const struct service *service;
  struct db *db;
  struct score *me;
  struct shared *shared;
  struct site site;
};

static void handle(void *arg, struct http_request *in, enum res broken, struct http_reply *out) {
  struct worker *w = arg;

  page_serve(&w->site, in, broken, out);
  w->me->done++;
}

/* What the pages are measured against: the same program, with nothing to find out. */
static void handle_bench(void *arg, struct http_request *in, enum res broken, struct http_reply *out) {
  struct worker *w = arg;

  (void)in;
  (void)broken;
  http_header(out, "Content-Type", "text/html; charset=utf-8");
  http_header(out, "Cache-Control", "no-store");
  out->body = w->service->bench_page;
  w->me->done++;
}

/* Templates and the sitemap are checked before the worker says that it is ready: a defect shows at start, not to people. */
static bool open_site(struct worker *w, const struct service *s) {
  struct arena *a = arena_new(8 << 20);
  const char *why = NULL;
  bool ok = view_init(s->conf->template_dir, &why);

  w->site = (struct site){s->conf, w->db, sitemap, ASSET_VERSION, w->shared};
  if (ok)
    ok = (why = site_check(a, &w->site)) == NULL;
  if (!ok)
    log_line(LOG_ERROR, "site", "why", why, NULL);
  arena_free(a);
  return ok;
}

static int serve_worker(void *arg, struct score *me) {
  struct service *s = arg;
  struct arena *a = arena_new(2 << 20);
  struct worker w = {.service = s, .db = db_open(&s->db_config), .me = me, .shared = shared_new(a)};
  struct fcgi_handler h = {
      .handle = s->bench_page.n > 0 ? handle_bench : handle, .arg = &w, .busy_since = &me->busy_since};
  int r;

  if (!open_site(&w, s))
    return START_CONF;
  me->ready = 1;
  r = fcgi_loop(s->listener.fd, &h);
  db_close(w.db);
  arena_free(a);
  return r == 0 ? 0 : START_SYSTEM;
}

/* A job is run as the clock: nobody is signed in, and the time is read anew. */
static enum res job_once(void *arg, const struct job *job) {
  struct service *s = arg;
  struct arena *a = arena_new(64 << 20);
  struct ctx c = {
      .a = a, .db = s->jobs_db, .conf = s->conf, .now = clock_now(), .request_id = job->name, .address = ""};
  enum res r;

  db_clear(c.db);
  r = job->run(&c);
  if (r != RES_OK)
    log_line(LOG_WARN, "job", "name", job->name, "code", res_code(r), "why", c.why.text, "db", db_error(c.db), NULL);
  arena_free(a);
  return r;
}

static int serve_jobs(void *arg, struct score *me) {
  struct jobs_env env = {job_once, arg};
  struct service *s = arg;

  s->jobs_db = db_open(&s->db_config);
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

static bool bench_page_read(struct arena *a, const struct conf *conf, struct bytes *out) {
  FILE *f = fopen(conf->bench_page, "re");
  char *p = arena_alloc(a, BENCH_PAGE);

  if (f == NULL) {
    fprintf(stderr, "bench_page: %s cannot be read\n", conf->bench_page);
    return false;
  }
  *out = (struct bytes){p, fread(p, 1, BENCH_PAGE, f)};
  fclose(f);
  return true;
}

int main(int argc, char **argv) {
  struct arena *a = arena_new(8 << 20);
  struct service s = {0};
  struct conf conf;
  const char *why;
  int r = start(a, argc, argv, true, &conf);

  if (r == 0 && !start_db(a, &conf, &s.db_config))
    r = START_CONF;
  if (r == 0 && conf.bench_page[0] != '\0' && !bench_page_read(a, &conf, &s.bench_page))
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
