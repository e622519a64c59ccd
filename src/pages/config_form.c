/* A form table made at run time. The entries' words belong to the provider, so nothing of them is translated but what the
 * form itself says. */
#include "pages/config_form.h"

#include "domain/config.h"

#include <string.h>

#define PREFIX "config."

static const struct choice booleans[] = {
    {"", N_("请选择"), NULL},
    {"true", N_("是"), NULL},
    {"false", N_("否"), NULL},
};

static struct field field_of(const struct guide_item *entry, size_t i) {
  bool boolean = strcmp(entry->type, "Boolean") == 0, number = strcmp(entry->type, "Number") == 0;

  return (struct field){.name = entry->name,
                        .label = entry->name,
                        .hint = entry->description[0] == '\0' ? NULL : entry->description,
                        .kind = boolean ? FIELD_SELECT : FIELD_TEXT,
                        .at = i * sizeof(const char *),
                        .min = entry->required[0] != '\0',
                        .max = number ? CONFIG_NUMBER : CONFIG_TEXT,
                        .inputmode = number ? "decimal" : NULL,
                        .choices = booleans,
                        .nchoices = sizeof booleans / sizeof booleans[0]};
}

bool config_form_make(struct req *r, const char *guide_json, struct config_form *out) {
  struct field *f;
  size_t n;

  *out = (struct config_form){0};
  if (guide_json == NULL || !guide_decode(r->c->a, guide_json, &out->guide) || out->guide.n[GUIDE_CONFIG] == 0)
    return false;
  n = out->guide.n[GUIDE_CONFIG];
  f = ARENA_ARRAY(r->c->a, struct field, n);
  for (size_t i = 0; i < n; i++)
    f[i] = field_of(&out->guide.item[GUIDE_CONFIG][i], i);
  out->value = ARENA_ARRAY(r->c->a, const char *, n);
  out->form = (struct form){"config", n * sizeof(const char *), f, n};
  return true;
}

void config_form_read(struct req *r, struct config_form *f) {
  form_read(r, &f->form, PREFIX, NULL, f->value);
  for (size_t i = 0; i < f->form.n; i++) {
    const char *name = arena_fmt(r->c->a, PREFIX "%s", f->form.f[i].name);
    const char *words = config_words(&f->guide.item[GUIDE_CONFIG][i], f->value[i]);

    if (words != NULL && form_complaint(r, name) == NULL)
      form_complain(r, name, _T(r, words));
  }
}

void config_form_show(struct req *r, struct config_form *f, const char *json) {
  config_read(r->c->a, &f->guide, json, f->value);
  form_show(r, &f->form, PREFIX, f->value, r->posted, r->d, "fields");
}
