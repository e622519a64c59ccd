/* An ended application is shown until something else is tried with the pair, and leads to trying again. */
#include "pages/asked.h"

#include "domain/application.h"
#include "pages/avatar.h"
#include "pages/notices_show.h"
#include "pages/paging.h"
#include "pages/receipt.h"

#include <string.h>

static const char *id_text(const struct req *r, int64_t id) { return arena_fmt(r->c->a, "%lld", (long long)id); }

const char *asked_key(struct req *r, const void *row) {
  const struct binding_item *b = row;

  return paging_key(r, b->created_at, b->id);
}

/* A binding begins with the approval, where one was asked for. */
static const char *bound_since(const struct req *r, const struct binding_item *b) {
  return when(r, b->asked != NULL && b->decided_at != 0 ? b->decided_at : b->created_at);
}

void asked_show(struct req *r, struct data *row, const struct binding_item *b) {
  bool waiting = strcmp(b->state, "waiting") == 0;

  data_text(row, "version", b->version == NULL || waiting ? "--" : b->version);
  data_text(row, "since", waiting ? "--" : bound_since(r, b));
  data_text(row, "label", _T(r, state_label(&binding_machine, b->state)));
  data_text(row, "tone", state_tone(&binding_machine, b->state));
  data_rows(row, "due");
  data_text(row, "notices_words", notices_words(r, b->notices));
  data_text(row, "asked_reason", waiting ? b->reason : NULL);
  if (waiting)
    countdown_tag(r, row, b->due_at, 0);
}

const char *asked_answer(const struct req *r, const char *state, const char *answer) {
  if (strcmp(state, "expired") == 0)
    return _T(r, N_("服务商没有在 24 小时内答复，申请已自动关闭"));
  return answer == NULL || answer[0] == '\0' ? "--" : answer;
}

const char *asked_again(const struct req *r, int64_t app_id, int64_t plugin_id, bool held) {
  if (!held || !policy_may(PERM_BIND, r->rel))
    return NULL;
  return url_with(r, url_id(r, "bind", plugin_id), "app", id_text(r, app_id));
}

static void show_ended(struct req *r, const struct binding_item *b, bool of_app) {
  struct data *row = data_row(r->d, "ended");

  data_text(row, "name", of_app ? b->plugin_name : b->app_name);
  data_text(row, "icon", of_app ? plugin_icon(r, b->plugin_avatar) : app_icon(r, b->app_avatar));
  data_text(row, "url", url(r, "binding", id_text(r, b->app_id), id_text(r, b->plugin_id)));
  data_text(row, "label", _T(r, state_label(&application_machine, b->asked)));
  data_text(row, "tone", state_tone(&application_machine, b->asked));
  data_text(row, "ended_at", when(r, b->decided_at));
  data_text(row, "answer", asked_answer(r, b->asked, b->answer));
  data_text(row, "again_url", asked_again(r, b->app_id, b->plugin_id, b->held != 0));
}

size_t asked_ended(struct req *r, const struct binding_item *b, size_t n, bool of_app) {
  size_t open = 0;

  data_rows(r->d, "ended");
  data_flag(r->d, "has_ended", false);
  data_text(r->d, "ended_label", of_app ? _T(r, N_("插件")) : _T(r, N_("小程序")));
  while (open < n && strcmp(b[open].state, "closed") != 0)
    open++;
  for (size_t i = open; i < n; i++)
    if (b[i].asked != NULL)
      show_ended(r, &b[i], of_app);
  data_flag(r->d, "has_ended", open < n);
  return open;
}
