/* One advisory of a plugin: a draft with its form and whom it would reach; once published what the hosts read, who has
 * acknowledged it, and the way to withdraw it. */
#include "pages/advisory_form.h"
#include "pages/facts.h"
#include "pages/history_show.h"
#include "pages/load.h"
#include "pages/paging.h"
#include "pages/shop.h"

#include <string.h>

extern const struct page page_advisory;

static enum res load(struct req *r) {
  struct advisory_page *page = ARENA_NEW(r->c->a, struct advisory_page);
  int64_t id = var_id(r, 1);
  enum res res = id == 0 ? RES_NOT_FOUND : load_plugin(r);

  if (res == RES_OK) {
    page->plugin = *(const struct plugin *)r->obj;
    res = advisory_load(r->c, id, &page->advisory);
  }
  if (res != RES_OK || page->advisory.plugin_id != page->plugin.id)
    return res == RES_OK ? RES_NOT_FOUND : res;
  r->obj = page;
  return RES_OK;
}

static bool is(const struct advisory *a, const char *state) { return strcmp(a->state, state) == 0; }

/* ---- showing ---- */

/* Whom it reaches, or why nobody. */
static void show_note(struct req *r, const struct advisory *a) {
  const char *hosts = count_text(r, a->hosts);

  data_text(r->d, "note_text", NULL);
  data_text(r->d, "note_tone", a->concerned ? TONE_AMBER : TONE_BLUE);
  data_text(r->d, "note_url", NULL);
  data_text(r->d, "note_label", NULL);
  if (is(a, "withdrawn"))
    data_fmt(r->d, "note_text", _T(r, N_("公告已撤回，小程序不再看到；原因：%s")), a->reason == NULL ? "" : a->reason);
  else if (a->effective == NULL)
    data_fmt(r->d, "note_text", _T(r, N_("%lld.x 没有已上线的版本，没有小程序会看到这个公告")), (long long)a->major);
  else if (a->concerned == 0)
    data_fmt(r->d, "note_text", _T(r, N_("绑定 %lld.x 的小程序现在使用 %s，不在受影响范围内，不会看到这个公告")),
             (long long)a->major, a->effective);
  else if (is(a, "draft"))
    data_fmt(r->d, "note_text", _T(r, N_("发布后，正在使用 %s 的 %s 个小程序会在控制台看到，并可以确认")), a->effective,
             hosts);
  else
    data_fmt(r->d, "note_text", _T(r, N_("正在使用 %s 的 %s 个小程序能看到这个公告，其中 %s 个已确认")), a->effective,
             hosts, count_text(r, a->acknowledged));
}

static void show_facts(struct req *r, const struct advisory *a) {
  data_rows(r->d, "facts");
  fact(r, r->d, N_("受影响的版本"), advisory_range(r, a->first, a->last), NULL);
  fact(r, r->d, N_("修复版本"), a->fixed, NULL);
  fact(r, r->d, N_("处理期限"), advisory_due(r, a->due_at), NULL);
  fact(r, r->d, N_("起草人"), a->author, NULL);
  fact(r, r->d, N_("发布时间"), when(r, a->published_at), NULL);
  if (a->ended_at != 0)
    fact(r, r->d, N_("撤回时间"), when(r, a->ended_at), NULL);
}

static void show_draft(struct req *r, const struct advisory *a) {
  const struct move *row;

  if (!r->posted)
    *(struct advisory_form *)r->form = advisory_form_of(r, a);
  show_submit(r, "save", _T(r, N_("保存草稿")), "plain");
  if (move_check(&advisory_machine, a->state, "publish", r->rel, &row) == MOVE_OK)
    show_submit(r, "publish", _T(r, row->label), "primary");
  shop_ask(r, r->d, &advisory_machine, a->state, "delete", NULL, "danger", _T(r, N_("删除后不能恢复这份草稿")));
}

/* The reason has a field, so it is a form of its own in the template. */
static void show_withdraw(struct req *r, const struct advisory *a) {
  const struct move *row;
  bool may = move_check(&advisory_machine, a->state, "withdraw", r->rel, &row) == MOVE_OK;

  data_flag(r->d, "may_withdraw", may);
  data_text(r->d, "withdraw_label", _T(r, move_label(&advisory_machine, "withdraw")));
  data_flag(r->d, "ask_open", form_complaint(r, "reason") != NULL);
  data_text(r->d, "consequence", _T(r, N_("撤回后，小程序不再看到这个公告，也不能再确认；已有的确认记录保留")));
  data_flag(r->d, "has_affected", false);
  data_rows(r->d, "affected");
}

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  const struct advisory_page *page = r->obj;
  struct span span = paging_span(r, w);
  struct advisory_ack *k = NULL;
  enum res res = advisory_acks(r->c, page->advisory.id, &span, &k, &out->n);

  out->rows = k;
  out->total = out->n > 0 ? k[0].total : -1;
  return res;
}

static const char *key(struct req *r, const void *row) {
  const struct advisory_ack *k = row;

  return paging_key(r, k->at, k->binding_id);
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct advisory_ack *k = item;

  data_text(row, "name", k->app_name);
  data_fmt(row, "appid", "%lld", (long long)k->app_id);
  data_text(row, "subject", k->subject_name);
  data_text(row, "who", k->who == NULL ? "--" : k->who);
  data_text(row, "at", when(r, k->at));
  data_text(row, "label", _T(r, state_label(&binding_machine, k->state)));
  data_text(row, "tone", state_tone(&binding_machine, k->state));
}

static const struct list acks = {.name = "acks",
                                 .size = sizeof(struct advisory_ack),
                                 .known = paging_known,
                                 .fetch = fetch,
                                 .key = key,
                                 .row = show_row};

static enum res show(struct req *r) {
  const struct advisory_page *page = r->obj;
  const struct advisory *a = &page->advisory;
  bool draft = is(a, "draft");
  enum res res = RES_OK;

  plugin_tabs(r, "advisories");
  crumb(r, _T(r, N_("公告")), url_id(r, "advisories", page->plugin.id));
  page_title(r, a->title);
  page_state(r, _T(r, state_label(&advisory_machine, a->state)));
  show_state(r, r->d, "state", &advisory_machine, a->state);
  advisory_severity_show(r, r->d, a->severity);
  data_text(r->d, "text", a->text);
  data_flag(r->d, "draft", draft);
  data_int(r->d, "rev", r->posted ? r->rev : a->rev);
  data_flag(r->d, "has_rev", true);
  data_text(r->d, "cancel_url", NULL);
  data_rows(r->d, "moves");
  show_note(r, a);
  show_facts(r, a);
  show_withdraw(r, a);
  if (draft)
    show_draft(r, a);
  else
    res = list_show(r, &acks);
  return res == RES_OK ? history_show(r, &advisory_machine, a->id) : res;
}

/* ---- acting ---- */

static enum res publish(struct req *r, struct advisory *a) {
  struct advisory_input in = advisory_form_input(r->form);
  enum res res = advisory_save(r->c, a, &in);

  if (res == RES_OK && strcmp(r->action, "publish") == 0)
    res = advisory_move(r->c, a, "publish", NULL);
  return res;
}

static enum res act(struct req *r) {
  const struct advisory_page *page = r->obj;
  struct advisory a = page->advisory; /* a copy: the transaction may run again */
  const struct advisory_form *f = r->form;
  enum res res = RES_MALFORMED;

  if (r->rev != 0 && r->rev != a.rev)
    return RES_STALE;
  if (strcmp(r->action, "save") == 0 || strcmp(r->action, "publish") == 0) {
    res = publish(r, &a);
    r->flash = strcmp(r->action, "save") == 0 ? _T(r, N_("已保存草稿")) : _T(r, N_("已发布公告"));
  } else if (strcmp(r->action, "withdraw") == 0) {
    res = advisory_move(r->c, &a, r->action, f->reason == NULL ? "" : f->reason);
    r->flash = _T(r, N_("已撤回公告"));
  } else if (strcmp(r->action, "delete") == 0) {
    res = advisory_move(r->c, &a, r->action, NULL);
    r->flash = _T(r, N_("已删除草稿"));
    r->to = url_id(r, "advisories", page->plugin.id);
  }
  return res;
}

const struct page page_advisory = {
    .name = "advisory",
    .path = "/console/plugins/{plugin}/advisories/{advisory}",
    .title = N_("公告"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_PLUGIN_VIEW, /* each move knows who may */
    .menu = "plugins",
    .form = &advisory_form,
    .load = load,
    .show = show,
    .act = act,
};
