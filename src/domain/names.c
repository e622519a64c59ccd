/* The form has counted what was typed; here counts what is left of it once invisible characters are gone and compatible
 * letters are written out (one typed character can become eighteen). */
#include "domain/names.h"

#include "base/text.h"

enum res names_of(struct ctx *c, const char *name, size_t min, const char *label, struct names *out) {
  out->key = text_key(c->a, name == NULL ? "" : name);
  out->look = text_skeleton(c->a, name == NULL ? "" : name);
  if (out->key[0] == '\0')
    return why(c, RES_INVALID, "name", N_("请填写%s"), TR(c, label));
  if (text_points(out->key) < min)
    return why(c, RES_INVALID, "name", N_("%s至少要有 %d 个字"), TR(c, label), (int)min);
  if (text_points(out->key) > NAME_KEY_MAX || text_points(out->look) > NAME_KEY_MAX)
    return why(c, RES_INVALID, "name", N_("%s里有不能使用的字符，请改用常用的文字"), TR(c, label));
  return RES_OK;
}
