/* Numbers stand together in one fact; each online service is a fact of its own, named by its kind. */
#include "pages/payment_show.h"

#include "pages/facts.h"

#include <string.h>

const char *payment_words(const struct req *r, const char *mode) {
  if (strcmp(mode, "provider") == 0)
    return _T(r, N_("插件内可以支付（服务商模式）"));
  if (strcmp(mode, "merchant") == 0)
    return _T(r, N_("插件内可以支付（普通商户模式）"));
  return _T(r, N_("未开通"));
}

static void show_numbers(struct req *r, const struct payment *x) {
  const char *no[PAYMENT_SUB_MERCHANTS];
  size_t n = payment_numbers(r->c->a, x->sub_merchants, no, PAYMENT_SUB_MERCHANTS);
  struct buf b = buf_new(r->c->a, 1024);

  for (size_t i = 0; i < n && i < PAYMENT_SUB_MERCHANTS; i++)
    buf_fmt(&b, "%s%s", i == 0 ? "" : _T(r, N_("、")), no[i]);
  fact(r, r->d, N_("服务商号"), x->provider_no, NULL);
  fact(r, r->d, N_("子商户号"), b.p, NULL);
  fact(r, r->d, N_("子商户号的绑定"), _T(r, N_("提交方已确认全部绑定到所属小程序")), NULL);
}

static void show_services(struct req *r, const struct payment *x) {
  struct payment_service v[PAYMENT_SERVICES];
  size_t n = payment_services_read(r->c->a, x->services, v, PAYMENT_SERVICES);

  for (size_t i = 0; i < n; i++) {
    const char *kind = payment_kind_label(v[i].kind);

    fact(r, r->d, kind == NULL ? v[i].kind : kind, v[i].address, NULL);
  }
}

void payment_facts(struct req *r, const struct payment *x) {
  const char *mode = payment_mode_label(x->mode);

  if (mode == NULL)
    return;
  fact(r, r->d, N_("支付模式"), _T(r, mode), NULL);
  fact(r, r->d, N_("提交时的小程序商户号"), x->merchant_no, NULL);
  if (strcmp(x->mode, "provider") == 0)
    show_numbers(r, x);
  else
    show_services(r, x);
}
