/* What a version changes of the one before it, for its provider, its reviewer and the merchants. domain.md section 7.4. */
#ifndef PAGES_CONTRACT_SHOW_H
#define PAGES_CONTRACT_SHOW_H

#include "domain/contract.h"
#include "web/page.h"

/* For {{>part_contract}}: how many changes of each level, each with its place and rule, and why it may break within its
 * major ("" for no reason). NULL: nothing is shown. No query. */
void contract_show(struct req *r, const struct contract_diff *diff, const char *override_reason);
/* In a row of the market's versions: `breaks` (words; NULL when nothing breaks), `break_items` [`break_text`] and
 * `break_reason`, from what is kept with the version. */
void contract_show_breaks(struct req *r, struct data *row, const char *json, const char *override_reason);

#endif
