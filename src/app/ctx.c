/* Reasons are translated where they are made, so that the top only prints them. */
#include "app/ctx.h"

#include "rule/policy.h"

static enum res why_v(struct ctx *c, enum res r, const char *text, va_list ap) {
  c->why.text = arena_vfmt(c->a, tr(c->lang, text), ap);
  return r;
}

enum res why(struct ctx *c, enum res r, const char *field, const char *text, ...) {
  va_list ap;

  c->why = (struct reason){.field = field};
  va_start(ap, text);
  r = why_v(c, r, text, ap);
  va_end(ap);
  return r;
}

enum res why_at(struct ctx *c, enum res r, const char *place, int64_t place_id, const char *text, ...) {
  va_list ap;

  c->why = (struct reason){.place = place, .place_id = place_id};
  va_start(ap, text);
  r = why_v(c, r, text, ap);
  va_end(ap);
  return r;
}

unsigned ctx_rel(const struct ctx *c, int64_t subject_id) {
  if (subject_id == 0 || c->who.subject_id != subject_id)
    return 0;
  return rel_of_role(c->who.role) | (c->who.can_obtain ? REL_OBTAINER : 0);
}
