/* base/seal: known answers where a standard gives them, and that secrets cannot be carried between purposes. */
#include "base/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char key_file[64];

static int make_key(void **state) {
  (void)state;
  strncpy(key_file, "/tmp/test-seal-XXXXXX", sizeof key_file - 1);
  close(mkstemp(key_file));
  unlink(key_file);
  return seal_make_key(key_file) && seal_init(key_file) ? 0 : -1;
}

static int drop_key(void **state) {
  (void)state;
  return unlink(key_file);
}

static void key_files_are_private_and_whole(void **state) {
  struct stat st;

  (void)state;
  assert_int_equal(stat(key_file, &st), 0);
  assert_int_equal(st.st_mode & 0777, 0600);
  assert_int_equal(st.st_size, 32);
  assert_false(seal_make_key(key_file)); /* never overwritten */
  assert_false(seal_init("/nonexistent/key"));
  assert_false(seal_init("/dev/null"));
}

static void sha256_and_sha1_are_the_standard_ones(void **state) {
  struct arena *a = arena_new(1 << 20);
  unsigned char one[SEAL_HASH], two[SEAL_HASH];
  struct seal_sha256 h;

  (void)state;
  seal_sha256(bytes_of("abc"), one);
  assert_string_equal(bytes_hex(a, one, SEAL_HASH), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  seal_sha256_start(&h);
  seal_sha256_add(&h, "a", 1);
  seal_sha256_add(&h, "bc", 2);
  seal_sha256_end(&h, two);
  assert_memory_equal(one, two, SEAL_HASH);
  assert_string_equal(seal_sha1_hex(a, bytes_of("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
  arena_free(a);
}

static void of_parts(const char *first, const char *second, unsigned char out[SEAL_HASH]) {
  struct seal_sha256 h;

  seal_sha256_start(&h);
  seal_sha256_part(&h, bytes_of(first));
  seal_sha256_part(&h, bytes_of(second));
  seal_sha256_end(&h, out);
}

static void parts_do_not_run_together(void **state) {
  const uint64_t length[] = {2, 1};
  unsigned char one[SEAL_HASH], two[SEAL_HASH];
  struct seal_sha256 h;

  (void)state;
  of_parts("ab", "c", one);
  of_parts("a", "bc", two);
  assert_memory_not_equal(one, two, SEAL_HASH);
  seal_sha256_start(&h); /* the very bytes: such hashes are kept in the database */
  seal_sha256_add(&h, &length[0], sizeof length[0]);
  seal_sha256_add(&h, "ab", 2);
  seal_sha256_add(&h, &length[1], sizeof length[1]);
  seal_sha256_add(&h, "c", 1);
  seal_sha256_end(&h, two);
  assert_memory_equal(one, two, SEAL_HASH);
  of_parts("", "abc", two);
  assert_memory_not_equal(one, two, SEAL_HASH);
  of_parts(NULL, "abc", one);
  assert_memory_equal(one, two, SEAL_HASH);
}

static void purposes_do_not_mix(void **state) {
  struct arena *a = arena_new(1 << 20);
  struct bytes sealed = seal_close(a, "totp", bytes_of("secret")), open;
  unsigned char *changed;

  (void)state;
  open = seal_open(a, "totp", sealed);
  assert_int_equal(open.n, 6);
  assert_memory_equal(open.p, "secret", 6);
  assert_null(seal_open(a, "token", sealed).p);
  changed = (unsigned char *)arena_strn(a, sealed.p, sealed.n);
  changed[sealed.n - 1] ^= 1;
  assert_null(seal_open(a, "totp", (struct bytes){changed, sealed.n}).p);
  assert_null(seal_open(a, "totp", (struct bytes){changed, 5}).p);
  assert_string_not_equal(seal_mac_text(a, "csrf", bytes_of("x")), seal_mac_text(a, "device", bytes_of("x")));
  arena_free(a);
}

static void passwords(void **state) {
  char hash[SEAL_PASSWORD];

  (void)state;
  seal_password("correct horse", hash);
  assert_true(seal_password_ok(hash, "correct horse"));
  assert_false(seal_password_ok(hash, "correct horsf"));
  assert_false(seal_password_ok("", "correct horse"));
  assert_non_null(strstr(hash, "$argon2id$"));
  assert_non_null(strstr(hash, "m=19456,t=2"));
}

/* RFC 6238 appendix B, SHA-1, cut to six digits. */
static void totp_follows_the_rfc(void **state) {
  const char *secret = "12345678901234567890";
  struct arena *a = arena_new(1 << 20);

  (void)state;
  assert_int_equal(seal_totp(secret, "287082", 59, 0), 1);
  assert_int_equal(seal_totp(secret, "081804", 1111111109, 0), 37037036);
  assert_int_equal(seal_totp(secret, "081804", 1111111109 + 30, 0), 37037036); /* one step late */
  assert_int_equal(seal_totp(secret, "081804", 1111111109 + 90, 0), 0);
  assert_int_equal(seal_totp(secret, "081804", 1111111109, 37037036), 0); /* used */
  assert_int_equal(seal_totp(secret, "", 1111111109, 0), 0);
  assert_string_equal(seal_base32(a, secret, 20), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  arena_free(a);
}

static void tokens_are_random_and_compared_whole(void **state) {
  struct arena *a = arena_new(1 << 20);
  const char *one = seal_token(a), *two = seal_token(a);

  (void)state;
  assert_int_equal(strlen(one), SEAL_TOKEN_TEXT);
  assert_string_not_equal(one, two);
  assert_true(seal_same(one, one));
  assert_false(seal_same(one, two));
  assert_false(seal_same(one, NULL));
  assert_false(seal_same("ab", "abc"));
  for (int i = 0; i < 1000; i++)
    assert_true(seal_uniform(7) < 7);
  arena_free(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(key_files_are_private_and_whole),
      cmocka_unit_test(sha256_and_sha1_are_the_standard_ones),
      cmocka_unit_test(parts_do_not_run_together),
      cmocka_unit_test(purposes_do_not_mix),
      cmocka_unit_test(passwords),
      cmocka_unit_test(totp_follows_the_rfc),
      cmocka_unit_test(tokens_are_random_and_compared_whole),
  };

  return cmocka_run_group_tests(tests, make_key, drop_key);
}
