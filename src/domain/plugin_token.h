/* The Token of a plugin (S1, S4): the secret that its server and the platform share, for host signatures (signature.h).
 *
 * Made when it is first asked for, kept sealed, shown once: to the session that made it, and to nobody afterwards. Who has
 * lost it replaces it. Its row is its own, so a replaced Token makes no open form of the settings stale. */
#ifndef DOMAIN_PLUGIN_TOKEN_H
#define DOMAIN_PLUGIN_TOKEN_H

#include "app/ctx.h"

struct plugin_token {
  int64_t plugin_id, n /* how many there have been; 0: none yet */, made_at;
  int64_t shown_to; /* session that may still see it; 0: none */
  int64_t hosts;    /* mini-programs that run the plugin; 101 for more than 100 */
  const char *made_by;
  struct bytes token, former; /* sealed; empty when there is none */
};

/* One query. RES_OK also where there is none yet. */
MUST_USE enum res plugin_token_load(struct ctx *c, int64_t plugin_id, struct plugin_token *out);

/* Inside a transaction: make the first one, or another in its place, for the eyes of `session_id`; writes the audit row.
 * RES_STALE when another was made since `seen`. 1 statement. */
MUST_USE enum res plugin_token_rotate(struct ctx *c, const struct plugin_token *seen, int64_t session_id);

/* Outside a transaction: is it the caller's turn to see it? *text gets it, for this once, or NULL. One statement, none
 * where it is not. */
MUST_USE enum res plugin_token_show(struct ctx *c, const struct plugin_token *t, const char **text);

/* Unsealed; NULL when there is none or the key file is another. For signing and checking only, never for a page. */
const char *plugin_token_text(struct ctx *c, const struct plugin_token *t);
const char *plugin_token_former(struct ctx *c, const struct plugin_token *t);

#endif
