/* What people upload: plugin packages, documentation, pictures. Made on the spot, so that each test says what its
 * files hold. */
#ifndef TESTS_HTTP_SAMPLE_H
#define TESTS_HTTP_SAMPLE_H

#include "base/arena.h"
#include "base/bytes.h"

struct sample_file {
  const char *path, *text; /* text NULL: a picture, another one each time */
};

/* A zip of these files, in this order. */
struct bytes sample_zip(struct arena *a, const struct sample_file *files, size_t n);

/* A plugin that passes every check of domain.md section 2 "Package": one public component `hello`, one public page
 * `hello-page`, and a script that says `mark`, so that packages with different marks differ. */
struct bytes sample_package(struct arena *a, const char *mark);

/* Its documentation: a README.md with a table and one local picture. */
struct bytes sample_doc(struct arena *a);

/* A PNG icon, another one for each seed. */
struct bytes sample_picture(struct arena *a, unsigned seed);

#endif
