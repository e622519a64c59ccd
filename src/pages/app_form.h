/* The form of a mini-program, used to make one and to change one. */
#ifndef PAGES_APP_FORM_H
#define PAGES_APP_FORM_H

#include "domain/app.h"
#include "domain/category.h"
#include "web/page.h"

struct app_form {
  const char *name;
  const struct http_file *avatar;
  struct form_list categories;
  const char *merchant_no;
  int64_t payment_opened;
};

extern const struct form app_new_form;      /* name, avatar, categories */
extern const struct form app_settings_form; /* these, and payment */

/* r->obj of both pages: begins like what load_app gives, and keeps the tree, which is read once per request. */
struct app_page {
  struct app app; /* all zero for a new one */
  struct category *tree;
  size_t ntree;
};

/* For the page tables. */
enum res app_new_load(struct req *r);
enum res app_settings_load(struct req *r);
/* The avatar made anew, kept in r->work. */
enum res app_form_prepare(struct req *r);
/* In `act`: what was typed, with the avatar stored. */
MUST_USE enum res app_form_input(struct req *r, struct app_input *out);

#endif
