/* Setting and clearing leave the traces of a move of the version, whose state and rev they check and do not change: their
 * statements write the pointer where others write the version. */
#include "domain/trial.h"

#include "domain/moving.h"

SHAPE(trial_shape, struct trial, M(struct trial, version_id), M(struct trial, major), M(struct trial, minor),
      M(struct trial, patch), M(struct trial, set_at), M(struct trial, number), M(struct trial, state),
      M(struct trial, set_by));
DB_QUERY(
    trial_of_plugin, trial_shape,
    "SELECT t.version_id, v.major, v.minor, v.patch, t.set_at, CONCAT(v.major, '.', v.minor, '.', v.patch) AS number,"
    " v.state, u.display_name AS set_by FROM trial t JOIN version v ON v.id = t.version_id"
    " LEFT JOIN user u ON u.id = t.set_by WHERE t.plugin_id = ?");
/* Both end with the four places of moving.h. */
DB_STMT(trial_put,
        "INSERT INTO trial (plugin_id, version_id, set_by, set_at) SELECT v.plugin_id, v.id, ?, ? FROM version v"
        " WHERE v.state = ? AND v.id = ? AND v.state = ? AND v.rev = ? ON DUPLICATE KEY UPDATE version_id ="
        " VALUES(version_id), set_by = VALUES(set_by), set_at = VALUES(set_at)");
DB_STMT(trial_drop, "UPDATE trial t JOIN version v ON v.id = t.version_id SET t.version_id = NULL WHERE v.state = ?"
                    " AND v.id = ? AND v.state = ? AND v.rev = ?");

enum res trial_load(struct ctx *c, int64_t plugin_id, struct trial *out) {
  return db_one(c->db, c->a, trial_of_plugin, out, I(plugin_id));
}

enum res trial_set(struct ctx *c, const struct version *v, unsigned rel) {
  const struct db_arg set[] = {I(c->who.user_id), I(c->now)};
  struct moving m = {&version_machine, &trial_put, "version", v->id, v->subject_id, v->state, v->rev, rel, NULL};

  return move_set(c, &m, "set-trial", sizeof set / sizeof set[0], set);
}

enum res trial_clear(struct ctx *c, int64_t version_id, int64_t subject_id, const char *state, int64_t rev,
                     unsigned rel) {
  struct moving m = {&version_machine, &trial_drop, "version", version_id, subject_id, state, rev, rel, NULL};

  return move_do(c, &m, "clear-trial");
}
