/* demo.json is read anew each time: it is small, and no state is kept but the last used code of each secret. */
#include "demo.h"
#include "form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>
#include <liboath/oath.h>

enum { STEP = 30, STAFF_MAX = 32 };

static const char *state_file(struct arena *a, const char *name) {
  const char *dir = getenv("PLUGSHELF_TEST_STATE");

  if (!dir)
    fail_msg("PLUGSHELF_TEST_STATE is not set: these programs are run by ./dev test");
  return arena_fmt(a, "%s/%s", dir, name);
}

static void free_json(void *json) { json_decref(json); }

static json_t *demo_list(struct arena *a, const char *list) {
  json_error_t why;
  json_t *root = json_load_file(state_file(a, "demo.json"), 0, &why);

  if (!root)
    fail_msg("demo.json: %s", why.text);
  arena_defer(a, free_json, root);
  return json_object_get(root, list);
}

static const char *text_of(struct arena *a, const json_t *object, const char *name) {
  const char *text = json_string_value(json_object_get(object, name));
  return text ? arena_str(a, text) : "";
}

struct demo_user demo_user(struct arena *a, const char *role, const char *subject_type, int n) {
  size_t i;
  json_t *u;

  json_array_foreach(demo_list(a, "users"), i, u) {
    if (strcmp(text_of(a, u, "role"), role) != 0 ||
        (subject_type && strcmp(text_of(a, u, "subject_type"), subject_type) != 0) || n-- > 0)
      continue;
    return (struct demo_user){.login = text_of(a, u, "login"),
                              .password = text_of(a, u, "password"),
                              .role = text_of(a, u, "role"),
                              .subject = text_of(a, u, "subject"),
                              .subject_type = text_of(a, u, "subject_type"),
                              .totp = text_of(a, u, "totp")};
  }
  fail_msg("demo.json has no such user: %s %s", role, subject_type ? subject_type : "");
  return (struct demo_user){0};
}

const char *demo_find(struct arena *a, const char *list, const char *by, const char *value, int n, const char *name) {
  size_t i;
  json_t *o;

  json_array_foreach(demo_list(a, list), i, o) {
    if ((by && strcmp(text_of(a, o, by), value) != 0) || n-- > 0)
      continue;
    return text_of(a, o, name);
  }
  return NULL;
}

static long clock_offset(struct arena *a) {
  FILE *f = fopen(state_file(a, "clock"), "r");
  long offset = 0;

  if (f && fscanf(f, "%ld", &offset) != 1)
    offset = 0;
  if (f)
    fclose(f);
  return offset;
}

void demo_clock(long seconds) {
  struct arena *a = arena_new(1 << 16);
  const char *name = state_file(a, "clock"), *next = arena_fmt(a, "%s.new", name);
  FILE *f = fopen(next, "w");

  if (!f || fprintf(f, "%ld\n", seconds) < 0 || fclose(f) != 0 || rename(next, name) != 0)
    fail_msg("cannot write %s", name);
  arena_free(a);
}

/* The earliest step that this secret has not used; the site takes one before and one after the present one. Not the one
 * before when the present one is about to end: it would be two steps old on its arrival. */
static int64_t next_step(struct arena *a, const char *secret) {
  static struct {
    char secret[64];
    int64_t step;
  } used[STAFF_MAX];
  int i = 0;

  while (i < STAFF_MAX - 1 && used[i].secret[0] && strcmp(used[i].secret, secret) != 0)
    i++;
  snprintf(used[i].secret, sizeof used[i].secret, "%s", secret);
  for (;;) {
    int64_t at = time(NULL) + clock_offset(a), now = at / STEP, first = at % STEP < 20 ? now - 1 : now;
    int64_t step = used[i].step >= first ? used[i].step + 1 : first;

    if (step <= now + 1)
      return used[i].step = step;
    sleep(1);
  }
}

static const char *totp_code(struct arena *a, const char *base32) {
  char *raw = NULL, code[7] = "";
  size_t n = 0;

  if (oath_base32_decode(base32, strlen(base32), &raw, &n) != OATH_OK ||
      oath_hotp_generate(raw, n, (uint64_t)next_step(a, base32), 6, false, OATH_HOTP_DYNAMIC_TRUNCATION, code) !=
          OATH_OK)
    fail_msg("demo.json: not a TOTP secret");
  free(raw);
  return arena_str(a, code);
}

struct page *demo_sign_in_on(struct arena *a, struct client *c, struct page *p, const struct demo_user *user) {
  struct form *f = form_get(page_want(p, 200), "login");

  form_set(f, "email", user->login);
  form_set(f, "password", user->password);
  p = page_want(form_send(c, f), 200);
  if (strstr(p->url, "/login/code")) {
    f = form_get(p, NULL);
    form_set(f, "code", totp_code(a, user->totp));
    p = page_want(form_send(c, f), 200);
  }
  if (strstr(p->url, "/login"))
    fail_msg("%s could not sign in", user->login);
  return p;
}

struct client *demo_sign_in(struct arena *a, const struct demo_user *user) {
  struct client *c = client_new(a);

  demo_sign_in_on(a, c, client_get(c, "/login"), user);
  return c;
}

struct client *demo_client(struct arena *a, const char *role, int n) {
  struct demo_user user = demo_user(a, role, NULL, n);
  return demo_sign_in(a, &user);
}
