/* Set with SQL where a version needs something of another module, and with the functions under test otherwise. */
#include "version_scene.h"

#include "base/seal.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct ctx *c;
static int64_t last_plugin = 1000000000001000;

const struct version_submission complete = {.category = "tools.weather",
                                            .tags = "天气 预报",
                                            .description = "查询天气和空气质量",
                                            .usage = "打开首页",
                                            .account = "",
                                            .password = "",
                                            .self_check = true};

/* A plugin that has everything but a version. */
struct plugin plugin_new(void) {
  long long p = ++last_plugin, app = p + 1000000;
  struct plugin out = {0};

  fixture_app(app, 1, arena_fmt(c->a, "host %lld", p), "tools.weather");
  fixture_sql(
      "INSERT INTO plugin (id, app_id, subject_id, name, name_key, name_look, intro, avatar, add_mode, audience,"
      " contact, created_at) VALUES (%lld, %lld, 1, 'p%lld', 'p%lld', 'p%lld', 'i', REPEAT('a', 32), 'free',"
      " 'enterprise', 'c', 1)",
      p, app, p, p, p);
  fixture_sql("INSERT INTO plugin_state (plugin_id) VALUES (%lld)", p);
  fixture_sql("INSERT INTO listing (plugin_id, provider_id) VALUES (%lld, 1)", p);
  fixture_sql(
      "INSERT INTO doc (id, plugin_id, n, state, readme, size, created_at) VALUES (%lld, %lld, 1, 'draft', 'x', 1,"
      " 1)",
      p + 2000000, p);
  assert_int_equal(plugin_load(c, p, &out), RES_OK);
  return out;
}

enum res do_upload(void *arg) {
  struct call *x = arg;
  struct package_file file[2] = {{.path = "index.js", .size = 3}, {.path = "plugin.json", .size = 4}};
  struct package pack = {.zip = bytes_of(arena_fmt(x->c->a, "zip %s", x->number)),
                         .upload_size = 9,
                         .manifest = {.json = x->manifest == NULL ? "{\"main\":\"index.js\"}" : x->manifest},
                         .file = file,
                         .nfiles = 2};
  struct findings f = findings_new(x->c->a);
  struct version_upload up = {
      .plugin = x->p, .rel = x->rel, .note = "n", .min_base_library = "2.9.3", .package = &pack, .findings = &f};

  seal_sha256(pack.zip, pack.sha256);
  seal_sha256(bytes_of("file"), file[1].sha256);
  if (!version_parse(x->number, &up.number))
    return RES_MALFORMED;
  return version_upload(x->c, &up, &x->id);
}

enum res upload(const struct plugin *p, const char *number) { return upload_with(p, number, NULL); }

enum res upload_with(const struct plugin *p, const char *number, const char *manifest) {
  struct call x = {.c = c, .p = p, .number = number, .manifest = manifest, .rel = REL_DEVELOPER};

  c->why = (struct reason){0};
  return fixture_tx(c, do_upload, &x);
}

struct version fetch(const struct plugin *p, const char *number) {
  struct version v = {0};

  assert_int_equal(version_load(c, p->id, number, &v), RES_OK);
  return v;
}

enum res do_save(void *arg) {
  struct call *x = arg;

  return version_save(x->c, x->v, x->rel, x->in);
}

enum res save(struct version *v, const struct version_submission *in) {
  struct call x = {.c = c, .v = v, .in = in, .rel = REL_DEVELOPER};

  c->why = (struct reason){0};
  return fixture_tx(c, do_save, &x);
}

static enum res do_move(void *arg) {
  struct call *x = arg;
  struct version v = *x->v;

  return version_move(x->c, x->p, &v, x->rel, x->action);
}

enum res move_as(const struct plugin *p, const char *number, const char *action, unsigned rel) {
  struct version v = fetch(p, number);
  struct call x = {.c = c, .p = p, .v = &v, .action = action, .rel = rel};

  c->why = (struct reason){0};
  return fixture_tx(c, do_move, &x);
}

enum res move(const struct plugin *p, const char *number, const char *action) {
  return move_as(p, number, action, REL_MAIN);
}

static enum res do_decide(void *arg) {
  struct call *x = arg;

  return version_decided(x->c, x->id, strcmp(x->action, "approve") == 0, x->reason, x->shown);
}

enum res decide(const struct plugin *p, const char *number, const char *action, const char *reason,
                struct bytes shown) {
  struct call x = {.c = c, .id = fetch(p, number).id, .action = action, .reason = reason, .shown = shown};

  c->why = (struct reason){0};
  return fixture_tx(c, do_decide, &x);
}

/* Bring version 1.0.0 of a new plugin to a state. */
struct plugin plugin_in(const char *state) {
  struct plugin p = plugin_new();
  struct version v;

  assert_int_equal(upload(&p, "1.0.0"), RES_OK);
  v = fetch(&p, "1.0.0");
  assert_int_equal(save(&v, &complete), RES_OK);
  if (strcmp(state, "init") == 0)
    return p;
  if (strcmp(state, "deleted") == 0) {
    assert_int_equal(move(&p, "1.0.0", "delete"), RES_OK);
    return p;
  }
  assert_int_equal(move(&p, "1.0.0", "submit"), RES_OK);
  if (strcmp(state, "rejected") == 0)
    assert_int_equal(decide(&p, "1.0.0", "reject", "no", v.package_sha256), RES_OK);
  else if (strcmp(state, "auditing") != 0)
    assert_int_equal(decide(&p, "1.0.0", "approve", NULL, v.package_sha256), RES_OK);
  if (strcmp(state, "online") == 0 || strcmp(state, "offline") == 0)
    assert_int_equal(move(&p, "1.0.0", "online"), RES_OK);
  if (strcmp(state, "offline") == 0)
    fixture_sql("UPDATE version v JOIN plugin_state s ON s.plugin_id = v.plugin_id SET v.state = 'offline',"
                " s.online_versions = 0 WHERE v.plugin_id = %lld",
                (long long)p.id);
  return p;
}

int scene_up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(1, "enterprise", "version provider");
  fixture_sql("INSERT INTO content (sha256, size, type, class, created_at) VALUES (REPEAT('a', 32), 1, 'image/png',"
              " 'image', 1)");
  fixture_be(c, 1, "enterprise", "main", "verified");
  return 0;
}
