/* A pending link is told with what it would serve: the facts with the link authorised. */
#include "pages/links_show.h"

#include "pages/avatar.h"
#include "pages/payment_show.h"
#include "pages/shop.h"

#include <string.h>

static const struct choice link_views[] = {{"over", N_("结束的联调"), NULL}};
static const struct filter link_filters_filters[] = {
    {.name = "view", .kind = FILTER_KEPT, .choices = link_views, .nchoices = 1},
};
const struct filters link_filters = {link_filters_filters, 1};

bool links_open(const struct req *r) { return filter_get(r, "view")[0] == '\0'; }

void links_views(struct req *r, const char *u) {
  show_view(r, _T(r, N_("联调中")), u, links_open(r));
  show_view(r, _T(r, N_("结束的联调")), url_with(r, u, "view", "over"), !links_open(r));
}

enum res links_rows(struct req *r, struct link *l, size_t n, struct list_part *out) {
  struct link_row *row = ARENA_ARRAY(r->c->a, struct link_row, n + 1);
  struct resolve_pair *pair = ARENA_ARRAY(r->c->a, struct resolve_pair, n + 1);
  struct resolve_facts *facts = NULL;
  enum res res = RES_OK;

  for (size_t i = 0; i < n; i++)
    pair[i] = (struct resolve_pair){l[i].app_id, l[i].plugin_id};
  if (n > 0 && links_open(r))
    res = resolve_load(r->c, pair, n, NULL, &facts);
  for (size_t i = 0; i < n; i++)
    row[i] = (struct link_row){l[i], facts == NULL ? NULL : &facts[i]};
  *out = (struct list_part){row, n, n > 0 ? l[0].total : -1};
  return res;
}

const char *links_key(struct req *r, const void *row) {
  const struct link *l = &((const struct link_row *)row)->link;

  return paging_key(r, l->created_at, l->id);
}

void links_empty(struct req *r, const char *title, const char *text) {
  bool open = links_open(r);

  show_nothing(r, open ? _T(r, title) : _T(r, N_("没有结束的联调关系")),
               open ? _T(r, text) : _T(r, N_("取消、被拒绝和解绑的联调关系会留在这里")), NULL, NULL);
}

/* A way that is this side's leads there; the other side's is told. Of one subject, both are. */
static void show_step(struct req *r, struct data *d, const struct resolve_step *s, unsigned sides) {
  struct data *row = data_row(d, "steps");
  bool mine = (sides & (s->host ? 1u << LINK_HOST : 1u << LINK_PROVIDER)) != 0;
  const char *first = arena_fmt(r->c->a, "%lld", (long long)s->id[0]);

  data_text(row, "step_side", mine ? NULL : s->host ? _T(r, N_("小程序的主体：")) : _T(r, N_("服务商：")));
  data_text(row, "step_text", s->text);
  if (!mine || s->page == NULL)
    data_text(row, "step_url", NULL);
  else if (s->id[1] != 0)
    data_text(row, "step_url", url(r, s->page, first, arena_fmt(r->c->a, "%lld", (long long)s->id[1])));
  else
    data_text(row, "step_url", url(r, s->page, first));
}

static void show_get(struct req *r, struct data *d, const char *scene, const struct resolve_facts *f, bool building,
                     unsigned sides) {
  const struct resolve_ask ask = {.building = building, .bucket = RESOLVE_OUTSIDE};
  struct resolve_answer a = resolve(f, &ask);
  struct resolve_step step[RESOLVE_STEPS];
  struct data *row = data_row(d, "gets");
  size_t n;

  data_text(row, "scene", scene);
  data_text(row, "served", resolve_served(&a) ? version_format(r->c->a, a.version->number) : NULL);
  data_text(row, "words", resolve_words(r->c, f, &ask, &a, step, &n));
  data_text(row, "rule", a.rule->name);
  data_text(row, "pays", strcmp(a.payment, "none") == 0 ? NULL : payment_words(r, a.payment));
  data_rows(row, "steps");
  for (size_t i = 0; i < n; i++)
    show_step(r, row, &step[i], sides);
}

void links_row(struct req *r, struct data *d, const struct link_row *x, enum link_side side) {
  const struct link *l = &x->link;
  unsigned sides = l->provider_id == l->host_id ? ~0u : 1u << side;
  struct resolve_facts f;

  data_text(d, "name", side == LINK_HOST ? l->plugin_name : l->app_name);
  data_text(d, "icon", side == LINK_HOST ? plugin_icon(r, l->plugin_avatar) : app_icon(r, l->app_avatar));
  data_fmt(d, "id", "%lld", (long long)(side == LINK_HOST ? l->plugin_id : l->app_id));
  data_text(d, "by", side == LINK_HOST ? l->provider : l->host);
  data_text(d, "label", _T(r, state_label(&link_machine, l->state)));
  data_text(d, "tone", state_tone(&link_machine, l->state));
  data_text(d, "added_at", when(r, l->created_at));
  data_text(d, "added_by", l->added_by == NULL || side == LINK_HOST ? "" : l->added_by);
  data_text(d, "ended_at", when(r, l->ended_at));
  data_int(d, "rev", l->rev);
  data_flag(d, "has_rev", true);
  data_rows(d, "moves");
  data_rows(d, "gets");
  if (x->facts == NULL)
    return;
  f = *x->facts;
  f.linked = true;
  data_flag(d, "pending", strcmp(l->state, "pending") == 0);
  show_get(r, d, _T(r, N_("开发和预览")), &f, true, sides);
  show_get(r, d, _T(r, N_("正式")), &f, false, sides);
}

void links_move(struct req *r, struct data *d, const struct link *l, enum link_side side, const char *action,
                const char *tone, const char *consequence) {
  const struct move *row;

  if (move_check(&link_machine, l->state, action, r->rel, &row) != MOVE_OK)
    return;
  if (consequence == NULL)
    shop_move(r, d, &link_machine, l->state, action, NULL, tone);
  else
    shop_ask(r, d, &link_machine, l->state, action, NULL, tone, consequence);
  data_text(d, "move_name", side == LINK_HOST ? "plugin" : "app");
  data_fmt(d, "move_value", "%lld", (long long)(side == LINK_HOST ? l->plugin_id : l->app_id));
}

enum res links_posted(struct req *r, int64_t plugin_id, int64_t app_id, struct link *out) {
  enum res res = plugin_id == 0 || app_id == 0 ? RES_NOT_FOUND : link_load(r->c, plugin_id, app_id, out);

  if (res == RES_NOT_FOUND)
    return why(r->c, RES_CONFLICT, NULL, N_("现在没有这个联调关系，请刷新页面查看最新状态"));
  if (res == RES_OK && r->rev != 0 && r->rev != out->rev)
    return RES_STALE;
  return res;
}
