/* Each point is a row; those that the program can look at have a function, the others are a person's word. */
#include "domain/selfcheck.h"

#include "domain/manifest.h"

#include <string.h>

enum { NAMES_BYTES = 400 };

/* What the functions look at, and what they say. */
struct looking {
  struct ctx *c;
  const struct selfcheck *in;
  struct manifest m;
  const char *found;
};

static bool package(struct looking *x) {
  const struct findings *f = x->in->findings;
  size_t n = 0;

  if (f == NULL)
    return false;
  for (size_t i = 0; i < f->n; i++)
    n += !f->item[i].shadow && strncmp(f->item[i].target, "doc/", 4) != 0;
  if (n > 0)
    x->found = arena_fmt(x->c->a, TR(x->c, N_("有 %zu 处提醒，应当不影响使用")), n);
  return n == 0;
}

/* The checker refuses a package in which an entry is missing, so a kept one has them all. */
static bool entries(struct looking *x) {
  x->found = x->m.ncomponents + x->m.npages == 0
                 ? TR(x->c, N_("没有公开的组件和页面，只有入口文件"))
                 : arena_fmt(x->c->a, TR(x->c, N_("%zu 个组件，%zu 个页面")), x->m.ncomponents, x->m.npages);
  return true;
}

static void unsaid(const struct looking *x, const struct manifest_entry *e, size_t n, struct buf *b) {
  for (size_t i = 0; i < n; i++)
    if (strstr(x->in->readme, e[i].name) == NULL)
      buf_fmt(b, "%s%s", b->n == 0 ? "" : TR(x->c, N_("、")), e[i].name);
}

static bool documented(struct looking *x) {
  struct buf b = buf_new(x->c->a, NAMES_BYTES);

  if (x->in->readme == NULL) {
    x->found = TR(x->c, N_("还没有上传文档"));
    return false;
  }
  unsaid(x, x->m.component, x->m.ncomponents, &b);
  unsaid(x, x->m.page, x->m.npages, &b);
  if (b.n > 0)
    x->found = arena_fmt(x->c->a, TR(x->c, N_("文档里没有找到：%s")), b.p);
  return b.n == 0;
}

static bool doc_current(struct looking *x) {
  if (x->in->readme == NULL)
    return false;
  if (x->in->doc_at >= x->in->version_at)
    return true;
  x->found = TR(x->c, N_("文档比这个版本上传得早，可能需要更新"));
  return false;
}

static bool base_library(struct looking *x) {
  bool said = x->in->min_base_library[0] != '\0';

  x->found = said ? x->in->min_base_library : TR(x->c, N_("没有填写，表示所有基础库都能运行"));
  return said;
}

static bool account(struct looking *x) {
  if (!x->in->account)
    x->found = TR(x->c, N_("没有填写测试账号，应当不登录就能体验"));
  return false;
}

static const struct {
  const char *code, *words;
  bool (*look)(struct looking *x);
} points[SELFCHECK_POINTS] = {
    {"package", N_("插件包通过平台的检查"), package},
    {"entries", N_("公开的组件和页面都在插件包里"), entries},
    {"documented", N_("文档写到每个公开的组件和页面"), documented},
    {"doc_current", N_("文档与这个版本一致"), doc_current},
    {"base_library", N_("最低基础库版本正确"), base_library},
    {"account", N_("测试账号可以登录，能体验全部功能"), account},
    {"works", N_("每个组件和页面都能打开，没有报错和崩溃"), NULL},
    {"privacy", N_("收集用户信息之前会告知用户并取得同意"), NULL},
    {"servers", N_("只访问自己的服务器，并且都使用 https"), NULL},
    {"content", N_("没有测试内容、占位文字和与功能无关的广告"), NULL},
    {"described", N_("功能描述和预览图与这个版本的实际功能一致"), NULL},
};

void selfcheck_points(struct ctx *c, const struct selfcheck *in, struct selfcheck_point out[SELFCHECK_POINTS]) {
  struct looking x = {.c = c, .in = in};

  if (manifest_load(c->a, in->manifest, &x.m) != RES_OK)
    x.m = (struct manifest){0};
  for (size_t i = 0; i < SELFCHECK_POINTS; i++) {
    x.found = NULL;
    out[i] = (struct selfcheck_point){.code = points[i].code, .words = TR(c, points[i].words)};
    out[i].seen = points[i].look != NULL && points[i].look(&x);
    out[i].found = x.found;
  }
}
