/* Everything that can be wrong before the first request is said in one line to the administrator who just started the
 * program, so it goes to stderr in words, not through the log. */
#include "bin/start.h"

#include "base/clock.h"
#include "base/lang.h"
#include "base/seal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char usual_file[] = SYSCONFDIR "/plugshelf.conf";

/* --conf=FILE, else the usual file if it is there. */
static const char *conf_file(int argc, char **argv) {
  for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
    if (strncmp(argv[i], "--conf=", 7) == 0)
      return argv[i] + 7;
  return access(usual_file, F_OK) == 0 ? usual_file : NULL;
}

int start(struct arena *a, int argc, char **argv, bool key, struct conf *out) {
  const char *file = conf_file(argc, argv), *why;

  if (!conf_read(a, out, file, argc, argv, &why)) {
    fprintf(stderr, "%s: %s\n", argv[0], why);
    return START_CONF;
  }
  clock_init(out->clock_file[0] == '\0' ? NULL : out->clock_file);
  if (!lang_init(out->locale_dir)) {
    fprintf(stderr, "%s: locale_dir: no translations in %s\n", argv[0], out->locale_dir);
    return START_CONF;
  }
  if (key && !seal_init(out->key_file)) {
    fprintf(stderr, "%s: key_file: %s: %s (plugshelfctl setup makes one)\n", argv[0], out->key_file, strerror(errno));
    return START_CONF;
  }
  return 0;
}

static const char *password_read(struct arena *a, const char *file) {
  char line[256];
  FILE *f = fopen(file, "re");
  bool got;

  if (f == NULL)
    return NULL;
  got = fgets(line, sizeof line, f) != NULL;
  fclose(f);
  if (!got)
    return NULL;
  line[strcspn(line, "\r\n")] = '\0';
  return arena_str(a, line);
}

bool start_db(struct arena *a, const struct conf *c, struct db_config *out) {
  *out = (struct db_config){.socket = c->db_socket, .hosts = c->db_hosts, .name = c->db_name, .user = c->db_user};
  if (c->db_password_file[0] == '\0')
    return true;
  out->password = password_read(a, c->db_password_file);
  if (out->password == NULL)
    fprintf(stderr, "db_password_file: %s cannot be read\n", c->db_password_file);
  return out->password != NULL;
}
