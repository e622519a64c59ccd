/* libsodium for everything but SHA-1 (nettle) and TOTP (liboath). The key file is read once into static memory;
 * each purpose gets its own subkey by a keyed hash of its name, so values cannot be carried between purposes. */
#include "base/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <liboath/oath.h>
#include <nettle/sha1.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

enum { KEY = 32, MEMLIMIT = 19 * 1024 * 1024, OPSLIMIT = 2, STEP = 30 };

static unsigned char master_key[KEY];

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct seal_sha256), "the streaming state fits");
_Static_assert(crypto_pwhash_STRBYTES <= SEAL_PASSWORD, "an encoded hash fits");

bool seal_init(const char *key_file) {
  int fd;
  ssize_t n;

  if (sodium_init() < 0)
    return false;
  fd = open(key_file, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return false;
  n = read(fd, master_key, KEY);
  close(fd);
  if (n == KEY)
    return true;
  errno = EINVAL;
  return false;
}

bool seal_make_key(const char *key_file) {
  unsigned char key[KEY];
  int fd;
  bool ok;

  if (sodium_init() < 0)
    return false;
  fd = open(key_file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return false;
  randombytes_buf(key, sizeof key);
  ok = write(fd, key, sizeof key) == (ssize_t)sizeof key && fsync(fd) == 0;
  sodium_memzero(key, sizeof key);
  return close(fd) == 0 && ok;
}

void seal_random(void *out, size_t n) { randombytes_buf(out, n); }

uint64_t seal_uniform(uint64_t bound) {
  uint64_t limit, r;

  limit = UINT64_MAX - UINT64_MAX % bound;
  do {
    randombytes_buf(&r, sizeof r);
  } while (r >= limit);
  return r % bound;
}

static const char *base64url(struct arena *a, const void *p, size_t n) {
  size_t room = sodium_base64_encoded_len(n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *out = arena_alloc(a, room);

  sodium_bin2base64(out, room, p, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return out;
}

const char *seal_token(struct arena *a) {
  unsigned char raw[32];

  randombytes_buf(raw, sizeof raw);
  return base64url(a, raw, sizeof raw);
}

void seal_sha256(struct bytes in, unsigned char out[SEAL_HASH]) { crypto_hash_sha256(out, in.p, in.n); }

void seal_sha256_start(struct seal_sha256 *h) { crypto_hash_sha256_init((crypto_hash_sha256_state *)(void *)h->state); }

void seal_sha256_add(struct seal_sha256 *h, const void *p, size_t n) {
  crypto_hash_sha256_update((crypto_hash_sha256_state *)(void *)h->state, p, n);
}

void seal_sha256_part(struct seal_sha256 *h, struct bytes part) {
  uint64_t n = part.n;

  seal_sha256_add(h, &n, sizeof n);
  seal_sha256_add(h, part.p == NULL ? "" : part.p, part.n);
}

void seal_sha256_end(struct seal_sha256 *h, unsigned char out[SEAL_HASH]) {
  crypto_hash_sha256_final((crypto_hash_sha256_state *)(void *)h->state, out);
}

static void subkey(const char *purpose, unsigned char out[KEY]) {
  crypto_generichash(out, KEY, (const unsigned char *)purpose, strlen(purpose), master_key, KEY);
}

void seal_mac(const char *purpose, struct bytes in, unsigned char out[SEAL_HASH]) {
  unsigned char key[KEY];

  subkey(purpose, key);
  crypto_generichash(out, SEAL_HASH, in.p, in.n, key, sizeof key);
}

const char *seal_mac_text(struct arena *a, const char *purpose, struct bytes in) {
  unsigned char mac[SEAL_HASH];

  seal_mac(purpose, in, mac);
  return base64url(a, mac, sizeof mac);
}

bool seal_same(const char *a, const char *b) {
  size_t n;

  if (a == NULL || b == NULL)
    return false;
  n = strlen(a);
  return n == strlen(b) && sodium_memcmp(a, b, n) == 0;
}

struct bytes seal_close(struct arena *a, const char *purpose, struct bytes plain) {
  enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };
  unsigned char key[KEY], *out = arena_alloc(a, NONCE + plain.n + TAG);
  unsigned long long n = 0;

  subkey(purpose, key);
  randombytes_buf(out, NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, &n, plain.p, plain.n, NULL, 0, NULL, out, key);
  return (struct bytes){out, NONCE + (size_t)n};
}

struct bytes seal_open(struct arena *a, const char *purpose, struct bytes sealed) {
  enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };
  const unsigned char *in = sealed.p;
  unsigned char key[KEY], *out;
  unsigned long long n = 0;

  if (sealed.n < NONCE + TAG)
    return (struct bytes){NULL, 0};
  subkey(purpose, key);
  out = arena_alloc(a, sealed.n - NONCE - TAG + 1);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, &n, NULL, in + NONCE, sealed.n - NONCE, NULL, 0, in, key) != 0)
    return (struct bytes){NULL, 0};
  return (struct bytes){out, (size_t)n};
}

void seal_password(const char *password, char out[SEAL_PASSWORD]) {
  if (crypto_pwhash_str(out, password, strlen(password), OPSLIMIT, MEMLIMIT) != 0)
    out[0] = '\0';
}

bool seal_password_ok(const char *encoded, const char *password) {
  return crypto_pwhash_str_verify(encoded, password, strlen(password)) == 0;
}

void seal_password_waste(const char *password) {
  char out[SEAL_PASSWORD];

  seal_password(password, out);
}

const char *seal_base32(struct arena *a, const void *p, size_t n) {
  static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const unsigned char *in = p;
  char *out = arena_alloc(a, n * 8 / 5 + 2);
  size_t at = 0;
  unsigned bits = 0, held = 0;

  for (size_t i = 0; i < n; i++) {
    bits = bits << 8 | in[i];
    for (held += 8; held >= 5; held -= 5)
      out[at++] = digit[bits >> (held - 5) & 31];
  }
  if (held > 0)
    out[at++] = digit[bits << (5 - held) & 31];
  return out;
}

int64_t seal_totp(const void *secret, const char *code, int64_t now, int64_t after) {
  int64_t step = now / STEP;
  char want[7];

  for (int64_t s = step - 1; s <= step + 1; s++) {
    if (s <= after)
      continue;
    if (oath_hotp_generate(secret, SEAL_TOTP, (uint64_t)s, 6, false, OATH_HOTP_DYNAMIC_TRUNCATION, want) != OATH_OK)
      return 0;
    if (seal_same(want, code))
      return s;
  }
  return 0;
}

const char *seal_sha1_hex(struct arena *a, struct bytes in) {
  struct sha1_ctx h;
  uint8_t out[SHA1_DIGEST_SIZE];

  sha1_init(&h);
  sha1_update(&h, in.n, in.p);
  sha1_digest(&h, sizeof out, out);
  return bytes_hex(a, out, sizeof out);
}
