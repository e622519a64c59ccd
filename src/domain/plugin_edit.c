/* Opening the function and the basic settings. The unique keys of the table decide which of two takers of one name wins. */
#include "domain/plugin.h"

#include "domain/former.h"
#include "domain/ids.h"
#include "domain/market.h"
#include "domain/moving.h"
#include "domain/names.h"
#include "rule/subject.h"

#include <string.h>

struct owner_row {
  int64_t id;
};
SHAPE(owner_shape, struct owner_row, M(struct owner_row, id));
DB_QUERY(plugin_app_of, owner_shape, "SELECT id FROM app WHERE id = ? AND subject_id = ? LOCK IN SHARE MODE");
DB_STMT(plugin_insert, "INSERT INTO plugin (id, app_id, subject_id, name, name_key, name_look, intro, created_at)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
DB_STMT(plugin_state_insert, "INSERT INTO plugin_state (plugin_id) VALUES (?)");
DB_STMT(plugin_listing_insert, "INSERT INTO listing (plugin_id, provider_id) VALUES (?, ?)");
DB_STMT(plugin_update, "UPDATE plugin SET name = ?, name_key = ?, name_look = ?, intro = ?, add_mode = ?, audience = ?,"
                       " contact = ?, avatar = COALESCE(?, avatar), rev = rev + 1 WHERE id = ? AND rev = ?");

enum res plugin_may_open(struct ctx *c) {
  const struct principal *who = &c->who;

  if (!subject_is_organisation(who->subject_type))
    return why_at(c, RES_FORBIDDEN, "subject", 0,
                  N_("个人主体不能开发插件，只能使用插件；要开发插件，请用企业、媒体、政府或其他组织注册主体"));
  if (who->real_name == NULL || strcmp(who->real_name, "verified") != 0)
    return why_at(c, RES_FORBIDDEN, "real_name", 0,
                  N_("主体还没有通过实名认证，不能开通插件功能；请主账号先在“实名认证”页面完成认证"));
  return RES_OK;
}

/* After RES_CONFLICT: which of the two keys was it? Other people's unpublished names are not told. */
static enum res taken(struct ctx *c) {
  if (strcmp(db_dup_key(c->db), "plugin_look") == 0)
    return why(c, RES_INVALID, "name", N_("这个名称和已有的插件名称太像，容易混淆，请换一个"));
  return why(c, RES_INVALID, "name", N_("这个插件名称已被使用，请换一个"));
}

static enum res insert(struct ctx *c, int64_t id, int64_t app_id, const char *name, const struct names *key,
                       const char *intro) {
  enum res r = db_exec(c->db, plugin_insert, NULL, I(id), I(app_id), I(c->who.subject_id), T(name), T(key->key),
                       T(key->look), T(intro == NULL ? "" : intro), I(c->now));

  if (r == RES_CONFLICT)
    return taken(c);
  if (r == RES_OK)
    r = former_free(c, id, key);
  if (r == RES_OK)
    r = db_exec(c->db, plugin_state_insert, NULL, I(id));
  return r == RES_OK ? db_exec(c->db, plugin_listing_insert, NULL, I(id), I(c->who.subject_id)) : r;
}

enum res plugin_create(struct ctx *c, int64_t app_id, const char *name, const char *intro, int64_t *id) {
  struct owner_row app = {0};
  struct names key;
  enum res r = plugin_may_open(c);

  if (r != RES_OK || (r = names_of(c, name, PLUGIN_NAME_MIN, N_("插件名称"), &key)) != RES_OK)
    return r;
  r = db_one(c->db, c->a, plugin_app_of, &app, I(app_id), I(c->who.subject_id));
  if (r != RES_OK || (r = id_new(c, "plugin", id)) != RES_OK)
    return r;
  r = insert(c, *id, app_id, name, &key, intro);
  return r == RES_OK
             ? audit(c, "plugin.create", "plugin", *id, arena_fmt(c->a, "{\"app\":\"%lld\"}", (long long)app_id))
             : r;
}

/* The name was taken; the former one is left behind. */
static enum res rename_from(struct ctx *c, const struct plugin *seen, const struct names *key) {
  enum res r = former_free(c, seen->id, key);

  return r == RES_OK ? former_keep(c, seen->id, seen->name, key) : r;
}

enum res plugin_save(struct ctx *c, const struct plugin *seen, const struct plugin_input *in) {
  struct names key;
  int64_t changed = 0;
  enum res r = names_of(c, in->name, PLUGIN_NAME_MIN, N_("插件名称"), &key);

  if (r != RES_OK)
    return r;
  r = db_exec(c->db, plugin_update, &changed, T(in->name), T(key.key), T(key.look), T(in->intro), T(in->add_mode),
              T(in->audience), T(in->contact), B(in->avatar), I(seen->id), I(seen->rev));
  if (r == RES_CONFLICT)
    return taken(c);
  if (r == RES_OK && changed == 0)
    return RES_STALE;
  if (r == RES_OK && strcmp(seen->name, in->name) != 0)
    r = rename_from(c, seen, &key);
  if (r == RES_OK)
    r = audit(c, "plugin.settings", "plugin", seen->id,
              strcmp(seen->name, in->name) == 0 ? "{}" : "{\"renamed\":true}");
  return r == RES_OK ? market_refresh(c, seen->id) : r;
}
