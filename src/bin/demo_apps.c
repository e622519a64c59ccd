/* Mini-programs, and opening the plugin function with its basic settings. */
#include "bin/demo.h"

#include "domain/app.h"
#include "domain/development.h"
#include "domain/plugin.h"
#include "domain/plugin_token.h"

enum { AVATAR = 256 };

static enum res do_app(struct demo *d, const struct demo_act *act) {
  const json_t *codes = json_object_get(act->of, "categories");
  const char *category[APP_CATEGORIES] = {NULL}, *seed = demo_text(act->of, "avatar");
  struct app_input in = {.name = demo_text(act->of, "name"), .category = category, .merchant_no = ""};
  int64_t id = 0;
  enum res r = demo_picture(d, seed[0] == '\0' ? demo_text(act->of, "key") : seed, AVATAR, &in.avatar);

  for (; in.ncategories < json_array_size(codes) && in.ncategories < APP_CATEGORIES; in.ncategories++)
    category[in.ncategories] = json_string_value(json_array_get(codes, in.ncategories));
  if (r == RES_OK)
    r = app_create(&d->c, &in, &id);
  demo_set_id(act->of, "id", id);
  return r;
}

static enum res do_create(struct demo *d, const struct demo_act *act) {
  const json_t *app = demo_find(d->apps, demo_text(act->of, "app"));
  int64_t id = 0;
  enum res r = plugin_create(&d->c, demo_id(app, "id"), demo_text(act->of, "name"), demo_text(act->of, "intro"), &id);

  demo_set_id(act->of, "id", id);
  return r;
}

static enum res do_settings(struct demo *d, const struct demo_act *act) {
  const char *mode = demo_text(act->of, "add_mode");
  struct plugin p = {0};
  struct plugin_input in = {.name = demo_text(act->of, "name"),
                            .intro = demo_text(act->of, "intro"),
                            .contact = demo_text(act->of, "contact"),
                            .add_mode = mode[0] == '\0' ? "free" : mode,
                            .audience = demo_text(act->of, "audience")};
  enum res r = plugin_load(&d->c, demo_id(act->of, "id"), &p);

  if (r == RES_OK)
    r = demo_picture(d, arena_fmt(d->c.a, "plugin %s", demo_text(act->of, "key")), AVATAR, &in.avatar);
  return r == RES_OK ? plugin_save(&d->c, &p, &in) : r;
}

static const char *lines_of(struct arena *a, const char *words) {
  char *text = arena_str(a, words);

  for (char *s = text; *s != '\0'; s++)
    *s = (char)(*s == ' ' ? '\n' : *s);
  return text;
}

/* The argument: domains as typed, a blank between. */
static enum res do_domains(struct demo *d, const struct demo_act *act) {
  const char *typed = json_string_value(act->arg), *domains = "";
  struct development seen = {0};
  size_t n = 0;
  enum res r = development_load(&d->c, demo_id(act->of, "id"), &seen);

  if (r == RES_OK)
    r = development_read(&d->c, typed == NULL ? "" : lines_of(d->c.a, typed), &domains, &n);
  return r == RES_OK ? development_save(&d->c, &seen, domains) : r;
}

/* Everything else stays as it is; the argument is the new name. */
static enum res do_rename(struct demo *d, const struct demo_act *act) {
  struct plugin p = {0};
  struct plugin_input in = {.name = json_string_value(act->arg)};
  enum res r = plugin_load(&d->c, demo_id(act->of, "id"), &p);

  in.intro = p.intro;
  in.contact = p.contact;
  in.add_mode = p.add_mode;
  in.audience = p.audience;
  if (r == RES_OK)
    r = plugin_save(&d->c, &p, &in);
  if (r == RES_OK)
    demo_set_text(act->of, "name", in.name);
  return r;
}

/* Shown to nobody: who works with the demo data replaces it. */
static enum res do_token(struct demo *d, const struct demo_act *act) {
  struct plugin_token seen = {0};
  enum res r = plugin_token_load(&d->c, demo_id(act->of, "id"), &seen);

  return r == RES_OK ? plugin_token_rotate(&d->c, &seen, 0) : r;
}

const struct demo_verb demo_app_verbs[] = {
    {"app.create", DEMO_OWNER, do_app},
    {"plugin.create", DEMO_OWNER, do_create},
    {"plugin.settings", DEMO_OWNER, do_settings},
    {"plugin.domains", DEMO_OWNER, do_domains},
    {"plugin.token", DEMO_OWNER, do_token},
    {"plugin.rename", DEMO_OWNER, do_rename},
    {NULL, DEMO_NOBODY, NULL},
};
