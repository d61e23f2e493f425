/* cmd_info.c - what this seimei is made of. */
#include "cli/cli.h"
#include "engine/engine.h"
#include "write/json.h"

enum { KEY_COLUMN = 24 };

static void add_facts(buffer *out, view facts, bool json) {
  view line;
  if (json) buffer_add_byte(out, '{');
  while (view_split(&facts, '\n', &line)) {
    view value = line, key;
    if (!line.len || !view_split(&value, '\t', &key)) continue;
    if (json) {
      json_comma(out);
      json_string(out, key);
      buffer_add_byte(out, ':');
      json_string(out, value);
    } else {
      buffer_add(out, key);
      for (size_t i = utf8_count(key); i < KEY_COLUMN; i++) buffer_add_byte(out, ' ');
      buffer_add(out, value);
      buffer_add_byte(out, '\n');
    }
  }
  if (json) buffer_add_string(out, "}\n");
}

int cmd_info(const arguments *args) {
  seimei_engine *engine = NULL;
  seimei_error error = {0};
  int status = engine_start(args, &engine);
  if (status) return status;
  buffer facts, text;
  output out;
  buffer_init(&facts, NULL);
  buffer_init(&text, NULL);
  if (engine_describe(engine, &facts, &error)) status = cannot(&error, EXIT_ENGINE);
  else {
    add_facts(&text, view_of(facts.ptr, facts.len), is_given(args, OPTION_JSON));
    if (output_open(&out, NULL)) output_write(&out, &text);
    if (!output_close(&out)) status = EXIT_INPUT;
  }
  buffer_release(&facts);
  buffer_release(&text);
  seimei_engine_close(engine);
  return status;
}
