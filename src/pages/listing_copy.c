/* 复制已有的指引: take the access guide over from an earlier revision, or from another plugin of the subject: add what is missing, or
 * replace what is there, which is said in numbers first. */
#include "domain/guide_copy.h"
#include "domain/ids.h"
#include "pages/listing_edit.h"

#include <string.h>

extern const struct page page_listing_copy;

struct copy_form {
  const char *from, *mode;
};

struct sources {
  struct guide_source *v;
  size_t n;
};

static const char *source_name(struct req *r, const struct guide_source *s) {
  const struct plugin *p = r->obj;

  if (s->plugin_id == p->id)
    return arena_fmt(r->c->a, _T(r, N_("第 %lld 版（%s）")), (long long)s->n,
                     _T(r, state_label(&listing_machine, s->state)));
  return arena_fmt(r->c->a, _T(r, N_("插件“%s”")), s->plugin_name);
}

static const char *source_rows(struct req *r, const struct guide_source *s) {
  return arena_fmt(r->c->a, _T(r, N_("%lld 个组件，%lld 个页面，%lld 个接口，%lld 个配置项；建立于 %s")),
                   (long long)s->components, (long long)s->pages, (long long)s->interfaces, (long long)s->config,
                   when(r, s->at));
}

/* While a form is read the posted id is a choice: the domain knows whether it is one. */
static const struct choice *sources(struct req *r, size_t *n) {
  const struct sources *s = editing_of(r)->more;
  const char *posted = http_param(&r->post, "from");
  struct choice *choice = ARENA_ARRAY(r->c->a, struct choice, s == NULL ? 1 : s->n + 1);

  *n = 0;
  if (s == NULL && id_parse(posted) != 0)
    choice[(*n)++] = (struct choice){posted, "", NULL};
  for (size_t i = 0; s != NULL && i < s->n; i++)
    choice[(*n)++] = (struct choice){arena_fmt(r->c->a, "%lld", (long long)s->v[i].id), source_name(r, &s->v[i]),
                                     source_rows(r, &s->v[i])};
  return choice;
}

static const struct choice *modes(struct req *r, size_t *n) {
  size_t there = guide_count(&editing_of(r)->g);
  struct choice *choice = ARENA_ARRAY(r->c->a, struct choice, 2);

  choice[0] = (struct choice){"fill", _T(r, N_("只添加缺少的")), _T(r, N_("已填写的说明和各项不变，名称相同的不复制"))};
  choice[1] = (struct choice){"replace", _T(r, N_("替换现有内容")),
                              arena_fmt(r->c->a, _T(r, N_("现在的接入说明、示例代码和 %zu 项内容会被去掉")), there)};
  *n = 2;
  return choice;
}

static const struct field copy_form_fields[] = {
    F_RADIOS(struct copy_form, from, .label = N_("从哪里复制"), .choose = sources, .min = 1, .max = 16),
    F_RADIOS(struct copy_form, mode, .label = N_("怎样复制"), .choose = modes, .min = 1, .max = 16),
};
FORM(copy_form, struct copy_form);

static enum res show(struct req *r) {
  struct editing *e = editing_of(r);
  struct sources *s = ARENA_NEW(r->c->a, struct sources);
  const struct plugin *p = r->obj;
  struct copy_form *f = r->form;
  enum res res = editing_shown(r);
  bool may;

  if (res == RES_OK)
    res = guide_sources(r->c, p->subject_id, p->id, e->v.id, &s->v, &s->n);
  if (res != RES_OK)
    return res;
  e->more = s;
  show_wizard(r, "listing_guide");
  crumb(r, _T(r, N_("接入指引")), url_id(r, "listing_guide", p->id));
  may = show_may(r);
  if (!r->posted) {
    f->from = s->n > 0 ? arena_fmt(r->c->a, "%lld", (long long)s->v[0].id) : "";
    f->mode = "fill";
  }
  data_flag(r->d, "may_copy", may && s->n > 0);
  data_flag(r->d, "nothing", s->n == 0);
  show_nothing(r, _T(r, N_("还没有可以复制的指引")),
               _T(r, N_("这个插件以前的发布，或者本主体其他已上架插件的指引，会出现在这里")),
               url_id(r, "listing_guide", p->id), _T(r, N_("返回接入指引")));
  show_submit(r, "copy", _T(r, N_("复制指引")), "primary");
  data_text(r->d, "cancel_url", url_id(r, "listing_guide", p->id));
  return RES_OK;
}

static const char *done_words(struct req *r, size_t added, size_t left) {
  if (left > 0)
    return arena_fmt(r->c->a, _T(r, N_("已添加 %zu 项；列表已满，%zu 项没有添加")), added, left);
  return added == 0 ? _T(r, N_("没有缺少的组件、页面、接口和配置项"))
                    : arena_fmt(r->c->a, _T(r, N_("已添加 %zu 项，请核对后保存")), added);
}

static enum res act(struct req *r) {
  const struct editing *e = editing_of(r);
  const struct copy_form *f = r->form;
  const struct plugin *p = r->obj;
  struct guide g, from;
  size_t left = 0;
  enum res res = editing_ready(r);

  if (res == RES_OK && r->action[0] != '\0' && strcmp(r->action, "copy") != 0)
    res = RES_MALFORMED;
  if (res == RES_OK)
    res = guide_of_source(r->c, p->subject_id, p->id, id_parse(f->from), &from);
  if (res == RES_NOT_FOUND)
    return why(r->c, RES_INVALID, "from", N_("这份指引已经不在，请选择另一份"));
  if (res != RES_OK)
    return res;
  if (!guide_decode(r->c->a, e->v.guide, &g)) /* a copy to change: this may run again */
    return RES_INTERNAL;
  if (strcmp(f->mode, "replace") == 0) {
    r->flash = arena_fmt(r->c->a, _T(r, N_("已替换为所选的指引，共 %zu 项，请核对后保存")), guide_count(&from));
    g = from;
  } else {
    r->flash = done_words(r, guide_fill(&g, &from, &left), left);
  }
  r->to = url_id(r, "listing_guide", p->id);
  return revision_save_guide(r->c, &e->v, &g, false);
}

const struct page page_listing_copy = {
    .name = "listing_copy",
    .path = "/console/plugins/{plugin}/listing/guide/copy",
    .title = N_("复制已有的指引"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_LISTING_EDIT,
    .menu = "plugins",
    .form = &copy_form,
    .load = load_editing,
    .show = show,
    .act = act,
};
