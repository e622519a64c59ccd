/* Length first; then the short list of what everybody tries, also when repeated or decorated with digits. */
#include "domain/password.h"

#include "base/lang.h"
#include "base/text.h"

#include <string.h>

static const char *const common[] = {
    "password",
    "passw0rd",
    "qwerty",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "letmein",
    "welcome",
    "iloveyou",
    "admin",
    "administrator",
    "monkey",
    "dragon",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "superman",
    "trustno1",
    "abc123",
    "woaini",
    "5201314",
    "woaini1314",
    "aini1314",
    "wangyut",
    "qazwsx",
    "1qaz2wsx",
    "q1w2e3r4",
    "zaq12wsx",
    "changeme",
    "plugshelf",
    "miniprogram",
    "xiaochengxu",
    "chajian",
    "nihao",
    "mima",
    "correcthorsebatterystaple",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "98765432109876543210",
};

static size_t distinct(const char *s) {
  bool seen[256] = {false};
  size_t n = 0;

  for (; *s != '\0'; s++)
    if (!seen[(unsigned char)*s]) {
      seen[(unsigned char)*s] = true;
      n++;
    }
  return n;
}

/* What is left when every copy of `word` and all digits and punctuation are taken away. */
static size_t left_without(const char *s, const char *word) {
  size_t n = strlen(word), left = 0;

  while (*s != '\0')
    if (strncmp(s, word, n) == 0)
      s += n;
    else
      left += ((*s >= 'a' && *s <= 'z') || (unsigned char)*s >= 0x80), s++;
  return left;
}

static bool is_common(const char *key) {
  if (strspn(key, "0123456789 .-_") == strlen(key))
    return strstr("0123456789012345678901234567890123456789", key) != NULL ||
           strstr("9876543210987654321098765432109876543210", key) != NULL || distinct(key) < 6;
  for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
    if (strstr(key, common[i]) != NULL && left_without(key, common[i]) < 4)
      return true;
  return strlen(key) > 0 && distinct(key) < 5;
}

static bool about_account(struct arena *a, const char *key, const char *const *context) {
  for (; *context != NULL; context++) {
    const char *word = text_key(a, *context);
    size_t at = strcspn(word, "@");

    if (at >= 4 && strstr(key, arena_strn(a, word, at)) != NULL && strlen(key) < at + 10)
      return true;
  }
  return false;
}

const char *password_complaint(struct arena *a, const char *password, bool second_step, const char *const *context) {
  size_t n = text_points(password);
  const char *key = text_key(a, password);

  if (n > PASSWORD_MAX)
    return N_("密码最多 128 个字符");
  if (second_step && n < PASSWORD_WITH_CODE)
    return N_("密码至少要有 8 个字符");
  if (!second_step && n < PASSWORD_ALONE)
    return N_("密码至少要有 15 个字符，可以用几个不相关的词连起来");
  if (is_common(key))
    return N_("这个密码太常见，容易被猜到，请换一个");
  if (about_account(a, key, context))
    return N_("密码不要包含邮箱或名称，请换一个");
  return NULL;
}
