/* The delimiter is CR LF -- boundary, and a boundary holds no CR: so after a mismatch nothing but the byte at hand can
 * begin it anew, what had matched was data, and the match may be cut at any byte with one counter. The body's first
 * boundary has no CR LF in front of it; the counter simply starts behind them.
 *
 * State DATA looks for the delimiter; AFTER reads the two bytes behind it (CR LF: headers, --: the end); LINE collects
 * one header line; DONE ignores what follows (the epilogue of RFC 2046). */
#include "http/multipart.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

enum { FIRST, DATA, AFTER, AFTER_CR, AFTER_DASH, LINE, LINE_LF, DONE };

static bool boundary_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c != '\0' && strchr("'()+_,-./:=? ", c) != NULL);
}

/* One parameter's value, quoted or a token, from *s into out; *s moves behind it. In quotes \" and \\ are escapes (older
 * clients) and %22 is a quote (browsers); any other backslash stands for itself. */
static bool value_read(const char **s, char *out, size_t room) {
  const char *p = *s;
  bool quoted = *p == '"';
  size_t n = 0;

  for (p += quoted; *p != '\0'; p++) {
    char c = *p;

    if (quoted ? c == '"' : strchr(" \t;", c) != NULL)
      break;
    if (quoted && c == '\\' && (p[1] == '"' || p[1] == '\\'))
      c = *++p;
    else if (quoted && strncmp(p, "%22", 3) == 0) {
      c = '"';
      p += 2;
    }
    if (n + 1 >= room)
      return false;
    out[n++] = c;
  }
  out[n] = '\0';
  if (quoted && *p++ != '"')
    return false;
  *s = p;
  return quoted || n > 0;
}

/* Both ends have the same room, or the source was measured. */
static void keep(char *to, const char *from) { memcpy(to, from, strlen(from) + 1); }

static const char *blanks(const char *s) { return s + strspn(s, " \t"); }

/* "; key=" at *s: gives the key's start and length and moves to the value. 1 found, 0 at the end, -1 broken. */
static int param_next(const char **s, const char **key, size_t *n) {
  const char *p = blanks(*s);

  if (*p == '\0')
    return 0;
  if (*p != ';')
    return -1;
  p = blanks(p + 1);
  if (*p == '\0') /* a closing semicolon */
    return 0;
  *key = p;
  *n = strcspn(p, "= \t;\"");
  if (*n == 0 || p[*n] != '=')
    return -1;
  *s = p + *n + 1;
  return 1;
}

static bool key_is(const char *key, size_t n, const char *want) {
  return strlen(want) == n && strncasecmp(key, want, n) == 0;
}

bool multipart_start(struct multipart *m, const char *content_type, const struct multipart_limits *lim,
                     const struct multipart_events *ev, void *arg) {
  static const char type[] = "multipart/form-data";
  char boundary[MULTIPART_BOUNDARY + 1] = "", other[MULTIPART_VALUE];
  const char *s = content_type + sizeof type - 1, *key;
  size_t n;
  int got;

  if (strncasecmp(content_type, type, sizeof type - 1) != 0)
    return false;
  while ((got = param_next(&s, &key, &n)) > 0) {
    bool ours = key_is(key, n, "boundary");

    if (ours && boundary[0] != '\0')
      return false;
    if (!value_read(&s, ours ? boundary : other, ours ? sizeof boundary : sizeof other))
      return false;
  }
  n = strlen(boundary);
  if (got < 0 || n == 0 || boundary[n - 1] == ' ')
    return false;
  for (size_t i = 0; i < n; i++) {
    if (!boundary_char(boundary[i]))
      return false;
  }
  *m = (struct multipart){.ev = ev, .arg = arg, .lim = *lim, .state = FIRST, .matched = 2, .delim_n = n + 4};
  memcpy(m->delim, "\r\n--", 4);
  memcpy(m->delim + 4, boundary, n);
  return true;
}

/* filename*=UTF-8''… (RFC 5987), which some libraries send beside or instead of filename. */
static bool extended(char *v) {
  char *out = v, *p = v;

  if (strncasecmp(p, "UTF-8'", 6) != 0 || (p = strchr(p + 6, '\'')) == NULL)
    return false;
  for (p++; *p != '\0'; p++) {
    static const char digit[] = "0123456789abcdef0123456789ABCDEF";
    const char *hi, *lo;

    if (*p != '%') {
      *out++ = *p;
      continue;
    }
    hi = p[1] == '\0' ? NULL : strchr(digit, p[1]);
    lo = hi == NULL || p[2] == '\0' ? NULL : strchr(digit, p[2]);
    if (lo == NULL)
      return false;
    *out++ = (char)((hi - digit) % 16 * 16 + (lo - digit) % 16);
    p += 2;
  }
  *out = '\0';
  return true;
}

/* Text of one line: valid UTF-8 without control characters. */
static bool one_line(const char *s) { return s[strcspn(s, "\t\r\n")] == '\0' && text_ok(s, strlen(s)); }

/* Old browsers send a whole path; only its last component is a file's name. */
static void last_component(char *s) {
  for (char *p = s + strlen(s); p > s; p--) {
    if (p[-1] == '/' || p[-1] == '\\') {
      memmove(s, p, strlen(p) + 1);
      return;
    }
  }
}

static bool disposition(struct multipart *m, const char *s) {
  char value[MULTIPART_VALUE];
  bool wide = false;
  const char *key;
  size_t n;
  int got;

  if (m->any_disposition || strncasecmp(s, "form-data", 9) != 0)
    return false;
  m->any_disposition = true;
  s += 9;
  while ((got = param_next(&s, &key, &n)) > 0) {
    if (!value_read(&s, value, sizeof value))
      return false;
    if (key_is(key, n, "name")) {
      if (m->has_name)
        return false;
      m->has_name = true;
      keep(m->name, value);
    } else if (key_is(key, n, "filename*")) {
      if (wide || !extended(value))
        return false;
      wide = m->has_filename = true;
      keep(m->filename, value);
    } else if (key_is(key, n, "filename") && !wide) {
      if (m->has_filename)
        return false;
      m->has_filename = true;
      keep(m->filename, value);
    }
  }
  if (got < 0 || !m->has_name || m->name[0] == '\0' || !one_line(m->name) || !one_line(m->filename))
    return false;
  last_component(m->filename);
  return true;
}

/* One complete header line in m->line. Unknown headers are passed over. */
static bool header(struct multipart *m) {
  size_t n = strcspn(m->line, ":");
  const char *value;

  if (++m->headers > m->lim.headers || n == 0 || m->line[n] != ':' || strcspn(m->line, " \t") < n)
    return false;
  value = blanks(m->line + n + 1);
  if (key_is(m->line, n, "Content-Disposition"))
    return disposition(m, value);
  if (key_is(m->line, n, "Content-Type")) {
    if (m->has_type || strlen(value) >= sizeof m->type || !one_line(value))
      return false;
    m->has_type = true;
    keep(m->type, value);
  }
  if (key_is(m->line, n, "Content-Transfer-Encoding"))
    return strcasecmp(value, "binary") == 0 || strcasecmp(value, "8bit") == 0 || strcasecmp(value, "7bit") == 0;
  return true;
}

static enum res line_end(struct multipart *m) {
  struct multipart_part part = {m->name, NULL, m->type};

  m->line[m->line_n] = '\0';
  if (m->line_n > 0) {
    m->line_n = 0;
    m->state = LINE;
    return header(m) ? RES_OK : RES_MALFORMED;
  }
  if (!m->any_disposition)
    return RES_MALFORMED;
  if (m->has_filename)
    part.filename = m->filename;
  m->state = DATA;
  m->matched = 0;
  return m->ev->begin(m->arg, &part);
}

static enum res part_open(struct multipart *m) {
  if (++m->parts > m->lim.parts)
    return RES_TOO_BIG;
  m->state = LINE;
  m->line_n = m->headers = 0;
  m->has_name = m->has_type = m->has_filename = m->any_disposition = false;
  m->name[0] = m->filename[0] = m->type[0] = '\0';
  return RES_OK;
}

/* As much as possible of p[0..n) as data or delimiter; *used says how much was taken. */
static enum res data(struct multipart *m, const char *p, size_t n, size_t *used) {
  enum res r = RES_OK;
  size_t i = 0;

  if (m->matched == 0) {
    const char *cr = memchr(p, '\r', n);

    i = cr == NULL ? n : (size_t)(cr - p);
    if (i > 0)
      r = m->ev->data(m->arg, p, i);
  }
  while (r == RES_OK && i < n && m->matched < m->delim_n && p[i] == m->delim[m->matched]) {
    m->matched++;
    i++;
  }
  if (m->matched == m->delim_n) {
    m->state = AFTER;
    if (r == RES_OK)
      r = m->ev->end(m->arg);
  } else if (r == RES_OK && i < n && m->matched > 0) {
    size_t was = m->matched;

    m->matched = 0;
    r = m->ev->data(m->arg, m->delim, was);
  }
  *used = i;
  return r;
}

static enum res one(struct multipart *m, char c) {
  switch (m->state) {
  case FIRST:
    if (m->matched == 2 && c == '\r') {
      m->matched = 1;
      return RES_OK;
    }
    if (c != m->delim[m->matched])
      return RES_MALFORMED;
    if (++m->matched == m->delim_n)
      m->state = AFTER;
    return RES_OK;
  case AFTER:
    m->state = c == '\r' ? AFTER_CR : AFTER_DASH;
    return c == '\r' || c == '-' ? RES_OK : RES_MALFORMED;
  case AFTER_CR:
    return c == '\n' ? part_open(m) : RES_MALFORMED;
  case AFTER_DASH:
    m->state = DONE;
    return c == '-' ? RES_OK : RES_MALFORMED;
  case LINE_LF:
    return c == '\n' ? line_end(m) : RES_MALFORMED;
  default: /* LINE */
    if (c == '\r') {
      m->state = LINE_LF;
      return RES_OK;
    }
    if (c == '\0' || c == '\n' || m->line_n >= m->lim.line || m->line_n + 1 >= sizeof m->line)
      return RES_MALFORMED;
    m->line[m->line_n++] = c;
    return RES_OK;
  }
}

enum res multipart_push(struct multipart *m, const char *p, size_t n) {
  while (m->failed == RES_OK && n > 0 && m->state != DONE) {
    size_t used = 1;

    if (m->state == DATA)
      m->failed = data(m, p, n, &used);
    else
      m->failed = one(m, *p);
    p += used;
    n -= used;
  }
  return m->failed;
}

enum res multipart_finish(const struct multipart *m) {
  if (m->failed != RES_OK)
    return m->failed;
  return m->state == DONE ? RES_OK : RES_MALFORMED;
}
