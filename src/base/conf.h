/* Configuration: defaults < file (ini) < environment PLUGSHELF_<KEY> < flags --key=value.
 *
 * One table describes every key (name, kind, default, bounds, one line of help); the struct below is what the
 * program reads. An unknown key is refused with the nearest known one. */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct conf {
  /* process */
  const char *listen; /* unix socket path of the workers; empty: take it from fd 0 or LISTEN_FDS */
  int64_t workers;    /* worker processes */
  int64_t watchdog;   /* seconds after which a stuck worker is killed */
  int64_t recycle;    /* requests after which a worker is replaced; 0 never */
  /* database */
  const char *db_socket; /* unix socket of MariaDB; empty: use db_hosts */
  const char *db_hosts;  /* host[:port], comma separated, tried in order */
  const char *db_name;
  const char *db_user;
  const char *db_password_file; /* empty: no password (unix_socket authentication) */
  /* files */
  const char *key_file;
  const char *template_dir; /* holds zh/ and en/ */
  const char *locale_dir;
  const char *sql_dir;      /* numbered migrations, for ctl */
  const char *image_helper; /* path of plugshelf-image */
  /* site */
  const char *origins; /* our own origins, comma separated, e.g. https://plugins.example.org */
  const char *product; /* product name shown on pages; empty: the built-in one */
  const char *footer_mail;
  const char *footer_links; /* label|url, comma separated */
  int64_t zone;             /* display time zone, minutes east of UTC */
  int64_t dev;              /* 1: development and test mode (clock file, http cookies on loopback) */
  const char *clock_file;
  const char *bench_page; /* development only: the file that answers every request instead of a page */
  int64_t secure_cookies; /* 1: __Host- cookies with Secure */
  /* limits and times; domain.md section 6 */
  int64_t session_idle, session_idle_staff, session_max, proof_max; /* seconds */
  int64_t lease;                                                    /* seconds */
  int64_t name_kept;                                                /* days */
  int64_t due_version, due_listing, due_payment, due_real_name;     /* working days */
  int64_t package_max, request_max, doc_max, image_max;             /* bytes */
};

/* Read everything. `file` may be NULL; otherwise it must exist. Its lines are key = value, without sections, each key
 * once. Every environment variable that begins with PLUGSHELF_ must be a key, but for PLUGSHELF_TEST_…, which belong to
 * the tests. `argv` entries that are not --key=value, --conf=FILE and all behind "--" are left for the caller; argv is
 * not changed. On failure false and *why (else NULL) says, in one English line for the administrator, which key where is
 * wrong and what is allowed. Texts live in `a`. */
bool conf_read(struct arena *a, struct conf *out, const char *file, int argc, char **argv, const char **why);
/* The documented example file (every key, its default and help), for `plugshelfctl setup` and docs. */
const char *conf_example(struct arena *a);

#endif
