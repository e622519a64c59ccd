/* Markdown: golden samples, every limit from both sides, and a hostile set that must stay safe, small and quick. */
#include "domain/markdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

struct made {
  enum res r;
  const char *html;
  struct findings f;
};

static const char *image(void *arg, const char *path) {
  return strcmp(path, "img/a.png") == 0 ? "/files/1?x=1&y=2" : strcmp(path, "b.png") == 0 ? (char *)arg : NULL;
}

static struct made render(struct arena *a, struct bytes in, int shift) {
  char second[] = "/files/2";
  const struct markdown_options o = {.shift = shift, .target = "README.md", .image = image, .arg = second};
  struct made m = {.f = findings_new(a)};

  m.r = markdown_render(a, in, &o, &m.f, &m.html);
  return m;
}

static struct made of(struct arena *a, const char *text) { return render(a, bytes_of(text), 1); }

#define LINK(url) "<a href=\"" url "\" rel=\"nofollow noopener noreferrer\">"

/* Texts that say nothing wrong, and their HTML. */
static const char *const golden[][2] = {
    {"", ""},
    {"\xef\xbb\xbf", ""},
    {"\n\n", ""},
    {"\xef\xbb\xbf# 你好", "<h2 id=\"doc-你好\">你好</h2>\n"},
    {"*a* **b** ~~c~~ `d<e`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;e</code></p>\n"},
    {"a & b \"c\" 'd' < e", "<p>a &amp; b &quot;c&quot; &#39;d&#39; &lt; e</p>\n"},
    {"&lt;b&gt; &copy; &#x4f60; &unknown; &#0;", "<p>&lt;b&gt; © 你 &amp;unknown; &amp;#0;</p>\n"},
    {"a  \nb<br>c<br/>d", "<p>a<br>\nb<br>\nc<br>\nd</p>\n"},
    {"- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
    {"1. a\n2. b\n", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"},
    {"7. a\n", "<ol start=\"7\">\n<li>a</li>\n</ol>\n"},
    {"> a\n", "<blockquote>\n<p>a</p>\n</blockquote>\n"},
    {"---\n", "<hr>\n"},
    {"```js\na < b\n```\n", "<pre tabindex=\"0\"><code class=\"language-js\">a &lt; b\n</code></pre>\n"},
    {"```a\"b\nx\n```\n", "<pre tabindex=\"0\"><code>x\n</code></pre>\n"},
    {"    x\n", "<pre tabindex=\"0\"><code>x\n</code></pre>\n"},
    {"[a](https://e.example/?b=1&c=2 \"t\")", "<p>" LINK("https://e.example/?b=1&amp;c=2") "a</a></p>\n"},
    {"[a][r]\n\n[r]: http://e.example/r", "<p>" LINK("http://e.example/r") "a</a></p>\n"},
    {"<https://e.example>", "<p>" LINK("https://e.example") "https://e.example</a></p>\n"},
    {"https://e.example/x", "<p>" LINK("https://e.example/x") "https://e.example/x</a></p>\n"},
    {"text [](https://e.example)", "<p>text " LINK("https://e.example") "https://e.example</a></p>\n"},
    {"[ ![](b.png) ](https://e.example)",
     "<p>" LINK("https://e.example") " <img src=\"/files/2\" alt=\"\" loading=\"lazy\"> https://e.example</a></p>\n"},
    {"[后](#Quick-Start)\n# Quick Start", "<p><a href=\"#doc-quick-start\">后</a></p>\n"
                                          "<h2 id=\"doc-quick-start\">Quick Start</h2>\n"},
    {"# 接入、发布\n[](#接入发布) [2](#%E6%8E%A5%E5%85%A5%E3%80%81%E5%8F%91%E5%B8%83)",
     "<h2 id=\"doc-接入发布\">接入、发布</h2>\n<p><a href=\"#doc-接入发布\">#接入发布</a> "
     "<a href=\"#doc-接入发布\">2</a></p>\n"},
    {"# a\n# a\n[b](#a-1)\n", "<h2 id=\"doc-a\">a</h2>\n<h2 id=\"doc-a-1\">a</h2>\n"
                              "<p><a href=\"#doc-a-1\">b</a></p>\n"},
    {"![图 *x*](./img/a.png \"t\")", "<p><img src=\"/files/1?x=1&amp;y=2\" alt=\"图 x\" loading=\"lazy\"></p>\n"},
    {"![a\" onerror=\"x](b.png)", "<p><img src=\"/files/2\" alt=\"a&quot; onerror=&quot;x\" loading=\"lazy\"></p>\n"},
    {"![a ![b](b.png) [c](https://c)](b.png)", "<p><img src=\"/files/2\" alt=\"a b c\" loading=\"lazy\"></p>\n"},
    {"| a | b |   | d |\n|:---|:---:|---:|---|\n| 1 | 2 | `3` |\n",
     "<div class=\"md-table\" tabindex=\"0\"><table>\n<thead>\n<tr><th scope=\"col\" class=\"md-left\">a</th>"
     "<th scope=\"col\" class=\"md-center\">b</th><td class=\"md-right\"></td><th scope=\"col\">d</th></tr>\n</thead>\n"
     "<tbody>\n<tr><td class=\"md-left\">1</td><td class=\"md-center\">2</td><td class=\"md-right\"><code>3</code></td>"
     "<td></td></tr>\n</tbody>\n</table></div>\n"},
};

static void samples(void **state) {
  for (size_t i = 0; i < sizeof golden / sizeof golden[0]; i++) {
    struct made m = of(*state, golden[i][0]);

    assert_int_equal(m.r, RES_OK);
    assert_string_equal(m.html, golden[i][1]);
    assert_int_equal(m.f.n, 0);
  }
}

static void headings(void **state) {
  struct arena *a = *state;

  assert_string_equal(
      of(a, "# A *b*\n## A b\n# a B\n").html,
      "<h2 id=\"doc-a-b\">A <em>b</em></h2>\n<h3 id=\"doc-a-b-1\">A b</h3>\n<h2 id=\"doc-a-b-2\">a B</h2>\n");
  assert_string_equal(render(a, bytes_of("# A\n"), 2).html, "<h3 id=\"doc-a\">A</h3>\n");
  /* Levels that are skipped close up, and end at h6. */
  assert_string_equal(of(a, "### A\n###### B\n# C\n").html,
                      "<h2 id=\"doc-a\">A</h2>\n<h3 id=\"doc-b\">B</h3>\n<h2 id=\"doc-c\">C</h2>\n");
  assert_non_null(strstr(of(a, "# A\n## A\n### A\n#### A\n##### A\n###### A\n").html,
                         "<h6 id=\"doc-a-4\">A</h6>\n<h6 id=\"doc-a-5\">A</h6>\n"));
  assert_string_equal(of(a, "#\n\n# <b></b>\n").html, ""); /* nothing to read, nothing to head */
  assert_string_equal(of(a, "# \"x\"><i>\n").html, "<h2 id=\"doc-x\">&quot;x&quot;&gt;</h2>\n");
  assert_string_equal(of(a, "# ![图](b.png)\n").html,
                      "<h2 id=\"doc-图\"><img src=\"/files/2\" alt=\"图\" loading=\"lazy\"></h2>\n");
}

/* Hostile headings: what stands in the id cannot leave it, and is never an id of the page. */
static void heading_ids(void **state) {
  static const char *const ids[][2] = {
      {"# \"><script>alert(1)</script>", "<h2 id=\"doc-alert1\">&quot;&gt;alert(1)</h2>\n"},
      {"# &quot; onclick=&quot;x", "<h2 id=\"doc--onclickx\">&quot; onclick=&quot;x</h2>\n"},
      {"# main", "<h2 id=\"doc-main\">main</h2>\n"},
      {"# f-doc-error", "<h2 id=\"doc-f-doc-error\">f-doc-error</h2>\n"},
      {"# `a b` [c](https://d)", "<h2 id=\"doc-a-b-c\"><code>a b</code> " LINK("https://d") "c</a></h2>\n"},
      {"# [](https://d)", "<h2 id=\"doc-httpsd\">" LINK("https://d") "https://d</a></h2>\n"},
      {"a\n\tb\n===", "<h2 id=\"doc-a-b\">a\nb</h2>\n"},
      {"#\n# b", "<h2 id=\"doc-b\">b</h2>\n"}, /* one that shows nothing is not counted */
      {"# ![](b.png)\n# b", "<p><img src=\"/files/2\" alt=\"\" loading=\"lazy\"></p>\n<h2 id=\"doc-b\">b</h2>\n"},
  };

  for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
    assert_string_equal(of(*state, ids[i][0]).html, ids[i][1]);
}

static void the_outline_says_the_same(void **state) {
  struct arena *a = *state;
  struct outline o;
  const struct markdown_options options = {.shift = 2, .target = "t", .outline = &o};
  const char *html;

  assert_int_equal(markdown_render(a, bytes_of("# A & *b*\n\n#### c\n\n#\n## [](#c)\n"), &options, NULL, &html),
                   RES_OK);
  assert_int_equal(o.n, 3);
  assert_string_equal(o.item[0].title, "A & b");
  assert_int_equal(o.item[0].level, 3);
  assert_string_equal(o.item[1].anchor, "c");
  assert_int_equal(o.item[1].level, 4);
  assert_string_equal(o.item[2].title, "#c");
  assert_string_equal(o.item[2].anchor, "c-1");
  assert_string_equal(html, "<h3 id=\"doc-a--b\">A &amp; <em>b</em></h3>\n<h4 id=\"doc-c\">c</h4>\n"
                            "<h4 id=\"doc-c-1\"><a href=\"#doc-c\">#c</a></h4>\n");
  assert_int_equal(markdown_render(a, bytes_of(""), &options, NULL, &html), RES_OK);
  assert_int_equal(o.n, 0);
  assert_int_equal(markdown_render(a, bytes_of("# a\n\xff"), &options, NULL, &html), RES_INVALID);
  assert_int_equal(o.n, 0);
}

static void finds(struct arena *a, const char *text, enum finding_rule rule, int64_t line, const char *what,
                  const char *html) {
  struct made m = of(a, text);

  assert_int_equal(m.r, RES_OK);
  assert_int_equal(m.f.n, 1);
  assert_int_equal(m.f.item[0].rule, rule);
  assert_string_equal(m.f.item[0].target, "README.md");
  assert_int_equal(m.f.item[0].line, line);
  if (what != NULL)
    assert_string_equal(m.f.item[0].arg[0], what);
  assert_string_equal(m.html, html);
}

static void findings_of_links(void **state) {
  struct arena *a = *state;

  finds(a, "a\n\n[b](javascript:alert(1))", RULE_DOC_LINK_TARGET, 3, "javascript:alert(1)", "<p>a</p>\n<p>b</p>\n");
  finds(a, "[b](JaVaScRiPt&#58;x)", RULE_DOC_LINK_TARGET, 1, "JaVaScRiPt:x", "<p>b</p>\n");
  finds(a, "[b](java&#x0A;script:x)", RULE_DOC_LINK_TARGET, 1, NULL, "<p>b</p>\n");
  finds(a, "[b](<java script:x>)", RULE_DOC_LINK_TARGET, 1, NULL, "<p>b</p>\n");
  finds(a, "[b]\n\n[b]: vbscript:x", RULE_DOC_LINK_TARGET, 3, "vbscript:x", "<p>b</p>\n");
  finds(a, "<javascript:x>", RULE_DOC_LINK_TARGET, 1, NULL, "<p>javascript:x</p>\n");
  finds(a, "<a@b.example>", RULE_DOC_LINK_TARGET, 1, NULL, "<p>a@b.example</p>\n");
  finds(a, "[b](CHANGES.md)", RULE_DOC_LINK_TARGET, 1, "CHANGES.md", "<p>b</p>\n");
  finds(a, "[b](#)", RULE_DOC_LINK_TARGET, 1, "#", "<p>b</p>\n");
  finds(a, "a\n[b](#c) d", RULE_DOC_ANCHOR_MISSING, 2, "#c", "<p>a\nb d</p>\n");
  finds(a, "[](#c)", RULE_DOC_ANCHOR_MISSING, 1, "#c", "<p>#c</p>\n");
  finds(a, "[b](#main)", RULE_DOC_ANCHOR_MISSING, 1, "#main", "<p>b</p>\n"); /* ids of the page are not theirs */
  assert_int_equal(finding_severity(RULE_DOC_ANCHOR_MISSING), SEVERITY_WARNING);
  finds(a, "[b](data:text/html;base64,PHNjcmlwdD4=)", RULE_DOC_LINK_TARGET, 1, NULL, "<p>b</p>\n");
}

static void findings_of_images(void **state) {
  struct arena *a = *state;
  const struct markdown_options none = {.shift = 1, .target = "what"};
  const char *html;

  finds(a, "a\n![b](https://e/x.png)", RULE_DOC_IMAGE_NETWORK, 2, "https://e/x.png", "<p>a\nb</p>\n");
  finds(a, "![b](//e/x.png)", RULE_DOC_IMAGE_NETWORK, 1, NULL, "<p>b</p>\n");
  finds(a, "![b](data:image/png;base64,AA)", RULE_DOC_IMAGE_NETWORK, 1, NULL, "<p>b</p>\n");
  finds(a, "![&lt;b&gt;](no.png)", RULE_DOC_IMAGE_MISSING, 1, "no.png", "<p>&lt;b&gt;</p>\n");
  finds(a, "![b](../b.png)", RULE_DOC_IMAGE_MISSING, 1, NULL, "<p>b</p>\n");
  finds(a, "![b](/b.png)", RULE_DOC_IMAGE_MISSING, 1, NULL, "<p>b</p>\n");
  assert_int_equal(markdown_render(a, bytes_of("![b](b.png)"), &none, NULL, &html), RES_OK);
  assert_string_equal(html, "<p>b</p>\n");
}

static void html_is_left_out(void **state) {
  struct arena *a = *state;
  struct made m = of(a, "a\n<img src='https://e/x.png'> <img src=\"//e/y.png\"> <img src=b.png>");

  assert_int_equal(m.f.n, 3); /* left out, and still no network images */
  assert_int_equal(m.f.item[0].rule, RULE_DOC_IMAGE_NETWORK);
  assert_int_equal(m.f.item[0].line, 2);
  assert_string_equal(m.f.item[0].arg[0], "https://e/x.png");
  assert_int_equal(m.f.item[1].rule, RULE_DOC_HTML);
  assert_int_equal(m.f.item[2].rule, RULE_DOC_IMAGE_NETWORK);

  finds(a, "a\n\n<script>alert(1)</script>\n", RULE_DOC_HTML, 3, NULL, "<p>a</p>\n<p>alert(1)</p>\n");
  finds(a, "<img src=x onerror=alert(1)>b", RULE_DOC_HTML, 1, NULL, "<p>b</p>\n");
  finds(a, "a <!-- b --> c", RULE_DOC_HTML, 1, NULL, "<p>a  c</p>\n");
  finds(a, "<div style=\"x\">\n\n*a*\n\n</div>", RULE_DOC_HTML, 1, NULL, "<p><em>a</em></p>\n");
  assert_int_equal(finding_severity(RULE_DOC_HTML), SEVERITY_WARNING);
  assert_int_equal(finding_severity(RULE_DOC_LINK_TARGET), SEVERITY_ERROR);
}

/* `n` bytes of a piece repeated. */
static struct bytes times(struct arena *a, const char *piece, size_t n) {
  struct buf b = buf_new(a, n);
  size_t one = strlen(piece);

  while (b.n + one <= n)
    buf_add(&b, piece, one);
  while (b.n < n)
    buf_char(&b, 'a');
  return (struct bytes){b.p, b.n};
}

static void refused(struct arena *a, struct bytes in, enum finding_rule rule) {
  struct made m = render(a, in, 1);

  assert_int_equal(m.r, RES_INVALID);
  assert_string_equal(m.html, "");
  if (finding_find(&m.f, rule) == NULL)
    fail_msg("not refused for %s", finding_code(rule));
}

static struct bytes table(struct arena *a, int columns, int rows) {
  struct buf b = buf_new(a, MARKDOWN_IN_MAX);

  for (int i = 0; i < columns; i++)
    buf_str(&b, "|a");
  buf_str(&b, "|\n");
  for (int i = 0; i < columns; i++)
    buf_str(&b, "|---");
  buf_str(&b, "|\n");
  for (int i = 0; i < rows && buf_str(&b, "|\n"); i++) {
  }
  return (struct bytes){b.p, b.n};
}

static void limits(void **state) {
  struct arena *a = *state;

  assert_int_equal(render(a, times(a, "a ", MARKDOWN_IN_MAX), 1).r, RES_OK);
  refused(a, times(a, "a ", MARKDOWN_IN_MAX + 1), RULE_DOC_TEXT_SIZE);
  assert_int_equal(render(a, table(a, MARKDOWN_COLUMNS, 3), 1).r, RES_OK);
  refused(a, table(a, MARKDOWN_COLUMNS + 1, 3), RULE_DOC_TABLE_WIDE);
  refused(a, table(a, MARKDOWN_COLUMNS, 32000), RULE_DOC_OUTPUT);
  /* The document, the quotes, the paragraph. */
  assert_int_equal(render(a, times(a, ">", MARKDOWN_DEPTH - 2), 1).r, RES_OK);
  refused(a, times(a, ">", MARKDOWN_DEPTH), RULE_DOC_NESTING);
  refused(a, bytes_of("\xff\xfe"), RULE_DOC_ENCODING);
  refused(a, bytes_of("\xc4\xe3\xba\xc3"), RULE_DOC_ENCODING); /* GBK */
  refused(a, (struct bytes){"a\0b", 3}, RULE_DOC_ENCODING);
  assert_int_equal(
      markdown_render(a, times(a, ">", 99), &(struct markdown_options){.shift = 1}, NULL, &(const char *){0}),
      RES_INVALID);
}

/* Nothing but tags of our own in a well-formed order can come out. */
static void safe(const char *html) {
  static const char *const never[] = {"<script", "<img src=\"h", "javascript:", "onerror=\"",
                                      "style=",  "<iframe",      "href=\"data"};

  for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
    if (strstr(html, never[i]) != NULL)
      fail_msg("%s came out", never[i]);
}

static void hostile(void **state) {
  static const char *const pieces[] = {
      ">",           "> ",          "- ",         "1. ",       "[",          "![",       "[a](",      "[a](#)",
      "[a](#b)",     "# a[](#a)\n", "[a](a:)",    "![](a)",    "*a_ ",       "**a *a ",  "*_",        "`",
      "`a``",        "|",           "a|b\n",      "# a\n",     "#\n",        "<",        "<a ",       "<!-- ",
      "<?",          "<![CDATA[",   "<b>",        "&amp;",     "&",          "\"",       "(",         "\\",
      "http://a.b ", "~~a ",        "~",          "_a",        "a\n-\n",     "- - -\n",  "\n",        "```\n",
      "[a]: b\n",    "[\n",         "[a](b \"",   "[](a 'b' ", "<a href=\"", "]](",      "> - ",      "![a](//b)",
      "ﷺ",           "\t",          "<script>\n", "[x]:\n",    "|a\n|---\n", "<http://", "- a\n\n  ", "* * a\n  - ",
      "&#x41;",      "$$"};
  clock_t before = clock();

  for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
    struct arena *a = arena_new(16 << 20);
    struct bytes in = times(a, pieces[i], MARKDOWN_IN_MAX);
    size_t used = arena_used(a);
    struct made m = render(a, in, 1);

    assert_true(m.r == RES_OK || m.r == RES_INVALID);
    safe(m.html);
    if (arena_used(a) - used > 5 << 20)
      fail_msg("'%s' took %zu bytes", pieces[i], arena_used(a) - used);
    arena_free(a);
  }
  (void)state;
  if (clock() - before > 20 * CLOCKS_PER_SEC) /* half a second in an ordinary build; room for sanitizers */
    fail_msg("the hostile set took too long");
}

static void bombs(void **state) {
  struct arena *a = *state;
  struct buf b = buf_new(a, MARKDOWN_IN_MAX);

  buf_str(&b, "[a]: http://");
  for (int i = 0; i < 8000; i++)
    buf_char(&b, 'x');
  buf_str(&b, "\n\n");
  while (buf_str(&b, "[a]")) {
  }
  refused(a, (struct bytes){b.p, b.n}, RULE_DOC_OUTPUT); /* a reference used 18000 times */
  refused(a, table(a, 4000, 20), RULE_DOC_TABLE_WIDE);   /* the 18 KB table */
}

/* What stands in memory behind the text is not read: md4c crashes on some of these when it can see a ). */
static void ends(void **state) {
  static const char *const texts[] = {
      "[b](a",  "![b](a",           "[b](a \"t\"", "[b](<a>", "&am",     "<b",         "`a",
      "[b]: a", "|a\n|---\n|[b](a", "# [b](a",     "- [b](a", "> [b](a", "[b](av>[|a", "https://a.example/(x"};
  static const char behind[] = ")))\"]:>`|p;\n)";

  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    const char *longer = arena_fmt(*state, "%s%s", texts[i], behind);
    struct made m = render(*state, (struct bytes){longer, strlen(texts[i])}, 1);

    assert_int_equal(m.r, RES_OK);
    assert_string_equal(m.html, of(*state, texts[i]).html);
  }
}

static int start(void **state) {
  *state = arena_new(64 << 20);
  return 0;
}

static int stop(void **state) {
  arena_free(*state);
  return 0;
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, start, stop)

int main(void) {
  const struct CMUnitTest tests[] = {T(samples),
                                     T(headings),
                                     T(heading_ids),
                                     T(the_outline_says_the_same),
                                     T(findings_of_links),
                                     T(findings_of_images),
                                     T(html_is_left_out),
                                     T(limits),
                                     T(hostile),
                                     T(bombs),
                                     T(ends)};

  return cmocka_run_group_tests(tests, NULL, NULL);
}
