/* 填写样例 (S3): how a listing may be filled in, to be read beside the form, and to be taken over into what is still empty. */
#ifndef PAGES_LISTING_SAMPLE_H
#define PAGES_LISTING_SAMPLE_H

#include "domain/guide.h"
#include "web/page.h"

/* One line. With a label it is shown; with a field it fills that field. */
struct sample {
  const char *label; /* Chinese for tr(); NULL: filled only */
  const char *field; /* "summary", "props.1.name"; NULL: shown only */
  const char *text;  /* for tr() */
};

struct samples {
  const struct sample *v;
  size_t n;
};
struct samples sample_info(void);
struct samples sample_guide(void);
struct samples sample_item(enum guide_kind k);

/* For {{>part_sample}}: the lines, and the button 用样例填写 when `fill` (then the form needs its safe submit). */
void sample_show(struct req *r, struct samples s, bool fill);
/* In `op`: put the texts into the posted fields that are empty; a group of rows ("props.…") only when nothing at all was
 * filled in there. Nothing is saved; the page says so. True when `r->op` is the button. */
bool sample_op(struct req *r, struct samples s);

#endif
