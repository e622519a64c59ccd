/* One row of words for each rule, and one function for each way out. */
#include "domain/resolve.h"

#include "base/lang.h"

#include <string.h>

/* What the rows and the ways out are told with. */
struct telling {
  struct ctx *c;
  const struct resolve_facts *f;
  const struct resolve_answer *a;
  struct resolve_step *step;
  size_t *n;
};

static void add(struct telling *t, bool host, const char *text, const char *page, int64_t id, int64_t second) {
  if (*t->n < RESOLVE_STEPS)
    t->step[(*t->n)++] = (struct resolve_step){host, text, page, {id, second}};
}

static void provider(struct telling *t, const char *text, const char *page) {
  add(t, false, TR(t->c, text), page, t->f->plugin_id, 0);
}

/* A mini-program gets a plugin for good: its owner obtains and binds it, once it is on the shelf. */
static void subscribe(struct telling *t) {
  if (t->f->obtained)
    add(t, true, TR(t->c, N_("把插件绑定到这个小程序")), "bind", t->f->plugin_id, 0);
  else if (strcmp(t->f->shelf, "on") == 0)
    add(t, true, TR(t->c, N_("在插件市场获取插件并绑定")), "market_plugin", t->f->plugin_id, 0);
  else
    provider(t, N_("上架插件，小程序的主体才能获取并绑定"), "listing");
}

static void set_trial(struct telling *t) {
  provider(t, N_("把要联调的版本设为体验版"), "versions");
  subscribe(t);
}

static void put_online(struct telling *t) { provider(t, N_("上线可用的版本"), "versions"); }
static void answer(struct telling *t) { provider(t, N_("答复使用申请"), "applications"); }
static void ask_platform(struct telling *t) { provider(t, N_("联系平台运营恢复插件"), "plugin"); }
static void resume(struct telling *t) {
  add(t, true, TR(t->c, N_("启用插件")), "binding", t->f->app_id, t->f->plugin_id);
}

static void write_release(struct telling *t) { add(t, true, TR(t->c, N_("在小程序的配置里写版本号或 *")), NULL, 0, 0); }

static void take_nearest(struct telling *t) {
  if (t->a->nearest != NULL)
    add(t, true,
        arena_fmt(t->c->a, TR(t->c, N_("在小程序的配置里改用 %s")), version_format(t->c->a, t->a->nearest->number)),
        NULL, 0, 0);
  put_online(t);
}

static const struct {
  const char *rule, *text; /* %s: the version */
  void (*out)(struct telling *t);
} rows[] = {
    {"app_not_found", N_("没有这个小程序"), NULL},
    {"plugin_not_found", N_("没有这个插件"), NULL},
    {"plugin_disabled", N_("插件已被平台停用"), ask_platform},
    {"trial", N_("联调关系已授权，拉取体验版 %s"), NULL},
    {"dev_exact", N_("已绑定插件，拉取指定的 %s"), NULL},
    {"dev_effective", N_("没有可以拉取的体验版；已绑定插件，拉取生效版本 %s"), NULL},
    {"no_trial_and_not_subscribed", N_("没有可以拉取的体验版，也没有启用的绑定"), set_trial},
    {"dev_not_releasable", N_("开发版本不能用于正式场景"), write_release},
    {"binding_waiting", N_("绑定还在等待服务商通过申请"), answer},
    {"binding_stopped", N_("绑定已停用"), resume},
    {"link_is_not_subscription", N_("联调关系只用于开发和预览，正式场景需要绑定插件"), subscribe},
    {"not_subscribed", N_("小程序没有绑定插件"), subscribe},
    {"exact", N_("已绑定插件，提供指定的 %s"), NULL},
    {"version_taken_down", N_("%s 已被平台强制下架"), take_nearest},
    {"version_not_online", N_("%s 没有上线"), take_nearest},
    {"effective", N_("已绑定插件，提供生效版本 %s"), NULL},
    {"no_online_version", N_("没有可以提供的已上线版本"), put_online},
};

/* Texts of a table are no formats for the compiler. */
static const char *with_number(struct ctx *c, const char *text, const char *number) {
  const char *at = strstr(text, "%s");

  return at == NULL ? text : arena_fmt(c->a, "%.*s%s%s", (int)(at - text), text, number, at + 2);
}

const char *resolve_words(struct ctx *c, const struct resolve_facts *f, const struct resolve_ask *ask,
                          const struct resolve_answer *a, struct resolve_step *step, size_t *n) {
  const char *number = version_format(c->a, a->version != NULL ? a->version->number : ask->number);
  struct telling t = {c, f, a, step, n};
  size_t i = 0;

  *n = 0;
  while (i + 1 < sizeof rows / sizeof rows[0] && strcmp(rows[i].rule, a->rule->name) != 0)
    i++;
  if (rows[i].out != NULL)
    rows[i].out(&t);
  return with_number(c, TR(c, rows[i].text), number);
}
