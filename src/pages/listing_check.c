/* 确认提交: the answers once more with a way to change each block, then 提交申请 (S3). Also where the open revision is
 * read while it is with the reviewers. */
#include "pages/guide_show.h"
#include "pages/listing_diff.h"
#include "pages/listing_edit.h"

#include <string.h>

extern const struct page page_listing_check;

/* Beside what is live, where something is. */
static enum res show_diff(struct req *r, const struct revision *v) {
  struct revision live = {0};
  enum res res = revision_live(r->c, v->plugin_id, &live);

  if (res != RES_OK && res != RES_NOT_FOUND)
    return res;
  return listing_diff_show(r, res == RES_OK ? &live : NULL, v);
}

static enum res show(struct req *r) {
  const struct revision *v = &editing_of(r)->v;
  const char *missing = NULL;
  bool may = revision_editable(v) && policy_may(PERM_LISTING_EDIT, r->rel), complete;
  enum res res = editing_shown(r);

  if (res != RES_OK)
    return res;
  complete = listing_complete(&editing_of(r)->progress, &missing);
  show_wizard(r, "listing_check");
  show_facts(r);
  if (!guide_show(r, v->guide))
    return RES_INTERNAL;
  data_flag(r->d, "guide_empty", editing_of(r)->g.description[0] == '\0' && guide_count(&editing_of(r)->g) == 0);
  data_text(r->d, "info_url", may ? url_id(r, "listing_info", v->plugin_id) : NULL);
  data_text(r->d, "guide_url", may ? url_id(r, "listing_guide", v->plugin_id) : NULL);
  data_text(r->d, "preview_url", url_id(r, "listing_preview", v->plugin_id));
  data_text(r->d, "listing_url", url_id(r, "listing", v->plugin_id));
  show_state(r, r->d, "state", &listing_machine, v->state);
  show_findings(r, NULL, NULL);
  if (may)
    show_tasks(r);
  data_flag(r->d, "has_tasks", may);
  if (may && !complete)
    show_note(r, "amber", _T(r, N_("还有没填完的内容，填写后才能提交")), missing, _T(r, N_("去填写")));
  if (may && complete)
    show_submit(r, "submit", _T(r, N_("提交申请")), "primary");
  data_flag(r->d, "may_submit", may && complete);
  data_text(r->d, "cancel_url", NULL);
  return show_diff(r, v);
}

static enum res act(struct req *r) {
  const struct plugin *p = r->obj;
  int64_t days = r->c->conf->due_listing;

  if (r->action[0] != '\0' && strcmp(r->action, "submit") != 0)
    return RES_MALFORMED;
  r->to = url_id(r, "listing", p->id);
  r->flash = days == 1 ? _T(r, N_("已提交申请，预计一个工作日完成审核"))
                       : arena_fmt(r->c->a, _T(r, N_("已提交申请，预计 %lld 个工作日完成审核")), (long long)days);
  return listing_do(r->c, p, r->rel, "submit", r->rev);
}

const struct page page_listing_check = {
    .name = "listing_check",
    .path = "/console/plugins/{plugin}/listing/check",
    .title = N_("确认提交"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_LISTING_EDIT,
    .menu = "plugins",
    .load = load_editing,
    .show = show,
    .act = act,
};
