/* The row of an application as it is read everywhere. For application.c and application_list.c only. */
#ifndef DOMAIN_APPLICATION_ROW_H
#define DOMAIN_APPLICATION_ROW_H

#include "db/stmt.h"
#include "domain/application.h"
#include "domain/application_rule.h"

#define A(field) M(struct application, field)
SHAPE(application_shape, struct application, A(id), A(rev), A(binding_id), A(binding_rev), A(plugin_id), A(provider_id),
      A(app_id), A(subject_id), A(applied_at), A(due_at), A(decided_at), A(disabled), A(servable), A(state),
      A(binding_state), A(reason), A(answer), A(applicant), A(decider), A(app_name), A(app_avatar), A(subject_name),
      A(subject_type), A(subject_state), A(categories), A(category_names), A(host_level1), A(host_types), A(note_zh),
      A(note_en), A(rule_n), A(rule_types), A(rule_names), A(total));
#undef A

/* Two values first: 1 for Chinese names of categories, twice; then those of `total` (how many the list has) and of `from`, which has
 * the rows as `a`. */
#define APPLICATION_OF(total, from)                                                                                    \
  "SELECT a.id, a.rev, a.binding_id, b.rev AS binding_rev, a.plugin_id, p.subject_id AS provider_id, a.app_id,"        \
  " a.subject_id, a.applied_at, a.due_at, a.decided_at, p.state <> 'active' AS disabled,"                              \
  " EXISTS (SELECT 1 FROM version v WHERE v.plugin_id = a.plugin_id AND v.major = b.major AND v.state = 'online')"     \
  " AS servable, a.state, b.state AS binding_state, a.reason, a.answer, u.display_name AS applicant,"                  \
  " d.display_name AS decider, h.name AS app_name, h.avatar AS app_avatar, s.name AS subject_name,"                    \
  " s.type AS subject_type, s.state AS subject_state, COALESCE((SELECT GROUP_CONCAT(x.code SEPARATOR '|')"             \
  " FROM app_category x WHERE x.app_id = a.app_id AND x.state = 'passed'), '') AS categories,"                         \
  " COALESCE((SELECT GROUP_CONCAT(IF(?, n.level2_zh, n.level2_en) ORDER BY n.position SEPARATOR '|') FROM"             \
  " app_category x JOIN category n ON n.code = x.code WHERE x.app_id = a.app_id AND x.state = 'passed'), '')"          \
  " AS category_names, k.host_level1, k.host_types, k.note_zh, k.note_en, y.n AS rule_n,"                              \
  " y.host_types AS rule_types, " RULE_NAMES " AS rule_names, " total " AS total"                                      \
  " FROM " from " JOIN binding b ON b.id = a.binding_id JOIN plugin p ON p.id = a.plugin_id"                           \
  " JOIN plugin_state t ON t.plugin_id = a.plugin_id LEFT JOIN category k ON k.code = t.category"                      \
  " JOIN app h ON h.id = a.app_id JOIN subject s ON s.id = a.subject_id LEFT JOIN user u ON u.id = a.applied_by"       \
  " LEFT JOIN user d ON d.id = a.decided_by"                                                                           \
  " LEFT JOIN application_rule y ON y.id = a.rule_id"
#define APPLICATION_LANG(c) I((c)->lang == LANG_ZH), I((c)->lang == LANG_ZH)
#define APPLICATION_SELECT  APPLICATION_OF("0", "application a")

#endif
