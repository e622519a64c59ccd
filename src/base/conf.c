/* The table is everything: reading fills the struct through its offsets, the example file prints it. Each source
 * (defaults, file, environment, flags) hands its pairs to `set`, which alone judges a key and its value. */
#include "base/conf.h"

#include "base/shape.h"
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

enum { LINE_MAX_BYTES = 4096, NAME_SHOWN = 64, SOCKET_MAX = 107, PATH = 1023, LIST = 2000 };

/* min and max bound the value of a number and the bytes of a text. A group starts at the key that names it. */
struct key {
  const char *name, *def;
  size_t at;
  enum member_kind kind;
  int64_t min, max;
  const char *group, *help;
};

#define K(field, def, min, max, group, help)                                                                           \
  { #field, def, offsetof(struct conf, field), MEMBER_KIND(((struct conf *)0)->field), min, max, group, help }

// clang-format off
static const struct key keys[] = {
    K(listen, "", 0, SOCKET_MAX, "Process", "Unix socket of the workers; empty: take it from fd 0 or LISTEN_FDS."),
    K(workers, "2", 1, 256, NULL, "Worker processes; each answers one request at a time."),
    K(watchdog, "60", 1, 3600, NULL, "Seconds after which a stuck worker is killed."),
    K(recycle, "20000", 0, 1000000000, NULL, "Requests after which a worker is replaced; 0 never."),

    K(db_socket, "/run/mysqld/mysqld.sock", 0, SOCKET_MAX, "Database", "Unix socket of MariaDB; empty: use db_hosts."),
    K(db_hosts, "", 0, LIST, NULL, "host[:port], comma separated, tried in order."),
    K(db_name, "plugshelf", 1, 64, NULL, "Database."),
    K(db_user, "plugshelf", 1, 80, NULL, "Account of the workers; it needs no right to change tables."),
    K(db_password_file, "", 0, PATH, NULL, "File that holds the password; empty: none (unix_socket authentication)."),

    K(key_file, SYSCONFDIR "/plugshelf/key", 1, PATH, "Files", "32 random bytes that seal secrets; back it up."),
    K(template_dir, PKGDATADIR "/templates", 1, PATH, NULL, "Templates; holds zh/ and en/."),
    K(locale_dir, LOCALEDIR, 1, PATH, NULL, "Translations."),
    K(sql_dir, PKGDATADIR "/sql", 1, PATH, NULL, "Numbered migrations, read by plugshelfctl."),
    K(image_helper, PKGLIBEXECDIR "/plugshelf-image", 1, PATH, NULL, "Program that decodes images."),

    K(origins, "", 0, LIST, "Site", "Our own origins, comma separated, for example https://plugins.example.org."),
    K(product, "", 0, 90, NULL, "Product name shown on pages; empty: the built-in one."),
    K(footer_mail, "", 0, 254, NULL, "Address shown at the foot of each page; empty: none."),
    K(footer_links, "", 0, LIST, NULL, "Links at the foot of each page: label|url, comma separated."),
    K(zone, "480", -720, 840, NULL, "Time zone of shown times, minutes east of UTC."),
    K(dev, "0", 0, 1, NULL, "1: development and test mode; never on a public site."),
    K(clock_file, "", 0, PATH, NULL, "Development only: file with the seconds by which the clock is moved."),
    K(bench_page, "", 0, PATH, NULL, "Development only: file that answers every request, for make bench to compare with."),
    K(secure_cookies, "1", 0, 1, NULL, "1: cookies for https only; 0: for plain http on loopback."),

    K(session_idle, "1800", 60, 86400, "Limits", "Seconds without a request after which a session ends."),
    K(session_idle_staff, "900", 60, 86400, NULL, "The same for staff."),
    K(session_max, "43200", 60, 604800, NULL, "Seconds after which every session ends."),
    K(proof_max, "300", 30, 300, NULL, "Seconds for which a password or code just given counts for grave acts."),
    K(lease, "1800", 60, 86400, NULL, "Seconds for which a reviewer holds a claimed review."),
    K(name_kept, "90", 1, 3650, NULL, "Days for which a plugin is found by its former name and nobody else may take it."),
    K(due_version, "3", 1, 60, NULL, "Working days to review a version."),
    K(due_listing, "1", 1, 60, NULL, "Working days to review a listing."),
    K(due_payment, "2", 1, 60, NULL, "Working days to review a payment application."),
    K(due_real_name, "2", 1, 60, NULL, "Working days to review a real-name verification."),
    K(package_max, "2097152", 1024, 16777216, NULL, "Bytes of a stored plugin package."),
    K(request_max, "20971520", 1048576, 268435456, NULL, "Bytes of one request; the web server needs the same limit."),
    K(doc_max, "2097152", 1024, 16777216, NULL, "Bytes of an uploaded doc."),
    K(image_max, "2097152", 1024, 16777216, NULL, "Bytes of an uploaded image."),
};
// clang-format on

enum { KEYS = sizeof keys / sizeof keys[0], WORD = NAME_SHOWN + 1 };

/* One reading: where it stands, and the first thing that was wrong. */
struct reading {
  struct arena *a;
  struct conf *out;
  const char *why, *file;
  FILE *f;
  int line;
  bool seen[KEYS]; /* in the file */
};

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Levenshtein distance of two words shorter than WORD, one row at a time. */
static size_t distance(const char *a, const char *b) {
  size_t row[WORD], nb = strlen(b);

  for (size_t j = 0; j <= nb; j++)
    row[j] = j;
  for (size_t i = 0; a[i] != '\0'; i++) {
    size_t corner = row[0];

    row[0] = i + 1;
    for (size_t j = 0; j < nb; j++) {
      size_t change = corner + (a[i] != b[j]);

      corner = row[j + 1];
      row[j + 1] = least(change, least(row[j], row[j + 1]) + 1);
    }
  }
  return row[nb];
}

static const char *nearest(struct arena *a, const char *name) {
  const char *word = arena_strn(a, name, strnlen(name, NAME_SHOWN)), *best = keys[0].name;
  size_t found = SIZE_MAX;

  for (size_t i = 0; i < KEYS; i++) {
    size_t d = distance(word, keys[i].name);

    if (d < found) {
      found = d;
      best = keys[i].name;
    }
  }
  return best;
}

static bool wrong(struct reading *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static bool wrong(struct reading *r, const char *fmt, ...) {
  va_list ap;

  va_start(ap, fmt);
  if (r->why == NULL)
    r->why = arena_vfmt(r->a, fmt, ap);
  va_end(ap);
  return false;
}

static const struct key *key_find(const char *name) {
  for (size_t i = 0; i < KEYS; i++)
    if (strcmp(keys[i].name, name) == 0)
      return &keys[i];
  return NULL;
}

static bool set_number(struct reading *r, const char *where, const struct key *k, const char *value) {
  char *end;
  long long v;

  errno = 0;
  v = strtoll(value, &end, 10);
  if ((!isdigit((unsigned char)value[0]) && value[0] != '-') || *end != '\0' || end[-1] == '-' || errno != 0 ||
      v < k->min || v > k->max)
    return wrong(r, "%s: %s must be a whole number from %lld to %lld, not \"%.*s\"", where, k->name, (long long)k->min,
                 (long long)k->max, NAME_SHOWN, value);
  *(int64_t *)(void *)((char *)r->out + k->at) = v;
  return true;
}

static bool set_text(struct reading *r, const char *where, const struct key *k, const char *value) {
  size_t n = strlen(value);

  if ((int64_t)n < k->min || (int64_t)n > k->max)
    return wrong(r, "%s: %s must have %lld to %lld bytes, not %zu", where, k->name, (long long)k->min,
                 (long long)k->max, n);
  if (!text_ok(value, n) || strpbrk(value, "\r\n") != NULL)
    return wrong(r, "%s: %s must be one line of UTF-8 text", where, k->name);
  *(const char **)(void *)((char *)r->out + k->at) = arena_str(r->a, value);
  return true;
}

static bool set(struct reading *r, const char *where, const char *name, const char *value) {
  const struct key *k = key_find(name);

  if (k == NULL)
    return wrong(r, "%s: unknown key \"%.*s\"; the nearest known one is \"%s\"", where, NAME_SHOWN, name,
                 nearest(r->a, name));
  return k->kind == MEMBER_INT ? set_number(r, where, k, value) : set_text(r, where, k, value);
}

static bool read_defaults(struct reading *r) {
  for (size_t i = 0; i < KEYS; i++)
    if (!set(r, "default", keys[i].name, keys[i].def))
      return false;
  return true;
}

/* fgets for libinih that counts lines and stops at one that does not fit (the library would go on in its middle). */
static char *next_line(char *s, int n, void *arg) {
  struct reading *r = arg;

  if (fgets(s, n, r->f) == NULL)
    return NULL;
  r->line++;
  if (strchr(s, '\n') == NULL && !feof(r->f)) {
    wrong(r, "%s:%d: the line is longer than %d bytes or holds a NUL", r->file, r->line, n - 3);
    return NULL;
  }
  return s;
}

static int file_pair(void *arg, const char *section, const char *name, const char *value) {
  struct reading *r = arg;
  const char *where = arena_fmt(r->a, "%s:%d", r->file, r->line);
  const struct key *k = key_find(name);

  if (section[0] != '\0')
    return wrong(r, "%s: sections are not used; remove \"[%.*s]\"", where, NAME_SHOWN, section);
  if (k != NULL && r->seen[k - keys])
    return wrong(r, "%s: %s is given twice", where, name);
  if (k != NULL)
    r->seen[k - keys] = true;
  return set(r, where, name, value);
}

static bool read_file(struct reading *r) {
  int bad;

  if (r->file == NULL)
    return true;
  r->f = fopen(r->file, "re");
  if (r->f == NULL)
    return wrong(r, "%s: %s", r->file, strerror(errno));
  ini_max_line = LINE_MAX_BYTES;
  ini_allow_multiline = false; /* an indented line is a line, never more of the value above it */
  ini_allow_inline_comments = false;
  bad = ini_parse_stream(next_line, r, file_pair, r);
  if (ferror(r->f))
    wrong(r, "%s: cannot be read", r->file);
  if (bad != 0)
    wrong(r, "%s:%d: expected key = value", r->file, bad);
  fclose(r->f);
  return r->why == NULL;
}

static bool read_environment(struct reading *r) {
  static const char prefix[] = "PLUGSHELF_", tests[] = "PLUGSHELF_TEST_";
  const size_t skip = sizeof prefix - 1;

  for (char **e = environ; e != NULL && *e != NULL; e++) {
    const char *eq = strchr(*e, '=');
    char *name;

    if (eq == NULL || strncmp(*e, prefix, skip) != 0 || strncmp(*e, tests, sizeof tests - 1) == 0)
      continue;
    name = arena_strn(r->a, *e + skip, (size_t)(eq - *e) - skip);
    for (char *p = name; *p != '\0'; p++)
      *p = (char)tolower((unsigned char)*p);
    if (!set(r, arena_fmt(r->a, "environment %.*s", (int)least((size_t)(eq - *e), NAME_SHOWN), *e), name, eq + 1))
      return false;
  }
  return true;
}

/* Up to "--", which ends the flags; --conf names the file and is the caller's. */
static bool read_flags(struct reading *r, int argc, char **argv) {
  for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
    const char *eq = strchr(argv[i], '='), *name;

    if (strncmp(argv[i], "--", 2) != 0 || eq == NULL || strncmp(argv[i], "--conf=", 7) == 0)
      continue;
    name = arena_strn(r->a, argv[i] + 2, (size_t)(eq - argv[i]) - 2);
    if (!set(r, "command line", name, eq + 1))
      return false;
  }
  return true;
}

/* What only several keys together can get wrong. */
static bool fits_together(struct reading *r) {
  const struct conf *c = r->out;

  if (c->db_socket[0] == '\0' && c->db_hosts[0] == '\0')
    return wrong(r, "db_socket and db_hosts are both empty; one must name the database");
  if (c->clock_file[0] != '\0' && c->dev == 0)
    return wrong(r, "clock_file moves the clock and needs dev = 1");
  if (c->bench_page[0] != '\0' && c->dev == 0)
    return wrong(r, "bench_page takes the place of all pages and needs dev = 1");
  if (c->package_max > c->request_max || c->doc_max > c->request_max || c->image_max > c->request_max)
    return wrong(r, "request_max must not be less than package_max, doc_max and image_max");
  return true;
}

bool conf_read(struct arena *a, struct conf *out, const char *file, int argc, char **argv, const char **why) {
  struct reading r = {.a = a, .out = out, .file = file};
  bool ok =
      read_defaults(&r) && read_file(&r) && read_environment(&r) && read_flags(&r, argc, argv) && fits_together(&r);

  *why = r.why;
  return ok;
}

const char *conf_example(struct arena *a) {
  struct buf b = buf_new(a, 64 * 1024);

  buf_str(&b, "# plugshelf: every key with its default. To change one, remove the # in front of it.\n"
              "# Stronger than this file: the environment (PLUGSHELF_WORKERS=4), then flags (--workers=4).\n"
              "# A line that begins with # or ; is a comment; a comment behind a value is part of the value.\n");
  for (size_t i = 0; i < KEYS; i++) {
    const struct key *k = &keys[i];

    if (k->group != NULL)
      buf_fmt(&b, "\n# ---- %s ----\n", k->group);
    buf_fmt(&b, "\n# %s", k->help);
    if (k->kind == MEMBER_INT)
      buf_fmt(&b, " %lld to %lld.", (long long)k->min, (long long)k->max);
    buf_fmt(&b, "\n#%s =%s%s\n", k->name, k->def[0] == '\0' ? "" : " ", k->def);
  }
  return b.p;
}
