/* Small, but real: everything that the manifest names is there, and the code does what its guide says. */
#include "bin/demo_package.h"

#include "bin/demo_zip.h"
#include "domain/version_number.h"

#include <string.h>

enum { CODE = 64 * 1024, PICTURES = 8, PICTURE = 480 };

/* What the two forms call their files. */
struct form {
  const char *markup, *style, *props;
  bool alipay;
};
static const struct form wechat = {"wxml", "wxss", "properties", false};
static const struct form alipay = {"axml", "acss", "props", true};

struct making {
  struct demo *d;
  const json_t *plugin, *guide;
  json_t *components;        /* of this version */
  const char *number, *root; /* folder of the plugin with its / */
  const struct form *form;
  struct demo_entries zip;
};

static void put(struct making *m, const char *path, const struct buf *text) {
  demo_entry(&m->zip, (struct bytes){text->p, text->n}, "%s%s", m->root, path);
}

static void json_drop(void *arg) { json_decref(arg); }

static struct buf fresh(struct making *m) { return buf_new(m->d->c.a, CODE); }

static const json_t *list(const json_t *o, const char *name) { return json_object_get(o, name); }

/* The folder's own name of a path: "pages/forecast/forecast" is "forecast". */
static const char *last(const char *path) {
  const char *slash = strrchr(path, '/');

  return slash == NULL ? path : slash + 1;
}

static const char *default_of(const json_t *row) {
  const char *type = demo_text(row, "type"), *def = demo_text(row, "default");

  if (strcmp(type, "Number") == 0)
    return def[0] == '\0' ? "0" : def;
  if (strcmp(type, "Boolean") == 0)
    return def[0] == '\0' ? "false" : def;
  return strcmp(type, "Array") == 0 ? "[]" : strcmp(type, "Object") == 0 ? "{}" : NULL;
}

/* show-index is showIndex in code. */
static void camel(struct buf *b, const char *name, bool upper) {
  for (; *name != '\0'; name++) {
    if (*name == '-') {
      upper = true;
      continue;
    }
    buf_char(b, upper && *name >= 'a' && *name <= 'z' ? (char)(*name - 'a' + 'A') : *name);
    upper = false;
  }
}

static void component_props(struct making *m, struct buf *b, const json_t *props) {
  buf_fmt(b, "  %s: {\n", m->form->props);
  for (size_t i = 0; i < json_array_size(props); i++) {
    const json_t *row = json_array_get(props, i);
    const char *def = default_of(row);

    buf_fmt(b, "    // %s\n    ", demo_text(row, "description"));
    camel(b, demo_text(row, "name"), false);
    if (m->form->alipay)
      buf_str(b, ": ");
    else
      buf_fmt(b, ": { type: %s, value: ", demo_text(row, "type"));
    if (def == NULL)
      buf_fmt(b, "'%s'", demo_text(row, "default"));
    else
      buf_str(b, def);
    buf_str(b, m->form->alipay ? ",\n" : " },\n");
  }
  buf_str(b, "  },\n");
}

static void component_methods(struct making *m, struct buf *b, const json_t *events) {
  buf_str(b, "  data: { ready: false },\n  methods: {\n");
  for (size_t i = 0; i < json_array_size(events); i++) {
    const json_t *row = json_array_get(events, i);
    const char *params = demo_text(row, "params");
    size_t n = strlen(params);

    buf_fmt(b, "    // %s\n    fire", demo_text(row, "description"));
    camel(b, demo_text(row, "name"), true);
    if (m->form->alipay) {
      buf_str(b, "(detail) {\n      const handler = this.props.on");
      camel(b, demo_text(row, "name"), true);
      buf_fmt(b, "\n      if (handler) handler(detail) // %.*s\n    },\n", (int)n, params);
    } else {
      buf_fmt(b, "(detail) {\n      this.triggerEvent('%s', detail) // %.*s\n    },\n", demo_text(row, "name"), (int)n,
              params);
    }
  }
  buf_str(b, "  },\n");
}

static void component(struct making *m, const json_t *c) {
  const char *name = demo_text(c, "name"), *base = arena_fmt(m->d->c.a, "components/%s/%s", name, name);
  struct buf json = fresh(m), js = fresh(m), markup = fresh(m), style = fresh(m);

  buf_str(&json, "{ \"component\": true }\n");
  buf_fmt(&js, "// %s\nComponent({\n", demo_text(c, "description"));
  component_props(m, &js, list(c, "props"));
  component_methods(m, &js, list(c, "events"));
  buf_str(&js, "})\n");
  buf_fmt(&markup, "<view class=\"%s\">\n  <slot />\n  <text class=\"%s-title\">%s</text>\n</view>\n", name, name,
          demo_text(c, "description"));
  buf_fmt(&style, ".%s { padding: 24rpx; border-radius: 16rpx; }\n.%s-title { font-size: 28rpx; }\n", name, name);
  put(m, arena_fmt(m->d->c.a, "%s.json", base), &json);
  put(m, arena_fmt(m->d->c.a, "%s.js", base), &js);
  put(m, arena_fmt(m->d->c.a, "%s.%s", base, m->form->markup), &markup);
  put(m, arena_fmt(m->d->c.a, "%s.%s", base, m->form->style), &style);
}

static void page(struct making *m, const json_t *p) {
  const char *path = demo_text(p, "path"), *title = demo_text(p, "description");
  const json_t *params = list(p, "params");
  struct buf json = fresh(m), js = fresh(m), markup = fresh(m);

  buf_fmt(&json, "{ \"%s\": \"%s\" }\n", m->form->alipay ? "defaultTitle" : "navigationBarTitleText", title);
  buf_fmt(&js, "// %s\nPage({\n  data: { query: {} },\n  onLoad(query) {\n", title);
  for (size_t i = 0; i < json_array_size(params); i++) {
    const json_t *row = json_array_get(params, i);

    buf_fmt(&js, "    // query.%s: %s, %s\n", demo_text(row, "name"), demo_text(row, "type"),
            demo_text(row, "description"));
  }
  buf_str(&js, "    this.setData({ query })\n  },\n})\n");
  buf_fmt(&markup, "<view class=\"page\">\n  <text>%s</text>\n</view>\n", title);
  put(m, arena_fmt(m->d->c.a, "%s.json", path), &json);
  put(m, arena_fmt(m->d->c.a, "%s.js", path), &js);
  put(m, arena_fmt(m->d->c.a, "%s.%s", path, m->form->markup), &markup);
}

static void index_js(struct making *m) {
  const json_t *interfaces = list(m->guide, "interfaces");
  struct buf js = fresh(m);

  buf_fmt(&js, "// %s %s\nconst request = require('./request')\n\nmodule.exports = {\n", demo_text(m->plugin, "name"),
          m->number);
  for (size_t i = 0; i < json_array_size(interfaces); i++) {
    const json_t *row = json_array_get(interfaces, i);

    buf_fmt(&js, "  // %s\n  %s(inputs) {\n    return request('%s', inputs)\n  },\n", demo_text(row, "description"),
            demo_text(row, "name"), demo_text(row, "name"));
  }
  buf_str(&js, "}\n");
  put(m, "index.js", &js);
  js = fresh(m);
  buf_fmt(&js,
          "const base = 'https://api.%s.example/v1'\n\nmodule.exports = (name, inputs) => new Promise((resolve, reject)"
          " => {\n  %s.request({\n    url: base + '/' + name,\n    data: inputs,\n    success: (res) =>"
          " resolve(res.data),\n    fail: reject,\n  })\n})\n",
          demo_text(m->plugin, "key"), m->form->alipay ? "my" : "wx");
  put(m, "request.js", &js);
  if (json_is_true(json_object_get(json_object_get(m->plugin, "package"), "map"))) {
    js = fresh(m);
    buf_str(&js, "{ \"version\": 3, \"sources\": [], \"mappings\": \"\" }\n");
    put(m, "index.js.map", &js);
  }
}

static void manifest(struct making *m) {
  const json_t *components = m->components, *pages = list(m->guide, "pages");
  struct buf b = fresh(m);

  buf_str(&b, "{\n  \"main\": \"index.js\",\n  \"publicComponents\": {");
  for (size_t i = 0; i < json_array_size(components); i++) {
    const char *name = demo_text(json_array_get(components, i), "name");

    buf_fmt(&b, "%s\n    \"%s\": \"components/%s/%s\"", i == 0 ? "" : ",", name, name, name);
  }
  buf_fmt(&b, "\n  },\n  \"%s\": {", m->form->alipay ? "publicPages" : "pages");
  for (size_t i = 0; i < json_array_size(pages); i++) {
    const char *path = demo_text(json_array_get(pages, i), "path");

    buf_fmt(&b, "%s\n    \"%s\": \"%s\"", i == 0 ? "" : ",", last(path), path);
  }
  buf_str(&b, "\n  }");
  for (size_t i = 0; m->form->alipay && i < json_array_size(pages); i++)
    buf_fmt(&b, "%s\n    \"%s\"%s", i == 0 ? ",\n  \"pages\": [" : ",", demo_text(json_array_get(pages, i), "path"),
            i + 1 == json_array_size(pages) ? "\n  ]" : "");
  buf_str(&b, "\n}\n");
  put(m, "plugin.json", &b);
}

/* The demo mini-program and the description of the whole. */
static void project(struct making *m) {
  const char *files[][2] = {
      {"project.config.json", "{\n  \"compileType\": \"plugin\",\n  \"miniprogramRoot\": \"miniprogram/\",\n"
                              "  \"pluginRoot\": \"plugin/\"\n}\n"},
      {"miniprogram/app.json", "{\n  \"pages\": [\"pages/index/index\"]\n}\n"},
      {"miniprogram/app.js", "App({})\n"},
      {"miniprogram/pages/index/index.json", "{}\n"},
      {"miniprogram/pages/index/index.js", "Page({})\n"},
  };

  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
    demo_entry(&m->zip, bytes_of(files[i][1]), "%s", files[i][0]);
  demo_entry(&m->zip, bytes_of("<view>demo</view>\n"), "miniprogram/pages/index/index.%s", m->form->markup);
}

static enum res docs(struct making *m, const char *under) {
  struct docpack_file *file;
  size_t n;
  enum res r = demo_doc(m->d, m->plugin, "", &file, &n);

  for (size_t i = 0; r == RES_OK && i < n; i++)
    demo_entry(&m->zip, file[i].data, "%sdoc/%s", under, file[i].path);
  return r;
}

/* Is `number` before the one under `name`? `missing` when there is none. */
static bool before(const char *number, const json_t *o, const char *name, bool missing) {
  struct version_number v = {0}, limit = {0};

  if (!version_parse(demo_text(o, name), &limit) || !version_parse(number, &v))
    return missing;
  return version_compare(v, limit) < 0;
}

/* Those of the guide, and those that only some versions have: "some" of the package, each with "from" or "before". */
static json_t *components_of(struct demo *d, const json_t *plugin, const char *number) {
  const json_t *some = list(json_object_get(plugin, "package"), "some");
  json_t *all = json_copy(json_object_get(json_object_get(plugin, "guide"), "components"));

  if (all == NULL)
    all = json_array();
  arena_defer(d->c.a, json_drop, all);
  for (size_t i = 0; i < json_array_size(some); i++) {
    json_t *o = json_array_get(some, i);

    if (before(number, o, "before", true) && !before(number, o, "from", false))
      json_array_append(all, o);
  }
  return all;
}

struct bytes demo_package(struct demo *d, const json_t *plugin, const char *number) {
  const json_t *how = json_object_get(plugin, "package"), *guide = json_object_get(plugin, "guide");
  bool folder = strcmp(demo_text(how, "shape"), "folder") == 0;
  struct making m = {d,
                     plugin,
                     guide,
                     components_of(d, plugin, number),
                     number,
                     "",
                     strcmp(demo_text(how, "form"), "alipay") == 0 ? &alipay : &wechat,
                     {.a = d->c.a}};

  if (strcmp(demo_text(how, "shape"), "project") == 0) {
    m.root = "plugin/";
    project(&m);
  } else if (folder) {
    m.root = arena_fmt(d->c.a, "%s/", demo_text(plugin, "key"));
  }
  manifest(&m);
  index_js(&m);
  for (size_t i = 0; i < json_array_size(m.components); i++)
    component(&m, json_array_get(m.components, i));
  for (size_t i = 0; i < json_array_size(list(guide, "pages")); i++)
    page(&m, json_array_get(list(guide, "pages"), i));
  if (json_is_true(json_object_get(how, "doc")) && docs(&m, folder ? m.root : "") != RES_OK)
    return (struct bytes){NULL, 0};
  return demo_zip(&m.zip);
}

/* A picture for each "](images/…)" of the text. */
static enum res pictures(struct demo *d, const char *text, struct docpack_file *file, size_t *n) {
  enum res r = RES_OK;

  for (const char *p = strstr(text, "](images/"); r == RES_OK && p != NULL && *n < PICTURES;
       p = strstr(p, "](images/")) {
    const char *path = arena_strn(d->c.a, p + 2, strcspn(p + 2, ")"));
    struct picture picture = {0};

    r = demo_draw(d, path, PICTURE, &picture);
    file[(*n)++] = (struct docpack_file){.path = path, .data = picture.data};
    p += 2;
  }
  return r;
}

enum res demo_doc(struct demo *d, const json_t *plugin, const char *more, struct docpack_file **file, size_t *n) {
  struct bytes text = demo_file(d, d->c.a, arena_fmt(d->c.a, "plugins/%s.md", demo_text(plugin, "key")));
  struct buf b = buf_new(d->c.a, 1 << 20);

  if (text.p == NULL)
    return why(&d->c, RES_NOT_FOUND, NULL, "plugins/%s.md", demo_text(plugin, "key"));
  buf_add(&b, text.p, text.n);
  if (more[0] != '\0')
    buf_fmt(&b, "\n---\n\n%s\n", more);
  *file = ARENA_ARRAY(d->c.a, struct docpack_file, PICTURES + 1);
  (*file)[0] = (struct docpack_file){.path = "README.md", .data = {b.p, b.n}};
  *n = 1;
  return pictures(d, b.p, *file, n);
}
