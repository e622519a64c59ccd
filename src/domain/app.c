/* Reading a mini-program. Making and changing one is in app_edit.c; lists are in app_list.c. */
#include "domain/app.h"

SHAPE(app_shape, struct app, M(struct app, id), M(struct app, subject_id), M(struct app, name), M(struct app, avatar),
      M(struct app, base_library), M(struct app, payment_opened), M(struct app, merchant_no), M(struct app, rev),
      M(struct app, created_at), M(struct app, subject_name), M(struct app, subject_type), M(struct app, real_name),
      M(struct app, categories), M(struct app, asked));
/* What is chosen counts as passed only while the owner is verified: domain.md section 2 "Mini-program". */
DB_QUERY(app_by_id, app_shape,
         "SELECT a.id, a.subject_id, a.name, a.avatar, a.base_library, a.payment_opened, a.merchant_no, a.rev,"
         " a.created_at, s.name AS subject_name, s.type AS subject_type, COALESCE(n.state, 'none') AS real_name,"
         " IF(n.state = 'verified', COALESCE((SELECT GROUP_CONCAT(k.code ORDER BY k.position SEPARATOR '|')"
         " FROM app_category ac JOIN category k ON k.code = ac.code WHERE ac.app_id = a.id AND ac.state = 'passed'),"
         " ''), '') AS categories, (SELECT COUNT(*) FROM (SELECT 1 FROM link WHERE app_id = ? AND is_open = 1"
         " AND state = 'pending' LIMIT 101) w) AS asked"
         " FROM app a JOIN subject s ON s.id = a.subject_id LEFT JOIN real_name n ON n.subject_id = s.id"
         " WHERE a.id = ?");

enum res app_load(struct ctx *c, int64_t id, struct app *out) {
  return db_one(c->db, c->a, app_by_id, out, I(id), I(id));
}
