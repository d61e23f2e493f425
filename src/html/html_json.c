/* html_json.c - what schema.org's JSON-LD says of an article: headline, dates, publisher, address, body. */
#include <json-c/json.h>

#include "html/html_parts.h"

enum { DEPTH = 32, MOST_OBJECTS = 200 };

typedef struct json_object object;

static view string_of(object *o) {
  if (!o || !json_object_is_type(o, json_type_string)) return (view){0};
  return view_of(json_object_get_string(o), (size_t)json_object_get_string_len(o));
}

static object *member_of(object *o, const char *key) {
  object *value = NULL;
  return json_object_is_type(o, json_type_object) && json_object_object_get_ex(o, key, &value) ? value : NULL;
}

/* The first of a list, or the thing itself. */
static object *one_of(object *o) {
  return json_object_is_type(o, json_type_array) ? json_object_array_get_idx(o, 0) : o;
}

static bool is_article_name(view type) {
  return view_ends_with(type, TEXT("Article")) || view_ends_with(type, TEXT("Posting")) || view_is(type, "Report") ||
         view_is(type, "NewsItem");
}

static bool is_article(object *o) {
  object *type = member_of(o, "@type");
  if (!json_object_is_type(type, json_type_array)) return is_article_name(string_of(type));
  for (size_t i = 0; i < json_object_array_length(type); i++)
    if (is_article_name(string_of(json_object_array_get_idx(type, i)))) return true;
  return false;
}

/* The first article in the value, in lists and in @graph; budget bounds the search. */
static object *find_article(object *o, uint32_t *budget) {
  if (!o || !*budget) return NULL;
  --*budget;
  if (is_article(o)) return o;
  if (json_object_is_type(o, json_type_object)) return find_article(member_of(o, "@graph"), budget);
  object *found = NULL;
  for (size_t i = 0; json_object_is_type(o, json_type_array) && i < json_object_array_length(o) && !found; i++)
    found = find_article(json_object_array_get_idx(o, i), budget);
  return found;
}

static void take(arena *a, object *article, html_json *out) {
  object *publisher = one_of(member_of(article, "publisher")), *page = member_of(article, "mainEntityOfPage");
  view url = string_of(member_of(article, "url"));
  if (!url.len) url = string_of(page);
  if (!url.len) url = string_of(member_of(page, "@id"));
  view published = string_of(member_of(article, "datePublished"));
  if (!published.len) published = string_of(member_of(article, "dateCreated"));
  view name = string_of(member_of(publisher, "name"));
  *out = (html_json){.title = arena_copy(a, html_trim(string_of(member_of(article, "headline")))),
                     .published = arena_copy(a, published),
                     .publisher = arena_copy(a, html_trim(name.len ? name : string_of(publisher))),
                     .url = arena_copy(a, url),
                     .body = arena_copy(a, html_trim(string_of(member_of(article, "articleBody")))),
                     .found = true};
}

/* The arena may unwind; json-c's memory is given back first. */
static bool take_armed(arena *a, object *article, html_json *out) {
  jmp_buf failure, *outer = a->on_failure;
  volatile bool failed = true;
  if (!setjmp(failure)) {
    a->on_failure = &failure;
    take(a, article, out);
    failed = false;
  }
  a->on_failure = outer;
  return !failed;
}

/* Pages that were XHTML once wrap their scripts. */
static view without_wrapping(view text) {
  enum { NEAR = 24 };
  size_t at = view_find(view_of(text.ptr, text.len < NEAR ? text.len : NEAR), TEXT("<![CDATA["), 0);
  return at == SIZE_MAX ? text : html_trim(view_skip(text, at + strlen("<![CDATA[")));
}

void html_json_read(arena *a, view text, html_json *out) {
  *out = (html_json){0};
  text = without_wrapping(html_trim(text));
  if (!text.len || text.len > INT32_MAX) return;
  json_tokener *json = json_tokener_new_ex(DEPTH);
  if (!json) return;
  uint32_t budget = MOST_OBJECTS;
  object *value = json_tokener_parse_ex(json, text.ptr, (int)text.len), *article = find_article(value, &budget);
  bool done = !article || take_armed(a, article, out);
  json_object_put(value);
  json_tokener_free(json);
  if (!done) longjmp(*a->on_failure, 1);
}
