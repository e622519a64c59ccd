/* INSERT … SELECT from MariaDB's sequence tables, 10,000 rows at a time: no statement runs into the read timeout of the
 * connection. Foreign keys are off: rows need only be as many, and as unlike, as real ones. */
#include "bulk.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 100000, STEP = 10000 };

#define P     "REPEAT('p', 32)"
#define FIFTH "IF(MOD(seq, 5) = 0, 'tools.weather', 'tools.lookup')"

/* TABLE (columns) SELECT … FROM seq */
static const struct {
  const char *into, *select;
} tables[] = {
    {"public_id (id, kind)", "seq, 'app'"},
    {"user (id, email, email_key, display_name, password, created_at)",
     "seq, CONCAT('u', seq, '@x'), CONCAT('u', seq, '@x'), CONCAT('u', seq), '', seq"},
    {"subject (id, type, name, name_key, created_at)", "seq, 'enterprise', CONCAT('s', seq), CONCAT('s', seq), seq"},
    {"member (subject_id, user_id, role, created_at)", "seq, seq, 'main', seq"},
    {"real_name (subject_id, state)", "seq, 'verified'"},
    {"session (token_hash, user_id, factor, proved_at, created_at, seen_at, ended_at)",
     "UNHEX(SHA2(seq, 256)), 1 + MOD(seq, 100), 1, seq, seq, seq, IF(MOD(seq, 2) = 0, 0, seq)"},
    {"idempotency (owner, key_hash, body_hash, created_at)", "1, UNHEX(SHA2(seq, 256)), UNHEX(SHA2(seq, 256)), seq"},
    {"stash (session_id, user_id, token_hash, form, created_at)",
     "0, 1 + MOD(seq, 10000), UNHEX(SHA2(seq, 256)), '', seq"},
    {"throttle (bucket, failures, blocked_until, updated_at)", "UNHEX(SHA2(seq, 256)), 1, seq, seq"},
    {"evidence (id, kind, object_id, round, name, sha256, created_at)",
     "seq, 'real-name', 1 + MOD(seq, 1000), 1 + seq DIV 10000, 'f', " P ", seq"},
    {"history (machine, object_id, from_state, action, to_state, user_id, side, at)",
     "ELT(1 + MOD(seq, 3), 'version', 'listing', 'shelf'), IF(MOD(seq, 3) = 1, seq, 1 + MOD(seq, 100)), '', 'upload',"
     " 'init', 1, 'owner', seq"},
    {"audit (at, user_id, subject_id, act, object_kind, object_id)",
     "seq, 1 + MOD(seq, 100), 1, 'version.upload', 'version', 1 + MOD(seq, 100)"},
    {"audit_seal (audit_id, chain)", "seq, " P},
    {"app (id, subject_id, name, name_key, created_at)",
     "seq, 1 + MOD(seq, 10), CONCAT('a', seq), CONCAT('a', seq), seq"},
    {"app_category (app_id, code)", "seq, 'tools.weather'"},
    {"plugin (id, app_id, subject_id, name, name_key, name_look, created_at)",
     "seq, 1 + MOD(seq, 1000), 1 + MOD(seq, 10), CONCAT('p', seq), CONCAT('p', seq), CONCAT('p', seq), seq"},
    {"plugin_state (plugin_id, category, latest_version, online_versions)", "seq, 'tools.weather', seq, 1"},
    {"version (id, plugin_id, major, minor, patch, state, uploader, package_sha256, package_size, upload_sha256,"
     " upload_size, manifest, findings, created_at, online_at, provider_id, submitted_at)",
     "seq, 1 + MOD(seq, 100), 1, seq DIV 100, 0, ELT(1 + MOD(seq DIV 100, 6), 'online', 'deleted', 'init',"
     " 'online', 'deleted', 'rejected'), 1, " P ", 1, " P ", 1, '{}', '[]', seq, seq, 1 + MOD(seq, 10), seq"},
    {"version_file (version_id, n, path, size, sha256)", "1 + MOD(seq, 1000), seq DIV 1000, CONCAT('f', seq), 1, " P},
    {"doc (id, plugin_id, n, state, readme, size, created_at)",
     "seq, 1 + MOD(seq, 100), 1 + seq DIV 100, IF(seq > 99900, 'published', 'superseded'), '', 1, seq"},
    {"doc_file (doc_id, path, sha256, size)", "1 + MOD(seq, 1000), CONCAT('f', seq), UNHEX(SHA2(seq DIV 20, 256)), 1"},
    {"listing (plugin_id, shelf, shelved_at, provider_id)", "seq, 'on', seq, 1 + MOD(seq, 10)"},
    {"listing_revision (id, plugin_id, n, state, what, how, benefit, cases, guide, created_at, provider_id)",
     "seq, 1 + MOD(seq, 100), 1 + seq DIV 100, IF(seq > 99900, 'live', 'superseded'), '', '', '', '', '', seq,"
     " 1 + MOD(seq, 10)"},
    {"picture (owner_kind, owner_id, n, sha256)", "'listing', 1 + MOD(seq, 10000), seq DIV 10000, " P},
    {"review (id, kind, object_id, plugin_id, subject_id, submitter, state, round, queued_at, submitted_at, due_at,"
     " claimed_by, lease_until, decided_by, decided_at)",
     "seq, ELT(1 + MOD(seq, 3), 'version', 'listing', 'real-name'), IF(MOD(seq, 4) < 2, seq, 1 + MOD(seq, 1000)),"
     " 1 + MOD(seq, 100), 1 + MOD(seq, 10), 1, ELT(1 + MOD(seq, 4), 'queued', 'claimed', 'approved', 'rejected'),"
     " 1 + seq DIV 1000, seq, seq, seq + 500, IF(MOD(seq, 4) = 1, 1 + MOD(seq, 50), NULL),"
     " IF(MOD(seq, 4) = 1, 1790000000 + seq, 0), IF(MOD(seq, 4) > 1, 1, NULL), IF(MOD(seq, 4) > 1, seq, 0)"},
    {"finding (review_id, n, rule, severity, text)", "1 + MOD(seq, 1000), seq DIV 1000, 'reviewer', 'error', 't'"},
    {"market (plugin_id, category, level1, name, name_key, name_order, summary, tags, text, subject_name, add_mode,"
     " audience, shelved_at, updated_at, place, terms)",
     "seq, IF(MOD(seq, 5) = 0, 'tools.weather', 'tools.lookup'), 'tools', CONCAT('p', seq), CONCAT('p', seq),"
     " CONCAT('p', seq), 's', '', CONCAT('p', seq, ' 天气 预报'), 's', 'free', 'enterprise', seq, seq, -seq, 1"},
    {"search_gram (gram, place, doc, category)", "'天气', -seq, seq, " FIFTH},
    {"search_gram (gram, place, doc, category)", "'预报', -seq, seq, " FIFTH},
    {"search_gram (gram, place, doc, category)", "IF(MOD(seq, 10) = 0, '=天气', '=其他'), -seq, seq, " FIFTH},
    {"search_gram (gram, place, doc, category)", "IF(MOD(seq, 100) = 0, '气预', '其他'), -seq, seq, " FIFTH},
    {"search_gram (gram, place, doc, category)", "'节气', -seq, seq, " FIFTH},
    {"entitlement (id, subject_id, plugin_id, state, obtained_at)",
     "seq, 1 + MOD(seq, 10), seq, IF(MOD(seq, 20) < 10, 'held', 'released'), seq"},
    {"binding (id, app_id, plugin_id, subject_id, major, state, config, agreed_by, created_at)",
     "seq, 1 + MOD(seq, 1000), 1 + MOD(seq * 7 + seq DIV 1000, 1000), 1 + MOD(seq, 10), 1,"
     " IF(MOD(seq DIV 1000, 2) = 0, 'active', 'closed'), '{}', 1, seq"},
    {"link (id, plugin_id, app_id, state, added_by, created_at)",
     "seq, 1 + MOD(seq, 1000), 1 + MOD(seq * 7 + seq DIV 1000, 1000), IF(MOD(seq DIV 1000, 2) = 0, 'authorised', "
     "'ended'), 1, seq"},
    {"advisory (id, plugin_id, state, title, severity, major, first_no, last_no, text, made_by, made_at, published_at)",
     "seq, 1 + MOD(seq, 1000), IF(MOD(seq DIV 1000, 5) = 0, 'published', 'withdrawn'), 't', 'info', 1, 0, 999999, 't',"
     " 1, seq, seq"},
    {"deprecation (id, plugin_id, version_id, state, ends_at, reason, set_at)",
     "seq, 1 + MOD(seq, 1000), seq, 'announced', seq, '', seq"},
    {"payment (plugin_id, state, submitted_at, provider_id)",
     "seq, ELT(1 + MOD(seq DIV 10, 3), 'open', 'auditing', 'refused'), seq, 1 + MOD(seq, 10)"},
    {"transfer (id, plugin_id, from_subject, to_subject, state, offered_by, offered_at, due_at)",
     "seq, seq, 1 + MOD(seq + 1, 10), 1 + MOD(seq, 10), IF(MOD(seq DIV 10, 2) = 0, 'offered', 'expired'), 1, seq,"
     " seq + 500"},
    {"advisory_ack (advisory_id, binding_id, user_id, at)", "1 + MOD(seq, 10), seq, 1, seq"},
    {"application (id, binding_id, plugin_id, app_id, subject_id, state, reason, applied_by, applied_at, due_at,"
     " decided_by, decided_at, provider_id)",
     "seq, seq, 1 + MOD(seq, 100), 1 + MOD(seq, 1000), 1 + MOD(seq, 10), ELT(1 + MOD(seq DIV 100, 5), 'pending',"
     " 'approved', 'refused', 'expired', 'withdrawn'), 'r', 1, seq, seq + 500, IF(MOD(seq DIV 100, 5) = 0, NULL, 1),"
     " IF(MOD(seq DIV 100, 5) = 0, 0, seq), 1 + MOD(seq, 10)"},
};

static const char *const more[] = {
    "DELETE FROM audit_seal WHERE audit_id > 90000",
    "INSERT INTO holiday (day, name_zh, name_en) SELECT 20260000 + seq, 'h', 'h' FROM seq_1_to_2000",
};

/* What ANALYZE TABLE answers. */
struct analysed {
  const char *table, *op, *kind, *text;
};
SHAPE(analysed_shape, struct analysed, M(struct analysed, table), M(struct analysed, op), M(struct analysed, kind),
      M(struct analysed, text));

static void analyse(struct ctx *c, const char *into) {
  struct db_stmt *s = ARENA_NEW(c->a, struct db_stmt);
  struct analysed *rows = NULL;
  size_t n = 0;

  *s = (struct db_stmt){"analyse", arena_fmt(c->a, "ANALYZE TABLE %.*s", (int)strcspn(into, " "), into),
                        &analysed_shape};
  if (db_list_args(c->db, c->a, s, &rows, &n, 0, NULL) != RES_OK)
    fail_msg("%s: %s", s->sql, db_error(c->db));
}

void bulk_fill(struct ctx *c) {
  fixture_sql("SET foreign_key_checks = 0");
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
    for (int from = 1; from < ROWS; from += STEP)
      fixture_sql("INSERT IGNORE INTO %s SELECT %s FROM seq_1_to_%d WHERE seq BETWEEN %d AND %d", tables[i].into,
                  tables[i].select, ROWS, from, from + STEP - 1);
  for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
    fixture_sql("%s", more[i]);
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
    analyse(c, tables[i].into);
}
