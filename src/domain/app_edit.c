/* Making and changing a mini-program. Categories are compared as a set in one statement each, so that their number does
 * not change the number of round trips; revoked ones are the operator's and never touched here. */
#include "domain/app.h"

#include "base/text.h"
#include "domain/ids.h"
#include "domain/moving.h"
#include "domain/names.h"

#include <string.h>

#define CHOSEN " JSON_TABLE(?, '$[*]' COLUMNS (code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) j "

struct chosen_row {
  const char *code, *name_zh, *name_en, *state;
};
SHAPE(chosen_shape, struct chosen_row, M(struct chosen_row, code), M(struct chosen_row, name_zh),
      M(struct chosen_row, name_en), M(struct chosen_row, state));
DB_QUERY(app_chosen, chosen_shape,
         "SELECT k.code, k.level2_zh AS name_zh, k.level2_en AS name_en, COALESCE(ac.state, '') AS state FROM" CHOSEN
         "JOIN category k ON k.code = j.code LEFT JOIN app_category ac ON ac.app_id = ? AND ac.code = k.code");
DB_STMT(app_insert, "INSERT INTO app (id, subject_id, name, name_key, avatar, created_at) VALUES (?, ?, ?, ?, ?, ?)");
DB_STMT(app_update, "UPDATE app SET name = ?, name_key = ?, avatar = COALESCE(?, avatar), merchant_no = ?,"
                    " payment_opened = ?, rev = rev + 1 WHERE id = ? AND rev = ?");
DB_STMT(app_category_drop, "DELETE FROM app_category WHERE app_id = ? AND state = 'passed' AND code NOT IN"
                           " (SELECT j.code FROM" CHOSEN ")");
DB_STMT(app_category_add, "INSERT IGNORE INTO app_category (app_id, code) SELECT ?, j.code FROM" CHOSEN);

/* The codes as a JSON array, each once; NULL when one cannot be a code. */
static const char *codes_json(struct ctx *c, const struct app_input *in, size_t *count) {
  struct buf b = buf_new(c->a, 64 * 1024);

  *count = 0;
  buf_char(&b, '[');
  for (size_t i = 0; i < in->ncategories; i++) {
    const char *code = in->category[i];
    bool again = false;

    if (code[strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789.-")] != '\0')
      return NULL;
    for (size_t k = 0; k < i; k++)
      again = again || strcmp(in->category[k], code) == 0;
    if (!again)
      buf_fmt(&b, "%s\"%s\"", (*count)++ == 0 ? "" : ",", code);
  }
  buf_char(&b, ']');
  return b.full ? NULL : b.p;
}

static enum res check_categories(struct ctx *c, int64_t app_id, const struct app_input *in, const char **json) {
  struct chosen_row *row = NULL;
  size_t want = 0, n = 0;
  enum res r;

  *json = codes_json(c, in, &want);
  if (*json == NULL || want == 0)
    return why(c, RES_INVALID, "categories", N_("请选择服务类目"));
  if (want > APP_CATEGORIES)
    return why(c, RES_INVALID, "categories", N_("服务类目最多选 %d 项"), APP_CATEGORIES);
  r = db_list(c->db, c->a, app_chosen, &row, &n, T(*json), I(app_id));
  if (r != RES_OK)
    return r;
  if (n != want)
    return why(c, RES_INVALID, "categories", N_("请选择列出的服务类目"));
  for (size_t i = 0; i < n; i++)
    if (strcmp(row[i].state, "revoked") == 0)
      return why(c, RES_INVALID, "categories", N_("类目“%s”已被平台取消，请换一个类目，或联系平台运营"),
                 c->lang == LANG_ZH ? row[i].name_zh : row[i].name_en);
  return RES_OK;
}

static enum res keep_categories(struct ctx *c, int64_t app_id, const char *json) {
  return db_exec(c->db, app_category_add, NULL, I(app_id), T(json));
}

static enum res check_payment(struct ctx *c, const struct app_input *in) {
  const char *no = in->merchant_no == NULL ? "" : in->merchant_no;

  if (in->payment_opened != 0 && no[0] == '\0')
    return why(c, RES_INVALID, "merchant_no", N_("已开通支付的小程序请填写商户号"));
  if (strlen(no) > MERCHANT_NO_MAX || no[strspn(no, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")])
    return why(c, RES_INVALID, "merchant_no", N_("商户号由字母和数字组成，最多 %d 个"), MERCHANT_NO_MAX);
  return RES_OK;
}

static enum res taken(struct ctx *c) { return why(c, RES_INVALID, "name", N_("这个小程序名称已被使用，请换一个")); }

enum res app_create(struct ctx *c, const struct app_input *in, int64_t *id) {
  struct names key;
  const char *json = NULL;
  enum res r = names_of(c, in->name, APP_NAME_MIN, N_("小程序名称"), &key);

  if (r != RES_OK || (r = check_categories(c, 0, in, &json)) != RES_OK || (r = id_new(c, "app", id)) != RES_OK)
    return r;
  r = db_exec(c->db, app_insert, NULL, I(*id), I(c->who.subject_id), T(in->name), T(key.key), B(in->avatar), I(c->now));
  if (r == RES_CONFLICT)
    return taken(c);
  if (r == RES_OK)
    r = keep_categories(c, *id, json);
  return r == RES_OK ? audit(c, "app.create", "app", *id, "{}") : r;
}

enum res app_save(struct ctx *c, const struct app *seen, const struct app_input *in) {
  struct names key;
  const char *json = NULL;
  int64_t changed = 0;
  enum res r = names_of(c, in->name, APP_NAME_MIN, N_("小程序名称"), &key);

  if (r != RES_OK || (r = check_payment(c, in)) != RES_OK || (r = check_categories(c, seen->id, in, &json)) != RES_OK)
    return r;
  r = db_exec(c->db, app_update, &changed, T(in->name), T(key.key), B(in->avatar),
              T(in->merchant_no == NULL ? "" : in->merchant_no), I(in->payment_opened != 0), I(seen->id), I(seen->rev));
  if (r == RES_CONFLICT)
    return taken(c);
  if (r == RES_OK && changed == 0)
    return RES_STALE;
  if (r == RES_OK)
    r = db_exec(c->db, app_category_drop, NULL, I(seen->id), T(json));
  if (r == RES_OK)
    r = keep_categories(c, seen->id, json);
  return r == RES_OK ? audit(c, "app.settings", "app", seen->id, arena_fmt(c->a, "{\"categories\":%s}", json)) : r;
}
