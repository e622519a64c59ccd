/* The row of a plugin comes into being when its domains are saved first; until then it reads like revision 1 without any. */
#include "domain/development.h"

#include "base/origin.h"
#include "base/text.h"
#include "domain/moving.h"

#include <string.h>

enum { TOLD = 5 /* wrong lines that are named */, LINE_SHOWN = 60, DETAIL = 1900 /* bytes of an audit row */ };

SHAPE(development_shape, struct development, M(struct development, plugin_id), M(struct development, rev),
      M(struct development, changed_at), M(struct development, domains), M(struct development, changed_by));
DB_QUERY(development_of, development_shape,
         "SELECT p.id AS plugin_id, COALESCE(d.rev, 1) AS rev, COALESCE(d.changed_at, 0) AS changed_at,"
         " COALESCE(d.domains, '') AS domains, u.display_name AS changed_by FROM plugin p"
         " LEFT JOIN plugin_domains d ON d.plugin_id = p.id LEFT JOIN user u ON u.id = d.changed_by WHERE p.id = ?");
DB_STMT(development_insert,
        "INSERT INTO plugin_domains (plugin_id, domains, rev, changed_at, changed_by) VALUES (?, ?, 2, ?, ?)");
DB_STMT(development_update,
        "UPDATE plugin_domains SET domains = ?, rev = rev + 1, changed_at = ?, changed_by = ? WHERE plugin_id = ?"
        " AND rev = ?");

enum res development_load(struct ctx *c, int64_t plugin_id, struct development *out) {
  return db_one(c->db, c->a, development_of, out, I(plugin_id));
}

/* Is it a line of `lines`? */
static bool came(const char *lines, const char *origin) {
  size_t n = strlen(origin);

  for (const char *s = lines; s != NULL && *s != '\0'; s = strchr(s, '\n'), s += s != NULL)
    if (strncmp(s, origin, n) == 0 && (s[n] == '\n' || s[n] == '\0'))
      return true;
  return false;
}

/* What was found while reading. */
struct reading {
  struct buf lines, wrong;
  size_t n, faults;
};

static void take(struct ctx *c, struct reading *x, const char *line, int no) {
  const char *origin = NULL, *words = origin_read(c->a, line, &origin);

  if (words == NULL && came(x->lines.p == NULL ? "" : x->lines.p, origin))
    return;
  if (words == NULL) {
    buf_fmt(&x->lines, "%s%s", x->n == 0 ? "" : "\n", origin);
    x->n++;
    return;
  }
  if (x->faults++ < TOLD)
    buf_fmt(&x->wrong, "%s%s", x->faults == 1 ? "" : TR(c, N_("；")),
            arena_fmt(c->a, TR(c, N_("第 %d 行“%s”：%s")), no, text_cut(c->a, line, LINE_SHOWN), TR(c, words)));
}

enum res development_read(struct ctx *c, const char *typed, const char **out, size_t *n) {
  struct reading x = {.lines = buf_new(c->a, 256 * 1024), .wrong = buf_new(c->a, 16 * 1024)};
  int no = 0;

  for (const char *s = typed; s != NULL && *s != '\0'; s = *s == '\n' ? s + 1 : s) {
    size_t len = strcspn(s, "\n");
    const char *line = text_clean(c->a, arena_strn(c->a, s, len));

    no++;
    if (line[0] != '\0')
      take(c, &x, line, no);
    s += len;
  }
  if (x.faults > TOLD)
    buf_str(&x.wrong, arena_fmt(c->a, TR(c, N_("；还有 %d 行")), (int)(x.faults - TOLD)));
  if (x.faults > 0)
    return why(c, RES_INVALID, "domains", "%s", x.wrong.p);
  if (x.n > DEVELOPMENT_DOMAINS)
    return why(c, RES_INVALID, "domains", N_("服务器域名最多 %d 个，现在有 %d 个，请减少"), (int)DEVELOPMENT_DOMAINS,
               (int)x.n);
  *out = x.lines.p == NULL ? "" : x.lines.p;
  *n = x.n;
  return RES_OK;
}

/* Origins are ASCII without quotes. What does not fit is left out, and the row says so. */
static const char *detail_of(struct ctx *c, const char *domains) {
  struct buf b = buf_new(c->a, DETAIL);
  bool more = false;

  buf_str(&b, "{\"domains\":[");
  for (const char *s = domains; *s != '\0';) {
    size_t n = strcspn(s, "\n");

    if (b.n + n + 40 < DETAIL)
      buf_fmt(&b, "%s\"%.*s\"", s == domains ? "" : ",", (int)n, s);
    else
      more = true;
    s += n + (s[n] == '\n');
  }
  buf_str(&b, more ? "],\"more\":true}" : "]}");
  return b.p;
}

enum res development_save(struct ctx *c, const struct development *seen, const char *domains) {
  int64_t changed = 0;
  enum res r = seen->changed_at == 0 ? db_exec(c->db, development_insert, &changed, I(seen->plugin_id), T(domains),
                                               I(c->now), I(c->who.user_id))
                                     : db_exec(c->db, development_update, &changed, T(domains), I(c->now),
                                               I(c->who.user_id), I(seen->plugin_id), I(seen->rev));

  if (r == RES_CONFLICT || (r == RES_OK && changed == 0))
    return RES_STALE;
  return r == RES_OK ? audit(c, "plugin.domains", "plugin", seen->plugin_id, detail_of(c, domains)) : r;
}
