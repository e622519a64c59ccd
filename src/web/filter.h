/* The filters of a list, as a table: a row describes one value of the address, and the same row reads it, checks it and shows
 * it. A page names its table in `.filters`; everything else is done for it.
 *
 *     static const struct filter apps_filters[] = {
 *         {.name = "q", .kind = FILTER_TEXT, .label = N_("名称或 AppID")},
 *         {.name = "state", .kind = FILTER_CHOICE, .label = N_("状态"), .machine = &binding_machine},
 *         {.name = "sort", .kind = FILTER_SORT, .label = N_("排序"), .choices = orders, .nchoices = 2},
 *     };
 *     FILTERS(apps);
 *     … .filters = &apps, …
 *
 * In `show` (through list_show, web/list.h) read them with filter_get; in the template say {{>part_filters}} above the
 * table. The values are in the address as a plain GET form writes them, so they survive paging, a change of language, a bookmark
 * and a detour by the sign-in page. A value that is none of the choices counts as absent: addresses come from people. */
#ifndef WEB_FILTER_H
#define WEB_FILTER_H

#include "rule/move.h"
#include "web/form.h"

struct req;

enum filter_kind {
  FILTER_TEXT,   /* what people type: trimmed, NFC, cut at `max` code points (64 unless set) */
  FILTER_CHOICE, /* one of the choices; absent: all */
  FILTER_SORT,   /* one of the choices, the first one unless another is asked for; does not narrow the list */
  FILTER_KEPT,   /* one of the choices, chosen elsewhere (tabs, a mini-program): only carried along */
};

struct filter {
  const char *name, *label; /* label in Chinese, through tr(); not needed for FILTER_KEPT */
  enum filter_kind kind;
  size_t max;
  const struct choice *choices; /* value and label (Chinese); not needed for FILTER_TEXT */
  size_t nchoices;
  const struct machine *machine; /* instead of choices: its states, by their labels … */
  const char *without;           /* … but these (space separated): states that the list never shows */
};

struct filters {
  const struct filter *f;
  size_t n;
};
#define FILTERS(id) static const struct filters id = {id##_filters, sizeof id##_filters / sizeof id##_filters[0]}

/* The value of a filter of this page as it was checked; "" when absent. FILTER_SORT: the first choice when absent. */
const char *filter_get(const struct req *r, const char *name);
/* Is the list narrowed, by a text or a choice? */
bool filter_on(const struct req *r);
/* The address of this page without what narrows it; what is only carried along and the order stay. */
const char *filter_clear_url(const struct req *r);
/* Fills what part/filters.tpl reads. Called by page_serve for every page with filters, before `show`. */
void filter_show(struct req *r);

#endif
