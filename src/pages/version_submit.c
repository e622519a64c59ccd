/* 提交审核: what the reviewer is told. `save` keeps an unfinished draft; `submit` checks that everything is there, keeps it
 * and queues the review. Submitting is refused on the form itself, with the text still there, and says where to go. */
#include "domain/category.h"
#include "domain/moving.h"
#include "domain/version_check.h"
#include "pages/avatar.h"
#include "pages/contract_show.h"
#include "pages/findings_show.h"
#include "pages/previews.h"
#include "pages/selfcheck_show.h"
#include "pages/version_load.h"

#include <string.h>

extern const struct page page_version_submit;

enum { BODY_MAX = 21 << 20, FILES = 20 /* one too many is told by its name, not cut off */ };

struct submit_form {
  const char *category, *tags, *description, *usage, *test_account, *test_password, *override;
  struct form_files previews;
  int64_t self_check;
};

/* The categories are read once a request. */
struct choices {
  size_t n;
  struct choice *choice;
};

/* In r->work. */
struct submitting {
  struct choices *choices;
  struct previews previews;
  struct version_ready ready;
  struct version_check check; /* in show */
};

static const struct version *version_of(const struct req *r) { return &((const struct version_obj *)r->obj)->version; }

static struct submitting *work_of(struct req *r) {
  if (r->work == NULL)
    r->work = ARENA_NEW(r->c->a, struct submitting);
  return r->work;
}

static enum res categories(struct req *r, struct choices **out) {
  const struct version_obj *o = r->obj;
  struct category *k = NULL;
  size_t n = 0;
  enum res res;

  *out = work_of(r)->choices;
  if (*out != NULL)
    return RES_OK;
  res = version_categories(r->c, o->plugin.app_id, &k, &n);
  if (res != RES_OK)
    return res;
  work_of(r)->choices = *out = ARENA_NEW(r->c->a, struct choices);
  (*out)->choice = ARENA_ARRAY(r->c->a, struct choice, n + 1);
  for (size_t i = 0; i < n; i++) {
    const char *note = category_note(r->c, &k[i]);

    (*out)->choice[(*out)->n++] = (struct choice){k[i].code, category_name(r->c, &k[i]), note[0] == '\0' ? NULL : note};
  }
  return res;
}

static const struct choice *choose(struct req *r, size_t *n) {
  struct choices *x = NULL;

  *n = 0;
  if (categories(r, &x) != RES_OK)
    return NULL;
  *n = x->n;
  return x->choice;
}

static void thumbs(struct req *r, struct data *d) { previews_fill(r, version_of(r), &work_of(r)->previews, d); }

static const char *kept_words(struct req *r) { return previews_kept_words(r, &work_of(r)->previews); }

static void points(struct req *r, struct data *d) {
  const struct version_obj *o = r->obj;
  const struct version *v = &o->version;
  const struct submitting *x = work_of(r);
  const struct selfcheck in = {.manifest = v->manifest,
                               .findings = &x->check.findings,
                               .readme = x->ready.readme,
                               .min_base_library = v->min_base_library,
                               .doc_at = x->ready.doc_at,
                               .version_at = v->created_at,
                               .account = v->test_login.n > 0};

  selfcheck_show(r, d, &in, SELFCHECK_ASKED, o->plugin.id);
}

/* The password itself is never shown to the provider again, only that there is one. */
static void password_state(struct req *r, struct data *d) {
  if (version_of(r)->test_login.n > 0)
    data_text(d, "hint", _T(r, N_("已设置，不会再显示；账号不变时留空表示不修改，清空账号会一起删除")));
}

/* Whoever breaks within a major has to say why. What is posted is read; the domain knows whether it was needed. */
static bool breaks(const struct req *r) {
  const struct submitting *x = r->work;

  return x != NULL && x->check.compared ? contract_breaks(&x->check.diff) : http_param(&r->post, "override") != NULL;
}

static const struct field fields_fields[] = {
    F_RADIOS(struct submit_form, category, .label = N_("插件服务类目"),
             .hint = N_("从所属小程序已通过、并且对插件开放的类目中选一个"), .min = 1, .draft = "save",
             .choose = choose),
    F_TEXT(struct submit_form, tags, .label = N_("标签"),
           .hint = N_("1 到 5 个，每个最多 10 个字，用顿号、逗号或空格分开"), .min = 1, .max = 100, .draft = "save"),
    F_AREA(struct submit_form, description, .label = N_("功能描述"), .hint = N_("插件做什么、为谁提供服务"),
           .min = VERSION_DESCRIPTION_MIN, .max = VERSION_DESCRIPTION_MAX, .rows = 5, .draft = "save"),
    F_AREA(struct submit_form, usage, .label = N_("使用说明"), .hint = N_("审核员怎么体验它，一步一步地写"),
           .max = VERSION_USAGE_MAX, .rows = 5),
    F_AREA(
        struct submit_form, override, .label = N_("不兼容的原因"),
        .hint = N_(
            "为什么在同一个主版本里这样改，小程序要怎么调整；审核员和商家都会看到。也可以换一个更大的主版本号重新上传"),
        .min = VERSION_OVERRIDE_MIN, .max = VERSION_OVERRIDE_MAX, .rows = 3, .draft = "save", .applies = breaks),
    F_FILES(struct submit_form, previews, .label = N_("预览图"),
            .hint = N_("最多 5 张，PNG、JPEG、GIF 或 WebP，每张不超过 2 MB；上线后显示在插件详情"), .max = FILES,
            .bytes = BODY_MAX, .accept = AVATAR_ACCEPT, .fill = thumbs, .again = kept_words),
    F_TEXT(struct submit_form, test_account, .label = N_("测试账号"),
           .hint = N_("需要登录才能体验时填写，和测试密码一起"), .max = VERSION_LOGIN_MAX, .autocomplete = "off"),
    F_PASSWORD(struct submit_form, test_password, .label = N_("测试密码"),
               .hint = N_("和测试账号一起填写；加密保存，只有认领这次审核的人能看到"), .max = VERSION_LOGIN_MAX,
               .autocomplete = "new-password", .fill = password_state),
    F_CHECK(struct submit_form, self_check, .label = N_("以上各项都已自查，符合要求"), .min = 1, .draft = "save",
            .fill = points),
};
FORM(fields, struct submit_form);

static void block(struct req *r, const char *text, const char *u, const char *label) {
  struct data *d = data_row(r->d, "blocks");

  data_text(d, "note_text", text);
  data_text(d, "note_tone", "amber");
  data_text(d, "note_url", u);
  data_text(d, "note_label", _T(r, label));
}

/* What else is in the way of submitting, each with the page where it can be put right; and what the version breaks. */
static enum res show_blocks(struct req *r, const struct version_obj *o) {
  const struct plugin *p = &o->plugin;
  const char *missing = plugin_missing(p);
  struct version_check *check = &work_of(r)->check;
  struct version_ready *ready = &work_of(r)->ready;
  struct choices *x = NULL;
  enum res res = version_ready(r->c, p, &o->version, ready);

  if (res == RES_OK)
    res = version_check_now(r->c, &o->version, ready, check);
  if (res == RES_OK)
    res = categories(r, &x);
  data_rows(r->d, "blocks");
  if (res != RES_OK)
    return res;
  contract_show(r, &check->diff, NULL);
  findings_show(r, r->d, _T(r, N_("检查结果")), &check->findings);
  if (missing != NULL)
    block(r, arena_fmt(r->c->a, _T(r, N_("提交前还要填写%s")), _T(r, missing)), url_id(r, "plugin_settings", p->id),
          N_("去基本设置"));
  if (ready->doc_at == 0)
    block(r, _T(r, N_("提交前还要上传插件文档")), url_id(r, "doc", p->id), N_("去上传文档"));
  if (x->n == 0)
    block(r, _T(r, N_("所属小程序没有已通过并且对插件开放的服务类目，请主账号或管理员先添加，主体也要通过实名认证")),
          url_id(r, "app_settings", p->app_id), N_("去小程序设置"));
  if (ready->waiting != NULL)
    block(r, arena_fmt(r->c->a, _T(r, N_("版本 %s 正在审核或等待上线，同时只能有一个")), ready->waiting),
          version_url(r, "version", p->id, ready->waiting), N_("去看这个版本"));
  return res;
}

static void fill(struct req *r, const struct version *v) {
  struct submit_form *f = r->form;
  const char *password;

  f->category = v->category == NULL ? "" : v->category;
  f->tags = v->tags;
  f->description = v->description;
  f->usage = v->usage_text;
  f->self_check = v->self_check;
  f->override = v->override_reason;
  version_login(r->c, v, &f->test_account, &password);
}

static enum res show(struct req *r) {
  const struct version_obj *o = r->obj;
  const struct version *v = &o->version;

  version_crumbs(r);
  page_title(r, arena_fmt(r->c->a, _T(r, N_("提交审核：版本 %s")), v->number));
  data_text(r->d, "number", v->number);
  data_text(r->d, "label", _T(r, state_label(&version_machine, v->state)));
  data_text(r->d, "tone", state_tone(&version_machine, v->state));
  data_flag(r->d, "open", strcmp(v->state, "init") == 0);
  data_int(r->d, "rev", r->posted && r->rev != 0 ? r->rev : v->rev);
  data_flag(r->d, "has_rev", true);
  data_text(r->d, "cancel_url", version_url(r, "version", o->plugin.id, v->number));
  data_text(r->d, "safe_name", "action");
  data_text(r->d, "safe_value", "save");
  show_submit(r, "submit", _T(r, N_("提交审核")), "primary");
  show_submit(r, "save", _T(r, N_("保存草稿")), "plain");
  if (!r->posted)
    fill(r, v);
  return show_blocks(r, o);
}

static enum res submit(struct req *r, struct version_obj *o, struct version *v) {
  enum res res = version_move(r->c, &o->plugin, v, r->rel, "submit");

  /* a guard that the form itself can show, with the text still there */
  if (res == RES_CONFLICT && r->c->why.place != NULL)
    return RES_INVALID;
  r->to = version_url(r, "version", o->plugin.id, v->number);
  r->flash = arena_fmt(r->c->a, _T(r, N_("已提交审核，预计 %lld 个工作日内完成")), (long long)r->c->conf->due_version);
  return res;
}

static enum res prepare(struct req *r) {
  enum res res = previews_take(r, version_of(r), &work_of(r)->previews);

  return res == RES_OK && r->errors.n > 0 ? RES_INVALID : res;
}

static enum res keep(struct req *r) { return previews_keep(r, version_of(r), r->rel, &work_of(r)->previews); }

static enum res op(struct req *r) {
  return previews_op(r, r->op) ? RES_OK : why(r->c, RES_CONFLICT, NULL, N_("这张图片已经不在，或者不能再移动"));
}

static enum res act(struct req *r) {
  const struct submit_form *f = r->form;
  struct version_obj *o = r->obj;
  struct version v = o->version; /* act may run again */
  const struct previews *x = &work_of(r)->previews;
  const struct version_submission in = {.category = f->category,
                                        .tags = f->tags,
                                        .description = f->description,
                                        .usage = f->usage,
                                        .account = f->test_account,
                                        .password = f->test_password,
                                        .self_check = f->self_check != 0,
                                        .override = f->override,
                                        .preview = x->v,
                                        .npreviews = x->n};
  enum res res;

  if (strcmp(r->action, "save") != 0 && strcmp(r->action, "submit") != 0)
    return RES_MALFORMED;
  if (r->rev != 0 && r->rev != v.rev)
    return RES_STALE;
  res = previews_store(r, x);
  if (res != RES_OK)
    return res;
  if (strcmp(r->action, "submit") == 0) {
    res = version_take(r->c, &v, r->rel, &in);
    return res == RES_OK ? submit(r, o, &v) : res;
  }
  res = version_save(r->c, &v, r->rel, &in);
  if (res != RES_OK)
    return res;
  r->flash = _T(r, N_("已保存草稿"));
  return audit(r->c, "version.save", "version", v.id, "{}");
}

const struct page page_version_submit = {
    .name = "version_submit",
    .path = "/console/plugins/{plugin}/versions/{version}/submit",
    .title = N_("提交审核"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_VERSION_SUBMIT,
    .body_max = BODY_MAX,
    .menu = "plugins",
    .form = &fields,
    .load = load_version,
    .show = show,
    .prepare = prepare,
    .act = act,
    .keep = keep,
    .op = op,
};
