/* 导出 CSV: what the list of who uses a plugin shows, all of it, sent part by part while it is read, so that a large one takes no
 * more memory than a small one. Who exported what is in the audit before the first byte is sent. */
#include "app/journal.h"
#include "base/clock.h"
#include "base/csv.h"
#include "domain/binding.h"
#include "domain/moving.h"
#include "pages/load.h"
#include "pages/usage_filter.h"
#include "rule/subject.h"

#include <string.h>

extern const struct page page_authorisations_csv;

enum { PART = 1000 /* rows read at a time */, MOST = 100000 /* rows */, PART_MEMORY = 16 << 20, COLUMNS = 9 };

/* What stays from part to part. The request's memory holds it until the last one is sent. */
struct export {
  struct ctx c; /* with memory of its own, emptied before each part */
  int64_t plugin_id;
  struct usage_filter f;
  struct span span;
  int64_t sent;
  bool done;
};

static void header(struct export *x, struct buf *b) {
  const char *const field[COLUMNS] = {TR(&x->c, N_("小程序")),   TR(&x->c, N_("AppID")),    TR(&x->c, N_("所属主体")),
                                      TR(&x->c, N_("主体类型")), TR(&x->c, N_("状态")),     TR(&x->c, N_("大版本")),
                                      TR(&x->c, N_("生效版本")), TR(&x->c, N_("绑定时间")), TR(&x->c, N_("授权令牌"))};

  buf_str(b, CSV_BEGIN);
  (void)csv_line(b, field, COLUMNS);
}

static void row(struct export *x, struct buf *b, const struct usage_item *u) {
  struct arena *a = x->c.a;
  const char *tone;
  bool in_use = strcmp(u->state, "active") == 0 || strcmp(u->state, "stopped") == 0;
  const char *const field[COLUMNS] = {u->app_name,
                                      arena_fmt(a, "%lld", (long long)u->app_id),
                                      u->subject_name,
                                      TR(&x->c, subject_type_label(u->subject_type)),
                                      TR(&x->c, state_label(&binding_machine, u->state)),
                                      arena_fmt(a, "%lld", (long long)u->major),
                                      in_use ? u->version : NULL,
                                      u->since == 0 ? NULL : clock_minute(a, u->since, (int)x->c.conf->zone),
                                      TR(&x->c, usage_token(u, &tone))};

  (void)csv_line(b, field, COLUMNS);
}

/* A last line in words, when it is not all. */
static void remark(struct export *x, struct buf *b, const char *words) {
  const char *const field[] = {TR(&x->c, words)};

  (void)csv_line(b, field, 1);
  x->done = true;
}

static struct bytes next(void *arg) {
  struct export *x = arg;
  struct usage_item *u = NULL;
  struct buf b;
  size_t n = 0;

  if (x->done)
    return (struct bytes){NULL, 0};
  arena_reset(x->c.a);
  b = buf_new(x->c.a, PART_MEMORY / 4);
  if (x->sent == 0)
    header(x, &b);
  if (usage_part(&x->c, x->plugin_id, &x->f, &x->span, &u, &n) != RES_OK) {
    remark(x, &b, N_("导出没有完成，请重新导出"));
    return (struct bytes){b.p, b.n};
  }
  for (size_t i = 0; i < n; i++)
    row(x, &b, &u[i]);
  x->sent += (int64_t)n;
  x->done = n < PART;
  if (n > 0)
    x->span.from = (struct place){u[n - 1].created_at, u[n - 1].id};
  if (!x->done && x->sent >= MOST)
    remark(x, &b, N_("只导出最前面的 100000 行，请用筛选缩小范围"));
  return (struct bytes){b.p, b.n};
}

static void free_memory(void *arena) { arena_free(arena); }

static enum res note(void *arg) {
  struct req *r = arg;
  const struct plugin *p = r->obj;
  struct usage_filter f = usage_narrowed(r);

  return audit(r->c, "plugin.export", "plugin", p->id,
               arena_fmt(r->c->a, "{\"state\":\"%s\",\"narrowed\":%s}", f.state,
                         f.q[0] != '\0' || f.subject[0] != '\0' ? "true" : "false"));
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  struct export *x = ARENA_NEW(r->c->a, struct export);
  enum res res = r->in->method == HTTP_GET ? ctx_tx(r->c, note, r) : RES_OK;

  if (res != RES_OK)
    return res;
  *x = (struct export){.c = *r->c, .plugin_id = p->id, .f = usage_narrowed(r), .span = {.limit = PART}};
  x->c.a = arena_new(PART_MEMORY);
  arena_defer(r->c->a, free_memory, x->c.a);
  http_header(r->out, "Content-Type", "text/csv; charset=utf-8");
  http_header(r->out, "Content-Disposition",
              arena_fmt(r->c->a, "attachment; filename=\"plugin-%lld-%s.csv\"", (long long)p->id,
                        clock_date(r->c->a, r->c->now, (int)r->c->conf->zone)));
  http_header(r->out, "Content-Security-Policy", "sandbox; default-src 'none'");
  r->out->next = next;
  r->out->arg = x;
  return RES_OK;
}

const struct page page_authorisations_csv = {
    .name = "authorisations_csv",
    .path = "/console/plugins/{plugin}/authorisations/export",
    .title = N_("导出 CSV"),
    .see = PERM_PLUGIN_VIEW,
    .flags = PAGE_RAW,
    .filters = &usage_filters,
    .load = load_plugin,
    .show = show,
};
