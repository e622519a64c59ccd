/* One libcurl multi handle: a connection for each request, all of them driven from here. */
#include "burst.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>
#include <curl/curl.h>

enum { SHOTS = 32, TIMEOUT = 40, DUE = 7 /* seconds */ };

static size_t drop(char *p, size_t size, size_t n, void *arg) {
  (void)p, (void)arg;
  return size * n;
}

static CURL *aim(const struct shot *s) {
  const char *base = getenv("PLUGSHELF_TEST_URL");
  CURL *c = curl_easy_init();
  char url[2048];

  if (c == NULL || base == NULL)
    fail_msg("PLUGSHELF_TEST_URL is not set: these programs are run by ./dev test http");
  snprintf(url, sizeof url, "%s%s", base, s->path);
  curl_easy_setopt(c, CURLOPT_URL, url);
  curl_easy_setopt(c, CURLOPT_PROXY, "");
  curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)TIMEOUT);
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, drop);
  if (s->cookie != NULL)
    curl_easy_setopt(c, CURLOPT_COOKIE, s->cookie);
  if (s->body != NULL)
    curl_easy_setopt(c, CURLOPT_COPYPOSTFIELDS, s->body);
  return c;
}

static void land(struct shot *s, CURL *c) {
  curl_off_t retry = 0;

  curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &s->status);
  curl_easy_getinfo(c, CURLINFO_TOTAL_TIME, &s->seconds);
  curl_easy_getinfo(c, CURLINFO_RETRY_AFTER, &retry);
  s->retry_after = (long)retry;
  curl_easy_cleanup(c);
}

static double now(void) {
  struct timespec t;

  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void burst(struct shot *shot, size_t n, int after_ms, void (*during)(void *arg), void *arg) {
  CURLM *all = curl_multi_init();
  CURL *c[SHOTS];
  double began = now();
  int left = 1;

  assert_true(n <= SHOTS);
  for (size_t i = 0; i < n; i++)
    curl_multi_add_handle(all, c[i] = aim(&shot[i]));
  while (left > 0 || during != NULL) {
    if (during != NULL && now() - began >= after_ms / 1000.0) {
      during(arg);
      during = NULL;
    }
    curl_multi_perform(all, &left);
    curl_multi_poll(all, NULL, 0, 20, NULL);
  }
  for (size_t i = 0; i < n; i++) {
    curl_multi_remove_handle(all, c[i]);
    land(&shot[i], c[i]);
  }
  curl_multi_cleanup(all);
}

void shot_want(const struct shot *shot, long status) {
  if (shot->status != status || shot->seconds > DUE || (status == 503 && shot->retry_after <= 0))
    fail_msg("%s %s: %ld after %.1f s, Retry-After %ld", shot->body == NULL ? "GET" : "POST", shot->path, shot->status,
             shot->seconds, shot->retry_after);
}

void shot_send(struct shot shot, long status) {
  burst(&shot, 1, 0, NULL, NULL);
  shot_want(&shot, status);
}
