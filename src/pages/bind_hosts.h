/* The mini-programs of the bind page: which stand there, which are ticked, which do not fit and why. */
#ifndef PAGES_BIND_HOSTS_H
#define PAGES_BIND_HOSTS_H

#include "domain/binding.h"
#include "web/page.h"

/* What the page's load finds and its show adds. */
struct bind_scene {
  const struct offer *o;
  const char *q;     /* narrowed by; "": not */
  struct host *host; /* the ticked ones first */
  size_t n, nticked;
  struct choice *choice; /* those that fit */
  size_t nchoices;
  bool more; /* there are more mini-programs than are shown */
};

/* Fill the scene: the newest mini-programs, or those that q= (posted, or in the address) names, and in front of them those
 * that are ticked (posted), remembered (app=, repeated) or were bound just now (done=). At most two queries. */
MUST_USE enum res bind_hosts_find(struct req *r, struct bind_scene *s);
/* The choices of the scene, which of them are ticked (into `ticked` unless the form was posted), the list `unfit`, and what
 * the search box needs. */
void bind_hosts_show(struct req *r, struct bind_scene *s, struct form_list *ticked);
/* The list `done`: what was bound, or asked for, just now. */
void bind_done_show(struct req *r, const struct bind_scene *s);
/* 创建小程序, from where the way leads back here with all that is ticked and written now. */
const char *bind_new_url(struct req *r, const struct bind_scene *s);

#endif
