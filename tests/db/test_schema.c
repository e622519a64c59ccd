/* What is true of the migrated database as a whole: every statement of the program prepares against it and delivers its
 * shape; the workers' account changes rows only, and history and audit only grow. security.md 7 */
#include "fixture.h"

#include "bin/jobs.h"
#include "pages/sitemap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void every_statement_prepares(void **state) {
  struct ctx *c = fixture_ctx();
  size_t n;
  const struct db_stmt *const *all = db_stmts(&n);
  int bad = 0;

  (void)state;
  /* pages and jobs bring all that they call into this program */
  assert_non_null(sitemap[0]);
  assert_non_null(jobs_table[0].name);
  assert_true(n > 50);
  for (size_t i = 0; i < n; i++) {
    const char *why = db_check(c->db, c->a, all[i]);
    if (why) {
      print_message("# %s: %s\n", all[i]->name, why);
      bad++;
    }
  }
  assert_int_equal(bad, 0);
}

static void statements_have_names_of_their_own(void **state) {
  size_t n;
  const struct db_stmt *const *all = db_stmts(&n);

  (void)state;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < i; j++)
      if (strcmp(all[i]->name, all[j]->name) == 0)
        fail_msg("two statements are called %s: a log line could not tell them apart", all[i]->name);
}

static void workers_have_row_rights_only(void **state) {
  static const char *const refused[] = {
      "CREATE TABLE test_extra (id INT PRIMARY KEY)",
      "ALTER TABLE user ADD COLUMN test_extra INT",
      "DROP TABLE holiday",
      "TRUNCATE TABLE history",
      "CREATE USER test_extra@localhost",
      "GRANT SELECT ON user TO plugshelf_app@localhost",
      "UPDATE history SET reason = '' WHERE id = 0",
      "DELETE FROM history WHERE id = 0",
      "UPDATE audit SET detail = '' WHERE id = 0",
      "DELETE FROM audit WHERE id = 0",
      "UPDATE audit_seal SET chain = '' WHERE audit_id = 0",
      "DELETE FROM audit_seal WHERE audit_id = 0",
      "UPDATE schema_migration SET name = ''",
  };
  int allowed = 0;

  (void)state;
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    struct db *db = fixture_ctx()->db;
    if (db_text(db, refused[i]) == RES_OK || !strstr(db_error(db), "denied")) {
      print_message("# the workers' account: %s: %s\n", refused[i], db_error(db));
      allowed++;
    }
  }
  assert_int_equal(allowed, 0);
}

static void every_table_is_innodb_with_a_primary_key(void **state) {
  (void)state;

  assert_int_equal(fixture_int("SELECT COUNT(*) FROM information_schema.tables t WHERE table_schema = 'plugshelf'"
                               " AND (engine <> 'InnoDB' OR NOT EXISTS (SELECT 1 FROM information_schema.statistics s"
                               " WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name"
                               " AND s.index_name = 'PRIMARY'))"),
                   0);
  assert_true(fixture_int("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'plugshelf'") > 20);
}

static void the_category_tree_is_there(void **state) {
  (void)state;

  assert_int_equal(fixture_int("SELECT COUNT(*) FROM category"), 64);
  assert_true(fixture_int("SELECT COUNT(*) FROM category WHERE open_to_plugins = 1 AND host_level1 = ''") > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_statement_prepares),     cmocka_unit_test(statements_have_names_of_their_own),
      cmocka_unit_test(workers_have_row_rights_only), cmocka_unit_test(every_table_is_innodb_with_a_primary_key),
      cmocka_unit_test(the_category_tree_is_there),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
