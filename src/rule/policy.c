/* The matrix: one row a permission, with the relations that hold it. */
#include "rule/policy.h"

#include "base/lang.h"

#include <string.h>

static const struct {
  const char *name, *holders;
  unsigned given;
} matrix[PERM__MAX] = {
    [PERM_NONE] = {"none", N_("无人"), 0},
    [PERM_PUBLIC] = {"public", N_("所有人"), REL_ANYONE},
    [PERM_SIGNED_IN] = {"signed_in", N_("登录用户"), REL_USER},
    [PERM_SUBJECT_VIEW] = {"subject_view", N_("主体成员"), REL_TEAM},
    [PERM_APP_VIEW] = {"app_view", N_("主体成员"), REL_TEAM},
    [PERM_PLUGIN_VIEW] = {"plugin_view", N_("主体成员"), REL_TEAM},
    [PERM_REVIEW_QUEUE] = {"review_queue", N_("审核员"), REL_REVIEWERS},
    [PERM_REVIEW_READ] = {"review_read", N_("该类审核的审核员"), REL_REVIEWERS},
    [PERM_VERSION_UPLOAD] = {"version_upload", N_("主账号、管理员或开发"), REL_MAKERS},
    [PERM_VERSION_SUBMIT] = {"version_submit", N_("主账号、管理员或开发"), REL_MAKERS},
    [PERM_LISTING_EDIT] = {"listing_edit", N_("主账号、管理员或运营"), REL_SELLERS},
    [PERM_DEBUG] = {"debug", N_("主账号、管理员或开发"), REL_MAKERS},
    [PERM_APP_EDIT] = {"app_edit", N_("主账号或管理员"), REL_MANAGERS},
    [PERM_PLUGIN_EDIT] = {"plugin_edit", N_("主账号或管理员"), REL_MANAGERS},
    [PERM_VERSION_RELEASE] = {"version_release", N_("主账号、管理员或运营"), REL_SELLERS},
    [PERM_ANSWER] = {"answer", N_("主账号、管理员或运营"), REL_SELLERS},
    [PERM_BIND] = {"bind", N_("主账号、管理员或运营"), REL_SELLERS},
    [PERM_OBTAIN] = {"obtain", N_("主账号或获授权的成员"), REL_OBTAINER},
    [PERM_REVIEW_CLAIM] = {"review_claim", N_("该类审核的审核员"), REL_REVIEWERS},
    [PERM_REVIEW_DECIDE] = {"review_decide", N_("认领了它的审核员"), REL_CLAIMANT},
    [PERM_REAL_NAME] = {"real_name", N_("主账号"), REL_MAIN},
    [PERM_PLATFORM] = {"platform", N_("平台运营"), REL_PLATFORM},
};

static const struct {
  unsigned bit;
  const char *name;
} names[] = {
    {REL_ANYONE, "anyone"},       {REL_USER, "user"},         {REL_MAIN, "main"},           {REL_ADMIN, "admin"},
    {REL_DEVELOPER, "developer"}, {REL_OPERATOR, "operator"}, {REL_OBTAINER, "obtainer"},   {REL_VERSION, "version"},
    {REL_LISTING, "listing"},     {REL_PAYMENT, "payment"},   {REL_REAL_NAME, "real-name"}, {REL_CLAIMANT, "claimant"},
    {REL_PLATFORM, "platform"},   {REL_CLOCK, "clock"},       {REL_PROVIDER, "provider"},   {REL_RULE, "rule"},
};

static const struct {
  const char *code;
  unsigned bit;
  const char *label;
} roles[] = {
    {"main", REL_MAIN | REL_OBTAINER, N_("主账号")},
    {"admin", REL_ADMIN, N_("管理员")},
    {"developer", REL_DEVELOPER, N_("开发")},
    {"operator", REL_OPERATOR, N_("运营")},
};

bool policy_may(enum perm perm, unsigned rel) { return (matrix[perm].given & rel) != 0; }
const char *policy_name(enum perm perm) { return matrix[perm].name; }
unsigned policy_given(enum perm perm) { return matrix[perm].given; }
const char *policy_holders(enum perm perm) { return matrix[perm].holders; }

const char *rel_name(unsigned bit) {
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (names[i].bit == bit)
      return names[i].name;
  return NULL;
}

unsigned rel_of_role(const char *role) {
  for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
    if (role != NULL && strcmp(roles[i].code, role) == 0)
      return roles[i].bit;
  return 0;
}

const char *rel_role_label(const char *role) {
  for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
    if (role != NULL && strcmp(roles[i].code, role) == 0)
      return roles[i].label;
  return "";
}

unsigned rel_of_right(const char *right) {
  static const struct {
    const char *code;
    unsigned bit;
  } rights[] = {
      {"version", REL_VERSION},     {"listing", REL_LISTING},   {"payment", REL_PAYMENT},
      {"real-name", REL_REAL_NAME}, {"operator", REL_PLATFORM},
  };

  for (size_t i = 0; i < sizeof rights / sizeof rights[0]; i++)
    if (strcmp(rights[i].code, right) == 0)
      return rights[i].bit;
  return 0;
}
