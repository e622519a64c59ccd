/* What a person does takes at most 15 round trips to the database, whatever the number of rows. What they read is in
 * test_reads.
 *
 * A worker prepares each statement once, which costs a trip more. So the story is told ROUNDS times, once more than
 * there are workers, and the least counts: of ROUNDS requests of a kind two met one worker, which was warm for the
 * second of them. */
#include "demo.h"
#include "domain/signature.h"
#include "form.h"
#include "journey.h"
#include "people.h"
#include "sample.h"
#include "trips.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { ROUNDS = 3 /* workers + 1 */, ACT = 15 };

/* Acts of two parts. Each part alone keeps to the budget. */
static const struct {
  const char *page, *label;
  long most;
} double_acts[] = {
    {"version_upload", "with a doc", 20},    /* a version and a doc are kept: each is an upload of its own elsewhere */
    {"version_submit", "with previews", 19}, /* new pictures are stored, as a save does, and the version moves */
    {"step_up", "and shelves", 2 * ACT}, /* the proof, and then the form that waited for it, in its own transaction */
    {NULL, NULL, 0},
};

static struct journey j;
static struct ledger *ledger;
static int round_number;

#define at(...) arena_fmt(j.a, __VA_ARGS__)

static struct form *form_at(struct client *c, const char *path, const char *action) {
  return form_get(page_want(client_get(c, path), 200), action);
}

static void send(struct client *c, struct form *f) { page_want(form_send(c, f), 200); }

/* Bytes that are stored already cost less: no two are alike. */
static unsigned fresh(void) {
  static unsigned seed = 1000;

  return ++seed;
}

static void decide(const char *kind, const char *what, const char *action, const char *reason) {
  ledger_label(ledger, kind);
  journey_decide(&j, kind, what, action, reason);
  ledger_label(ledger, "");
}

static void sign_in(struct client *c, const char *mark) {
  struct form *f = form_at(c, "/login", NULL);
  form_set(f, "email", people_email(j.a, mark));
  form_set(f, "password", people_password);
  send(c, f);
}

static void signs_out_and_in(struct client *c, const char *mark) {
  send(c, form_at(c, "/logout", NULL));
  sign_in(c, mark);
}

/* A session on another device is ended from here. */
static void ends_a_session(const char *mark) {
  sign_in(client_new(j.a), mark);
  send(j.provider, form_at(j.provider, "/console/subject/sessions", "end"));
}

static void hands_in(struct client *c, bool individual) {
  struct form *f = journey_real_name(&j, c, individual);

  form_file(f, "evidence", "licence.png", "image/png", sample_picture(j.a, fresh()));
  send(c, f);
}

static void claims_and_releases(void) {
  struct page *p = journey_press(j.reviewer, "/review?kind=real-name", "claim-next", 200);

  journey_press(j.reviewer, p->url, "release", 200);
}

static void real_names(const char *provider, const char *merchant) {
  hands_in(j.provider, false);
  journey_press(j.provider, "/console/subject/real-name", "withdraw", 200);
  hands_in(j.provider, false);
  claims_and_releases();
  decide("real-name", at("%s 主体", provider), "reject", "看不清");
  hands_in(j.provider, false);
  decide("real-name", at("%s 主体", provider), "approve", "");
  hands_in(j.merchant, true);
  decide("real-name", at("%s 主体", merchant), "approve", "");
}

static void save_settings(const char *label) {
  struct form *f = form_at(j.provider, at("/console/plugins/%s/settings", j.plugin), NULL);

  ledger_label(ledger, label);
  form_set(f, "add_mode", "free");
  form_set(f, "audience", "enterprise");
  form_add(f, "audience", "individual");
  form_set(f, "contact", "support@provider.example");
  form_file(f, "avatar", "icon.png", "image/png", sample_picture(j.a, fresh()));
  send(j.provider, f);
  ledger_label(ledger, "");
}

static struct bytes package_with_doc(const char *mark) {
  const struct sample_file files[] = {
      {"plugin.json", "{\"publicComponents\": {\"hello\": \"components/hello/hello\"}}"},
      {"index.js", at("module.exports = { mark: '%s' }\n", mark)},
      {"components/hello/hello.json", "{\"component\": true}"},
      {"components/hello/hello.js", "Component({})\n"},
      {"components/hello/hello.wxml", "<view>hello</view>\n"},
  };
  const struct sample_file all[] = {
      {"project.config.json", "{\"compileType\": \"plugin\", \"pluginRoot\": \"plugin/\"}"},
      {"plugin/plugin.json", files[0].text},
      {"plugin/index.js", files[1].text},
      {"plugin/components/hello/hello.json", files[2].text},
      {"plugin/components/hello/hello.js", files[3].text},
      {"plugin/components/hello/hello.wxml", files[4].text},
      {"doc/README.md", at("# %s\n\n![样子](look.png)\n", mark)},
      {"doc/look.png", NULL},
  };

  return sample_zip(j.a, all, sizeof all / sizeof all[0]);
}

static void app_and_plugin(const char *name) {
  struct form *f;

  journey_plugin(&j, name);
  f = form_at(j.provider, at("/console/apps/%s/settings", j.app), NULL);
  form_add(f, "categories", "tools.weather");
  form_file(f, "avatar", "b.png", "image/png", sample_picture(j.a, fresh()));
  send(j.provider, f);
  save_settings("not listed");
}

/* Its servers, its Token, and a signature that is asked about. */
static void development(void) {
  const char *path = at("/console/plugins/%s/development", j.plugin), *stamp = at("%ld", (long)time(NULL));
  struct signature sig = {j.app, "n0nce", stamp, NULL};
  struct form *f = form_at(j.provider, path, "save");
  struct page *p;

  form_set(f, "domains", "api.example.com\ncdn.example.com");
  send(j.provider, f);
  p = journey_press(j.provider, path, "rotate-token", 200);
  f = form_at(j.provider, at("%s/signature", path), "verify");
  form_set(f, "app", sig.app);
  form_set(f, "nonce", sig.nonce);
  form_set(f, "timestamp", stamp);
  form_set(f, "signature", signature_make(j.a, &sig, page_text(p, "//*[@id='token']")));
  send(j.provider, f);
}

static void docs(void) {
  const char *path = at("/console/plugins/%s/doc", j.plugin);

  for (int i = 0; i < 2; i++) {
    const struct sample_file files[] = {{"README.md", at("# 第 %d 份\n\n![样子](look.png)\n", i)}, {"look.png", NULL}};
    struct form *f = form_at(j.provider, path, "upload");

    form_file(f, "doc", "doc.zip", "application/zip", sample_zip(j.a, files, 2));
    send(j.provider, f);
    ledger_label(ledger, i == 0 ? "" : "in place of another");
    journey_press(j.provider, path, "publish", 200);
    ledger_label(ledger, "");
  }
}

/* Two pictures are saved and two are kept besides, of a form that is refused; then one more comes with the submission. */
static void submits_with_previews(const char *version, const char *words) {
  static const char *const action[] = {"save", "submit", "submit"};

  ledger_label(ledger, "with previews");
  for (int i = 0; i < 3; i++) {
    struct form *f = form_at(j.provider, at("%s/submit", version), "submit");

    form_set(f, "description", i == 1 ? "" : words);
    for (int k = 0; k < 2 - i / 2; k++)
      form_file(f, "previews", "p.png", "image/png", sample_picture(j.a, fresh()));
    page_want(form_press(j.provider, f, "action", action[i]), i == 1 ? 422 : 200);
  }
  ledger_label(ledger, "");
}

static void versions(const char *name) {
  const char *version = at("/console/plugins/%s/versions/1.0.0", j.plugin), *words = "从照片里读出车牌号";
  struct form *f;

  journey_upload(&j, "1.0.0", sample_package(j.a, at("%s one", name)), 200);
  ledger_label(ledger, "with a doc");
  journey_upload(&j, "1.0.1", package_with_doc(name), 200);
  ledger_label(ledger, "");
  journey_press(j.provider, at("/console/plugins/%s/versions/1.0.1", j.plugin), "delete", 200);
  f = form_at(j.provider, at("%s/submit", version), "save");
  form_set(f, "tags", "识别");
  form_press(j.provider, f, "action", "save");
  journey_submit(&j, "1.0.0", words, 200);
  journey_press(j.provider, version, "withdraw", 200);
  journey_submit(&j, "1.0.0", words, 200);
  decide("version", name, "reject", "缺少使用说明");
  journey_press(j.provider, version, "return", 200);
  submits_with_previews(version, words);
  decide("version", name, "approve", "");
  journey_press(j.provider, version, "online", 200);
}

static void gets_approved(const char *name) {
  const char *listing = at("/console/plugins/%s/listing", j.plugin);

  journey_press(j.provider, at("%s/check", listing), "submit", 200);
  decide("listing", name, "approve", "");
}

static void shelves(const char *label) {
  ledger_label(ledger, label);
  journey_press(j.provider, at("/console/plugins/%s/listing", j.plugin), "shelve", 200);
  ledger_label(ledger, "");
}

/* The same after so long that the person has to prove again to be there; then the form goes on from there. */
static void shelves_with_proof(void) {
  const char *listing = at("/console/plugins/%s/listing", j.plugin);
  struct form *f;

  ledger_label(ledger, "asks for a proof");
  demo_clock(10 * 60);
  f = form_get(journey_press(j.provider, listing, "shelve", 200), "prove");
  form_set(f, "password", people_password);
  ledger_label(ledger, "and shelves");
  page_want(form_send(j.provider, f), 200);
  demo_clock(0);
  ledger_label(ledger, "");
}

static void listing_info(const char *summary) {
  struct form *f = form_at(j.provider, at("/console/plugins/%s/listing/info", j.plugin), "save");

  ledger_label(ledger, "with pictures");
  form_set(f, "summary", summary);
  form_file(f, "images", "one.png", "image/png", sample_picture(j.a, fresh()));
  send(j.provider, f);
  ledger_label(ledger, "");
}

/* A version while the plugin is on the market. */
static void another_version(const char *name) {
  journey_upload(&j, "1.2.0", sample_package(j.a, at("%s two", name)), 200);
  journey_submit(&j, "1.2.0", "从照片里读出车牌号和颜色", 200);
  decide("version", name, "approve", "");
  ledger_label(ledger, "listed");
  journey_press(j.provider, at("/console/plugins/%s/versions/1.2.0", j.plugin), "online", 200);
  ledger_label(ledger, "");
}

static void listings(const char *name) {
  const char *listing = at("/console/plugins/%s/listing", j.plugin);

  journey_press(j.provider, listing, "publish", 200);
  journey_info(&j, "拍照识别车牌号");
  journey_guide(&j);
  journey_press(j.provider, at("%s/check", listing), "submit", 200);
  journey_press(j.provider, listing, "withdraw", 200);
  journey_press(j.provider, at("%s/check", listing), "submit", 200);
  decide("listing", name, "reject", "请补充案例");
  listing_info("拍照识别车牌号，支持新能源");
  journey_press(j.provider, at("%s/check", listing), "submit", 200);
  decide("listing", name, "approve", "");
  journey_press(j.provider, listing, "amend", 200);
  gets_approved(name);
  shelves("first");
  journey_press(j.provider, listing, "hide", 200);
  journey_press(j.provider, listing, "show", 200);
  save_settings("listed");
  journey_press(j.provider, listing, "unshelve", 200);
  journey_press(j.provider, listing, "reshelve", 200);
  journey_press(j.provider, listing, "revise", 200);
  journey_press(j.provider, listing, "discard", 200);
  journey_press(j.provider, listing, "revise", 200);
  journey_info(&j, "换一句简介");
  gets_approved(name);
  shelves("in place of another");
  another_version(name);
  journey_press(j.provider, listing, "revise", 200);
  gets_approved(name);
  shelves_with_proof();
}

static void obtains(void) {
  struct form *f = form_at(j.merchant, at("/market/%s/obtain", j.plugin), "obtain");

  form_set(f, "agree", "1");
  send(j.merchant, f);
}

static void applies(const char *bind, const char *const *host, size_t n) {
  struct form *f = form_at(j.merchant, bind, "bind");

  ledger_label(ledger, "by approval");
  form_drop(f, "app");
  for (size_t i = 0; i < n; i++)
    form_add(f, "app", host[i]);
  form_set(f, "reason", "两家店都要用");
  form_set(f, "agree", "1");
  send(j.merchant, f);
  ledger_label(ledger, "");
}

static void asks_and_answers(const char *bind, const char *const *host) {
  const char *list = at("/console/plugins/%s/applications", j.plugin);
  struct form *f = form_at(j.provider, at("/console/plugins/%s/settings", j.plugin), NULL);

  ledger_label(ledger, "by approval");
  form_set(f, "add_mode", "approval");
  send(j.provider, f);
  ledger_label(ledger, "");
  applies(bind, host, 2);
  journey_press(j.merchant, at("/console/apps/%s/plugins/%s", host[1], j.plugin), "withdraw", 200);
  f = form_at(j.provider, list, "refuse");
  form_set(f, "reason", "请写明用途");
  send(j.provider, f);
  applies(bind, host, 1);
  journey_press(j.provider, list, "approve", 200);
  journey_press(j.merchant, at("/console/apps/%s/plugins/%s", host[0], j.plugin), "unbind", 200);
  applies(bind, host, 2);
  f = form_get(page_want(client_get(j.provider, at("%s/answer?do=refuse&all=1", list)), 200), "refuse");
  form_set(f, "reason", "都请写明用途");
  send(j.provider, f);
  applies(bind, host, 2);
  send(j.provider, form_get(page_want(client_get(j.provider, at("%s/answer?do=approve&all=1", list)), 200), "approve"));
  for (size_t i = 0; i < 2; i++)
    journey_press(j.merchant, at("/console/apps/%s/plugins/%s", host[i], j.plugin), "unbind", 200);
}

/* A rule is set, replaced by one that answers, and stopped. */
static void a_rule_answers(const char *bind, const char *const *host) {
  const char *path = at("/console/plugins/%s/applications/rule", j.plugin);
  struct form *f = form_at(j.provider, path, "save");

  form_set(f, "host_types", "media");
  send(j.provider, f);
  f = form_at(j.provider, path, "save");
  ledger_label(ledger, "in place of another");
  form_set(f, "host_types", "individual");
  form_add(f, "host_types", "enterprise");
  send(j.provider, f);
  applies(bind, host, 2);
  for (size_t i = 0; i < 2; i++)
    journey_press(j.merchant, at("/console/apps/%s/plugins/%s", host[i], j.plugin), "unbind", 200);
  journey_press(j.provider, path, "stop", 200);
}

/* Of the version that the mini-program got. */
static void tells(const char *host, const char *title) {
  const char *list = at("/console/plugins/%s/advisories", j.plugin), *to;
  struct form *f = form_at(j.provider, at("%s/new", list), "save");

  form_set(f, "title", title);
  form_set(f, "first", "1.2.0");
  form_set(f, "last", "1.2.0");
  form_set(f, "text", title);
  send(j.provider, f);
  to = page_link(page_want(client_get(j.provider, list), 200), title);
  f = form_at(j.provider, to, "save");
  send(j.provider, f);
  journey_press(j.provider, to, "publish", 200);
  journey_press(j.merchant, at("/console/apps/%s/plugins/%s", host, j.plugin), "acknowledge", 200);
  f = form_at(j.provider, to, "withdraw");
  form_set(f, "reason", title);
  send(j.provider, f);
  f = form_at(j.provider, at("%s/new", list), "save");
  form_set(f, "title", title);
  form_set(f, "first", "1.2.0");
  form_set(f, "last", "1.2.0");
  form_set(f, "text", title);
  send(j.provider, f);
  to = page_link(page_want(client_get(j.provider, at("%s?state=draft", list)), 200), title);
  journey_press(j.provider, to, "delete", 200);
  f = form_at(j.provider, at("/console/plugins/%s/deprecation?about=1.2.0", j.plugin), "announce");
  form_set(f, "ends", "2027-03-01");
  send(j.provider, f);
  journey_press(j.provider, at("/console/plugins/%s/deprecation", j.plugin), "lift", 200);
}

static void merchants(const char *name) {
  const char *bind = at("/console/obtained/%s/bind", j.plugin), *binding, *host[2];
  struct form *f;

  host[0] = journey_app(&j, j.merchant, at("%s的店", name), "tools.lookup");
  host[1] = journey_app(&j, j.merchant, at("%s的二店", name), "tools.lookup");
  ledger_label(ledger, "first");
  obtains();
  ledger_label(ledger, "");
  f = form_at(j.merchant, bind, "bind");
  form_set(f, "app", host[0]);
  form_add(f, "app", host[1]);
  form_set(f, "agree", "1");
  send(j.merchant, f);
  binding = at("/console/apps/%s/plugins/%s", host[0], j.plugin);
  f = form_at(j.merchant, binding, "save");
  form_set(f, "config.theme", "#0958d9");
  send(j.merchant, f);
  tells(host[0], at("%s的公告", name));
  journey_press(j.merchant, binding, "stop", 200);
  journey_press(j.merchant, binding, "resume", 200);
  journey_press(j.merchant, binding, "unbind", 200);
  journey_press(j.merchant, at("/console/apps/%s/plugins/%s", host[1], j.plugin), "unbind", 200);
  asks_and_answers(bind, host);
  a_rule_answers(bind, host);
  journey_press(j.merchant, at("/console/obtained/%s", j.plugin), "release", 200);
  ledger_label(ledger, "again");
  obtains();
  ledger_label(ledger, "");
}

/* Each mode once, one of them withdrawn and one decided. */
static void payments(const char *name) {
  const char *path = at("/console/plugins/%s/payment", j.plugin);
  struct form *f = form_at(j.provider, at("/console/apps/%s/settings", j.app), NULL);

  form_set(f, "merchant_no", "1600000001");
  form_set(f, "payment_opened", "1");
  send(j.provider, f);
  f = form_at(j.provider, at("%s?mode=merchant", path), "submit");
  form_set(f, "services.1.address", name);
  form_file(f, "evidence", "invoice.png", "image/png", sample_picture(j.a, fresh()));
  ledger_label(ledger, "merchant");
  send(j.provider, f);
  ledger_label(ledger, "");
  journey_press(j.provider, path, "withdraw", 200);
  f = form_at(j.provider, at("%s?mode=provider", path), "submit");
  form_set(f, "provider_no", "1900000001");
  form_set(f, "sub_merchants", "1900000002");
  form_set(f, "tied", "1");
  ledger_label(ledger, "provider");
  send(j.provider, f);
  decide("payment", name, "approve", "");
}

static void whole_story(void) {
  const char *provider = at("maker%d", round_number), *merchant = at("shop%d", round_number);
  const char *name = at("往返识别插件%c", 'A' + round_number);

  ledger_label(ledger, "staff");
  j.reviewer = demo_client(j.a, "reviewer", 0);
  ledger_label(ledger, "");
  j.provider = people_register(j.a, provider, "enterprise");
  j.merchant = people_register(j.a, merchant, "individual");
  signs_out_and_in(j.provider, provider);
  ends_a_session(provider);
  real_names(provider, merchant);
  app_and_plugin(name);
  docs();
  development();
  versions(name);
  signs_out_and_in(j.provider, provider); /* a proof that is new enough for what follows, on slow machines too */
  listings(name);
  payments(name);
  merchants(name);
}

static long most_of(const struct trips *t) {
  for (int i = 0; double_acts[i].page != NULL; i++)
    if (strcmp(double_acts[i].page, t->page) == 0 && strcmp(double_acts[i].label, t->label) == 0)
      return double_acts[i].most;
  return ACT;
}

static void changes_take_few_round_trips(void **state) {
  const struct trips *t;
  size_t n = 0;
  int wrong = 0;

  (void)state;
  ledger = ledger_new(j.a);
  for (round_number = 0; round_number < ROUNDS; round_number++)
    whole_story();
  t = ledger_read(ledger, &n);
  for (size_t i = 0; i < n; i++) {
    long most = most_of(&t[i]);

    print_message("# POST %-16s %-9s %-19s %2ld of %2ld%s\n", t[i].page, t[i].action, t[i].label, t[i].least, most,
                  t[i].least > most     ? "  TOO MANY"
                  : t[i].times < ROUNDS ? "  TOO SELDOM"
                                        : "");
    wrong += t[i].least > most || t[i].times < ROUNDS;
  }
  assert_true(n > 40);
  assert_int_equal(wrong, 0);
}

static int begin(void **state) {
  (void)state;
  j.a = arena_new((size_t)3 << 30);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(j.a);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(changes_take_few_round_trips),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
