/* Pages that a worker keeps until the catalogue changes: what they show depends on the catalogue, the address, the
 * language, the theme and what kind of caller asks, never on who it is.
 *
 * A page says so with PAGE_SHARED. It is then made for nobody in particular: while its `show` and the layout run,
 * the caller is a principal with the same role and rights, without a name, a session or an id of its own, so nothing of
 * a person can get into what is kept. Where the frame says who one is, and where a form carries its token, stands a mark,
 * and each answer gets the caller's own values there. Such a page reads no cookie and no header by itself; an argument
 * that names something of the caller's own is declared (own_arg) and makes the page the caller's alone.
 *
 * What is kept is valid for the catalogue epoch that the session query of the same request has read: a transaction that
 * changes what the market shows counts it up (domain/market.h), so the next request of everybody sees the change. */
#ifndef WEB_SHARED_H
#define WEB_SHARED_H

#include "web/page.h"

struct shared;

enum { SHARED_PAGES = 32, SHARED_PAGE = 32 * 1024 /* bytes; a bigger page is made anew each time */ };

/* An empty store in the worker's own arena, with all the memory that it will ever use: about 1.3 MB. */
struct shared *shared_new(struct arena *a);

/* Answer a GET of a PAGE_SHARED page out of the store, or by `show` (which renders r->d into r->out) and keep it. A
 * visitor, a page with a message or an address over 300 bytes is not shared: `show` answers alone. */
MUST_USE enum res shared_answer(struct req *r, enum res (*show)(struct req *r));

#endif
