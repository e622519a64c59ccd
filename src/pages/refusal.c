/* The same reason serves both: the note on a GET, and the error page after a POST that was made all the same. */
#include "pages/refusal.h"

#include "web/route.h"

#include <string.h>

static const struct page *place(struct req *r) {
  const char *name = r->c->why.place;
  const struct page *page = name == NULL ? NULL : route_named(r->site, name);

  if (page != NULL && !policy_may(page->see, r->rel))
    page = route_named(r->site, "subject");
  return page;
}

const char *refusal_url(struct req *r) {
  const struct page *page = place(r);

  if (page == NULL)
    return NULL;
  return strchr(page->path, '{') == NULL ? url(r, page->name) : url_id(r, page->name, r->c->why.place_id);
}

const char *refusal_label(struct req *r) {
  const struct page *page = place(r);

  return page == NULL ? NULL : _T(r, page->title);
}

void show_refusal(struct req *r) {
  data_text(r->d, "note_text", r->c->why.text);
  data_text(r->d, "note_tone", "amber");
  data_text(r->d, "note_url", refusal_url(r));
  data_text(r->d, "note_label", refusal_label(r));
  r->c->why = (struct reason){0};
}

bool may_change(struct req *r) {
  if (policy_may(r->page->change, r->rel))
    return true;
  (void)why_at(r->c, RES_FORBIDDEN, "subject", 0, N_("需要由%s来操作"), _T(r, policy_holders(r->page->change)));
  show_refusal(r);
  return false;
}
