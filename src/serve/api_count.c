/* api_count.c - counts, series over time, networks. */
#include "serve/endpoint.h"

static seimei_status read_period(call *c, const char *choices, period_kind *out) {
  int n;
  view rest = view_of_string(choices), part = {"", 0};
  seimei_status status = request_choice(c->request, PARAM_BY, choices, &n, &c->error);
  if (status) return status;
  for (int i = 0; i <= n; i++) view_split(&rest, '|', &part);
  *out = period_named(part);
  return SEIMEI_OK;
}

/* ---- counts ---- */

enum { USUAL_ROWS = 1000, MOST_ROWS = 10000 };

static void add_rows(call *c, const summary_rows *rows, uint64_t limit, uint32_t keys) {
  json_key(c->out, "rows");
  buffer_add_byte(c->out, '[');
  for (uint32_t i = 0; i < rows->count && i < limit; i++) {
    const summary_row *row = &rows->at[i];
    buffer_add_string(c->out, i ? ",{\"keys\":[" : "{\"keys\":[");
    for (uint32_t k = 0; k < keys; k++) json_comma(c->out), json_string(c->out, row->keys[k]);
    buffer_printf(c->out, "],\"count\":%llu", (unsigned long long)row->count);
    add_score(c->out, "score", row->score);
    buffer_add_byte(c->out, '}');
  }
  buffer_add_byte(c->out, ']');
  add_bool(c->out, "more", rows->count > limit);
}

answer_code answer_count(call *c) {
  selected s;
  summary_rows rows;
  uint64_t limit;
  view by = c->request->values[PARAM_BY], name;
  seimei_status status = request_number(c->request, PARAM_LIMIT, USUAL_ROWS, MOST_ROWS, &limit, &c->error);
  if (status) return failed(c, status);
  answer_code code = select_records(c, KINDS_EVENTS, &s);
  if (code) return code;
  const selection *of = &s.of[s.kinds == KINDS_STATEMENTS ? QUERY_STATEMENTS : QUERY_EVENTS];
  status = summary_count(of, by, c->memory, &rows, &c->error);
  if (status) return failed(c, status);
  uint32_t keys = 0;
  begin_answer(c);
  json_key(c->out, "by");
  buffer_add_byte(c->out, '[');
  for (; view_split(&by, ',', &name); keys++) json_comma(c->out), json_string(c->out, name);
  buffer_add_byte(c->out, ']');
  json_integer(c->out, "records", of->count);
  add_rows(c, &rows, limit, keys);
  buffer_add_string(c->out, "}\n");
  return ANSWER_OK;
}

/* ---- series ---- */

enum { USUAL_SERIES = 6, MOST_SERIES = 50 };

static const char ARROWS[] = "actor|recipient|dyad|pair"; /* splits whose keys are codes */

/* Names of "CHN", "CHN>JPN" and "CHN,JPN" in a language; the code where there is none. */
static void add_key_label(call *c, const char *name, label_language language, view key) {
  static const char *const SIGNS[LABEL_LANGUAGES][2] = {{"→", "・"}, {" → ", " – "}};
  bool directed = view_find(key, TEXT(">"), 0) != SIZE_MAX;
  view rest = key, one;
  view_split(&rest, directed ? '>' : ',', &one);
  view first = code_label(c->service->labels, language, one), second = code_label(c->service->labels, language, rest);
  first = first.len ? first : one, second = second.len ? second : rest;
  json_text(c->out, name,
            rest.len ? arena_format(c->memory, "%.*s%s%.*s", (int)first.len, first.ptr, SIGNS[language][!directed],
                                    (int)second.len, second.ptr)
                     : first);
}

static bool are_codes(view split) {
  view rest = view_of_string(ARROWS), part;
  while (view_split(&rest, '|', &part))
    if (view_equals(part, split)) return true;
  return false;
}

static void add_types(call *c, const time_series *s, uint32_t periods) {
  json_key(c->out, "types");
  buffer_add_byte(c->out, '{');
  for (int type = 0; type < SEIMEI_TYPE_COUNT; type++) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < periods; i++) sum += s->points[i].types[type];
    if (!sum) continue;
    json_key(c->out, seimei_type_name((seimei_type)type));
    for (uint32_t i = 0; i < periods; i++)
      buffer_printf(c->out, "%c%llu", i ? ',' : '[', (unsigned long long)s->points[i].types[type]);
    buffer_add_byte(c->out, ']');
  }
  buffer_add_byte(c->out, '}');
}

static void add_series(call *c, const time_series *s, uint32_t periods, bool codes) {
  buffer *b = c->out;
  json_comma(b);
  buffer_add_byte(b, '{');
  json_key(b, "key"), json_string(b, s->key);
  if (codes) add_key_label(c, "ja", LABEL_JA, s->key), add_key_label(c, "en", LABEL_EN, s->key);
  else json_text(b, "ja", (view){"", 0}), json_text(b, "en", (view){"", 0});
  json_integer(b, "events", (int64_t)s->events);
  json_key(b, "counts"), buffer_add_byte(b, '[');
  for (uint32_t i = 0; i < periods; i++)
    buffer_printf(b, "%s%llu", i ? "," : "", (unsigned long long)s->points[i].events);
  buffer_add_byte(b, ']');
  json_key(b, "score"), buffer_add_byte(b, '[');
  for (uint32_t i = 0; i < periods; i++) json_comma(b), json_score(b, s->points[i].score);
  buffer_add_byte(b, ']');
  json_key(b, "quads"), buffer_add_byte(b, '[');
  for (uint32_t i = 0; i < periods; i++) {
    const uint64_t *q = s->points[i].quads;
    buffer_printf(b, "%s[%llu,%llu,%llu,%llu]", i ? "," : "", (unsigned long long)q[0], (unsigned long long)q[1],
                  (unsigned long long)q[2], (unsigned long long)q[3]);
  }
  buffer_add_byte(b, ']');
  add_types(c, s, periods);
  buffer_add_byte(b, '}');
}

answer_code answer_timeline(call *c) {
  selected s;
  series_set set;
  period_kind by;
  uint64_t most;
  view split = c->request->values[PARAM_SPLIT];
  seimei_status status = read_period(c, "month|day|week|quarter|year", &by);
  if (!status) status = request_number(c->request, PARAM_SERIES, USUAL_SERIES, MOST_SERIES, &most, &c->error);
  if (status) return failed(c, status);
  answer_code code = select_records(c, KINDS_EVENTS, &s);
  if (code) return code;
  status = summary_series(&s.of[QUERY_EVENTS], by, split, (uint32_t)most, c->memory, &set, &c->error);
  if (status) return failed(c, status);
  static const char *const PERIODS[] = {"day", "week", "month", "quarter", "year"};
  begin_answer(c);
  json_text(c->out, "by", view_of_string(PERIODS[by]));
  json_text(c->out, "split", split.len ? split : TEXT("none"));
  json_integer(c->out, "events", s.of[QUERY_EVENTS].count);
  json_integer(c->out, "undated", (int64_t)set.undated);
  json_integer(c->out, "total_series", set.total);
  json_key(c->out, "periods"), buffer_add_byte(c->out, '[');
  for (uint32_t i = 0; i < set.period_count; i++)
    json_comma(c->out), json_string(c->out, period_text_of(c->memory, by, set.first + (int32_t)i));
  buffer_add_byte(c->out, ']');
  json_key(c->out, "series"), buffer_add_byte(c->out, '[');
  for (uint32_t i = 0; i < set.count; i++) add_series(c, &set.at[i], set.period_count, are_codes(split));
  buffer_add_string(c->out, "]}\n");
  return ANSWER_OK;
}

/* ---- networks ---- */

enum { USUAL_NODES = 60, MOST_NODES = 500, USUAL_EDGES = 400, MOST_EDGES = 5000 };

static void add_node(call *c, const network_node *n) {
  view code = word_at(&c->columns->codes, n->code);
  json_comma(c->out);
  buffer_add_byte(c->out, '{');
  json_text(c->out, "code", code);
  add_labels(c, code);
  json_integer(c->out, "out", (int64_t)n->out);
  json_integer(c->out, "in", (int64_t)n->in);
  json_integer(c->out, "count", (int64_t)n->count);
  buffer_add_byte(c->out, '}');
}

static void add_edge(call *c, const network_edge *e) {
  json_comma(c->out);
  buffer_printf(c->out, "{\"source\":%u,\"target\":%u,\"quad\":%u,\"count\":%llu", e->source, e->target, e->quad,
                (unsigned long long)e->count);
  add_score(c->out, "score", e->score);
  buffer_add_byte(c->out, '}');
}

answer_code answer_network(call *c) {
  selected s;
  network n;
  uint64_t nodes, edges;
  seimei_status status = request_number(c->request, PARAM_NODES, USUAL_NODES, MOST_NODES, &nodes, &c->error);
  if (!status) status = request_number(c->request, PARAM_EDGES, USUAL_EDGES, MOST_EDGES, &edges, &c->error);
  if (status) return failed(c, status);
  answer_code code = select_records(c, KINDS_EVENTS, &s);
  if (code) return code;
  status = summary_network(&s.of[QUERY_EVENTS], (uint32_t)nodes, (uint32_t)edges, c->memory, &n, &c->error);
  if (status) return failed(c, status);
  begin_answer(c);
  json_key(c->out, "total");
  buffer_printf(c->out, "{\"nodes\":%u,\"edges\":%u,\"events\":%u}", n.all_nodes, n.all_edges,
                s.of[QUERY_EVENTS].count);
  json_key(c->out, "nodes"), buffer_add_byte(c->out, '[');
  for (uint32_t i = 0; i < n.node_count; i++) add_node(c, &n.nodes[i]);
  buffer_add_byte(c->out, ']');
  json_key(c->out, "edges"), buffer_add_byte(c->out, '[');
  for (uint32_t i = 0; i < n.edge_count; i++) add_edge(c, &n.edges[i]);
  buffer_add_string(c->out, "]}\n");
  return ANSWER_OK;
}
