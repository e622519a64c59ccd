/* The two machines of a listing and their moves.
 *
 * Every move first locks the plugin's state and listing rows, and reads with them all that the guards ask for: so the
 * order of two moves at once is settled before either looks, and the unique keys of listing_revision (one open, one
 * live) only have to hold against defects. 上架 is one act on both machines (domain.md section 9.2). */
#include "domain/listing_task.h"

#include "domain/ids.h"
#include "domain/market.h"
#include "domain/moving.h"
#include "domain/review.h"
#include "rule/policy.h"

#include <string.h>

static const struct state listing_machine_states[] = {
    {"draft", N_("草稿"), TONE_GREY},       {"auditing", N_("审核中"), TONE_AMBER},
    {"passed", N_("审核通过"), TONE_BLUE},  {"rejected", N_("审核不通过"), TONE_RED},
    {"live", N_("已上架"), TONE_GREEN},     {"superseded", N_("已被替换"), TONE_GREY},
    {"discarded", N_("已放弃"), TONE_GREY},
};
static const struct move listing_machine_moves[] = {
    {"", "publish", "draft", REL_SELLERS, 0, N_("发布")},
    {"", "revise", "draft", REL_SELLERS, 0, N_("修改信息")},
    {"draft", "submit", "auditing", REL_SELLERS, 0, N_("提交申请")},
    {"rejected", "submit", "auditing", REL_SELLERS, 0, N_("提交申请")},
    {"auditing", "withdraw", "draft", REL_SELLERS, MOVE_BUTTON, N_("撤回审核")},
    {"auditing", "approve", "passed", REL_CLAIMANT, 0, N_("通过审核")},
    {"auditing", "reject", "rejected", REL_CLAIMANT, MOVE_REASON, N_("驳回申请")},
    {"passed", "shelve", "live", REL_SELLERS, MOVE_BUTTON | MOVE_PRIMARY, N_("上架")},
    {"passed", "amend", "draft", REL_SELLERS, MOVE_BUTTON, N_("修改信息")},
    {"draft", "discard", "discarded", REL_SELLERS, MOVE_BUTTON | MOVE_DANGER, N_("放弃")},
    {"rejected", "discard", "discarded", REL_SELLERS, MOVE_BUTTON | MOVE_DANGER, N_("放弃")},
    {"passed", "discard", "discarded", REL_SELLERS, MOVE_BUTTON | MOVE_DANGER, N_("放弃")},
    {"live", "supersede", "superseded", REL_SELLERS, 0, N_("被新的信息替换")},
};
MACHINE(listing_machine, "listing", N_("发布信息"));

/* hide and show are flags, not states: they are moves here so that they leave the same traces (house.md "Move"). */
static const struct state shelf_machine_states[] = {
    {"never", N_("未上架"), TONE_GREY},
    {"on", N_("已上架"), TONE_GREEN},
    {"off", N_("已下架"), TONE_GREY},
};
static const struct move shelf_machine_moves[] = {
    {"never", "shelve", "on", REL_SELLERS, 0, N_("上架")},
    {"off", "shelve", "on", REL_SELLERS, 0, N_("上架")},
    {"on", "shelve", "on", REL_SELLERS, 0, N_("上架")},
    {"on", "hide", "on", REL_SELLERS, MOVE_BUTTON, N_("隐藏")},
    {"on", "show", "on", REL_SELLERS, MOVE_BUTTON, N_("展示")},
    {"on", "unshelve", "off", REL_SELLERS, MOVE_BUTTON | MOVE_DANGER, N_("下架")},
    {"off", "reshelve", "on", REL_SELLERS, MOVE_BUTTON | MOVE_PRIMARY, N_("重新上架")},
};
MACHINE(shelf_machine, "shelf", N_("上架状态"));

struct deal_row {
  const char *shelf, *open_state;
  int64_t hidden, rev, online_versions, open_id, open_rev, live_id, live_rev;
};
SHAPE(deal_shape, struct deal_row, M(struct deal_row, shelf), M(struct deal_row, hidden), M(struct deal_row, rev),
      M(struct deal_row, online_versions), M(struct deal_row, open_id), M(struct deal_row, open_rev),
      M(struct deal_row, open_state), M(struct deal_row, live_id), M(struct deal_row, live_rev));
DB_QUERY(listing_lock, deal_shape,
         "SELECT l.shelf, l.hidden, l.rev, s.online_versions, COALESCE(o.id, 0) AS open_id, COALESCE(o.rev, 0) AS"
         " open_rev, o.state AS open_state, COALESCE(v.id, 0) AS live_id, COALESCE(v.rev, 0) AS live_rev"
         " FROM plugin_state s JOIN listing l ON l.plugin_id = s.plugin_id"
         " LEFT JOIN listing_revision o ON o.open_of = s.plugin_id"
         " LEFT JOIN listing_revision v ON v.live_of = s.plugin_id WHERE s.plugin_id = ? FOR UPDATE");
/* The highest number is asked for in a query of its own: MAX beside other columns fails from the second execution on
 * (MariaDB 10.11). */
DB_STMT(revision_insert,
        "INSERT INTO listing_revision (id, plugin_id, n, state, what, how, benefit, cases, contact, guide, created_at,"
        " provider_id) SELECT ?, ?, (SELECT COALESCE(MAX(m.n), 0) + 1 FROM listing_revision m WHERE m.plugin_id = ?),"
        " 'draft', '', '', '', '', ?, '', ?, ?");
DB_STMT(revision_copy,
        "INSERT INTO listing_revision (id, plugin_id, n, state, summary, what, how, benefit, cases, contact, guide,"
        " info_saved, guide_saved, created_at, provider_id) SELECT ?, v.plugin_id, (SELECT MAX(m.n) + 1 FROM "
        "listing_revision m"
        " WHERE m.plugin_id = v.plugin_id), 'draft', v.summary, v.what, v.how, v.benefit, v.cases, v.contact, v.guide,"
        " v.info_saved, v.guide_saved, ?, v.provider_id FROM listing_revision v WHERE v.id = ?");
DB_STMT(revision_copy_pictures, "INSERT INTO picture (owner_kind, owner_id, n, sha256) SELECT 'listing', ?, p.n,"
                                " p.sha256 FROM picture p WHERE p.owner_kind = 'listing' AND p.owner_id = ?");
#define MOVED "state = ?, rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?"
DB_STMT(revision_move, "UPDATE listing_revision SET " MOVED);
DB_STMT(revision_submitted, "UPDATE listing_revision SET submitted_at = ?, reason = NULL, " MOVED);
DB_STMT(revision_decided, "UPDATE listing_revision SET reason = COALESCE(?, reason), " MOVED);
DB_STMT(revision_shelved,
        "UPDATE listing_revision v JOIN listing l ON l.plugin_id = v.plugin_id AND l.shelf = ? AND l.rev = ?"
        " SET l.shelf = ?, l.rev = l.rev + 1, l.shelved_at = ?, v.live_at = ?, v.state = ?, v.rev = v.rev + 1"
        " WHERE v.id = ? AND v.state = ? AND v.rev = ?");
DB_STMT(shelf_move, "UPDATE listing SET shelf = ?, rev = rev + 1 WHERE plugin_id = ? AND shelf = ? AND rev = ?");
DB_STMT(shelf_hide,
        "UPDATE listing SET shelf = ?, hidden = 1, rev = rev + 1 WHERE plugin_id = ? AND shelf = ? AND rev = ?");
DB_STMT(shelf_show,
        "UPDATE listing SET shelf = ?, hidden = 0, rev = rev + 1 WHERE plugin_id = ? AND shelf = ? AND rev = ?");

/* What one move is about. */
struct deal {
  struct ctx *c;
  const struct plugin *p;
  unsigned rel;
  const char *action;
  struct deal_row at;
};

static struct moving moving_of(const struct deal *d, const struct db_stmt *update, int64_t id, int64_t rev,
                               const char *state) {
  return (struct moving){&listing_machine, update, "listing", id, d->p->subject_id, state, rev, d->rel, NULL};
}

static enum res none_open(struct deal *d) {
  return why_at(d->c, RES_CONFLICT, "listing", d->p->id, N_("没有进行中的发布信息；请到发布管理查看最新状态"));
}

/* The move of the open revision; `set`: what changes with it. */
static enum res turn_with(struct deal *d, const struct db_stmt *update, size_t n, const struct db_arg *set) {
  struct moving m = moving_of(d, update, d->at.open_id, d->at.open_rev, d->at.open_state);

  return d->at.open_id == 0 ? none_open(d) : move_set(d->c, &m, d->action, n, set);
}

static enum res turn_open(struct deal *d) { return turn_with(d, &revision_move, 0, NULL); }

static struct moving shelf_of(const struct deal *d, const struct db_stmt *update) {
  return (struct moving){&shelf_machine, update,    "plugin", d->p->id, d->p->subject_id,
                         d->at.shelf,    d->at.rev, d->rel,   NULL};
}

static enum res shelf(struct deal *d, const struct db_stmt *update) {
  struct moving m = shelf_of(d, update);

  return move_do(d->c, &m, d->action);
}

static enum res need_online(struct deal *d) {
  if (d->at.online_versions > 0)
    return RES_OK;
  return why_at(d->c, RES_CONFLICT, "versions", d->p->id, N_("还没有已上线的版本；请先到版本管理上线一个版本"));
}

/* A revision that comes into being: may the caller, is none open? */
static enum res may_begin(struct deal *d) {
  const struct move *row = NULL;

  if (move_check(&listing_machine, "", d->action, d->rel, &row) != MOVE_OK)
    return why(d->c, RES_FORBIDDEN, NULL, N_("需要由%s来操作"), TR(d->c, policy_holders(PERM_LISTING_EDIT)));
  if (d->at.open_id != 0)
    return why_at(d->c, RES_CONFLICT, "listing", d->p->id,
                  N_("已经有一份进行中的发布信息；请继续填写它，或者先放弃它"));
  return RES_OK;
}

static enum res born(struct deal *d, int64_t id) {
  const struct moving m = moving_of(d, NULL, id, 1, "draft");

  return move_born(d->c, &m, d->action);
}

static enum res do_publish(struct deal *d) {
  struct ctx *c = d->c;
  int64_t id = 0;
  enum res r = may_begin(d);

  if (r == RES_OK && strcmp(d->at.shelf, "never") != 0)
    r = why_at(c, RES_CONFLICT, "listing", d->p->id, N_("插件已经发布过；请到发布管理点击“修改信息”"));
  if (r == RES_OK)
    r = need_online(d);
  if (r == RES_OK)
    r = id_new(c, "listing", &id);
  if (r == RES_OK)
    r = db_exec(c->db, revision_insert, NULL, I(id), I(d->p->id), I(d->p->id), T(d->p->contact), I(c->now),
                I(d->p->subject_id));
  return r == RES_OK ? born(d, id) : r;
}

/* What was on the shelf once has a live revision for ever: it is what is copied. */
static enum res do_revise(struct deal *d) {
  struct ctx *c = d->c;
  int64_t id = 0;
  enum res r = may_begin(d);

  if (r == RES_OK && d->at.live_id == 0)
    r = why_at(c, RES_CONFLICT, "listing", d->p->id, N_("插件还没有上架过；请先到发布管理点击“发布”"));
  if (r == RES_OK)
    r = id_new(c, "listing", &id);
  if (r == RES_OK)
    r = db_exec(c->db, revision_copy, NULL, I(id), I(c->now), I(d->at.live_id));
  if (r == RES_OK)
    r = db_exec(c->db, revision_copy_pictures, NULL, I(id), I(d->at.live_id));
  return r == RES_OK ? born(d, id) : r;
}

/* What the wizard shows as missing is what keeps it back. */
static enum res need_complete(struct deal *d, const struct revision *v) {
  struct listing_progress p;
  struct guide g;
  const char *page;

  if (!revision_editable(v)) /* the machine refuses, in its own words */
    return RES_OK;
  if (!guide_decode(d->c->a, v->guide, &g))
    return RES_INTERNAL;
  listing_progress(v, &g, NULL, 0, &p);
  if (listing_complete(&p, &page))
    return RES_OK;
  return why_at(d->c, RES_CONFLICT, page, d->p->id,
                p.task[LISTING_INFO].nmissing > 0 ? N_("请先填写并保存插件信息") : N_("请先填写并保存接入指引"));
}

static enum res do_submit(struct deal *d) {
  struct ctx *c = d->c;
  struct revision v = {0};
  unsigned char shown[SEAL_HASH];
  enum res r = d->at.open_id == 0 ? RES_OK : revision_by_id(c, d->at.open_id, &v);

  if (r == RES_OK)
    r = need_complete(d, &v);
  if (r == RES_OK)
    r = turn_with(d, &revision_submitted, 1, &(struct db_arg){.kind = DB_INT, .i = c->now});
  if (r != RES_OK)
    return r;
  revision_hash(&v, shown);
  return review_open(c, "listing", v.id, d->p->id, d->p->subject_id, shown);
}

static enum res do_withdraw(struct deal *d) {
  enum res r = turn_open(d);

  return r == RES_OK ? review_withdraw(d->c, "listing", d->at.open_id) : r;
}

/* Both machines move by one statement. The former live revision goes first: there is never more than one. */
static enum res do_shelve(struct deal *d) {
  struct ctx *c = d->c;
  const struct db_arg set[] = {I(c->now), I(c->now)};
  struct moving former = moving_of(d, &revision_move, d->at.live_id, d->at.live_rev, "live"), shelf = shelf_of(d, NULL),
                open = moving_of(d, &revision_shelved, d->at.open_id, d->at.open_rev, d->at.open_state);
  const char *state = d->at.open_state == NULL ? "" : d->at.open_state;
  enum res r = strcmp(state, "passed") == 0 ? need_online(d) : RES_OK;

  if (d->at.open_id == 0)
    return none_open(d);
  if (r == RES_OK && strcmp(state, "passed") == 0 && d->at.live_id != 0)
    r = move_do(c, &former, "supersede");
  if (r == RES_OK)
    r = move_pair(c, &open, &shelf, "shelve", 2, set);
  return r == RES_OK ? market_refresh(c, d->p->id) : r;
}

static enum res do_shelf(struct deal *d) {
  enum res r = strcmp(d->action, "reshelve") == 0 && strcmp(d->at.shelf, "off") == 0 ? need_online(d) : RES_OK;

  if (r == RES_OK)
    r = shelf(d, &shelf_move);
  return r == RES_OK ? market_refresh(d->c, d->p->id) : r;
}

static enum res do_hide(struct deal *d) {
  bool hide = strcmp(d->action, "hide") == 0;
  enum res r;

  if (strcmp(d->at.shelf, "on") == 0 && hide == (d->at.hidden != 0))
    return why(d->c, RES_CONFLICT, NULL,
               hide ? N_("插件已经隐藏，请刷新页面查看最新状态") : N_("插件已经展示，请刷新页面查看最新状态"));
  r = shelf(d, hide ? &shelf_hide : &shelf_show);
  return r == RES_OK ? market_refresh(d->c, d->p->id) : r;
}

/* `on`: whose rev the caller's page showed. */
static const struct {
  const char *action;
  enum { ON_LISTING, ON_OPEN } on;
  enum res (*fn)(struct deal *d);
} deals[] = {
    {"publish", ON_LISTING, do_publish}, {"revise", ON_LISTING, do_revise},  {"submit", ON_OPEN, do_submit},
    {"withdraw", ON_OPEN, do_withdraw},  {"shelve", ON_OPEN, do_shelve},     {"amend", ON_OPEN, turn_open},
    {"discard", ON_OPEN, turn_open},     {"unshelve", ON_LISTING, do_shelf}, {"reshelve", ON_LISTING, do_shelf},
    {"hide", ON_LISTING, do_hide},       {"show", ON_LISTING, do_hide},
};

enum res listing_do(struct ctx *c, const struct plugin *p, unsigned rel, const char *action, int64_t rev) {
  struct deal d = {.c = c, .p = p, .rel = rel, .action = action};
  enum res r;

  for (size_t i = 0; i < sizeof deals / sizeof deals[0]; i++) {
    if (strcmp(deals[i].action, action) != 0)
      continue;
    r = db_one(c->db, c->a, listing_lock, &d.at, I(p->id));
    if (r == RES_OK && rev != 0 && rev != (deals[i].on == ON_OPEN ? d.at.open_rev : d.at.rev))
      r = RES_STALE;
    return r == RES_OK ? deals[i].fn(&d) : r;
  }
  return RES_MALFORMED;
}

enum res listing_decided(struct ctx *c, int64_t revision_id, bool approve, const char *reason,
                         struct bytes shown_hash) {
  struct revision v = {0};
  unsigned char now[SEAL_HASH];
  const struct db_arg set[] = {T(approve ? NULL : reason)};
  struct moving m = {&listing_machine, &revision_decided, "listing", revision_id, 0, NULL, 0, REL_CLAIMANT, reason};
  enum res r = revision_by_id(c, revision_id, &v);

  if (r != RES_OK)
    return r;
  revision_hash(&v, now);
  if (!bytes_same(shown_hash, (struct bytes){now, sizeof now}))
    return why(c, RES_CONFLICT, NULL, N_("内容和送审时不同，请刷新页面后重新审核"));
  m.state = v.state;
  m.rev = v.rev;
  return move_set(c, &m, approve ? "approve" : "reject", 1, set);
}
