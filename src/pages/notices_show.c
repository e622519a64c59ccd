/* What is not acknowledged yet stands out in the colour of its severity; what is says who did it. */
#include "pages/notices_show.h"

#include "domain/count.h"
#include "pages/advisory_form.h"

enum { NAMED = 5 /* lines on the dashboard */ };

/* "受影响的版本 1.0.0 – 1.1.0 · 修复版本 1.1.1 · 处理期限 2026-12-01 · 2026-11-20 10:41" */
static const char *about(struct req *r, const struct advisory_notice *a) {
  struct buf b = buf_new(r->c->a, 512);
  const char *due = advisory_due(r, a->due_at);

  buf_str(&b, arena_fmt(r->c->a, _T(r, N_("受影响的版本 %s")), advisory_range(r, a->first, a->last)));
  if (a->fixed[0] != '\0')
    buf_fmt(&b, " · %s", arena_fmt(r->c->a, _T(r, N_("修复版本 %s")), a->fixed));
  if (due != NULL)
    buf_fmt(&b, " · %s", arena_fmt(r->c->a, _T(r, N_("处理期限 %s")), due));
  buf_fmt(&b, " · %s", arena_fmt(r->c->a, _T(r, N_("发布于 %s")), when(r, a->published_at)));
  return b.p;
}

static void show_one(struct req *r, const struct advisory_notice *a) {
  struct data *row = data_row(r->d, "notices");
  bool acked = a->acked_at != 0;

  data_fmt(row, "advisory", "%lld", (long long)a->id);
  data_text(row, "title", a->title);
  data_text(row, "text", a->text);
  data_text(row, "about", about(r, a));
  advisory_severity_show(r, row, a->severity);
  data_text(row, "notice_tone", acked ? TONE_GREY : advisory_severity_tone(a->severity));
  data_text(row, "acked",
            acked ? arena_fmt(r->c->a, _T(r, N_("%s 于 %s 确认")), a->acked_by == NULL ? "--" : a->acked_by,
                              when(r, a->acked_at))
                  : NULL);
  data_flag(row, "may_ack", !acked && policy_may(PERM_BIND, r->rel));
}

enum res notices_show(struct req *r, const struct binding *b) {
  struct advisory_notice *a = NULL;
  size_t n = 0;
  enum res res = advisory_of_binding(r->c, b, &a, &n);

  data_rows(r->d, "notices");
  data_flag(r->d, "has_notices", n > 0);
  for (size_t i = 0; res == RES_OK && i < n; i++)
    show_one(r, &a[i]);
  return res;
}

const char *notices_words(const struct req *r, int64_t open) {
  return open == 0 ? NULL : arena_fmt(r->c->a, _T(r, N_("%lld 个公告待确认")), (long long)open);
}

/* Several mini-programs with the same one are a line, which leads to the list of them. */
static void show_named(struct req *r, struct data *d, const struct advisory_open *a, size_t hosts) {
  struct data *row = data_row(d, "open_notices");
  const char *plugin = arena_fmt(r->c->a, "%lld", (long long)a->plugin_id);
  const char *app = arena_fmt(r->c->a, "%lld", (long long)a->app_id);

  data_text(row, "title", a->title);
  data_text(row, "url",
            hosts > 1 ? url(r, "obtained_plugin", plugin)
                      : arena_fmt(r->c->a, "%s#notices", url(r, "binding", app, plugin)));
  data_fmt(row, "what", "%s · %s", a->plugin_name,
           hosts > 1 ? arena_fmt(r->c->a, _T(r, N_("%zu 个小程序")), hosts) : a->app_name);
  data_text(row, "label", _T(r, advisory_severity_label(a->severity)));
  data_text(row, "tone", advisory_severity_tone(a->severity));
  data_text(row, "at", when(r, a->published_at));
}

enum res notices_box(struct req *r, int64_t *n) {
  struct advisory_open *a = NULL;
  size_t found = 0, lines = 0, named = 0;
  enum res res = advisory_open_of(r->c, r->c->who.subject_id, FIGURE_MAX + 1, &a, &found);
  struct data *d;

  *n = (int64_t)found;
  if (res != RES_OK || found == 0)
    return res;
  d = data_row(r->d, "notices_box");
  while (named < found && lines < NAMED) {
    size_t same = 1;

    while (named + same < found && a[named + same].id == a[named].id)
      same++;
    show_named(r, d, &a[named], same);
    named += same;
    lines++;
  }
  data_text(d, "notices_more", named < found ? _T(r, N_("还有更早的公告，见各小程序的插件服务")) : NULL);
  return RES_OK;
}
