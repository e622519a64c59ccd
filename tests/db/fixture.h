/* What the tests of domain functions against a real MariaDB share: a context on the site that the runner names, plain SQL
 * to set a scene, and people to act as. tests/lib/run.sh says which environment they get. */
#ifndef TESTS_DB_FIXTURE_H
#define TESTS_DB_FIXTURE_H

#include "app/ctx.h"

#include <stdbool.h>

/* A context with a connection of its own (call it again in a forked child). Fails the test without a site. */
struct ctx *fixture_ctx(void);
/* Run one statement as the account of migrations, which may do anything; its printf arguments are trusted. */
void fixture_sql(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The first column of the first row; -1 without a row. Sees what is committed. */
int64_t fixture_int(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Who asks from here on: a member of a subject. real_name is its verification state. */
void fixture_be(struct ctx *c, int64_t subject, const char *type, const char *role, const char *real_name);
/* A subject with a main account, whose user id it gives: id 1…9999, verified. */
int64_t fixture_subject(int64_t id, const char *type, const char *name);
/* A mini-program with one category ("" for none). */
void fixture_app(int64_t id, int64_t subject, const char *name, const char *category);
/* A plugin of that subject that is on the shelf with version 1.0.0 online, summary and tags. */
void fixture_plugin(int64_t id, int64_t subject, const char *name, const char *summary, const char *tags,
                    const char *category);

/* Run work(arg) in a transaction of c and give its result. */
enum res fixture_tx(struct ctx *c, enum res (*work)(void *), void *arg);
/* Fork `n` processes that call work(their own context, i, arg) in a transaction at the same moment; how many returned
 * `want`. Work returns normally; a crash fails the test. */
int fixture_race(int n, enum res (*work)(struct ctx *c, int i, void *arg), void *arg, enum res want);

#endif
