/* 前往配置: one binding: the version in effect, its configuration, and 停用, 启用, 解绑. What was unbound stays readable, and
 * a form that was posted twice finds its first answer. */
#include "domain/binding.h"

#include "domain/config.h"
#include "domain/moving.h"
#include "pages/avatar.h"
#include "pages/config_form.h"
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

  shop_fact(r, _T(r, N_("插件")), b->plugin_name, open ? url_id(r, "obtained_plugin", b->plugin_id) : NULL);
  shop_fact(r, _T(r, N_("服务商")), b->provider, NULL);
  shop_fact(r, _T(r, N_("小程序")), b->app_name, url_id(r, "app", b->app_id));
  shop_fact(r, _T(r, N_("生效版本")), b->version, NULL);
  shop_fact(r, _T(r, N_("上线时间")), b->version == NULL ? NULL : when(r, b->version_at), NULL);
  shop_fact(r, _T(r, N_("最低基础库")), b->base_library, NULL);
  shop_fact(r, _T(r, N_("版本策略")), policy, NULL);
  shop_fact(r, _T(r, N_("绑定时间")), when(r, b->created_at), NULL);
  shop_fact(r, _T(r, N_("同意授权的成员")), b->agreed_name, NULL);
  shop_fact(r, _T(r, N_("联系方式")), b->plugin_contact, NULL);
}

static void show_state_note(struct req *r, const struct binding *b) {
  if (strcmp(b->state, "closed") == 0)
    (void)why(r->c, RES_CONFLICT, NULL, N_("已经解绑，下面是当时的记录；需要时可以重新绑定"));
  else if (b->disabled)
    (void)why(r->c, RES_CONFLICT, NULL, N_("插件已被平台停用，暂时不能使用"));
  else if (b->version == NULL)
    (void)why(r->c, RES_CONFLICT, NULL, N_("这个大版本没有已上线的版本，请联系服务商上线新版本"));
  else if (strcmp(b->state, "stopped") == 0)
    (void)why(r->c, RES_CONFLICT, NULL, N_("已停用：小程序现在得不到这个插件，启用后恢复"));
  show_refusal(r);
}

static enum res show_history(struct req *r, const struct binding *b) {
  struct history_item *h = NULL;
  size_t n = 0;
  enum res res = history_list(r->c, "binding", b->id, &h, &n);

  data_rows(r->d, "history");
  while (res == RES_OK && n-- > 0) {
    struct data *row = data_row(r->d, "history");

    data_text(row, "at", when(r, h[n].at));
    data_text(row, "who", h[n].who == NULL ? "--" : h[n].who);
    data_text(row, "what", _T(r, move_label(&binding_machine, h[n].action)));
    data_text(row, "from_label",
              h[n].from_state[0] == '\0' ? NULL : _T(r, state_label(&binding_machine, h[n].from_state)));
    data_text(row, "to_label", _T(r, state_label(&binding_machine, h[n].to_state)));
    data_text(row, "reason", h[n].reason);
  }
  return res;
}

static void show_config(struct req *r, const struct binding *b) {
  struct config_form f;
  bool some = strcmp(b->state, "closed") != 0 && config_form_make(r, b->guide, &f);
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

  page_title(r, arena_fmt(r->c->a, "%s · %s", b->plugin_name, b->app_name));
  crumb(r, _T(r, N_("我的小程序")), url(r, "apps"));
  crumb(r, b->app_name, url(r, "app", app));
  crumb(r, _T(r, N_("插件服务")), url(r, "app_plugins", app));
  data_text(r->d, "icon", plugin_icon(r, b->avatar));
  data_text(r->d, "plugin_name", b->plugin_name);
  data_text(r->d, "label", _T(r, state_label(&binding_machine, b->state)));
  data_text(r->d, "tone", state_tone(&binding_machine, b->state));
  show_state_note(r, b);
  show_facts(r, b);
  show_config(r, b);
  data_int(r->d, "rev", b->rev);
  data_flag(r->d, "has_rev", true);
  shop_move(r, r->d, &binding_machine, b->state, "stop", NULL, "plain");
  shop_move(r, r->d, &binding_machine, b->state, "resume", NULL, "primary");
  shop_ask(r, r->d, &binding_machine, b->state, "unbind", NULL, "danger",
           arena_fmt(r->c->a, _T(r, N_("解绑后，“%s”不能再使用“%s”，授权令牌立即作废，配置不再保留")), b->app_name,
                     b->plugin_name));
  data_flag(r->d, "closed", strcmp(b->state, "closed") == 0);
  data_flag(r->d, "has_moves", policy_may(PERM_BIND, r->rel));
  return show_history(r, b);
}

static enum res save(struct req *r, const struct binding *b) {
  struct config_form f;
  enum res res;

  if (!config_form_make(r, b->guide, &f))
    return why(r->c, RES_CONFLICT, NULL, N_("这个插件没有需要填写的配置"));
  if (strcmp(b->state, "closed") == 0)
    return why(r->c, RES_CONFLICT, NULL, N_("已经解绑，不能再修改配置"));
  config_form_read(r, &f);
  if (r->errors.n > 0)
    return RES_INVALID;
  res = binding_configure(r->c, b, config_write(r->c->a, &f.guide, f.value));
  r->flash = _T(r, N_("配置已保存"));
  return res;
}

/* The object is loaded before the transaction; a retry starts from the same state, and the guarded UPDATE decides. */
static enum res act(struct req *r) {
  static const struct {
    const char *action, *flash;
  } done[] = {
      {"stop", N_("已停用插件")},
      {"resume", N_("已启用插件")},
      {"unbind", N_("已解绑")},
  };
  struct binding b = *(const struct binding *)r->obj;
  enum res res;

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
  if (strcmp(r->action, "unbind") == 0)
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
