/* Numbers go through JSON's own grammar both ways: what is a number there is one here. */
#include "domain/config.h"

#include "base/json.h"
#include "base/lang.h"
#include "base/text.h"

#include <string.h>

static bool is(const struct guide_item *entry, const char *type) { return strcmp(entry->type, type) == 0; }

/* A number as typed; NULL when it is none. */
static json_t *number_of(const char *value) {
  json_t *v = strlen(value) > CONFIG_NUMBER ? NULL : json_loads(value, JSON_DECODE_ANY, NULL);

  if (v != NULL && json_is_number(v))
    return v;
  json_decref(v);
  return NULL;
}

/* A kept value as text; NULL when it is not of the entry's type. */
static const char *text_of(struct arena *a, const struct guide_item *entry, const json_t *v) {
  if (is(entry, "Boolean"))
    return json_is_true(v) ? "true" : json_is_false(v) ? "false" : NULL;
  if (is(entry, "Number"))
    return json_is_integer(v) ? arena_fmt(a, "%lld", (long long)json_integer_value(v))
           : json_is_real(v)  ? arena_fmt(a, "%.15g", json_real_value(v))
                              : NULL;
  return json_is_string(v) ? arena_str(a, json_string_value(v)) : NULL;
}

void config_read(struct arena *a, const struct guide *g, const char *json, const char **value) {
  json_t *all = json_loads(json == NULL ? "" : json, 0, NULL);

  for (size_t i = 0; i < g->n[GUIDE_CONFIG]; i++) {
    const struct guide_item *entry = &g->item[GUIDE_CONFIG][i];
    const char *text = text_of(a, entry, json_object_get(all, entry->name));

    value[i] = text != NULL ? text : entry->def;
  }
  json_decref(all);
}

const char *config_words(const struct guide_item *entry, const char *value) {
  json_t *v;

  if (value[0] == '\0')
    return NULL;
  if (is(entry, "Boolean"))
    return strcmp(value, "true") == 0 || strcmp(value, "false") == 0 ? NULL : N_("请选择是或否");
  if (is(entry, "Number")) {
    v = number_of(value);
    json_decref(v);
    return v != NULL ? NULL : N_("请填写数字，例如 10 或 0.5");
  }
  return text_points(value) > CONFIG_TEXT ? N_("内容太长，请缩短到 500 个字以内") : NULL;
}

const char *config_write(struct arena *a, const struct guide *g, const char *const *value) {
  json_t *all = json_object();
  const char *text;

  for (size_t i = 0; i < g->n[GUIDE_CONFIG]; i++) {
    const struct guide_item *entry = &g->item[GUIDE_CONFIG][i];

    if (value[i][0] == '\0')
      continue;
    json_object_set_new(all, entry->name,
                        is(entry, "Boolean")  ? json_boolean(strcmp(value[i], "true") == 0)
                        : is(entry, "Number") ? number_of(value[i])
                                              : json_string(value[i]));
  }
  text = arena_json_text(a, all, JSON_SORT_KEYS);
  return text == NULL ? "{}" : text;
}
