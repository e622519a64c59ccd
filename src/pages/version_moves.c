/* A move that cannot be taken back says so before it happens. */
#include "pages/version_moves.h"

#include <string.h>

static const struct {
  const char *action, *done, *consequence;
} words[] = {
    {"withdraw", N_("已撤回审核，24 小时内重新提交会保留排队位置"), NULL},
    {"return", N_("已退回开发，可以修改提审信息后重新提交"), NULL},
    {"delete", N_("已删除版本"), N_("删除后不能恢复，这个版本号也不能再用")},
    {"set-trial", N_("已设为体验版，联调的小程序会使用这个版本"), NULL},
    {"clear-trial", N_("已取消体验版"), NULL},
    {"online", N_("已上线，可以到“发布管理”把插件发布到市场"), NULL},
};

const char *version_moved_words(const struct req *r, const char *action) {
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (strcmp(words[i].action, action) == 0)
      return _T(r, words[i].done);
  return NULL;
}

static const char *consequence(const struct req *r, const char *action) {
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (strcmp(words[i].action, action) == 0 && words[i].consequence != NULL)
      return _T(r, words[i].consequence);
  return NULL;
}

static const char *tone(const struct move *m) {
  if ((m->flags & MOVE_DANGER) != 0)
    return "danger";
  return (m->flags & MOVE_PRIMARY) != 0 ? "primary" : "plain";
}

/* The machine cannot say where the trial pointer is. */
static bool fits(const struct version *v, const char *action) {
  if (strcmp(action, "set-trial") == 0 || strcmp(action, "delete") == 0)
    return v->trial == 0;
  return strcmp(action, "clear-trial") != 0 || v->trial != 0;
}

void version_moves_show(struct req *r, const struct version *v) {
  const struct move *open[16];
  size_t n = move_open(&version_machine, v->state, r->rel, open, 16);

  data_rows(r->d, "moves");
  for (size_t i = 0; i < n; i++) {
    const char *asks = consequence(r, open[i]->action);
    struct data *row;

    if ((open[i]->flags & MOVE_BUTTON) == 0 || !fits(v, open[i]->action))
      continue;
    row = data_row(r->d, "moves");
    data_text(row, "action", open[i]->action);
    data_text(row, "label", _T(r, open[i]->label));
    data_text(row, "tone", tone(open[i]));
    data_text(row, "move_url", NULL);
    data_flag(row, "ask", asks != NULL);
    data_flag(row, "ask_open", false);
    data_text(row, "consequence", asks);
    data_flag(row, "has_affected", false);
    data_rows(row, "affected");
    data_rows(row, "move_fields");
    data_text(row, "confirm_label", _T(r, open[i]->label));
  }
}
