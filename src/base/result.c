/* The table behind enum res. */
#include "base/result.h"

#include "base/lang.h"

static const struct {
  int status;
  const char *code, *words;
} table[RES__MAX] = {
    [RES_OK] = {200, "ok", N_("完成")},
    [RES_MALFORMED] = {400, "malformed", N_("请求的格式不对，请返回上一页再试")},
    [RES_SIGN_IN] = {401, "not_signed_in", N_("请先登录")},
    [RES_FORBIDDEN] = {403, "not_allowed", N_("当前身份不能进行这个操作")},
    [RES_NOT_FOUND] = {404, "not_found", N_("没有找到这个页面")},
    [RES_METHOD] = {405, "method_not_allowed", N_("这个页面不接受这种请求")},
    [RES_CONFLICT] = {409, "illegal_move", N_("当前状态下不能进行这个操作")},
    [RES_STALE] = {409, "stale_form", N_("内容已被更新，请核对后再提交")},
    [RES_TOO_BIG] = {413, "too_big", N_("提交的内容太大")},
    [RES_TYPE] = {415, "wrong_type", N_("提交的内容类型不对")},
    [RES_INVALID] = {422, "invalid", N_("有内容需要修改")},
    [RES_THROTTLED] = {429, "throttled", N_("操作太频繁，请稍后再试")},
    [RES_INTERNAL] = {500, "internal", N_("系统出错了，我们已经记录下来")},
    [RES_UNAVAILABLE] = {503, "unavailable", N_("系统暂时不可用，请稍后再试")},
    [RES_RETRY] = {503, "unavailable", N_("系统暂时不可用，请稍后再试")},
    [RES_UNKNOWN] = {503, "outcome_unknown", N_("还不能确定操作是否成功，请刷新页面查看")},
};

int res_status(enum res r) { return table[r].status; }
const char *res_code(enum res r) { return table[r].code; }
const char *res_words(enum res r) { return table[r].words; }
