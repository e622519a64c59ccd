/* 前往配置: one binding: the version in effect, its configuration, and 停用, 启用, 解绑; while it waits, its application and
 * 撤回. What was unbound or came to nothing stays readable, and a form that was posted twice finds its first answer. */
#include "domain/binding.h"

#include "domain/advisory.h"
#include "domain/application.h"
#include "domain/config.h"
#include "domain/ids.h"
#include "pages/answers.h"
#include "pages/asked.h"
#include "pages/avatar.h"
#include "pages/config_form.h"
#include "pages/deprecated_show.h"
#include "pages/facts.h"
#include "pages/history_show.h"
#include "pages/notices_show.h"
#include "pages/receipt.h"
#include "pages/refusal.h"
#include "pages/shop.h"

#include <string.h>

extern const struct page page_binding;

static enum res load(struct req *r) {
  struct binding *b = ARENA_NEW(r->c->a, struct binding);
  int64_t app = var_id(r, 0), plugin = var_id(r, 1);
  enum res res = app == 0 || plugin == 0 ? RES_NOT_FOUND : binding_load(r->c, app, plugin, b);
  unsigned rel;

  if (res != RES_OK)
    return res;
  rel = ctx_rel(r->c, b->subject_id);
  if (rel == 0)
    return RES_NOT_FOUND;
  r->rel |= rel;
  r->obj = b;
  return RES_OK;
}

static void show_facts(struct req *r, const struct binding *b) {
  const char *policy = arena_fmt(r->c->a, _T(r, N_("跟随 %lld.x 的最新已上线版本")), (long long)b->major);
  bool open = strcmp(b->state, "closed") != 0; /* then it is held, too */
  bool waits = strcmp(b->state, "waiting") == 0;

  fact(r, r->d, N_("插件"), b->plugin_name, open ? url_id(r, "obtained_plugin", b->plugin_id) : NULL);
  fact(r, r->d, N_("服务商"), b->provider, NULL);
  fact(r, r->d, N_("小程序"), b->app_name, url_id(r, "app", b->app_id));
  fact(r, r->d, N_("生效版本"), waits ? NULL : b->version, NULL);
  fact(r, r->d, N_("上线时间"), waits || b->version == NULL ? NULL : when(r, b->version_at), NULL);
  fact(r, r->d, N_("最低基础库"), b->base_library, NULL);
  fact(r, r->d, N_("版本策略"), policy, NULL);
  fact(r, r->d, b->asked == NULL ? N_("绑定时间") : N_("申请时间"), when(r, b->created_at), NULL);
  if (b->asked != NULL)
    fact(r, r->d, N_("申请理由"), b->reason, NULL);
  if (waits)
    fact(r, r->d, N_("答复期限"), when(r, b->due_at), NULL);
  else if (b->asked != NULL)
    fact(r, r->d, N_("答复时间"), when(r, b->decided_at), NULL);
  if (b->rule_n > 0)
    fact(r, r->d, N_("答复方式"), rule_said(r, b->rule_n, b->rule_types, b->rule_names), NULL);
  fact(r, r->d, N_("同意授权的成员"), b->agreed_name, NULL);
  fact(r, r->d, N_("联系方式"), b->plugin_contact, NULL);
}

static bool asked_is(const struct binding *b, const char *state) {
  return b->asked != NULL && strcmp(b->asked, state) == 0;
}

/* An application that came to nothing, and the way to try again. */
static void show_ended(struct req *r, const struct binding *b) {
  const char *again = asked_again(r, b->app_id, b->plugin_id, b->held != 0);

  if (asked_is(b, "withdrawn"))
    (void)why(r->c, RES_CONFLICT, NULL, N_("申请已撤回，需要时可以重新申请"));
  else
    (void)why(r->c, RES_CONFLICT, NULL, asked_is(b, "refused") ? N_("服务商拒绝了申请：%s") : N_("申请没有通过：%s"),
              asked_answer(r, b->asked, b->answer));
  show_refusal(r);
  data_text(r->d, "note_url", again);
  data_text(r->d, "note_label", again == NULL ? NULL : _T(r, N_("再次申请")));
}

static void show_state_note(struct req *r, const struct binding *b) {
  if (strcmp(b->state, "waiting") == 0)
    (void)why(r->c, RES_CONFLICT, NULL,
              b->due_at > r->c->now ? N_("正在等待服务商答复，通过后才能使用插件；没有答复的申请会在期限后自动关闭")
                                    : N_("服务商没有在 24 小时内答复，申请即将自动关闭；之后可以重新申请"));
  else if (strcmp(b->state, "closed") == 0)
    (void)why(r->c, RES_CONFLICT, NULL, N_("已经解绑，下面是当时的记录；需要时可以重新绑定"));
  else if (b->disabled)
    (void)why(r->c, RES_CONFLICT, NULL, N_("插件已被平台停用，暂时不能使用"));
  else if (b->version == NULL)
    (void)why(r->c, RES_CONFLICT, NULL, N_("这个大版本没有已上线的版本，请联系服务商上线新版本"));
  else if (strcmp(b->state, "stopped") == 0)
    (void)why(r->c, RES_CONFLICT, NULL, N_("已停用：小程序现在得不到这个插件，启用后恢复"));
  show_refusal(r);
}

static void show_config(struct req *r, const struct binding *b) {
  struct config_form f;
  bool some = strcmp(b->state, "closed") != 0 && strcmp(b->state, "waiting") != 0 && config_form_make(r, b->guide, &f);
  bool may = policy_may(PERM_BIND, r->rel);

  data_flag(r->d, "has_config", some);
  data_flag(r->d, "may_config", may);
  if (!some)
    return;
  config_form_show(r, &f, b->config);
  show_submit(r, "save", _T(r, N_("保存")), "primary");
}

static enum res show(struct req *r) {
  const struct binding *b = r->obj;
  const char *app = arena_fmt(r->c->a, "%lld", (long long)b->app_id);
  enum res res = notices_show(r, b);

  if (res == RES_OK)
    res = deprecated_show(r, b->plugin_id, b->version == NULL ? "" : b->version);
  if (res != RES_OK)
    return res;
  page_title(r, arena_fmt(r->c->a, "%s · %s", b->plugin_name, b->app_name));
  page_state(r, _T(r, state_label(&binding_machine, b->state)));
  crumb(r, _T(r, N_("我的小程序")), url(r, "apps"));
  crumb(r, b->app_name, url(r, "app", app));
  crumb(r, _T(r, N_("插件服务")), url(r, "app_plugins", app));
  data_text(r->d, "icon", plugin_icon(r, b->avatar));
  data_text(r->d, "plugin_name", b->plugin_name);
  data_text(r->d, "label", _T(r, state_label(&binding_machine, b->state)));
  data_text(r->d, "tone", state_tone(&binding_machine, b->state));
  if (strcmp(b->state, "closed") == 0 && b->asked != NULL && !asked_is(b, "approved"))
    show_ended(r, b);
  else
    show_state_note(r, b);
  show_facts(r, b);
  show_config(r, b);
  data_int(r->d, "rev", b->rev);
  data_flag(r->d, "has_rev", true);
  data_rows(r->d, "due");
  if (strcmp(b->state, "waiting") == 0)
    countdown_tag(r, r->d, b->due_at, 0);
  shop_ask(
      r, r->d, &binding_machine, b->state, "withdraw", NULL, "danger",
      arena_fmt(r->c->a, _T(r, N_("撤回后，“%s”对“%s”的申请结束；需要时可以重新申请")), b->app_name, b->plugin_name));
  shop_move(r, r->d, &binding_machine, b->state, "stop", NULL, "plain");
  shop_move(r, r->d, &binding_machine, b->state, "resume", NULL, "primary");
  shop_ask(r, r->d, &binding_machine, b->state, "unbind", NULL, "danger",
           arena_fmt(r->c->a, _T(r, N_("解绑后，“%s”不能再使用“%s”，授权令牌立即作废，配置不再保留")), b->app_name,
                     b->plugin_name));
  data_flag(r->d, "closed", strcmp(b->state, "closed") == 0 || strcmp(b->state, "waiting") == 0);
  data_flag(r->d, "has_moves", policy_may(PERM_BIND, r->rel));
  return history_show(r, &binding_machine, b->id);
}

static enum res save(struct req *r, const struct binding *b) {
  struct config_form f;
  enum res res;

  if (!config_form_make(r, b->guide, &f))
    return why(r->c, RES_CONFLICT, NULL, N_("这个插件没有需要填写的配置"));
  if (strcmp(b->state, "closed") == 0)
    return why(r->c, RES_CONFLICT, NULL, N_("已经解绑，不能再修改配置"));
  if (strcmp(b->state, "waiting") == 0)
    return why(r->c, RES_CONFLICT, NULL, N_("服务商通过申请后才能填写配置"));
  config_form_read(r, &f);
  if (r->errors.n > 0)
    return RES_INVALID;
  res = binding_configure(r->c, b, config_write(r->c->a, &f.guide, f.value));
  r->flash = _T(r, N_("配置已保存"));
  return res;
}

static enum res acknowledge(struct req *r, const struct binding *b) {
  int64_t id = id_parse(http_param(&r->post, "advisory"));

  r->flash = _T(r, N_("已确认公告，服务商会看到"));
  return id == 0 ? RES_NOT_FOUND : advisory_acknowledge(r->c, b, id);
}

/* The object is loaded before the transaction; a retry starts from the same state, and the guarded UPDATE decides. */
static enum res act(struct req *r) {
  static const struct {
    const char *action, *flash;
  } done[] = {
      {"stop", N_("已停用插件")},
      {"resume", N_("已启用插件")},
      {"unbind", N_("已解绑")},
      {"withdraw", N_("已撤回申请")},
  };
  struct binding b = *(const struct binding *)r->obj;
  enum res res;

  if (strcmp(r->action, "acknowledge") == 0)
    return acknowledge(r, &b); /* whatever else has changed meanwhile */
  if (r->rev != 0 && r->rev != b.rev)
    return RES_STALE;
  if (strcmp(r->action, "save") == 0 || r->action[0] == '\0')
    return save(r, &b);
  res = binding_move(r->c, &b, r->action);
  if (res != RES_OK)
    return res;
  for (size_t i = 0; i < sizeof done / sizeof done[0]; i++)
    if (strcmp(done[i].action, r->action) == 0)
      r->flash = _T(r, done[i].flash);
  if (strcmp(r->action, "unbind") == 0 || strcmp(r->action, "withdraw") == 0)
    r->to = url_id(r, "app_plugins", b.app_id);
  return RES_OK;
}

const struct page page_binding = {
    .name = "binding",
    .path = "/console/apps/{app}/plugins/{plugin}",
    .title = N_("插件配置"),
    .see = PERM_APP_VIEW,
    .change = PERM_BIND,
    .menu = "apps",
    .load = load,
    .show = show,
    .act = act,
};
