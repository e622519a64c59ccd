/* What /proc says. A process that has ended and that nobody has waited for yet (state Z) counts as gone. */
#include "process.h"

#include "base/bytes.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { WORDS = 64, COMMAND_MAX = 64 << 10, PATIENCE = 40 /* seconds */ };

static const char *state_path(struct arena *a, const char *folder, const char *name, const char *ending) {
  const char *dir = getenv("PLUGSHELF_TEST_STATE");

  if (dir == NULL)
    fail_msg("PLUGSHELF_TEST_STATE is not set: these programs are run by ./dev test");
  return arena_fmt(a, "%s/%s/%s.%s", dir, folder, name, ending);
}

/* Fields 3 (state), 4 (parent) and 22 (start time) of /proc/PID/stat; false where there is no such process. */
struct stat_line {
  char state;
  long parent;
  unsigned long long start;
};

static bool stat_read(pid_t pid, struct stat_line *out) {
  char path[64], line[1024];
  const char *p;
  FILE *f;
  bool ok;

  snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
  f = fopen(path, "r");
  if (f == NULL)
    return false;
  ok = fgets(line, sizeof line, f) != NULL && (p = strrchr(line, ')')) != NULL && /* a name may hold blanks */
       sscanf(p + 1, " %c %ld %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu", &out->state,
              &out->parent, &out->start) == 3;
  fclose(f);
  return ok;
}

bool process_lives(pid_t pid) {
  struct stat_line s;

  (void)waitpid(pid, NULL, WNOHANG); /* one that this program started */
  return stat_read(pid, &s) && s.state != 'Z';
}

static char **command_of(struct arena *a, pid_t pid) {
  char **argv = ARENA_ARRAY(a, char *, WORDS), *all = arena_alloc(a, COMMAND_MAX);
  FILE *f = fopen(arena_fmt(a, "/proc/%ld/cmdline", (long)pid), "r");
  size_t got = f == NULL ? 0 : fread(all, 1, COMMAND_MAX - 1, f), n = 0;

  if (f != NULL)
    fclose(f);
  for (char *p = all; p < all + got && n < WORDS - 1; p += strlen(p) + 1)
    argv[n++] = p;
  return argv;
}

struct process process_find(struct arena *a, const char *name) {
  FILE *f = fopen(state_path(a, "run", name, "pid"), "r");
  struct stat_line s;
  unsigned long long start = 0;
  long pid = 0;

  if (f == NULL || fscanf(f, "%ld %llu", &pid, &start) != 2 || !stat_read((pid_t)pid, &s) || s.start != start)
    fail_msg("%s does not run", name);
  fclose(f);
  return (struct process){name, (pid_t)pid, command_of(a, (pid_t)pid)};
}

void process_end(pid_t pid, int sig) {
  if (kill(pid, sig) != 0)
    return;
  for (int i = 0; i < PATIENCE * 100; i++) {
    if (!process_lives(pid))
      return;
    usleep(10000);
  }
  fail_msg("process %ld did not end within %d s", (long)pid, PATIENCE);
}

void process_start(struct arena *a, struct process *p) {
  const char *log = state_path(a, "log", p->name, "log"), *record = state_path(a, "run", p->name, "pid");
  struct stat_line s = {0};
  FILE *f;

  p->pid = fork();
  if (p->pid == 0) {
    int out = open(log, O_WRONLY | O_APPEND | O_CREAT, 0600), in = open("/dev/null", O_RDONLY);

    setsid();
    if (out < 0 || in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0)
      _exit(126);
    execvp(p->argv[0], p->argv);
    _exit(127);
  }
  f = fopen(record, "w");
  if (p->pid < 0 || f == NULL || !stat_read(p->pid, &s) || fprintf(f, "%ld %llu\n", (long)p->pid, s.start) < 0 ||
      fclose(f) != 0)
    fail_msg("cannot start %s", p->name);
}

/* How many descriptors lead to something whose name begins so ("socket:"). */
static int open_files(struct arena *a, pid_t pid, const char *beginning) {
  const char *folder = arena_fmt(a, "/proc/%ld/fd", (long)pid);
  DIR *dir = opendir(folder);
  int n = 0;

  for (struct dirent *e = NULL; dir != NULL && (e = readdir(dir)) != NULL;) {
    char to[256] = "";

    if (readlink(arena_fmt(a, "%s/%s", folder, e->d_name), to, sizeof to - 1) > 0)
      n += strncmp(to, beginning, strlen(beginning)) == 0;
  }
  if (dir != NULL)
    closedir(dir);
  return n;
}

int process_sockets(struct arena *a, pid_t pid) { return open_files(a, pid, "socket:"); }

size_t process_workers(struct arena *a, pid_t master, pid_t *pid, size_t max) {
  DIR *dir = opendir("/proc");
  size_t n = 0;

  for (struct dirent *e = NULL; dir != NULL && n < max && (e = readdir(dir)) != NULL;) {
    pid_t child = (pid_t)strtol(e->d_name, NULL, 10);
    struct stat_line s;

    if (child > 0 && stat_read(child, &s) && s.parent == master && s.state != 'Z' &&
        open_files(a, child, "anon_inode:[eventpoll]") > 0)
      pid[n++] = child;
  }
  if (dir != NULL)
    closedir(dir);
  return n;
}
