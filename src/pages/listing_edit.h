/* What the pages of the publish wizard have in common: the open revision, where one is, why it cannot be changed now, and
 * what the reviewer found in it. */
#ifndef PAGES_LISTING_EDIT_H
#define PAGES_LISTING_EDIT_H

#include "domain/listing_task.h"
#include "web/page.h"

/* In r->work of the wizard's pages, from load on. */
struct editing {
  struct revision v;               /* the open revision; v.id 0: none */
  struct guide g;                  /* its guide */
  struct listing_finding *finding; /* of the last rejection, still open */
  size_t nfindings;
  struct listing_progress progress;
  void *more; /* the page's own */
};
static inline struct editing *editing_of(const struct req *r) { return r->work; }

/* Load function: the plugin into r->obj and its open revision into r->work. Two queries. */
enum res load_editing(struct req *r);
/* What is only for showing: findings and progress. One query after a rejection, else none. */
MUST_USE enum res editing_state(struct req *r);
/* RES_OK when the revision may be changed now and is the one that the posted form shows; else RES_STALE, or RES_CONFLICT with
 * words and the way to 发布管理. First in `act`: not in `prepare`, where a form that was posted twice would be refused
 * before its key is known. */
MUST_USE enum res editing_ready(struct req *r);
/* First in `show`: RES_OK when there is a revision to show, and editing_state; one that cannot be changed is shown to be
 * read, unless a form is being answered. */
MUST_USE enum res editing_shown(struct req *r);

/* In `show`: tabs, breadcrumbs, the wizard's steps with `here` (a page's name) as the current one, rev, and the reason of a
 * rejection as the note. */
void show_wizard(struct req *r, const char *here);
/* For part/listing_facts: the information of the revision with its pictures, to be read. */
void show_facts(struct req *r);
/* May the caller change the revision now? When not, the forms of the wizard are shown to be read: sets `readonly`, and
 * the note says why. */
bool show_may(struct req *r);
/* part/note. NULL page: no link. */
void show_note(struct req *r, const char *tone, const char *text, const char *page, const char *label);
/* Before the forms are shown: what the reviewer found, beside the fields of this page (form_remark), and above them
 * (part/open_findings) what is about the page, or about the item `item` ("components/NAME"; NULL: none), or
 * about everything. With `page` NULL all of them, each with a link to its place. */
void show_findings(struct req *r, const char *page, const char *item);
/* For {{>part_remarks}} in a row of a list: the findings at this place. */
void show_findings_at(struct req *r, struct data *d, const char *code);
/* The task list, for part/tasks; the links only where the caller may use them. */
void show_tasks(struct req *r);

#endif
