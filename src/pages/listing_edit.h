/* What the pages of the publish wizard have in common: the open revision, where one is, why it cannot be changed now. */
#ifndef PAGES_LISTING_EDIT_H
#define PAGES_LISTING_EDIT_H

#include "domain/listing.h"
#include "web/page.h"

/* In r->work of the wizard's pages, from load on. */
struct editing {
  struct revision v; /* the open revision; v.id 0: none */
  struct guide g;    /* its guide */
  void *more;        /* the page's own */
};
static inline struct editing *editing_of(const struct req *r) { return r->work; }

/* Load function: the plugin into r->obj and its open revision into r->work. Two queries. */
enum res load_editing(struct req *r);
/* RES_OK when the revision may be changed now and is the one that the posted form shows; else RES_STALE, or RES_CONFLICT with
 * words and the way to 发布管理. For `show` of a form, and first in `act`: not in `prepare`, where a form that was posted
 * twice would be refused before its key is known. */
MUST_USE enum res editing_ready(struct req *r);

/* In `show`: tabs, breadcrumbs, the wizard's steps with `here` (a page's name) as the current one, rev, and the reason of a
 * rejection as the note. */
void show_wizard(struct req *r, const char *here);
/* For part/listing_facts: the information of the revision with its pictures, to be read. */
void show_facts(struct req *r);
/* May the caller change the listing? When not, the forms of the wizard are shown to be read: sets `readonly`, and the note
 * says who may. */
bool show_may(struct req *r);
/* part/note. NULL page: no link. */
void show_note(struct req *r, const char *tone, const char *text, const char *page, const char *label);

#endif
