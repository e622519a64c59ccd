/* libzip writes the zips in memory; pictures come from the program's own helper, which the build has put beside us. */
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <zip.h>

enum { PICTURE_MAX = 1 << 20 };

struct bytes sample_zip(struct arena *a, const struct sample_file *files, size_t n) {
  zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
  zip_t *zip = zip_open_from_source(out, ZIP_TRUNCATE, NULL);
  zip_stat_t size;
  static unsigned seed = 5000;

  zip_source_keep(out);
  for (size_t i = 0; i < n; i++) {
    struct bytes body = files[i].text ? bytes_of(files[i].text) : sample_picture(a, ++seed);
    if (zip_file_add(zip, files[i].path, zip_source_buffer(zip, body.p, body.n, 0), ZIP_FL_ENC_UTF_8) < 0)
      fail_msg("%s: %s", files[i].path, zip_strerror(zip));
  }
  if (zip_close(zip) != 0 || zip_source_stat(out, &size) != 0 || zip_source_open(out) != 0)
    fail_msg("the zip cannot be written");
  void *p = arena_alloc(a, size.size);
  if (zip_source_read(out, p, size.size) != (zip_int64_t)size.size)
    fail_msg("the zip cannot be read back");
  zip_source_close(out);
  zip_source_free(out);
  return (struct bytes){p, size.size};
}

struct bytes sample_package(struct arena *a, const char *mark) {
  const struct sample_file files[] = {
      {"plugin.json", "{\"publicComponents\": {\"hello\": \"components/hello/hello\"},"
                      " \"pages\": {\"hello-page\": \"pages/hello/hello\"}, \"main\": \"index.js\"}"},
      {"index.js", arena_fmt(a, "module.exports = { mark: '%s' }\n", mark)},
      {"components/hello/hello.json", "{\"component\": true}"},
      {"components/hello/hello.js", "Component({ properties: { name: String } })\n"},
      {"components/hello/hello.wxml", "<view>{{name}}</view>\n"},
      {"components/hello/hello.wxss", "view { margin: 0 }\n"},
      {"pages/hello/hello.json", "{}"},
      {"pages/hello/hello.js", "Page({})\n"},
      {"pages/hello/hello.wxml", "<view>hello</view>\n"},
  };
  return sample_zip(a, files, sizeof files / sizeof files[0]);
}

struct bytes sample_doc(struct arena *a) {
  const struct sample_file files[] = {
      {"README.md", "# 你好插件\n\n| 属性 | 类型 |\n| --- | --- |\n| name | String |\n\n![样子](images/look.png)\n"},
      {"images/look.png", NULL},
  };
  return sample_zip(a, files, sizeof files / sizeof files[0]);
}

struct bytes sample_picture(struct arena *a, unsigned seed) {
  const char *number = arena_fmt(a, "%u", seed);
  struct buf b = buf_new(a, PICTURE_MAX);
  char piece[4096];
  int pipes[2], status = -1;
  ssize_t n;

  if (pipe(pipes) != 0)
    fail_msg("no pipe");
  pid_t child = fork();
  if (child == 0) {
    dup2(pipes[1], STDOUT_FILENO);
    close(pipes[0]);
    close(pipes[1]);
    execl("./plugshelf-image", "plugshelf-image", "--icon", number, "256", (char *)NULL);
    _exit(127);
  }
  close(pipes[1]);
  while ((n = read(pipes[0], piece, sizeof piece)) > 0)
    buf_add(&b, piece, (size_t)n);
  close(pipes[0]);
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0 || b.n == 0)
    fail_msg("plugshelf-image drew nothing (%d): run from the build folder", status);
  return (struct bytes){b.p, b.n};
}
