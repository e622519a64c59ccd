/* 签名校验: how host signatures are made, what a plugin's server does with them, and a form that says of a signature whether
 * it is right, or in which way it is not. The right one is never shown: it would sign for whoever has no Token. */
#include "domain/signature.h"

#include "domain/binding.h"
#include "domain/ids.h"
#include "domain/plugin_token.h"
#include "pages/load.h"
#include "pages/refusal.h"

#include <string.h>

extern const struct page page_signature;

struct signature_form {
  const char *app, *nonce, *timestamp, *signature;
};

static const char *id_words(const char *v) {
  return id_parse(v) == 0 ? N_("AppID 是 16 位数字，可以在小程序的基本信息里找到") : NULL;
}

/* What a runtime may draw: visible ASCII. */
static const char *nonce_words(const char *v) {
  for (; *v != '\0'; v++)
    if (*v <= ' ' || *v > '~')
      return N_("随机串只有字母、数字和符号，没有空格");
  return NULL;
}

static const char *hex_words(const char *v) {
  return strlen(v) != SIGNATURE_HEX || strspn(v, "0123456789abcdefABCDEF") != SIGNATURE_HEX
             ? N_("签名是 40 位十六进制数，请检查用的是不是 sha1")
             : NULL;
}

static const char *time_words(const char *v) {
  struct signature s = {.timestamp = v};
  int64_t age;

  return signature_age(&s, 0, &age) ? NULL : N_("时间戳是 1970 年起的秒数，10 位数字");
}

static const struct field signature_form_fields[] = {
    F_TEXT(struct signature_form, app, .label = N_("小程序 AppID"), .min = 1, .max = 16, .inputmode = "numeric",
           .check = id_words),
    F_TEXT(struct signature_form, nonce, .label = N_("随机串 nonce"), .min = 1, .max = SIGNATURE_NONCE,
           .check = nonce_words),
    F_TEXT(struct signature_form, timestamp, .label = N_("时间戳 timestamp"), .hint = N_("秒"), .min = 1, .max = 16,
           .inputmode = "numeric", .check = time_words),
    F_TEXT(struct signature_form, signature, .label = N_("签名 signature"), .min = 1, .max = 64, .check = hex_words),
};
FORM(signature_form, struct signature_form);

/* The values of the worked example; of no plugin. */
static const struct signature example = {"2088000000000017", "b7Yk2q9ZsT", "1790000000", NULL};
static const char example_token[] = "Zm9vYmFyLXRva2Vu-of_the_plugin";

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  struct plugin_token t = {0};
  enum res res = plugin_token_load(r->c, p->id, &t);

  if (res != RES_OK)
    return res;
  plugin_tabs(r, "development");
  crumb(r, _T(r, N_("开发设置")), url_id(r, "development", p->id));
  data_text(r->d, "example_app", example.app);
  data_text(r->d, "example_nonce", example.nonce);
  data_text(r->d, "example_timestamp", example.timestamp);
  data_text(r->d, "example_token", example_token);
  data_text(r->d, "example_signature", signature_make(r->c->a, &example, example_token));
  data_flag(r->d, "may_check", t.n > 0 && policy_may(r->page->change, r->rel));
  show_refusal(r);
  if (t.n == 0)
    (void)why_at(r->c, RES_CONFLICT, "development", p->id, N_("还没有 Token，生成后才能校验签名"));
  show_refusal(r);
  if (t.n > 0 && may_change(r))
    show_submit(r, "verify", _T(r, N_("校验签名")), "primary");
  return RES_OK;
}

static void complain_fault(struct req *r, enum signature_fault fault, const struct plugin_token *t) {
  static const char *const words[] = {
      [SIGNATURE_UNSORTED] = N_("四项没有按字典序排序就拼接了，请先排序再拼接"),
      [SIGNATURE_TOKENLESS] = N_("签名里没有算进 Token，请把 Token 作为第四项一起排序"),
      [SIGNATURE_JOINED] = N_("四项之间多了分隔符，请直接拼接"),
      [SIGNATURE_OTHER] =
          N_("签名和这四项对不上：请核对 AppID、nonce、timestamp 和签名时用的完全一样，Token 没有多余的空格"),
  };

  if (fault == SIGNATURE_PLUGIN)
    form_complain(r, "app", _T(r, N_("签名里用的是插件 ID，请换成小程序的 AppID")));
  else if (fault == SIGNATURE_FORMER)
    form_complain(r, "signature",
                  arena_fmt(r->c->a, _T(r, N_("这是用旧 Token 算的签名，Token 已在 %s 更换，请更新插件服务器")),
                            when(r, t->made_at)));
  else if (fault != SIGNATURE_RIGHT)
    form_complain(r, "signature", _T(r, words[fault]));
}

static void complain_age(struct req *r, const struct signature *s) {
  int64_t age = 0;
  bool known = signature_age(s, r->c->now, &age);

  if (known && age > SIGNATURE_LASTS)
    form_complain(
        r, "timestamp",
        arena_fmt(r->c->a, _T(r, N_("这个签名是 %lld 分钟前的，超过 5 分钟，服务器应当拒绝")), (long long)(age / 60)));
  else if (known && age < -SIGNATURE_LASTS)
    form_complain(r, "timestamp", _T(r, N_("这个时间还没有到，请检查签名一方的时钟")));
}

static enum res prepare(struct req *r) {
  const struct plugin *p = r->obj;
  const struct signature_form *f = r->form;
  struct signature s = {f->app, f->nonce, f->timestamp, f->signature};
  struct plugin_token t = {0};
  const char *token;
  enum res res = plugin_token_load(r->c, p->id, &t);

  if (res != RES_OK)
    return res;
  if ((token = plugin_token_text(r->c, &t)) == NULL)
    return why_at(r->c, RES_CONFLICT, "development", p->id, N_("还没有 Token，生成后才能校验签名"));
  complain_fault(
      r,
      signature_judge(r->c->a, &s, token, plugin_token_former(r->c, &t), arena_fmt(r->c->a, "%lld", (long long)p->id)),
      &t);
  complain_age(r, &s);
  return r->errors.n > 0 ? RES_INVALID : RES_OK;
}

/* A right one changes nothing: the words about it are all. */
static enum res act(struct req *r) {
  const struct plugin *p = r->obj;
  const struct signature_form *f = r->form;
  struct binding b = {0};
  enum res res = binding_load(r->c, id_parse(f->app), p->id, &b);

  if (res != RES_OK && res != RES_NOT_FOUND)
    return res;
  if (res == RES_OK && strcmp(b.state, "closed") != 0) {
    r->flash = arena_fmt(r->c->a, _T(r, N_("签名正确，来自小程序“%s”")), b.app_name);
    return RES_OK;
  }
  r->flash = _T(r, N_("签名正确，但这个小程序没有绑定这个插件"));
  r->flash_tone = "amber";
  return RES_OK;
}

const struct page page_signature = {
    .name = "signature",
    .path = "/console/plugins/{plugin}/development/signature",
    .title = N_("签名说明与校验"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_VERSION_UPLOAD,
    .menu = "plugins",
    .form = &signature_form,
    .load = load_plugin,
    .show = show,
    .prepare = prepare,
    .act = act,
};
