/* 注册: a person, the subject they act for, and its main account, in one step; signed in afterwards. */
#include "domain/people.h"
#include "rule/subject.h"
#include "web/page.h"
#include "web/session.h"

extern const struct page page_register;

struct register_form {
  const char *email, *password, *display_name, *subject_type, *subject_name;
};

static const struct choice *choose(struct req *r, size_t *n) {
  const struct subject_type *t = subject_types(n);
  struct choice *c = ARENA_ARRAY(r->c->a, struct choice, *n);

  for (size_t i = 0; i < *n; i++)
    c[i] = (struct choice){t[i].code, _T(r, t[i].label), t[i].hint == NULL ? NULL : _T(r, t[i].hint)};
  return c;
}

static const struct field fields_fields[] = {
    F_EMAIL(struct register_form, email, .label = N_("邮箱"), .hint = N_("用来登录"), .min = 1, .max = 254,
            .autocomplete = "username"),
    F_PASSWORD(struct register_form, password, .label = N_("密码"),
               .hint = N_("至少 15 个字符，可以用几个不相关的词连起来"), .min = 15, .max = 128,
               .autocomplete = "new-password"),
    F_TEXT(struct register_form, display_name, .label = N_("你的姓名"), .min = 1, .max = 30, .autocomplete = "name"),
    F_RADIOS(struct register_form, subject_type, .label = N_("主体类型"), .min = 1, .choose = choose),
    F_TEXT(struct register_form, subject_name, .label = N_("主体名称"),
           .hint = N_("组织填写营业执照或登记证书上的全称，个人填写姓名"), .min = 2, .max = 60,
           .autocomplete = "organization"),
};
FORM(fields, struct register_form);

static enum res show(struct req *r) {
  show_submit(r, "register", _T(r, N_("注册并登录")), "primary");
  data_text(r->d, "login_url", url(r, "login"));
  return RES_OK;
}

static enum res act(struct req *r) {
  const struct register_form *f = r->form;
  struct registration in = {f->email, f->password, f->display_name, f->subject_type, f->subject_name};
  int64_t user = 0, subject = 0;
  enum res res = people_register(r->c, &in, &user, &subject);

  if (res == RES_OK)
    res = session_start(r, user, subject, 1);
  r->to = url(r, "console");
  return res;
}

const struct page page_register = {
    .name = "register",
    .path = "/register",
    .title = N_("注册"),
    .see = PERM_PUBLIC,
    .change = PERM_PUBLIC,
    .flags = PAGE_BARE,
    .form = &fields,
    .show = show,
    .act = act,
};
