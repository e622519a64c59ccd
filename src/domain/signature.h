/* Host signatures: how a plugin's server knows that a call comes from a mini-program which the platform vouches for.
 *
 * The platform signs for the runtime: sha1 over the sorted host appid, nonce, timestamp and plugin Token, put together
 * without anything between; the plugin's server makes the same of its own Token. Source: domain.md section 5, end. Pure. */
#ifndef DOMAIN_SIGNATURE_H
#define DOMAIN_SIGNATURE_H

#include "base/arena.h"

#include <stdint.h>

enum {
  SIGNATURE_HEX = 40,
  SIGNATURE_NONCE = 64,
  SIGNATURE_LASTS = 300 /* seconds that a server should take it for new */
};

/* What comes with a call. All are ASCII without blanks. */
struct signature {
  const char *app, *nonce, *timestamp /* seconds since 1970, decimal */, *hex /* either case */;
};

/* Lower-case hex; `s->hex` is not read. */
const char *signature_make(struct arena *a, const struct signature *s, const char *token);

enum signature_fault {
  SIGNATURE_RIGHT,
  SIGNATURE_FORMER,   /* made with the Token before this one */
  SIGNATURE_UNSORTED, /* the four parts in another order */
  SIGNATURE_TOKENLESS,
  SIGNATURE_JOINED, /* with something between the parts */
  SIGNATURE_PLUGIN, /* the plugin's id in place of the appid */
  SIGNATURE_OTHER,  /* some part is another */
};
/* Was it made as the scheme says, or in which usual way was it not? `former` may be NULL. Says nothing about time. */
enum signature_fault signature_judge(struct arena *a, const struct signature *s, const char *token, const char *former,
                                     const char *plugin);

/* Seconds since it was made; negative when it lies ahead. False when the timestamp is no number of seconds. */
bool signature_age(const struct signature *s, int64_t now, int64_t *age);

#endif
