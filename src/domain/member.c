/* Reading only: a registration makes the first member (people.c). */
#include "domain/member.h"

SHAPE(member_item_shape, struct member_item, M(struct member_item, user_id), M(struct member_item, can_obtain),
      M(struct member_item, created_at), M(struct member_item, role), M(struct member_item, display_name),
      M(struct member_item, email));
DB_QUERY(members_of, member_item_shape,
         "SELECT m.user_id, m.can_obtain, m.created_at, m.role, u.display_name, u.email FROM member m"
         " JOIN user u ON u.id = m.user_id WHERE m.subject_id = ?"
         " ORDER BY m.role = 'main' DESC, m.created_at, m.user_id LIMIT 100");

enum res member_list(struct ctx *c, int64_t subject_id, struct member_item **out, size_t *n) {
  return db_list(c->db, c->a, members_of, out, n, I(subject_id));
}
