/* Each kind has one function and one template part. The texts are the submitter's and are shown as they were typed. */
#include "pages/review_show.h"

#include "domain/desk.h"
#include "domain/listing.h"
#include "domain/manifest.h"
#include "domain/payment.h"
#include "domain/plugin.h"
#include "domain/real_name.h"
#include "domain/version.h"
#include "pages/avatar.h"
#include "pages/contract_show.h"
#include "pages/doc_show.h"
#include "pages/facts.h"
#include "pages/findings_show.h"
#include "pages/guide_show.h"
#include "pages/listing_diff.h"
#include "pages/papers.h"
#include "pages/payment_show.h"
#include "pages/selfcheck_show.h"
#include "pages/version_load.h"
#include "rule/subject.h"

#include <string.h>

enum res load_review(struct req *r) {
  struct review *v = ARENA_NEW(r->c->a, struct review);
  const struct review_kind *k;
  int64_t id = var_id(r, 0);
  unsigned rel;
  enum res res = id == 0 ? RES_NOT_FOUND : review_load(r->c, id, v);

  if (res != RES_OK)
    return res;
  rel = review_rel(r->c, v);
  r->obj = v;
  r->rel = (r->rel & ~(unsigned)(REL_REVIEWERS | REL_CLAIMANT)) | rel;
  k = review_kind_find(v->kind);
  if (rel != 0)
    return RES_OK;
  if (k == NULL || (r->c->who.rights & k->rel) == 0)
    return RES_NOT_FOUND;
  return why_at(r->c, RES_FORBIDDEN, "review_queue", 0,
                N_("你是提交主体的成员，不能审核自己主体提交的内容；请由其他审核员处理"));
}

static void text_block(struct req *r, const char *label, const char *text) {
  struct data *row = data_row(r->d, "texts");

  data_text(row, "label", _T(r, label));
  data_text(row, "text", text == NULL || text[0] == '\0' ? "--" : text);
}

/* Pictures as their owner's row gives them (shots.h). */
static void show_shots(struct req *r, const char *list) {
  struct shot shot[SHOTS_MAX];
  size_t n = shots_read(r->c->a, list, shot, SHOTS_MAX);

  data_rows(r->d, "shots");
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(r->d, "shots");

    data_text(row, "url", media_url(r, shot[i].sha256));
    data_fmt(row, "label", _T(r, N_("图片 %lld")), (long long)i + 1);
  }
  data_flag(r->d, "has_shots", n > 0);
}

static const char *kilobytes(struct req *r, int64_t bytes) {
  return arena_fmt(r->c->a, "%lld KB", (long long)((bytes + 1023) / 1024));
}

static const char *hex(struct req *r, struct bytes b) { return bytes_hex(r->c->a, b.p, b.n); }

/* ---- version ---- */

static void show_doc(struct req *r, const struct review *v, const struct desk_version *x) {
  struct doc_view view = {.readme = x->readme, .shift = 2, .page = "review_image", .id = v->id};

  data_flag(r->d, "has_doc", x->readme != NULL);
  view.image = doc_images_read(r->c->a, x->doc_files, &view.n);
  doc_view(r, r->d, &view);
}

static void show_entries(struct req *r, const char *label, const struct manifest_entry *e, size_t n) {
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(r->d, "entries");

    data_text(row, "name", e[i].name);
    data_text(row, "kind", _T(r, label));
    data_text(row, "path", e[i].path);
  }
}

static void show_manifest(struct req *r, const char *json) {
  struct manifest m = {0};

  data_rows(r->d, "entries");
  if (manifest_load(r->c->a, json, &m) == RES_OK) {
    fact(r, r->d, N_("入口文件"), m.main, NULL);
    show_entries(r, N_("公开组件"), m.component, m.ncomponents);
    show_entries(r, N_("公开页面"), m.page, m.npages);
  }
  data_flag(r->d, "has_entries", m.ncomponents + m.npages > 0);
}

static enum res show_files(struct req *r, const struct review *v) {
  const char *base = url_id(r, "review_file", v->id);
  struct desk_file *file = NULL;
  size_t n = 0;
  enum res res = desk_files(r->c, v->object_id, &file, &n);

  data_rows(r->d, "files");
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(r->d, "files");

    data_text(row, "name", file[i].path);
    data_text(row, "url", url_with(r, base, "path", file[i].path));
    data_text(row, "size_kb", size_kb(r, file[i].size));
    data_text(row, "sha256", hex(r, file[i].sha256));
  }
  return res;
}

/* The test account is for the one who holds the claim now: not for other reviewers, not before and not after (domain.md
 * section 2 leaves it open; a password that few have seen is worth something). It is opened for nobody else. */
static void show_login(struct req *r, const struct review *v, const struct desk_version *of) {
  const struct version x = {.id = of->id, .plugin_id = of->plugin_id, .test_login = of->test_login};
  bool given = of->test_login.n > 0, mine = given && (r->rel & REL_CLAIMANT) != 0;
  bool open = strcmp(v->state, "queued") == 0 || strcmp(v->state, "claimed") == 0;
  const char *account = NULL, *password = NULL, *words = NULL;

  if (mine)
    version_login(r->c, &x, &account, &password);
  else if (!given)
    words = _T(r, N_("提交方没有填写测试账号"));
  else if (open)
    words = _T(r, N_("提交方填写了测试账号，只有认领这个审核的人能看到"));
  else
    words = _T(r, N_("审核已经结束，测试账号不再显示"));
  data_text(r->d, "login_words", words);
  data_text(r->d, "test_account", account);
  data_text(r->d, "test_password", password);
}

static void show_selfcheck(struct req *r, const struct desk_version *v, const struct findings *f) {
  const struct selfcheck in = {.manifest = v->manifest,
                               .findings = f,
                               .readme = v->readme,
                               .min_base_library = v->min_base_library,
                               .doc_at = v->doc_at,
                               .version_at = v->created_at,
                               .account = v->test_login.n > 0};

  data_rows(r->d, "points");
  selfcheck_show(r, r->d, &in, v->self_check != 0 ? SELFCHECK_GIVEN : SELFCHECK_MISSING, 0);
}

static void version_facts(struct req *r, const struct desk_version *v) {
  struct data *d = r->d;

  fact(r, d, N_("版本号"), v->number, NULL);
  fact(r, d, N_("插件"), v->plugin_name, NULL);
  fact(r, d, N_("插件简介"), v->plugin_intro, NULL);
  fact(r, d, N_("联系方式"), v->plugin_contact, NULL);
  fact(r, d, N_("所属小程序"), v->app_name, NULL);
  fact(r, d, N_("提交主体"), v->subject_name, NULL);
  fact(r, d, N_("主体类型"), _T(r, subject_type_label(v->subject_type)), NULL);
  fact(r, d, N_("类目"), r->c->lang == LANG_EN ? v->category_en : v->category_zh, NULL);
  fact(r, d, N_("标签"), v->tags, NULL);
  fact(r, d, N_("最低基础库"), v->min_base_library, NULL);
  fact(r, d, N_("更新说明"), v->note, NULL);
  fact(r, d, N_("上传人"), v->uploader, NULL);
  fact(r, d, N_("上传时间"), when(r, v->created_at), NULL);
  fact(r, d, N_("插件大小"), kilobytes(r, v->package_size), NULL);
  fact(r, d, N_("插件 SHA-256"), hex(r, v->package_sha256), NULL);
  fact(r, d, N_("上传文件 SHA-256"), hex(r, v->upload_sha256), NULL);
}

/* What was found when it was submitted. A damaged list shows nothing, and to the self-check it is not an empty one. */
static void show_checks(struct req *r, const struct desk_version *v) {
  struct findings f;
  bool whole = findings_load(r->c->a, v->findings, &f) == RES_OK;

  show_selfcheck(r, v, whole ? &f : NULL);
  if (!whole)
    f = findings_new(r->c->a);
  findings_show(r, r->d, _T(r, N_("检查结果")), &f);
}

static enum res show_version(struct req *r, const struct review *v, const char **name) {
  struct contract_diff diff;
  struct desk_version x = {0};
  enum res res = desk_version_load(r->c, v->object_id, &x);

  if (res != RES_OK)
    return res;
  data_flag(r->d, "is_version", true);
  version_facts(r, &x);
  contract_show(r, contract_decode(r->c->a, x.contract, &diff) ? &diff : NULL, x.override_reason);
  show_login(r, v, &x);
  show_checks(r, &x);
  text_block(r, N_("功能描述"), x.description);
  text_block(r, N_("使用说明"), x.usage_text);
  show_manifest(r, x.manifest);
  show_shots(r, x.pictures);
  show_doc(r, v, &x);
  *name = arena_fmt(r->c->a, "%s %s", x.plugin_name, x.number);
  return show_files(r, v);
}

/* ---- listing ---- */

static enum res load_revision(struct req *r, const struct review *v, struct revision *x) {
  struct guide *g = ARENA_NEW(r->c->a, struct guide);
  enum res res = revision_by_id(r->c, v->object_id, x);

  if (res == RES_OK && !guide_decode(r->c->a, x->guide, g))
    return RES_INTERNAL;
  r->work = g;
  return res;
}

enum res review_places(struct req *r, const struct review *v) {
  struct revision x = {0};

  return strcmp(v->kind, "listing") == 0 ? load_revision(r, v, &x) : RES_OK;
}

/* Beside what is live, as long as this is to be decided. */
static enum res show_diff(struct req *r, const struct review *v, const struct revision *x) {
  bool open = strcmp(v->state, "queued") == 0 || strcmp(v->state, "claimed") == 0;
  struct revision live = {0};
  enum res res = open ? revision_live(r->c, x->plugin_id, &live) : RES_NOT_FOUND;

  if (res != RES_OK && res != RES_NOT_FOUND)
    return res;
  return listing_diff_show(r, res == RES_OK ? &live : NULL, x);
}

static enum res show_listing(struct req *r, const struct review *v, const char **name) {
  struct revision x = {0};
  struct plugin p = {0};
  enum res res = load_revision(r, v, &x);

  if (res == RES_OK)
    res = plugin_load(r->c, x.plugin_id, &p);
  if (res == RES_OK)
    res = show_diff(r, v, &x);
  if (res != RES_OK)
    return res;
  data_flag(r->d, "is_listing", true);
  data_text(r->d, "preview_url", url_id(r, "review_preview", v->id));
  data_text(r->d, "icon", plugin_icon(r, p.avatar));
  fact(r, r->d, N_("插件"), p.name, NULL);
  fact(r, r->d, N_("插件简介"), p.intro, NULL);
  fact(r, r->d, N_("提交主体"), p.subject_name, NULL);
  fact(r, r->d, N_("标签"), p.tags, NULL);
  fact(r, r->d, N_("联系方式"), x.contact, NULL);
  text_block(r, N_("一句话简介"), x.summary);
  text_block(r, N_("插件是什么"), x.what);
  text_block(r, N_("怎么使用"), x.how);
  text_block(r, N_("接入玩法"), x.benefit);
  text_block(r, N_("案例"), x.cases);
  show_shots(r, x.pictures);
  *name = p.name;
  return guide_show(r, x.guide) ? RES_OK : RES_INTERNAL;
}

/* ---- real-name ---- */

static enum res show_real_name(struct req *r, const struct review *v, const char **name) {
  struct real_name x = {0};
  struct evidence *e = NULL;
  size_t n = 0;
  enum res res = real_name_load(r->c, v->object_id, &x);

  if (res == RES_OK) /* the files of this submission, also when there is a newer one */
    res = evidence_list(r->c, "real-name", v->object_id, v->round, &e, &n);
  if (res != RES_OK)
    return res;
  data_flag(r->d, "is_real_name", true);
  fact(r, r->d, N_("主体名称"), x.subject_name, NULL);
  fact(r, r->d, N_("主体类型"), _T(r, subject_type_label(x.subject_type)), NULL);
  if (subject_is_organisation(x.subject_type)) {
    fact(r, r->d, N_("证照号码"), x.licence_no, NULL);
    fact(r, r->d, N_("联系方式"), x.contact, NULL);
  } else {
    fact(r, r->d, N_("真实姓名"), x.real_name, NULL);
    fact(r, r->d, N_("证件号码"), real_name_id_no(r->c, &x), NULL);
  }
  papers_show(r, e, n);
  *name = x.subject_name;
  return RES_OK;
}

/* ---- payment ---- */

static void payment_head(struct req *r, const struct payment *x) {
  const char *app = _T(r, N_("未开通支付"));

  if (x->app_payment != 0)
    app = arena_fmt(r->c->a, _T(r, N_("已开通，商户号 %s")), x->app_merchant_no);
  fact(r, r->d, N_("插件"), x->plugin_name, NULL);
  fact(r, r->d, N_("所属小程序"), arena_fmt(r->c->a, "%s (%lld)", x->app_name, (long long)x->app_id), NULL);
  fact(r, r->d, N_("小程序现在的支付"), app, NULL);
  fact(r, r->d, N_("提交主体"), x->subject_name, NULL);
  fact(r, r->d, N_("主体类型"), _T(r, subject_type_label(x->subject_type)), NULL);
}

static enum res show_payment(struct req *r, const struct review *v, const char **name) {
  struct payment x = {0};
  struct evidence *e = NULL;
  size_t n = 0;
  enum res res = payment_load(r->c, v->object_id, &x);

  if (res == RES_OK)
    res = evidence_list(r->c, "payment", v->object_id, v->round, &e, &n);
  if (res != RES_OK)
    return res;
  data_flag(r->d, "is_payment", true);
  payment_head(r, &x);
  if (v->round == x.round)
    payment_facts(r, &x);
  else /* only the files are kept of every submission */
    fact(r, r->d, N_("申请内容"), _T(r, N_("已被之后的提交替换")), NULL);
  papers_show(r, e, n);
  *name = x.plugin_name;
  return RES_OK;
}

enum res review_show(struct req *r, const struct review *v, const char **name) {
  static const struct {
    const char *kind;
    enum res (*show)(struct req *r, const struct review *v, const char **name);
  } kinds[] = {
      {"version", show_version}, {"listing", show_listing}, {"real-name", show_real_name}, {"payment", show_payment}};
  static const char *const names[] = {"is_version", "is_listing", "is_real_name", "is_payment"};

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    data_flag(r->d, names[i], false);
  data_rows(r->d, "facts");
  data_rows(r->d, "texts");
  *name = "";
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (strcmp(kinds[i].kind, v->kind) == 0)
      return kinds[i].show(r, v, name);
  return RES_NOT_FOUND;
}
