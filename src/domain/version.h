/* Versions of a plugin. Source: domain.md section 2 "Version" and section 4 "version".
 *
 * What changes anything here runs inside the caller's transaction and may run again as a whole. */
#ifndef DOMAIN_VERSION_H
#define DOMAIN_VERSION_H

#include "app/ctx.h"
#include "domain/package.h"
#include "domain/plugin.h"
#include "domain/shots.h"
#include "domain/version_number.h"
#include "rule/move.h"

extern const struct machine version_machine;

enum {
  VERSION_OPEN_MAX = 20,       /* versions of a plugin in init and rejected */
  VERSION_NOTE_MAX = 200,      /* code points, as all below */
  VERSION_DESCRIPTION_MIN = 5, /* what it does */
  VERSION_DESCRIPTION_MAX = 500,
  VERSION_USAGE_MAX = 500,  /* how to try it */
  VERSION_LOGIN_MAX = 64,   /* of the test account, and of its password */
  VERSION_OVERRIDE_MIN = 5, /* why it breaks within its major */
  VERSION_OVERRIDE_MAX = 200,
  VERSION_PREVIEWS = SHOTS_MAX
};

struct version {
  int64_t id, plugin_id, subject_id, major, minor, patch, rev, uploader, package_size, upload_size, self_check,
      created_at, submitted_at, online_at, breaking /* breaking changes in `contract` */;
  const char *number; /* "1.2.3" */
  const char *state, *note, *min_base_library, *manifest /* JSON: manifest.h */, *findings /* JSON: finding.h */,
      *category, *category_zh, *category_en /* "工具 / 天气" in both languages */, *tags /* 、 between */, *description,
      *usage_text, *reason /* of the last rejection */, *uploader_name;
  const char *pictures;        /* previews in their order, as text (shots.h); NULL: none */
  const char *kept;            /* previews that were chosen and not saved yet, likewise */
  int64_t trial;               /* the trial pointer is at it: 1 or 0 */
  int64_t gray_percent;        /* 0 but in state gray */
  const char *contract;        /* as it was submitted, JSON: version_check.h; NULL: never */
  const char *override_reason; /* why it breaks within its major; "" */
  struct bytes package_sha256, upload_sha256, test_login /* sealed: version_login */;
  bool repicture;  /* from version_take to the write: the rows of the previews change … */
  size_t pictured; /* … of which there are so many */
};

/* By number ("1.2.3") within a plugin, deleted ones too. RES_NOT_FOUND for none and for anything that is no number. One
 * query, as each of these. */
MUST_USE enum res version_load(struct ctx *c, int64_t plugin_id, const char *number, struct version *out);
MUST_USE enum res version_by_id(struct ctx *c, int64_t id, struct version *out);

/* The versions of a plugin by falling number, deleted ones too, in one `state` unless it is "": `limit` rows below the number
 * `key` ("" from the highest on), or with `back` the nearest ones above it. total is the same in every row: how many the list
 * has, counted to 1001. */
struct version_item {
  int64_t id, package_size, created_at, submitted_at, online_at, trial, gray_percent, total;
  const char *number, *state, *note, *min_base_library;
};
MUST_USE enum res version_list(struct ctx *c, int64_t plugin_id, const char *state, const char *key, bool back,
                               int64_t limit, struct version_item **out, size_t *n);
/* Those online, by falling number, at most 50: what merchants may get. */
MUST_USE enum res version_list_online(struct ctx *c, int64_t plugin_id, struct version_item **out, size_t *n);

/* The files of the package by their number (from 1): `limit` rows after number `after`; total as above. */
struct version_file {
  int64_t n, size, total;
  const char *path;
  struct bytes sha256;
};
MUST_USE enum res version_files(struct ctx *c, int64_t version_id, int64_t after, int64_t limit,
                                struct version_file **out, size_t *n);

/* The number to suggest for the next upload: one more than the highest; 1.0.0 for the first. */
MUST_USE enum res version_next(struct ctx *c, int64_t plugin_id, struct version_number *out);

/* Keep a new version in state init, its package and its files. RES_INVALID on field "version": not greater than every
 * earlier number of its major, deleted ones included; without a field: VERSION_OPEN_MAX is reached. Both hold under
 * races. RES_FORBIDDEN: rel may not upload. */
struct version_upload {
  const struct plugin *plugin;
  unsigned rel;
  struct version_number number;
  const char *note, *min_base_library; /* "" for none */
  const struct package *package;
  const struct findings *findings; /* the checker's warnings */
};
MUST_USE enum res version_upload(struct ctx *c, const struct version_upload *in, int64_t *id);

/* What a version is submitted with. account and password are a pair; account "" forgets both; password "" keeps the
 * one that belongs to the same account. The previews, in their order, are images that are stored already (content.h). */
struct version_submission {
  const char *category, *tags /* as typed */, *description, *usage, *account, *password,
      *override /* why it breaks within its major; NULL is "" */;
  bool self_check;
  const struct shot *preview;
  size_t npreviews;
};
/* Take it over into *v, in state init (RES_CONFLICT otherwise); the submit that follows keeps it. RES_INVALID: tags, the
 * pair or more than VERSION_PREVIEWS previews cannot be taken, on their field. */
MUST_USE enum res version_take(struct ctx *c, struct version *v, unsigned rel, const struct version_submission *in);
/* The same, and keep it as a draft, only while v->rev is what it was (RES_STALE); counts it up. Writes no audit row: that
 * is the caller's. */
MUST_USE enum res version_save(struct ctx *c, struct version *v, unsigned rel, const struct version_submission *in);
/* Write the previews that version_take took over: for the functions that write the rest of it, behind their guarded UPDATE. */
MUST_USE enum res version_write_previews(struct ctx *c, struct version *v);
/* Keep previews of a form that could not be taken yet, so that nobody has to choose them again: those of `v` that are not
 * among its saved ones, instead of what was kept before. They are gone with the next save or submission. Writes its audit
 * row. RES_CONFLICT, RES_FORBIDDEN as version_take. */
MUST_USE enum res version_keep(struct ctx *c, const struct version *v, unsigned rel, const struct shot *preview,
                               size_t n);
/* The previews that a form may show: the saved ones, then the kept ones; *saved counts the former. At most twice
 * VERSION_PREVIEWS, in the arena. No query. */
size_t version_previews(struct ctx *c, const struct version *v, struct shot **out, size_t *saved);
/* The first thing that the submission of `v` lacks: Chinese words for tr() and *field; NULL when it is complete. */
const char *version_lacks(struct ctx *c, const struct version *v, const char **field);
/* The test account as kept; both "" when there is none or it cannot be opened. */
void version_login(struct ctx *c, const struct version *v, const char **account, const char **password);

/* The categories that a plugin of this mini-program may be submitted in: passed there and open to plugins. */
struct category;
MUST_USE enum res version_categories(struct ctx *c, int64_t app_id, struct category **out, size_t *n);

/* What else has to be there before `v` may be submitted, and what it is compared with (version_check.h), in one query. */
struct version_ready {
  int64_t before_major; /* of the version before */
  const char *before;   /* its number; NULL: there is none, and the next three are NULL */
  const char *before_manifest, *live_guide, *open_guide /* of the plugin's revisions; NULL where there is none */;
  int64_t doc_at; /* when its newest documentation was uploaded; 0: it has none */
  const char *readme, *doc_files /* of that: its text, its images (doc.h doc_images_read) */;
  int64_t category;    /* the version's category is passed on the owner mini-program and open to plugins: 1 or 0 */
  const char *waiting; /* number of another version that is in auditing, passed or gray; NULL: none */
};
MUST_USE enum res version_ready(struct ctx *c, const struct plugin *p, const struct version *v,
                                struct version_ready *out);

/* A move by the provider: submit (with all its guards, and queues the review), withdraw, return, gray, stop-gray, online,
 * offline, delete, set-trial, clear-trial. *v gets the new state and rev. Results as move_do; a guard that does not hold is
 * RES_CONFLICT with why and with the place where it can be put right (why.place, never NULL then); a submission that is not
 * complete is RES_INVALID on its field. */
MUST_USE enum res version_move(struct ctx *c, const struct plugin *p, struct version *v, unsigned rel,
                               const char *action);
/* The same with what a move is told: gray its percent (RES_INVALID on "percent" unless it is one of version_percents and
 * more than before), stop-gray and offline a reason (RES_INVALID on "reason"). */
struct version_said {
  const char *reason;
  int64_t percent;
};
enum { VERSION_PERCENTS = 4 };
extern const int64_t version_percents[VERSION_PERCENTS];
MUST_USE enum res version_move_with(struct ctx *c, const struct plugin *p, struct version *v, unsigned rel,
                                    const char *action, const struct version_said *said);

/* The reviewer's decision moves the version (approve → passed, reject → rejected with the reason), inside the desk's
 * transaction. RES_CONFLICT when it is not in auditing any more, or when the bytes are not those that were shown. */
MUST_USE enum res version_decided(struct ctx *c, int64_t id, bool approve, const char *reason, struct bytes shown_hash);

#endif
