/* The languages of the product and the one function that translates.
 *
 * Texts are written in Chinese where they are used; the Chinese text is the key. `tr` looks it up in the
 * catalogue of the language (gettext, one text domain per language, no system locale needed). Templates carry
 * their texts as [[…]] and are built once per language, so `tr` is only for texts that C code makes. */
#ifndef BASE_LANG_H
#define BASE_LANG_H

#include <stdbool.h>

enum lang { LANG_ZH, LANG_EN, LANG__MAX };

/* Marks a text for extraction where it cannot be translated yet (tables). */
#define N_(text) text

/* Where the catalogues are: `dir`/C/LC_MESSAGES/plugshelf-en.mo. Call once at start; false when a catalogue is missing. */
bool lang_init(const char *dir);

/* The text in that language. Chinese is returned as it is. Static storage; never NULL unless text is NULL. */
const char *tr(enum lang lang, const char *text) __attribute__((format_arg(2)));

/* "zh" / "en": directory of templates, cookie value, ?lang= value. */
const char *lang_code(enum lang lang);
/* "zh-CN" / "en": for <html lang>. */
const char *lang_tag(enum lang lang);
/* True and *out set when `code` is one of the codes. */
bool lang_parse(const char *code, enum lang *out);
/* The best language of an Accept-Language header, `otherwise` when it names none. NULL is allowed. */
enum lang lang_accept(const char *header, enum lang otherwise);

#endif
