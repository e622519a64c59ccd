/* A token is there from the moment of binding until it is unbound; while the binding is stopped it opens nothing. */
#include "pages/usage_filter.h"

#include "domain/binding.h"
#include "pages/paging.h"

#include <string.h>

static const struct filter rows[] = {
    {.name = "q", .kind = FILTER_TEXT, .label = N_("小程序名称或 AppID")},
    {.name = "subject", .kind = FILTER_TEXT, .label = N_("主体名称")},
    {.name = "state", .kind = FILTER_CHOICE, .label = N_("状态"), .machine = &binding_machine},
    FILTER_BY_TIME,
};
const struct filters usage_filters = {rows, sizeof rows / sizeof rows[0]};

struct usage_filter usage_narrowed(const struct req *r) {
  return (struct usage_filter){filter_get(r, "q"), filter_get(r, "subject"), filter_get(r, "state")};
}

bool usage_served(const struct usage_item *u) { return strcmp(u->state, "active") == 0; }

const char *usage_token(const struct usage_item *u, const char **tone) {
  bool closed = strcmp(u->state, "closed") == 0, there = u->has_token != 0;

  *tone = there ? usage_served(u) ? TONE_GREEN : TONE_AMBER : TONE_GREY;
  if (there)
    return usage_served(u) ? N_("有效") : N_("暂停");
  return closed && u->since != 0 ? N_("已作废") : N_("未生成");
}
