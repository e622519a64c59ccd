/* What is ticked stands in the form while it is posted, and in the address when the way back comes from elsewhere. */
#include "pages/bind_hosts.h"

#include "base/text.h"
#include "domain/application.h"
#include "domain/ids.h"
#include "pages/avatar.h"
#include "pages/shop.h"

#include <string.h>

enum { SEARCHED = 10 /* more mini-programs than these get a search box */ };

/* Different ids, at most BINDING_HOSTS. */
struct ids {
  size_t n;
  int64_t id[BINDING_HOSTS];
};

static bool has(const struct ids *list, int64_t id) {
  for (size_t i = 0; i < list->n; i++)
    if (list->id[i] == id)
      return true;
  return false;
}

static void add(struct ids *list, int64_t id) {
  if (id != 0 && list->n < BINDING_HOSTS && !has(list, id))
    list->id[list->n++] = id;
}

/* "1234567890123456.2345678901234567" */
static void add_all(const struct req *r, struct ids *list, const char *text) {
  while (text != NULL && *text != '\0') {
    size_t n = strcspn(text, ".");

    add(list, id_parse(arena_strn(r->c->a, text, n)));
    text += n + (text[n] == '.');
  }
}

static struct ids chosen(const struct req *r) {
  bool posted = r->posted || r->in->method == HTTP_POST; /* posted on the way to the sign-in page, too */
  const struct http_form *from = posted ? &r->post : &r->in->args;
  struct ids list = {0};

  for (size_t i = 0; i < from->n; i++)
    if (strcmp(from->param[i].name, "app") == 0)
      add(&list, id_parse(from->param[i].value));
  if (!posted)
    add_all(r, &list, http_param(&r->in->args, "done"));
  return list;
}

static const char *searched(const struct req *r) {
  const char *q = http_param(r->posted || r->in->method == HTTP_POST ? &r->post : &r->in->args, "q");

  return q == NULL ? "" : text_clean(r->c->a, q);
}

/* Those of `host` that are chosen (or are not) behind what the scene has. */
static void append(struct bind_scene *s, const struct host *host, size_t n, const struct ids *list, bool want) {
  for (size_t i = 0; i < n; i++)
    if (has(list, host[i].id) == want)
      s->host[s->n++] = host[i];
}

enum res bind_hosts_find(struct req *r, struct bind_scene *s) {
  struct ids list = chosen(r), missing = {0};
  struct host *found = NULL, *named = NULL;
  size_t n = 0, nnamed = 0;
  enum res res;

  s->q = searched(r);
  res = binding_hosts(r->c, s->o->id, s->q, &found, &n);
  s->more = n > BINDING_HOSTS;
  n = s->more ? BINDING_HOSTS : n;
  for (size_t i = 0; i < list.n; i++) {
    size_t k = 0;

    while (k < n && found[k].id != list.id[i])
      k++;
    if (k == n)
      add(&missing, list.id[i]);
  }
  if (res == RES_OK && missing.n > 0)
    res = binding_hosts_named(r->c, s->o->id, missing.id, missing.n, &named, &nnamed);
  if (res != RES_OK)
    return res;
  s->host = ARENA_ARRAY(r->c->a, struct host, n + nnamed + 1);
  append(s, found, n, &list, true);
  append(s, named, nnamed, &list, true);
  s->nticked = s->n;
  append(s, found, n, &list, false);
  return RES_OK;
}

static const char *id_text(const struct req *r, int64_t id) { return arena_fmt(r->c->a, "%lld", (long long)id); }

/* The way to put it right; nothing where nothing helps, or the caller may not. */
static void show_help(struct req *r, struct data *row, const struct host *h, const struct unfit *u, int64_t plugin) {
  const char *id = id_text(r, h->id);

  data_text(row, "help_url", NULL);
  data_text(row, "help", _T(r, N_("换一个符合要求的主体来绑定")));
  if (u->kind == UNFIT_CATEGORY && policy_may(PERM_APP_EDIT, r->rel)) {
    data_text(row, "help", _T(r, N_("修改小程序的服务类目")));
    data_text(row, "help_url", url(r, "app_settings", id));
  } else if (u->kind == UNFIT_CATEGORY) {
    data_text(row, "help", _T(r, N_("请主账号或管理员修改小程序的服务类目")));
  } else if (u->kind != UNFIT_TYPE) {
    data_text(row, "help", u->kind == UNFIT_WAITING ? _T(r, N_("查看申请")) : _T(r, N_("前往配置")));
    data_text(row, "help_url", url(r, "binding", id, id_text(r, plugin)));
  }
}

static void show_unfit(struct req *r, const struct bind_scene *s, const struct host *h, const struct unfit *u) {
  struct data *row = data_row(r->d, "unfit");

  data_text(row, "name", h->name);
  data_text(row, "reason", u->text);
  data_text(row, "url", url(r, "app", id_text(r, h->id)));
  show_help(r, row, h, u, s->o->id);
}

void bind_hosts_show(struct req *r, struct bind_scene *s, struct form_list *ticked) {
  data_rows(r->d, "unfit");
  data_text(r->d, "remembered_text", NULL);
  s->choice = ARENA_ARRAY(r->c->a, struct choice, s->n + 1);
  if (!r->posted)
    *ticked = (struct form_list){0, ARENA_ARRAY(r->c->a, const char *, s->nticked + 1)};
  for (size_t i = 0; i < s->n; i++) {
    const struct host *h = &s->host[i];
    struct unfit u = binding_unfit(r->c, s->o, h);
    const char *id = id_text(r, h->id);

    if (u.text != NULL) {
      show_unfit(r, s, h, &u);
      if (i < s->nticked && !r->posted)
        data_fmt(r->d, "remembered_text", _T(r, N_("“%s”不能选择：%s")), h->name, u.text);
      continue;
    }
    s->choice[s->nchoices++] = (struct choice){id, h->name, id};
    if (i < s->nticked && !r->posted)
      ticked->v[ticked->n++] = id;
  }
  data_flag(r->d, "has_unfit", data_first(r->d, "unfit", 5) != NULL);
  data_flag(r->d, "narrow", s->n > SEARCHED || s->q[0] != '\0');
  data_flag(r->d, "more", s->more);
  data_flag(r->d, "none_found", s->q[0] != '\0' && s->n == s->nticked);
  data_text(r->d, "q", s->q);
}

void bind_done_show(struct req *r, const struct bind_scene *s) {
  bool done = http_param(&r->in->args, "done") != NULL && !r->posted;

  data_rows(r->d, "done");
  data_flag(r->d, "is_done", false);
  data_flag(r->d, "all_wait", false);
  for (size_t i = 0; done && i < s->nticked; i++) {
    const struct host *h = &s->host[i];
    bool waiting = h->bound != NULL && strcmp(h->bound, "waiting") == 0;
    struct data *row;

    if (h->bound == NULL)
      continue;
    row = data_row(r->d, "done");
    data_text(row, "name", h->name);
    data_text(row, "icon", app_icon(r, h->avatar));
    data_text(row, "label", _T(r, state_label(&binding_machine, h->bound)));
    data_text(row, "tone", state_tone(&binding_machine, h->bound));
    data_text(row, "next_label", waiting ? _T(r, N_("查看申请")) : _T(r, N_("前往配置")));
    data_text(row, "url", url(r, "binding", id_text(r, h->id), id_text(r, s->o->id)));
    data_flag(r->d, "is_done", true);
    data_flag(r->d, "all_wait", waiting);
  }
}

const char *bind_new_url(struct req *r, const struct bind_scene *s) {
  const struct http_form *now = r->posted || r->in->method == HTTP_POST ? &r->post : &r->in->args;
  const char *reason = http_param(now, "reason"), *agree = http_param(now, "agree");
  struct ids list = chosen(r);
  struct buf b = buf_new(r->c->a, 8192);
  char mark = '?';

  buf_str(&b, url_id(r, "bind", s->o->id));
  for (size_t i = 0; i < list.n; i++, mark = '&')
    buf_fmt(&b, "%capp=%lld", mark, (long long)list.id[i]);
  if (reason != NULL && reason[0] != '\0' && text_points(reason) <= APPLICATION_REASON) {
    buf_fmt(&b, "%creason=%s", mark, http_escape(r->c->a, reason));
    mark = '&';
  }
  if (agree != NULL)
    buf_fmt(&b, "%cagree=1", mark);
  return url_with(r, url(r, "app_new"), "next", b.p);
}
