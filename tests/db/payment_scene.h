/* What the tests of payment share: a plugin with its owner mini-program, and both kinds of application. */
#ifndef TESTS_DB_PAYMENT_SCENE_H
#define TESTS_DB_PAYMENT_SCENE_H

#include "fixture.h"

#include "domain/payment.h"

enum { OWNER = 601, STRANGER = 602, PLUGIN = 6001, APP = PLUGIN + 1000000, OTHER_APP = 6002, ANNA = 20061 };

extern struct ctx *c;
extern const struct payment_in by_provider, by_merchant;

/* For cmocka: once, and before each test: no application, the mini-program has payment, the main account acts. */
int payment_up(void **state);
int clean(void **state);
/* A member of the owner acts from here on. */
void be(const char *role);
struct payment stored(void);

/* "submit", "withdraw", "approve" or "reject" of what is loaded now, in a transaction … */
enum res act(const char *action, const struct payment_in *in);
/* … and the same inside one. */
struct payment_call {
  struct ctx *c;
  const char *action;
  const struct payment_in *in;
};
enum res payment_act(void *call);
/* The capability in a state, by the ordinary way (mode merchant). */
void bring(const char *state);

#endif
