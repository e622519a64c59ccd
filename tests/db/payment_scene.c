/* Acts are done as the pages do them, in a transaction of their own; the review is left behind as the desk would leave it. */
#include "payment_scene.h"

#include "domain/review.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct ctx *c;
static struct evidence_file invoice;
static const struct payment_service shop = {"site", "https://shop.example.com"};
const struct payment_in by_provider = {
    .mode = "provider", .provider_no = "1900012609", .sub_merchants = "1900013001\n1900013002", .tied = 1};
const struct payment_in by_merchant = {
    .mode = "merchant", .service = &shop, .nservices = 1, .file = &invoice, .nfiles = 1};

int payment_up(void **state) {
  (void)state;
  c = fixture_ctx();
  invoice = (struct evidence_file){"发票.png", bytes_of("\x89PNG\r\n\x1a\nyy")};
  fixture_subject(OWNER, "enterprise", "付费公司");
  fixture_subject(STRANGER, "enterprise", "别的公司");
  fixture_plugin(PLUGIN, OWNER, "收银台", "收钱", "支付", "tools.weather");
  fixture_app(OTHER_APP, OWNER, "另一个小程序", "");
  fixture_sql("INSERT INTO user (id, email, email_key, display_name, password, created_at) VALUES (%d, 'anna@x.cn',"
              " 'anna@x.cn', 'Anna', '', 1)",
              ANNA);
  return 0;
}

void be(const char *role) { fixture_be(c, OWNER, "enterprise", role, "verified"); }

int clean(void **state) {
  (void)state;
  fixture_sql("DELETE FROM finding");
  fixture_sql("DELETE FROM review");
  fixture_sql("DELETE FROM payment");
  fixture_sql("DELETE FROM evidence");
  fixture_sql("UPDATE plugin SET app_id = %d WHERE id = %d", APP, PLUGIN);
  fixture_sql("UPDATE app SET payment_opened = 1, merchant_no = 'M20881234' WHERE id = %d", APP);
  be("main");
  return 0;
}

struct payment stored(void) {
  struct payment x = {0};

  assert_int_equal(payment_load(c, PLUGIN, &x), RES_OK);
  return x;
}

enum res payment_act(void *arg) {
  struct payment_call *k = arg;
  struct payment x = {0};
  struct review v = {0};
  enum res r = payment_load(k->c, PLUGIN, &x);

  if (r != RES_OK)
    return r;
  if (strcmp(k->action, "submit") == 0)
    return payment_submit(k->c, &x, k->in);
  if (strcmp(k->action, "withdraw") == 0)
    return payment_withdraw(k->c, &x);
  r = review_latest(k->c, "payment", PLUGIN, &v);
  return r == RES_OK || r == RES_NOT_FOUND
             ? payment_decided(k->c, PLUGIN, strcmp(k->action, "approve") == 0, "看不清", v.shown_hash)
             : r;
}

enum res act(const char *action, const struct payment_in *in) {
  struct payment_call k = {c, action, in};

  c->why = (struct reason){0};
  return fixture_tx(c, payment_act, &k);
}

/* The plugin's capability in a state, by the ordinary way. */
void bring(const char *state) {
  clean(NULL);
  if (strcmp(state, "none") == 0)
    return;
  assert_int_equal(act("submit", &by_merchant), RES_OK);
  if (strcmp(state, "open") == 0)
    assert_int_equal(act("approve", NULL), RES_OK);
  if (strcmp(state, "refused") == 0)
    assert_int_equal(act("reject", NULL), RES_OK);
  /* the review goes with the object in the desk; here only the object matters */
  if (strcmp(state, "auditing") != 0)
    fixture_sql("UPDATE review SET state = 'rejected', decided_at = 1 WHERE object_id = %d", PLUGIN);
}
