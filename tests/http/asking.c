/* Forms are the pages' own; only the ids of applications, which no page shows, are read from the table. */
#include "asking.h"

#include "../db/fixture.h"
#include "demo.h"
#include "form.h"
#include "people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct arena *a;
struct client *provider, *merchant, *stranger;
const char *plugin;

const char *at(const char *fmt, ...) {
  va_list ap;
  char *out;

  va_start(ap, fmt);
  out = arena_vfmt(a, fmt, ap);
  va_end(ap);
  return out;
}

void sign_in(void) {
  provider = demo_client(a, "provider", 0);
  merchant = demo_client(a, "merchant", 0);
}

int asking_begin(void **state) {
  (void)state;
  a = arena_new((size_t)4 << 30);
  plugin = demo_find(a, "plugins", "name", "在线客服", 0, "id");
  sign_in();
  stranger = people_register(a, "stranger", "enterprise");
  return 0;
}

int asking_end(void **state) {
  (void)state;
  demo_clock(0);
  arena_free(a);
  return 0;
}

const char *app_of(const char *name) { return demo_find(a, "apps", "name", name, 0, "id"); }
const char *bind_path(void) { return at("/console/obtained/%s/bind", plugin); }
const char *list_path(void) { return at("/console/plugins/%s/applications", plugin); }
const char *binding_path(const char *app) { return at("/console/apps/%s/plugins/%s", app, plugin); }
struct page *see(struct client *c, const char *path) {
  return page_want(client_get(c, path), 200);
}

struct form *bind_form(const char *app, const char *reason) {
  struct form *f = form_get(see(merchant, at("%s?app=%s", bind_path(), app)), "bind");

  assert_string_equal(form_value(f, "app"), app); /* chosen already */
  form_set(f, "reason", reason);
  form_set(f, "agree", "1");
  return f;
}

void apply(const char *app, const char *reason) {
  struct page *p = page_want(form_send(merchant, bind_form(app, reason)), 200);

  assert_true(page_says(p, "申请已提交"));
  assert_true(page_says(p, "查看申请"));
}

struct form *answer_form(const char *app, const char *action) {
  const char *id = at("%lld", (long long)fixture_int("SELECT id FROM application WHERE app_id = %s AND plugin_id = %s"
                                                     " ORDER BY applied_at DESC, state = 'pending' DESC LIMIT 1",
                                                     app, plugin));
  struct form *f = form_get(see(provider, list_path()), action);

  form_set(f, "application", id);
  return f;
}

bool says(struct client *c, const char *path, const char *text) { return page_says(see(c, path), text); }
