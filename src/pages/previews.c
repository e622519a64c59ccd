/* Everything about previews that is not the version's: arranging what was posted, and making new pictures one at a time. */
#include "pages/previews.h"

#include "app/journal.h"
#include "domain/content.h"
#include "domain/finding.h"
#include "pages/avatar.h"
#include "web/rows.h"

#include <string.h>

enum { EDGE = 1280 };

struct kept_form {
  const char *file;
};
static const struct field kept_fields[] = {F_HIDDEN(struct kept_form, file, .max = 2 * SEAL_HASH)};
FORM(kept, struct kept_form);
static const struct rows group = {.name = "previews", .form = &kept, .max = 99};

bool previews_op(struct req *r, const char *op) { return rows_op(r, &group, op); }

static const char *row_name(const struct req *r, size_t no) { return arena_fmt(r->c->a, "previews.%zu.file", no); }

/* The posted rows that are pictures of this version, each once. Gives how many were not. */
static size_t arranged(struct req *r, const struct version *v, struct previews *x) {
  struct shot *have;
  size_t saved, n = version_previews(r->c, v, &have, &saved), rows = rows_posted(r, &group), lost = 0;

  for (size_t i = 1; i <= rows; i++) {
    const char *hex = http_param(&r->post, row_name(r, i));
    unsigned char hash[SEAL_HASH];
    size_t at = n;

    if (hex != NULL && bytes_unhex(hex, hash, sizeof hash))
      at = shots_find(have, n, (struct bytes){hash, sizeof hash});
    if (at < n && x->n < VERSION_PREVIEWS && shots_find(x->v, x->n, have[at].sha256) == x->n)
      x->v[x->n++] = have[at];
    else
      lost += at == n;
  }
  return lost;
}

/* Why this one cannot be taken, for people; NULL: it was (or it is there already). */
static const char *take_one(struct req *r, const struct http_file *file, struct previews *x, enum res *res) {
  struct picture *to;
  unsigned char *hash;

  if (x->n == VERSION_PREVIEWS)
    return arena_fmt(r->c->a, _T(r, N_("最多 %d 张，没有收下")), (int)VERSION_PREVIEWS);
  if (file->size > AVATAR_MAX)
    return arena_fmt(r->c->a, _T(r, N_("不能超过 %s")), finding_size(r->c->a, AVATAR_MAX));
  to = &x->made[x->fresh];
  *res = picture_remake(r, file, EDGE, PICTURE_ALIKE, to);
  if (*res != RES_OK)
    return picture_words(*res) == NULL ? NULL : _T(r, picture_words(*res));
  hash = arena_alloc(r->c->a, SEAL_HASH);
  seal_sha256(to->data, hash);
  if (shots_find(x->v, x->n, (struct bytes){hash, SEAL_HASH}) < x->n)
    return NULL;
  x->v[x->n++] = (struct shot){{hash, SEAL_HASH}, shot_name(r->c->a, file->filename)};
  x->fresh++;
  return NULL;
}

/* One field, one message: sentences behind each other. */
static void tell(struct req *r, struct buf *b, const char *sentence) {
  buf_fmt(b, "%s%s", b->n == 0 ? "" : _T(r, N_("；")), sentence);
}

enum res previews_take(struct req *r, const struct version *v, struct previews *x) {
  struct buf b = buf_new(r->c->a, 16 * 1024), names = buf_new(r->c->a, 16 * 1024);
  enum res res = RES_OK;
  size_t lost;

  if (x->taken)
    return RES_OK;
  x->taken = true;
  lost = arranged(r, v, x);
  if (lost > 0)
    tell(r, &b, arena_fmt(r->c->a, _T(r, N_("有 %zu 张图片已被删除，请重新选择")), lost));
  for (size_t i = 0; i < r->post.nfiles; i++) {
    const struct http_file *file = &r->post.file[i];
    const char *words, *name;

    if (strcmp(file->field, "previews") != 0 || file->fd < 0)
      continue;
    name = shot_name(r->c->a, file->filename);
    words = take_one(r, file, x, &res);
    if (words == NULL && res != RES_OK)
      return res;
    if (words != NULL)
      tell(r, &b, arena_fmt(r->c->a, _T(r, N_("%s：%s")), name, words));
    else
      buf_fmt(&names, "%s%s", names.n == 0 ? "" : _T(r, N_("、")), name);
    res = RES_OK;
  }
  x->names = names.n == 0 ? NULL : names.p;
  if (b.n > 0)
    form_complain(r, "previews", b.p);
  return RES_OK;
}

enum res previews_store(struct req *r, const struct previews *x) { return pictures_keep(r, x->made, x->fresh); }

struct keeping {
  struct req *r;
  const struct version *v;
  unsigned rel;
  const struct previews *x;
};

static enum res keep(void *arg) {
  struct keeping *k = arg;
  enum res res = previews_store(k->r, k->x);

  return res == RES_OK ? version_keep(k->r->c, k->v, k->rel, k->x->v, k->x->n) : res;
}

/* The posted rows become what is arranged now. */
static void rearrange(struct req *r, const struct previews *x) {
  struct http_param *param = ARENA_ARRAY(r->c->a, struct http_param, r->post.n + x->n);
  size_t n = 0;

  for (size_t i = 0; i < r->post.n; i++)
    if (strncmp(r->post.param[i].name, "previews.", 9) != 0)
      param[n++] = r->post.param[i];
  for (size_t i = 0; i < x->n; i++)
    param[n++] = (struct http_param){row_name(r, i + 1), bytes_hex(r->c->a, x->v[i].sha256.p, x->v[i].sha256.n)};
  r->post.param = param;
  r->post.n = n;
}

enum res previews_keep(struct req *r, const struct version *v, unsigned rel, struct previews *x) {
  struct keeping k = {r, v, rel, x};
  enum res res = previews_take(r, v, x);

  if (res == RES_OK && x->fresh > 0)
    res = ctx_tx(r->c, keep, &k);
  if (res == RES_OK)
    rearrange(r, x);
  return res;
}

static void show_thumb(struct req *r, struct data *d, const struct shot *s, size_t no, size_t n, bool fresh) {
  struct data *row = data_row(d, "thumbs");

  data_text(row, "thumb_field", row_name(r, no));
  data_text(row, "thumb_value", bytes_hex(r->c->a, s->sha256.p, s->sha256.n));
  data_text(row, "thumb_url", media_url(r, s->sha256));
  data_fmt(row, "thumb_alt", _T(r, N_("预览图 %d")), (int)no);
  data_text(row, "thumb_name", s->name);
  data_flag(row, "thumb_new", fresh);
  data_int(row, "thumb_no", (int64_t)no);
  data_text(row, "up_op", no == 1 ? NULL : arena_fmt(r->c->a, "previews.up.%zu", no));
  data_text(row, "down_op", no == n ? NULL : arena_fmt(r->c->a, "previews.down.%zu", no));
  data_fmt(row, "del_op", "previews.del.%zu", no);
}

void previews_fill(struct req *r, const struct version *v, const struct previews *x, struct data *d) {
  struct shot *have;
  size_t saved, n = version_previews(r->c, v, &have, &saved);
  const struct shot *list = x->taken ? x->v : have;

  n = x->taken ? x->n : n;
  n = n < VERSION_PREVIEWS ? n : VERSION_PREVIEWS;
  for (size_t i = 0; i < n; i++)
    show_thumb(r, d, &list[i], i + 1, n, shots_find(have, saved, list[i].sha256) == saved);
}

const char *previews_kept_words(struct req *r, const struct previews *x) {
  return x->names == NULL ? NULL : arena_fmt(r->c->a, _T(r, N_("已保留，不用重新选择：%s")), x->names);
}
