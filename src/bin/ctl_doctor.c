/* doctor: everything that most often is wrong, each with what to do. Exit code 1 when anything is. */
#include "bin/ctl.h"

#include "base/seal.h"
#include "domain/grams.h"
#include "pages/sitemap.h"
#include "web/page.h"
#include "web/view.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct number {
  int64_t n;
};
SHAPE(number_shape, struct number, M(struct number, n));
/* lint: allow sql, the doctor compares the two clocks */
DB_QUERY(server_time, number_shape, "SELECT UNIX_TIMESTAMP() AS n");
DB_QUERY(unfinished_migrations, number_shape, "SELECT COUNT(*) AS n FROM schema_migration WHERE done < steps");
DB_QUERY(stale_terms, number_shape, "SELECT COUNT(*) AS n FROM market WHERE terms <> ?");
DB_QUERY(staff_accounts, number_shape, "SELECT COUNT(DISTINCT user_id) AS n FROM staff");

static int say(bool ok, const char *what, const char *help) {
  printf("%-4s %s%s%s\n", ok ? "ok" : "BAD", what, ok ? "" : " — ", ok ? "" : help);
  return ok ? 0 : 1;
}

static int check_files(struct tool *t) {
  struct site site = {.conf = &t->conf, .db = t->db, .page = sitemap, .asset_version = ""};
  const char *why = NULL;
  struct stat st;
  bool templates = view_init(t->conf.template_dir, &why);
  int bad = say(seal_init(t->conf.key_file), "key file", "run: plugshelfctl setup");

  if (stat(t->conf.key_file, &st) == 0)
    bad += say((st.st_mode & 077) == 0, "key file is private", "chmod 600 it");
  bad += say(templates, "templates", why == NULL ? "" : why);
  if (templates) {
    why = site_check(t->a, &site);
    bad += say(why == NULL, "sitemap", why == NULL ? "" : why);
  }
  bad += say(access(t->conf.image_helper, X_OK) == 0, "image helper", "set image_helper");
  bad += say(t->conf.origins[0] != '\0', "origins", "set origins to the site's own https address");
  bad += say(t->conf.dev == 0 || t->conf.secure_cookies == 0, "mode", "dev = 1 is for development only");
  return bad;
}

static int check_database(struct tool *t) {
  struct number n = {0};
  struct ctx c = tool_ctx(t);
  int bad = say(db_ping(t->db) == RES_OK, "database", db_error(t->db));

  if (bad != 0)
    return bad;
  bad +=
      say(db_one(t->db, t->a, unfinished_migrations, &n) == RES_OK && n.n == 0, "schema", "run: plugshelfctl migrate");
  bad += say(db_one(t->db, t->a, server_time, &n) == RES_OK && (t->conf.dev || (n.n - c.now < 5 && c.now - n.n < 5)),
             "clock agrees with the database's", "set up time synchronisation");
  bad += say(db_one(t->db, t->a, staff_accounts, &n) == RES_OK && n.n > 0, "staff accounts",
             "run: plugshelfctl staff create");
  bad += say(db_one(t->db, t->a, stale_terms, &n, I(GRAM_VERSION)) == RES_OK && n.n == 0, "search terms",
             "run: plugshelfctl market rebuild --stale");
  return bad;
}

int ctl_doctor(struct tool *t) { return check_files(t) + check_database(t) == 0 ? 0 : 1; }
