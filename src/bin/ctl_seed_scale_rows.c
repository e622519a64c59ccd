/* The words of a batch as rows of temporary tables, so that INSERT … SELECT does the rest. Words come from a file whose
 * reader refuses quotation marks; still, whatever is put into a statement here goes through a literal in hex. */
#include "bin/ctl_seed_scale.h"

#include "base/clock.h"
#include "base/text.h"
#include "bin/demo_zip.h"
#include "domain/content.h"
#include "domain/market_terms.h"
#include "domain/package.h"

#include <string.h>

enum { STATEMENT = 24 << 20 };

const char *const scale_tables[] = {
    "CREATE TEMPORARY TABLE scale_batch (lo BIGINT NOT NULL, hi BIGINT NOT NULL) ENGINE=InnoDB",
    "CREATE TEMPORARY TABLE scale_stage (k BIGINT PRIMARY KEY, subject_id BIGINT NOT NULL DEFAULT 0, user_id BIGINT "
    "NOT NULL DEFAULT 0,"
    " app_id BIGINT NOT NULL DEFAULT 0, name VARCHAR(128) NOT NULL DEFAULT '', name_key VARCHAR(254) COLLATE "
    "utf8mb4_nopad_bin NOT NULL DEFAULT '',"
    " name_look VARCHAR(254) COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '', name_order VARCHAR(64) NOT NULL DEFAULT '',"
    " category VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',"
    " level1 VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '', summary VARCHAR(200) NOT NULL "
    "DEFAULT '',"
    " tags VARCHAR(120) NOT NULL DEFAULT '', text VARCHAR(1200) NOT NULL DEFAULT '', at BIGINT NOT NULL DEFAULT 0, "
    "again BIGINT NOT NULL DEFAULT 0,"
    " w VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',"
    " x VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '', hidden TINYINT NOT NULL DEFAULT 0,"
    " y VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '') ENGINE=InnoDB",
    "CREATE TEMPORARY TABLE scale_gram (gram VARBINARY(52) NOT NULL, place BIGINT NOT NULL, k BIGINT NOT NULL)"
    " ENGINE=InnoDB",
    "CREATE TEMPORARY TABLE scale_file (back INT NOT NULL, n INT NOT NULL, path VARCHAR(400) NOT NULL,"
    " size BIGINT NOT NULL, sha256 BINARY(32) NOT NULL, PRIMARY KEY (back, n)) ENGINE=InnoDB",
    NULL,
};

/* ---- statements of many rows ---- */

static void put_text(struct buf *b, const char *before, struct bytes s) {
  static const char digit[] = "0123456789abcdef";

  buf_str(b, before);
  buf_str(b, "x'");
  for (const unsigned char *p = s.p, *end = p + s.n; p < end; p++) {
    buf_char(b, digit[*p >> 4]);
    buf_char(b, digit[*p & 15]);
  }
  buf_char(b, '\'');
}

static struct buf rows_begin(struct scale *s, const char *into) {
  struct buf b = buf_new(s->c.a, STATEMENT);

  buf_fmt(&b, "INSERT INTO %s VALUES ", into);
  return b;
}

static enum res rows_end(struct scale *s, struct buf *b) { return b->full ? RES_TOO_BIG : db_text(s->c.db, b->p); }

static enum res empty(struct scale *s) {
  enum res r = db_text(s->c.db, "DELETE FROM scale_stage");

  return r == RES_OK ? db_text(s->c.db, "DELETE FROM scale_gram") : r;
}

/* ---- who owns what ---- */

struct owner {
  int64_t subject, user;
};

/* The first half of the apps owns plugins, so only organisations have them; of the second half the merchant with many
 * has the first ones. Four plugins to an app. */
static struct owner owner_of_app(const struct scale *s, int64_t app) {
  int64_t makers = s->size.apps / 2, k;

  if (app <= s->size.rich / 4)
    return (struct owner){s->provider, s->provider_user};
  if (app > makers && app <= makers + s->size.fleet)
    return (struct owner){s->merchant, s->merchant_user};
  k = 1 + app % (app <= makers ? s->size.orgs : s->size.subjects);
  return (struct owner){SCALE_ID(SCALE_SUBJECT) + k, SCALE_ID(SCALE_USER) + k};
}

/* Plugin 1, which very many use, is one of the provider with many. */
static int64_t app_of_plugin(const struct scale *s, int64_t k) {
  return k == 1 ? 1 : 1 + k * 7919 % (s->size.apps / 2);
}

/* App 1 has a plugin more than the others: the category of that one is its own. */
static const char *category_of_app(const struct scale *s, int64_t k) {
  struct scale_draw none = {0};

  if (k == 1)
    return s->words.category[scale_next(&s->words, &none, (uint64_t)s->seed, 0).topic];
  return scale_app_category(&s->words, (uint64_t)k);
}

/* ---- what became of a plugin ---- */

static const char *second_version(int64_t k) {
  static const char *const state[] = {[20] = "init",     [21] = "init",   [22] = "init",   [23] = "auditing",
                                      [24] = "rejected", [25] = "passed", [26] = "deleted"};
  size_t i = (size_t)(k % 50);

  return i < sizeof state / sizeof state[0] && state[i] != NULL ? state[i] : "online";
}

static const char *second_revision(int64_t k) {
  static const char *const state[] = {"auditing", "draft", "rejected", "passed"};

  return k % 100 >= 13 && k % 100 < 17 ? state[k % 100 - 13] : "";
}

static void put_fate(const struct scale *s, struct buf *b, int64_t k) {
  int64_t at = s->at - 250 * DAY + k * 104729 % (50 * DAY), again = at + 30 * DAY;
  const char *shelf = k > s->size.live ? "never" : k % 100 == 11 ? "off" : "on";
  const char *version = second_version(k), *revision = k > s->size.live ? "" : second_revision(k);

  if (strcmp(version, "auditing") == 0 || strcmp(revision, "auditing") == 0)
    again = s->at - 4000 - k * 31 % (3 * DAY);
  buf_fmt(b, ",%lld,%lld,'%s','%s',%d,'%s')", (long long)at, (long long)again, version, shelf,
          k % 100 == 12 && k <= s->size.live, revision);
}

/* ---- the stages ---- */

enum res scale_put_subjects(struct scale *s) {
  struct buf b = rows_begin(s, "scale_stage (k, name, name_key)");
  enum res r = empty(s);

  for (int64_t k = s->lo; k <= s->hi; k++) {
    const char *name = k <= s->size.orgs ? scale_company(s->c.a, &s->words, (uint64_t)s->seed, (uint64_t)k)
                                         : scale_person(s->c.a, &s->words, (uint64_t)s->seed, (uint64_t)k);

    buf_fmt(&b, "%s(%lld", k == s->lo ? "" : ",", (long long)k);
    put_text(&b, ",", bytes_of(name));
    put_text(&b, ",", bytes_of(text_key(s->c.a, name)));
    buf_char(&b, ')');
  }
  return r == RES_OK ? rows_end(s, &b) : r;
}

enum res scale_put_apps(struct scale *s) {
  struct buf b = rows_begin(s, "scale_stage (k, subject_id, user_id, name, name_key, category)");
  enum res r = empty(s);

  for (int64_t k = s->lo; k <= s->hi; k++) {
    const char *name = scale_app(s->c.a, &s->words, (uint64_t)s->seed, (uint64_t)k);
    struct owner o = owner_of_app(s, k);

    buf_fmt(&b, "%s(%lld,%lld,%lld", k == s->lo ? "" : ",", (long long)k, (long long)o.subject, (long long)o.user);
    put_text(&b, ",", bytes_of(name));
    put_text(&b, ",", bytes_of(text_key(s->c.a, name)));
    put_text(&b, ",", bytes_of(category_of_app(s, k)));
    buf_char(&b, ')');
  }
  return r == RES_OK ? rows_end(s, &b) : r;
}

/* Words are drawn in order: those of the plugins before this batch are drawn and thrown away. */
static struct scale_pick draw(struct scale *s, int64_t k) {
  struct scale_pick p = {.topic = 0};

  while (s->drawn < k)
    p = scale_next(&s->words, &s->draw, (uint64_t)s->seed, (uint64_t)s->drawn++);
  return p;
}

static void put_plugin(struct scale *s, struct buf *b, int64_t k) {
  const struct scale_pick p = draw(s, k);
  const struct scale_text t = scale_plugin(s->c.a, &s->words, &p);
  int64_t app = app_of_plugin(s, k);
  struct owner o = owner_of_app(s, app);

  buf_fmt(b, "%s(%lld,%lld,%lld,%lld", k == s->lo ? "" : ",", (long long)k, (long long)o.subject, (long long)o.user,
          (long long)SCALE_ID(SCALE_APP) + app);
  put_text(b, ",", bytes_of(t.name));
  put_text(b, ",", bytes_of(text_key(s->c.a, t.name)));
  put_text(b, ",", bytes_of(text_skeleton(s->c.a, t.name)));
  put_text(b, ",", bytes_of(t.category));
  put_text(b, ",", bytes_of(t.summary));
  put_text(b, ",", bytes_of(t.tags));
  put_fate(s, b, k);
}

enum res scale_put_plugins(struct scale *s) {
  struct buf b = rows_begin(s, "scale_stage (k, subject_id, user_id, app_id, name, name_key, name_look, category,"
                               " summary, tags, at, again, w, x, hidden, y)");
  enum res r = empty(s);

  for (int64_t k = s->lo; k <= s->hi; k++)
    put_plugin(s, &b, k);
  return r == RES_OK ? rows_end(s, &b) : r;
}

/* ---- the market ---- */

#define S(field) M(struct market_doc, field)
SHAPE(shown_shape, struct market_doc, S(plugin_id), S(place), S(shelved_at), S(held), S(category), S(level1), S(name),
      S(summary), S(tags), S(former));
#undef S
DB_QUERY(scale_shown, shown_shape,
         "SELECT p.id AS plugin_id, 0 AS place, l.shelved_at, (SELECT COUNT(*) FROM entitlement e"
         " WHERE e.plugin_id = p.id AND e.state = 'held') AS held, t.category, k.level1, p.name, v.summary, t.tags, '' "
         "AS former"
         " FROM plugin p STRAIGHT_JOIN listing l ON l.plugin_id = p.id STRAIGHT_JOIN plugin_state t"
         " ON t.plugin_id = p.id STRAIGHT_JOIN listing_revision v ON v.live_of = p.id STRAIGHT_JOIN category k"
         " ON k.code = t.category WHERE p.id BETWEEN ? AND ? AND l.shelf = 'on' AND l.hidden = 0");

static void put_terms(struct scale *s, struct buf *b, struct buf *terms, struct market_doc *d, bool first) {
  long long k = (long long)(d->plugin_id - SCALE_ID(SCALE_PLUGIN)),
            place = (long long)market_place(d->held, d->shelved_at);
  struct grams g = market_terms(s->c.a, d);

  put_text(b, first ? "(" : ",(", bytes_of(d->summary));
  put_text(b, ",", bytes_of(d->tags));
  put_text(b, ",", bytes_of(d->category));
  put_text(b, ",", bytes_of(d->level1));
  put_text(b, ",", bytes_of(market_order(s->c.a, d->name)));
  put_text(b, ",", bytes_of(market_text(s->c.a, d)));
  buf_fmt(b, ",%lld,%lld,%d)", k, place, GRAM_VERSION);
  for (size_t i = 0; i < g.n; i++) {
    put_text(terms, first && i == 0 ? "(" : ",(", bytes_of(g.item[i]));
    buf_fmt(terms, ",%lld,%lld)", k, place);
  }
}

enum res scale_put_market(struct scale *s) {
  struct buf b = rows_begin(s, "scale_stage (summary, tags, category, level1, name_order, text, k, at, again)");
  struct buf terms = rows_begin(s, "scale_gram (gram, k, place)");
  struct market_doc *d = NULL;
  size_t n = 0;
  enum res r = empty(s);

  if (r == RES_OK)
    r = db_list(s->c.db, s->c.a, scale_shown, &d, &n, I(SCALE_ID(SCALE_PLUGIN) + s->lo),
                I(SCALE_ID(SCALE_PLUGIN) + s->hi));
  for (size_t i = 0; i < n && r == RES_OK; i++)
    put_terms(s, &b, &terms, &d[i], i == 0);
  if (r == RES_OK && n > 0)
    r = rows_end(s, &b);
  return r == RES_OK && n > 0 ? rows_end(s, &terms) : r;
}

/* ---- the package ---- */

static enum res put_files(struct scale *s, const struct package *p) {
  struct buf b = rows_begin(s, "scale_file (back, n, path, size, sha256)");

  for (size_t i = 0; i < p->nfiles * 2; i++) {
    const struct package_file *f = &p->file[i / 2];

    buf_fmt(&b, "%s(%zu,%zu", i == 0 ? "" : ",", i % 2, i / 2 + 1);
    put_text(&b, ",", bytes_of(f->path));
    buf_fmt(&b, ",%lld,x'%s')", (long long)f->size, bytes_hex(s->c.a, f->sha256, SEAL_HASH));
  }
  return rows_end(s, &b);
}

/* Variables of the connection that the statements of the stages name. */
static enum res set_facts(struct scale *s, const struct package *p) {
  struct buf b = buf_new(s->c.a, 64 * 1024);

  put_text(&b, "SET @package = ", (struct bytes){p->sha256, SEAL_HASH});
  put_text(&b, ", @upload = ", (struct bytes){p->upload_sha256, SEAL_HASH});
  buf_fmt(&b, ", @package_size = %zu, @upload_size = %lld", p->zip.n, (long long)p->upload_size);
  put_text(&b, ", @manifest = ", bytes_of(p->manifest.json));
  put_text(&b, ", @id_no = ", seal_close(s->c.a, "id-no", bytes_of("330102199001010000")));
  return db_text(s->c.db, b.p);
}

static enum res keep(void *arg) {
  static const char code[] = "module.exports = { hello: name => 'hello ' + name }\n";
  static const char manifest[] = "{\"main\": \"index.js\"}\n";
  struct scale *s = arg;
  struct demo_entries files = {.a = s->c.a};
  struct findings f = findings_new(s->c.a);
  unsigned char sha256[SEAL_HASH];
  struct package p;
  enum res r;

  demo_entry(&files, bytes_of(code), "index.js");
  demo_entry(&files, bytes_of(manifest), "plugin.json");
  r = package_read(s->c.a, demo_zip_fd(s->c.a, demo_zip(&files)), s->c.conf->package_max, &f, &p);
  if (r == RES_OK)
    r = content_put(&s->c, "package", "application/zip", p.zip, sha256);
  if (r == RES_OK)
    r = put_files(s, &p);
  return r == RES_OK ? set_facts(s, &p) : r;
}

enum res scale_put_package(struct scale *s) { return db_tx(s->c.db, keep, s); }
