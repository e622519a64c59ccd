/* Versions and documentation. */
#include "bin/demo_package.h"
#include "bin/demo_zip.h"

#include "domain/check.h"
#include "domain/doc.h"
#include "domain/version.h"

#include <string.h>

enum { PREVIEW_EDGE = 512 };

static enum res load(struct demo *d, const struct demo_act *act, struct plugin *p, unsigned *rel) {
  enum res r = plugin_load(&d->c, demo_id(act->of, "id"), p);

  *rel = r == RES_OK ? ctx_rel(&d->c, p->subject_id) : 0;
  return r;
}

static enum res load_version(struct demo *d, const struct demo_act *act, struct plugin *p, struct version *v,
                             unsigned *rel) {
  enum res r = load(d, act, p, rel);

  return r == RES_OK ? version_load(&d->c, p->id, demo_text(act->part, "number"), v) : r;
}

static enum res refused(struct demo *d, enum res r, const struct findings *f) {
  if (r == RES_INVALID && f->n > 0)
    return why(&d->c, r, NULL, "%s", finding_line(d->c.a, d->c.lang, &f->item[0]));
  return r;
}

static enum res do_upload(struct demo *d, const struct demo_act *act) {
  struct version_upload in = {.note = demo_text(act->part, "note"), .min_base_library = demo_text(act->part, "base")};
  struct check_upload x;
  struct plugin p = {0};
  int64_t id = 0;
  enum res r = load(d, act, &p, &in.rel);
  int fd = demo_zip_fd(d->c.a, demo_package(d, act->of, demo_text(act->part, "number")));

  if (r != RES_OK)
    return r;
  if (fd < 0 || !version_parse(demo_text(act->part, "number"), &in.number))
    return RES_INTERNAL;
  r = check_upload(d->c.a, d->c.conf, NULL, fd, &x);
  if (r != RES_OK)
    return refused(d, r, &x.f);
  in.plugin = &p;
  in.package = &x.package;
  in.findings = &x.f;
  return version_upload(&d->c, &in, &id);
}

/* "previews": how many pictures are drawn. */
static enum res previews(struct demo *d, const struct demo_act *act, struct shot *out, size_t *n) {
  size_t want = (size_t)demo_id(json_object_get(act->of, "submission"), "previews");
  enum res r = RES_OK;

  for (*n = 0; *n < want && *n < VERSION_PREVIEWS && r == RES_OK; (*n)++) {
    const char *seed = arena_fmt(d->c.a, "%s preview %zu", demo_text(act->of, "key"), *n + 1);

    out[*n].name = arena_fmt(d->c.a, "preview-%zu.png", *n + 1);
    r = demo_picture(d, seed, PREVIEW_EDGE, &out[*n].sha256);
  }
  return r;
}

static enum res do_submit(struct demo *d, const struct demo_act *act) {
  const json_t *s = json_object_get(act->of, "submission");
  struct shot shot[VERSION_PREVIEWS];
  struct version_submission in = {.category = demo_text(s, "category"),
                                  .tags = demo_text(s, "tags"),
                                  .description = demo_text(s, "description"),
                                  .usage = demo_text(s, "usage"),
                                  .account = demo_text(s, "account"),
                                  .password = demo_text(s, "password"),
                                  .self_check = true,
                                  .override = demo_text(act->part, "override"),
                                  .preview = shot};
  struct plugin p = {0};
  struct version v = {0};
  unsigned rel;
  enum res r = load_version(d, act, &p, &v, &rel);

  if (r == RES_OK)
    r = previews(d, act, shot, &in.npreviews);
  if (r == RES_OK)
    r = version_save(&d->c, &v, rel, &in);
  return r == RES_OK ? version_move(&d->c, &p, &v, rel, "submit") : r;
}

/* The rest of its moves: the verb says which, the argument is a percentage or a reason. */
static enum res do_move(struct demo *d, const struct demo_act *act) {
  struct version_said said = {json_string_value(act->arg), json_integer_value(act->arg)};
  struct plugin p = {0};
  struct version v = {0};
  unsigned rel;
  enum res r = load_version(d, act, &p, &v, &rel);

  return r == RES_OK ? version_move_with(&d->c, &p, &v, rel, strchr(act->verb, '.') + 1, &said) : r;
}

static enum res do_review(struct demo *d, const struct demo_act *act) {
  const char *action = strchr(act->verb, '.') + 1;
  struct plugin p = {0};
  struct version v = {0};
  unsigned rel;
  enum res r = load_version(d, act, &p, &v, &rel);

  if (r != RES_OK)
    return r;
  if (strcmp(action, "claim") == 0)
    return demo_claim(d, "version", v.id);
  return demo_decide(d, "version", v.id, action, json_string_value(act->arg));
}

static enum res do_doc(struct demo *d, const struct demo_act *act) {
  const char *more = json_is_string(act->arg) ? json_string_value(act->arg) : "", *helper = d->c.conf->image_helper;
  struct findings f = findings_new(d->c.a);
  struct docpack_file *file;
  struct docpack *pack;
  struct plugin p = {0};
  unsigned rel;
  int64_t n = 0;
  size_t files;
  enum res r = load(d, act, &p, &rel);

  if (r == RES_OK)
    r = demo_doc(d, act->of, more, &file, &files);
  if (r == RES_OK)
    r = refused(d, docpack_check(d->c.a, file, files, d->c.conf->doc_max, &f, &pack), &f);
  if (r == RES_OK)
    r = refused(d, docpack_encode(d->c.a, helper, d->c.conf->doc_max, pack, &f), &f);
  return r == RES_OK ? doc_put(&d->c, &p, rel, pack, &n) : r;
}

/* The newest revision, or the one whose number is given. */
static enum res do_publish(struct demo *d, const struct demo_act *act) {
  struct plugin p = {0};
  struct doc doc = {0};
  unsigned rel;
  enum res r = load(d, act, &p, &rel);

  if (r == RES_OK)
    r = doc_load(&d->c, p.id, json_integer_value(act->arg), &doc);
  return r == RES_OK ? doc_publish(&d->c, &p, &doc, rel) : r;
}

const struct demo_verb demo_version_verbs[] = {
    {"version.upload", DEMO_OWNER, do_upload},
    {"version.submit", DEMO_OWNER, do_submit},
    {"version.withdraw", DEMO_OWNER, do_move},
    {"version.return", DEMO_OWNER, do_move},
    {"version.online", DEMO_OWNER, do_move},
    {"version.delete", DEMO_OWNER, do_move},
    {"version.gray", DEMO_OWNER, do_move},
    {"version.stop-gray", DEMO_OWNER, do_move},
    {"version.offline", DEMO_OWNER, do_move},
    {"version.set-trial", DEMO_OWNER, do_move},
    {"version.clear-trial", DEMO_OWNER, do_move},
    {"version.claim", DEMO_REVIEWER, do_review},
    {"version.approve", DEMO_REVIEWER, do_review},
    {"version.reject", DEMO_REVIEWER, do_review},
    {"doc.upload", DEMO_OWNER, do_doc},
    {"doc.publish", DEMO_OWNER, do_publish},
    {NULL, DEMO_NOBODY, NULL},
};
