/* What the tests of advisories share: a plugin with versions, a merchant with two bindings, and calls in transactions. */
#ifndef TESTS_DB_ADVISORY_SCENE_H
#define TESTS_DB_ADVISORY_SCENE_H

#include "fixture.h"

#include "domain/advisory.h"

#define P    2300000000000000LL
#define ELSE 2300000000000001LL
#define APP  2300000000000101LL
#define APP2 2300000000000102LL
enum { PROVIDER = 71, MERCHANT = 72, STRANGER = 73, B1 = 7101, B2 = 7102, NOW = 1790000000 };

extern struct ctx *c;
extern const struct advisory_input good; /* 1.0.0 to 1.1.0 */

/* For cmocka: once, and before each test: no advisories, at NOW, the provider's main account acts. */
int advisory_up(void **state);
int fresh(void **state);
void as(int64_t subject, const char *role);

/* One call; run does it in a transaction of its own, move_in and ack_in inside one of another context. */
struct call {
  const struct advisory_input *in;
  const char *action, *reason;
  int64_t id, plugin, app;
};
enum res run(enum res (*work)(void *), struct call *k);
enum res do_create(void *call);
enum res do_save(void *call);
enum res do_move(void *call);
enum res do_ack(void *call);
enum res move_in(struct ctx *me, const struct call *k);
enum res ack_in(struct ctx *me, const struct call *k);

/* The same in short. */
int64_t draft(const struct advisory_input *in);
int64_t published(const struct advisory_input *in);
enum res move(int64_t id, const char *action, const char *reason);
enum res ack(int64_t id, int64_t app);

struct advisory stored(int64_t id);
/* How many a binding's page shows, how many its row in the list says, how many a subject has still to read. */
size_t told(int64_t app);
int64_t badge(int64_t app);
size_t left(int64_t subject);

#endif
