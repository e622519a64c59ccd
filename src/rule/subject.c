/* Every organisation type has the same rights; only individuals stand apart. */
#include "rule/subject.h"

#include "base/lang.h"

#include <string.h>

static const struct subject_type types[] = {
    {"enterprise", N_("企业"), NULL},
    {"media", N_("媒体"), NULL},
    {"government", N_("政府"), NULL},
    {"organisation", N_("其他组织"), NULL},
    {"individual", N_("个人"), N_("个人可以使用插件，不能开发插件")},
};

const struct subject_type *subject_types(size_t *n) {
  *n = sizeof types / sizeof types[0];
  return types;
}

const char *subject_type_label(const char *type) {
  for (size_t i = 0; type != NULL && i < sizeof types / sizeof types[0]; i++)
    if (strcmp(types[i].code, type) == 0)
      return types[i].label;
  return "";
}

bool subject_is_organisation(const char *type) { return type != NULL && strcmp(type, "individual") != 0; }
