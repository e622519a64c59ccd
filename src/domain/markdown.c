/* md4c calls enter and leave for blocks and spans, and text in between; each writes its piece of HTML at once. What is
 * only known at the end of an element (the id of a heading, an empty cell, a link without words) is settled there: the
 * piece written since the element's start is taken back and written again behind the right tag. While an image is open
 * its text goes into the alt text instead. Stopping is returning -1 after naming the rule
 * (md4c goes on after some positive values). What one element needs for a
 * moment lives in a second arena, so that thousands of elements take no more memory than one.
 *
 * The text is parsed twice: links may lead to headings that come later, so the first pass only collects the headings. */
#include "domain/mdrender.h"

#include "base/text.h"

#include <string.h>

enum { MOMENT_MAX = 4 << 20, TITLE_MAX = 4 * OUTLINE_SLUG_POINTS };

static int stop(struct render *r, enum finding_rule rule) {
  r->stop = rule;
  return -1;
}

static int written(struct render *r, const char *last) {
  if (last != NULL)
    buf_str(&r->out, last);
  return r->out.full ? stop(r, RULE_DOC_OUTPUT) : 0;
}

static int64_t line_of(const struct render *r) {
  int64_t line = 1;

  for (const char *s = r->in.p; s < r->at; s++)
    line += *s == '\n';
  return line;
}

bool md_come_to(struct render *r, const char *p, size_t n) {
  const char *start = r->in.p;

  if (p == NULL || p < start || p >= start + r->in.n)
    return true;
  r->at = p;
  return n <= (size_t)(start + r->in.n - p);
}

void md_say(struct render *r, enum finding_rule rule, const char *what) {
  if (r->f != NULL && !r->collecting) /* what is only counted needs no line */
    finding_add(r->f, rule, r->o->target, r->f->n < FINDINGS_MAX ? line_of(r) : 0, what, NULL);
}

const char *md_attribute(struct render *r, const MD_ATTRIBUTE *attr, struct buf *to) {
  buf_cut(to, 0);
  for (size_t i = 0;
       attr->text != NULL && md_come_to(r, attr->text, attr->size) && attr->substr_offsets[i] < attr->size; i++) {
    const char *s = attr->text + attr->substr_offsets[i];
    size_t n = attr->substr_offsets[i + 1] - attr->substr_offsets[i];
    char one[MDREF_CHARACTER];
    const char *ch = attr->substr_types[i] == MD_TEXT_ENTITY ? mdref_character(s, n, one) : NULL;

    if (ch != NULL)
      buf_str(to, ch);
    else
      buf_add(to, s, n);
  }
  return to->p;
}

static void code_start(struct render *r, const MD_BLOCK_CODE_DETAIL *d) {
  const char *lang = md_attribute(r, &d->lang, &r->href);
  size_t n = strspn(lang, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#-");

  buf_str(&r->out, "<pre tabindex=\"0\"><code"); /* reachable by keyboard: long lines scroll inside it */
  if (n > 0 && n <= 20 && lang[n] == '\0')
    buf_fmt(&r->out, " class=\"language-%s\"", lang);
  buf_char(&r->out, '>');
}

static void list_start(struct render *r, const MD_BLOCK_OL_DETAIL *d) {
  if (d->start == 1)
    buf_str(&r->out, "<ol>\n");
  else
    buf_fmt(&r->out, "<ol start=\"%u\">\n", d->start);
}

static void begin(struct render *r, bool heading) {
  r->heading = heading;
  buf_cut(&r->title, 0);
  r->from = r->out.n;
  r->from_visible = r->visible;
}

/* What was written since begin(), taken back; good until the next element. */
static struct bytes take_back(struct render *r) {
  struct bytes inside = {NULL, r->out.n - r->from};

  arena_reset(r->moment);
  inside.p = arena_strn(r->moment, r->out.p + r->from, inside.n);
  buf_cut(&r->out, r->from);
  return inside;
}

static void heading_end(struct render *r, int level) {
  struct bytes inside = take_back(r);

  r->heading = false;
  if (r->visible ==
      r->from_visible) { /* an empty heading says nothing to anybody, a picture without words heads nothing */
    if (strstr(inside.p, "<img ") != NULL)
      buf_fmt(&r->out, "<p>%s</p>\n", (const char *)inside.p);
    return;
  }
  level = level + r->o->shift > r->level + 1 ? r->level + 1 : level + r->o->shift;
  level = level > 6 ? 6 : level;
  r->level = level;
  if (r->collecting)
    outline_add(r->a, &r->outline, r->title.p, level);
  if (r->next < r->outline.n)
    buf_fmt(&r->out, "<h%d id=\"" OUTLINE_PREFIX "%s\">", level, r->outline.item[r->next++].anchor);
  else
    buf_fmt(&r->out, "<h%d>", level);
  buf_add(&r->out, inside.p, inside.n);
  buf_fmt(&r->out, "</h%d>\n", level);
}

static void cell_end(struct render *r, const MD_BLOCK_TD_DETAIL *d, bool head) {
  static const char *const classes[] = {[MD_ALIGN_DEFAULT] = "",
                                        [MD_ALIGN_LEFT] = " class=\"md-left\"",
                                        [MD_ALIGN_CENTER] = " class=\"md-center\"",
                                        [MD_ALIGN_RIGHT] = " class=\"md-right\""};
  struct bytes inside = take_back(r);

  head = head && r->visible != r->from_visible; /* a corner without words heads nothing */
  buf_fmt(&r->out, head ? "<th scope=\"col\"%s>" : "<td%s>", classes[d->align]);
  buf_add(&r->out, inside.p, inside.n);
  buf_str(&r->out, head ? "</th>" : "</td>");
}

/* Blocks that are the same every time: in front of it and behind it. */
static const char *const plain[MD_BLOCK_TD + 1][2] = {
    [MD_BLOCK_QUOTE] = {"<blockquote>\n", "</blockquote>\n"},
    [MD_BLOCK_UL] = {"<ul>\n", "</ul>\n"},
    [MD_BLOCK_OL] = {NULL, "</ol>\n"},
    [MD_BLOCK_LI] = {"<li>", "</li>\n"},
    [MD_BLOCK_HR] = {"<hr>\n", NULL},
    [MD_BLOCK_CODE] = {NULL, "</code></pre>\n"},
    [MD_BLOCK_P] = {"<p>", "</p>\n"},
    [MD_BLOCK_TABLE] = {"<div class=\"md-table\" tabindex=\"0\"><table>\n", "</table></div>\n"},
    [MD_BLOCK_THEAD] = {"<thead>\n", "</thead>\n"},
    [MD_BLOCK_TBODY] = {"<tbody>\n", "</tbody>\n"},
    [MD_BLOCK_TR] = {"<tr>", "</tr>\n"},
};

static int enter_block(MD_BLOCKTYPE type, void *detail, void *arg) {
  struct render *r = arg;

  if (++r->depth > MARKDOWN_DEPTH)
    return stop(r, RULE_DOC_NESTING);
  if (type == MD_BLOCK_TABLE && ((MD_BLOCK_TABLE_DETAIL *)detail)->col_count > MARKDOWN_COLUMNS)
    return stop(r, RULE_DOC_TABLE_WIDE);
  if (type == MD_BLOCK_P || type == MD_BLOCK_H || type == MD_BLOCK_TH || type == MD_BLOCK_TD)
    begin(r, type == MD_BLOCK_H);
  if (type == MD_BLOCK_OL)
    list_start(r, detail);
  else if (type == MD_BLOCK_CODE)
    code_start(r, detail);
  return written(r, plain[type][0]);
}

/* Nothing but HTML that was left out stood in it. */
static bool paragraph_empty(const struct render *r) {
  const char *inside = r->out.p + r->from + strlen("<p>");

  return inside[strspn(inside, " \n")] == '\0';
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *arg) {
  struct render *r = arg;

  r->depth--;
  if (type == MD_BLOCK_H)
    heading_end(r, (int)((MD_BLOCK_H_DETAIL *)detail)->level);
  else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
    cell_end(r, detail, type == MD_BLOCK_TH);
  if (type != MD_BLOCK_P || !paragraph_empty(r))
    return written(r, plain[type][1]);
  take_back(r);
  return 0;
}

static const char *const spans[MD_SPAN_U + 1][2] = {
    [MD_SPAN_EM] = {"<em>", "</em>"},
    [MD_SPAN_STRONG] = {"<strong>", "</strong>"},
    [MD_SPAN_CODE] = {"<code>", "</code>"},
    [MD_SPAN_DEL] = {"<del>", "</del>"},
};

static int enter_span(MD_SPANTYPE type, void *detail, void *arg) {
  struct render *r = arg;

  if (++r->depth > MARKDOWN_DEPTH)
    return stop(r, RULE_DOC_NESTING);
  if (type == MD_SPAN_IMG && r->images++ == 0)
    md_image_start(r, detail);
  if (r->images > 0)
    return 0;
  if (type == MD_SPAN_A)
    md_link_start(r, detail);
  return written(r, spans[type][0]);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *arg) {
  struct render *r = arg;

  (void)detail;
  r->depth--;
  if (type == MD_SPAN_IMG && --r->images == 0)
    md_image_end(r);
  if (r->images > 0)
    return 0;
  if (type == MD_SPAN_A)
    md_link_end(r);
  return written(r, spans[type][1]);
}

void md_words(struct render *r, const char *s, size_t n) {
  size_t room = r->title.max - r->title.n, blank = 0;

  buf_html(r->images > 0 ? &r->alt : &r->out, s, n);
  while (blank < n && (unsigned char)s[blank] <= ' ')
    blank++;
  r->visible += r->images == 0 && blank < n;
  if (!r->heading)
    return;
  if (n > room)
    for (n = room; n > 0 && (s[n] & 0xc0) == 0x80;)
      n--;
  buf_add(&r->title, s, n);
}

static int text(MD_TEXTTYPE type, const MD_CHAR *s, MD_SIZE n, void *arg) {
  struct render *r = arg;
  char one[MDREF_CHARACTER];
  const char *ch;

  if (!md_come_to(r, s, n))
    return stop(r, RULE_DOC_OUTPUT);
  if (type == MD_TEXT_BR || (type == MD_TEXT_HTML && mdref_break(s, n))) {
    if (r->images > 0)
      buf_char(&r->alt, ' ');
    else
      buf_str(&r->out, "<br>\n");
  } else if (type == MD_TEXT_SOFTBR) {
    md_words(r, "\n", 1);
  } else if (type == MD_TEXT_HTML) {
    md_html(r, s, n);
  } else if (type == MD_TEXT_ENTITY && (ch = mdref_character(s, n, one)) != NULL) {
    md_words(r, ch, strlen(ch));
  } else if (type == MD_TEXT_NULLCHAR) {
    md_words(r, "\ufffd", 3);
  } else {
    md_words(r, s, n);
  }
  return written(r, NULL);
}

static void moment_free(void *arg) { arena_free(arg); }

static enum res refuse(struct findings *f, enum finding_rule rule, const char *target, int64_t line) {
  if (f != NULL)
    finding_add(f, rule, target, line, NULL, NULL);
  return RES_INVALID;
}

/* One pass over the text. False: stopped, or the parser had no memory. */
static bool pass(struct render *r, bool collecting) {
  static const MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEURLAUTOLINKS |
                                            MD_FLAG_NOHTMLBLOCKS,
                                   .enter_block = enter_block,
                                   .leave_block = leave_block,
                                   .enter_span = enter_span,
                                   .leave_span = leave_span,
                                   .text = text};

  r->collecting = collecting;
  r->at = r->in.p;
  r->level = r->o->shift;
  r->depth = 0;
  r->visible = r->next = 0;
  r->html_found = false;
  buf_cut(&r->out, 0);
  return md_parse(r->in.p, (MD_SIZE)r->in.n, &parser, r) == 0 && r->stop == RULE__MAX;
}

enum res markdown_render(struct arena *a, struct bytes in, const struct markdown_options *o, struct findings *f,
                         const char **html) {
  struct render *r = ARENA_NEW(a, struct render);

  *html = "";
  if (o->outline != NULL)
    *o->outline = (struct outline){0};
  if (in.n > MARKDOWN_IN_MAX)
    return refuse(f, RULE_DOC_TEXT_SIZE, o->target, 0);
  if (in.n >= 3 && memcmp(in.p, "\xef\xbb\xbf", 3) == 0) /* what Windows editors put in front */
    in = (struct bytes){(const char *)in.p + 3, in.n - 3};
  if (in.n == 0)
    return RES_OK;
  if (!text_ok(in.p, in.n))
    return refuse(f, RULE_DOC_ENCODING, o->target, 0);
  /* md4c 0.4.8 looks behind the end: "[b](a" with a ) in memory after it ends the process. A line end stops it. */
  in.p = arena_fmt(a, "%.*s\n", (int)in.n, (const char *)in.p);
  in.n++;
  *r = (struct render){.a = a, .o = o, .f = f, .in = in, .stop = RULE__MAX};
  r->moment = arena_new(MOMENT_MAX);
  arena_defer(a, moment_free, r->moment);
  r->out = buf_new(a, MARKDOWN_OUT_MAX);
  r->alt = buf_new(a, MARKDOWN_IN_MAX * 6); /* an entity for each byte at worst */
  r->source = buf_new(a, MARKDOWN_IN_MAX);
  r->href = buf_new(a, MARKDOWN_IN_MAX * 3); /* %XX for each byte at worst */
  r->title = buf_new(a, TITLE_MAX);
  if (!pass(r, true) || !pass(r, false))
    return r->stop == RULE__MAX ? RES_INTERNAL : refuse(f, r->stop, o->target, line_of(r));
  *html = r->out.p;
  if (o->outline != NULL)
    *o->outline = r->outline;
  return RES_OK;
}
