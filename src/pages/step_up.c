/* 再次确认身份: before a grave act the person proves again to be there, with the password or, where enrolled, a code. The
 * form that waited goes on from here (web/serve.c resume). */
#include "domain/people.h"
#include "domain/throttle.h"
#include "pages/next.h"
#include "web/page.h"
#include "web/session.h"

extern const struct page page_step_up;

struct step_form {
  const char *password, *code, *next, *resume;
};

static bool with_code(const struct req *r) { return r->c->who.factor == 2; }
static bool password_only(const struct req *r) { return !with_code(r); }

static const struct field fields_fields[] = {
    F_PASSWORD(struct step_form, password, .label = N_("密码"), .min = 1, .max = 256, .applies = password_only,
               .autocomplete = "current-password"),
    F_PASSWORD(struct step_form, password, .label = N_("密码"), .min = 0, .max = 256, .applies = with_code,
               .hint = N_("密码和验证码填一项"), .autocomplete = "current-password"),
    F_TEXT(struct step_form, code, .label = N_("验证码"), .hint = N_("验证器里的 6 位数字"), .min = 0, .max = 6,
           .applies = with_code, .autocomplete = "one-time-code", .inputmode = "numeric"),
    F_HIDDEN(struct step_form, next, .max = 1000),
    F_HIDDEN(struct step_form, resume, .max = 100),
};
FORM(fields, struct step_form);

/* A field that the caller does not have stays unset. */
static const char *code_of(const struct step_form *f) { return f->code == NULL ? "" : f->code; }

static enum res show(struct req *r) {
  struct step_form *f = r->form;

  if (!r->posted) {
    f->next = http_param(&r->in->args, "next");
    f->resume = http_param(&r->in->args, "resume");
  }
  show_submit(r, "prove", _T(r, N_("确认并继续")), "primary");
  data_text(r->d, "cancel_url", next_path(r, http_param(&r->in->args, "next")));
  return RES_OK;
}

static struct throttle throttle_of(struct req *r) {
  return (struct throttle){arena_fmt(r->c->a, "step %lld", (long long)r->c->who.user_id), NULL, r->c->address};
}

static enum res prepare(struct req *r) {
  const struct step_form *f = r->form;
  struct throttle t = throttle_of(r);
  struct account *acc = ARENA_NEW(r->c->a, struct account);
  enum res res = throttle_check(r->c, &t);

  r->work = acc;
  if (res == RES_OK && f->password[0] == '\0' && code_of(f)[0] == '\0')
    return why(r->c, RES_INVALID, "password", N_("请填写密码或验证码"));
  return res == RES_OK ? people_account(r->c, r->c->who.user_id, acc) : res;
}

static enum res act(struct req *r) {
  const struct step_form *f = r->form;
  const struct account *acc = r->work;
  const char *path = NULL;
  struct http_form post = {0};
  enum res res = code_of(f)[0] != '\0' ? people_code(r->c, acc, f->code) : people_password(r->c, acc, f->password);

  if (res == RES_OK)
    res = session_prove(r, r->c->who.session_id, code_of(f)[0] != '\0' ? 2 : 1);
  if (res != RES_OK)
    return res;
  r->to = next_path(r, f->next);
  if (f->resume[0] == '\0')
    return RES_OK;
  res = stash_take(r, f->resume, &path, &post);
  if (res == RES_NOT_FOUND) /* used or too old: the page itself is shown */
    return RES_OK;
  r->resume = path;
  r->resumed = post;
  return res;
}

static enum res refused(struct req *r) {
  struct throttle t = throttle_of(r);

  return throttle_fail(r->c, &t);
}

const struct page page_step_up = {
    .name = "step_up",
    .path = "/step-up",
    .title = N_("再次确认身份"),
    .see = PERM_SIGNED_IN,
    .change = PERM_SIGNED_IN,
    .flags = PAGE_BARE,
    .form = &fields,
    .show = show,
    .prepare = prepare,
    .act = act,
    .refused = refused,
};
