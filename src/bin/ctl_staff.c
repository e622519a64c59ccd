/* staff create: there are no default accounts. The one-time secret is shown once; the first sign-in asks for a password. */
#include "app/journal.h"
#include "bin/ctl.h"
#include "domain/people.h"

#include <stdio.h>

struct making {
  struct ctx *c;
  struct staff_new in;
  const char *secret, *totp;
  int64_t id;
};

static enum res make(void *arg) {
  struct making *m = arg;

  return people_staff(m->c, &m->in, &m->secret, &m->totp, &m->id);
}

int ctl_staff_create(struct tool *t) {
  struct ctx c = tool_ctx(t);
  struct making m = {
      &c, {tool_option(t, "--email"), tool_option(t, "--name"), tool_option(t, "--rights")}, NULL, NULL, 0};
  int bad;

  if (m.in.email == NULL || m.in.display_name == NULL || m.in.rights == NULL) {
    fputs("plugshelfctl: staff create needs --email, --name and --rights\n", stderr);
    return 64;
  }
  bad = tool_result(t, &c, ctx_tx(&c, make, &m), "staff create");
  if (bad != 0)
    return bad;
  printf("one-time secret (7 days, instead of a password): %s\n", m.secret);
  printf("authenticator: %s\n", m.totp);
  printf("otpauth://totp/plugshelf:%s?secret=%s&issuer=plugshelf\n", m.in.email, m.totp);
  return 0;
}
