/* The form of an advisory, for the page of a new one and the page of a draft; withdrawing asks for its reason by the same form. */
#ifndef PAGES_ADVISORY_FORM_H
#define PAGES_ADVISORY_FORM_H

#include "domain/advisory.h"
#include "web/page.h"

/* What r->obj is on these pages. The plugin stands first, so that plugin_tabs() finds it. */
struct advisory_page {
  struct plugin plugin;
  struct advisory advisory;     /* id 0 on the page of a new one */
  const struct choice *version; /* those that hosts have had, "" first; NULL: not read yet … */
  size_t nversions;             /* … and how many choices that are */
};

struct advisory_form {
  const char *title, *severity, *first, *last, *fixed, *text, *due, *reason;
};
extern const struct form advisory_form;

/* What was posted, for the domain. */
struct advisory_input advisory_form_input(const struct advisory_form *f);
/* A draft as the form shows it. */
struct advisory_form advisory_form_of(const struct req *r, const struct advisory *a);
/* Has the plugin a version that an advisory could be about? One query, once a request. */
bool advisory_form_ready(struct req *r);

/* "1.0.0 – 1.1.0", or the one version. */
const char *advisory_range(const struct req *r, const char *first, const char *last);
/* The day of a due time; NULL for none. */
const char *advisory_due(const struct req *r, int64_t due_at);
/* severity_label and severity_tone of `d`. */
void advisory_severity_show(const struct req *r, struct data *d, const char *severity);

#endif
