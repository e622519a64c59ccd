/* A list of a page: fetched by key, shown twenty rows at a time with the ways to its neighbours and its count, and what stands
 * there when it is empty. One constant of struct list describes it:
 *
 *     static const struct list list = {.name = "apps", .size = sizeof(struct app_item), .fetch = fetch, .key = key,
 *                                      .row = show_row, .empty = show_empty};
 *     static enum res show(struct req *r) { return list_show(r, &list); }
 *
 * The template has `{{#has_apps}}<table>{{#apps}}…{{/apps}}</table>{{>part_pager}}{{/has_apps}}
 * {{#no_has_apps}}{{>part_empty}}{{/no_has_apps}}`, and {{>part_filters}} above where the page has filters (web/filter.h).
 * Lists that are ordered by a time and an id take their key from pages/paging.h and their SQL from domain/span.h. */
#ifndef WEB_LIST_H
#define WEB_LIST_H

#include "web/page.h"

enum { LIST_ROWS = 20 };

/* What is asked for: up to `limit` rows behind `key` in the order of the list, or with `back` those before it. */
struct list_want {
  const char *key; /* "" : from the beginning */
  bool back;
  int64_t limit;
  const void *arg; /* of struct list */
};

/* What came: rows in the order of the list, with `back` too. */
struct list_part {
  const void *rows;
  size_t n;
  int64_t total; /* rows of the whole list as it is narrowed, 1001 for more than 1000; -1: not counted */
};

struct list {
  const char *name;   /* of the rows in the dataset; the flag has_<name> goes with it */
  const char *prefix; /* of after= and before= where a page has two lists ("history-"); NULL: none … */
  const char *box; /* … and the row that gets everything of the list instead of the page ("history_box"); NULL: none */
  const char *anchor; /* "#history": where the ways to the neighbours lead on the page; NULL: its top */
  size_t size;        /* of a row as fetched */
  int64_t rows;       /* shown at a time; 0: LIST_ROWS */
  bool (*known)(const char *key);
  enum res (*fetch)(struct req *r, const struct list_want *want, struct list_part *out);
  const char *(*key)(struct req *r, const void *row);
  void (*row)(struct req *r, struct data *d, const void *row);
  const void *arg;              /* for fetch, where the list is about something that r does not name */
  void (*empty)(struct req *r); /* calls show_nothing when there is nothing at all; NULL: the page does */
};

/* Fill the list, the flag has_<name>, prev, next and count_text, and where it is empty empty_title, empty_text, empty_url
 * and empty_label: what `empty` says when there is nothing at all, a way to take the filters off when they left nothing.
 * A key that `known` refuses is the beginning; one behind the end (an address from elsewhere) shows the beginning too,
 * for one more fetch. */
MUST_USE enum res list_show(struct req *r, const struct list *l);

#endif
