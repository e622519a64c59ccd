/* What an application for payment is made of (seed S1's table): modes, numbers, online services. Pure. */
#ifndef DOMAIN_PAYMENT_TERMS_H
#define DOMAIN_PAYMENT_TERMS_H

#include "base/arena.h"

#include <stddef.h>

enum {
  PAYMENT_NUMBER_MIN = 4,
  PAYMENT_NUMBER_MAX = 32,    /* letters and digits */
  PAYMENT_SUB_MERCHANTS = 20, /* numbers */
  PAYMENT_SERVICES = 5,
  PAYMENT_ADDRESS_MIN = 2,
  PAYMENT_ADDRESS_MAX = 200, /* code points */
};

/* A code with its Chinese label for tr(). */
struct payment_code {
  const char *code, *label;
};
/* The two modes of the table: `provider`, `merchant`. */
const struct payment_code *payment_modes(size_t *n);
/* What an online service can be: `official-account`, `site`, `app`, `mini-program`. */
const struct payment_code *payment_service_kinds(size_t *n);
/* The label of a mode or of a kind; NULL when it is none. */
const char *payment_mode_label(const char *code);
const char *payment_kind_label(const char *code);

/* NULL when it is a payment number: 4–32 letters and digits. Otherwise what to do, in Chinese for tr(). */
const char *payment_number_fault(const char *no);
/* Take a text with one number a line (blanks and commas separate too) apart. Gives how many there are in all; the first
 * `room` of them, in the arena, are in `out`. NULL is like "". */
size_t payment_numbers(struct arena *a, const char *text, const char **out, size_t room);

struct payment_service {
  const char *kind, *address;
};
/* NULL when a service of this kind may have this address: a site has an http(s) address, the others a name, an account or an
 * address. Otherwise what to do, in Chinese for tr(). */
const char *payment_address_fault(const char *kind, const char *address);
/* As they are stored, and back: at most `room`, and nothing of a text that is no such list. NULL is like "". */
const char *payment_services_text(struct arena *a, const struct payment_service *v, size_t n);
size_t payment_services_read(struct arena *a, const char *text, struct payment_service *out, size_t room);

#endif
