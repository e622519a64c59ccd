/* 主体信息: who one acts for, how far its verification is, what that allows, and its members. */
#include "rule/subject.h"
#include "domain/member.h"
#include "domain/real_name.h"
#include "pages/facts.h"
#include "web/page.h"

#include <string.h>

extern const struct page page_subject;

static void mark(struct req *r, const char *label, const char *tone) {
  struct data *row = data_row(r->d, "tags");

  data_text(row, "label", label);
  data_text(row, "tone", tone);
}

static void allow(struct req *r, const char *text, const char *place) {
  struct data *row = data_row(r->d, "allowed");

  data_text(row, "text", _T(r, text));
  data_text(row, "url", url(r, place));
  data_text(row, "label", NULL);
}

/* domain.md section 4: opening the plugin function and obtaining both ask for a verified subject. */
static void show_allowed(struct req *r, bool organisation) {
  data_rows(r->d, "allowed");
  if (organisation)
    allow(r, N_("为小程序开通插件、上传版本并提交审核"), "plugins");
  if (organisation)
    allow(r, N_("把审核通过的插件上架到插件市场"), "plugins");
  allow(r, organisation ? N_("在插件市场获取插件") : N_("获取允许个人使用的插件"), "market");
  allow(r, N_("把已获取的插件绑定到自己的小程序"), "obtained");
}

static void show_next(struct req *r, bool verified) {
  data_text(r->d, "note_text", NULL);
  data_text(r->d, "note_tone", "amber");
  data_text(r->d, "note_url", url(r, "real_name"));
  data_text(r->d, "note_label", _T(r, N_("实名认证")));
  if (verified)
    return;
  if ((r->rel & REL_MAIN) != 0)
    data_text(r->d, "note_text", _T(r, N_("主体还没有完成实名认证，下面这些事要在认证通过后才能做")));
  else
    data_text(r->d, "note_text",
              _T(r, N_("主体还没有完成实名认证，请主账号提交认证材料；下面这些事要在认证通过后才能做")));
}

static enum res show_members(struct req *r) {
  struct member_item *item = NULL;
  size_t n = 0;
  enum res res = member_list(r->c, r->c->who.subject_id, &item, &n);

  data_rows(r->d, "members");
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(r->d, "members");

    data_text(row, "name", item[i].display_name);
    data_text(row, "email", item[i].email);
    data_text(row, "role", _T(r, rel_role_label(item[i].role)));
    data_text(row, "obtains",
              strcmp(item[i].role, "main") == 0 || item[i].can_obtain != 0 ? _T(r, N_("可以")) : _T(r, N_("不可以")));
    data_text(row, "since", when(r, item[i].created_at));
  }
  return res;
}

static enum res show(struct req *r) {
  const struct principal *who = &r->c->who;
  const char *state = who->real_name == NULL ? "none" : who->real_name;
  bool suspended = who->subject_state != NULL && strcmp(who->subject_state, "suspended") == 0;

  data_flag(r->d, "has_tags", true);
  mark(r, suspended ? _T(r, N_("停用中")) : _T(r, N_("正常")), suspended ? TONE_RED : TONE_GREEN);
  mark(r, _T(r, state_label(&real_name_machine, state)), state_tone(&real_name_machine, state));
  fact(r, r->d, N_("主体名称"), who->subject_name, NULL);
  fact(r, r->d, N_("主体类型"), _T(r, subject_type_label(who->subject_type)), NULL);
  fact(r, r->d, N_("主体编号"), arena_fmt(r->c->a, "%lld", (long long)who->subject_id), NULL);
  fact(r, r->d, N_("实名认证"), _T(r, state_label(&real_name_machine, state)), url(r, "real_name"));
  fact(r, r->d, N_("我的角色"), _T(r, rel_role_label(who->role)), NULL);
  show_allowed(r, subject_is_organisation(who->subject_type));
  show_next(r, strcmp(state, "verified") == 0);
  return show_members(r);
}

const struct page page_subject = {
    .name = "subject",
    .path = "/console/subject",
    .title = N_("主体信息"),
    .see = PERM_SUBJECT_VIEW,
    .load = load_own,
    .show = show,
};
