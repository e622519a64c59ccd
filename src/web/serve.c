/* The fixed steps of a page (page.h), in the order in which they are safe: nothing of a POST reaches the database
 * before its origin and token are right, and nothing is shown or done before the caller's relation is known. */
#include "app/journal.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/seal.h"
#include "base/text.h"
#include "web/cached.h"
#include "web/detour.h"
#include "web/filter.h"
#include "web/layout.h"
#include "web/look.h"
#include "web/page.h"
#include "web/route.h"
#include "web/session.h"
#include "web/shared.h"

#include <stdlib.h>
#include <string.h>

static void go(struct req *r, const char *to) {
  r->out->status = 303;
  r->out->body = (struct bytes){NULL, 0};
  http_header(r->out, "Location", to);
}

static const char *here(const struct req *r) {
  return r->in->query[0] == '\0' ? r->path : arena_fmt(r->c->a, "%s?%s", r->path, r->in->query);
}

/* ---- before the database ---- */

static enum res first_field(void *arg, const char *name, const char *value) {
  struct req *r = arg;

  if (strcmp(name, "csrf") == 0)
    r->typist = csrf_owner(r, value);
  if (strcmp(name, "csrf") == 0 && csrf_ok(r, value))
    return RES_OK;
  if (strcmp(name, "csrf") == 0 && csrf_same_origin(r)) { /* read on, to give back what was typed: detour.h */
    r->expired = true;
    return RES_OK;
  }
  return why(r->c, RES_FORBIDDEN, NULL, N_("页面已过期，请返回上一页刷新后再提交"));
}

static enum res read_post(struct req *r) {
  struct http_form_limits lim = {1000, 512 * 1024, 20, r->c->conf->request_max, 0};
  enum res res = csrf_headers(r);
  const char *rev;

  if (res != RES_OK)
    return why(r->c, res, NULL, N_("这个请求不是从本站页面发出的"));
  lim.total = r->page->body_max == 0 ? 256 * 1024 : r->page->body_max;
  if (r->page->change == PERM_NONE || r->page->act == NULL)
    return RES_METHOD;
  res = http_form_read(r->in, &lim, first_field, r, &r->post);
  if (res != RES_OK)
    return res;
  if (r->post.n == 0)
    return first_field(r, "", "");
  r->action = http_param(&r->post, "action");
  r->op = http_param(&r->post, "op");
  rev = http_param(&r->post, "rev");
  r->action = r->action == NULL ? "" : r->action;
  r->op = r->op == NULL ? "" : r->op;
  r->rev = rev == NULL ? 0 : strtoll(rev, NULL, 10);
  return RES_OK;
}

/* ---- who, what, may they ---- */

static enum res admit(struct req *r, enum perm perm) {
  const struct principal *who = &r->c->who;
  enum res res;

  r->rel = REL_ANYONE;
  if (who->user_id != 0)
    r->rel |= REL_USER | who->rights;
  if (who->user_id == 0 && (policy_given(r->page->see) & REL_ANYONE) == 0)
    return RES_SIGN_IN;
  if (r->page->load != NULL && (res = r->page->load(r)) != RES_OK)
    return res;
  if (!policy_may(r->page->see, r->rel) || !policy_may(perm, r->rel))
    return r->c->why.text != NULL ? RES_FORBIDDEN
                                  : why(r->c, RES_FORBIDDEN, NULL, N_("需要由%s来操作"),
                                        _T(r, policy_holders(policy_may(r->page->see, r->rel) ? perm : r->page->see)));
  if (r->in->method == HTTP_POST && who->subject_state != NULL && strcmp(who->subject_state, "suspended") == 0 &&
      (policy_given(perm) & REL_TEAM) != 0)
    return why(r->c, RES_FORBIDDEN, NULL, N_("主体已被停用，只能查看；请联系平台运营"));
  return RES_OK;
}

/* ---- answers ---- */

static enum res show_page(struct req *r, int status) {
  enum res res;

  layout_begin(r);
  if (r->page->filters != NULL)
    filter_show(r);
  if (r->page->act != NULL || r->c->who.user_id != 0) {
    data_text(r->d, "csrf", csrf_token(r));
    data_text(r->d, "key", seal_token(r->c->a));
    data_flag(r->d, "has_key", true);
  }
  res = r->page->show == NULL ? RES_OK : r->page->show(r);
  if (res != RES_OK)
    return res;
  if ((r->page->flags & PAGE_RAW) != 0)
    return RES_OK;
  if (r->page->form != NULL)
    form_show(r, r->page->form, "", r->form, r->posted, r->d, "fields");
  if (!layout_render(r, arena_fmt(r->c->a, "%s.tpl", r->page->name), status))
    return RES_INTERNAL;
  if (r->flash_shown != NULL && r->flash_shown[0] != '\0' && r->in->method == HTTP_GET)
    return flash_clear(r);
  return RES_OK;
}

static enum res keep(struct req *r) { return r->page->keep == NULL ? RES_OK : r->page->keep(r); }

static enum res show_again(struct req *r) {
  enum res res;

  if (r->errors.n == 0)
    form_complain(r, r->c->why.field == NULL ? "" : r->c->why.field,
                  r->c->why.text == NULL ? _T(r, res_words(RES_INVALID)) : r->c->why.text);
  r->posted = true;
  if (r->page->show == NULL && r->page->form == NULL)
    return RES_INVALID;
  res = keep(r);
  return res == RES_OK ? show_page(r, 422) : res;
}

static enum res show_first(struct req *r) { return show_page(r, 200); }

/* ---- the change ---- */

static enum res work(void *arg) {
  struct req *r = arg;
  const char *key = http_param(&r->post, "key");
  enum res res = RES_OK;

  if (key != NULL && key[0] != '\0')
    res = idem_begin(r, key);
  r->repeated = res == RES_CONFLICT; /* the same key came before: its answer is in r->to */
  if (res != RES_OK)
    return res;
  r->to = NULL;
  r->flash = NULL;
  r->errors.n = 0;
  res = r->page->act(r);
  if (res == RES_OK)
    res = detour_done(r);
  if (res != RES_OK)
    return res;
  if (r->to == NULL)
    r->to = r->path;
  if (key != NULL && key[0] != '\0')
    return idem_end(r, key);
  if (r->flash != NULL && r->c->who.session_id != 0)
    res = flash_write(r);
  return res;
}

static bool needs_step_up(const struct req *r) {
  return r->c->now - r->c->who.proved_at > r->c->conf->proof_max && text_listed(r->page->step_up, r->action);
}

static bool edits_rows(const struct req *r) {
  return r->op[0] != '\0' && strcmp(r->op, "save") != 0 && r->page->op != NULL &&
         (r->page->ops == NULL || text_listed(r->page->ops, r->op));
}

static enum res put_away(void *arg) {
  struct req *r = arg;

  return stash_put(r, &r->resume);
}

static enum res ask_step_up(struct req *r) {
  enum res res = db_tx(r->c->db, put_away, r);

  if (res == RES_OK)
    go(r, url_with(r, url_with(r, url(r, "step_up"), "next", r->path), "resume", r->resume));
  r->resume = NULL;
  return res;
}

static enum res edit_rows(struct req *r) {
  enum res res = r->page->op(r);

  r->posted = true;
  if (res == RES_OK && r->to != NULL) { /* on the way somewhere else */
    go(r, r->to);
    return RES_OK;
  }
  if (res == RES_OK)
    res = keep(r);
  return res == RES_OK ? show_page(r, 200) : res;
}

static enum res change(struct req *r) {
  enum res res;

  if (r->page->form != NULL)
    r->form = arena_alloc(r->c->a, r->page->form->size);
  if (edits_rows(r))
    return edit_rows(r);
  if (r->page->form != NULL)
    form_read(r, r->page->form, "", r->action, r->form);
  if (r->errors.n > 0)
    return show_again(r);
  if (needs_step_up(r))
    return ask_step_up(r);
  res = r->page->prepare == NULL ? RES_OK : r->page->prepare(r);
  if (res == RES_OK)
    res = ctx_tx(r->c, work, r);
  if (res == RES_OK || r->repeated) {
    if (r->resume == NULL)
      go(r, r->to);
    return RES_OK;
  }
  if (res != RES_INVALID)
    return res;
  if (r->page->refused != NULL && (res = r->page->refused(r)) != RES_OK)
    return res;
  return show_again(r);
}

/* ---- one request ---- */

static enum res answer(struct req *r);

/* After a step-up the form that waited is posted from here: it was checked when it first came. */
static enum res resume(struct req *r) {
  struct req again = *r;

  again.depth++;
  again.posted = false;
  again.errors.n = 0;
  again.path = r->resume;
  again.post = r->resumed;
  again.flash_shown = NULL;
  again.c->who.proved_at = r->c->now;
  again.d = data_new(r->c->a);
  again.resume = NULL;
  again.to = NULL;
  again.page = route_find(r->site, r->c->a, again.path, again.var);
  if (again.page == NULL || again.page->act == NULL)
    return RES_NOT_FOUND;
  again.action = http_param(&again.post, "action");
  again.op = "";
  again.action = again.action == NULL ? "" : again.action;
  again.rev = http_param(&again.post, "rev") == NULL ? 0 : strtoll(http_param(&again.post, "rev"), NULL, 10);
  return answer(&again);
}

/* A token that is too old: what was typed comes back to the one who typed it, and to nobody else. */
static enum res answer_expired(struct req *r) {
  if (r->c->who.user_id == r->typist && detour_again(r))
    return show_page(r, 403);
  if (r->c->who.user_id != r->typist)
    r->post = (struct http_form){0};
  return why(r->c, RES_FORBIDDEN, NULL, N_("页面已过期，请返回上一页刷新后再提交"));
}

static enum res answer(struct req *r) {
  bool post = r->in->method == HTTP_POST;
  enum res res = admit(r, post ? r->page->change : r->page->see);

  if (res != RES_OK)
    return res == RES_SIGN_IN && post ? detour_put(r) : res;
  if (post && r->expired)
    return answer_expired(r);
  if (!post) {
    if (r->page->form != NULL)
      r->form = arena_alloc(r->c->a, r->page->form->size);
    res = detour_take(r);
    return res == RES_OK ? shared_answer(r, show_first) : res;
  }
  res = change(r);
  return res == RES_OK && r->resume != NULL && r->depth == 0 ? resume(r) : res;
}

static enum res steps(struct req *r) {
  const char *look;
  enum res res;

  r->page = route_find(r->site, r->c->a, r->in->path, r->var);
  if (r->page == NULL)
    return RES_NOT_FOUND;
  if (r->in->method == HTTP_OTHER)
    return RES_METHOD;
  if (r->in->method == HTTP_POST && (res = read_post(r)) != RES_OK)
    return res;
  if ((r->page->flags & PAGE_NO_SESSION) == 0 && (res = session_find(r)) != RES_OK)
    return res;
  look = look_keep(r);
  if (look != NULL) {
    go(r, look);
    return RES_OK;
  }
  return answer(r);
}

static void finish(struct req *r, enum res res) {
  if (res == RES_SIGN_IN) {
    const char *next = r->next == NULL ? here(r) : r->next;

    go(r, url_with(r, url(r, r->half_user != 0 ? "login_code" : "login"), "next", next));
  } else if (res != RES_OK) {
    if (res == RES_METHOD)
      http_header(r->out, "Allow", r->page != NULL && r->page->act != NULL ? "GET, HEAD, POST" : "GET, HEAD");
    layout_error(r, res);
  }
  if (r->new_vid)
    http_cookie(r->out, cookie_vid(r->c->conf), r->vid, -1, r->c->conf->secure_cookies != 0, true);
  layout_headers(r);
  cached_headers(r);
  if (r->c->conf->dev)
    http_header(r->out, "X-Db-Trips", arena_fmt(r->c->a, "%lld", (long long)db_trips(r->c->db)));
}

static void log_request(struct req *r, enum res res, int64_t began) {
  struct arena *a = r->c->a;
  const char *error = db_error(r->c->db);

  log_line(r->out->status >= 500 ? LOG_ERROR : LOG_INFO, "request", "id", r->in->id, "method", r->in->method_text,
           "path", r->in->path, "page", r->page == NULL ? NULL : r->page->name, "action", r->action, "status",
           arena_fmt(a, "%d", r->out->status), "code", res_code(res), "user",
           arena_fmt(a, "%lld", (long long)r->c->who.user_id), "trips",
           arena_fmt(a, "%lld", (long long)db_trips(r->c->db)), "us",
           arena_fmt(a, "%lld", (long long)(clock_ticks() - began)), "db_us",
           arena_fmt(a, "%lld", (long long)db_spent(r->c->db)), "db", error[0] == '\0' ? NULL : error, NULL);
}

void page_serve(const struct site *s, struct http_request *in, enum res broken, struct http_reply *out) {
  int64_t began = clock_ticks();
  struct ctx c = {.a = in->a,
                  .db = s->db,
                  .conf = s->conf,
                  .now = clock_now(),
                  .request_id = in->id,
                  .address = in->address == NULL ? "" : in->address};
  struct req r = {.c = &c, .in = in, .out = out, .site = s, .action = "", .op = "", .path = in->path};
  enum res res = broken;

  if (in->query == NULL)
    in->query = "";
  if (in->path == NULL)
    in->path = r.path = "/";
  db_clear(s->db);
  r.d = data_new(in->a);
  look_language(&r);
  r.sid = http_param(&in->cookies, cookie_sid(s->conf));
  r.vid = http_param(&in->cookies, cookie_vid(s->conf));
  if (res == RES_OK)
    res = steps(&r);
  finish(&r, res);
  log_request(&r, res, began);
}
