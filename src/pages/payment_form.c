/* The mode is chosen on the page before there is a form, so that nobody is asked for what the other mode needs. */
#include "pages/payment_form.h"

#include "pages/papers.h"
#include "web/rows.h"

#include <string.h>

struct posted {
  const char *mode, *provider_no, *sub_merchants;
  int64_t tied;
  struct form_files evidence;
};

const char *payment_form_mode(const struct req *r) {
  const struct payment_page *page = r->obj;
  const char *mode = http_param(&r->post, "mode");

  if (mode == NULL && !r->posted)
    mode = http_param(&r->in->args, "mode");
  if (mode == NULL && !r->posted)
    mode = page->payment.mode;
  return payment_mode_label(mode) == NULL ? "" : mode;
}

static bool by_provider(const struct req *r) { return strcmp(payment_form_mode(r), "provider") == 0; }
static bool by_merchant(const struct req *r) { return strcmp(payment_form_mode(r), "merchant") == 0; }

static const struct field fields[] = {
    F_HIDDEN(struct posted, mode, .max = 12),
    F_TEXT(struct posted, provider_no, .label = N_("服务商号"), .min = PAYMENT_NUMBER_MIN, .max = PAYMENT_NUMBER_MAX,
           .check = payment_number_fault, .actions = "submit", .applies = by_provider,
           .hint = N_("成为支付服务商后得到的号码")),
    F_AREA(struct posted, sub_merchants, .label = N_("子商户号"), .min = 1, .max = 700, .rows = 4, .actions = "submit",
           .applies = by_provider, .hint = N_("为入驻商家创建的子商户号，每行一个，最多 20 个")),
    F_CHECK(struct posted, tied, .label = N_("这些子商户号都已绑定到插件所属的小程序"), .min = 1, .actions = "submit",
            .applies = by_provider),
    F_FILES(struct posted, evidence, .label = N_("证明材料"), .min = 1, .max = EVIDENCE_FILES, .bytes = EVIDENCE_BYTES,
            .actions = "submit", .applies = by_merchant, .accept = "image/png,image/jpeg,application/pdf",
            .hint = N_("商品由自己生产、销售的证明，例如采购发票；1–5 个 PNG、JPG 或 PDF 文件，每个不超过 4 "
                       "MB；只有主账号、管理员和支付审核员能查看")),
};
const struct form payment_form = {"payment", sizeof(struct posted), fields, sizeof fields / sizeof fields[0]};

/* ---- online services ---- */

struct row {
  const char *kind, *address;
};

static const struct choice *kinds(struct req *r, size_t *n) {
  const struct payment_code *k = payment_service_kinds(n);
  struct choice *out = ARENA_ARRAY(r->c->a, struct choice, *n);

  for (size_t i = 0; i < *n; i++)
    out[i] = (struct choice){k[i].code, _T(r, k[i].label), NULL};
  return out;
}

static const struct field service_fields[] = {
    F_SELECT(struct row, kind, .label = N_("类型"), .choose = kinds, .min = 1),
    F_TEXT(struct row, address, .label = N_("名称或地址"), .min = PAYMENT_ADDRESS_MIN, .max = PAYMENT_ADDRESS_MAX),
};
FORM(service, struct row);

static const struct rows services = {
    .name = "services",
    .label = N_("已有的线上服务"),
    .hint = N_("1–5 项；网站填写完整地址，其他填写能找到它的名称、账号或地址"),
    .add_label = N_("添加线上服务"),
    .form = &service,
    .min = 1,
    .max = PAYMENT_SERVICES,
};

static void read_services(struct req *r, struct payment_in *in) {
  struct row row[PAYMENT_SERVICES] = {{0}};
  struct payment_service *v = ARENA_ARRAY(r->c->a, struct payment_service, PAYMENT_SERVICES);

  in->nservices = rows_read(r, &services, row);
  in->service = v;
  for (size_t i = 0; i < in->nservices; i++) {
    const char *name = arena_fmt(r->c->a, "services.%zu.address", i + 1);
    const char *fault = payment_address_fault(row[i].kind, row[i].address);

    v[i] = (struct payment_service){row[i].kind, row[i].address};
    if (fault != NULL && form_complaint(r, name) == NULL && payment_kind_label(row[i].kind) != NULL)
      form_complain(r, name, _T(r, fault));
  }
}

/* ---- the whole ---- */

enum res payment_form_read(struct req *r, struct payment_in *in) {
  const struct posted *f = r->form;
  struct evidence_file *file = NULL;
  enum res res;

  *in = (struct payment_in){
      .mode = payment_form_mode(r), .provider_no = f->provider_no, .sub_merchants = f->sub_merchants, .tied = f->tied};
  if (by_merchant(r))
    read_services(r, in);
  if (r->errors.n > 0)
    return RES_INVALID;
  res = papers_read(r, &f->evidence, &file);
  in->file = file;
  in->nfiles = f->evidence.n;
  return res;
}

void payment_form_keep(struct req *r) {
  struct payment_in in;

  if (by_merchant(r) && r->op[0] == '\0' && r->work == NULL)
    read_services(r, &in);
}

bool payment_form_op(struct req *r) { return rows_op(r, &services, r->op); }

static void show_services(struct req *r, const struct payment *x) {
  struct payment_service v[PAYMENT_SERVICES];
  struct row row[PAYMENT_SERVICES] = {{0}};
  size_t n = payment_services_read(r->c->a, x->services, v, PAYMENT_SERVICES);

  for (size_t i = 0; i < n; i++)
    row[i] = (struct row){v[i].kind, v[i].address};
  rows_show(r, &services, row, n == 0 ? 1 : n, r->posted, r->d);
}

void payment_form_show(struct req *r, const struct payment *x) {
  struct posted *f = r->form;

  if (by_merchant(r))
    show_services(r, x);
  if (r->posted)
    return;
  f->mode = payment_form_mode(r);
  f->provider_no = x->provider_no;
  f->sub_merchants = x->sub_merchants;
}
