/* Names that people choose are unique by their canonical key; individuals may share a name, organisations may not. */
#include "domain/people.h"

#include "base/clock.h"
#include "base/text.h"
#include "domain/ids.h"
#include "domain/moving.h"
#include "domain/password.h"
#include "rule/policy.h"
#include "rule/subject.h"

#include <string.h>

DB_STMT(user_insert, "INSERT INTO user (id, email, email_key, display_name, password, totp_secret, created_at)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?)");
DB_STMT(subject_insert, "INSERT INTO subject (id, type, name, name_key, created_at) VALUES (?, ?, ?, ?, ?)");
DB_STMT(member_insert, "INSERT INTO member (subject_id, user_id, role, can_obtain, created_at) VALUES (?, ?, ?, 1, ?)");
DB_STMT(real_name_insert, "INSERT INTO real_name (subject_id) VALUES (?)");
DB_STMT(staff_insert, "INSERT INTO staff (user_id, staff_right, created_at) VALUES (?, ?, ?)");
/* The session query reads them from the person's row. */
DB_STMT(staff_carry, "UPDATE user SET staff_rights = (SELECT COALESCE(GROUP_CONCAT(s.staff_right ORDER BY"
                     " s.staff_right), '') FROM staff s WHERE s.user_id = ?) WHERE id = ?");
DB_STMT(invite_insert, "INSERT INTO invite_secret (user_id, secret_hash, expires_at) VALUES (?, ?, ?)");
DB_STMT(invite_delete, "DELETE FROM invite_secret WHERE user_id = ?");
DB_STMT(user_step, "UPDATE user SET totp_step = ? WHERE id = ? AND totp_step < ?");
DB_STMT(user_password, "UPDATE user SET password = ? WHERE id = ?");

SHAPE(account_shape, struct account, M(struct account, id), M(struct account, password),
      M(struct account, display_name), M(struct account, email_key), M(struct account, totp_secret),
      M(struct account, totp_step), M(struct account, subject_id), M(struct account, rights),
      M(struct account, invited_until));
#define ACCOUNT                                                                                                        \
  "SELECT u.id, u.password, u.display_name, u.email_key, u.totp_secret, u.totp_step,"                                  \
  " (SELECT m.subject_id FROM member m WHERE m.user_id = u.id ORDER BY m.created_at, m.subject_id LIMIT 1)"            \
  " AS subject_id, (SELECT GROUP_CONCAT(s.staff_right) FROM staff s WHERE s.user_id = u.id) AS rights,"                \
  " (SELECT i.expires_at FROM invite_secret i WHERE i.user_id = u.id) AS invited_until FROM user u"
DB_QUERY(account_by_email, account_shape, ACCOUNT " WHERE u.email_key = ? AND u.status = 'active'");
DB_QUERY(account_by_id, account_shape, ACCOUNT " WHERE u.id = ? AND u.status = 'active'");

static enum res user_new(struct ctx *c, const char *email, const char *name, const char *password, struct bytes totp,
                         int64_t *id) {
  char hash[SEAL_PASSWORD];
  enum res r = id_new(c, "user", id);

  if (r != RES_OK)
    return r;
  seal_password(password, hash);
  r = db_exec(c->db, user_insert, NULL, I(*id), T(email), T(text_key(c->a, email)), T(name), T(hash), B(totp),
              I(c->now));
  return r == RES_CONFLICT ? why(c, RES_INVALID, "email", N_("这个邮箱已经注册过，请直接登录")) : r;
}

static enum res subject_new(struct ctx *c, const char *type, const char *name, int64_t *id) {
  const char *key = text_key(c->a, name);
  enum res r = id_new(c, "subject", id);

  if (r != RES_OK)
    return r;
  if (key[0] == '\0')
    return why(c, RES_INVALID, "subject_name", N_("请填写主体名称"));
  if (!subject_is_organisation(type))
    key = arena_fmt(c->a, "%s #%lld", key, (long long)*id);
  r = db_exec(c->db, subject_insert, NULL, I(*id), T(type), T(name), T(key), I(c->now));
  return r == RES_CONFLICT ? why(c, RES_INVALID, "subject_name", N_("这个主体已经注册过，请联系它的主账号加入")) : r;
}

enum res people_register(struct ctx *c, const struct registration *in, int64_t *user_id, int64_t *subject_id) {
  const char *context[] = {in->email, in->display_name, in->subject_name, NULL};
  const char *complaint = password_complaint(c->a, in->password, false, context);
  enum res r;

  if (complaint != NULL)
    return why(c, RES_INVALID, "password", "%s", TR(c, complaint));
  r = user_new(c, in->email, in->display_name, in->password, (struct bytes){NULL, 0}, user_id);
  if (r == RES_OK)
    r = subject_new(c, in->subject_type, in->subject_name, subject_id);
  if (r == RES_OK)
    r = db_exec(c->db, member_insert, NULL, I(*subject_id), I(*user_id), T("main"), I(c->now));
  if (r == RES_OK)
    r = db_exec(c->db, real_name_insert, NULL, I(*subject_id));
  if (r != RES_OK)
    return r;
  c->who.user_id = *user_id;
  c->who.subject_id = *subject_id;
  return audit(c, "subject.register", "subject", *subject_id, "");
}

static enum res not_recognised(struct ctx *c) {
  return why(c, RES_INVALID, "password", N_("邮箱或密码不对，请检查后再试"));
}

enum res people_recognise(struct ctx *c, const char *email, const char *password, struct account *out) {
  enum res r = db_one(c->db, c->a, account_by_email, out, T(text_key(c->a, email)));

  if (r == RES_NOT_FOUND) {
    seal_password_waste(password);
    return not_recognised(c);
  }
  if (r != RES_OK)
    return r;
  if (!seal_password_ok(out->password, password) || (out->invited_until != 0 && out->invited_until < c->now))
    return not_recognised(c);
  return RES_OK;
}

enum res people_account(struct ctx *c, int64_t user_id, struct account *out) {
  return db_one(c->db, c->a, account_by_id, out, I(user_id));
}

enum res people_password(struct ctx *c, const struct account *acc, const char *password) {
  if (seal_password_ok(acc->password, password))
    return RES_OK;
  return why(c, RES_INVALID, "password", N_("密码不对，请检查后再试"));
}

enum res people_code(struct ctx *c, const struct account *acc, const char *code) {
  struct bytes secret = seal_open(c->a, "totp", acc->totp_secret);
  int64_t step = 0, changed = 0;
  enum res r;

  if (secret.n == SEAL_TOTP)
    step = seal_totp(secret.p, code, c->now, acc->totp_step);
  if (step == 0)
    return why(c, RES_INVALID, "code", N_("验证码不对或已经用过，请等下一个验证码再试"));
  r = db_exec(c->db, user_step, &changed, I(step), I(acc->id), I(step));
  if (r == RES_OK && changed == 0)
    return why(c, RES_INVALID, "code", N_("验证码不对或已经用过，请等下一个验证码再试"));
  return r;
}

enum res people_new_password(struct ctx *c, const struct account *acc, const char *password) {
  const char *context[] = {acc->email_key, acc->display_name, NULL};
  const char *complaint = password_complaint(c->a, password, acc->totp_secret.n > 0, context);
  char hash[SEAL_PASSWORD];
  enum res r;

  if (complaint != NULL)
    return why(c, RES_INVALID, "password", "%s", TR(c, complaint));
  seal_password(password, hash);
  r = db_exec(c->db, user_password, NULL, T(hash), I(acc->id));
  if (r == RES_OK)
    r = db_exec(c->db, invite_delete, NULL, I(acc->id));
  return r == RES_OK ? audit(c, "user.password", "user", acc->id, "") : r;
}

static enum res grant(struct ctx *c, int64_t user_id, const char *rights) {
  enum res r = RES_OK;

  for (const char *p = rights; *p != '\0' && r == RES_OK;) {
    size_t n = strcspn(p, ",");
    const char *one = arena_strn(c->a, p, n);

    if (rel_of_right(one) == 0)
      return why(c, RES_INVALID, "rights", N_("没有“%s”这种权限"), one);
    r = db_exec(c->db, staff_insert, NULL, I(user_id), T(one), I(c->now));
    p += n + (p[n] == ',');
  }
  return r == RES_OK ? db_exec(c->db, staff_carry, NULL, I(user_id), I(user_id)) : r;
}

enum res people_staff(struct ctx *c, const struct staff_new *in, const char **secret, const char **totp,
                      int64_t *user_id) {
  unsigned char raw[SEAL_TOTP], hash[SEAL_HASH];
  enum res r;

  seal_random(raw, sizeof raw);
  *secret = seal_token(c->a);
  *totp = seal_base32(c->a, raw, sizeof raw);
  seal_sha256(bytes_of(*secret), hash);
  r = user_new(c, in->email, in->display_name, *secret, seal_close(c->a, "totp", (struct bytes){raw, sizeof raw}),
               user_id);
  if (r == RES_OK)
    r = grant(c, *user_id, in->rights);
  if (r == RES_OK)
    r = db_exec(c->db, invite_insert, NULL, I(*user_id), H(hash, sizeof hash), I(c->now + 7 * DAY));
  return r == RES_OK ? audit(c, "staff.create", "user", *user_id, "") : r;
}
