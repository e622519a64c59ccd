/* The field gets the first error in full, the table has them all. */
#include "pages/findings_show.h"

void findings_show(struct req *r, struct data *d, const char *label, const struct findings *f) {
  struct arena *a = r->c->a;
  bool shadows = false;

  data_rows(d, "findings");
  data_text(d, "findings_label", label);
  data_flag(d, "has_findings", f->n > 0);
  data_text(d, "findings_more", NULL);
  if (f->dropped > 0)
    data_fmt(d, "findings_more", _T(r, N_("还有 %zu 处没有列出")), f->dropped);
  for (size_t i = 0; i < f->n; i++) {
    const struct finding *x = &f->item[i];
    struct data *row = data_row(d, "findings");
    bool error = finding_severity(x->rule) == SEVERITY_ERROR;

    data_text(row, "tone", x->shadow ? TONE_GREY : error ? TONE_RED : TONE_AMBER);
    data_text(row, "label", x->shadow ? _T(r, N_("试行")) : error ? _T(r, N_("需要修改")) : _T(r, N_("提醒")));
    shadows = shadows || x->shadow;
    data_text(row, "target", x->target[0] == '\0' ? _T(r, N_("整个文件")) : x->target);
    data_text(row, "line", x->line > 0 ? arena_fmt(a, "%lld", (long long)x->line) : "--");
    data_text(row, "text", finding_text(a, r->c->lang, x));
    data_text(row, "hint", finding_hint(r->c->lang, x->rule));
    data_text(row, "rule", finding_code(x->rule));
  }
  data_text(d, "findings_note", shadows ? _T(r, N_("“试行”的规则现在只记录，不影响提交和审核")) : NULL);
}

const char *findings_first(const struct req *r, const struct findings *f) {
  for (size_t i = 0; i < f->n; i++)
    if (finding_severity(f->item[i].rule) == SEVERITY_ERROR && !f->item[i].shadow)
      return finding_line(r->c->a, r->c->lang, &f->item[i]);
  return NULL;
}

enum res findings_complain(struct req *r, const char *field, const struct findings *f) {
  const char *first = findings_first(r, f);

  if (first == NULL)
    first = _T(r, N_("文件没有通过检查，请修改后重新选择"));
  if (f->errors > 1)
    first = arena_fmt(r->c->a, _T(r, N_("%s（共 %zu 处，都列在检查结果里）")), first, f->errors);
  form_complain(r, field, first);
  return RES_INVALID;
}
