/* Forms as a visitor fills them: found on a page by what they do, with every value the page put into them. */
#ifndef TESTS_HTTP_FORM_H
#define TESTS_HTTP_FORM_H

#include "client.h"

struct form;

/* The first form of the page with a hidden field or button action=`action`; NULL takes the first POST form of the
 * page's main part. It holds what a browser would send (csrf, rev, key, texts, ticked boxes, chosen options) and, where
 * the action is a button, that button pressed. form_find answers NULL where there is none; form_get ends the test then. */
struct form *form_find(struct page *p, const char *action);
struct form *form_get(struct page *p, const char *action);

/* Replace all values of a field by one; add one more (repeated fields, boxes); take a field away. */
void form_set(struct form *f, const char *name, const char *value);
void form_add(struct form *f, const char *name, const char *value);
void form_drop(struct form *f, const char *name);
/* Choose a file. `body` must stay until the form is sent. */
void form_file(struct form *f, const char *name, const char *file, const char *type, struct bytes body);
/* The first value of a field, or NULL. */
const char *form_value(const struct form *f, const char *name);

/* Send it to where it says, encoded as it says. form_press sends it with one more button (op=props.add). */
struct page *form_send(struct client *c, struct form *f);
struct page *form_press(struct client *c, struct form *f, const char *name, const char *value);

#endif
