/* json_field.h - fields of parsed JSON as views; what is not there or of another kind is empty. */
#ifndef SEIMEI_CLI_JSON_FIELD_H
#define SEIMEI_CLI_JSON_FIELD_H

#include <json-c/json.h>

#include "base/base.h"

static inline view json_view(json_object *value) {
  if (!json_object_is_type(value, json_type_string)) return (view){"", 0};
  return view_of(json_object_get_string(value), (size_t)json_object_get_string_len(value));
}

static inline json_object *json_member(json_object *object, const char *key) {
  json_object *value = NULL;
  if (json_object_is_type(object, json_type_object)) json_object_object_get_ex(object, key, &value);
  return value;
}

static inline view json_field(json_object *object, const char *key) { return json_view(json_member(object, key)); }

static inline json_object *json_list(json_object *object, const char *key) {
  json_object *value = json_member(object, key);
  return json_object_is_type(value, json_type_array) ? value : NULL;
}

/* A field that may be a string or a list of them: the string, or the list's first. */
static inline view json_first(json_object *object, const char *key) {
  json_object *list = json_list(object, key);
  if (!list) return json_field(object, key);
  return json_object_array_length(list) ? json_view(json_object_array_get_idx(list, 0)) : (view){"", 0};
}

#endif
