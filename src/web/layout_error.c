/* The error page: what happened, what was typed, where to go. It uses no database, so it also works when that is away. */
#include "web/layout.h"

#include "web/route.h"

#include <string.h>

static const char *const headings[RES__MAX] = {
    [RES_MALFORMED] = N_("请求格式不对"), [RES_SIGN_IN] = N_("请先登录"),      [RES_FORBIDDEN] = N_("没有权限"),
    [RES_NOT_FOUND] = N_("没有找到"),     [RES_METHOD] = N_("不支持这种请求"), [RES_CONFLICT] = N_("现在不能这样做"),
    [RES_STALE] = N_("内容已被更新"),     [RES_TOO_BIG] = N_("内容太大"),      [RES_TYPE] = N_("内容类型不对"),
    [RES_INVALID] = N_("有内容需要修改"), [RES_THROTTLED] = N_("操作太频繁"),  [RES_INTERNAL] = N_("系统出错了"),
    [RES_UNAVAILABLE] = N_("暂时不可用"), [RES_RETRY] = N_("暂时不可用"),      [RES_UNKNOWN] = N_("结果还不确定"),
};

/* What was typed is shown, so that nothing is lost; the technical fields are left out. */
static void show_kept(struct req *r) {
  static const char *const skip[] = {"csrf", "rev", "key", "action", "op", "shown"};

  for (size_t i = 0; i < r->post.n; i++) {
    const struct http_param *p = &r->post.param[i];
    const char *last = strrchr(p->name, '.');
    bool hide = p->value[0] == '\0' || form_is_secret(r->page->form, p->name) ||
                (last != NULL && strcmp(last, ".file") == 0); /* a kept picture */
    struct data *row;

    for (size_t k = 0; k < sizeof skip / sizeof skip[0]; k++)
      hide = hide || strcmp(skip[k], p->name) == 0;
    if (hide)
      continue;
    row = data_row(r->d, "kept");
    data_text(row, "label", p->name);
    for (size_t k = 0; r->page->form != NULL && k < r->page->form->n; k++)
      if (strcmp(r->page->form->f[k].name, p->name) == 0 && r->page->form->f[k].label != NULL)
        data_text(row, "label", _T(r, r->page->form->f[k].label));
    data_text(row, "value", p->value);
  }
}

static void way(struct req *r, const char *label, const char *u) {
  struct data *row = data_row(r->d, "back_links");

  data_text(row, "label", label);
  data_text(row, "url", u);
}

/* Where to go from an error: who can help, the page that was tried, and a place that always works. */
static void show_ways_on(struct req *r, enum res res) {
  const struct reason *why = &r->c->why;
  const struct page *place = why->place == NULL ? NULL : route_named(r->site, why->place);

  data_rows(r->d, "back_links");
  if (place != NULL)
    way(r, _T(r, place->title), why->place_id == 0 ? url(r, why->place) : url_id(r, why->place, why->place_id));
  if (r->page != NULL && (res == RES_STALE || res == RES_CONFLICT || res == RES_INVALID || r->expired))
    way(r, _T(r, N_("查看最新内容")), r->path);
  if (r->c->who.user_id != 0)
    way(r, _T(r, N_("回到工作台")), url(r, "console"));
  else
    way(r, _T(r, N_("回到首页")), url(r, "home"));
}

void layout_error(struct req *r, enum res res) {
  const struct reason *why = &r->c->why;

  r->d = data_new(r->c->a);
  r->errors.n = 0;
  r->flash_shown = NULL;
  r->unsaved = NULL;
  layout_begin(r);
  data_flag(r->d, "bare", true);
  page_title(r, _T(r, headings[res] == NULL ? res_words(res) : headings[res]));
  data_int(r->d, "status", res_status(res));
  data_text(r->d, "heading", _T(r, headings[res] == NULL ? res_words(res) : headings[res]));
  data_text(r->d, "text", why->text != NULL ? why->text : _T(r, res_words(res)));
  show_ways_on(r, res);
  data_rows(r->d, "kept");
  if (res == RES_STALE || res == RES_CONFLICT || res == RES_INVALID || r->expired)
    show_kept(r);
  data_flag(r->d, "has_kept", data_first(r->d, "kept", 4) != NULL);
  if (res == RES_UNAVAILABLE || res == RES_UNKNOWN || res == RES_THROTTLED)
    http_header(r->out, "Retry-After", "5");
  if (layout_render(r, "error.tpl", res_status(res)))
    return;
  r->out->status = 500;
  r->out->body = bytes_of("500\n");
  http_header(r->out, "Content-Type", "text/plain; charset=utf-8");
}
