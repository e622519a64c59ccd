/* The market's pages tell the same things of a plugin in the same words. */
#include "pages/shop.h"

#include "domain/ids.h"
#include "pages/avatar.h"

#include <string.h>

enum res load_offer(struct req *r) {
  struct offer *o = ARENA_NEW(r->c->a, struct offer);
  int64_t id = var_id(r, 0);
  enum res res = id == 0 ? RES_NOT_FOUND : offer_load(r->c, id, o);

  if (res != RES_OK)
    return res;
  r->obj = o;
  r->rel |= ctx_rel(r->c, r->c->who.subject_id);
  return RES_OK;
}

enum res load_held(struct req *r) {
  struct offer *o = ARENA_NEW(r->c->a, struct offer);
  int64_t id = var_id(r, 0);
  enum res res = id == 0 ? RES_NOT_FOUND : offer_any(r->c, id, o);

  if (res != RES_OK)
    return res;
  r->obj = o;
  r->rel |= ctx_rel(r->c, r->c->who.subject_id);
  if (offer_held(o) || (r->in->method == HTTP_POST && o->held != NULL))
    return RES_OK;
  return RES_NOT_FOUND;
}

static void tag(struct data *d, const char *label, const char *tone) {
  struct data *row = data_row(d, "tags");

  data_text(row, "label", label);
  data_text(row, "tone", tone);
}

void shop_tags(struct req *r, struct data *d, const char *category, const char *tags) {
  static const char mark[] = "\xe3\x80\x81"; /* 、 */
  const char *p = tags == NULL ? "" : tags;

  data_rows(d, "tags");
  if (category != NULL && category[0] != '\0')
    tag(d, category, TONE_BLUE);
  while (*p != '\0') {
    const char *end = strstr(p, mark);
    size_t n = end == NULL ? strlen(p) : (size_t)(end - p);

    if (n > 0 && !(category != NULL && strlen(category) == n && memcmp(category, p, n) == 0)) /* said already */
      tag(d, arena_strn(r->c->a, p, n), TONE_GREY);
    p += end == NULL ? n : n + sizeof mark - 1;
  }
  data_flag(d, "has_tags", data_first(d, "tags", 4) != NULL);
}

void shop_head(struct req *r, const struct offer *o) {
  data_text(r->d, "icon", plugin_icon(r, o->avatar));
  data_text(r->d, "plugin_name", o->name);
  data_text(r->d, "by", o->subject_name);
}

const char *shop_add_mode(const struct req *r, const struct offer *o) {
  return offer_waits(o) ? _T(r, N_("需提供方审批（24 小时内答复）")) : _T(r, N_("自由添加，获取后可以直接绑定"));
}

struct data *shop_move(struct req *r, struct data *d, const struct machine *m, const char *state, const char *action,
                       const char *to, const char *tone) {
  const struct move *row;

  data_rows(d, "moves");
  if (move_check(m, state, action, r->rel, &row) != MOVE_OK)
    return NULL;
  return show_move(d, action, _T(r, row->label), tone, to);
}

struct data *shop_ask(struct req *r, struct data *d, const struct machine *m, const char *state, const char *action,
                      const char *to, const char *tone, const char *consequence) {
  struct data *row = shop_move(r, d, m, state, action, to, tone);

  if (row != NULL)
    show_ask(row, consequence, _T(r, move_label(m, action)));
  return row;
}

const char *shop_app(const struct req *r) {
  const char *app = http_param(&r->in->args, "app");

  return id_parse(app) == 0 ? NULL : app;
}

void shop_choosing(struct req *r, const char *name) {
  const char *app = name == NULL ? NULL : shop_app(r), *here = r->in->path;

  data_flag(r->d, "choosing", app != NULL);
  data_text(r->d, "choosing_name", name);
  data_text(r->d, "choosing_back_url", app == NULL ? NULL : url(r, "app_plugins", app));
  if (r->in->query[0] != '\0')
    here = arena_fmt(r->c->a, "%s?%s", here, r->in->query);
  data_text(r->d, "choosing_leave_url", url_with(r, here, "app", NULL));
}

const char *shop_keep(const struct req *r, const char *u) {
  const char *app = shop_app(r);

  return app == NULL ? u : url_with(r, u, "app", app);
}
