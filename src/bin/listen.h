/* Where the workers' listening socket comes from. */
#ifndef BIN_LISTEN_H
#define BIN_LISTEN_H

#include <stdbool.h>
#include <sys/types.h>

/* fd ≥ 0 and listening; `path` and the file's identity are kept only when the socket file is ours to remove. */
struct listener {
  int fd;
  const char *path;
  dev_t dev;
  ino_t ino;
};

/* Make the unix socket `path` (mode 0660, at most 107 bytes; a file left by a dead process is replaced, one that
 * somebody listens on is not), or, when path is empty, take the socket of systemd (LISTEN_FDS, fd 3) or of a spawner
 * (fd 0). On failure false and *why is one English line for the administrator. `path` must stay. */
bool listen_open(const char *path, struct listener *out, const char **why);
/* Close it, and remove the file if it is still ours. */
void listen_close(struct listener *l);

#endif
