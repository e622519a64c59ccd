/* version_ready finds the old version and both guides. What was submitted keeps what the checks said then: the reviewer decides about what
 * the provider explained, whatever goes online or on the shelf meanwhile. */
#include "domain/version_check.h"

#include "base/text.h"
#include "domain/check.h"

#include <string.h>

/* A guide that says something; NULL: none, or not known. */
static const struct guide *known(struct ctx *c, const char *json) {
  struct guide *g = ARENA_NEW(c->a, struct guide);

  return json != NULL && json[0] != '\0' && guide_decode(c->a, json, g) ? g : NULL;
}

static enum res compare(struct ctx *c, const struct version *v, const struct version_ready *ready,
                        struct contract_diff *out) {
  struct manifest was = {0}, is = {0};
  struct contract old = {.manifest = &was}, now = {.manifest = &is};
  enum res r;

  *out = (struct contract_diff){.base = ""};
  if (ready->before == NULL)
    return RES_OK;
  r = manifest_load(c->a, ready->before_manifest, &was);
  if (r == RES_OK)
    r = manifest_load(c->a, v->manifest, &is);
  if (r != RES_OK)
    return r;
  old.guide = known(c, ready->live_guide);
  now.guide = ready->open_guide == NULL || ready->open_guide[0] == '\0' ? old.guide : known(c, ready->open_guide);
  out->base = ready->before;
  out->major = v->major > ready->before_major;
  contract_compare(c->a, &old, &now, out);
  return r;
}

enum res version_check_now(struct ctx *c, const struct version *v, const struct version_ready *ready,
                           struct version_check *out) {
  const struct check_kept kept = {.findings = v->findings,
                                  .version_at = v->created_at,
                                  .doc_at = ready->doc_at,
                                  .readme = ready->readme,
                                  .files = ready->doc_files};

  out->compared = true;
  check_kept(c->a, &kept, &out->findings);
  return compare(c, v, ready, &out->diff);
}

enum res version_check(struct ctx *c, const struct plugin *p, const struct version *v, struct version_check *out) {
  struct version_ready ready = {0};
  enum res r;

  if (strcmp(v->state, "init") != 0) {
    out->compared = contract_decode(c->a, v->contract, &out->diff);
    if (findings_load(c->a, v->findings, &out->findings) != RES_OK)
      out->findings = findings_new(c->a);
    return RES_OK;
  }
  r = version_ready(c, p, v, &ready);
  return r == RES_OK ? version_check_now(c, v, &ready, out) : r;
}

enum res version_check_take(struct ctx *c, struct version *v, const struct version_ready *ready) {
  struct version_check x;
  enum res r = version_check_now(c, v, ready, &x);

  if (r != RES_OK)
    return r;
  if (!contract_breaks(&x.diff))
    v->override_reason = "";
  else if (text_points(v->override_reason) < VERSION_OVERRIDE_MIN)
    return why(c, RES_INVALID, "override",
               N_("和版本 %s 相比有 %zu 处不兼容，主版本号却没有增加；请写明原因，或者换一个更大的主版本号重新上传"),
               x.diff.base, x.diff.n[CONTRACT_BREAKING]);
  v->findings = findings_json(c->a, &x.findings);
  v->contract = contract_encode(c->a, &x.diff);
  v->breaking = (int64_t)x.diff.n[CONTRACT_BREAKING];
  return r;
}
