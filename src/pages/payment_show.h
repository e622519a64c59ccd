/* An application for payment as facts, for the one who handed it in and for its reviewer. */
#ifndef PAGES_PAYMENT_SHOW_H
#define PAGES_PAYMENT_SHOW_H

#include "domain/payment.h"
#include "web/page.h"

/* Append what was handed in to the list `facts`: mode, numbers or services. Nothing where there was never an application. */
void payment_facts(struct req *r, const struct payment *x);
/* A mode in words for hosts and others: "服务商模式"; "未开通" for `none`. */
const char *payment_words(const struct req *r, const char *mode);

#endif
