/* One review: what is to be decided, beside it the claim and the decision, below it what was decided before. The decision
 * form carries the hash of what the page shows (`shown`): the desk decides about that and nothing else. */
#include "domain/desk.h"
#include "pages/history_show.h"
#include "pages/receipt.h"
#include "pages/review_findings.h"
#include "pages/review_show.h"
#include "web/page.h"

#include <string.h>

extern const struct page page_review;

struct decision {
  const char *reason, *shown;
};

static const struct field decision_fields[] = {
    F_AREA(struct decision, reason, .label = N_("审核意见"), .max = 1000, .rows = 5, .actions = "approve reject",
           .hint = N_("驳回时必填，或者在下面列出问题。会原样发给提交方")),
    F_HIDDEN(struct decision, shown, .max = 2 * SEAL_HASH),
};
FORM(decision, struct decision);

static const char *hash_text(struct req *r, const struct review *v) {
  return v->shown_hash.n == 0 ? "" : bytes_hex(r->c->a, v->shown_hash.p, v->shown_hash.n);
}

static const struct review_item *round_of(const struct review_item *item, size_t n, int64_t id) {
  for (size_t i = 0; i < n; i++)
    if (item[i].id == id)
      return &item[i];
  return NULL;
}

static void show_note(struct req *r, const struct review *v, const struct review_item *now) {
  const char *who = now == NULL || now->claimer == NULL ? "" : now->claimer;

  data_text(r->d, "note_text", NULL);
  data_text(r->d, "note_tone", "blue");
  data_text(r->d, "note_url", NULL);
  data_text(r->d, "note_label", NULL);
  if (strcmp(v->state, "queued") == 0)
    data_text(r->d, "note_text", _T(r, N_("认领以后才能做决定")));
  else if (strcmp(v->state, "claimed") == 0 && (r->rel & REL_CLAIMANT) != 0)
    data_fmt(r->d, "note_text", _T(r, N_("你已认领，到 %s 为止；到期没有处理会退回待审核")), when(r, v->lease_until));
  else if (strcmp(v->state, "claimed") == 0)
    data_fmt(r->d, "note_text", _T(r, N_("“%s”已认领，到 %s 为止；对方处理或退回以前不能做决定")), who,
             when(r, v->lease_until));
  else if (v->decided_by != 0)
    data_fmt(r->d, "note_text", _T(r, N_("“%s”在 %s 做了决定")), who, when(r, v->decided_at));
  else
    data_fmt(r->d, "note_text", _T(r, N_("提交方在 %s 撤回了提交")), when(r, v->decided_at));
}

/* Earlier and later rounds of the same object; this one only when it is over. */
static void show_rounds(struct req *r, const struct review *v, const struct review_item *item, size_t n) {
  struct data *box = history_box(r);
  size_t shown = 0;

  for (size_t i = 0; i < n; i++) {
    struct data *row;

    if (item[i].decided_at == 0)
      continue;
    shown++;
    row = data_row(box, "history");
    data_text(row, "at", when(r, item[i].decided_at));
    data_text(row, "who", item[i].claimer == NULL ? "--" : item[i].claimer);
    data_fmt(row, "what", _T(r, N_("第 %lld 次提交")), (long long)item[i].round);
    if (item[i].id == v->id)
      data_fmt(row, "what", _T(r, N_("第 %lld 次提交（本次）")), (long long)item[i].round);
    data_text(row, "from_label", NULL);
    data_text(row, "to_label", _T(r, state_label(&review_machine, item[i].state)));
    data_text(row, "reason", item[i].reason);
  }
  data_flag(r->d, "has_history", shown > 0);
}

static void show_decision(struct req *r, const struct review *v) {
  struct decision *form = r->form;
  bool may = strcmp(v->state, "claimed") == 0 && (r->rel & REL_CLAIMANT) != 0;

  data_flag(r->d, "may_decide", may);
  show_moves(r, r->d, &review_machine, v->state);
  if (!may)
    return;
  show_submit(r, "approve", _T(r, N_("通过审核")), "primary");
  show_submit(r, "reject", _T(r, N_("驳回申请")), "danger");
  review_findings_rows(r);
  if (!r->posted)
    form->shown = hash_text(r, v);
}

static enum res show(struct req *r) {
  const struct review *v = r->obj;
  const struct review_item *now;
  struct review_item *item = NULL;
  struct finding_item *found = NULL;
  const char *name = "";
  size_t n = 0, nfound = 0;
  enum res res = review_show(r, v, &name);

  if (res == RES_OK && strcmp(v->state, "rejected") == 0)
    res = review_findings(r->c, v->id, &found, &nfound);
  if (res == RES_OK)
    res = review_rounds(r->c, v->kind, v->object_id, &item, &n);
  if (res != RES_OK)
    return res;
  now = round_of(item, n, v->id);
  crumb(r, _T(r, N_("审核台")), url(r, "review_queue"));
  page_title(r, name);
  data_text(r->d, "kind_label", _T(r, review_kind_find(v->kind)->label));
  show_state(r, r->d, "state", &review_machine, v->state);
  page_state(r, _T(r, state_label(&review_machine, v->state)));
  data_rows(r->d, "due");
  if (strcmp(v->state, "queued") == 0 || strcmp(v->state, "claimed") == 0)
    due_tag(r, r->d, v->due_at, r->c->now);
  data_text(r->d, "submitted", when(r, v->submitted_at));
  data_text(r->d, "due_text", when(r, v->due_at));
  data_fmt(r->d, "round_text", _T(r, N_("第 %lld 次提交")), (long long)v->round);
  show_note(r, v, now);
  show_rounds(r, v, item, n);
  review_findings_show(r, v->kind, found, nfound);
  show_decision(r, v);
  return RES_OK;
}

/* What the rows say, from prepare to act. */
struct found {
  size_t n;
  struct finding_item v[REVIEW_FINDINGS];
};

static bool decides(const struct req *r) {
  return strcmp(r->action, "approve") == 0 || strcmp(r->action, "reject") == 0;
}

static enum res prepare(struct req *r) {
  struct found *found = ARENA_NEW(r->c->a, struct found);
  enum res res = decides(r) ? review_places(r, r->obj) : RES_OK;

  if (res != RES_OK || !decides(r))
    return res;
  found->n = review_findings_read(r, found->v);
  if (found->n > 0 && strcmp(r->action, "approve") == 0)
    form_complain(r, "findings", _T(r, N_("通过审核时不能列出问题；请删除这些行，或者改为驳回")));
  r->work = found;
  return r->errors.n > 0 ? RES_INVALID : RES_OK;
}

static enum res decide(struct req *r, struct review *v) {
  const struct decision *form = r->form;
  struct found *found = r->work;
  unsigned char hash[SEAL_HASH];
  bool any = form->shown != NULL && bytes_unhex(form->shown, hash, sizeof hash);
  struct bytes shown = any ? (struct bytes){hash, sizeof hash} : (struct bytes){NULL, 0};

  if (strcmp(r->action, "approve") == 0) {
    r->flash = _T(r, N_("已通过"));
    return desk_decide(r->c, v, r->rel, r->action, form->reason, shown);
  }
  r->flash = _T(r, N_("已驳回，原因已发给提交方"));
  return desk_reject(r->c, v, r->rel, form->reason, shown, found->v, found->n);
}

static enum res act(struct req *r) {
  struct review v = *(const struct review *)r->obj; /* a copy: the transaction may run again */

  if (decides(r))
    return decide(r, &v);
  if (strcmp(r->action, "claim") == 0) {
    r->flash = _T(r, N_("已认领，请在认领到期前处理或退回"));
    return desk_claim(r->c, &v, r->rel);
  }
  if (strcmp(r->action, "release") != 0)
    return RES_MALFORMED;
  r->flash = _T(r, N_("已退回待审核"));
  r->to = url(r, "review_queue");
  return desk_release(r->c, &v, r->rel);
}

const struct page page_review = {
    .name = "review",
    .path = "/review/{review}",
    .title = N_("审核"),
    .see = PERM_REVIEW_READ,
    .change = PERM_REVIEW_CLAIM,
    .menu = "review_queue",
    .form = &decision,
    .load = load_review,
    .show = show,
    .prepare = prepare,
    .act = act,
    .op = review_findings_op,
};
