/* Names inside an archive: which are refused, and which two are the same to somebody's file system. */
#ifndef DOMAIN_ZIPNAME_H
#define DOMAIN_ZIPNAME_H

#include "domain/finding.h"

/* One name as the archive has it, a folder's with / behind. At most `max` bytes and `depth` components. True when it is
 * lawful; otherwise one RULE_NAME_… finding was added. */
bool zipname_check(const char *name, size_t max, size_t depth, struct findings *f);

/* Lawful names, gathered to be compared with each other. */
struct zipname_set;
struct zipname_set *zipname_set_new(struct arena *a, size_t names, size_t depth);
/* At most `names` calls. The string must stay. */
void zipname_set_add(struct zipname_set *s, const char *name);
/* Adds RULE_NAME_DUPLICATE for names that are equal after NFKC and case folding (the folders on their way included), and
 * RULE_NAME_FILE_AND_FOLDER for a file whose name is a folder's as well. */
void zipname_set_check(struct zipname_set *s, struct findings *f);

#endif
