/* tplc: turns the marked templates into one tree per language, at build time.
 *
 *     tplc [--strict] LANG LOCALEDIR SRCDIR OUTDIR templates/NAME.tpl ...
 *     tplc --extract SRCDIR templates/NAME.tpl ...      a POT on stdout
 *
 * A template is Chinese HTML in which every text for people stands between [[ and ]]. The text between them is the
 * key of tr(), so templates and C share one catalogue; variables and simple tags inside go through unchanged. A
 * translation must carry exactly the same variables and tags as its text: it may reorder them, but it cannot drop
 * one, add one, or change how one is escaped. All faults are printed as file:line, then the exit code is 1. */
#include "base/arena.h"
#include "base/lang.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_MAX = 1 << 20, ARENA_MAX = 64 << 20 };

/* A template being read, and the next piece of it. */
struct source {
  const char *name; /* as in messages and references */
  const char *at;   /* first byte not yet read; NUL-terminated */
  int line;
};

struct piece {
  const char *text; /* in the arena, NUL-terminated */
  int line;
  bool marked;
};

enum step { STEP_PIECE, STEP_END, STEP_BROKEN };

static int fault(const char *name, int line, const char *what, const char *text) {
  if (line > 0)
    fprintf(stderr, "%s:%d: %s%s%s\n", name, line, what, text ? ": " : "", text ? text : "");
  else
    fprintf(stderr, "%s: %s%s%s\n", name, what, text ? ": " : "", text ? text : "");
  return 1;
}

/* The whole file as a string; NULL when it cannot be read, is too big or holds a NUL. */
static char *file_read(struct arena *a, const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f)
    return NULL;
  char *text = arena_alloc(a, FILE_MAX + 1);
  size_t n = fread(text, 1, FILE_MAX + 1, f);
  bool bad = ferror(f) || n > FILE_MAX || memchr(text, '\0', n);
  fclose(f);
  return bad ? NULL : text;
}

/* The text up to (not including) the next [[ or ]], whichever comes first. */
static size_t plain_length(const char *p) {
  for (const char *q = p;; q++)
    if (!*q || (q[0] == '[' && q[1] == '[') || (q[0] == ']' && q[1] == ']'))
      return (size_t)(q - p);
}

static enum step broken(const struct source *s, const char *what) {
  fault(s->name, s->line, what, NULL);
  return STEP_BROKEN;
}

/* Marks stay on one line, hold something and do not nest: so a key never depends on how a template is indented. */
static enum step piece_next(struct arena *a, struct source *s, struct piece *out) {
  if (!*s->at)
    return STEP_END;
  *out = (struct piece){.line = s->line, .marked = s->at[0] == '[' && s->at[1] == '['};
  if (out->marked)
    s->at += 2;
  size_t n = plain_length(s->at);
  out->text = arena_strn(a, s->at, n);
  s->at += n;
  if (!out->marked) {
    for (const char *p = out->text; *p; p++)
      s->line += *p == '\n';
    return *s->at == ']' ? broken(s, "]] without [[") : STEP_PIECE;
  }
  if (*s->at == '[')
    return broken(s, "[[ inside [[");
  if (!*s->at || strchr(out->text, '\n'))
    return broken(s, "[[ without ]] on the same line");
  if (!n)
    return broken(s, "nothing between [[ and ]]");
  s->at += 2;
  return STEP_PIECE;
}

/* ---- translations keep variables and tags ---- */

/* The next {{…}} or <…> at or after *p, and *p behind it. */
static bool token_next(const char **p, struct bytes *out) {
  const char *start = *p + strcspn(*p, "{<");
  while (*start == '{' && start[1] != '{')
    start += 1 + strcspn(start + 1, "{<");
  if (!*start)
    return false;
  const char *end = *start == '<' ? strchr(start, '>') : strstr(start, "}}");
  size_t n = end ? (size_t)(end - start) + (*start == '<' ? 1 : 2) : strlen(start);
  *out = (struct bytes){start, n};
  *p = start + n;
  return true;
}

static int token_count(const char *text, struct bytes wanted) {
  struct bytes t;
  int n = 0;
  while (token_next(&text, &t))
    n += bytes_same(t, wanted);
  return n;
}

static bool tokens_within(const char *text, const char *other) {
  struct bytes t;
  for (const char *p = text; token_next(&p, &t);)
    if (token_count(text, t) != token_count(other, t))
      return false;
  return true;
}

/* ---- one tree ---- */

struct job {
  enum lang lang;
  bool strict;
  const char *srcdir, *outdir;
};

/* mkdir -p of everything before the last slash. */
static bool parents_make(struct arena *a, const char *path) {
  char *p = arena_str(a, path);
  for (char *s = strchr(p + 1, '/'); s; s = strchr(s + 1, '/')) {
    *s = '\0';
    if (mkdir(p, 0777) != 0 && errno != EEXIST)
      return false;
    *s = '/';
  }
  return true;
}

/* The translation of one mark, or NULL after telling what is wrong with it. */
static const char *mark_translate(const struct job *j, const char *name, const struct piece *p) {
  const char *t = tr(j->lang, p->text);
  if (j->strict && j->lang != LANG_ZH && t == p->text) {
    fault(name, p->line, "no translation (add it to po/)", p->text);
    return NULL;
  }
  if (strchr(t, '"') && !strchr(p->text, '"')) {
    fault(name, p->line, "the translation has a straight quote, which would end an attribute", t);
    return NULL;
  }
  if (!tokens_within(p->text, t) || !tokens_within(t, p->text)) {
    fault(name, p->line, "the translation has other variables or tags", t);
    return NULL;
  }
  return t;
}

static bool file_write(struct arena *a, const char *path, const struct buf *b) {
  FILE *f = parents_make(a, path) ? fopen(path, "wb") : NULL;
  if (!f)
    return false;
  bool ok = fwrite(b->p, 1, b->n, f) == b->n;
  return fclose(f) == 0 && ok;
}

static int template_build(struct arena *a, const struct job *j, const char *name) {
  struct source s = {name, file_read(a, arena_fmt(a, "%s/%s", j->srcdir, name)), 1};
  if (!s.at)
    return fault(name, 0, "cannot be read as text of at most 1 MB", NULL);
  struct buf out = buf_new(a, 2 * FILE_MAX);
  struct piece p;
  enum step step;
  int faults = 0;
  while ((step = piece_next(a, &s, &p)) == STEP_PIECE) {
    const char *text = p.marked ? mark_translate(j, name, &p) : p.text;
    if (text)
      buf_str(&out, text);
    else
      faults++;
  }
  if (step == STEP_BROKEN || faults)
    return 1;
  const char *slash = strchr(name, '/');
  const char *path = arena_fmt(a, "%s/%s", j->outdir, slash ? slash + 1 : name);
  if (out.full || !file_write(a, path, &out))
    return fault(path, 0, "cannot be written", strerror(errno));
  return 0;
}

/* ---- the texts, for the catalogue ---- */

static void po_string(const char *s) {
  putchar('"');
  for (; *s; s++) {
    if (*s == '"' || *s == '\\')
      putchar('\\');
    if (*s == '\t')
      fputs("\\t", stdout);
    else
      putchar(*s);
  }
  puts("\"");
}

static int template_extract(struct arena *a, const char *srcdir, const char *name) {
  struct source s = {name, file_read(a, arena_fmt(a, "%s/%s", srcdir, name)), 1};
  if (!s.at)
    return fault(name, 0, "cannot be read as text of at most 1 MB", NULL);
  struct piece p;
  enum step step;
  while ((step = piece_next(a, &s, &p)) == STEP_PIECE)
    if (p.marked) {
      printf("\n#: %s:%d\nmsgid ", name, p.line);
      po_string(p.text);
      puts("msgstr \"\"");
    }
  return step == STEP_BROKEN;
}

static int usage(void) {
  fputs("usage: tplc [--strict] LANG LOCALEDIR SRCDIR OUTDIR FILE...\n       tplc --extract SRCDIR FILE...\n", stderr);
  return 2;
}

static int extract(struct arena *a, int argc, char **argv) {
  int faults = 0;
  puts("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"");
  for (int i = 3; i < argc; i++) {
    faults += template_extract(a, argv[2], argv[i]);
    arena_reset(a);
  }
  return faults ? 1 : 0;
}

static int build(struct arena *a, int argc, char **argv) {
  struct job j = {.strict = strcmp(argv[1], "--strict") == 0};
  char **arg = argv + 1 + j.strict;
  if (argc < 5 + j.strict || !lang_parse(arg[0], &j.lang))
    return usage();
  if (j.lang != LANG_ZH && !lang_init(arg[1]))
    return fault(arg[1], 0, "holds no catalogues", NULL);
  j.srcdir = arg[2];
  j.outdir = arg[3];
  int faults = 0;
  for (arg += 4; *arg; arg++) {
    faults += template_build(a, &j, *arg);
    arena_reset(a);
  }
  return faults ? 1 : 0;
}

int main(int argc, char **argv) {
  if (argc < 3)
    return usage();
  struct arena *a = arena_new(ARENA_MAX);
  int code = strcmp(argv[1], "--extract") == 0 ? extract(a, argc, argv) : build(a, argc, argv);
  arena_free(a);
  if (fflush(stdout) != 0 || ferror(stdout))
    code = 1;
  return code;
}
