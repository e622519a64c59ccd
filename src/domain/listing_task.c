/* One table of places serves all: a field of the information or of the guide, a list, or an item that the guide has. What
 * stands at a place is hashed as a text, items and lists as the JSON in which they are stored. */
#include "domain/listing_task.h"

#include "base/text.h"

#include <string.h>

enum { TEXT_MIN = 2 /* characters of a text that is needed, as the forms ask for */ };

#define WHOLE             LISTING_TASKS, NULL, NULL, GUIDE__KINDS, 0
#define INFO(name)        LISTING_INFO, "listing_info", name, GUIDE__KINDS, 0
#define WORDS(name, kind) LISTING_GUIDE, "listing_guide", name, kind, 0
static const struct listing_spot places[] = {
    {"", N_("整份发布信息"), NULL, WHOLE},
    {"info", N_("插件信息"), NULL, INFO(NULL)},
    {"summary", N_("一句话简介"), NULL, INFO("summary")},
    {"what", N_("插件是什么"), NULL, INFO("what")},
    {"how", N_("怎么使用"), NULL, INFO("how")},
    {"benefit", N_("接入玩法"), NULL, INFO("benefit")},
    {"cases", N_("案例"), NULL, INFO("cases")},
    {"contact", N_("联系方式"), NULL, INFO("contact")},
    {"images", N_("图片"), NULL, INFO("images")},
    {"guide", N_("接入指引"), NULL, WORDS(NULL, GUIDE__KINDS)},
    {"guide.description", N_("接入说明"), NULL, WORDS("description", GUIDE__KINDS)},
    {"guide.sample", N_("示例代码"), NULL, WORDS("sample", GUIDE__KINDS)},
    {"components", N_("组件列表"), NULL, WORDS("components", GUIDE_COMPONENTS)},
    {"pages", N_("页面列表"), NULL, WORDS("pages", GUIDE_PAGES)},
    {"interfaces", N_("接口列表"), NULL, WORDS("interfaces", GUIDE_INTERFACES)},
    {"config", N_("配置项列表"), NULL, WORDS("config", GUIDE_CONFIG)},
};
enum { PLACES = sizeof places / sizeof places[0] };

static struct listing_spot item_spot(struct arena *a, const struct guide *g, enum guide_kind k, size_t no) {
  const char *name = g->item[k][no - 1].name;

  return (struct listing_spot){arena_fmt(a, "%s/%s", guide_kind_code(k), name),
                               guide_kind_label(k),
                               name,
                               LISTING_GUIDE,
                               "listing_item",
                               NULL,
                               k,
                               no};
}

struct listing_spot *listing_spots(struct arena *a, const struct guide *g, size_t *n) {
  struct listing_spot *out = ARENA_ARRAY(a, struct listing_spot, PLACES + guide_count(g));

  *n = 0;
  for (size_t i = 0; i < PLACES; i++) {
    out[(*n)++] = places[i];
    for (size_t no = 1; places[i].kind != GUIDE__KINDS && no <= g->n[places[i].kind]; no++)
      out[(*n)++] = item_spot(a, g, places[i].kind, no);
  }
  return out;
}

bool listing_spot_find(struct arena *a, const struct guide *g, const char *code, struct listing_spot *out) {
  const char *slash = strchr(code, '/');
  enum guide_kind k;
  size_t no;

  for (size_t i = 0; i < PLACES; i++)
    if (strcmp(places[i].code, code) == 0) {
      *out = places[i];
      return true;
    }
  if (slash == NULL || !guide_kind_parse(arena_strn(a, code, (size_t)(slash - code)), &k))
    return false;
  no = guide_item_named(g, k, slash + 1);
  if (no > 0)
    *out = item_spot(a, g, k, no);
  return no > 0;
}

/* ---- what stands at a place ---- */

/* A guide that has one list only, or one item of it. */
static const char *part_of(struct arena *a, const struct guide *g, enum guide_kind k, size_t no) {
  struct guide part = {.description = "", .sample = ""};

  part.item[k] = g->item[k] + (no == 0 ? 0 : no - 1);
  part.n[k] = no == 0 ? g->n[k] : 1;
  return guide_encode(a, &part);
}

static const char *text_at(struct arena *a, const struct revision *v, const struct guide *g,
                           const struct listing_spot *spot) {
  const struct {
    const char *code, *text;
  } texts[] = {
      {"summary", v->summary},     {"what", v->what},   {"how", v->how},
      {"benefit", v->benefit},     {"cases", v->cases}, {"contact", v->contact},
      {"images", v->pictures},     {"guide", v->guide}, {"guide.description", g->description},
      {"guide.sample", g->sample},
  };

  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    if (strcmp(texts[i].code, spot->code) == 0)
      return texts[i].text;
  return part_of(a, g, spot->kind, spot->no);
}

void listing_spot_hash(struct arena *a, const struct revision *v, const struct guide *g,
                       const struct listing_spot *spot, unsigned char out[SEAL_HASH]) {
  struct revision info = *v;

  if (strcmp(spot->code, "info") == 0)
    info.guide = "";
  if (spot->task == LISTING_TASKS || strcmp(spot->code, "info") == 0)
    revision_hash(&info, out);
  else
    seal_sha256(bytes_of(text_at(a, v, g, spot)), out);
}

/* ---- findings ---- */

size_t listing_findings_open(struct arena *a, const struct revision *v, const struct guide *g,
                             const struct finding_item *f, size_t n, struct listing_finding **out) {
  size_t open = 0;

  *out = ARENA_ARRAY(a, struct listing_finding, n + 1);
  for (size_t i = 0; i < n; i++) {
    struct listing_finding x = {.f = &f[i]};
    unsigned char now[SEAL_HASH];

    if (!listing_spot_find(a, g, f[i].target, &x.spot))
      continue;
    listing_spot_hash(a, v, g, &x.spot, now);
    if (f[i].seen.n == 0 || bytes_same(f[i].seen, (struct bytes){now, sizeof now}))
      (*out)[open++] = x;
  }
  return open;
}

enum res listing_findings(struct ctx *c, const struct revision *v, const struct guide *g, struct listing_finding **out,
                          size_t *n) {
  struct finding_item *f = NULL;
  size_t all = 0;
  enum res r = RES_OK;

  *n = 0;
  if (v->id != 0 && strcmp(v->state, "rejected") == 0)
    r = review_findings_last(c, "listing", v->id, &f, &all);
  if (r == RES_OK)
    *n = listing_findings_open(c->a, v, g, f, all, out);
  return r;
}

enum res listing_findings_mark(struct ctx *c, int64_t revision_id, struct finding_item *f, size_t n) {
  struct revision v = {0};
  struct guide g;
  enum res r = revision_by_id(c, revision_id, &v);

  if (r != RES_OK)
    return r;
  if (!guide_decode(c->a, v.guide, &g))
    return RES_INTERNAL;
  for (size_t i = 0; i < n; i++) {
    unsigned char *now = arena_alloc(c->a, SEAL_HASH);
    struct listing_spot spot;

    if (!listing_spot_find(c->a, &g, f[i].target, &spot))
      return why(c, RES_INVALID, arena_fmt(c->a, "findings.%zu.target", i + 1), N_("请选择发布信息里的一个位置"));
    listing_spot_hash(c->a, &v, &g, &spot, now);
    f[i].seen = (struct bytes){now, SEAL_HASH};
  }
  return RES_OK;
}

/* ---- tasks ---- */

static void need(struct task_progress *t, const char *text, const char *label) {
  if (text_points(text == NULL ? "" : text) < TEXT_MIN)
    t->missing[t->nmissing++] = label;
}

void listing_progress(const struct revision *v, const struct guide *g, const struct listing_finding *f, size_t n,
                      struct listing_progress *out) {
  struct task_progress *info = &out->task[LISTING_INFO], *guide = &out->task[LISTING_GUIDE];
  const int64_t saved[LISTING_TASKS] = {[LISTING_INFO] = v->info_saved, [LISTING_GUIDE] = v->guide_saved};

  *out = (struct listing_progress){.nfindings = n};
  need(info, v->summary, N_("一句话简介"));
  need(info, v->what, N_("插件是什么"));
  need(info, v->how, N_("怎么使用"));
  need(info, v->contact, N_("联系方式"));
  need(guide, g->description, N_("接入说明"));
  for (size_t i = 0; i < n; i++)
    if (f[i].spot.task != LISTING_TASKS)
      out->task[f[i].spot.task].nfindings++;
  for (int i = 0; i < LISTING_TASKS; i++) {
    struct task_progress *t = &out->task[i];

    if (!saved[i] && t->nmissing == 0)
      t->missing[t->nmissing++] = N_("点击“下一步”保存");
    t->state = t->nfindings > 0 ? TASK_TROUBLE : t->nmissing > 0 ? TASK_OPEN : TASK_DONE;
  }
}

bool listing_complete(const struct listing_progress *p, const char **page) {
  *page = NULL;
  for (int i = 0; *page == NULL && i < LISTING_TASKS; i++)
    if (p->task[i].nmissing > 0)
      *page = listing_task_page((enum listing_task)i);
  return *page == NULL;
}

const char *task_state_label(enum task_state s) {
  return s == TASK_DONE ? N_("已完成") : s == TASK_TROUBLE ? N_("有问题") : N_("未完成");
}

const char *task_state_tone(enum task_state s) {
  return s == TASK_DONE ? TONE_GREEN : s == TASK_TROUBLE ? TONE_RED : TONE_GREY;
}

const char *listing_task_page(enum listing_task t) { return t == LISTING_INFO ? "listing_info" : "listing_guide"; }
const char *listing_task_label(enum listing_task t) { return t == LISTING_INFO ? N_("插件信息") : N_("接入指引"); }
