/* Each step fills the form that the page offers, so a field that is renamed breaks the stories that use it. */
#include "journey.h"

#include "form.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct page *journey_press(struct client *c, const char *path, const char *action, long want) {
  return page_want(form_send(c, form_get(page_want(client_get(c, path), 200), action)), want);
}

const char *journey_id(struct arena *a, const char *address, const char *after) {
  const char *p = strstr(address, after);

  if (p == NULL || strspn(p + strlen(after), "0123456789") != 16)
    fail_msg("no id behind %s in %s", after, address);
  return arena_strn(a, p + strlen(after), 16);
}

void journey_decide(struct journey *j, const char *kind, const char *what, const char *action, const char *reason) {
  const char *after = NULL, *review = NULL;
  struct page *p;
  struct form *f;

  for (const char *path = arena_fmt(j->a, "/review?kind=%s", kind); path != NULL && review == NULL; path = after) {
    p = page_want(client_get(j->reviewer, path), 200);
    after = page_link(p, "下一页");
    if (page_text(p, arena_fmt(j->a, "//tr[contains(., '%s')]//a[contains(@href, '/review/')]/@href", what)) != NULL)
      review = page_resolve(
          p, page_text(p, arena_fmt(j->a, "//tr[contains(., '%s')]//a[contains(@href, '/review/')]/@href", what)));
  }
  if (review == NULL)
    fail_msg("the queue %s does not show %s", kind, what);
  journey_press(j->reviewer, review, "claim", 200);
  f = form_get(page_want(client_get(j->reviewer, review), 200), action);
  form_set(f, "reason", "");
  if (strcmp(action, "reject") == 0)
    page_want(form_send(j->reviewer, f), 422); /* a rejection needs a reason */
  f = form_get(page_want(client_get(j->reviewer, review), 200), action);
  form_set(f, "reason", reason);
  page_want(form_send(j->reviewer, f), 200);
}

struct form *journey_real_name(struct journey *j, struct client *c, bool individual) {
  struct form *f = form_get(page_want(client_get(c, "/console/subject/real-name"), 200), "submit");

  form_set(f, individual ? "real_name" : "licence_no", individual ? "林晓" : "91310000MA1K000000");
  form_set(f, individual ? "id_no" : "contact", individual ? "11010119900307123X" : "林晓 13800000000");
  form_file(f, "evidence", "licence.png", "image/png", sample_picture(j->a, individual ? 7 : 8));
  return f;
}

const char *journey_app(struct journey *j, struct client *c, const char *name, const char *category) {
  struct form *f = form_get(page_want(client_get(c, "/console/apps/new"), 200), NULL);
  struct page *p;

  form_set(f, "name", name);
  form_file(f, "avatar", "a.png", "image/png", sample_picture(j->a, 3));
  form_add(f, "categories", category);
  p = page_want(form_send(c, f), 200);
  return journey_id(j->a, p->url, "/console/apps/");
}

struct page *journey_upload(struct journey *j, const char *version, struct bytes package, long want) {
  struct form *f = form_get(
      page_want(client_get(j->provider, arena_fmt(j->a, "/console/plugins/%s/versions/upload", j->plugin)), 200), NULL);

  form_set(f, "version", version);
  form_set(f, "note", "更新说明保留着");
  form_file(f, "package", "plugin.zip", "application/zip", package);
  return page_want(form_send(j->provider, f), want);
}

struct page *journey_submit(struct journey *j, const char *version, const char *description, long want) {
  const char *path = arena_fmt(j->a, "/console/plugins/%s/versions/%s/submit", j->plugin, version);
  struct form *f = form_get(page_want(client_get(j->provider, path), 200), "submit");

  form_set(f, "category", "tools.lookup");
  form_set(f, "tags", "识别、车牌");
  form_set(f, "description", description);
  form_set(f, "self_check", "1");
  return page_want(form_send(j->provider, f), want);
}

void journey_info(struct journey *j, const char *summary) {
  const char *path = arena_fmt(j->a, "/console/plugins/%s/listing/info", j->plugin);
  struct form *f = form_get(page_want(client_get(j->provider, path), 200), "save");

  form_set(f, "summary", summary);
  form_set(f, "what", "识别车牌");
  form_set(f, "how", "拍照后自动识别");
  form_set(f, "benefit", "一行代码接入");
  form_set(f, "cases", "停车场、物业");
  form_set(f, "contact", "support@provider.example");
  page_want(form_send(j->provider, f), 200);
}

void journey_guide(struct journey *j) {
  const char *guide = arena_fmt(j->a, "/console/plugins/%s/listing/guide", j->plugin);
  struct form *f = form_get(page_want(client_get(j->provider, guide), 200), "save");
  struct page *p;

  form_set(f, "description", "在 app.json 里声明插件");
  form_set(f, "sample", "{\"plugins\":{}}");
  page_want(form_send(j->provider, f), 200);
  p = page_want(client_get(j->provider, arena_fmt(j->a, "%s/components/new", guide)), 200);
  f = form_get(p, NULL);
  form_set(f, "name", "plate");
  form_set(f, "description", "车牌输入框");
  p = page_want(form_press(j->provider, f, "op", "props.add"), 200);
  f = form_get(p, NULL);
  assert_string_equal(form_value(f, "name"), "plate"); /* nothing is lost by adding a row */
  form_set(f, "props.1.name", "value");
  form_set(f, "props.1.type", "String");
  form_set(f, "props.1.description", "当前车牌号");
  page_want(form_press(j->provider, f, "op", "save"), 200);
  f = form_get(page_want(client_get(j->provider, arena_fmt(j->a, "%s/config/new", guide)), 200), NULL);
  form_set(f, "name", "theme");
  form_set(f, "type", "String");
  form_set(f, "description", "主题色");
  page_want(form_press(j->provider, f, "op", "save"), 200);
  assert_true(page_says(client_get(j->provider, guide), "plate"));
}

void journey_verify(struct journey *j, struct client *c, const char *mark, bool individual) {
  page_want(form_send(c, journey_real_name(j, c, individual)), 200);
  journey_decide(j, "real-name", arena_fmt(j->a, "%s 主体", mark), "approve", "");
}

void journey_plugin(struct journey *j, const char *name) {
  struct form *f;

  j->app = journey_app(j, j->provider, arena_fmt(j->a, "%s的小程序", name), "tools.lookup");
  f = form_get(page_want(client_get(j->provider, arena_fmt(j->a, "/console/plugins/new?app=%s", j->app)), 200), NULL);
  form_set(f, "name", name);
  form_set(f, "intro", "从照片里读出车牌号");
  j->plugin = journey_id(j->a, page_want(form_send(j->provider, f), 200)->url, "/console/plugins/");
}

void journey_settings(struct journey *j, struct form *f) {
  form_set(f, "add_mode", "free");
  form_set(f, "audience", "enterprise");
  form_add(f, "audience", "individual");
  form_set(f, "contact", "support@provider.example");
  form_file(f, "avatar", "icon.png", "image/png", sample_picture(j->a, 5));
  page_want(form_send(j->provider, f), 200);
}

void journey_doc(struct journey *j) {
  struct form *f = form_get(
      page_want(client_get(j->provider, arena_fmt(j->a, "/console/plugins/%s/doc", j->plugin)), 200), "upload");

  form_file(f, "doc", "doc.zip", "application/zip", sample_doc(j->a));
  page_want(form_send(j->provider, f), 200);
}
