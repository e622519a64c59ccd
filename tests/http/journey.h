/* Steps of the main job, each through the pages' own forms. Stories and races are put together from them. */
#ifndef TESTS_HTTP_JOURNEY_H
#define TESTS_HTTP_JOURNEY_H

#include "client.h"

struct form;

/* Who walks, and what they made. */
struct journey {
  struct arena *a;
  struct client *provider, *merchant, *reviewer;
  const char *app, *plugin; /* of the provider: ids */
};

/* Press a button of a page that must be there. */
struct page *journey_press(struct client *c, const char *path, const char *action, long want);
/* The 16 digits behind `after` in an address. */
const char *journey_id(struct arena *a, const char *address, const char *after);
/* The reviewer takes the review of a kind whose row in the queue names `what`, and decides. */
void journey_decide(struct journey *j, const char *kind, const char *what, const char *action, const char *reason);

/* The filled verification form of a person of people_register. */
struct form *journey_real_name(struct journey *j, struct client *c, bool individual);
/* Submit it and have it approved; `mark` as in people_register. */
void journey_verify(struct journey *j, struct client *c, const char *mark, bool individual);
/* A new mini-program with one category; its id. */
const char *journey_app(struct journey *j, struct client *c, const char *name, const char *category);
/* A mini-program and a plugin of the provider: j->app, j->plugin. Then its basic settings (on the form given), and its doc. */
void journey_plugin(struct journey *j, const char *name);
void journey_settings(struct journey *j, struct form *f);
void journey_doc(struct journey *j);
struct page *journey_upload(struct journey *j, const char *version, struct bytes package, long want);
struct page *journey_submit(struct journey *j, const char *version, const char *description, long want);
/* 插件信息 and 接入指引 of the open listing revision. */
void journey_info(struct journey *j, const char *summary);
void journey_guide(struct journey *j);

#endif
