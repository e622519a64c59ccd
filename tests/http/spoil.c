/* Each way is one function over the form's controls. Hidden fields keep what the page gave them, but where they are the
 * case itself. */
#include "spoil.h"

#include <stdlib.h>
#include <string.h>

const char spoil_script[] = "\"'><script>alert(1)</script>";

enum { LONG = 20000, LINES = 5000, MANY = 1001 };

/* `text` again and again. */
static const char *again(struct arena *a, const char *text, size_t times) {
  size_t n = strlen(text);
  char *s = arena_alloc(a, n * times + 1);

  for (size_t i = 0; i < times; i++)
    memcpy(s + i * n, text, n);
  return s;
}

/* Type `text` into every text; false where there is none. */
static bool type_all(struct form *f, const char *text) {
  enum form_kind kind;
  const char *name;
  bool any = false;

  for (size_t i = 0; form_control(f, i, &name, &kind); i++)
    if (kind == FORM_TEXT || kind == FORM_PASSWORD) {
      form_set(f, name, text);
      any = true;
    }
  return any;
}

/* The name of the first control of a kind, or NULL. */
static const char *first(const struct form *f, enum form_kind want) {
  enum form_kind kind;
  const char *name;

  for (size_t i = 0; form_control(f, i, &name, &kind); i++)
    if (kind == want)
      return name;
  return NULL;
}

static bool choose_all(struct form *f, const char *value) {
  enum form_kind kind;
  const char *name;

  for (size_t i = 0; form_control(f, i, &name, &kind); i++)
    if (kind == FORM_CHOICE)
      form_set(f, name, value);
  return first(f, FORM_CHOICE) != NULL;
}

static bool spoil_utf8(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  return type_all(f, "\xe5\xbc\xa0\xff\xfe");
}

static bool spoil_surrogate(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  return type_all(f, "\xed\xa0\x80");
}

static bool spoil_bidi(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  return type_all(f, "abc\xe2\x80\xae"
                     "fdp.exe");
}

static bool spoil_nul(struct arena *a, struct form *f, long limit) {
  const char *name = first(f, FORM_TEXT);

  (void)a, (void)limit;
  if (name != NULL)
    form_bytes(f, name, (struct bytes){"ab\0cd", 5});
  return name != NULL;
}

static bool spoil_hidden_nul(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  form_bytes(f, "action", (struct bytes){"save\0x", 6});
  return true;
}

static bool spoil_names(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  form_add(f, "na\xc3\x28me", "x");
  return true;
}

static bool spoil_big(struct arena *a, struct form *f, long limit) {
  form_add(f, "junk", again(a, "x", (size_t)limit + 1));
  return true;
}

static bool spoil_many(struct arena *a, struct form *f, long limit) {
  (void)limit;
  for (int i = 0; i < MANY; i++)
    form_add(f, arena_fmt(a, "f%d", i), "x");
  return true;
}

static bool spoil_rev_negative(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  if (form_value(f, "rev") == NULL)
    return false;
  form_set(f, "rev", "-5");
  return true;
}

static bool spoil_rev_huge(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  if (form_value(f, "rev") == NULL)
    return false;
  form_set(f, "rev", "99999999999999999999999");
  return true;
}

static bool spoil_rev_absent(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  if (form_value(f, "rev") == NULL)
    return false;
  form_drop(f, "rev");
  return true;
}

static bool spoil_action(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  form_set(f, "action", "no-such-move");
  return true;
}

static bool spoil_script_in_action(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  form_set(f, "action", spoil_script);
  return true;
}

static bool spoil_long(struct arena *a, struct form *f, long limit) {
  (void)limit;
  return type_all(f, again(a, "汉", LONG));
}

static bool spoil_choices(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  return choose_all(f, spoil_script);
}

static bool spoil_numbers(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  return choose_all(f, "99999999999999999999");
}

static bool spoil_texts(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  return type_all(f, spoil_script);
}

static bool spoil_empty(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  return type_all(f, "");
}

static bool spoil_lines(struct arena *a, struct form *f, long limit) {
  (void)limit;
  return type_all(f, arena_fmt(a, "a%sb", again(a, "\n", LINES)));
}

static bool spoil_blank(struct arena *a, struct form *f, long limit) {
  (void)limit;
  return type_all(f, again(a, " \n\xe3\x80\x80", LINES));
}

static bool spoil_twice(struct arena *a, struct form *f, long limit) {
  enum form_kind kind;
  const char *name;

  (void)a, (void)limit;
  for (size_t i = 0; form_control(f, i, &name, &kind); i++)
    form_add(f, name, spoil_script);
  form_add(f, "csrf", "x");
  form_add(f, "key", spoil_script);
  return true;
}

static bool spoil_op(struct arena *a, struct form *f, long limit) {
  static const char *const ops[] = {"props.del.999", "no.such.op", "props.up.-1", "events.add.add"};

  (void)a, (void)limit;
  form_set(f, "op", ops[form_weight(f) % (sizeof ops / sizeof ops[0])]);
  return true;
}

static bool spoil_rows(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  form_add(f, "props.9999.name", spoil_script);
  form_add(f, "props.-1.name", spoil_script);
  form_add(f, "props.0.name", spoil_script);
  form_add(f, "props..name", spoil_script);
  form_add(f, "params.99999999999999999999.type", spoil_script);
  form_add(f, "findings.9999.text", spoil_script);
  form_add(f, "findings.1.line", "-99999999999999999999");
  form_add(f, "config.\"'><script>alert(1)</script>", spoil_script);
  return true;
}

static bool spoil_kinds(struct arena *a, struct form *f, long limit) {
  enum form_kind kind;
  const char *name;
  bool any = false;

  (void)limit;
  for (size_t i = 0; form_control(f, i, &name, &kind); i++) {
    any = true;
    form_drop(f, name);
    if (kind == FORM_FILE)
      form_add(f, name, spoil_script);
    else
      form_file(f, name, arena_fmt(a, "%s.txt", spoil_script), "text/html", bytes_of(spoil_script));
  }
  if (any) /* as multipart: a text cannot be a file otherwise */
    form_bytes(f, "x", bytes_of("y"));
  return any;
}

static bool spoil_files(struct arena *a, struct form *f, long limit) {
  enum form_kind kind;
  const char *name;
  bool any = false;

  (void)a, (void)limit;
  for (size_t i = 0; form_control(f, i, &name, &kind); i++)
    if (kind == FORM_FILE) {
      any = true;
      form_file(f, name, "../../\xe2\x80\x8b<script>alert(1)</script>.zip", "image/png", bytes_of("PK\x03\x04 no zip"));
    }
  return any;
}

static bool spoil_no_key(struct arena *a, struct form *f, long limit) {
  (void)a, (void)limit;
  form_drop(f, "key");
  return true;
}

static bool spoil_long_key(struct arena *a, struct form *f, long limit) {
  (void)limit;
  form_set(f, "key", again(a, "汉", 1000));
  return true;
}

static bool spoil_nothing(struct arena *a, struct form *f, long limit) {
  enum form_kind kind;
  const char *name;

  (void)a, (void)limit;
  for (size_t i = 0; form_control(f, i, &name, &kind); i++)
    form_drop(f, name);
  return true;
}

/* Those that cannot succeed come first: a success may take the form away. */
const struct spoil spoils[] = {
    {"bytes that are no UTF-8", spoil_utf8, SPOIL_MALFORMED, false},
    {"a lone surrogate", spoil_surrogate, SPOIL_MALFORMED, false},
    {"NUL in a text", spoil_nul, SPOIL_MALFORMED, false},
    {"NUL in a hidden field", spoil_hidden_nul, SPOIL_MALFORMED, false},
    {"a field name that is no UTF-8", spoil_names, SPOIL_MALFORMED, false},
    {"a body over the limit", spoil_big, SPOIL_TOO_BIG, false},
    {"1001 fields", spoil_many, SPOIL_TOO_BIG, false},
    {"a negative rev", spoil_rev_negative, SPOIL_STALE, false},
    {"a huge rev", spoil_rev_huge, SPOIL_STALE, false},
    {"no rev", spoil_rev_absent, SPOIL_ANY, false},
    {"an unknown action", spoil_action, SPOIL_ANY, false},
    {"a script as action", spoil_script_in_action, SPOIL_ANY, false},
    {"20000 characters", spoil_long, SPOIL_REFUSED, false},
    {"a script as choice", spoil_choices, SPOIL_ANY, false},
    {"a number as choice", spoil_numbers, SPOIL_ANY, false},
    {"text and file changed over", spoil_kinds, SPOIL_ANY, true},
    {"a zip that is none", spoil_files, SPOIL_ANY, false},
    {"an unknown op", spoil_op, SPOIL_ANY, false},
    {"rows out of range", spoil_rows, SPOIL_ANY, false},
    {"a bidi override", spoil_bidi, SPOIL_ANY, true},
    {"5000 lines", spoil_lines, SPOIL_ANY, false},
    {"nothing but blanks", spoil_blank, SPOIL_ANY, false},
    {"a script as text", spoil_texts, SPOIL_ANY, false},
    {"everything twice", spoil_twice, SPOIL_ANY, false},
    {"empty texts", spoil_empty, SPOIL_ANY, false},
    {"a long key", spoil_long_key, SPOIL_ANY, false},
    {"no fields at all", spoil_nothing, SPOIL_ANY, false},
    {"no key", spoil_no_key, SPOIL_ANY, false},
};
const size_t nspoils = sizeof spoils / sizeof spoils[0];
