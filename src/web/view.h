/* Templates: ctemplate over our dataset. All templates of both languages are loaded when the worker starts and stay
 * as they are; new templates come with new workers (stack.md "ctemplate").
 *
 * In a template: {{name}} a value, {{#name}}…{{/name}} a list's rows or, for a true value, once, {{#no_name}} when it is
 * not, {{>part_field}} the file part/field.tpl in the scope where it stands, {{>BODY}} the page's own file. */
#ifndef WEB_VIEW_H
#define WEB_VIEW_H

#include "base/bytes.h"
#include "base/lang.h"
#include "web/data.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Load `dir`/zh and `dir`/en. False: *why names the file, in static storage. */
bool view_init(const char *dir, const char **why);
/* Is there such a template in every language? */
bool view_has(const char *file);
/* Expand `file` into out. False when a template is missing or out is full: nothing of it may be shown. */
bool view_render(enum lang lang, const char *file, const struct data *d, struct buf *out);
/* Names that templates read and nobody set, since the last call; NULL-terminated, at most 64. For tests and dev mode. */
const char *const *view_unset(void);

#ifdef __cplusplus
}
#endif

#endif
