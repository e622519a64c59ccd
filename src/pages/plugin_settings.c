/* 基本设置 (S1): what the obtain steps and hosts' pages show of a plugin. The audience decides who may obtain it. */
#include "domain/category.h"
#include "domain/former.h"
#include "domain/plugin.h"
#include "pages/avatar.h"
#include "pages/doc_show.h"
#include "pages/load.h"
#include "pages/refusal.h"

#include <string.h>

extern const struct page page_plugin_settings;

struct settings_form {
  const char *name, *intro, *add_mode, *contact;
  const struct http_file *avatar;
  struct form_list audience;
};

static const struct choice modes[] = {
    {"free", N_("自由添加"), N_("获取后可以直接绑定，不需要申请")},
    {"approval", N_("需要审批"), N_("绑定前要写明理由向你申请，你在 24 小时内通过或拒绝；没有答复的申请自动关闭")},
};
static const struct choice audiences[] = {
    {"enterprise", N_("组织"), N_("企业、媒体、政府和其他组织")},
    {"individual", N_("个人"), NULL},
};

static const char *picture(struct req *r) {
  const struct plugin *p = r->obj;

  return p->avatar.n == 0 ? NULL : plugin_icon(r, p->avatar);
}

static const struct field fields_fields[] = {
    F_TEXT(struct settings_form, name, .label = N_("插件名称"),
           .hint = N_("2–30 个字，全平台不能重名，也不能和别的插件太像；上线过的插件改名后，旧名称会保留一段时间"),
           .min = PLUGIN_NAME_MIN, .max = PLUGIN_NAME_MAX),
    F_AREA(struct settings_form, intro, .label = N_("插件简介"), .hint = N_("一两句话说明插件做什么"), .min = 1,
           .max = PLUGIN_INTRO_MAX, .rows = 3),
    F_FILE(struct settings_form, avatar, .label = N_("插件头像"),
           .hint = N_("PNG、JPEG、GIF 或 WebP，不超过 2 MB；提交版本前要有"), .accept = AVATAR_ACCEPT,
           .max = AVATAR_MAX, .picture = picture),
    F_RADIOS(struct settings_form, add_mode, .label = N_("添加方式"), .min = 1, .choices = modes,
             .nchoices = sizeof modes / sizeof modes[0]),
    F_CHECKS(struct settings_form, audience, .label = N_("可获取的主体"), .min = 1, .max = 2, .choices = audiences,
             .nchoices = sizeof audiences / sizeof audiences[0]),
    F_TEXT(struct settings_form, contact, .label = N_("客服联系方式"), .hint = N_("邮箱、电话或网址，会展示给使用者"),
           .min = 2, .max = PLUGIN_CONTACT_MAX),
};
FORM(fields, struct settings_form);

static struct form_list ticked(struct req *r, const char *audience) {
  struct form_list list = {0, ARENA_ARRAY(r->c->a, const char *, 2)};

  for (size_t i = 0; i < sizeof audiences / sizeof audiences[0]; i++)
    if (codes_hold(audience, audiences[i].value))
      list.v[list.n++] = audiences[i].value;
  return list;
}

/* In the order of the table, each once, whatever was posted. */
static const char *joined(struct req *r, const struct form_list *list) {
  struct buf b = buf_new(r->c->a, 64);

  for (size_t i = 0; i < sizeof audiences / sizeof audiences[0]; i++) {
    bool on = false;

    for (size_t k = 0; k < list->n; k++)
      on = on || strcmp(list->v[k], audiences[i].value) == 0;
    if (on)
      buf_fmt(&b, "%s%s", b.n == 0 ? "" : "|", audiences[i].value);
  }
  return b.p;
}

static enum res show_former(struct req *r, int64_t plugin_id) {
  struct former *f = NULL;
  size_t n = 0;
  enum res res = former_list(r->c, plugin_id, &f, &n);

  data_rows(r->d, "formers");
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(r->d, "formers");

    data_text(row, "former_name", f[i].name);
    data_text(row, "former_at", when(r, f[i].changed_at));
    data_text(row, "former_until", when(r, f[i].kept_until));
    data_flag(row, "former_kept", f[i].kept_until > r->c->now);
  }
  data_flag(r->d, "has_formers", n > 0);
  data_fmt(r->d, "former_note",
           _T(r, N_("改名后 %lld 天内，用旧名称也能在插件市场找到这个插件，其他插件不能使用这些名称")),
           (long long)r->c->conf->name_kept);
  return res;
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  struct settings_form *f = r->form;
  struct doc_status doc = {0};
  enum res res;

  plugin_tabs(r, "plugin_settings");
  data_int(r->d, "rev", r->posted ? r->rev : p->rev);
  data_flag(r->d, "has_rev", true);
  show_refusal(r);
  if (may_change(r))
    show_submit(r, "save", _T(r, N_("保存")), "primary");
  data_text(r->d, "cancel_url", url_id(r, "plugin", p->id));
  data_text(r->d, "transfer_url", url_id(r, "transfer", p->id));
  if (!r->posted)
    *f = (struct settings_form){.name = p->name,
                                .intro = p->intro,
                                .add_mode = p->add_mode[0] == '\0' ? "free" : p->add_mode,
                                .contact = p->contact,
                                .audience = ticked(r, p->audience)};
  res = show_former(r, p->id);
  return res == RES_OK ? doc_state_show(r, p->id, "plugin_settings", &doc) : res;
}

static enum res prepare(struct req *r) {
  const struct settings_form *f = r->form;
  struct picture *avatar = NULL;
  enum res res = picture_take(r, f->avatar, "avatar", AVATAR_EDGE, PICTURE_PNG, &avatar);

  r->work = avatar;
  return res;
}

static enum res act(struct req *r) {
  const struct plugin *p = r->obj;
  const struct settings_form *f = r->form;
  struct plugin_input in = {.name = f->name,
                            .intro = f->intro,
                            .contact = f->contact,
                            .add_mode = f->add_mode,
                            .audience = joined(r, &f->audience)};
  enum res res;

  if (r->rev != p->rev)
    return RES_STALE;
  res = picture_keep(r, r->work, &in.avatar);
  if (res == RES_OK)
    res = plugin_save(r->c, p, &in);
  r->to = url_id(r, "plugin", p->id);
  r->flash = _T(r, N_("已保存基本设置"));
  return res;
}

const struct page page_plugin_settings = {
    .name = "plugin_settings",
    .path = "/console/plugins/{plugin}/settings",
    .title = N_("基本设置"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_PLUGIN_EDIT,
    .body_max = AVATAR_BODY_MAX,
    .menu = "plugins",
    .form = &fields,
    .load = load_plugin,
    .show = show,
    .prepare = prepare,
    .act = act,
};
