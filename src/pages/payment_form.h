/* The form of an application for payment: what each mode of seed S1's table asks for. */
#ifndef PAGES_PAYMENT_FORM_H
#define PAGES_PAYMENT_FORM_H

#include "domain/payment.h"
#include "domain/plugin.h"
#include "web/page.h"

/* r->obj of the page. */
struct payment_page {
  struct plugin plugin; /* first: plugin_tabs reads it there; filled by `show` alone */
  struct payment payment;
};

extern const struct form payment_form;

/* The mode that the form is for: as posted, else as the address says, else that of the last application; "" when none
 * was chosen. */
const char *payment_form_mode(const struct req *r);
/* What was posted as what the domain takes, files and online services included. RES_INVALID with all complaints. */
MUST_USE enum res payment_form_read(struct req *r, struct payment_in *in);
/* For a form that is shown again because of its fields: complaints about the online services, too. */
void payment_form_keep(struct req *r);
/* A row button of the online services. False: it is none. */
bool payment_form_op(struct req *r);
/* In `show`: the values of r->form and the list `groups`. */
void payment_form_show(struct req *r, const struct payment *x);

/* Bytes of a posted body. */
enum { PAYMENT_BODY_MAX = EVIDENCE_FILES * EVIDENCE_BYTES + (256 << 10) };

#endif
