/* Who may do what: relations (facts found in rows) against a matrix of permissions.
 *
 * A relation says how the caller stands to the object that a page or a move is about. A missing row means nobody.
 * Source: domain.md sections 1 and 4; house.md "Rule". */
#ifndef RULE_POLICY_H
#define RULE_POLICY_H

#include <stdbool.h>
#include <stddef.h>

/* Bits of a relation set. The four roles hold only on objects of the subject that the caller acts for. */
enum rel {
  REL_ANYONE = 1 << 0,     /* visitors too */
  REL_USER = 1 << 1,       /* signed in, second step done when one is needed */
  REL_MAIN = 1 << 2,       /* 主账号 */
  REL_ADMIN = 1 << 3,      /* 管理员 */
  REL_DEVELOPER = 1 << 4,  /* 开发 */
  REL_OPERATOR = 1 << 5,   /* 运营 */
  REL_OBTAINER = 1 << 6,   /* main account, or a member it empowered for 获取 */
  REL_VERSION = 1 << 7,    /* reviewer of versions, not of the submitting subject */
  REL_LISTING = 1 << 8,    /* reviewer of listings, same */
  REL_PAYMENT = 1 << 9,    /* reviewer of payment, same */
  REL_REAL_NAME = 1 << 10, /* reviewer of real-name, same */
  REL_CLAIMANT = 1 << 11,  /* holds the claim on this review */
  REL_PLATFORM = 1 << 12,  /* 平台运营 */
  REL_CLOCK = 1 << 13,     /* the jobs process */
  REL_PROVIDER = 1 << 14,  /* answers for the plugin that another subject's object is about */
  REL_RULE = 1 << 15,      /* the provider's standing rule, which answers for it */
  REL__ALL = (1 << 16) - 1
};

enum {
  REL_MANAGERS = REL_MAIN | REL_ADMIN,
  REL_MAKERS = REL_MANAGERS | REL_DEVELOPER,
  REL_SELLERS = REL_MANAGERS | REL_OPERATOR,
  REL_TEAM = REL_MANAGERS | REL_DEVELOPER | REL_OPERATOR,
  REL_REVIEWERS = REL_VERSION | REL_LISTING | REL_PAYMENT | REL_REAL_NAME,
};

/* Permissions, least risky first. 0 is none: nobody. */
enum perm {
  PERM_NONE,
  PERM_PUBLIC,          /* read what everybody may read */
  PERM_SIGNED_IN,       /* own sessions, own console */
  PERM_SUBJECT_VIEW,    /* the pages of one's subject */
  PERM_APP_VIEW,        /* a mini-program and its bindings */
  PERM_PLUGIN_VIEW,     /* a plugin's console pages */
  PERM_REVIEW_QUEUE,    /* 审核台 */
  PERM_REVIEW_READ,     /* one review of one's kind */
  PERM_VERSION_UPLOAD,  /* upload, delete, doc */
  PERM_VERSION_SUBMIT,  /* submit, withdraw, return */
  PERM_LISTING_EDIT,    /* listing texts and moves */
  PERM_DEBUG,           /* joint-debug links, on either side */
  PERM_APP_EDIT,        /* create and change mini-programs */
  PERM_PLUGIN_EDIT,     /* open the function, basic settings */
  PERM_VERSION_RELEASE, /* online */
  PERM_ANSWER,          /* approve and refuse applications */
  PERM_BIND,            /* bind, stop, resume, unbind */
  PERM_OBTAIN,          /* obtain, release */
  PERM_REVIEW_CLAIM,    /* claim a queued review */
  PERM_REVIEW_DECIDE,   /* approve, reject, release a claimed one */
  PERM_REAL_NAME,       /* real-name verification of the subject */
  PERM_PLATFORM,        /* 平台管理 */
  PERM__MAX
};

/* May a caller with these relations? */
bool policy_may(enum perm perm, unsigned rel);
/* Stable name of a permission ("plugin_view"), for golden files and `plugshelfctl routes`. */
const char *policy_name(enum perm perm);
/* The relations that a permission is given to. */
unsigned policy_given(enum perm perm);
/* Who holds it, in Chinese for tr(): "主账号或管理员". Used in denials. */
const char *policy_holders(enum perm perm);

/* Name of one relation bit ("main"); NULL when `bit` is not exactly one. */
const char *rel_name(unsigned bit);
/* The role bit of a member role code ("admin"); 0 when unknown. */
unsigned rel_of_role(const char *role);
/* The bit of a staff right code ("real-name"); 0 when unknown. */
unsigned rel_of_right(const char *right);
/* Chinese label of a role code, for tr(). */
const char *rel_role_label(const char *role);

#endif
