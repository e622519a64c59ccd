/* The wizard is 插件信息 → 接入指引 → 确认提交 → 结果 (S3); each step is a page that saves for itself. */
#include "pages/listing_edit.h"

#include "pages/avatar.h"
#include "pages/load.h"

#include <string.h>

#define READ_ONLY N_("现在的状态是“%s”，不能修改；请先到发布管理撤回审核或修改信息")

enum res load_editing(struct req *r) {
  struct editing *e = ARENA_NEW(r->c->a, struct editing);
  enum res res = load_plugin(r);

  if (res != RES_OK)
    return res;
  res = revision_open(r->c, ((const struct plugin *)r->obj)->id, &e->v);
  if (res != RES_OK && res != RES_NOT_FOUND)
    return res;
  if (!guide_decode(r->c->a, e->v.guide, &e->g))
    return RES_INTERNAL;
  r->work = e;
  return RES_OK;
}

enum res editing_state(struct req *r) {
  struct editing *e = editing_of(r);
  enum res res = listing_findings(r->c, &e->v, &e->g, &e->finding, &e->nfindings);

  listing_progress(&e->v, &e->g, e->finding, e->nfindings, &e->progress);
  return res;
}

enum res editing_ready(struct req *r) {
  const struct editing *e = editing_of(r);
  const struct plugin *p = r->obj;

  if (e->v.id == 0)
    return why_at(r->c, RES_CONFLICT, "listing", p->id, N_("没有可以填写的发布信息；请先到发布管理开始发布或修改信息"));
  if (!revision_editable(&e->v))
    return why_at(r->c, RES_CONFLICT, "listing", p->id, READ_ONLY, _T(r, state_label(&listing_machine, e->v.state)));
  return r->in->method == HTTP_POST && r->rev != 0 && r->rev != e->v.rev ? RES_STALE : RES_OK;
}

enum res editing_shown(struct req *r) {
  const struct editing *e = editing_of(r);

  return e->v.id == 0 || (r->posted && !revision_editable(&e->v)) ? editing_ready(r) : editing_state(r);
}

void show_note(struct req *r, const char *tone, const char *text, const char *page, const char *label) {
  const struct plugin *p = r->obj;

  data_text(r->d, "note_text", text);
  data_text(r->d, "note_tone", tone);
  data_text(r->d, "note_url", page == NULL ? NULL : url_id(r, page, p->id));
  data_text(r->d, "note_label", label);
}

static void show_steps(struct req *r, const char *here) {
  static const struct {
    const char *page, *label;
  } step[] = {
      {"listing_info", N_("插件信息")},
      {"listing_guide", N_("接入指引")},
      {"listing_check", N_("确认提交")},
      {"listing", N_("结果")},
  };
  bool before = true;

  for (size_t i = 0; i < sizeof step / sizeof step[0]; i++) {
    struct data *row = data_row(r->d, "steps");
    bool now = strcmp(step[i].page, here) == 0;

    before = before && !now;
    data_int(row, "step_no", (int64_t)i + 1);
    data_text(row, "label", _T(r, step[i].label));
    data_text(row, "step_state", now ? "now" : before ? "done" : "todo");
    data_flag(row, "current", now);
  }
}

void show_wizard(struct req *r, const char *here) {
  const struct editing *e = editing_of(r);
  const struct plugin *p = r->obj;

  plugin_tabs(r, "listing");
  crumb(r, _T(r, N_("发布管理")), url_id(r, "listing", p->id));
  show_steps(r, here);
  data_int(r->d, "rev", r->posted && r->rev != 0 ? r->rev : e->v.rev);
  data_flag(r->d, "has_rev", true);
  show_note(r, NULL, NULL, NULL, NULL);
  if (e->v.reason != NULL && revision_editable(&e->v))
    show_note(r, "red", arena_fmt(r->c->a, _T(r, N_("上次审核不通过的原因：%s")), e->v.reason), NULL, NULL);
}

static void block(struct req *r, const char *label, const char *text) {
  struct data *row = data_row(r->d, "blocks");

  data_text(row, "label", _T(r, label));
  data_text(row, "value", text == NULL || text[0] == '\0' ? "--" : text);
}

void show_facts(struct req *r) {
  const struct revision *v = &editing_of(r)->v;
  struct picture_item *there;
  size_t n = revision_shots(r->c, v, &there);

  block(r, N_("一句话简介"), v->summary);
  block(r, N_("插件是什么"), v->what);
  block(r, N_("怎么使用"), v->how);
  block(r, N_("接入玩法"), v->benefit);
  block(r, N_("案例"), v->cases);
  block(r, N_("联系方式"), v->contact);
  data_rows(r->d, "pictures");
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(r->d, "pictures");

    data_int(row, "picture_no", (int64_t)i + 1);
    data_text(row, "picture_url", media_url(r, there[i].sha256));
  }
  data_flag(r->d, "has_pictures", n > 0);
}

bool show_may(struct req *r) {
  const struct editing *e = editing_of(r);
  const char *state = _T(r, state_label(&listing_machine, e->v.state));
  bool policy = policy_may(PERM_LISTING_EDIT, r->rel), editable = revision_editable(&e->v);

  data_flag(r->d, "readonly", !policy || !editable);
  if (!policy)
    show_note(r, "blue", arena_fmt(r->c->a, _T(r, N_("需要由%s来操作")), _T(r, policy_holders(PERM_LISTING_EDIT))),
              NULL, NULL);
  else if (!editable)
    show_note(r, "blue", arena_fmt(r->c->a, _T(r, READ_ONLY), state), "listing", _T(r, N_("发布管理")));
  return policy && editable;
}
