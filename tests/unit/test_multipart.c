/* The multipart parser: every split position gives the same parts; hostile bodies are malformed; limits from both sides. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "http/multipart.h"

#include <string.h>

#define B     "--XyZ\r\n"
#define END   "--XyZ--\r\n"
#define D(n)  "Content-Disposition: form-data; name=\"" n "\"\r\n"
#define CT    "multipart/form-data; boundary=XyZ"
#define LONG8 "aaaaaaaa"

/* What was called, written down as text: name(filename|type){content} */
struct seen {
  struct buf text;
  int data_calls;
  enum res stop_at_begin;
};

static enum res on_begin(void *arg, const struct multipart_part *p) {
  struct seen *s = arg;

  buf_fmt(&s->text, "%s(%s|%s){", p->name, p->filename == NULL ? "-" : p->filename, p->type);
  return s->stop_at_begin;
}

static enum res on_data(void *arg, const char *p, size_t n) {
  struct seen *s = arg;

  assert_true(n > 0);
  s->data_calls++;
  buf_add(&s->text, p, n);
  return RES_OK;
}

static enum res on_end(void *arg) {
  buf_str(&((struct seen *)arg)->text, "}");
  return RES_OK;
}

static const struct multipart_events events = {on_begin, on_data, on_end};
static const struct multipart_limits usual = {20, 8, 512};

static struct arena *arena;

static int setup(void **state) {
  (void)state;
  arena = arena_new(64 << 20);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static enum res parse(const char *type, const char *body, size_t n, size_t first, size_t step,
                      const struct multipart_limits *lim, struct seen *s) {
  static struct multipart m;
  enum res r = RES_OK;
  size_t at = 0;

  *s = (struct seen){.text = buf_new(arena, 1 << 20)};
  if (!multipart_start(&m, type, lim, &events, s))
    return RES_TYPE;
  while (at < n && r == RES_OK) {
    size_t take = at == 0 && first > 0 ? first : step;

    if (take > n - at)
      take = n - at;
    r = multipart_push(&m, body + at, take);
    at += take;
  }
  if (r != RES_OK)
    assert_int_equal(multipart_push(&m, "x", 1), r);
  return multipart_finish(&m);
}

static enum res whole(const char *body, struct seen *s) {
  return parse(CT, body, strlen(body), 0, strlen(body), &usual, s);
}

/* Content that looks like the delimiter again and again. */
static const char tricky[] =
    B D("csrf") "\r\n"
                "tok\r\n" B D("a") "\r\n"
                                   "\r\n--Xy\r\n\r\n--XyY\r\r\n--\r\n-\r\n\r\r\n" B D(
                                       "e") "\r\n\r\n" B "content-disposition:  form-data ; name=\"f\"; "
                                            "filename=\"\xe6\x8f\x92\xe4\xbb\xb6.zip\"\r\n"
                                            "Content-Type: application/zip\r\nX-Other: 1\r\n\r\n"
                                            "PK\1\2\r\n\r\n" END;
static const char tricky_parts[] = "csrf(-|){tok}"
                                   "a(-|){\r\n--Xy\r\n\r\n--XyY\r\r\n--\r\n-\r\n\r}"
                                   "e(-|){}"
                                   "f(\xe6\x8f\x92\xe4\xbb\xb6.zip|application/zip){PK\1\2\r\n}";

static void every_split(void **state) {
  size_t n = sizeof tricky - 1;
  struct seen s;

  (void)state;
  for (size_t cut = 1; cut <= n; cut++) {
    assert_int_equal(parse(CT, tricky, n, cut, n, &usual, &s), RES_OK);
    assert_string_equal(s.text.p, tricky_parts);
  }
  for (size_t step = 1; step <= 9; step++) {
    assert_int_equal(parse(CT, tricky, n, 0, step, &usual, &s), RES_OK);
    assert_string_equal(s.text.p, tricky_parts);
  }
}

static void every_truncation_is_malformed(void **state) {
  size_t n = sizeof tricky - 1;
  struct seen s;

  (void)state;
  /* the CR LF behind the last boundary may be missing, nothing else */
  for (size_t keep = 0; keep < n - 2; keep++)
    assert_int_equal(parse(CT, tricky, keep, 0, n, &usual, &s), RES_MALFORMED);
  assert_int_equal(parse(CT, tricky, n - 2, 0, n, &usual, &s), RES_OK);
}

static void names(void **state) {
  static const struct {
    const char *disposition, *want;
  } good[] = {
      {"form-data; name=\"a b\"", "a b(-|){}"},
      {"form-data; name=plain", "plain(-|){}"},
      {"form-data; name=\"q\\\"q\\\\\"", "q\"q\\(-|){}"},
      {"form-data; name=\"x\"; filename=\"\"", "x(|){}"},
      {"form-data; name=\"x\"; filename=\"C:\\dir\\p.zip\"", "x(p.zip|){}"},
      {"form-data; name=\"x\"; filename=\"../../etc/passwd\"", "x(passwd|){}"},
      {"form-data; name=\"x\"; filename=\"a%22b;c.zip\"", "x(a\"b;c.zip|){}"},
      {"form-data; name=\"x\"; filename*=UTF-8''%e6%8f%92.zip", "x(\xe6\x8f\x92.zip|){}"},
      {"form-data; name=\"x\"; filename=\"old\"; filename*=utf-8'zh'new%20one", "x(new one|){}"},
      {"form-data; name=\"x\"; filename*=utf-8''new; filename=\"old\"", "x(new|){}"},
      {"FORM-DATA;NAME=\"x\";", "x(-|){}"},
  };
  struct seen s;

  (void)state;
  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
    const char *body = arena_fmt(arena, B "Content-Disposition: %s\r\n\r\n\r\n" END, good[i].disposition);

    assert_int_equal(whole(body, &s), RES_OK);
    assert_string_equal(s.text.p, good[i].want);
  }
}

static void bad_dispositions(void **state) {
  static const char *const bad[] = {
      "attachment; name=\"a\"",
      "form-data",
      "form-data; name=\"\"",
      "form-data; name=\"a",
      "form-data; name=",
      "form-data name=\"a\"",
      "form-dataname=\"a\"",
      "form-data; name=\"a\"; name=\"b\"",
      "form-data; name=\"a\"; filename=\"b\"; filename=\"c\"",
      "form-data; name=\"a\"; filename*=latin1''x",
      "form-data; name=\"a\"; filename*=utf-8''%zz",
      "form-data; name=\"a\"; filename*=utf-8''%0d%0aSet-Cookie",
      "form-data; name=\"a\"; filename*=utf-8''%e6%8f",
      "form-data; name=\"a\xff\"",
      "form-data; name=\"a\tb\"",
      "form-data; name=\"a\x01\"",
      "form-data; =\"a\"",
      "form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"",
      "form-data; name=\"a\"\r\nContent-Type: a/b\r\nContent-Type: a/b",
      "form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64",
      "form-data; name=\"a\"\r\n folded",
      "form-data; name=\"a\"\r\nno colon",
      "form-data; name=\"a\"\r\n: empty",
      "form-data; name=\"a\"\nX: bare line feed",
      "form-data; name=\"a\"\rX: bare return",
  };
  struct seen s;

  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    const char *body = arena_fmt(arena, B "Content-Disposition: %s\r\n\r\n\r\n" END, bad[i]);

    if (whole(body, &s) != RES_MALFORMED)
      fail_msg("accepted: %s", bad[i]);
  }
}

static void bad_bodies(void **state) {
  static const char *const bad[] = {
      "",
      "\r\n",
      "preamble\r\n" B D("a") "\r\n1\r\n" END,
      "--XyZ",
      "--XyZ-",
      "--XyZx" D("a") "\r\n1\r\n" END,
      "--XyZ\n" D("a") "\r\n1\r\n" END,
      B "\r\n1\r\n" END,
      B "X: y\r\n\r\n1\r\n" END,
      B D("a") "\r\n1\r\n--XyZ",
      B D("a") "\r\n1\r\n--XyZ \r\n",
      B D("a") "\r\n1\r\n--XyZabc\r\n" END,
      B D("a") "\r\n1\n" END,
      B D("a") END,
  };
  struct seen s;

  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    if (whole(bad[i], &s) != RES_MALFORMED)
      fail_msg("accepted body %zu", i);
  }
  assert_int_equal(whole("--XyZ--", &s), RES_OK); /* a form without fields */
  assert_int_equal(whole("\r\n" B D("a") "\r\n1\r\n" END "epilogue --XyZ", &s), RES_OK);
  assert_string_equal(s.text.p, "a(-|){1}");
  /* NUL in a header, and in content where it belongs to a file */
  assert_int_equal(parse(CT, B "A\0B: c\r\n", 14, 0, 14, &usual, &s), RES_MALFORMED);
}

static void content_types(void **state) {
  static const char body[] = B D("a") "\r\n1\r\n" END;
  static const char *const good[] = {
      "multipart/form-data; boundary=XyZ",
      "Multipart/Form-Data;BOUNDARY=\"XyZ\"",
      "multipart/form-data; charset=utf-8; boundary=XyZ",
  };
  static const char *const bad[] = {
      "multipart/form-data",
      "multipart/form-data; boundary=",
      "multipart/form-data; boundary=\"\"",
      "multipart/form-data; boundary=\"XyZ ",
      "multipart/form-data; boundary=\"XyZ \"",
      "multipart/form-data; boundary=X\x01Z",
      "multipart/form-data; boundary=XyZ; boundary=XyZ",
      "multipart/form-dataX; boundary=XyZ",
      "multipart/mixed; boundary=XyZ",
      "multipart/form-data; boundary=" LONG8 LONG8 LONG8 LONG8 LONG8 LONG8 LONG8 LONG8 "aaaaaaa",
  };
  static const char longest[] =
      "multipart/form-data; boundary=" LONG8 LONG8 LONG8 LONG8 LONG8 LONG8 LONG8 LONG8 "aaaaaa";
  struct seen s;

  (void)state;
  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
    assert_int_equal(parse(good[i], body, sizeof body - 1, 0, 100, &usual, &s), RES_OK);
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    if (parse(bad[i], body, sizeof body - 1, 0, 100, &usual, &s) != RES_TYPE)
      fail_msg("accepted type %s", bad[i]);
  }
  assert_int_equal(parse(longest, "", 0, 0, 1, &usual, &s), RES_MALFORMED); /* started, and empty */
}

static enum res with_headers(int extra, size_t line, const struct multipart_limits *lim) {
  struct buf b = buf_new(arena, 1 << 16);
  struct seen s;

  buf_str(&b, B D("a"));
  for (int i = 0; i < extra; i++)
    buf_str(&b, "X: y\r\n");
  if (line > 0) {
    buf_str(&b, "X: ");
    for (size_t i = 3; i < line; i++)
      buf_char(&b, 'x');
    buf_str(&b, "\r\n");
  }
  buf_str(&b, "\r\n1\r\n" END);
  return parse(CT, b.p, b.n, 0, b.n, lim, &s);
}

static void limits(void **state) {
  static const struct multipart_limits two_parts = {2, 8, 512};
  static const struct multipart_limits widest = {2, 8, MULTIPART_LINE * 2};
  const char *long_name, *body;
  struct seen s;

  (void)state;
  assert_int_equal(with_headers(7, 0, &usual), RES_OK);
  assert_int_equal(with_headers(8, 0, &usual), RES_MALFORMED);
  assert_int_equal(with_headers(0, 512, &usual), RES_OK);
  assert_int_equal(with_headers(0, 513, &usual), RES_MALFORMED);
  assert_int_equal(with_headers(0, MULTIPART_LINE - 1, &widest), RES_OK);
  assert_int_equal(with_headers(0, MULTIPART_LINE, &widest), RES_MALFORMED);
  body = B D("a") "\r\n1\r\n" B D("b") "\r\n1\r\n" END;
  assert_int_equal(parse(CT, body, strlen(body), 0, 999, &two_parts, &s), RES_OK);
  body = B D("a") "\r\n1\r\n" B D("b") "\r\n1\r\n" B D("c") "\r\n1\r\n" END;
  assert_int_equal(parse(CT, body, strlen(body), 0, 999, &two_parts, &s), RES_TOO_BIG);
  long_name = arena_fmt(arena, "%*s", MULTIPART_VALUE - 1, "n");
  body = arena_fmt(arena, B "Content-Disposition: form-data; name=\"%s\"\r\n\r\n\r\n" END, long_name);
  assert_int_equal(parse(CT, body, strlen(body), 0, 9999, &widest, &s), RES_OK);
  body = arena_fmt(arena, B "Content-Disposition: form-data; name=\"%sx\"\r\n\r\n\r\n" END, long_name);
  assert_int_equal(parse(CT, body, strlen(body), 0, 9999, &widest, &s), RES_MALFORMED);
}

static enum res refuse(void *arg, const struct multipart_part *p) {
  (void)arg;
  (void)p;
  return RES_FORBIDDEN;
}

static void a_callback_stops_it(void **state) {
  static const struct multipart_events ev = {refuse, on_data, on_end};
  static struct multipart m;
  struct seen s = {.text = buf_new(arena, 100)};

  (void)state;
  assert_true(multipart_start(&m, CT, &usual, &ev, &s));
  assert_int_equal(multipart_push(&m, tricky, sizeof tricky - 1), RES_FORBIDDEN);
  assert_int_equal(multipart_finish(&m), RES_FORBIDDEN);
  assert_int_equal(s.data_calls, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_split, setup, teardown),
      cmocka_unit_test_setup_teardown(every_truncation_is_malformed, setup, teardown),
      cmocka_unit_test_setup_teardown(names, setup, teardown),
      cmocka_unit_test_setup_teardown(bad_dispositions, setup, teardown),
      cmocka_unit_test_setup_teardown(bad_bodies, setup, teardown),
      cmocka_unit_test_setup_teardown(content_types, setup, teardown),
      cmocka_unit_test_setup_teardown(limits, setup, teardown),
      cmocka_unit_test_setup_teardown(a_callback_stops_it, setup, teardown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
