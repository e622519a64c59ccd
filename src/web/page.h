/* Pages are a table; one function serves them all by fixed steps.
 *
 *   POST: headers and csrf (no SQL before) · all: route → session → signed in? → load the object and the caller's
 *   relation → may they? → GET: show · POST: form read and checked → step-up? → prepare → act in one transaction with
 *   its idempotency key → 303 and flash, or 422 with the form as typed, or 409 → layout → one log line.
 *
 * A page is one file in pages/ with one `const struct page` at its head, and one line in pages/sitemap.c.
 * `show` fills the dataset and never writes; `act` writes and never fills. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "app/ctx.h"
#include "http/reply.h"
#include "http/request.h"
#include "rule/move.h"
#include "rule/policy.h"
#include "web/data.h"
#include "web/form.h"

struct filters;
struct req;
struct shared;

enum page_flag {
  PAGE_BARE = 1,       /* without the console's left menu: home, market, sign-in */
  PAGE_RAW = 2,        /* `show` fills r->out itself (files, health): no template, no layout */
  PAGE_CACHED = 4,     /* anonymous answers may be cached for a moment by nginx */
  PAGE_NO_SESSION = 8, /* never asks the database who is there */
  PAGE_SHARED =
      16 /* the same for all callers of one kind while the catalogue stays: web/shared.h says what it may read */
};

struct page {
  const char *name;  /* "plugin_settings": its template is plugin_settings.tpl */
  const char *path;  /* "/console/plugins/{plugin}/settings" */
  const char *title; /* Chinese, through tr() */
  enum perm see;     /* to look; PERM_PUBLIC for everybody */
  enum perm change;  /* to post; PERM_NONE: no POST */
  unsigned flags;
  int64_t body_max;    /* bytes of a posted body; 0: 256 KB */
  const char *step_up; /* actions that need a proof of at most conf->proof_max seconds; NULL: none */
  const char *menu;    /* name of the page whose menu entry is current; NULL: itself */
  const char *own_arg; /* PAGE_SHARED: with this in the query it is about the caller's own things, and is not shared */
  const struct form *form;
  const struct filters *filters; /* of the list that the page shows (web/filter.h); NULL: none */
  /* Find what the path names: set r->obj and add to r->rel. RES_NOT_FOUND for absent and foreign alike. NULL: nothing to load. */
  enum res (*load)(struct req *r);
  /* Fill r->d. For a form: set *r->form when !r->posted. NULL: nothing to fill. */
  enum res (*show)(struct req *r);
  /* Slow work on posted files before the transaction: may complain (RES_INVALID). May be NULL. */
  enum res (*prepare)(struct req *r);
  /* The change, inside a transaction, and again as a whole after a deadlock. Sets r->to (default: the page itself) and
   * r->flash. */
  enum res (*act)(struct req *r);
  /* After act answered RES_INVALID and was rolled back: what must be kept all the same (a counted attempt). May be NULL. */
  enum res (*refused)(struct req *r);
  /* When a posted form is shown again (422, row editing), before `show` and outside any transaction: keep what people
   * cannot give back by typing (chosen pictures), may complain about it. It may have been posted twice. May be NULL. */
  enum res (*keep)(struct req *r);
  /* Row editing (`op=` other than save): change r->form / r->obj in memory only, then the page is shown again; or set r->to
   * and lead elsewhere. */
  enum res (*op)(struct req *r);
  const char *ops; /* the ops that go there, blanks between, the others are changes (act); NULL: all */
};

enum { PAGE_VARS = 4 };

struct req {
  struct ctx *c;
  struct http_request *in;
  struct http_reply *out;
  const struct site *site;
  const struct page *page;
  const char *var[PAGE_VARS]; /* what the {…} of the path matched, in order */
  struct data *d;             /* the page's dataset */
  unsigned rel;               /* enum rel */
  void *obj;                  /* what load found */
  void *form;                 /* zeroed struct of page->form */
  struct http_form post;
  const char *action; /* posted action, "" when absent */
  const char *op;     /* posted op, "" when absent */
  int64_t rev;        /* posted rev; 0 when absent */
  bool posted;        /* a form is being answered: show what was typed */
  struct form_errors errors;
  struct form_remark *remarks;
  const char *to; /* where a success leads */
  const char *flash, *flash_tone;
  void *work; /* from prepare to act */
  /* the rest belongs to serve.c and session.c */
  const char *sid, *vid, *csrf, *flash_shown, *flash_shown_tone;
  int64_t half_user;   /* password given, second step open */
  int64_t half_factor; /* 0, or SESSION_NEW_PASSWORD */
  int64_t epoch;
  const char *path;
  const char *resume;       /* set by the step-up page's act: the path to go on with … */
  struct http_form resumed; /* … and its form */
  int depth;
  bool new_vid, repeated;
  bool expired;        /* the token was too old: the form may be shown again, never done */
  int64_t typist;      /* for whom the form was made, by its token; 0: a visitor */
  const char *next;    /* where to go after signing in; NULL: here */
  const char *unsaved; /* words about what a detour brought back */
};

/* What a worker serves. */
struct site {
  const struct conf *conf;
  struct db *db;
  const struct page *const *page; /* NULL-terminated: the sitemap */
  const char *asset_version;      /* put behind static URLs */
  struct shared *shared;          /* pages kept by this worker; NULL: none are */
};

/* Check the sitemap (permission named, template there, names unique, paths unambiguous). NULL when fine, else the first complaint. */
const char *site_check(struct arena *a, const struct site *s);
/* Answer one request. */
void page_serve(const struct site *s, struct http_request *in, enum res broken, struct http_reply *out);

/* The URL of a page by its name; one text for each {…} of its path, in order. Never NULL: an unknown name is "/". */
const char *url(const struct req *r, const char *page, ...);
/* For pages with one id. */
const char *url_id(const struct req *r, const char *page, int64_t id);
/* Add or replace a query value; the given URL may have a query already. */
const char *url_with(const struct req *r, const char *u, const char *name, const char *value);
/* Parse a path variable as a public id; 0 when it is none. */
int64_t var_id(const struct req *r, int i);

/* Most used parts of a `show`. */
void crumb(struct req *r, const char *label, const char *u);
/* Replaces the page's title (already in the caller's language). */
void page_title(struct req *r, const char *title);
/* The state of what the page is about, for the title (already in the caller's language): tabs of a browser show it. */
void page_state(struct req *r, const char *label);
/* Time as people read it. */
const char *when(const struct req *r, int64_t t);
/* Sets `name`_label and `name`_tone of a state. */
void show_state(struct req *r, struct data *d, const char *name, const struct machine *m, const char *state);
/* A button of the page's form (list `submits`): action code, words in the caller's language, tone. */
void show_submit(struct req *r, const char *action, const char *label, const char *tone);
/* Appends a button that stands for itself (list `moves` of `d`): action code, words in the caller's language, tone, and
 * the page that takes the POST (NULL: this one). It does its move at once; the row is returned for show_ask and for more. */
struct data *show_move(struct data *d, const char *action, const char *label, const char *tone, const char *to);
/* Lets such a button ask first: what the move will do, and the words of the button that confirms it. The panel is closed
 * and holds nothing else until the caller adds it: ask_open, has_affected with affected and affected_url, move_fields. */
void show_ask(struct data *row, const char *consequence, const char *confirm);
/* Appends the button of a machine's row, in the row's words and tone. */
struct data *show_move_row(struct req *r, struct data *d, const struct move *m);
/* Appends the buttons (list `moves`) open to the caller in a state. Rows with MOVE_BUTTON only. */
void show_moves(struct req *r, struct data *d, const struct machine *m, const char *state);
/* What {{>part_empty}} says: title, text, and the way on (its address and words; NULL: none). In the caller's
 * language. */
void show_nothing(struct req *r, const char *title, const char *text, const char *u, const char *label);
/* Appends a button of {{>part_views}} (list `views`): one way to look at the page, words in the caller's language. */
void show_view(struct req *r, const char *label, const char *u, bool now);
/* pager: prev/next by key. `next` and `prev` are values for after=/before=, NULL for none; count_text is optional. */
void show_pager(struct req *r, const char *prev, const char *next, int64_t count);
/* The same in a row of its own, for a page with two lists: `prefix` stands before after= and before=, `anchor` (with its #)
 * behind the address; both may be "". */
void show_pager_in(struct req *r, struct data *d, const char *prefix, const char *anchor, const char *prev,
                   const char *next, int64_t count);
/* Load function of pages that are about the caller's subject itself. */
enum res load_own(struct req *r);
/* Translate. */
#define _T(r, text) tr((r)->c->lang, (text))

#endif
