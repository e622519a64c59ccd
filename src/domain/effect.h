/* The version that a binding gets by its policy `follow` (domain.md section 5, E): the newest online one of the major that was
 * newest when it was bound. As SQL, one column of it for each row of a table that has plugin_id and major. */
#ifndef DOMAIN_EFFECT_H
#define DOMAIN_EFFECT_H

#define EFFECT_OF(row, column)                                                                                         \
  "(SELECT " column " FROM version v WHERE v.plugin_id = " row ".plugin_id AND v.major = " row                         \
  ".major AND v.state = 'online' ORDER BY v.major DESC, v.minor DESC, v.patch DESC LIMIT 1)"
#define EFFECT_NUMBER(row) EFFECT_OF(row, "CONCAT(v.major, '.', v.minor, '.', v.patch)")

#endif
