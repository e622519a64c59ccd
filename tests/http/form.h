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

/* The controls that a person can change, in the order of the page, ticked or not: name and kind of the `i`th; false
 * behind the last one. */
enum form_kind { FORM_TEXT, FORM_PASSWORD, FORM_CHOICE, FORM_FILE };
bool form_control(const struct form *f, size_t i, const char **name, enum form_kind *kind);
/* For tests of bad input: bytes that may hold NUL, sent as multipart; and how many bytes of values the form holds. */
void form_bytes(struct form *f, const char *name, struct bytes value);
size_t form_weight(const struct form *f);
const char *form_url(const struct form *f);

/* Send it to where it says, encoded as it says. form_press sends it with one more button (op=props.add). */
struct page *form_send(struct client *c, struct form *f);
struct page *form_press(struct client *c, struct form *f, const char *name, const char *value);

#endif
