// The only C++ file: ctemplate's dictionary interface implemented over the dataset, so that a page costs no second tree.
#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary_interface.h>
#include <ctemplate/template_emitter.h>
#include <ctemplate/template_string.h>

#include <cstring>
#include <dirent.h>
#include <new>
#include <string>
#include <vector>

extern "C" {
#include "web/view.h"
}

namespace {

using ctemplate::TemplateString;

enum { UNSET_MAX = 64 };
const char *unset[UNSET_MAX + 1];
size_t unset_n;
std::vector<std::string> unset_names;

ctemplate::TemplateCache *cache[LANG__MAX];

void note_unset(const TemplateString &name) {
  std::string s(name.data(), name.size());

  for (const std::string &known : unset_names)
    if (known == s)
      return;
  if (unset_names.size() < UNSET_MAX)
    unset_names.push_back(s);
}

// "part_field" → "part/field.tpl"; BODY → the file that the dataset names.
std::string include_file(const struct data *d, const TemplateString &name) {
  bool known = false;
  const char *body = data_value(d, name.data(), name.size(), &known);
  std::string file(name.data(), name.size());

  if (known && body != nullptr)
    return body;
  if (file.compare(0, 5, "part_") == 0)
    file[4] = '/';
  return file + ".tpl";
}

class Scope : public ctemplate::TemplateDictionaryInterface {
public:
  explicit Scope(const struct data *d) : d_(d) {}
  void move_to(const struct data *d) { d_ = d; }

protected:
  TemplateString GetValue(const TemplateString &name) const override {
    bool known = false;
    const char *v = data_value(d_, name.data(), name.size(), &known);

    if (!known)
      note_unset(name);
    return v == nullptr ? TemplateString("", 0) : TemplateString(v, std::strlen(v));
  }
  bool IsHiddenSection(const TemplateString &name) const override { return !data_true(d_, name.data(), name.size()); }
  bool IsUnhiddenSection(const TemplateString &name) const override { return !IsHiddenSection(name); }
  bool IsHiddenTemplate(const TemplateString &) const override { return false; }
  const char *GetIncludeTemplateName(const TemplateString &name, int) const override {
    file_ = include_file(d_, name);
    return file_.c_str();
  }
  void DumpToString(std::string *, int) const override {}
  Iterator *CreateTemplateIterator(const TemplateString &) const override;
  Iterator *CreateSectionIterator(const TemplateString &name) const override;

private:
  class Once;
  class Rows;

  const struct data *d_;
  mutable std::string file_;
};

class Scope::Once : public Scope::Iterator {
public:
  explicit Once(const struct data *d) : here_(d) {}
  bool HasNext() const override { return more_; }
  const TemplateDictionaryInterface &Next() override {
    more_ = false;
    return here_;
  }

private:
  Scope here_;
  bool more_ = true;
};
class Scope::Rows : public Scope::Iterator {
public:
  explicit Rows(const struct data *first) : here_(first), next_(first) {}
  bool HasNext() const override { return next_ != nullptr; }
  const TemplateDictionaryInterface &Next() override {
    here_.move_to(next_);
    next_ = data_next(next_);
    return here_;
  }

private:
  Scope here_;
  const struct data *next_;
};

Scope::Iterator *Scope::CreateTemplateIterator(const TemplateString &) const { return new Once(d_); }

Scope::Iterator *Scope::CreateSectionIterator(const TemplateString &name) const {
  const struct data *first = data_first(d_, name.data(), name.size());

  return first == nullptr ? static_cast<Iterator *>(new Once(d_)) : new Rows(first);
}

class Out : public ctemplate::ExpandEmitter {
public:
  explicit Out(struct buf *b) : b_(b) {}
  void Emit(char c) override { buf_char(b_, c); }
  void Emit(const std::string &s) override { buf_add(b_, s.data(), s.size()); }
  void Emit(const char *s) override { buf_str(b_, s); }
  void Emit(const char *s, size_t n) override { buf_add(b_, s, n); }

private:
  struct buf *b_;
};

std::string failed;

bool load_dir(ctemplate::TemplateCache *c, const std::string &root, const std::string &sub) {
  std::string at = root + (sub.empty() ? "" : "/" + sub);
  DIR *dir = opendir(at.c_str());

  if (dir == nullptr) {
    failed = at;
    return false;
  }
  for (struct dirent *e = readdir(dir); e != nullptr; e = readdir(dir)) {
    std::string name = e->d_name;
    std::string file = sub.empty() ? name : sub + "/" + name;

    if (name.size() < 5 || name.compare(name.size() - 4, 4, ".tpl") != 0)
      continue;
    if (c->LoadTemplate(file, ctemplate::STRIP_BLANK_LINES))
      continue;
    failed = root + "/" + file;
    closedir(dir);
    return false;
  }
  closedir(dir);
  return true;
}

} // namespace

extern "C" bool view_init(const char *dir, const char **why) {
  for (int l = 0; l < LANG__MAX; l++) {
    std::string root = std::string(dir) + "/" + lang_code(static_cast<enum lang>(l));

    cache[l] = new ctemplate::TemplateCache();
    cache[l]->SetTemplateRootDirectory(root);
    if (!load_dir(cache[l], root, "") || !load_dir(cache[l], root, "part")) {
      *why = failed.c_str();
      return false;
    }
    cache[l]->Freeze();
  }
  return true;
}

extern "C" bool view_has(const char *file) {
  for (int l = 0; l < LANG__MAX; l++) {
    std::string out;
    struct arena *a = arena_new(1 << 20);
    Scope nothing(data_new(a));
    bool ok =
        cache[l] != nullptr && cache[l]->ExpandNoLoad(file, ctemplate::STRIP_BLANK_LINES, &nothing, nullptr, &out);

    arena_free(a);
    if (!ok)
      return false;
  }
  unset_names.clear();
  return true;
}

extern "C" bool view_render(enum lang lang, const char *file, const struct data *d, struct buf *out) {
  Scope root(d);
  Out emit(out);

  return cache[lang] != nullptr &&
         cache[lang]->ExpandNoLoad(file, ctemplate::STRIP_BLANK_LINES, &root, nullptr, &emit) && !out->full;
}

extern "C" const char *const *view_unset(void) {
  static std::vector<std::string> shown;

  shown.swap(unset_names);
  unset_names.clear();
  unset_n = 0;
  for (const std::string &s : shown)
    unset[unset_n++] = s.c_str();
  unset[unset_n] = nullptr;
  return unset;
}
