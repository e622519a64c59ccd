/* One joined row answers both who may see a plugin and why a subject may not obtain it, so that the page that explains
 * and the act that refuses cannot disagree. */
#include "domain/offer.h"

#include "domain/former.h"
#include "domain/payment.h"
#include "domain/shots.h"
#include "rule/policy.h"

#include <string.h>

#define S(field) M(struct offer, field)
SHAPE(offer_shape, struct offer, S(id), S(subject_id), S(name), S(intro), S(add_mode), S(audience), S(contact),
      S(state), S(avatar), S(subject_name), S(shelf), S(hidden), S(tags), S(summary), S(online_versions),
      S(newest_major), S(held_id), S(held_rev), S(obtained_at), S(held), S(code), S(level1), S(level1_zh), S(level1_en),
      S(level2_zh), S(level2_en), S(host_level1), S(host_types), S(note_zh), S(note_en), S(previews), S(payment),
      S(former));
#undef S
#define PREVIEWS SHOTS_OF("version", "t.latest_version") " AS previews"
DB_QUERY(
    offer_by_id, offer_shape,
    "SELECT p.id, p.subject_id, p.name, p.intro, p.add_mode, p.audience, p.contact, p.state, p.avatar,"
    " s.name AS subject_name, COALESCE(l.shelf, 'never') AS shelf, COALESCE(l.hidden, 0) AS hidden,"
    " COALESCE(t.tags, '') AS tags, COALESCE(NULLIF(v.summary, ''), p.intro) AS summary,"
    " (SELECT COUNT(*) FROM version o WHERE o.plugin_id = p.id AND o.state = 'online') AS online_versions,"
    " (SELECT o.major FROM version o WHERE o.plugin_id = p.id AND o.state = 'online' ORDER BY o.major DESC LIMIT 1)"
    " AS newest_major, e.id AS held_id, e.rev AS held_rev, e.obtained_at, e.state AS held, k.code, k.level1,"
    " k.level1_zh, k.level1_en, k.level2_zh, k.level2_en, k.host_level1, k.host_types, k.note_zh, k.note_en," PREVIEWS
    ", " PAYMENT_OF("p.id") " AS payment, " FORMER_NAMES_OF(
        "") " AS former FROM plugin p JOIN subject s ON s.id = p.subject_id LEFT JOIN listing l ON l.plugin_id = "
            "p.id"
            " LEFT JOIN plugin_state t ON t.plugin_id = p.id LEFT JOIN category k ON k.code = t.category"
            " LEFT JOIN listing_revision v ON v.live_of = p.id"
            " LEFT JOIN entitlement e ON e.plugin_id = p.id AND e.subject_id = ? WHERE p.id = ?");

#define S(field) M(struct offer_text, field)
SHAPE(text_shape, struct offer_text, S(revision_id), S(live_at), S(what), S(how), S(benefit), S(cases), S(contact),
      S(guide), S(doc_id), S(published_at), S(readme));
#undef S
DB_QUERY(offer_texts, text_shape,
         "SELECT v.id AS revision_id, v.live_at, v.what, v.how, v.benefit, v.cases, v.contact, v.guide,"
         " d.id AS doc_id, d.published_at, d.readme FROM listing_revision v"
         " LEFT JOIN doc d ON d.published_of = v.plugin_id WHERE v.live_of = ?");

#define S(field) M(struct offer_version, field)
SHAPE(version_shape, struct offer_version, S(major), S(minor), S(patch), S(package_size), S(online_at),
      S(min_base_library), S(note), S(contract), S(override_reason));
#undef S
DB_QUERY(offer_online, version_shape,
         "SELECT major, minor, patch, package_size, online_at, min_base_library, note,"
         " IF(breaking > 0, contract, NULL) AS contract, override_reason FROM version"
         " WHERE plugin_id = ? AND state = 'online' ORDER BY major DESC, minor DESC, patch DESC LIMIT 50");

bool offer_held(const struct offer *o) { return o->held != NULL && strcmp(o->held, "held") == 0; }

bool offer_waits(const struct offer *o) { return strcmp(o->add_mode, "approval") == 0; }

enum res offer_any(struct ctx *c, int64_t plugin_id, struct offer *out) {
  return db_one(c->db, c->a, offer_by_id, out, I(c->now), I(c->who.subject_id), I(plugin_id));
}

enum res offer_load(struct ctx *c, int64_t plugin_id, struct offer *out) {
  enum res r = offer_any(c, plugin_id, out);

  if (r != RES_OK)
    return r;
  if (strcmp(out->shelf, "on") == 0 || offer_held(out) ||
      (c->who.subject_id != 0 && out->subject_id == c->who.subject_id))
    return RES_OK;
  return RES_NOT_FOUND;
}

struct category offer_category(const struct offer *o) {
  return (struct category){.code = o->code,
                           .level1 = o->level1,
                           .level1_zh = o->level1_zh,
                           .level1_en = o->level1_en,
                           .level2_zh = o->level2_zh,
                           .level2_en = o->level2_en,
                           .open_to_plugins = 1,
                           .host_level1 = o->host_level1,
                           .host_types = o->host_types,
                           .note_zh = o->note_zh,
                           .note_en = o->note_en};
}

/* What the plugin's side lacks. */
static enum res offered(struct ctx *c, const struct offer *o) {
  if (strcmp(o->state, "active") != 0)
    return why(c, RES_CONFLICT, NULL, N_("插件已被平台停用，暂时不能获取"));
  if (strcmp(o->shelf, "never") == 0)
    return why(c, RES_CONFLICT, NULL, N_("插件还没有上架，服务商上架后才能获取"));
  if (strcmp(o->shelf, "on") != 0)
    return why(c, RES_CONFLICT, NULL, N_("插件已下架，不再接受新的获取；已经获取的主体可以继续使用"));
  if (o->online_versions == 0)
    return why(c, RES_CONFLICT, NULL, N_("插件没有已上线的版本，服务商上线版本后才能获取"));
  return RES_OK;
}

/* What the caller's subject lacks. */
static enum res qualified(struct ctx *c, const struct offer *o) {
  const struct principal *who = &c->who;
  bool individual = strcmp(who->subject_type, "individual") == 0;

  if (strcmp(who->subject_state, "active") != 0)
    return why(c, RES_FORBIDDEN, NULL, N_("主体已被停用，不能获取插件；请联系平台运营"));
  if (!codes_hold(o->audience, individual ? "individual" : "enterprise"))
    return why(c, RES_FORBIDDEN, NULL,
               individual ? N_("服务商只把这个插件提供给企业等组织类型的主体，请用组织类型的主体登录后获取")
                          : N_("服务商只把这个插件提供给个人主体，请用个人主体登录后获取"));
  if (who->real_name == NULL || strcmp(who->real_name, "verified") != 0)
    return why_at(c, RES_FORBIDDEN, "real_name", 0,
                  who->real_name != NULL && strcmp(who->real_name, "auditing") == 0
                      ? N_("主体的实名认证正在审核，通过后就可以获取")
                      : N_("获取插件的主体要先完成实名认证，请由主账号提交认证"));
  return RES_OK;
}

enum res offer_obtainable(struct ctx *c, const struct offer *o) {
  const struct principal *who = &c->who;
  enum res r;

  if (offer_held(o))
    return RES_OK;
  r = offered(c, o);
  if (r != RES_OK)
    return r;
  if (who->user_id == 0)
    return why_at(c, RES_FORBIDDEN, "login", 0, N_("登录后就可以获取"));
  if (who->subject_id == 0)
    return why(c, RES_FORBIDDEN, NULL, N_("你的账号还没有加入主体，请联系主体的主账号"));
  if (!policy_may(PERM_OBTAIN, ctx_rel(c, who->subject_id)))
    return why(c, RES_FORBIDDEN, NULL, N_("获取插件需要由主体的%s来操作，请联系本主体的主账号"),
               TR(c, policy_holders(PERM_OBTAIN)));
  return qualified(c, o);
}

const char *offer_audience(const struct ctx *c, const struct offer *o) {
  bool organisations = codes_hold(o->audience, "enterprise"), individuals = codes_hold(o->audience, "individual");

  if (organisations && individuals)
    return TR(c, N_("企业等组织类型的主体和个人主体"));
  return organisations ? TR(c, N_("企业、媒体、政府和其他组织")) : individuals ? TR(c, N_("个人主体")) : "--";
}

enum res offer_text(struct ctx *c, int64_t plugin_id, struct offer_text *out) {
  return db_one(c->db, c->a, offer_texts, out, I(plugin_id));
}

enum res offer_versions(struct ctx *c, int64_t plugin_id, struct offer_version **out, size_t *n) {
  return db_list(c->db, c->a, offer_online, out, n, I(plugin_id));
}
