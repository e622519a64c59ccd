/* People: staff accounts, registrations, verifications. Passwords are random; demo.json is the only place that has them. */
#include "bin/demo.h"

#include "domain/people.h"
#include "domain/real_name.h"

enum { PASSWORD = 24 /* characters of 6 random bits */, SCAN = 320 };

static const char *new_password(struct demo *d, const struct demo_act *act) {
  const char *password = arena_strn(d->c.a, seal_token(d->c.a), PASSWORD);

  demo_set_text(act->of, "password", password);
  return password;
}

static enum res do_staff(struct demo *d, const struct demo_act *act) {
  const struct staff_new in = {demo_text(act->of, "email"), demo_text(act->of, "person"), demo_text(act->of, "rights")};
  const char *secret, *totp;
  struct account acc = {0};
  int64_t id = 0;
  enum res r = people_staff(&d->c, &in, &secret, &totp, &id);

  if (r == RES_OK)
    r = people_account(&d->c, id, &acc);
  if (r == RES_OK) /* what the first sign-in would ask for */
    r = people_new_password(&d->c, &acc, new_password(d, act));
  demo_set_id(act->of, "user_id", id);
  demo_set_text(act->of, "totp", totp);
  return r;
}

static enum res do_register(struct demo *d, const struct demo_act *act) {
  const struct registration in = {demo_text(act->of, "email"), new_password(d, act), demo_text(act->of, "person"),
                                  demo_text(act->of, "type"), demo_text(act->of, "name")};
  int64_t user_id = 0, subject_id = 0;
  enum res r = people_register(&d->c, &in, &user_id, &subject_id);

  demo_set_id(act->of, "user_id", user_id);
  demo_set_id(act->of, "id", subject_id);
  demo_set_text(act->of, "totp", "");
  return r;
}

static enum res do_submit(struct demo *d, const struct demo_act *act) {
  struct real_name x = {0};
  struct picture scan = {0};
  struct evidence_file file = {"licence.png", {NULL, 0}};
  struct real_name_in in = {demo_text(act->of, "licence_no"),
                            demo_text(act->of, "contact"),
                            demo_text(act->of, "real_name"),
                            demo_text(act->of, "id_no"),
                            &file,
                            1};
  enum res r = real_name_load(&d->c, demo_id(act->of, "id"), &x);

  if (r == RES_OK)
    r = demo_draw(d, demo_text(act->of, "key"), SCAN, &scan);
  file.data = scan.data;
  return r == RES_OK ? real_name_submit(&d->c, &x, &in) : r;
}

static enum res do_withdraw(struct demo *d, const struct demo_act *act) {
  struct real_name x = {0};
  enum res r = real_name_load(&d->c, demo_id(act->of, "id"), &x);

  return r == RES_OK ? real_name_withdraw(&d->c, &x) : r;
}

static enum res do_approve(struct demo *d, const struct demo_act *act) {
  return demo_decide(d, "real-name", demo_id(act->of, "id"), "approve", NULL);
}

static enum res do_refuse(struct demo *d, const struct demo_act *act) {
  return demo_decide(d, "real-name", demo_id(act->of, "id"), "reject", json_string_value(act->arg));
}

const struct demo_verb demo_people_verbs[] = {
    {"staff", DEMO_NOBODY, do_staff},
    {"register", DEMO_NOBODY, do_register},
    {"real-name.submit", DEMO_OWNER, do_submit},
    {"real-name.withdraw", DEMO_OWNER, do_withdraw},
    {"real-name.approve", DEMO_REVIEWER, do_approve},
    {"real-name.refuse", DEMO_REVIEWER, do_refuse},
    {NULL, DEMO_NOBODY, NULL},
};
