/* Findings: what a check has to say about a package, a documentation zip or a field.
 *
 * Every rule is one row of one table (finding.c): its stable code, severity, words and hint. Upload, submission, review
 * and the command line all use the same rows (domain.md section 7, lines 3 and 14). A new check adds a name to the enum
 * below and its row to the table; nothing else.
 *
 * A shadow rule is recorded and shown like the others and keeps nothing back, whatever its severity: it says what will
 * count later, and the records say what it would have refused. */
#ifndef DOMAIN_FINDING_H
#define DOMAIN_FINDING_H

#include "base/arena.h"
#include "base/lang.h"
#include "base/result.h"

#include <stdbool.h>
#include <stdint.h>

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

/* The rules. Codes are the lower-case names without RULE_. */
enum finding_rule {
  /* any zip: zipsafe.h, security.md rule 18 */
  RULE_ZIP_BROKEN,
  RULE_ZIP_EMPTY,
  RULE_ZIP_ENTRIES,
  RULE_ZIP_TOTAL,
  RULE_ZIP_ENTRY_SIZE,
  RULE_ZIP_RATIO,
  RULE_ZIP_ENCRYPTED,
  RULE_ZIP_METHOD,
  RULE_ZIP_SPECIAL,
  RULE_NAME_ENCODING,
  RULE_NAME_CONTROL,
  RULE_NAME_LENGTH,
  RULE_NAME_DEPTH,
  RULE_NAME_ABSOLUTE,
  RULE_NAME_PARENT,
  RULE_NAME_BACKSLASH,
  RULE_NAME_CHARACTER,
  RULE_NAME_DEVICE,
  RULE_NAME_DUPLICATE,
  RULE_NAME_FILE_AND_FOLDER,
  /* the plugin package: package.h, domain.md section 2 "Package" */
  RULE_PLUGIN_ROOT_MISSING,
  RULE_PROJECT_CONFIG_INVALID,
  RULE_PROJECT_TYPE,
  RULE_PROJECT_ROOT,
  RULE_PLUGIN_TOO_BIG,
  RULE_PLUGIN_UNPACKED,
  RULE_JUNK_SKIPPED,
  RULE_OUTSIDE_SKIPPED,
  RULE_DEV_FILES,
  RULE_DOC_README_MISSING,
  /* plugin.json: manifest.h, domain.md section 2 "Manifest" */
  RULE_MANIFEST_TOO_BIG,
  RULE_MANIFEST_NOT_JSON,
  RULE_MANIFEST_FIELD,
  RULE_MANIFEST_NAME,
  RULE_MANIFEST_PATH,
  RULE_MANIFEST_NO_ENTRY,
  RULE_MANIFEST_TOO_MANY,
  RULE_ENTRY_MISSING,
  RULE_PAGE_NOT_LISTED,
  /* documentation and Markdown texts: docpack.h, markdown.h, domain.md section 2 "Doc" */
  RULE_DOC_NO_README,
  RULE_DOC_TOTAL,
  RULE_DOC_FILE_KIND,
  RULE_DOC_IMAGE_CONTENT,
  RULE_DOC_IMAGE_SIZE,
  RULE_DOC_IMAGE_COUNT,
  RULE_DOC_IMAGE_NETWORK,
  RULE_DOC_IMAGE_MISSING,
  RULE_DOC_LINK_TARGET,
  RULE_DOC_ANCHOR_MISSING,
  RULE_DOC_HTML,
  RULE_DOC_TEXT_SIZE,
  RULE_DOC_ENCODING,
  RULE_DOC_TABLE_WIDE,
  RULE_DOC_NESTING,
  RULE_DOC_OUTPUT,
  RULE__MAX
};

struct finding {
  enum finding_rule rule;
  const char *target; /* file (as named in the zip) or field; "" for the whole */
  int64_t line;       /* 1-based line in the target; 0 when there is none */
  const char *arg[2]; /* what {1} and {2} of the words stand for; NULL when unused */
  bool shadow;        /* its rule was a shadow rule when it was found */
};

/* The findings of one check, in the order found, at most FINDINGS_MAX; what comes later is counted in `dropped` only. */
enum { FINDINGS_MAX = 100 };
struct findings {
  struct arena *a;
  struct finding *item; /* n of them */
  size_t n, dropped;
  size_t errors; /* findings of severity error that are no shadows, the dropped ones included */
};

/* An empty list in `a`. */
struct findings findings_new(struct arena *a);
/* Add one. Target and arguments are copied; control characters and broken UTF-8 in them are shown as ?, and they are
 * cut at 200 bytes. NULL target is "", arguments may be NULL. */
void finding_add(struct findings *f, enum finding_rule rule, const char *target, int64_t line, const char *arg1,
                 const char *arg2);
/* Add one that was found earlier, as it is: nothing is copied. */
void finding_put(struct findings *f, const struct finding *x);
/* The first finding of a rule, NULL when there is none. */
const struct finding *finding_find(const struct findings *f, enum finding_rule rule);

/* The stable code ("name_parent"), the severity and its code ("error", "warning"). */
const char *finding_code(enum finding_rule rule);
enum severity finding_severity(enum finding_rule rule);
/* Is it recorded only? */
bool finding_shadow(enum finding_rule rule);
const char *severity_code(enum severity s);
/* The words of a finding in a language, its arguments filled in; and the hint: what to do about it. */
const char *finding_text(struct arena *a, enum lang lang, const struct finding *f);
const char *finding_hint(enum lang lang, enum finding_rule rule);
/* One line for a message beside a field: the target and line in front of the words, where there is one. */
const char *finding_line(struct arena *a, enum lang lang, const struct finding *f);
/* Bytes as people read them: "2 MB", "512 KB", "100 B"; rounded down to one decimal. */
const char *finding_size(struct arena *a, int64_t bytes);
/* The list as it is stored, without a language: [{"rule","severity","target","line","args":[…]}, …];
 * a shadow has "shadow": true, and stays one when its rule begins to count. */
const char *findings_json(struct arena *a, const struct findings *f);
/* Read a stored list back; a rule that no longer exists is left out. RES_INTERNAL when it is not such a list. */
MUST_USE enum res findings_load(struct arena *a, const char *json, struct findings *out);
/* The rule of a code; false when there is none. */
bool finding_parse(const char *code, enum finding_rule *out);

#endif
