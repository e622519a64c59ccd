/* What a provider sees of its submission while it is decided (domain.md section 7.1), and due times as tags. */
#ifndef PAGES_RECEIPT_H
#define PAGES_RECEIPT_H

#include "domain/review.h"
#include "web/page.h"

/* For {{>part_receipt}}: place in the queue, how long it usually takes, due time, whose move it is, and the reason of a
 * rejection. `v` is what review_latest gave; NULL (never submitted) shows nothing. One query while it is queued or claimed. */
MUST_USE enum res receipt_show(struct req *r, const struct review *v);

/* Appends a row to the list `due` of `d` for part_tag: 剩 5 小时 or 已超时 2 小时. */
void due_tag(struct req *r, struct data *d, int64_t due_at, int64_t now);
/* The same in left_words, for what somebody has to answer: 还剩 5 小时 12 分; with little left (`soon` seconds) red, and a
 * second tag asks for an answer. */
void countdown_tag(struct req *r, struct data *d, int64_t due_at, int64_t soon);
/* What is left, rounded down: from two days on in days, else to the minute: "6 天", "5 小时 12 分", "12 分"; "不到 1 分". */
const char *left_words(const struct req *r, int64_t seconds);
/* A length of time in its largest unit, rounded down: "3 天", "5 小时", "20 分钟". */
const char *span_words(const struct req *r, int64_t seconds);
/* An answer rate: "96%"; "--" while there are too few applications. */
const char *rate_text(const struct req *r, int64_t asked, int64_t answered);

#endif
