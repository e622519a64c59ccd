/* Reading a plugin. Making and changing one is in plugin_edit.c; lists are in plugin_list.c. */
#include "domain/plugin.h"

SHAPE(plugin_shape, struct plugin, M(struct plugin, id), M(struct plugin, app_id), M(struct plugin, subject_id),
      M(struct plugin, name), M(struct plugin, intro), M(struct plugin, avatar), M(struct plugin, add_mode),
      M(struct plugin, audience), M(struct plugin, contact), M(struct plugin, state), M(struct plugin, rev),
      M(struct plugin, created_at), M(struct plugin, app_name), M(struct plugin, subject_name),
      M(struct plugin, subject_type), M(struct plugin, real_name), M(struct plugin, shelf), M(struct plugin, hidden),
      M(struct plugin, listing_rev), M(struct plugin, category), M(struct plugin, tags),
      M(struct plugin, online_versions), M(struct plugin, latest_version), M(struct plugin, pending),
      M(struct plugin, rule_n));
DB_QUERY(plugin_by_id, plugin_shape,
         "SELECT p.id, p.app_id, p.subject_id, p.name, p.intro, p.avatar, p.add_mode, p.audience, p.contact, p.state,"
         " p.rev, p.created_at, a.name AS app_name, s.name AS subject_name, s.type AS subject_type,"
         " COALESCE(n.state, 'none') AS real_name, l.shelf, l.hidden, l.rev AS listing_rev, st.category, st.tags,"
         " st.online_versions, st.latest_version, (SELECT COUNT(*) FROM (SELECT 1 FROM application WHERE plugin_id = ?"
         " AND state = 'pending' LIMIT 1001) w) AS pending,"
         " (SELECT y.n FROM application_rule y WHERE y.on_of = p.id) AS rule_n"
         " FROM plugin p JOIN app a ON a.id = p.app_id JOIN subject s ON s.id = p.subject_id"
         " LEFT JOIN real_name n ON n.subject_id = s.id JOIN listing l ON l.plugin_id = p.id"
         " JOIN plugin_state st ON st.plugin_id = p.id WHERE p.id = ?");

enum res plugin_load(struct ctx *c, int64_t id, struct plugin *out) {
  return db_one(c->db, c->a, plugin_by_id, out, I(id), I(id));
}

static bool empty(const char *s) { return s == NULL || s[0] == '\0'; }

const char *plugin_missing(const struct plugin *p) {
  const struct {
    bool missing;
    const char *label;
  } wanted[] = {
      {empty(p->name), N_("插件名称")},         {p->avatar.n == 0, N_("插件头像")},
      {empty(p->intro), N_("插件简介")},        {empty(p->add_mode), N_("添加方式")},
      {empty(p->audience), N_("可获取的主体")}, {empty(p->contact), N_("客服联系方式")},
  };

  for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
    if (wanted[i].missing)
      return wanted[i].label;
  return NULL;
}
