/* The one table of rules of the contract, its words, and how a comparison is kept. Arguments are filled in by hand, never
 * through a printf format, because they come from strangers. */
#include "base/json.h"
#include "base/text.h"
#include "domain/contract.h"
#include "rule/move.h"

#include <string.h>

enum { TEXT_MAX = 4096, ARG_POINTS = 60 };

static const struct {
  const char *code;
  enum contract_level level;
  const char *text;
} table[CHANGED__MAX] = {
    [CHANGED_MAIN_REMOVED] = {"main_removed", CONTRACT_BREAKING, N_("没有入口文件了，接口不能再调用")},
    [CHANGED_ITEM_REMOVED] = {"item_removed", CONTRACT_BREAKING, N_("已删除")},
    [CHANGED_ROW_REMOVED] = {"row_removed", CONTRACT_BREAKING, N_("已删除")},
    [CHANGED_NEW_NEEDED] = {"new_needed", CONTRACT_BREAKING, N_("新增，并且必填")},
    [CHANGED_NOW_NEEDED] = {"now_needed", CONTRACT_BREAKING, N_("从选填改为必填")},
    [CHANGED_TYPE] = {"type", CONTRACT_BREAKING, N_("类型从 {1} 改为 {2}")},
    [CHANGED_DEFAULT] = {"default", CONTRACT_BREAKING, N_("默认值从 {1} 改为 {2}")},
    [CHANGED_MAYBE_ABSENT] = {"maybe_absent", CONTRACT_BREAKING, N_("不再保证返回")},
    [CHANGED_PARAMS_LESS] = {"params_less", CONTRACT_BREAKING, N_("参数里不再有 {1}")},
    [CHANGED_MAIN_ADDED] = {"main_added", CONTRACT_ADDITIVE, N_("新增入口文件 {2}")},
    [CHANGED_ITEM_ADDED] = {"item_added", CONTRACT_ADDITIVE, N_("新增")},
    [CHANGED_ROW_ADDED] = {"row_added", CONTRACT_ADDITIVE, N_("新增")},
    [CHANGED_TYPE_FITS] = {"type_fits", CONTRACT_ADDITIVE, N_("类型从 {1} 改为 {2}，原来的用法仍然可用")},
    [CHANGED_NOT_NEEDED] = {"not_needed", CONTRACT_ADDITIVE, N_("从必填改为选填")},
    [CHANGED_DEFAULT_ADDED] = {"default_added", CONTRACT_ADDITIVE, N_("新增默认值 {2}")},
    [CHANGED_ALWAYS_THERE] = {"always_there", CONTRACT_ADDITIVE, N_("现在保证返回")},
    [CHANGED_PARAMS_MORE] = {"params_more", CONTRACT_ADDITIVE, N_("参数里新增 {2}")},
    [CHANGED_MAIN_MOVED] = {"main_moved", CONTRACT_COSMETIC, N_("入口文件从 {1} 移到 {2}")},
    [CHANGED_FILE_MOVED] = {"file_moved", CONTRACT_COSMETIC, N_("文件从 {1} 移到 {2}，名称不变")},
    [CHANGED_WORDS] = {"words", CONTRACT_COSMETIC, N_("说明或示例代码有修改")},
    [CHANGED_PARAMS_WORDS] = {"params_words", CONTRACT_COSMETIC, N_("参数的文字有修改")},
    [CHANGED_DESCRIBED] = {"described", CONTRACT_COSMETIC, N_("接入指引新增了它的说明")},
    [CHANGED_UNDESCRIBED] = {"undescribed", CONTRACT_COSMETIC, N_("接入指引不再说明它")},
    [CHANGED_ORDER] = {"order", CONTRACT_COSMETIC, N_("只调整了顺序")},
};

static const struct {
  const char *code, *label, *tone;
} levels[CONTRACT__LEVELS] = {
    [CONTRACT_BREAKING] = {"breaking", N_("不兼容"), TONE_RED},
    [CONTRACT_ADDITIVE] = {"additive", N_("新增功能"), TONE_GREEN},
    [CONTRACT_COSMETIC] = {"cosmetic", N_("不影响使用"), TONE_GREY},
};

const char *contract_code(enum contract_rule rule) { return table[rule].code; }
enum contract_level contract_level(enum contract_rule rule) { return table[rule].level; }
const char *contract_level_code(enum contract_level level) { return levels[level].code; }
const char *contract_level_label(enum contract_level level) { return levels[level].label; }
const char *contract_level_tone(enum contract_level level) { return levels[level].tone; }

const char *contract_path(struct arena *a, const struct contract_change *x) {
  const char *kind = x->kind == GUIDE__KINDS ? "plugin" : guide_kind_code(x->kind);

  if (x->row[0] != '\0')
    return arena_fmt(a, "%s/%s/%s/%s", kind, x->item, x->list, x->row);
  return x->item[0] == '\0' ? kind : arena_fmt(a, "%s/%s", kind, x->item);
}

/* What a place is called: {1} is the item, {2} the row. */
static const char *const item_words[GUIDE__KINDS] = {
    [GUIDE_COMPONENTS] = N_("组件 {1}"),
    [GUIDE_PAGES] = N_("页面 {1}"),
    [GUIDE_INTERFACES] = N_("接口 {1}"),
    [GUIDE_CONFIG] = N_("配置项 {1}"),
};
static const struct {
  const char *list, *words;
} row_words[] = {
    {"props", N_("组件 {1} 的属性 {2}")},   {"events", N_("组件 {1} 的事件 {2}")},
    {"params", N_("页面 {1} 的参数 {2}")},  {"inputs", N_("接口 {1} 的入参 {2}")},
    {"outputs", N_("接口 {1} 的出参 {2}")},
};

static const char *fill(struct arena *a, const char *words, const char *one, const char *two) {
  struct buf b = buf_new(a, TEXT_MAX);

  for (const char *s = words; *s != '\0'; s++) {
    if (s[0] == '{' && (s[1] == '1' || s[1] == '2') && s[2] == '}') {
      buf_str(&b, s[1] == '1' ? one : two);
      s += 2;
    } else {
      buf_char(&b, *s);
    }
  }
  return b.p;
}

const char *contract_place(struct arena *a, enum lang lang, const struct contract_change *x) {
  if (x->kind == GUIDE__KINDS)
    return tr(lang, N_("整个插件"));
  if (x->item[0] == '\0')
    return tr(lang, guide_kind_label(x->kind));
  for (size_t i = 0; x->row[0] != '\0' && i < sizeof row_words / sizeof row_words[0]; i++)
    if (strcmp(row_words[i].list, x->list) == 0)
      return fill(a, tr(lang, row_words[i].words), x->item, x->row);
  return fill(a, tr(lang, item_words[x->kind]), x->item, x->row);
}

static const char *arg(struct arena *a, enum lang lang, const char *v) {
  return v[0] == '\0' ? tr(lang, N_("（空）")) : text_cut(a, v, ARG_POINTS);
}

const char *contract_text(struct arena *a, enum lang lang, const struct contract_change *x) {
  return fill(a, tr(lang, table[x->rule].text), arg(a, lang, x->was), arg(a, lang, x->now));
}

/* ---- kept ---- */

static json_t *change_out(const struct contract_change *x) {
  return json_pack("{ss ss ss ss ss ss ss}", "rule", contract_code(x->rule), "kind",
                   x->kind == GUIDE__KINDS ? "" : guide_kind_code(x->kind), "item", x->item, "list", x->list, "row",
                   x->row, "was", x->was, "now", x->now);
}

const char *contract_encode(struct arena *a, const struct contract_diff *d) {
  json_t *list = json_array(), *o = json_pack("{ss sb s[III] so}", "base", d->base, "major", (int)d->major, "n",
                                              (json_int_t)d->n[CONTRACT_BREAKING], (json_int_t)d->n[CONTRACT_ADDITIVE],
                                              (json_int_t)d->n[CONTRACT_COSMETIC], "changes", list);
  const char *text;

  if (o == NULL)
    return "";
  for (int l = 0; l < CONTRACT__LEVELS; l++)
    for (size_t i = 0; i < d->kept[l]; i++)
      json_array_append_new(list, change_out(&d->change[l][i]));
  text = arena_json_text(a, o, 0);
  return text == NULL ? "" : text;
}

static bool rule_of(const char *code, enum contract_rule *out) {
  for (enum contract_rule r = 0; r < CHANGED__MAX; r++)
    if (strcmp(table[r].code, code) == 0) {
      *out = r;
      return true;
    }
  return false;
}

/* False when it is damaged. */
static bool change_in(struct arena *a, json_t *o, struct contract_diff *d) {
  struct contract_change x = {.kind = GUIDE__KINDS};
  const char *rule, *kind;
  enum contract_level l;

  if (json_unpack(o, "{ss ss ss ss ss ss ss}", "rule", &rule, "kind", &kind, "item", &x.item, "list", &x.list, "row",
                  &x.row, "was", &x.was, "now", &x.now) != 0)
    return false;
  if (!rule_of(rule, &x.rule))
    return true;
  if (kind[0] != '\0' && !guide_kind_parse(kind, &x.kind))
    return false;
  l = contract_level(x.rule);
  if (d->change[l] == NULL)
    d->change[l] = ARENA_ARRAY(a, struct contract_change, CONTRACT_KEPT);
  if (d->kept[l] < CONTRACT_KEPT)
    d->change[l][d->kept[l]++] = x;
  return true;
}

bool contract_decode(struct arena *a, const char *json, struct contract_diff *out) {
  json_t *o = arena_json(a, json_loads(json == NULL ? "" : json, JSON_REJECT_DUPLICATES, NULL)), *list, *x;
  json_int_t n[CONTRACT__LEVELS];
  int major = 0;
  bool ok = true;
  size_t i;

  *out = (struct contract_diff){.base = ""};
  if (o == NULL)
    return false;
  if (json_unpack(o, "{ss sb s[III] so}", "base", &out->base, "major", &major, "n", &n[0], &n[1], &n[2], "changes",
                  &list) == 0) {
    out->major = major != 0;
    json_array_foreach(list, i, x) ok = ok && change_in(a, x, out);
    for (int l = 0; l < CONTRACT__LEVELS; l++)
      out->n[l] = n[l] < (json_int_t)out->kept[l] ? out->kept[l] : (size_t)n[l];
    if (ok)
      return true;
  }
  *out = (struct contract_diff){.base = ""};
  return false;
}
