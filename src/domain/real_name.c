/* The verification row of a subject. What is decided is frozen by a hash over the stored facts and files: it goes into the
 * review when it is queued, over what was just written, and is computed anew from what is read when it is decided. */
#include "domain/real_name.h"

#include "base/text.h"
#include "domain/moving.h"
#include "domain/review.h"
#include "rule/policy.h"
#include "rule/subject.h"

#include <string.h>

static const struct state real_name_machine_states[] = {
    {"none", N_("未认证"), TONE_GREY},
    {"auditing", N_("认证中"), TONE_AMBER},
    {"verified", N_("已认证"), TONE_GREEN},
    {"refused", N_("未通过"), TONE_RED},
};
static const struct move real_name_machine_moves[] = {
    {"none", "submit", "auditing", REL_MAIN, MOVE_PRIMARY, N_("提交认证")},
    {"refused", "submit", "auditing", REL_MAIN, MOVE_PRIMARY, N_("提交认证")},
    {"auditing", "withdraw", "none", REL_MAIN, MOVE_BUTTON, N_("撤回认证")},
    {"auditing", "approve", "verified", REL_CLAIMANT, 0, N_("通过审核")},
    {"auditing", "refuse", "refused", REL_CLAIMANT, MOVE_DANGER | MOVE_REASON, N_("不通过")},
};
MACHINE(real_name_machine, "real-name", N_("实名认证"));

#define F(field) M(struct real_name, field)
SHAPE(real_name_shape, struct real_name, F(subject_id), F(rev), F(submitted_at), F(decided_at), F(round), F(state),
      F(licence_no), F(contact), F(real_name), F(reason), F(files), F(id_no), F(subject_name), F(subject_type));
#undef F
DB_QUERY(real_name_of, real_name_shape,
         "SELECT s.id AS subject_id, COALESCE(n.rev, 1) AS rev, COALESCE(n.submitted_at, 0) AS submitted_at,"
         " COALESCE(n.decided_at, 0) AS decided_at, COALESCE((SELECT MAX(e.round) FROM evidence e"
         " WHERE e.kind = 'real-name' AND e.object_id = s.id), 0) AS round, COALESCE(n.state, 'none') AS state,"
         " n.licence_no, n.contact, n.real_name, n.reason,"
         " (SELECT GROUP_CONCAT(HEX(e.sha256) ORDER BY e.n) FROM evidence e WHERE e.kind = 'real-name'"
         " AND e.object_id = s.id AND e.round = (SELECT MAX(l.round) FROM evidence l WHERE l.kind = 'real-name'"
         " AND l.object_id = s.id)) AS files, n.id_no, s.name AS subject_name, s.type AS subject_type"
         " FROM subject s LEFT JOIN real_name n ON n.subject_id = s.id WHERE s.id = ?");
#define MOVED "state = ?, rev = rev + 1 WHERE subject_id = ? AND state = ? AND rev = ?"
DB_STMT(real_name_move, "UPDATE real_name SET " MOVED);
DB_STMT(real_name_handed_in, "UPDATE real_name SET licence_no = ?, contact = ?, real_name = ?, id_no = ?,"
                             " submitted_at = ?, reason = NULL, " MOVED);
DB_STMT(real_name_outcome, "UPDATE real_name SET reason = ?, decided_at = ?, " MOVED);

#define ID_NO_LETTERS "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz()-"
enum { LICENCE_MAX = 64, CONTACT_MAX = 64, NAME_MAX_POINTS = 40, ID_NO_MAX = 32 };

enum res real_name_load(struct ctx *c, int64_t subject_id, struct real_name *out) {
  return db_one(c->db, c->a, real_name_of, out, I(subject_id));
}

const char *real_name_id_no(struct ctx *c, const struct real_name *x) {
  struct bytes plain = seal_open(c->a, "id-no", x->id_no);

  return plain.p == NULL ? "" : arena_strn(c->a, plain.p, plain.n);
}

const char *real_name_masked(struct ctx *c, const char *id_no) {
  char *out = arena_str(c->a, id_no);
  size_t n = strlen(out);

  for (size_t i = 0; i + 4 < n; i++)
    out[i] = '*';
  return out;
}

struct change {
  const struct db_stmt *update;
  const struct db_arg *set;
  size_t nset;
};

static enum res move(struct ctx *c, struct real_name *x, unsigned rel, const char *action, const char *reason,
                     struct change with) {
  struct moving m = {.machine = &real_name_machine,
                     .update = with.update,
                     .kind = "real-name",
                     .id = x->subject_id,
                     .subject_id = x->subject_id,
                     .state = x->state,
                     .rev = x->rev,
                     .rel = rel,
                     .reason = reason};
  enum res r = move_set(c, &m, action, with.nset, with.set);

  x->state = m.state;
  x->rev = m.rev;
  return r;
}

/* Over what was loaded: the facts, and the keys of the files. */
static void shown(const struct real_name *x, unsigned char out[SEAL_HASH]) {
  struct seal_sha256 h;

  seal_sha256_start(&h);
  seal_sha256_part(&h, bytes_of(x->licence_no));
  seal_sha256_part(&h, bytes_of(x->contact));
  seal_sha256_part(&h, bytes_of(x->real_name));
  seal_sha256_part(&h, x->id_no);
  seal_sha256_part(&h, bytes_of(x->files));
  seal_sha256_end(&h, out);
}

static enum res check_length(struct ctx *c, const char *field, const char *label, const char *value, size_t min,
                             size_t max) {
  size_t n = value == NULL ? 0 : text_points(value);

  if (n == 0)
    return why(c, RES_INVALID, field, N_("请填写%s"), TR(c, label));
  if (n < min)
    return why(c, RES_INVALID, field, N_("%s至少要有 %lld 个字"), TR(c, label), (long long)min);
  if (n > max)
    return why(c, RES_INVALID, field, N_("%s最多 %lld 个字，请缩短"), TR(c, label), (long long)max);
  return RES_OK;
}

static enum res check(struct ctx *c, const struct real_name *x, const struct real_name_in *in) {
  enum res r;

  if (subject_is_organisation(x->subject_type)) {
    r = check_length(c, "licence_no", N_("证照号码"), in->licence_no, 5, LICENCE_MAX);
    return r == RES_OK ? check_length(c, "contact", N_("联系方式"), in->contact, 2, CONTACT_MAX) : r;
  }
  r = check_length(c, "real_name", N_("真实姓名"), in->real_name, 2, NAME_MAX_POINTS);
  if (r == RES_OK)
    r = check_length(c, "id_no", N_("证件号码"), in->id_no, 6, ID_NO_MAX);
  if (r == RES_OK && in->id_no[strspn(in->id_no, ID_NO_LETTERS)] != '\0')
    return why(c, RES_INVALID, "id_no", N_("证件号码只有字母、数字、括号和短横线，请照证件填写"));
  return r;
}

/* The move and the facts that it is about. */
static enum res hand_in(struct ctx *c, struct real_name *x, const struct real_name_in *in) {
  bool organisation = subject_is_organisation(x->subject_type);

  x->round++;
  x->licence_no = organisation ? in->licence_no : NULL;
  x->contact = organisation ? in->contact : NULL;
  x->real_name = organisation ? NULL : in->real_name;
  x->id_no = organisation ? (struct bytes){NULL, 0} : seal_close(c->a, "id-no", bytes_of(in->id_no));
  const struct db_arg set[] = {T(x->licence_no), T(x->contact), T(x->real_name), B(x->id_no), I(c->now)};

  return move(c, x, ctx_rel(c, x->subject_id), "submit", NULL, (struct change){&real_name_handed_in, set, 5});
}

enum res real_name_submit(struct ctx *c, struct real_name *x, const struct real_name_in *in) {
  struct evidence_kept kept = {0};
  unsigned char hash[SEAL_HASH];
  enum res r = check(c, x, in);

  if (r == RES_OK)
    r = hand_in(c, x, in);
  if (r == RES_OK)
    r = evidence_put(c, "real-name", x->subject_id, x->round, in->file, in->n, &kept);
  if (r != RES_OK)
    return r;
  x->files = kept.files;
  shown(x, hash);
  return review_open_as(c, kept.review_id, "real-name", x->subject_id, 0, x->subject_id, hash);
}

enum res real_name_withdraw(struct ctx *c, struct real_name *x) {
  enum res r;

  if (strcmp(x->state, "auditing") == 0 && (ctx_rel(c, x->subject_id) & REL_MAIN) != 0) {
    r = review_withdraw(c, "real-name", x->subject_id); /* first, in the desk's order of locks */
    if (r != RES_OK)
      return r;
  }
  return move(c, x, ctx_rel(c, x->subject_id), "withdraw", NULL, (struct change){&real_name_move, NULL, 0});
}

enum res real_name_decided(struct ctx *c, int64_t subject_id, bool approve, const char *reason,
                           struct bytes shown_hash) {
  unsigned char hash[SEAL_HASH];
  struct real_name x = {0};
  enum res r = real_name_load(c, subject_id, &x);

  if (r != RES_OK)
    return r;
  shown(&x, hash);
  if (!bytes_same((struct bytes){hash, sizeof hash}, shown_hash))
    return why(c, RES_CONFLICT, NULL, N_("提交的内容已经变了，请重新查看后再决定"));
  const struct db_arg set[] = {approve ? T(NULL) : T(reason), I(c->now)};

  return move(c, &x, REL_CLAIMANT, approve ? "approve" : "refuse", reason, (struct change){&real_name_outcome, set, 2});
}
