/* Secrets: the only file that talks to libsodium, nettle and liboath.
 *
 * Kept as hashes: session and API tokens, one-time secrets. Kept sealed (encrypted with the key file): plugin
 * Token, binding tokens, TOTP seeds, stashed forms. The key file is 32 random bytes, mode 0600; losing it loses
 * the sealed values, so operating.md names it beside the backup. Rules: security.md 12, 13, 16, 17. */
#ifndef BASE_SEAL_H
#define BASE_SEAL_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { SEAL_HASH = 32, SEAL_TOKEN_TEXT = 43 /* base64url of 32 bytes */ };

/* Start libsodium and read the key file; false (and errno) when it cannot be read or is not 32 bytes. */
bool seal_init(const char *key_file);
/* Write a new random key file (0600); false when it exists or cannot be written. */
bool seal_make_key(const char *key_file);

void seal_random(void *out, size_t n);
/* Uniform in [0, bound). */
uint64_t seal_uniform(uint64_t bound);
/* A new random token: 32 bytes as base64url text. */
const char *seal_token(struct arena *a);

/* SHA-256 in one go, and in pieces. */
void seal_sha256(struct bytes in, unsigned char out[SEAL_HASH]);
struct seal_sha256 {
  _Alignas(16) unsigned char state[256];
};
void seal_sha256_start(struct seal_sha256 *h);
void seal_sha256_add(struct seal_sha256 *h, const void *p, size_t n);
/* A part of a list of parts: its length goes before it (8 bytes in the machine's order), so that no two lists run into the
 * same bytes. NULL is an empty part. */
void seal_sha256_part(struct seal_sha256 *h, struct bytes part);
void seal_sha256_end(struct seal_sha256 *h, unsigned char out[SEAL_HASH]);

/* Keyed hash (BLAKE2b with the key file) of `in` under a purpose ("csrf", "session" …): a different purpose gives an unrelated value. */
void seal_mac(const char *purpose, struct bytes in, unsigned char out[SEAL_HASH]);
/* The same as base64url text. */
const char *seal_mac_text(struct arena *a, const char *purpose, struct bytes in);
/* Constant-time comparison of two texts; false when either is NULL. */
bool seal_same(const char *a, const char *b);

/* Encrypt / decrypt under a purpose (XChaCha20-Poly1305, random nonce in front). Open gives {NULL, 0} when the value was changed, or sealed for another purpose or with another key. */
struct bytes seal_close(struct arena *a, const char *purpose, struct bytes plain);
struct bytes seal_open(struct arena *a, const char *purpose, struct bytes sealed);

/* Argon2id, 19 MiB, t=2. `out` holds the encoded hash. */
enum { SEAL_PASSWORD = 128 };
void seal_password(const char *password, char out[SEAL_PASSWORD]);
bool seal_password_ok(const char *encoded, const char *password);
/* The work of one check, for accounts that do not exist. */
void seal_password_waste(const char *password);

/* TOTP (RFC 6238, SHA-1, 30 s, 6 digits). The secret is 20 raw bytes. */
enum { SEAL_TOTP = 20 };
const char *seal_base32(struct arena *a, const void *p, size_t n);
/* The step (now / 30) that the code belongs to, ±1 step around now and later than `after`; 0 when it fits none. */
int64_t seal_totp(const void *secret, const char *code, int64_t now, int64_t after);

/* Lower-case hex SHA-1 (host signature, domain.md section 5). */
const char *seal_sha1_hex(struct arena *a, struct bytes in);

#endif
