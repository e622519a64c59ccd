/* Registration as every test needs it. */
#include "people.h"

#include "form.h"

const char people_password[] = "seven blue horses drink 41 rivers";

const char *people_email(struct arena *a, const char *mark) { return arena_fmt(a, "%s@people.example", mark); }

struct client *people_register(struct arena *a, const char *mark, const char *type) {
  struct client *c = client_new(a);
  struct form *f = form_get(page_want(client_get(c, "/register"), 200), NULL);

  form_set(f, "email", people_email(a, mark));
  form_set(f, "password", people_password);
  form_set(f, "display_name", arena_fmt(a, "%s 的林晓", mark));
  form_set(f, "subject_type", type);
  form_set(f, "subject_name", arena_fmt(a, "%s 主体", mark));
  page_want(form_send(c, f), 200);
  return c;
}
