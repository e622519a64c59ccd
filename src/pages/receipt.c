/* The words depend on whose turn it is (after an approval the page itself says what can be done next); the place and the usual time only matter while the platform has it. */
#include "pages/receipt.h"

#include "base/clock.h"
#include "domain/application_figures.h"
#include "pages/facts.h"

#include <string.h>

static const struct {
  const char *state, *turn, *note, *tone;
} words[] = {
    {"queued", N_("平台：等待审核员认领"), N_("审核期间不能修改；需要修改时请先撤回"), "blue"},
    {"claimed", N_("平台：审核员正在处理"), N_("审核期间不能修改；需要修改时请先撤回"), "blue"},
    {"rejected", N_("你：请按原因修改后重新提交"), N_("7 天内重新提交会保留原来的排队位置"), "blue"},
    {"withdrawn", N_("你：修改后可以重新提交"), N_("24 小时内重新提交会保留原来的排队位置"), "blue"},
};

const char *span_words(const struct req *r, int64_t seconds) {
  long long s = seconds < MINUTE ? MINUTE : seconds;

  if (s >= 2 * (long long)DAY)
    return arena_fmt(r->c->a, _T(r, N_("%lld 天")), s / DAY);
  if (s >= HOUR)
    return arena_fmt(r->c->a, _T(r, N_("%lld 小时")), s / HOUR);
  return arena_fmt(r->c->a, _T(r, N_("%lld 分钟")), s / MINUTE);
}

void due_tag(struct req *r, struct data *d, int64_t due_at, int64_t now) {
  struct data *row = data_row(d, "due");
  bool late = due_at < now;

  data_text(row, "tone", late ? TONE_RED : due_at - now < DAY ? TONE_AMBER : TONE_GREY);
  if (late)
    data_fmt(row, "label", _T(r, N_("已超时 %s")), span_words(r, now - due_at));
  else
    data_fmt(row, "label", _T(r, N_("剩 %s")), span_words(r, due_at - now));
}

const char *left_words(const struct req *r, int64_t seconds) {
  long long s = seconds;

  if (s >= 2 * (long long)DAY)
    return span_words(r, seconds);
  if (s >= HOUR)
    return arena_fmt(r->c->a, _T(r, N_("%lld 小时 %lld 分")), s / HOUR, s % HOUR / MINUTE);
  return s < MINUTE ? _T(r, N_("不到 1 分")) : arena_fmt(r->c->a, _T(r, N_("%lld 分")), s / MINUTE);
}

void countdown_tag(struct req *r, struct data *d, int64_t due_at, int64_t soon) {
  int64_t left = due_at - r->c->now;
  struct data *row;

  if (left <= 0) {
    due_tag(r, d, due_at, r->c->now);
    return;
  }
  row = data_row(d, "due");
  data_text(row, "tone", left <= soon ? TONE_RED : TONE_AMBER);
  data_fmt(row, "label", _T(r, N_("还剩 %s")), left_words(r, left));
  if (left > soon)
    return;
  row = data_row(d, "due");
  data_text(row, "tone", TONE_RED);
  data_text(row, "label", _T(r, N_("请尽快答复")));
}

const char *rate_text(const struct req *r, int64_t asked, int64_t answered) {
  int percent = rate_percent(asked, answered);

  return percent < 0 ? "--" : arena_fmt(r->c->a, "%d%%", percent);
}

static void show_turn(struct req *r, struct data *d, const struct review *v) {
  data_text(d, "note_text", NULL);
  data_text(d, "note_tone", "blue");
  data_text(d, "note_url", NULL);
  data_text(d, "note_label", NULL);
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (strcmp(words[i].state, v->state) != 0)
      continue;
    fact(r, d, N_("现在轮到"), _T(r, words[i].turn), NULL);
    if (words[i].note != NULL) {
      data_text(d, "note_text", _T(r, words[i].note));
      data_text(d, "note_tone", words[i].tone);
    }
  }
}

static enum res show_waiting(struct req *r, struct data *d, const struct review *v) {
  int64_t expected = 0, place = 0;
  enum res res = review_receipt(r->c, v, &expected, &place);

  if (res != RES_OK)
    return res;
  if (place > 1000)
    fact(r, d, N_("排队位置"), _T(r, N_("1000 位以后")), NULL);
  else if (place > 0)
    fact(r, d, N_("排队位置"), arena_fmt(r->c->a, _T(r, N_("第 %lld 位")), (long long)place), NULL);
  if (expected > 0)
    fact(r, d, N_("通常用时"), arena_fmt(r->c->a, _T(r, N_("约 %s（最近 50 个的中位数）")), span_words(r, expected)),
         NULL);
  if (v->due_at >= r->c->now)
    fact(r, d, N_("最迟完成"), when(r, v->due_at), NULL);
  else
    fact(r, d, N_("最迟完成"), arena_fmt(r->c->a, _T(r, N_("%s，已超时，优先处理")), when(r, v->due_at)), NULL);
  return RES_OK;
}

enum res receipt_show(struct req *r, const struct review *v) {
  struct data *d;
  enum res res = RES_OK;

  data_rows(r->d, "receipt");
  if (v == NULL)
    return RES_OK;
  d = data_row(r->d, "receipt");
  data_text(d, "label", _T(r, state_label(&review_machine, v->state)));
  data_text(d, "tone", state_tone(&review_machine, v->state));
  fact(r, d, N_("提交时间"), when(r, v->submitted_at), NULL);
  if (strcmp(v->state, "queued") == 0 || strcmp(v->state, "claimed") == 0)
    res = show_waiting(r, d, v);
  else
    fact(r, d, strcmp(v->state, "withdrawn") == 0 ? N_("撤回时间") : N_("审核时间"), when(r, v->decided_at), NULL);
  if (strcmp(v->state, "rejected") == 0)
    fact(r, d, N_("驳回原因"), v->reason, NULL);
  show_turn(r, d, v);
  return res;
}
