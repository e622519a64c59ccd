/* One version: its facts, what it offers, its files, how its review stands, its moves and its history. */
#include "domain/version.h"

#include "domain/finding.h"
#include "domain/manifest.h"
#include "domain/version_check.h"
#include "pages/avatar.h"
#include "pages/contract_show.h"
#include "pages/deprecated_show.h"
#include "pages/facts.h"
#include "pages/findings_show.h"
#include "pages/history_show.h"
#include "pages/load.h"
#include "pages/receipt.h"
#include "pages/review_findings.h"
#include "pages/version_load.h"
#include "pages/version_moves.h"

#include <stdlib.h>
#include <string.h>

extern const struct page page_version;

enum { FILES = 100 };

static const char *size(struct req *r, int64_t bytes) {
  if (bytes < 1024)
    return arena_fmt(r->c->a, _T(r, N_("%lld 字节")), (long long)bytes);
  return arena_fmt(r->c->a, _T(r, N_("%s（%lld 字节）")), finding_size(r->c->a, bytes), (long long)bytes);
}

static const char *hex(struct req *r, struct bytes sha256) { return bytes_hex(r->c->a, sha256.p, sha256.n); }

static void show_facts(struct req *r, const struct version *v) {
  struct data *d = r->d;

  data_rows(d, "facts");
  fact(r, d, N_("插件大小"), size(r, v->package_size), NULL);
  fact(r, d, N_("插件 SHA-256"), hex(r, v->package_sha256), NULL);
  fact(r, d, N_("上传的文件"), size(r, v->upload_size), NULL);
  fact(r, d, N_("上传文件 SHA-256"), hex(r, v->upload_sha256), NULL);
  fact(r, d, N_("最低基础库"), v->min_base_library, NULL);
  fact(r, d, N_("更新说明"), v->note, NULL);
  fact(r, d, N_("上传人"), v->uploader_name, NULL);
  fact(r, d, N_("上传时间"), when(r, v->created_at), NULL);
  fact(r, d, N_("提交时间"), when(r, v->submitted_at), NULL);
  fact(r, d, N_("上线时间"), when(r, v->online_at), NULL);
}

static void show_entries(struct req *r, const struct manifest_entry *e, size_t n, const char *kind) {
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(r->d, "entries");

    data_text(row, "kind", kind);
    data_text(row, "name", e[i].name);
    data_text(row, "path", e[i].path);
  }
}

static void show_manifest(struct req *r, const struct version *v) {
  struct manifest m = {0};

  data_rows(r->d, "entries");
  data_text(r->d, "main", NULL);
  data_flag(r->d, "has_entries", false);
  if (manifest_load(r->c->a, v->manifest, &m) != RES_OK)
    return;
  data_text(r->d, "main", m.main);
  data_flag(r->d, "has_entries", m.ncomponents + m.npages > 0);
  show_entries(r, m.component, m.ncomponents, _T(r, N_("公开组件")));
  show_entries(r, m.page, m.npages, _T(r, N_("公开页面")));
}

/* Numbers have no gaps, so the page before a row is counted back from it. */
static enum res fetch_files(struct req *r, const struct list_want *w, struct list_part *out) {
  const struct version_obj *o = r->obj;
  int64_t key = history_key_id(w->key), after = !w->back ? key : key - 1 - w->limit > 0 ? key - 1 - w->limit : 0;
  int64_t limit = w->back && key - 1 < w->limit ? key - 1 : w->limit;
  struct version_file *f = NULL;
  enum res res = version_files(r->c, o->version.id, after, limit, &f, &out->n);

  out->rows = f;
  out->total = out->n > 0 ? f[0].total : -1;
  return res;
}

static const char *file_key(struct req *r, const void *row) {
  return arena_fmt(r->c->a, "%lld", (long long)((const struct version_file *)row)->n);
}

static void show_file(struct req *r, struct data *row, const void *item) {
  const struct version_file *f = item;

  data_text(row, "name", f->path);
  data_text(row, "url", NULL);
  data_text(row, "size_kb", size_kb(r, f->size));
  data_text(row, "sha256", hex(r, f->sha256));
}

static const struct list files = {.name = "files",
                                  .size = sizeof(struct version_file),
                                  .rows = FILES,
                                  .known = history_key,
                                  .fetch = fetch_files,
                                  .key = file_key,
                                  .row = show_file};

static void show_previews(struct req *r, struct data *d, const struct version *v) {
  struct shot shot[VERSION_PREVIEWS];
  size_t n = shots_read(r->c->a, v->pictures, shot, VERSION_PREVIEWS);

  data_rows(d, "shots");
  for (size_t i = 0; i < n; i++) {
    struct data *row = data_row(d, "shots");

    data_text(row, "shot_url", media_url(r, shot[i].sha256));
    data_fmt(row, "shot_alt", _T(r, N_("预览图 %d")), (int)i + 1);
  }
  data_flag(d, "has_shots", n > 0);
}

static void show_submission(struct req *r, const struct version *v) {
  struct data *d = data_row(r->d, "submission");
  const char *account, *password;

  version_login(r->c, v, &account, &password);
  data_rows(d, "facts");
  fact(r, d, N_("插件服务类目"), r->c->lang == LANG_ZH ? v->category_zh : v->category_en, NULL);
  fact(r, d, N_("标签"), v->tags, NULL);
  fact(r, d, N_("功能描述"), v->description, NULL);
  fact(r, d, N_("使用说明"), v->usage_text, NULL);
  fact(r, d, N_("测试账号"), account, NULL);
  fact(r, d, N_("测试密码"), password[0] == '\0' ? NULL : _T(r, N_("已设置")), NULL);
  fact(r, d, N_("自查"), v->self_check != 0 ? _T(r, N_("已完成")) : _T(r, N_("未完成")), NULL);
  show_previews(r, d, v);
}

static enum res show_review(struct req *r, const struct version *v) {
  struct review review = {.state = ""};
  struct finding_item *found = NULL;
  size_t n = 0;
  enum res res = review_latest(r->c, "version", v->id, &review);

  if (res != RES_OK && res != RES_NOT_FOUND)
    return res;
  res = receipt_show(r, res == RES_OK ? &review : NULL);
  if (res == RES_OK && strcmp(review.state, "rejected") == 0)
    res = review_findings(r->c, review.id, &found, &n);
  review_findings_show(r, "version", found, n);
  return res;
}

static enum res show_checks(struct req *r, const struct plugin *p, const struct version *v) {
  struct version_check x;
  enum res res = version_check(r->c, p, v, &x);

  if (res != RES_OK)
    return res;
  findings_show(r, r->d, _T(r, N_("检查结果")), &x.findings);
  contract_show(r, x.compared ? &x.diff : NULL, v->override_reason);
  return res;
}

/* What can be done next, where the buttons alone do not say it. */
static void show_note(struct req *r, const struct version_obj *o, const struct impact *i) {
  const struct version *v = &o->version;
  bool last = version_is_last(o);
  const char *text = NULL, *tone = TONE_AMBER;

  if (strcmp(v->state, "passed") == 0)
    text = _T(r, N_("审核已通过；点击“上线”后，绑定了同一大版本的小程序会使用这个版本")), tone = TONE_GREEN;
  else if (strcmp(v->state, "rejected") == 0)
    text = _T(r, N_("退回开发后可以修改提审信息并重新提交；要改代码，请上传新的版本"));
  else if (strcmp(v->state, "gray") == 0)
    text = arena_fmt(r->c->a, _T(r, N_("正在灰度，%lld%% 的调用使用这个版本；可以扩大比例、全量上线，或者停止")),
                     (long long)v->gray_percent),
    tone = TONE_PURPLE;
  else if (strcmp(v->state, "offline") == 0 && i->pinned > 0)
    text = arena_fmt(r->c->a, _T(r, N_("已下线，固定使用它的 %s 个小程序继续使用")), count_text(r, i->pinned));
  else if (last)
    text = _T(r, N_("插件在架上，这是它最后一个已上线的版本，所以不能下线")), tone = TONE_GREEN;
  data_text(r->d, "note_text", text);
  data_text(r->d, "note_tone", tone);
  data_text(r->d, "note_url", last ? url_id(r, "listing", o->plugin.id) : NULL);
  data_text(r->d, "note_label", _T(r, N_("到发布管理下架插件")));
}

/* Mini-programs may run it. */
static bool is_served(const struct version *v) {
  return strcmp(v->state, "online") == 0 || strcmp(v->state, "offline") == 0;
}

static enum res show(struct req *r) {
  const struct version_obj *o = r->obj;
  const struct version *v = &o->version;
  bool draft = strcmp(v->state, "init") == 0, may = policy_may(PERM_VERSION_SUBMIT, r->rel), served = is_served(v);
  struct impact i = {0};
  enum res res = served ? impact_load(r->c, v, &i) : RES_OK;

  if (res == RES_OK)
    res = deprecated_show(r, o->plugin.id, v->number);
  if (res != RES_OK)
    return res;
  version_crumbs(r);
  page_title(r, arena_fmt(r->c->a, _T(r, N_("版本 %s")), v->number));
  data_text(r->d, "number", v->number);
  version_tags(r, r->d, v->state, v->gray_percent, v->trial != 0);
  page_state(r, _T(r, state_label(&version_machine, v->state)));
  data_int(r->d, "rev", v->rev);
  data_flag(r->d, "has_rev", true);
  data_text(r->d, "submit_url", draft && may ? version_url(r, "version_submit", o->plugin.id, v->number) : NULL);
  data_text(r->d, "listing_url", strcmp(v->state, "online") == 0 ? url_id(r, "listing", o->plugin.id) : NULL);
  data_text(r->d, "rejected_for", draft ? v->reason : NULL);
  data_text(r->d, "hosts_url", served ? version_url(r, "version_hosts", o->plugin.id, v->number) : NULL);
  version_moves_show(r, o, &i);
  show_note(r, o, &i);
  show_facts(r, v);
  show_manifest(r, v);
  data_rows(r->d, "submission");
  if (v->category != NULL || v->submitted_at > 0)
    show_submission(r, v);
  res = show_checks(r, &o->plugin, v);
  if (res == RES_OK)
    res = list_show(r, &files);
  if (res == RES_OK)
    res = show_review(r, v);
  return res == RES_OK ? history_show(r, &version_machine, v->id) : res;
}

static enum res act(struct req *r) {
  const struct version_obj *o = r->obj;
  struct version v = o->version; /* act may run again */
  struct version_said said = version_moves_said(r);
  enum res res;

  if (r->rev != 0 && r->rev != v.rev)
    return RES_STALE;
  if (strcmp(r->action, "submit") == 0) /* has its own page */
    return RES_MALFORMED;
  res = version_move_with(r->c, &o->plugin, &v, r->rel, r->action, &said);
  r->flash = version_moved_words(r, r->action);
  return res;
}

const struct page page_version = {
    .name = "version",
    .path = "/console/plugins/{plugin}/versions/{version}",
    .title = N_("版本"),
    .see = PERM_PLUGIN_VIEW,
    .change = PERM_PLUGIN_VIEW, /* each move knows who may */
    .step_up = "online gray",
    .menu = "plugins",
    .form = &version_moves_form,
    .load = load_version,
    .show = show,
    .act = act,
};
