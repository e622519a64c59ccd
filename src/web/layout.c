/* The frame of every page. The menu is a table: an entry names a page and the relations that see it. */
#include "web/layout.h"

#include "base/clock.h"
#include "rule/subject.h"
#include "web/look.h"
#include "web/session.h"
#include "web/view.h"

#include <string.h>

struct entry {
  const char *group, *page, *label;
  unsigned need; /* any of these relations */
};

/* In the caller's own standing: its role in the subject it acts for, and its staff rights. */
static const struct entry menu[] = {
    {NULL, "console", N_("工作台"), REL_USER},
    {N_("使用插件"), "market", N_("插件市场"), REL_USER},
    {N_("使用插件"), "obtained", N_("已获取的插件"), REL_TEAM},
    {N_("使用插件"), "apps", N_("我的小程序"), REL_TEAM},
    {N_("开发插件"), "plugins", N_("我的插件"), REL_TEAM},
    {N_("审核"), "review_queue", N_("审核台"), REL_REVIEWERS},
    {N_("账号"), "subject", N_("主体信息"), REL_TEAM},
    {N_("账号"), "real_name", N_("实名认证"), REL_MAIN},
    {N_("账号"), "sessions", N_("登录设备"), REL_USER},
};

static unsigned standing(const struct req *r) {
  const struct principal *who = &r->c->who;

  if (who->user_id == 0)
    return REL_ANYONE;
  return REL_ANYONE | REL_USER | who->rights | ctx_rel(r->c, who->subject_id);
}

static void show_menu(struct req *r) {
  const char *here = r->page != NULL ? (r->page->menu != NULL ? r->page->menu : r->page->name) : "";
  unsigned rel = standing(r);
  const char *group = "";
  struct data *g = NULL;

  data_rows(r->d, "menu");
  for (size_t i = 0; i < sizeof menu / sizeof menu[0]; i++) {
    const struct entry *e = &menu[i];
    struct data *item;

    if ((e->need & rel) == 0)
      continue;
    if (g == NULL || group != e->group) {
      g = data_row(r->d, "menu");
      group = e->group;
      data_text(g, "group_label", group == NULL ? NULL : _T(r, group));
    }
    item = data_row(g, "items");
    data_text(item, "label", _T(r, e->label));
    data_text(item, "url", url(r, e->page));
    data_flag(item, "current", strcmp(e->page, here) == 0);
    data_text(item, "count", NULL);
  }
}

static void show_person(struct req *r) {
  const struct principal *who = &r->c->who;
  struct data *d;

  data_flag(r->d, "signed_in", false);
  data_flag(r->d, "visitor", false);
  if (who->user_id == 0) {
    d = data_row(r->d, "visitor");
    data_text(d, "login_url", url(r, "login"));
    data_text(d, "register_url", url(r, "register"));
    return;
  }
  d = data_row(r->d, "signed_in");
  data_text(d, "user_name", who->user_name);
  data_text(d, "subject_name", who->subject_name);
  data_text(d, "subject_type_label", _T(r, subject_type_label(who->subject_type)));
  data_text(d, "role_label", _T(r, rel_role_label(who->role)));
  data_text(d, "account_url", url(r, "sessions"));
  data_text(d, "console_url", url(r, "console"));
  data_text(d, "logout_url", url(r, "logout"));
}

static void show_errors(struct req *r) {
  struct data *box;

  data_rows(r->d, "errors");
  if (r->errors.n == 0)
    return;
  box = data_row(r->d, "errors");
  data_int(box, "error_count", (int64_t)r->errors.n);
  for (size_t i = 0; i < r->errors.n; i++) {
    struct data *e = data_row(box, "error_items");
    const char *field = r->errors.e[i].field;

    data_text(e, "text", r->errors.e[i].text);
    if (field[0] == '\0')
      data_text(e, "href", "#main");
    else
      data_fmt(e, "href", "#f-%s", field);
  }
}

static void show_flash(struct req *r) {
  data_rows(r->d, "flash");
  if (r->flash_shown == NULL || r->flash_shown[0] == '\0')
    return;
  struct data *f = data_row(r->d, "flash");

  data_text(f, "flash_tone", r->flash_shown_tone[0] == '\0' ? "green" : r->flash_shown_tone);
  data_text(f, "flash_text", r->flash_shown);
}

/* The address of this page as it stands, for links that change one value of it. */
static const char *this_url(struct req *r) {
  const char *here = r->in->path == NULL ? "/" : r->in->path;
  struct buf b = buf_new(r->c->a, 64 * 1024);

  for (const char *p = here; *p != '\0';) { /* the path goes back into a URL segment by segment */
    size_t n = strcspn(p, "/");

    buf_str(&b, http_escape(r->c->a, arena_strn(r->c->a, p, n)));
    p += n;
    if (*p == '/')
      buf_char(&b, *p++);
  }
  if (r->in->method != HTTP_POST && r->in->query != NULL && r->in->query[0] != '\0')
    buf_fmt(&b, "?%s", r->in->query);
  return b.p;
}

static void show_language(struct req *r) {
  enum lang other = r->c->lang == LANG_ZH ? LANG_EN : LANG_ZH;

  data_text(r->d, "lang_tag", lang_tag(r->c->lang));
  data_text(r->d, "lang_other_tag", lang_tag(other));
  /* lint: allow han, a language is named in itself */
  data_text(r->d, "lang_other_label", other == LANG_EN ? "English" : "中文");
  data_text(r->d, "lang_other_url", url_with(r, this_url(r), "lang", lang_code(other)));
}

static void show_theme(struct req *r) {
  static const char *const themes[][2] = {{"auto", N_("跟随系统")}, {"light", N_("浅色")}, {"dark", N_("深色")}};
  const char *theme = look_theme(r), *now = theme[0] == '\0' ? "auto" : theme;

  data_text(r->d, "theme", theme[0] == '\0' ? NULL : theme);
  data_rows(r->d, "themes");
  for (size_t i = 0; i < 3; i++) {
    struct data *row = data_row(r->d, "themes");

    data_text(row, "label", _T(r, themes[i][1]));
    data_text(row, "url", url_with(r, this_url(r), "theme", themes[i][0]));
    data_flag(row, "current", strcmp(themes[i][0], now) == 0);
  }
}

static void show_footer(struct req *r) {
  const char *p = r->c->conf->footer_links;

  data_rows(r->d, "footer_links");
  while (p != NULL && *p != '\0') {
    size_t n = strcspn(p, ","), bar = strcspn(p, "|");
    struct data *row;

    if (bar < n) {
      row = data_row(r->d, "footer_links");
      data_text(row, "label", arena_strn(r->c->a, p, bar));
      data_text(row, "url", arena_strn(r->c->a, p + bar + 1, n - bar - 1));
    }
    p += n + (p[n] == ',');
  }
  data_text(r->d, "footer_mail", r->c->conf->footer_mail);
  data_text(r->d, "year", arena_strn(r->c->a, clock_date(r->c->a, r->c->now, (int)r->c->conf->zone), 4));
}

/* Does the form carry files? Then it must be multipart. */
static void form_frame(struct req *r) {
  bool file = false;

  for (size_t i = 0; r->page != NULL && r->page->form != NULL && i < r->page->form->n; i++)
    file = file || r->page->form->f[i].kind == FIELD_FILE || r->page->form->f[i].kind == FIELD_FILES;
  data_flag(r->d, "has_file", file);
  data_text(r->d, "upload_js_url", file ? arena_fmt(r->c->a, "/static/upload.js?v=%s", r->site->asset_version) : NULL);
  data_text(r->d, "login_page_url", url(r, "login"));
  data_int(r->d, "body_max", r->page == NULL ? 0 : r->page->body_max);
}

/* Every trail begins where its pages do: at the dashboard, or for everybody's pages at the home page. */
static void show_root(struct req *r) {
  bool bare = r->page == NULL || (r->page->flags & PAGE_BARE) != 0 || r->c->who.user_id == 0;
  const char *root = bare ? "home" : "console";

  if (r->page != NULL && strcmp(r->page->name, root) == 0)
    return;
  crumb(r, bare ? _T(r, N_("首页")) : _T(r, N_("工作台")), url(r, root));
}

/* What stands above the page, nearest first, without the root: two pages called 基本设置 are told apart by it. */
static const char *trail(struct req *r) {
  const struct data *row = data_first(r->d, "crumbs", 6);
  const char *text = "";
  bool known;

  while (row != NULL && (row = data_next(row)) != NULL)
    text = arena_fmt(r->c->a, " · %s%s", data_value(row, "label", 5, &known), text);
  return text;
}

void layout_begin(struct req *r) {
  /* known to the parts, empty unless the page fills them */
  static const char *const lists[] = {"crumbs",      "crumb_here", "form_url",  "safe_name",    "safe_value",
                                      "fields",      "groups",     "submits",   "cancel_url",   "moves",
                                      "count_text",  "prev",       "next",      "page_numbers", "filters",
                                      "has_filters", "misfit",     "move_name", "move_value",   "former"};
  const char *product = r->c->conf->product;
  const char *v = r->site->asset_version;

  data_text(r->d, "product", product != NULL && product[0] != '\0' ? product : _T(r, N_("小程序插件平台")));
  data_fmt(r->d, "css_url", "/static/console.css?v=%s", v);
  data_fmt(r->d, "js_url", "/static/console.js?v=%s", v);
  data_fmt(r->d, "icon_url", "/static/icon.svg?v=%s", v);
  data_text(r->d, "home_url", url(r, "home"));
  data_text(r->d, "market_url", url(r, "market"));
  data_text(r->d, "plugin_center_url", url(r, "plugin_center"));
  data_text(r->d, "request_id", r->in->id);
  data_flag(r->d, "bare", r->page == NULL || (r->page->flags & PAGE_BARE) != 0 || r->c->who.user_id == 0);
  data_flag(r->d, "has_rev", false);
  data_flag(r->d, "has_key", false);
  data_text(r->d, "rev", NULL);
  data_text(r->d, "key", NULL);
  data_text(r->d, "unsaved", r->unsaved);
  data_text(r->d, "title_state", NULL);
  data_text(r->d, "csrf", r->c->who.user_id != 0 ? csrf_token(r) : NULL);
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
    data_rows(r->d, lists[i]);
  form_frame(r);
  if (r->page != NULL)
    page_title(r, _T(r, r->page->title));
  show_root(r);
  show_person(r);
  show_language(r);
  show_theme(r);
  show_footer(r);
  show_menu(r);
}

void layout_end(struct req *r) {
  if (data_first(r->d, "crumbs", 6) == NULL) /* a trail of one page leads nowhere */
    data_text(r->d, "crumb_here", NULL);
  data_text(r->d, "title_trail", trail(r));
  data_text(r->d, "title_prefix", r->errors.n > 0 ? _T(r, N_("错误：")) : NULL);
  show_errors(r);
  show_flash(r);
}

void layout_headers(struct req *r) {
  struct http_reply *out = r->out;

  /* A page that serves files of people has set a narrower one. */
  if (out->head.n == 0 || strstr(out->head.p, "Content-Security-Policy:") == NULL)
    http_header(out, "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
                "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  http_header(out, "X-Content-Type-Options", "nosniff");
  http_header(out, "Referrer-Policy", "same-origin");
  http_header(out, "Cross-Origin-Opener-Policy", "same-origin");
  http_header(out, "Cross-Origin-Resource-Policy", "same-origin");
  http_header(out, "Cross-Origin-Embedder-Policy", "require-corp");
  http_header(out, "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
}

bool layout_render(struct req *r, const char *body, int status) {
  struct buf out = buf_new(r->c->a, 4 << 20);

  data_text(r->d, "BODY", body);
  layout_end(r);
  if (!view_render(r->c->lang, "layout.tpl", r->d, &out))
    return false;
  r->out->status = status;
  r->out->body = (struct bytes){out.p, out.n};
  http_header(r->out, "Content-Type", "text/html; charset=utf-8");
  return true;
}
