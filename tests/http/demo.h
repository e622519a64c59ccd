/* The people and things of demo.json, and signing in as one of them. */
#ifndef TESTS_HTTP_DEMO_H
#define TESTS_HTTP_DEMO_H

#include "client.h"

struct demo_user {
  const char *login, *password, *role, *subject, *subject_type;
  const char *totp; /* base32, "" where not enrolled */
};

/* The `n`th (from 0) user of that role, and of that subject type unless it is NULL. The test ends where there is
 * none. */
struct demo_user demo_user(struct arena *a, const char *role, const char *subject_type, int n);

/* A visitor who is signed in as that user, second step included. A code works once per 30 s, so each user should be
 * signed in once per program and reused; three in a row work, the next one waits for its time. */
struct client *demo_sign_in(struct arena *a, const struct demo_user *user);
/* The same from a sign-in page that `c` was led to; the page behind it. */
struct page *demo_sign_in_on(struct arena *a, struct client *c, struct page *p, const struct demo_user *user);
/* Both at once. */
struct client *demo_client(struct arena *a, const char *role, int n);

/* Texts of the lists "apps" and "plugins": the member `name` of the `n`th entry whose `by` is `value` (by NULL: of
 * all); NULL where there is none. */
const char *demo_find(struct arena *a, const char *list, const char *by, const char *value, int n, const char *name);

/* Move the clock of the site (workers, jobs, ctl) to `seconds` ahead of the real one. domain.md section 6. */
void demo_clock(long seconds);

#endif
