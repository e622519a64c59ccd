/* A merchant that applies for 在线客服 of the demo data, which needs approval, and its provider: the steps that the programs
 * about applications share. */
#ifndef TESTS_HTTP_ASKING_H
#define TESTS_HTTP_ASKING_H

#include "client.h"

struct form;

/* Made by asking_begin, which signs the first provider and the first merchant of demo.json in; the merchant holds the
 * plugin. */
extern struct arena *a;
extern struct client *provider, *merchant, *stranger;
extern const char *plugin;

/* cmocka's functions for a program. */
int asking_begin(void **state);
int asking_end(void **state);
/* Both sign in anew: sessions do not last over a moved clock. */
void sign_in(void);

const char *at(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Id of a mini-program by its name; addresses. */
const char *app_of(const char *name);
const char *bind_path(void);
const char *list_path(void);
const char *binding_path(const char *app);
/* A page that must be there, and whether it says something. */
struct page *see(struct client *c, const char *path);
bool says(struct client *c, const char *path, const char *text);

/* The bind form with this mini-program ticked and all that is needed; and sending it. */
struct form *bind_form(const char *app, const char *reason);
void apply(const char *app, const char *reason);
/* The form of the provider's answer to the newest application of a mini-program. */
struct form *answer_form(const char *app, const char *action);

#endif
