/* New people for a test: registered through the page, like anybody. */
#ifndef TESTS_HTTP_PEOPLE_H
#define TESTS_HTTP_PEOPLE_H

#include "client.h"

extern const char people_password[];

/* Register and stay signed in. `mark` makes address and names unlike others'; type as in domain.md. */
struct client *people_register(struct arena *a, const char *mark, const char *type);
/* The address that people_register used. */
const char *people_email(struct arena *a, const char *mark);

#endif
