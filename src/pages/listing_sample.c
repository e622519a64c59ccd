/* What fills is what is shown, but for the rows of an item, which are shown in one line each. Filling works on what was
 * posted, so that everything typed stays as it is. */
#include "pages/listing_sample.h"

#include <string.h>

static const struct sample info[] = {
    {N_("一句话简介"), "summary", N_("实时天气、七天预报，一个组件接入")},
    {N_("插件是什么"), "what", N_("提供城市天气卡片和七天预报页面，适合出行、旅游和门店类小程序")},
    {N_("怎么使用"), "how", N_("绑定后在页面里放入天气卡片并传入城市，用户点卡片进入七天预报")},
    {N_("接入玩法"), "benefit", N_("雨天在首页优先展示外带菜单；按气温推荐商品")},
    {N_("案例"), "cases", N_("某连锁餐厅接入后，雨天外带订单增加两成")},
    {N_("联系方式"), "contact", "service@example.com"},
};
#define CARD N_("<weather-card city=\"杭州市西湖区\" bind:tap=\"openForecast\" />")
static const struct sample guide[] = {
    {N_("接入说明"), "description", N_("在 app.json 里声明插件，再在页面里引用天气卡片；城市名称请写到区县一级")},
    {N_("示例代码"), "sample", CARD},
    {N_("组件"), NULL, N_("weather-card：属性 city（String，必填），事件 tap")},
    {N_("页面"), NULL, N_("pages/forecast/forecast：参数 city（String，必填）")},
    {N_("接口"), NULL, N_("getNow：入参 city（String，必填），出参 temperature（Number）")},
    {N_("配置项"), NULL, N_("unit（String，默认值 celsius）：温度单位")},
};

#define CITY(group)                                                                                                    \
  {NULL, group ".1.name", "city"}, {NULL, group ".1.type", "String"}, {NULL, group ".1.required", "1"}, {              \
    NULL, group ".1.description", N_("城市，写到区县一级")                                                             \
  }
static const struct sample component[] = {
    {N_("组件名称"), "name", "weather-card"},
    {N_("说明"), "description", N_("天气卡片，显示城市现在的天气")},
    {N_("示例代码"), "sample", CARD},
    {N_("组件属性"), NULL, N_("city（String，必填）：城市，写到区县一级")},
    {N_("组件事件"), NULL, N_("tap（{ city }）：点击卡片时触发")},
    CITY("props"),
    {NULL, "events.1.name", "tap"},
    {NULL, "events.1.params", "{ city }"},
    {NULL, "events.1.description", N_("点击卡片时触发")},
};
static const struct sample page[] = {
    {N_("页面路径"), "path", "pages/forecast/forecast"},
    {N_("说明"), "description", N_("未来七天的天气预报页")},
    {N_("示例代码"), "sample", N_("wx.navigateTo({ url: 'plugin://weather/forecast?city=杭州市西湖区' })")},
    {N_("页面参数"), NULL, N_("city（String，必填）：城市，写到区县一级")},
    CITY("params"),
};
static const struct sample interface[] = {
    {N_("接口名称"), "name", "getNow"},
    {N_("说明"), "description", N_("查询城市现在的天气")},
    {N_("示例代码"), "sample", N_("const { temperature } = await weather.getNow({ city: '杭州市西湖区' })")},
    {N_("接口入参"), NULL, N_("city（String，必填）：城市，写到区县一级")},
    {N_("接口出参"), NULL, N_("temperature（Number）：现在的气温")},
    CITY("inputs"),
    {NULL, "outputs.1.name", "temperature"},
    {NULL, "outputs.1.type", "Number"},
    {NULL, "outputs.1.description", N_("现在的气温")},
};
static const struct sample config[] = {
    {N_("配置项名称"), "name", "unit"},
    {N_("类型"), "type", "String"},
    {N_("默认值"), "default", "celsius"},
    {N_("说明"), "description", N_("温度单位，celsius 或 fahrenheit")},
};

#define SAMPLES(list)                                                                                                  \
  (struct samples) { list, sizeof list / sizeof list[0] }
struct samples sample_info(void) {
  return SAMPLES(info);
}
struct samples sample_guide(void) {
  return SAMPLES(guide);
}

struct samples sample_item(enum guide_kind k) {
  switch (k) {
  case GUIDE_COMPONENTS:
    return SAMPLES(component);
  case GUIDE_PAGES:
    return SAMPLES(page);
  case GUIDE_INTERFACES:
    return SAMPLES(interface);
  default:
    return SAMPLES(config);
  }
}

void sample_show(struct req *r, struct samples s, bool fill) {
  data_rows(r->d, "samples");
  for (size_t i = 0; i < s.n; i++) {
    struct data *row;

    if (s.v[i].label == NULL)
      continue;
    row = data_row(r->d, "samples");
    data_text(row, "label", _T(r, s.v[i].label));
    data_text(row, "text", _T(r, s.v[i].text));
  }
  data_flag(r->d, "sample_fill", fill);
  data_flag(r->d, "sample_filled", strcmp(r->op, "sample") == 0);
  data_text(r->d, "safe_name", fill ? "action" : NULL);
  data_text(r->d, "safe_value", "save");
}

static bool is_blank(const char *v) { return v[strspn(v, " \t\r\n")] == '\0'; }

/* Was nothing typed or ticked in the group that this field is in? A type is always chosen. */
static bool group_blank(const struct req *r, const char *field) {
  size_t n = strcspn(field, ".") + 1;

  for (size_t i = 0; i < r->post.n; i++) {
    const char *name = r->post.param[i].name, *last = strrchr(name, '.');

    if (strncmp(name, field, n) == 0 && strcmp(last, ".type") != 0 && !is_blank(r->post.param[i].value))
      return false;
  }
  return true;
}

static struct http_param *posted(struct req *r, const char *name) {
  for (size_t i = 0; i < r->post.n; i++)
    if (strcmp(r->post.param[i].name, name) == 0)
      return &r->post.param[i];
  return NULL;
}

/* Room for one more each time would copy the list each time. */
static void make_room(struct req *r, size_t more) {
  struct http_param *param = ARENA_ARRAY(r->c->a, struct http_param, r->post.n + more);

  if (r->post.n > 0)
    memcpy(param, r->post.param, r->post.n * sizeof *param);
  r->post.param = param;
}

bool sample_op(struct req *r, struct samples s) {
  bool *skip = ARENA_ARRAY(r->c->a, bool, s.n);

  if (strcmp(r->op, "sample") != 0)
    return false;
  for (size_t i = 0; i < s.n; i++) /* before anything is filled in */
    skip[i] = s.v[i].field == NULL || (strchr(s.v[i].field, '.') != NULL && !group_blank(r, s.v[i].field));
  make_room(r, s.n);
  for (size_t i = 0; i < s.n; i++) {
    struct http_param *there = skip[i] ? NULL : posted(r, s.v[i].field);
    bool type = !skip[i] && strchr(s.v[i].field, '.') != NULL; /* a blank row has the first type chosen */

    if (skip[i])
      continue;
    if (there == NULL)
      r->post.param[r->post.n++] = (struct http_param){s.v[i].field, _T(r, s.v[i].text)};
    else if (type || is_blank(there->value))
      there->value = _T(r, s.v[i].text);
  }
  return true;
}
