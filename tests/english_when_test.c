/* english_when_test.c - dates of English against a day of publication, quantities, the examples of the tables, hostile input.
 *
 * The parser's models are not needed: words between blanks and signs are tokens, a short list says which are verbs, and every word
 * depends on the nearest verb of its clause, the one before it first; auxiliaries on the verb behind them. */
#include <time.h>

#include "test_support.h"

#include "when/when_parts.h"

typedef struct {
  arena memory;
  jmp_buf failure;
  pack *pack;
  when_tables *tables;
  text_layout layout;
  token_layout tokens;
  parse_layout parse;
  when_layout whens;
  uint32_t wrong;
} fixture;

static int set_up(void **state) {
  fixture *x = calloc(1, sizeof *x);
  seimei_error error = {0};
  arena_init(&x->memory, NULL);
  if (setjmp(x->failure)) return -1;
  x->memory.on_failure = &x->failure;
  if (pack_open_found(getenv("SEIMEI_PACK"), &x->pack, &error) || when_tables_new(x->pack, "en", NULL, &x->tables, &error)) fail_msg("%s", error.message);
  *state = x;
  return 0;
}

static int tear_down(void **state) {
  fixture *x = *state;
  when_tables_free(x->tables);
  pack_close(x->pack);
  arena_release(&x->memory);
  free(x);
  return 0;
}

/* ---- a stand-in for tagger and parser ---- */

static const struct {
  const char *word, *lemma;
  uint8_t upos;
  uint16_t morph;
  relation relation;
} known[] = {{"will", "will", UPOS_AUX, MORPH_MODAL, RELATION_AUX},
             {"would", "would", UPOS_AUX, MORPH_MODAL, RELATION_AUX},
             {"is", "be", UPOS_AUX, MORPH_PRESENT, RELATION_COP},
             {"are", "be", UPOS_AUX, MORPH_PRESENT, RELATION_COP},
             {"was", "be", UPOS_AUX, MORPH_PAST, RELATION_AUX_PASS},
             {"has", "have", UPOS_AUX, MORPH_PRESENT, RELATION_AUX},
             {"have", "have", UPOS_AUX, MORPH_PRESENT, RELATION_AUX},
             {"had", "have", UPOS_AUX, MORPH_PAST, RELATION_AUX},
             {"to", "to", UPOS_PART, 0, RELATION_MARK},
             {"due", "due", UPOS_VERB, 0, RELATION_ROOT},
             {"forced", "force", UPOS_VERB, MORPH_PARTICIPLE, RELATION_ROOT},
             {"leaves", "leave", UPOS_VERB, MORPH_PRESENT, RELATION_ROOT},
             {"broke", "break", UPOS_VERB, MORPH_PAST, RELATION_ROOT},
             {"left", "leave", UPOS_VERB, MORPH_PAST, RELATION_ROOT},
             {"fell", "fall", UPOS_VERB, MORPH_PAST, RELATION_ROOT},
             {"met", "meet", UPOS_VERB, MORPH_PAST, RELATION_ROOT},
             {"held", "hold", UPOS_VERB, MORPH_PAST, RELATION_ROOT},
             {"began", "begin", UPOS_VERB, MORPH_PAST, RELATION_ROOT},
             {"withdrew", "withdraw", UPOS_VERB, MORPH_PAST, RELATION_ROOT},
             {"leave", "leave", UPOS_VERB, MORPH_INFINITIVE, RELATION_ROOT},
             {"meet", "meet", UPOS_VERB, MORPH_INFINITIVE, RELATION_ROOT},
             {"vote", "vote", UPOS_VERB, MORPH_INFINITIVE, RELATION_ROOT},
             {"be", "be", UPOS_AUX, MORPH_INFINITIVE, RELATION_COP},
             {"base", "base", UPOS_NOUN, 0, RELATION_NSUBJ},
             {"in", "in", UPOS_ADP, 0, RELATION_CASE},
             {"on", "on", UPOS_ADP, 0, RELATION_CASE},
             {"of", "of", UPOS_ADP, 0, RELATION_CASE},
             {"a", "a", UPOS_DET, 0, RELATION_DET},
             {"The", "the", UPOS_DET, 0, RELATION_DET},
             {"both", "both", UPOS_DET, 0, RELATION_DET},
             {"and", "and", UPOS_CCONJ, 0, RELATION_CC},
             {"more", "more", UPOS_ADJ, 0, RELATION_AMOD},
             {"ballistic", "ballistic", UPOS_ADJ, 0, RELATION_AMOD},
             {"Russian", "Russian", UPOS_ADJ, 0, RELATION_AMOD},
             {"additional", "additional", UPOS_ADJ, 0, RELATION_AMOD}};

static bool ends_word(char c) { return c == ' ' || c == ',' || c == ';' || c == ':' || c == '\n' || c == '(' || c == ')'; }

static uint32_t word_end(view text, uint32_t at, uint32_t end) {
  uint32_t i = at;
  while (i < end && (!ends_word(text.ptr[i]) || (text.ptr[i] == ',' && i + 1 < end && i > at && char_is_digit((unsigned char)text.ptr[i + 1])))) i++;
  if (i == at) return at + 1;
  bool stop = i - at > 1 && (text.ptr[i - 1] == '.' || text.ptr[i - 1] == '?');
  return stop && i + 1 >= end ? i - 1 : i > at + 2 && text.ptr[i - 2] == '\'' ? i - 2 : i;
}

static void add_token(fixture *x, span s) {
  view text = x->layout.text, word = view_span(text, s);
  token t = {.span = s, .surface = word, .lemma = word, .quote = NONE, .name = NONE, .upos = UPOS_NOUN};
  relation r = RELATION_OBL;
  if (ends_word(word.ptr[0]) || word.ptr[0] == '.') t.upos = UPOS_PUNCT, r = RELATION_PUNCT;
  bool regular = word.len > 4 && view_ends_with(word, TEXT("ed"));
  if (regular) t.upos = UPOS_VERB, t.morph = MORPH_PAST, t.lemma = view_slice(word, 0, word.len - 2);
  for (size_t i = 0; i < COUNT_OF(known); i++)
    if (view_equals(word, view_of_string(known[i].word)))
      t.upos = known[i].upos, t.morph = known[i].morph, t.lemma = view_of_string(known[i].lemma), r = known[i].relation;
  uint32_t index = x->tokens.tokens.count;
  LIST_PUSH(&x->memory, &x->tokens.tokens, t);
  LIST_PUSH(&x->memory, &x->parse.bunsetsu, ((bunsetsu){index, index + 1, index, index + 1, NONE, x->tokens.segments.count}));
  LIST_PUSH(&x->memory, &x->parse.of_token, index);
  LIST_PUSH(&x->memory, &x->parse.relations, (uint8_t)r);
}

static bool is_verb(const fixture *x, uint32_t t) { return x->tokens.tokens.at[t].upos == UPOS_VERB; }

static void tie(fixture *x, uint32_t first, uint32_t end) {
  enum { NEAR = 40 };
  uint32_t verb = NONE;
  for (uint32_t t = first; t < end; t++) {
    bunsetsu *b = &x->parse.bunsetsu.at[t];
    relation r = (relation)x->parse.relations.at[t];
    bool ahead = r == RELATION_AUX || r == RELATION_AUX_PASS || r == RELATION_MARK || r == RELATION_COP;
    uint32_t next = NONE;
    for (uint32_t u = t + 1; (ahead || verb == NONE) && u < end && u < t + NEAR && next == NONE; u++)
      if (is_verb(x, u) || (r == RELATION_COP && u == t + 1 && x->tokens.tokens.at[u].upos == UPOS_NOUN)) next = u;
    if (is_verb(x, t)) {
      b->head = verb;
      verb = t;
    } else {
      b->head = (ahead || verb == NONE) && next != NONE ? next : verb;
    }
  }
}

static void read_text(fixture *x, view text, const char *published) {
  arena_reset(&x->memory);
  x->tokens = (token_layout){0};
  x->parse = (parse_layout){.language = LANGUAGE_EN};
  x->layout = (text_layout){0};
  text_rules *rules;
  if (text_rules_new(x->pack, "en", NULL, &rules, NULL)) fail_msg("no rules of text");
  text_lay_out(&x->memory, rules, text, (view){0}, &x->layout);
  for (uint32_t s = 0; s < x->layout.segments.count; s++) {
    span words = x->layout.segments.at[s].span;
    token_range range = {x->tokens.tokens.count, 0};
    for (uint32_t at = words.begin, end; at < words.end; at = end) {
      end = word_end(x->layout.text, at, words.end);
      if (x->layout.text.ptr[at] != ' ' && x->layout.text.ptr[at] != '\n') add_token(x, (span){at, end});
    }
    range.count = x->tokens.tokens.count - range.first;
    LIST_PUSH(&x->memory, &x->tokens.segments, range);
    LIST_PUSH(&x->memory, &x->parse.segments, ((bunsetsu_range){range.first, range.count}));
    tie(x, range.first, range.first + range.count);
  }
  when_run(x->tables, &x->memory, &x->layout, &x->tokens, &x->parse, view_of_string(published), &x->whens);
  text_rules_free(rules);
}

static void expect_none_wrong(fixture *x) {
  uint32_t wrong = x->wrong;
  x->wrong = 0;
  assert_int_equal(wrong, 0);
}

static void expect_dump(fixture *x, const char *text, const char *expected) {
  buffer found;
  buffer_init(&found, NULL);
  when_dump(&found, &x->layout, &x->whens);
  buffer_add_byte(&found, 0);
  if (strcmp(found.ptr, expected)) x->wrong++, print_message("%s\nfound:\n%sexpected:\n%s", text, found.ptr, expected);
  buffer_release(&found);
}

/* ---- dates ---- */

static const struct {
  const char *published, *text, *dump;
} dates[] = {
    /* weekdays: the last one, in a clause of plans the next */
    {"2022-02-08", "The envoy met them on Friday.", "point 2022-02-04 Friday\n"},
    {"2022-02-08", "The envoy met them on Tuesday.", "point 2022-02-08 Tuesday\n"},
    {"2022-02-08", "The envoy will meet them on Friday.", "point 2022-02-11 future Friday\n"},
    {"2022-02-08", "The envoy had left on Monday night.", "point 2022-02-07 Monday night\n"},
    {"2022-02-08", "The envoy was forced to leave on Friday.", "point 2022-02-04 Friday\n"},
    {"2022-02-08", "The envoy is due to leave next Tuesday.", "point 2022-02-15 future next Tuesday\n"},
    {"2022-02-08", "Friday's talks failed.", "point 2022-02-04 Friday\n"},
    {"2022-02-08", "TALKS FAILED ON FRIDAY, HE SAID.", "point 2022-02-04 FRIDAY\n"},
    {"2022-02-08", "The envoy left on Friday last week.", "point 2022-02-04 Friday last week\n"},
    {"2022-02-08", "The envoy left on Friday, 4 February 2022.", "point 2022-02-04 Friday, 4 February 2022\n"},
    {"", "The envoy left on Friday.", "point - Friday\n"},
    /* days and months */
    {"2022-02-08", "The envoy left on the 4th.", "point 2022-02-04 4th\n"},
    {"2022-02-08", "The envoy left on Feb. 4.", "point 2022-02-04 Feb. 4\n"},
    {"2022-02-08", "The envoy left on December 4.", "point 2021-12-04 December 4\n"},
    {"2022-02-08", "The envoy left on 2022-02-04.", "point 2022-02-04 2022-02-04\n"},
    {"2022-02-08", "The envoy left on the 4th of February 2021.", "point 2021-02-04 4th of February 2021\n"},
    {"2022-02-08", "The envoy will leave in March.", "point 2022-03 future March\n"},
    {"2022-02-08", "The army left in mid-March 2021.", "point 2021-03 mid-March 2021\n"},
    {"2022-02-08", "The soldiers may march on the 4th floor, Mr. May said.", ""},
    {"2022-02-08", "The army left in January last year.", "point 2021-01 January last year\n"},
    {"", "The army left on 4 February 2022.", "point 2022-02-04 4 February 2022\n"},
    /* years */
    {"2022-02-08", "The two states met in 2014 and 2015.", "point 2014 2014\npoint 2015 2015\n"},
    {"2022-02-08", "They met over the 2015 accord.", "point 2015 2015\n"},
    {"2022-02-08", "It began in the 1990s.", "duration - 1990s\n"},
    {"2022-02-08", "It killed 2000 men.", ""},
    /* against the date named last */
    {"2022-02-08", "It began on 7 October 2021. A truce, in November of that year, failed.",
     "point 2021-10-07 7 October 2021\npoint 2021-11 November of that year\n"},
    {"2022-02-08", "They met on Friday and left the next day.", "point 2022-02-04 Friday\nsame 2022-02-05 next day\n"},
    {"2022-02-08", "They met on Friday, a day after the army had left.", "point 2022-02-04 Friday\npoint 2022-02-03 a day after\n"},
    {"2022-02-08", "They met on Friday, days after the army had left.", "point 2022-02-04 Friday\nduration - days after\n"},
    {"2022-02-08", "They met, four days before the vote.", "duration - four days before\n"},
    /* weeks and weekends */
    {"2022-02-28", "The two sides will meet next week.", "point 2022-03 future next week\n"},
    {"2022-02-08", "The army left over the weekend.", "point 2022-02 weekend\n"},
    /* ranges */
    {"2022-02-20", "They met from 10 to 12 February.", "range 2022-02 10 to 12 February\n"},
    {"2022-02-20", "They met on 4 and 5 February.", "range 2022-02-05 4 and 5 February\n"},
    {"2022-02-20", "They met from January 30 to February 2.", "range 2022-02-02 January 30 to February 2\n"},
    {"2022-02-20", "They met between 2014 and 2016.", "range 2016 2014 and 2016\n"},
    {"2022-02-20", "They have met since March.", "since 2021-03 March\n"},
    {"2022-02-20", "They will meet by 2035.", "until 2035 future 2035\n"},
    /* spans of time */
    {"2022-02-08", "It began three years ago.", "point 2019 three years ago\n"},
    {"2022-02-08", "It began more than 30 years ago.", "duration - 30 years ago\n"},
    {"2022-02-08", "It began two months ago.", "point 2021-12 two months ago\n"},
    {"2022-02-08", "They held talks for three days.", "duration - three days\n"},
    {"2022-02-08", "They met for a 10-day visit.", "duration - 10-day\n"},
    /* what is no date */
    {"2022-02-08", "The F-16 and the G7 met.", ""},
    {"2022-02-08", "They met on February 30, 2021.", "point - February 30, 2021\n"},
    {"2022-02-08", "The fall of the city began.", ""},
};

static void test_dates(void **state) {
  for (size_t i = 0; i < COUNT_OF(dates); i++) {
    read_text(*state, view_of_string(dates[i].text), dates[i].published);
    ((fixture *)*state)->whens.quantities.count = 0;
    expect_dump(*state, dates[i].text, dates[i].dump);
  }
  expect_none_wrong(*state);
}

/* ---- quantities ---- */

static const struct {
  const char *text, *dump;
} quantities[] = {
    {"The bank lent $10 billion in aid.", "quantity 1e+10 USD of aid $10 billion\n"},
    {"The bank lent US$5m.", "quantity 5000000 USD US$5m\n"},
    {"The army sent 5,000 Russian troops.", "quantity 5000 person of Russian troops 5,000 Russian troops\n"},
    {"The pipe carried 10 million cubic metres of gas a year.", "quantity 10000000 m3/year of gas 10 million cubic metres\n"},
    {"Prices jumped 3.7%.", "quantity 3.7 percent 3.7%\n"},
    {"Prices jumped by four percent.", "quantity 4 percent four percent\n"},
    {"The bank lent half a million euros.", "quantity 1000000 EUR a million euros\n"},
    {"The state sells two million barrels a day.", "quantity 2000000 barrel/day two million barrels\n"},
    {"Dozens of people left.", ""},
    {"The G7 ministers and the F-16 jets left.", ""},
    {"The two leaders met and both countries sent two warships.", "quantity 2 ship of warships two warships\n"},
    {"The army left a 500-metre strip.", "quantity 500 m 500-metre\n"},
};

static void test_quantities(void **state) {
  for (size_t i = 0; i < COUNT_OF(quantities); i++) {
    read_text(*state, view_of_string(quantities[i].text), "2022-02-08");
    ((fixture *)*state)->whens.whens.count = 0;
    expect_dump(*state, quantities[i].text, quantities[i].dump);
  }
  expect_none_wrong(*state);
}

/* ---- examples of the tables ---- */

static void add_list_item(buffer *b, const char *words) {
  if (b->len) buffer_add_string(b, " | ");
  buffer_add_string(b, words);
}

static void add_dates(buffer *b, const when_layout *whens) {
  static const char *const kinds[] = {"point", "range", "since", "until", "duration", "same"};
  char words[32];
  for (uint32_t i = 0; i < whens->whens.count; i++) {
    const when *w = &whens->whens.at[i];
    snprintf(words, sizeof words, "%s %s", kinds[w->kind], w->date[0] ? w->date : "-");
    add_list_item(b, words);
  }
}

static void add_quantities(buffer *b, const when_layout *whens) {
  for (uint32_t i = 0; i < whens->quantities.count; i++) {
    const quantity *q = &whens->quantities.at[i];
    char value[32];
    snprintf(value, sizeof value, "%.11g ", q->value);
    add_list_item(b, value);
    buffer_add(b, q->unit);
    if (q->of.len) buffer_add_byte(b, ' ');
    buffer_add(b, q->of);
  }
}

static void check_examples(fixture *x, const char *name, void (*add)(buffer *, const when_layout *)) {
  const table *t = pack_table(x->pack, name);
  assert_non_null(t);
  uint32_t example = table_column(t, "example"), expect = table_column(t, "expect"), id = table_column(t, "id"), tried = 0;
  for (uint32_t row = 0; row < t->rows; row++) {
    view text = table_cell(t, row, example), expected = table_cell(t, row, expect), key = table_cell(t, row, id);
    if (!text.len) continue;
    read_text(x, text, "2022-02-08");
    buffer found;
    buffer_init(&found, NULL);
    add(&found, &x->whens);
    if (!view_equals(view_of(found.ptr, found.len), expected))
      x->wrong++, print_message("%.*s gives \"%.*s\"\n", (int)key.len, key.ptr, (int)found.len, found.len ? found.ptr : "");
    buffer_release(&found);
    tried++;
  }
  assert_true(tried > 20);
  expect_none_wrong(x);
}

static void test_examples(void **state) {
  check_examples(*state, "en/when", add_dates);
  check_examples(*state, "en/unit", add_quantities);
}

/* ---- hostile input ---- */

static void check_spans(const fixture *x) {
  for (uint32_t i = 0; i < x->whens.whens.count; i++) {
    const when *w = &x->whens.whens.at[i];
    assert_true(w->span.begin < w->span.end && w->span.end <= x->layout.text.len);
    assert_true(w->token < w->end_token && w->end_token <= x->tokens.tokens.count);
    assert_true(w->bunsetsu < x->parse.bunsetsu.count);
  }
  for (uint32_t i = 0; i < x->whens.quantities.count; i++) {
    const quantity *q = &x->whens.quantities.at[i];
    assert_true(q->span.begin < q->span.end && q->span.end <= x->layout.text.len);
    assert_true(q->token < q->end_token && q->end_token <= x->tokens.tokens.count);
  }
}

static void test_random(void **state) {
  static const char *const pieces[] = {"4", "12", "2022", "9999", "May", "February", "Friday", "last", "next", "week", "year", "years ago", "-", ",", "the", "of", "same", "day", "and",
                                       "to", "from", "between", "a", "$", "%", "million", "troops", "4th", "1990s", "mid-", "by", "until", "\"", "\xFF", ".", "met", "will", "a day after", "0", "31", "US$"};
  uint64_t seed = 7;
  for (int round = 0; round < 3000; round++) {
    char text[1024];
    size_t length = 0;
    for (int n = (int)(seed % 24); n >= 0; n--) {
      seed = hash_mix(seed, (uint64_t)n + 1);
      const char *piece = pieces[seed % COUNT_OF(pieces)];
      memcpy(text + length, piece, strlen(piece));
      length += strlen(piece);
      if (seed & 1024) text[length++] = ' ';
    }
    read_text(*state, view_of(text, length), round % 3 ? "2022-02-08" : round % 2 ? "9999-12-31" : "0001-01-01");
    check_spans(*state);
  }
}

static void test_long(void **state) {
  static const char *const pieces[] = {"February 4 ", "last ", "10 years ago ", "10,000 ", "a day after ", "2022-", "between 1 and ", "from May to "};
  for (size_t i = 0; i < COUNT_OF(pieces); i++) {
    size_t piece = strlen(pieces[i]), length = 200000 / piece * piece;
    char *text = malloc(length);
    for (size_t at = 0; at < length; at += piece) memcpy(text + at, pieces[i], piece);
    clock_t start = clock();
    read_text(*state, view_of(text, length), "2022-02-08");
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
    check_spans(*state);
    free(text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_dates), cmocka_unit_test(test_quantities), cmocka_unit_test(test_examples), cmocka_unit_test(test_random),
                                     cmocka_unit_test(test_long)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
