/* The form of a binding's configuration: its fields come from the config entries of the plugin's guide. */
#ifndef PAGES_CONFIG_FORM_H
#define PAGES_CONFIG_FORM_H

#include "domain/guide.h"
#include "web/page.h"

struct config_form {
  struct guide guide;
  struct form form;   /* a field for each entry, posted as config.<key> */
  const char **value; /* the form's struct: one text for each entry */
};

/* Make it from the JSON of a live revision. False when there is nothing to configure. */
bool config_form_make(struct req *r, const char *guide_json, struct config_form *out);
/* Read and check what was posted; complaints go to r->errors. */
void config_form_read(struct req *r, struct config_form *f);
/* Fill `fields`: what was typed, else the values kept in `json`. */
void config_form_show(struct req *r, struct config_form *f, const char *json);

#endif
