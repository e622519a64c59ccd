/* /evidence/{id}: one evidence file, to its owner's main account and to reviewers of its kind who are not of the owner.
 * Everybody else, and everything else, is not found. It is handed out to be saved, never to be shown as a page of ours. */
#include "domain/content.h"
#include "domain/evidence.h"
#include "web/page.h"

extern const struct page page_evidence_file;

static enum res load(struct req *r) {
  struct evidence *e = ARENA_NEW(r->c->a, struct evidence);
  int64_t id = var_id(r, 0);
  unsigned rel = 0;
  enum res res = id == 0 ? RES_NOT_FOUND : evidence_load(r->c, id, e);

  if (res == RES_OK)
    res = evidence_rel(r->c, e, &rel);
  if (res != RES_OK)
    return res;
  r->obj = e;
  r->rel |= rel;
  return rel == 0 ? RES_NOT_FOUND : RES_OK;
}

static enum res show(struct req *r) {
  const struct evidence *e = r->obj;
  struct content content = {0};
  enum res res = content_get(r->c, "evidence", e->sha256.p, &content);

  if (res != RES_OK)
    return res;
  http_header(r->out, "Content-Type", content.type);
  http_header(
      r->out, "Content-Disposition",
      arena_fmt(r->c->a, "attachment; filename=\"evidence\"; filename*=UTF-8''%s", http_escape(r->c->a, e->name)));
  http_header(r->out, "Content-Security-Policy", "sandbox; default-src 'none'");
  r->out->body = content.data;
  return RES_OK;
}

const struct page page_evidence_file = {
    .name = "evidence_file",
    .path = "/evidence/{id}",
    .title = N_("证明文件"),
    .see = PERM_SIGNED_IN,
    .flags = PAGE_RAW,
    .load = load,
    .show = show,
};
