/* Plugins and versions for the tests of domain/version: each a plugin of its own, brought to where a test begins. */
#ifndef TESTS_DB_VERSION_SCENE_H
#define TESTS_DB_VERSION_SCENE_H

#include "fixture.h"

#include "domain/version.h"

/* The context of all tests of a program; made by scene_up, a group setup. */
extern struct ctx *c;
int scene_up(void **state);

/* A submission with nothing missing. */
extern const struct version_submission complete;

/* A plugin that has everything but a version; and one whose 1.0.0 is in `state`, with a complete submission. */
struct plugin plugin_new(void);
struct plugin plugin_in(const char *state);

/* One call in a transaction of its own. */
struct call {
  struct ctx *c;
  const struct plugin *p;
  struct version *v;
  const char *number, *action, *reason, *manifest /* NULL: {"main":"index.js"} */;
  const struct version_submission *in;
  unsigned rel;
  struct bytes shown;
  int64_t id;
};
enum res do_upload(void *call); /* p, number, rel; sets id */
enum res do_save(void *call);   /* v, in, rel */

/* The same as whoever may. */
enum res upload(const struct plugin *p, const char *number);
enum res upload_with(const struct plugin *p, const char *number, const char *manifest);
enum res save(struct version *v, const struct version_submission *in);
enum res move_as(const struct plugin *p, const char *number, const char *action, unsigned rel);
enum res move(const struct plugin *p, const char *number, const char *action);
enum res decide(const struct plugin *p, const char *number, const char *action, const char *reason, struct bytes shown);
/* The version as it is stored now. */
struct version fetch(const struct plugin *p, const char *number);

#endif
