/* Breaking changes first; of a long list the rest is counted. */
#include "pages/contract_show.h"

static void change(struct req *r, const struct contract_change *x) {
  enum contract_level l = contract_level(x->rule);
  struct data *row = data_row(r->d, "changes");

  data_text(row, "tone", contract_level_tone(l));
  data_text(row, "label", _T(r, contract_level_label(l)));
  data_text(row, "place", contract_place(r->c->a, r->c->lang, x));
  data_text(row, "text", contract_text(r->c->a, r->c->lang, x));
  data_text(row, "rule", contract_code(x->rule));
}

/* How many of each level, as tags. */
static void counts(struct req *r, const struct contract_diff *d) {
  data_rows(r->d, "counts");
  for (int l = 0; l < CONTRACT__LEVELS; l++) {
    struct data *row;

    if (d->n[l] == 0)
      continue;
    row = data_row(r->d, "counts");
    data_fmt(row, "label", "%s %zu", _T(r, contract_level_label((enum contract_level)l)), d->n[l]);
    data_text(row, "tone", contract_level_tone((enum contract_level)l));
  }
}

static const char *title(struct req *r, const struct contract_diff *d) {
  return d->base[0] == '\0' ? _T(r, N_("和上一个版本的区别"))
                            : arena_fmt(r->c->a, _T(r, N_("和版本 %s 的区别")), d->base);
}

/* What there is to say about the whole; NULL when the changes speak for themselves. */
static const char *sum(struct req *r, const struct contract_diff *d) {
  if (d->base[0] == '\0')
    return _T(r, N_("没有更早的已上线版本，不用比较"));
  if (d->n[CONTRACT_BREAKING] + d->n[CONTRACT_ADDITIVE] + d->n[CONTRACT_COSMETIC] == 0)
    return _T(r, N_("公开的组件、页面和接口都没有变化"));
  if (d->n[CONTRACT_BREAKING] > 0 && d->major)
    return _T(r, N_("主版本号增加了，可以有不兼容的改动；已绑定的小程序会留在原来的大版本"));
  return NULL;
}

void contract_show(struct req *r, const struct contract_diff *diff, const char *override_reason) {
  size_t more = 0;

  data_flag(r->d, "has_contract", diff != NULL);
  data_rows(r->d, "changes");
  data_rows(r->d, "counts");
  if (diff == NULL)
    return;
  data_text(r->d, "contract_title", title(r, diff));
  data_text(r->d, "contract_sum", sum(r, diff));
  data_text(r->d, "contract_reason", contract_breaks(diff) ? override_reason : NULL);
  counts(r, diff);
  for (int l = 0; l < CONTRACT__LEVELS; l++) {
    for (size_t i = 0; i < diff->kept[l]; i++)
      change(r, &diff->change[l][i]);
    more += diff->n[l] - diff->kept[l];
  }
  data_flag(r->d, "has_changes",
            diff->kept[CONTRACT_BREAKING] + diff->kept[CONTRACT_ADDITIVE] + diff->kept[CONTRACT_COSMETIC] > 0);
  data_text(r->d, "contract_more", more == 0 ? NULL : arena_fmt(r->c->a, _T(r, N_("还有 %zu 处没有列出")), more));
}

void contract_show_breaks(struct req *r, struct data *row, const char *json, const char *override_reason) {
  struct contract_diff d;
  bool any = contract_decode(r->c->a, json, &d) && d.n[CONTRACT_BREAKING] > 0;

  data_rows(row, "break_items");
  data_text(row, "breaks", NULL);
  data_text(row, "break_reason", any && contract_breaks(&d) ? override_reason : NULL);
  if (!any)
    return;
  data_fmt(row, "breaks", _T(r, N_("和 %s 相比有 %zu 处不兼容")), d.base, d.n[CONTRACT_BREAKING]);
  for (size_t i = 0; i < d.kept[CONTRACT_BREAKING]; i++) {
    const struct contract_change *x = &d.change[CONTRACT_BREAKING][i];

    data_fmt(data_row(row, "break_items"), "break_text", _T(r, N_("%s：%s")), contract_place(r->c->a, r->c->lang, x),
             contract_text(r->c->a, r->c->lang, x));
  }
}
