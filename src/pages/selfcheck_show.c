/* One row for each point; the words of a tag say what its colour says. */
#include "pages/selfcheck_show.h"

#include <string.h>

static const struct {
  const char *label, *tone;
} words[] = {
    [SELFCHECK_ASKED] = {N_("需要你确认"), TONE_AMBER},
    [SELFCHECK_GIVEN] = {N_("提交方已确认"), TONE_BLUE},
    [SELFCHECK_MISSING] = {N_("没有确认"), TONE_RED},
};

static const char *place(struct req *r, const struct selfcheck_point *p, int64_t plugin_id) {
  if (plugin_id == 0 || p->seen || p->found == NULL)
    return NULL;
  if (strcmp(p->code, "package") == 0)
    return "#findings";
  return strncmp(p->code, "doc", 3) == 0 ? url_id(r, "doc", plugin_id) : NULL;
}

void selfcheck_show(struct req *r, struct data *d, const struct selfcheck *in, enum selfcheck_word word,
                    int64_t plugin_id) {
  struct selfcheck_point point[SELFCHECK_POINTS];

  selfcheck_points(r->c, in, point);
  data_flag(d, "has_points", true);
  for (size_t i = 0; i < SELFCHECK_POINTS; i++) {
    struct data *row = data_row(d, "points");
    const char *to = place(r, &point[i], plugin_id);

    data_text(row, "label", point[i].seen ? _T(r, N_("✓ 已检查")) : _T(r, words[word].label));
    data_text(row, "tone", point[i].seen ? TONE_GREEN : words[word].tone);
    data_text(row, "point", point[i].words);
    data_text(row, "detail", point[i].found);
    data_text(row, "point_url", to);
    data_text(row, "point_link", to == NULL ? NULL : to[0] == '#' ? _T(r, N_("去看提醒")) : _T(r, N_("去看文档")));
  }
}
