/* What one request (or one job) carries down through the floors: memory, connection, time, language, who is asking,
 * and the reason when something did not work. There is no global context. */
#ifndef APP_CTX_H
#define APP_CTX_H

#include "base/arena.h"
#include "base/conf.h"
#include "base/lang.h"
#include "base/result.h"
#include "db/db.h"

#include <stdbool.h>
#include <stdint.h>

/* Who is asking. All zero: a visitor. */
struct principal {
  int64_t user_id, session_id;
  int64_t subject_id; /* the subject acted for; 0: none (staff without one) */
  const char *user_name, *subject_name, *subject_type, *subject_state, *role;
  const char *real_name; /* state of the subject's verification: "verified" … */
  bool can_obtain;
  unsigned rights; /* staff rights as enum rel bits */
  int64_t factor;  /* 0 second step open, 1 password, 2 password and code */
  int64_t proved_at;
};

/* Why a call did not return RES_OK. */
struct reason {
  const char *field; /* form field that the words are about; NULL: the whole */
  const char *text;  /* in the caller's language; NULL: the standard words of the result */
  const char *place; /* name of the page where somebody can help ("real_name"); NULL: none */
  int64_t place_id;  /* id for that page's path */
};

struct ctx {
  struct arena *a;
  struct db *db;
  const struct conf *conf;
  int64_t now; /* seconds; the same for everything that one request does */
  enum lang lang;
  struct principal who;
  const char *request_id, *address;
  struct reason why;
  struct journal *journal; /* of the running transaction (app/journal.h); NULL outside */
};

/* Remember why, return `r`: `return why(c, RES_CONFLICT, "name", "这个名称已被使用")`. The text is translated with tr()
 * before formatting; field may be NULL. */
enum res why(struct ctx *c, enum res r, const char *field, const char *text, ...) __attribute__((format(printf, 4, 5)));
/* The same, and where it can be put right. */
enum res why_at(struct ctx *c, enum res r, const char *place, int64_t place_id, const char *text, ...)
    __attribute__((format(printf, 5, 6)));

/* Relation bits of the caller to an object owned by `subject_id`: its role when it acts for that subject, 0 otherwise. */
unsigned ctx_rel(const struct ctx *c, int64_t subject_id);
/* The same in the caller's language. */
#define TR(c, text) tr((c)->lang, (text))

#endif
