/* Findings of a rejection: one statement writes them all, out of JSON. */
#include "domain/review_finding.h"

#include "base/json.h"
#include "base/text.h"

#include <string.h>

static const struct review_rule rules[] = {
    {"incomplete", N_("内容不完整")},
    {"unclear", N_("表述不清楚")},
    {"inaccurate", N_("与实际功能不一致")},
    {"broken", N_("功能不能正常使用")},
    {"forbidden", N_("含有不允许的内容")},
    {"picture", N_("图片不清晰或与内容无关")},
    {"other", N_("其他")},
};
enum { RULES = sizeof rules / sizeof rules[0] };

SHAPE(finding_shape, struct finding_item, M(struct finding_item, n), M(struct finding_item, line),
      M(struct finding_item, rule), M(struct finding_item, target), M(struct finding_item, severity),
      M(struct finding_item, text), M(struct finding_item, hint), M(struct finding_item, seen));
#define FINDINGS "SELECT n, line, rule, target, severity, text, hint, seen FROM finding WHERE review_id = "
DB_QUERY(findings_of, finding_shape, FINDINGS "? ORDER BY n LIMIT 200");
DB_QUERY(findings_of_last, finding_shape,
         FINDINGS "(SELECT id FROM review WHERE kind = ? AND object_id = ? ORDER BY round DESC, id DESC LIMIT 1)"
                  " ORDER BY n LIMIT 200");
DB_STMT(findings_insert,
        "INSERT INTO finding (review_id, n, rule, target, line, severity, text, hint, seen)"
        " SELECT ?, j.n, j.rule, j.target, j.line, j.severity, j.text, j.hint, UNHEX(j.seen)"
        " FROM JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, rule VARCHAR(40) PATH '$.rule',"
        " target VARCHAR(400) PATH '$.target', line INT PATH '$.line', severity VARCHAR(8) PATH '$.severity',"
        " text VARCHAR(1000) PATH '$.text', hint VARCHAR(400) PATH '$.hint', seen CHAR(64) PATH '$.seen')) j");

const struct review_rule *review_rules(size_t *n) {
  *n = RULES;
  return rules;
}

const char *review_rule_label(const char *code) {
  for (size_t i = 0; i < RULES; i++)
    if (strcmp(rules[i].code, code) == 0)
      return rules[i].label;
  return rules[RULES - 1].label;
}

static json_t *row(struct ctx *c, const struct finding_item *f) {
  json_t *o = json_object();

  json_object_set_new(o, "rule", json_string(f->rule));
  json_object_set_new(o, "target", json_string(f->target));
  json_object_set_new(o, "line", json_integer(f->line));
  json_object_set_new(o, "severity", json_string(f->severity));
  json_object_set_new(o, "text", json_string(f->text));
  json_object_set_new(o, "hint", json_string(f->hint == NULL ? "" : f->hint));
  if (f->seen.n > 0)
    json_object_set_new(o, "seen", json_string(bytes_hex(c->a, f->seen.p, f->seen.n)));
  return o;
}

enum res findings_put(struct ctx *c, int64_t review_id, const struct finding_item *f, size_t n) {
  json_t *list = json_array();
  const char *json;

  for (size_t i = 0; i < n; i++)
    json_array_append_new(list, row(c, &f[i]));
  json = arena_json_text(c->a, list, 0);
  return json == NULL ? RES_INTERNAL : db_exec(c->db, findings_insert, NULL, I(review_id), T(json));
}

const char *findings_text(struct ctx *c, const struct finding_item *f, size_t n) {
  struct buf b = buf_new(c->a, 4 * (size_t)FINDING_TEXT * REVIEW_FINDINGS + REVIEW_FINDINGS);

  for (size_t i = 0; i < n; i++)
    buf_fmt(&b, "%s%s", i == 0 ? "" : "\n", f[i].text);
  return text_cut(c->a, b.p, FINDING_TEXT - 1);
}

enum res review_findings(struct ctx *c, int64_t review_id, struct finding_item **out, size_t *n) {
  return db_list(c->db, c->a, findings_of, out, n, I(review_id));
}

enum res review_findings_last(struct ctx *c, const char *kind, int64_t object_id, struct finding_item **out,
                              size_t *n) {
  return db_list(c->db, c->a, findings_of_last, out, n, T(kind), I(object_id));
}
