/* Payment: of mini-programs (their settings), and the capability of plugins. "payment" of a plugin says what it hands in:
 * "mode", then "provider_no" and "sub_merchants", or "services", each [kind, address]. */
#include "bin/demo.h"

#include "domain/app.h"
#include "domain/payment.h"

#include <string.h>

enum { SCAN = 320 };

/* The argument is the merchant number. */
static enum res do_opened(struct demo *d, const struct demo_act *act) {
  const json_t *codes = json_object_get(act->of, "categories");
  const char *category[APP_CATEGORIES] = {NULL};
  struct app_input in = {.category = category, .merchant_no = json_string_value(act->arg), .payment_opened = 1};
  struct app app = {0};
  enum res r = app_load(&d->c, demo_id(act->of, "id"), &app);

  for (; in.ncategories < json_array_size(codes) && in.ncategories < APP_CATEGORIES; in.ncategories++)
    category[in.ncategories] = json_string_value(json_array_get(codes, in.ncategories));
  in.name = app.name;
  return r == RES_OK ? app_save(&d->c, &app, &in) : r;
}

static size_t services(const json_t *list, struct payment_service *out) {
  size_t n = 0;

  for (; n < json_array_size(list) && n < PAYMENT_SERVICES; n++) {
    const json_t *row = json_array_get(list, n);

    out[n].kind = json_string_value(json_array_get(row, 0));
    out[n].address = json_string_value(json_array_get(row, 1));
  }
  return n;
}

static enum res do_submit(struct demo *d, const struct demo_act *act) {
  const json_t *o = json_object_get(act->of, "payment");
  struct payment_service service[PAYMENT_SERVICES];
  struct picture scan = {0};
  struct evidence_file file = {"purchase-invoice.png", {NULL, 0}};
  struct payment_in in = {.mode = demo_text(o, "mode"),
                          .provider_no = demo_text(o, "provider_no"),
                          .sub_merchants = demo_text(o, "sub_merchants"),
                          .tied = 1,
                          .service = service,
                          .nservices = services(json_object_get(o, "services"), service),
                          .file = &file,
                          .nfiles = 1};
  struct payment x = {0};
  enum res r = payment_load(&d->c, demo_id(act->of, "id"), &x);

  if (r == RES_OK)
    r = demo_draw(d, arena_fmt(d->c.a, "invoice %s", demo_text(act->of, "key")), SCAN, &scan);
  file.data = scan.data;
  return r == RES_OK ? payment_submit(&d->c, &x, &in) : r;
}

static enum res do_withdraw(struct demo *d, const struct demo_act *act) {
  struct payment x = {0};
  enum res r = payment_load(&d->c, demo_id(act->of, "id"), &x);

  return r == RES_OK ? payment_withdraw(&d->c, &x) : r;
}

static enum res do_approve(struct demo *d, const struct demo_act *act) {
  return demo_decide(d, "payment", demo_id(act->of, "id"), "approve", NULL);
}

static enum res do_refuse(struct demo *d, const struct demo_act *act) {
  return demo_decide(d, "payment", demo_id(act->of, "id"), "reject", json_string_value(act->arg));
}

const struct demo_verb demo_payment_verbs[] = {
    {"app.payment", DEMO_OWNER, do_opened},        {"payment.submit", DEMO_OWNER, do_submit},
    {"payment.withdraw", DEMO_OWNER, do_withdraw}, {"payment.approve", DEMO_REVIEWER, do_approve},
    {"payment.refuse", DEMO_REVIEWER, do_refuse},  {NULL, DEMO_NOBODY, NULL},
};
