/* A merchant that applies for a plugin which needs approval: what the programs about applications share. */
#ifndef TESTS_DB_APPLICATION_SCENE_H
#define TESTS_DB_APPLICATION_SCENE_H

#include "app/ctx.h"

#define P    2200000000000000LL /* needs approval; any mini-program */
#define APP  2200000000000101LL
#define APP2 2200000000000102LL

enum { NOW = 1790000000, PROVIDER = 31, MERCHANT = 32, STRANGER = 33 };

/* The context that acts; scene_up makes it. */
extern struct ctx *c;

/* cmocka's functions: once a program; before each test, with nothing applied for, at NOW, as the merchant. */
int scene_up(void **state);
int scene_fresh(void **state);

void as_merchant(struct ctx *me);
void as_provider(struct ctx *me);

/* Bind, as the context says. */
struct want {
  const char *reason;
  int64_t app[2];
  size_t n;
  size_t waits;
};
enum res do_bind(void *arg);
enum res apply(int64_t app, const char *reason);

int64_t rows(const char *table, const char *where);
/* The newest application; and whether it and its binding are in these states. */
int64_t newest(void);
bool is(const char *application, const char *binding);

/* approve, refuse, withdraw or expire one, as whoever the context says; act: the newest in a transaction; act_rightly: as
 * who may, expire 24 h later. */
struct step {
  const char *action, *reason;
  int64_t id;
};
enum res step(struct ctx *me, const struct step *s);
enum res act(const char *action, const char *reason);
enum res act_rightly(const char *action);

#endif
