/* What refers to something: links go to http(s) or to a heading of the text, images are those that the caller knows.
 * Whether an element shows anything must come out alike in both passes, because the headings are counted: a link to a
 * heading without words of its own shows its target, whether that heading is known by then or not. */
#include "domain/mdrender.h"

#include <string.h>

/* Where the link leads; NULL when it is shown without one, which a finding says. */
static const char *leads_to(struct render *r, const char *target) {
  const char *href, *anchor;

  if (target[0] != '#' || target[1] == '\0') {
    href = mdref_link(r->moment, target);
    if (href == NULL)
      md_say(r, RULE_DOC_LINK_TARGET, target);
    return href;
  }
  anchor = outline_find(r->moment, &r->outline, target + 1);
  if (anchor == NULL)
    md_say(r, RULE_DOC_ANCHOR_MISSING, target);
  return anchor == NULL ? NULL : arena_fmt(r->moment, "#" OUTLINE_PREFIX "%s", anchor);
}

void md_link_start(struct render *r, const MD_SPAN_A_DETAIL *d) {
  const char *target = md_attribute(r, &d->href, &r->href), *href;
  bool inside = target[0] == '#' && target[1] != '\0';

  arena_reset(r->moment);
  href = leads_to(r, target);
  r->link_visible = r->visible;
  r->linked = href != NULL;
  if (!inside && href == NULL)
    buf_cut(&r->href, 0); /* nothing of it is shown */
  if (href == NULL)
    return;
  if (!inside) {
    buf_cut(&r->href, 0);
    buf_str(&r->href, href);
  }
  buf_str(&r->out, "<a href=\"");
  buf_html(&r->out, href, strlen(href));
  buf_str(&r->out, inside ? "\">" : "\" rel=\"nofollow noopener noreferrer\">");
}

void md_link_end(struct render *r) {
  if (r->href.n == 0)
    return;
  if (r->visible == r->link_visible) /* a link needs words to be found by */
    md_words(r, r->href.p, r->href.n);
  if (r->linked)
    buf_str(&r->out, "</a>");
  buf_cut(&r->href, 0);
}

void md_image_start(struct render *r, const MD_SPAN_IMG_DETAIL *d) {
  md_attribute(r, &d->src, &r->source);
  buf_cut(&r->alt, 0);
}

/* The URL of the open image; NULL when it is not shown, which a finding says. */
static const char *image_url(struct render *r) {
  const char *path, *url = NULL;

  if (mdref_remote(r->source.p)) {
    md_say(r, RULE_DOC_IMAGE_NETWORK, r->source.p);
    return NULL;
  }
  arena_reset(r->moment);
  path = mdref_path(r->moment, r->source.p);
  if (path != NULL && r->o->image != NULL)
    url = r->o->image(r->o->arg, path);
  if (url == NULL)
    md_say(r, RULE_DOC_IMAGE_MISSING, r->source.p);
  return url;
}

void md_image_end(struct render *r) {
  const char *url = image_url(r);

  if (url != NULL) {
    buf_str(&r->out, "<img src=\"");
    buf_html(&r->out, url, strlen(url));
    buf_str(&r->out, "\" alt=\"");
  }
  buf_add(&r->out, r->alt.p, r->alt.n);
  if (url != NULL)
    buf_str(&r->out, "\" loading=\"lazy\">");
  r->visible += r->alt.n > 0;
}

void md_html(struct render *r, const char *tag, size_t n) {
  const char *source;

  arena_reset(r->moment);
  source = mdref_html_image(r->moment, tag, n);
  if (source != NULL && mdref_remote(source))
    md_say(r, RULE_DOC_IMAGE_NETWORK, source);
  if (!r->html_found) /* once is enough */
    md_say(r, RULE_DOC_HTML, NULL);
  r->html_found = true;
}
