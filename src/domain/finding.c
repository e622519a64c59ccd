/* The one table of rules. The words name the problem, the hint says what to do; {1} and {2} are filled from the finding,
 * never through a printf format, because they come from strangers. */
#include "domain/finding.h"

#include "base/json.h"
#include "base/text.h"

#include <string.h>

enum { ARG_MAX_BYTES = 200 };

static const struct {
  const char *code;
  enum severity severity;
  const char *text, *hint;
  bool shadow; /* recorded, not enforced */
} table[RULE__MAX] = {
    /* any zip */
    [RULE_ZIP_BROKEN] = {"zip_broken", SEVERITY_ERROR, N_("不是完整的 zip 文件，或者内容已损坏"),
                         N_("请重新打包后再上传")},
    [RULE_ZIP_EMPTY] = {"zip_empty", SEVERITY_ERROR, N_("压缩包里没有文件"), N_("请检查打包的文件夹")},
    [RULE_ZIP_ENTRIES] = {"zip_entries", SEVERITY_ERROR, N_("压缩包里有 {1} 个条目，最多 {2} 个"),
                          N_("请删去不需要的文件，例如 node_modules")},
    [RULE_ZIP_TOTAL] = {"zip_total", SEVERITY_ERROR, N_("解压后的内容超过 {1}"), N_("请删去不需要的文件")},
    [RULE_ZIP_ENTRY_SIZE] = {"zip_entry_size", SEVERITY_ERROR, N_("文件解压后超过 {1}"), N_("请缩小或拆分这个文件")},
    [RULE_ZIP_RATIO] = {"zip_ratio", SEVERITY_ERROR, N_("文件的压缩比超过 {1}:1"),
                        N_("请换成内容正常的文件，或者不压缩直接打包")},
    [RULE_ZIP_ENCRYPTED] = {"zip_encrypted", SEVERITY_ERROR, N_("文件设有密码"), N_("请不加密码重新打包")},
    [RULE_ZIP_METHOD] = {"zip_method", SEVERITY_ERROR, N_("文件的压缩方式不受支持"),
                         N_("请用普通的 zip 压缩（deflate）重新打包")},
    [RULE_ZIP_SPECIAL] = {"zip_special", SEVERITY_ERROR, N_("这一条是符号链接或设备，不是普通文件"),
                          N_("请用文件本身代替链接后重新打包")},
    [RULE_NAME_ENCODING] = {"name_encoding", SEVERITY_ERROR, N_("文件名不是 UTF-8 编码"),
                            N_("请改用英文文件名，或者用支持 UTF-8 的工具打包")},
    [RULE_NAME_CONTROL] = {"name_control", SEVERITY_ERROR, N_("文件名含有控制字符或改变文字方向的字符"),
                           N_("请修改文件名")},
    [RULE_NAME_LENGTH] = {"name_length", SEVERITY_ERROR, N_("文件名超过 {1} 字节"), N_("请缩短文件名或文件夹名")},
    [RULE_NAME_DEPTH] = {"name_depth", SEVERITY_ERROR, N_("文件夹超过 {1} 层"), N_("请减少文件夹的层数")},
    [RULE_NAME_ABSOLUTE] = {"name_absolute", SEVERITY_ERROR, N_("文件名是绝对路径"), N_("请用相对路径重新打包")},
    [RULE_NAME_PARENT] = {"name_parent", SEVERITY_ERROR, N_("文件名含有 .、.. 或空的一段"),
                          N_("请从插件所在的文件夹打包")},
    [RULE_NAME_BACKSLASH] = {"name_backslash", SEVERITY_ERROR, N_("文件名含有反斜杠"),
                             N_("请换一个打包工具，文件夹之间用 / 分隔")},
    [RULE_NAME_CHARACTER] = {"name_character", SEVERITY_ERROR, N_("文件名含有 : * ? \" < > | 或以点、空格结尾"),
                             N_("请修改文件名")},
    [RULE_NAME_DEVICE] = {"name_device", SEVERITY_ERROR, N_("文件名是系统设备名 {1}"), N_("请修改文件名")},
    [RULE_NAME_DUPLICATE] = {"name_duplicate", SEVERITY_ERROR, N_("与 {1} 重名，或者只有大小写、字形不同"),
                             N_("请保留一个，或者修改文件名")},
    [RULE_NAME_FILE_AND_FOLDER] = {"name_file_and_folder", SEVERITY_ERROR, N_("同一个名字既是文件又是文件夹"),
                                   N_("请修改其中一个的名字")},
    /* the plugin package */
    [RULE_PLUGIN_ROOT_MISSING] = {"plugin_root_missing", SEVERITY_ERROR, N_("没有找到 plugin.json"),
                                  N_("请把插件放在压缩包根目录、唯一的一层文件夹里，或者上传含有 "
                                     "project.config.json 的整个项目")},
    [RULE_PROJECT_CONFIG_INVALID] = {"project_config_invalid", SEVERITY_ERROR, N_("不是正确的 JSON：{1}"),
                                     N_("请修改 project.config.json")},
    [RULE_PROJECT_TYPE] = {"project_type", SEVERITY_ERROR, N_("compileType 不是 plugin"),
                           N_("请在 project.config.json 中把 compileType 设为 plugin")},
    [RULE_PROJECT_ROOT] = {"project_root", SEVERITY_ERROR, N_("pluginRoot 指向的文件夹里没有 plugin.json：{1}"),
                           N_("请在 project.config.json 中把 pluginRoot 设为插件所在的文件夹")},
    [RULE_PLUGIN_TOO_BIG] = {"plugin_too_big", SEVERITY_ERROR, N_("插件打包后超过 {1}，现在是 {2}"),
                             N_("请压缩图片，删去不需要的文件")},
    [RULE_PLUGIN_UNPACKED] = {"plugin_unpacked", SEVERITY_ERROR, N_("插件文件夹解压后超过 {1}"),
                              N_("请压缩图片，删去不需要的文件")},
    [RULE_JUNK_SKIPPED] = {"junk_skipped", SEVERITY_WARNING, N_("略过了操作系统留下的 {1} 个文件"),
                           N_("不需要处理；打包时可以不带它们")},
    [RULE_OUTSIDE_SKIPPED] = {"outside_skipped", SEVERITY_WARNING, N_("略过了插件文件夹之外的 {1} 个文件"),
                              N_("只保存插件文件夹和 doc/，请确认插件没有用到它们")},
    [RULE_DEV_FILES] = {"dev_files", SEVERITY_ERROR, N_("插件里有 {1} 个开发用的文件，第一个是 {2}"),
                        N_("请不要打包 node_modules、编辑器设置和 .map 文件"), true},
    [RULE_DOC_README_MISSING] = {"doc_readme_missing", SEVERITY_WARNING, N_("doc/ 里没有 README.md"),
                                 N_("请把文档写在 doc/README.md 里，或者之后单独上传文档")},
    /* plugin.json */
    [RULE_MANIFEST_TOO_BIG] = {"manifest_too_big", SEVERITY_ERROR, N_("超过 {1}"), N_("请缩小 plugin.json")},
    [RULE_MANIFEST_NOT_JSON] = {"manifest_not_json", SEVERITY_ERROR, N_("不是正确的 JSON：{1}"),
                                N_("请按提示的行修改，键名不能重复")},
    [RULE_MANIFEST_FIELD] = {"manifest_field", SEVERITY_ERROR, N_("{1} 的类型不对，应为 {2}"),
                             N_("请对照接入指南修改 plugin.json")},
    [RULE_MANIFEST_NAME] = {"manifest_name", SEVERITY_ERROR, N_("{1} 中的名字“{2}”不能使用"),
                            N_("名字由字母、数字、- 和 _ 组成，以字母开头，最多 64 个字符")},
    [RULE_MANIFEST_PATH] = {"manifest_path", SEVERITY_ERROR, N_("{1} 中的路径“{2}”不能使用"),
                            N_("请填写插件文件夹内的相对路径，不含 .. 和反斜杠")},
    [RULE_MANIFEST_NO_ENTRY] = {"manifest_no_entry", SEVERITY_ERROR, N_("没有 main，也没有公开的组件或页面"),
                                N_("请填写 main、publicComponents、pages 或 publicPages 中的至少一项")},
    [RULE_MANIFEST_TOO_MANY] = {"manifest_too_many", SEVERITY_ERROR, N_("{1} 超过 {2} 项"), N_("请减少公开的项目")},
    [RULE_ENTRY_MISSING] = {"entry_missing", SEVERITY_ERROR, N_("{1} 指向的文件不在插件里：{2}"),
                            N_("请修改路径，或者把缺少的文件放进插件")},
    [RULE_PAGE_NOT_LISTED] = {"page_not_listed", SEVERITY_ERROR, N_("公开页面“{1}”没有列在 pages 里：{2}"),
                              N_("请在 pages 中列出插件的全部页面")},
    /* documentation */
    [RULE_DOC_NO_README] = {"doc_no_readme", SEVERITY_ERROR, N_("没有 README.md，或者其中没有内容"),
                            N_("请把文档写在 README.md 里，打包 doc 文件夹或其中的内容")},
    [RULE_DOC_TOTAL] = {"doc_total", SEVERITY_ERROR, N_("文档和图片一共 {2}，超过 {1}"), N_("请压缩或减少图片")},
    [RULE_DOC_FILE_KIND] = {"doc_file_kind", SEVERITY_ERROR, N_("文档里只能有 README.md 和图片"),
                            N_("请删去这个文件；图片可用 png、jpg、gif、webp，与 README.md 放在同一文件夹内")},
    [RULE_DOC_IMAGE_CONTENT] = {"doc_image_content", SEVERITY_ERROR, N_("不是完整的图片"),
                                N_("请重新导出为 PNG、JPG、GIF 或 WebP 图片")},
    [RULE_DOC_IMAGE_SIZE] = {"doc_image_size", SEVERITY_ERROR, N_("图片的边长或所有图片的像素太大"),
                             N_("请缩小图片，边长不超过 4096 像素")},
    [RULE_DOC_IMAGE_COUNT] = {"doc_image_count", SEVERITY_ERROR, N_("图片太多"), N_("请减少到 100 张以内")},
    [RULE_DOC_IMAGE_NETWORK] = {"doc_image_network", SEVERITY_ERROR, N_("使用了网络图片：{1}"),
                                N_("请把图片放在文档的文件夹里，用相对路径引用")},
    [RULE_DOC_IMAGE_MISSING] = {"doc_image_missing", SEVERITY_ERROR, N_("没有找到图片：{1}"),
                                N_("请核对路径和大小写，或者补上图片")},
    [RULE_DOC_LINK_TARGET] = {"doc_link_target", SEVERITY_ERROR, N_("链接的地址不能使用：{1}"),
                              N_("请使用 http:// 或 https:// 开头的地址，或者 #标题")},
    [RULE_DOC_ANCHOR_MISSING] = {"doc_anchor_missing", SEVERITY_WARNING, N_("文中没有链接指向的标题：{1}"),
                                 N_("请核对标题的文字；链接会显示为普通文字")},
    [RULE_DOC_HTML] = {"doc_html", SEVERITY_WARNING, N_("HTML 标签不会显示"), N_("请改用 Markdown 的写法")},
    [RULE_DOC_TEXT_SIZE] = {"doc_text_size", SEVERITY_ERROR, N_("文字超过 64 KB"), N_("请缩短内容")},
    [RULE_DOC_ENCODING] = {"doc_encoding", SEVERITY_ERROR, N_("文字不是 UTF-8 编码，或者含有控制字符"),
                           N_("请用 UTF-8 编码重新保存")},
    [RULE_DOC_TABLE_WIDE] = {"doc_table_wide", SEVERITY_ERROR, N_("表格超过 32 列"), N_("请拆分表格")},
    [RULE_DOC_NESTING] = {"doc_nesting", SEVERITY_ERROR, N_("列表或引用的层数太多"), N_("请减少嵌套")},
    [RULE_DOC_OUTPUT] = {"doc_output", SEVERITY_ERROR, N_("内容展开后太大"), N_("请缩短表格，减少重复的引用")},
};

struct findings findings_new(struct arena *a) {
  return (struct findings){.a = a};
}

/* What a stranger wrote, fit to be shown on one line: bad bytes and control characters as ?, at most 200 bytes. */
static const char *shown(struct arena *a, const char *s) {
  char *out;
  size_t at = 0;

  if (s == NULL)
    return NULL;
  out = arena_alloc(a, ARG_MAX_BYTES + 8);
  while (*s != '\0' && at < ARG_MAX_BYTES) {
    size_t n = 1;

    while (n < 4 && s[n] != '\0' && (s[n] & 0xc0) == 0x80)
      n++;
    if (text_ok(s, n) && (unsigned char)*s >= 0x20) {
      memcpy(out + at, s, n);
    } else {
      out[at] = '?';
      n = 1;
    }
    at += n;
    s += n;
  }
  return out;
}

void finding_add(struct findings *f, enum finding_rule rule, const char *target, int64_t line, const char *arg1,
                 const char *arg2) {
  const struct finding x = {
      .rule = rule,
      .target = target == NULL ? "" : shown(f->a, target),
      .line = line,
      .arg = {shown(f->a, arg1), shown(f->a, arg2)},
      .shadow = table[rule].shadow,
  };

  finding_put(f, &x);
}

void finding_put(struct findings *f, const struct finding *x) {
  if (table[x->rule].severity == SEVERITY_ERROR && !x->shadow)
    f->errors++;
  if (f->n == FINDINGS_MAX) {
    f->dropped++;
    return;
  }
  if (f->item == NULL)
    f->item = ARENA_ARRAY(f->a, struct finding, FINDINGS_MAX);
  f->item[f->n++] = *x;
}

const struct finding *finding_find(const struct findings *f, enum finding_rule rule) {
  for (size_t i = 0; i < f->n; i++) {
    if (f->item[i].rule == rule)
      return &f->item[i];
  }
  return NULL;
}

const char *finding_code(enum finding_rule rule) { return table[rule].code; }
enum severity finding_severity(enum finding_rule rule) { return table[rule].severity; }
bool finding_shadow(enum finding_rule rule) { return table[rule].shadow; }
const char *severity_code(enum severity s) { return s == SEVERITY_ERROR ? "error" : "warning"; }

const char *finding_text(struct arena *a, enum lang lang, const struct finding *f) {
  struct buf b = buf_new(a, 4096);

  for (const char *s = tr(lang, table[f->rule].text); *s != '\0'; s++) {
    if (s[0] == '{' && (s[1] == '1' || s[1] == '2') && s[2] == '}') {
      const char *arg = f->arg[s[1] - '1'];

      buf_str(&b, arg == NULL ? "" : arg);
      s += 2;
    } else {
      buf_char(&b, *s);
    }
  }
  return b.p;
}

const char *finding_hint(enum lang lang, enum finding_rule rule) { return tr(lang, table[rule].hint); }

const char *finding_line(struct arena *a, enum lang lang, const struct finding *f) {
  const char *text = finding_text(a, lang, f), *colon = tr(lang, "：");

  if (f->target[0] == '\0')
    return text;
  if (f->line > 0)
    return arena_fmt(a, "%s:%lld%s%s", f->target, (long long)f->line, colon, text);
  return arena_fmt(a, "%s%s%s", f->target, colon, text);
}

const char *finding_size(struct arena *a, int64_t bytes) {
  static const char *const unit[] = {"KB", "MB", "GB"};
  int64_t tenths = bytes * 10 / 1024;
  size_t u = 0;

  if (bytes < 1024)
    return arena_fmt(a, "%lld B", (long long)bytes);
  for (; tenths >= 10240 && u < 2; u++)
    tenths /= 1024;
  if (tenths % 10 == 0)
    return arena_fmt(a, "%lld %s", (long long)(tenths / 10), unit[u]);
  return arena_fmt(a, "%lld.%lld %s", (long long)(tenths / 10), (long long)(tenths % 10), unit[u]);
}

const char *findings_json(struct arena *a, const struct findings *f) {
  json_t *list = json_array();

  for (size_t i = 0; i < f->n; i++) {
    const struct finding *x = &f->item[i];

    json_t *o = json_pack("{ss ss ss sI s[s?s?]}", "rule", finding_code(x->rule), "severity",
                          severity_code(finding_severity(x->rule)), "target", x->target, "line", (json_int_t)x->line,
                          "args", x->arg[0], x->arg[1]);

    if (x->shadow)
      json_object_set_new(o, "shadow", json_true());
    json_array_append_new(list, o);
  }
  return arena_json_text(a, list, 0);
}

bool finding_parse(const char *code, enum finding_rule *out) {
  for (enum finding_rule r = 0; r < RULE__MAX; r++) {
    if (strcmp(table[r].code, code) == 0) {
      *out = r;
      return true;
    }
  }
  return false;
}

enum res findings_load(struct arena *a, const char *json, struct findings *out) {
  json_t *list = arena_json(a, json_loads(json, 0, NULL)), *x;
  size_t i;

  *out = findings_new(a);
  if (!json_is_array(list))
    return RES_INTERNAL;
  json_array_foreach(list, i, x) {
    const char *code, *target;
    json_t *args;
    enum finding_rule rule;
    json_int_t line;

    if (json_unpack(x, "{ss ss sI so}", "rule", &code, "target", &target, "line", &line, "args", &args) != 0)
      return RES_INTERNAL;
    if (finding_parse(code, &rule)) {
      const struct finding f = {.rule = rule,
                                .target = shown(a, target),
                                .line = line,
                                .arg = {shown(a, json_string_value(json_array_get(args, 0))),
                                        shown(a, json_string_value(json_array_get(args, 1)))},
                                .shadow = json_is_true(json_object_get(x, "shadow"))};

      finding_put(out, &f);
    }
  }
  return RES_OK;
}
