/* Reading back what the acts have made: the person who acts next, the states there are, and demo.json. */
#include "bin/ctl_seed.h"

#include "domain/machines.h"
#include "domain/plugin.h"
#include "rule/policy.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct person {
  int64_t user_id, subject_id, can_obtain, factor;
  const char *user_name, *subject_name, *subject_type, *subject_state, *role, *real_name, *rights;
};
#define P(field) M(struct person, field)
SHAPE(person_shape, struct person, P(user_id), P(subject_id), P(can_obtain), P(factor), P(user_name), P(subject_name),
      P(subject_type), P(subject_state), P(role), P(real_name), P(rights));
#undef P
DB_QUERY(seed_person, person_shape,
         "SELECT u.id AS user_id, COALESCE(m.subject_id, 0) AS subject_id, COALESCE(m.can_obtain, 0) AS can_obtain,"
         " IF(u.totp_secret IS NULL, 1, 2) AS factor, u.display_name AS user_name, s.name AS subject_name,"
         " s.type AS subject_type, s.state AS subject_state, m.role, n.state AS real_name,"
         " (SELECT GROUP_CONCAT(t.staff_right) FROM staff t WHERE t.user_id = u.id) AS rights FROM user u"
         " LEFT JOIN member m ON m.user_id = u.id LEFT JOIN subject s ON s.id = m.subject_id"
         " LEFT JOIN real_name n ON n.subject_id = s.id WHERE u.id = ? ORDER BY m.subject_id LIMIT 1");

struct count {
  int64_t n;
};
SHAPE(count_shape, struct count, M(struct count, n));
DB_QUERY(seed_users, count_shape, "SELECT COUNT(*) AS n FROM user");

struct found {
  const char *machine, *state;
};
SHAPE(found_shape, struct found, M(struct found, machine), M(struct found, state));
#define STATES(machine, column, table) "SELECT DISTINCT '" machine "' AS machine, " column " AS state FROM " table
/* clang-format off */
DB_QUERY(seed_states_found, found_shape,
         STATES("version", "state", "version")
         " UNION ALL " STATES("doc", "state", "doc")
         " UNION ALL " STATES("listing", "state", "listing_revision")
         " UNION ALL " STATES("shelf", "shelf", "listing")
         " UNION ALL " STATES("review", "state", "review")
         " UNION ALL " STATES("real-name", "state", "real_name")
         " UNION ALL " STATES("entitlement", "state", "entitlement")
         " UNION ALL " STATES("binding", "state", "binding")
         " UNION ALL " STATES("application", "state", "application")
         " UNION ALL " STATES("advisory", "state", "advisory")
         " UNION ALL " STATES("deprecation", "state", "deprecation")
         " UNION ALL " STATES("payment", "state", "payment")
         " UNION ALL " STATES("transfer", "state", "transfer")
         " UNION ALL " STATES("link", "state", "link")
         " UNION ALL " STATES("rule", "state", "application_rule"));
/* clang-format on */

struct number {
  const char *number, *state;
};
SHAPE(number_shape, struct number, M(struct number, number), M(struct number, state));
DB_QUERY(seed_versions, number_shape,
         "SELECT CONCAT(major, '.', minor, '.', patch) AS number, state FROM version WHERE plugin_id = ?"
         " ORDER BY major, minor, patch");

enum res seed_empty(struct ctx *c) {
  struct count users = {0};
  enum res r = db_one(c->db, c->a, seed_users, &users);

  return r == RES_OK && users.n > 0 ? RES_CONFLICT : r;
}

static unsigned rights_of(struct ctx *c, const char *list) {
  unsigned rights = 0;

  while (list != NULL && *list != '\0') {
    size_t n = strcspn(list, ",");

    rights |= rel_of_right(arena_strn(c->a, list, n));
    list += n + (list[n] == ',');
  }
  return rights;
}

enum res seed_be(struct ctx *c, int64_t user_id) {
  struct person p = {0};
  enum res r = db_one(c->db, c->a, seed_person, &p, I(user_id));

  if (r == RES_OK)
    c->who = (struct principal){
        p.user_id,       0,      p.subject_id, p.user_name,       p.subject_name,         p.subject_type,
        p.subject_state, p.role, p.real_name,  p.can_obtain != 0, rights_of(c, p.rights), p.factor,
        c->now};
  return r;
}

enum res seed_states(struct ctx *c, const char **missing) {
  struct found *row = NULL;
  size_t n = 0;
  struct buf b = buf_new(c->a, 4096);
  enum res r = db_list(c->db, c->a, seed_states_found, &row, &n);

  for (size_t m = 0; r == RES_OK && machines[m] != NULL; m++)
    for (size_t s = 0; s < machines[m]->nstates; s++) {
      const char *state = machines[m]->states[s].code;
      bool there = false;

      for (size_t i = 0; i < n && !there; i++)
        there = strcmp(row[i].machine, machines[m]->name) == 0 && strcmp(row[i].state, state) == 0;
      if (!there)
        buf_fmt(&b, "%s%s %s", b.n == 0 ? "" : ", ", machines[m]->name, state);
    }
  *missing = r == RES_OK ? b.p : db_error(c->db);
  return r == RES_OK && b.n > 0 ? RES_CONFLICT : r;
}

/* ---- demo.json ---- */

static void copy(json_t *to, const char *as, const json_t *from, const char *name) {
  demo_set_text(to, as, demo_text(from, name));
}

static json_t *users(struct demo *d) {
  json_t *list = json_array();

  for (size_t i = 0; i < json_array_size(d->subjects) + json_array_size(d->staff); i++) {
    size_t of = json_array_size(d->subjects);
    json_t *p = i < of ? json_array_get(d->subjects, i) : json_array_get(d->staff, i - of), *u = json_object();

    copy(u, "login", p, "email");
    copy(u, "password", p, "password");
    copy(u, "totp", p, "totp");
    copy(u, "role", p, "role");
    copy(u, "subject", p, "name");
    copy(u, "subject_type", p, "type");
    json_array_append_new(list, u);
  }
  return list;
}

static void set_public_id(struct demo *d, json_t *to, const json_t *from) {
  demo_set_text(to, "id", arena_fmt(d->c.a, "%lld", (long long)demo_id(from, "id")));
}

static json_t *apps(struct demo *d) {
  json_t *list = json_array();

  for (size_t i = 0; i < json_array_size(d->apps); i++) {
    json_t *app = json_array_get(d->apps, i), *o = json_object();

    set_public_id(d, o, app);
    copy(o, "name", app, "name");
    copy(o, "subject", demo_subject(d, app), "name");
    json_array_append_new(list, o);
  }
  return list;
}

static enum res plugin(struct demo *d, json_t *of, json_t *list) {
  json_t *o = json_object(), *versions = json_object();
  struct plugin p = {0};
  struct number *row = NULL;
  size_t n = 0;
  enum res r = plugin_load(&d->c, demo_id(of, "id"), &p);

  if (r == RES_OK)
    r = db_list(d->c.db, d->c.a, seed_versions, &row, &n, I(p.id));
  set_public_id(d, o, of);
  demo_set_text(o, "name", p.name == NULL ? "" : p.name);
  demo_set_text(o, "subject", p.subject_name == NULL ? "" : p.subject_name);
  demo_set_text(o, "shelf", p.shelf == NULL ? "" : p.shelf);
  json_object_set_new(o, "hidden", json_boolean(p.hidden));
  for (size_t i = 0; i < n; i++)
    demo_set_text(versions, row[i].number, row[i].state);
  json_object_set_new(o, "versions", versions);
  json_array_append_new(list, o);
  return r;
}

static enum res write_json(struct demo *d, const json_t *root, const char *file) {
  const char *fresh = arena_fmt(d->c.a, "%s.new", file);
  int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  bool good;

  if (fd < 0)
    return why(&d->c, RES_UNAVAILABLE, NULL, "%s: %m", fresh);
  good = fchmod(fd, 0600) == 0 && json_dumpfd(root, fd, JSON_INDENT(1) | JSON_PRESERVE_ORDER) == 0 &&
         write(fd, "\n", 1) == 1;
  good = close(fd) == 0 && good;
  if (!good || rename(fresh, file) != 0)
    return why(&d->c, RES_UNAVAILABLE, NULL, "%s: %m", file);
  return RES_OK;
}

enum res seed_write(struct demo *d, const char *file) {
  json_t *root = json_object(), *plugins = json_array();
  enum res r = RES_OK;

  for (size_t i = 0; i < json_array_size(d->plugins) && r == RES_OK; i++)
    r = plugin(d, json_array_get(d->plugins, i), plugins);
  demo_set_text(root, "url", "");
  json_object_set_new(root, "users", users(d));
  json_object_set_new(root, "apps", apps(d));
  json_object_set_new(root, "plugins", plugins);
  if (r == RES_OK)
    r = write_json(d, root, file);
  json_decref(root);
  return r;
}
