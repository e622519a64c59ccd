/* 实名认证: hand in the papers of the subject, see how far they are, take them back, hand them in again after a refusal.
 * The papers are the main account's affair; other members see the state only. Files are read before the transaction. */
#include "domain/real_name.h"
#include "pages/facts.h"
#include "pages/history_show.h"
#include "pages/papers.h"
#include "pages/receipt.h"
#include "rule/subject.h"
#include "web/page.h"

#include <string.h>

extern const struct page page_real_name;

struct papers {
  const char *licence_no, *contact, *real_name, *id_no;
  struct form_files evidence;
};

static bool organisation(const struct req *r) { return subject_is_organisation(r->c->who.subject_type); }
static bool person(const struct req *r) { return !organisation(r); }

static const struct field papers_fields[] = {
    F_TEXT(struct papers, licence_no, .label = N_("证照号码"), .min = 5, .max = 64, .actions = "submit",
           .applies = organisation, .hint = N_("营业执照上的统一社会信用代码，或其他登记证书的号码")),
    F_TEXT(struct papers, contact, .label = N_("联系方式"), .min = 2, .max = 64, .actions = "submit",
           .applies = organisation, .hint = N_("审核员核对材料时使用的电话或邮箱")),
    F_TEXT(struct papers, real_name, .label = N_("真实姓名"), .min = 2, .max = 40, .actions = "submit",
           .applies = person, .autocomplete = "name"),
    F_TEXT(struct papers, id_no, .label = N_("证件号码"), .min = 6, .max = 32, .actions = "submit", .applies = person,
           .hint = N_("加密保存，只有你和审核员能看到")),
    F_FILES(struct papers, evidence, .label = N_("证明文件"), .min = 1, .max = EVIDENCE_FILES, .bytes = EVIDENCE_BYTES,
            .actions = "submit", .accept = "image/png,image/jpeg,application/pdf",
            .hint = N_("证照的扫描件或照片，1–5 个 PNG、JPG 或 PDF 文件，每个不超过 4 MB；只有主账号和审核员能查看")),
};
FORM(papers, struct papers);

static enum res load(struct req *r) {
  struct real_name *x = ARENA_NEW(r->c->a, struct real_name);
  enum res res = load_own(r);

  if (res != RES_OK || r->c->who.subject_id == 0)
    return res;
  r->obj = x;
  if (r->action[0] == '\0')
    r->action = "submit"; /* the form has one move (interface.md) */
  return real_name_load(r->c, r->c->who.subject_id, x);
}

/* ---- showing ---- */

static void show_facts(struct req *r, const struct real_name *x, bool mine) {
  data_rows(r->d, "facts");
  fact(r, r->d, N_("主体名称"), x->subject_name, NULL);
  fact(r, r->d, N_("主体类型"), _T(r, subject_type_label(x->subject_type)), NULL);
  if (!mine || strcmp(x->state, "none") == 0)
    return;
  if (organisation(r)) {
    fact(r, r->d, N_("证照号码"), x->licence_no, NULL);
    fact(r, r->d, N_("联系方式"), x->contact, NULL);
  } else {
    fact(r, r->d, N_("真实姓名"), x->real_name, NULL);
    fact(r, r->d, N_("证件号码"), real_name_masked(r->c, real_name_id_no(r->c, x)), NULL);
  }
}

static void show_note(struct req *r, const struct real_name *x) {
  data_text(r->d, "note_text", NULL);
  data_text(r->d, "note_tone", "blue");
  data_text(r->d, "note_url", NULL);
  data_text(r->d, "note_label", NULL);
  if (strcmp(x->state, "verified") == 0) {
    data_text(r->d, "note_tone", "green");
    data_text(r->d, "note_text", _T(r, N_("实名认证已通过，现在可以做的事列在主体信息页")));
    data_text(r->d, "note_url", url(r, "subject"));
    data_text(r->d, "note_label", _T(r, N_("查看主体信息")));
  } else if (strcmp(x->state, "refused") == 0) {
    data_text(r->d, "note_tone", "red");
    data_fmt(r->d, "note_text", _T(r, N_("认证未通过，原因：%s。请按原因修改后重新提交")), x->reason);
  } else if ((r->rel & REL_MAIN) == 0 && strcmp(x->state, "none") == 0) {
    data_text(r->d, "note_text", _T(r, N_("认证材料需要由主账号来提交")));
  }
}

/* What was handed in before stands in the form again after a refusal or a withdrawal, but for the files. */
static void show_form(struct req *r, const struct real_name *x) {
  struct papers *form = r->form;

  data_flag(r->d, "can_submit", true);
  data_flag(r->d, "has_rev", true);
  data_int(r->d, "rev", r->posted && r->rev != 0 ? r->rev : x->rev);
  show_submit(r, "submit", _T(r, N_("提交认证")), "primary");
  if (r->posted)
    return;
  form->licence_no = x->licence_no;
  form->contact = x->contact;
  form->real_name = x->real_name;
  form->id_no = real_name_id_no(r->c, x);
}

static enum res show_progress(struct req *r, const struct real_name *x, bool mine) {
  struct review v = {0};
  struct evidence *e = NULL;
  size_t n = 0;
  enum res res = review_latest(r->c, "real-name", x->subject_id, &v);

  if (res == RES_OK || res == RES_NOT_FOUND)
    res = receipt_show(r, res == RES_OK ? &v : NULL);
  if (res == RES_OK && mine && x->round > 0 && strcmp(x->state, "none") != 0)
    res = evidence_list(r->c, "real-name", x->subject_id, x->round, &e, &n);
  papers_show(r, e, n);
  return res == RES_OK ? history_show(r, &real_name_machine, x->subject_id) : res;
}

static enum res show(struct req *r) {
  const struct real_name *x = r->obj;
  bool mine = (r->rel & REL_MAIN) != 0;
  bool open = strcmp(x->state, "none") == 0 || strcmp(x->state, "refused") == 0;

  crumb(r, _T(r, N_("主体信息")), url(r, "subject"));
  show_state(r, r->d, "state", &real_name_machine, x->state);
  show_note(r, x);
  show_facts(r, x, mine);
  data_flag(r->d, "can_submit", false);
  if (mine && open)
    show_form(r, x);
  else if (mine)
    show_moves(r, r->d, &real_name_machine, x->state);
  return show_progress(r, x, mine);
}

/* ---- acting ---- */

static enum res prepare(struct req *r) {
  const struct papers *form = r->form;
  struct evidence_file *file = NULL;
  enum res res = papers_read(r, &form->evidence, &file);

  r->work = file;
  return res;
}

static enum res submit(struct req *r, struct real_name *x) {
  const struct papers *form = r->form;
  struct real_name_in in = {form->licence_no, form->contact, form->real_name, form->id_no, r->work, form->evidence.n};
  enum res res = real_name_submit(r->c, x, &in);

  r->flash = _T(r, N_("认证材料已提交，审核结果会显示在这个页面"));
  return res;
}

static enum res act(struct req *r) {
  struct real_name x = *(const struct real_name *)r->obj; /* a copy: the transaction may run again */

  if (r->rev != 0 && r->rev != x.rev)
    return RES_STALE;
  if (strcmp(r->action, "submit") == 0)
    return submit(r, &x);
  if (strcmp(r->action, "withdraw") != 0)
    return RES_MALFORMED;
  r->flash = _T(r, N_("认证已撤回，可以修改后重新提交"));
  return real_name_withdraw(r->c, &x);
}

const struct page page_real_name = {
    .name = "real_name",
    .path = "/console/subject/real-name",
    .title = N_("实名认证"),
    .see = PERM_SUBJECT_VIEW,
    .change = PERM_REAL_NAME,
    .body_max = (20 << 20) + (256 << 10),
    .form = &papers,
    .load = load,
    .show = show,
    .prepare = prepare,
    .act = act,
};
