/* libFuzzer: whatever Markdown comes in, what goes out is within its size, is clean text and holds no tag or address that
 * the renderer does not write itself. */
#include "base/text.h"
#include "domain/markdown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char *image(void *arg, const char *path) {
  (void)arg;
  return path[0] == 'a' ? "/files/a" : NULL;
}

/* Every < starts a tag of ours. */
static bool tag_known(const char *s) {
  static const char *const tags[] = {"a href=\"#doc-",
                                     "br>",
                                     "code",
                                     "del>",
                                     "em>",
                                     "h",
                                     "hr>",
                                     "img src=\"/files/a\" alt=\"",
                                     "li>",
                                     "ol",
                                     "p>",
                                     "pre tabindex=\"0\">",
                                     "strong>",
                                     "table>",
                                     "tbody>",
                                     "td",
                                     "th",
                                     "thead>",
                                     "tr>",
                                     "ul>",
                                     "blockquote>",
                                     "div class=\"md-table\" tabindex=\"0\">"};
  static const char *const ends[] = {"a>",     "code>", "del>",    "em>",         "h",      "li>", "ol>",
                                     "p>",     "pre>",  "strong>", "table>",      "tbody>", "td>", "th>",
                                     "thead>", "tr>",   "ul>",     "blockquote>", "div>"};

  if (*s == '/') {
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
      if (strncmp(s + 1, ends[i], strlen(ends[i])) == 0)
        return true;
    return false;
  }
  if (strncasecmp(s, "a href=\"http", 12) == 0)
    return true;
  for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
    if (strncmp(s, tags[i], strlen(tags[i])) == 0)
      return true;
  return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  struct arena *a = arena_new(16 << 20);
  struct findings f = findings_new(a);
  const struct markdown_options o = {.shift = n % 2 == 0 ? 1 : 2, .target = "README.md", .image = image};
  const char *html;
  enum res r = markdown_render(a, (struct bytes){data, n}, &o, &f, &html);

  if ((r != RES_OK && r != RES_INVALID) || strlen(html) > MARKDOWN_OUT_MAX || (r == RES_INVALID && f.errors == 0))
    abort();
  if (!text_ok(html, strlen(html)))
    abort();
  for (const char *s = strchr(html, '<'); s != NULL; s = strchr(s + 1, '<'))
    if (!tag_known(s + 1)) {
      fprintf(stderr, "unknown tag: %.40s\n", s);
      abort();
    }
  arena_free(a);
  return 0;
}
