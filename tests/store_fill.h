/* store_fill.h - a store full of made-up records, for tests and benches of what reads stores. A document has five
 * sentences, 中国は日本のミサイル発射を非難した, with an event and a statement each. Actors, types and words are drawn
 * so that few are frequent and many are rare; the same in every run. */
#ifndef SEIMEI_TESTS_STORE_FILL_H
#define SEIMEI_TESTS_STORE_FILL_H

#include <stdio.h>
#include <stdlib.h>

#include "store/writer.h"

enum { FILL_SENTENCES = 5, FILL_BATCH = 2000 };

static const char *const FILL_CODES[] = {
    "USA",      "CHN", "RUS", "JPN", "UKR", "ISR", "PRK", "IRN", "KOR", "GBR", "FRA", "DEU", "IND", "TWN",
    "IGO/NATO", "UNO", "EUR", "SYR", "TUR", "SAU", "AUS", "PHL", "VNM", "EGY", "PAK", "POL", "ITA", "ESP",
    "CAN",      "MEX", "BRA", "ARG", "CHL", "COL", "VEN", "PER", "CUB", "NLD", "BEL", "SWE", "FIN", "NOR",
    "DNK",      "EST", "LVA", "LTU", "CZE", "HUN", "AUT", "CHE", "GRC", "BGR", "ROU", "SRB", "GEO", "ARM",
    "AZE",      "KAZ", "UZB", "MNG", "THA", "MMR", "LAO", "KHM", "MYS", "SGP", "IDN", "NZL", "FJI", "TON"};
static const char *const FILL_NAMES[] = {"アメリカ", "中国",   "ロシア", "日本",     "ウクライナ", "イスラエル",
                                         "北朝鮮",   "イラン", "韓国",   "イギリス", "フランス",   "ドイツ",
                                         "インド",   "台湾",   "NATO",   "国連"};
static const char *const FILL_ABOUT[] = {"ミサイルの発射", "NATO拡大",       "経済制裁の強化", "処理水の放出計画",
                                         "軍事演習",       "核開発",         "停戦の提案",     "国境の封鎖",
                                         "人権状況",       "関税の引き上げ", "海洋進出",       "衛星の打ち上げ",
                                         "難民の受け入れ", "議定書の改定",   "漁業協定"};
static const char *const FILL_MODES[] = {"disapprove", "visit", "violence", "aerial",
                                         "riot",       "expel", "arrest",   "weapons"};
static const char *const FILL_PUBLISHERS[] = {"Asa Shimpo", "Hiru Tsushin", "Yoru Nippo", "Machi Press",
                                              "Minato Times"};
static const char *const FILL_SECTORS[] = {"GOV", "GOV", "GOV", "MIL", "LEG", "CVL"};
static const char *const FILL_CONTEXTS[] = {"diplomatic", "military", "economic", "human rights"};
static const double FILL_SCALES[] = {3, 1, 3.5, 5, 6, 7, 7, -1, -2, -4, -5, -6.5, -6, -7.2, -7, -9.5};

typedef struct {
  uint64_t seed;
  arena memory;
  buffer text;
} filler;

static inline uint32_t fill_draw(filler *f, uint32_t below) {
  f->seed = f->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)((f->seed >> 33) % below);
}

/* The first most often: each about as often as one over its number. */
static inline uint32_t fill_rank(filler *f, uint32_t below) {
  uint32_t n = fill_draw(f, below * 8) + 1, rank = below * 8 / n - 1;
  return rank < below ? rank : fill_draw(f, below);
}

static inline view fill_name(filler *f, uint32_t code) {
  return code < COUNT_OF(FILL_NAMES) ? view_of_string(FILL_NAMES[code])
                                     : arena_format(&f->memory, "%s政府", FILL_CODES[code]);
}

static inline seimei_words fill_words(filler *f, view words) {
  uint32_t begin = (uint32_t)utf8_count(view_of(f->text.ptr, f->text.len));
  buffer_add(&f->text, words);
  return (seimei_words){words, {begin, begin + (uint32_t)utf8_count(words)}};
}

static inline seimei_actors fill_actor(filler *f, uint32_t code) {
  const char *sector = FILL_SECTORS[fill_draw(f, COUNT_OF(FILL_SECTORS))];
  bool state = !strchr(FILL_CODES[code], '/') && strcmp(FILL_CODES[code], "UNO") && strcmp(FILL_CODES[code], "EUR");
  seimei_actor *a = ARENA_NEW(&f->memory, seimei_actor, 1);
  view name = fill_name(f, code);
  *a =
      (seimei_actor){.code = view_of_string(FILL_CODES[code]), .label = view_of_string(FILL_CODES[code]), .name = name};
  if (state) {
    a->sector = view_of_string(sector);
    a->label = arena_format(&f->memory, "%s:%s", FILL_CODES[code], sector);
  }
  a->words = fill_words(f, name);
  return (seimei_actors){a, 1};
}

static inline void fill_event(filler *f, seimei_event *e, int number, view day) {
  uint32_t actor = fill_rank(f, COUNT_OF(FILL_CODES)), recipient = actor;
  while (recipient == actor) recipient = fill_rank(f, COUNT_OF(FILL_CODES));
  *e = (seimei_event){.id = arena_format(&f->memory, "d#e%d", number + 1),
                      .date = day,
                      .cameo = TEXT("111"),
                      .rule = TEXT("ja.made.0001"),
                      .type = (seimei_type)fill_draw(f, SEIMEI_TYPE_COUNT),
                      .statement = arena_format(&f->memory, "d#s%d", number + 1)};
  e->sentence.index = (uint32_t)number;
  e->sentence.span.begin = (uint32_t)utf8_count(view_of(f->text.ptr, f->text.len));
  e->actor = fill_actor(f, actor);
  fill_words(f, TEXT("は"));
  e->recipient = fill_actor(f, recipient);
  fill_words(f, TEXT("の"));
  e->about = fill_words(f, view_of_string(FILL_ABOUT[fill_rank(f, COUNT_OF(FILL_ABOUT))]));
  fill_words(f, TEXT("について"));
  e->trigger = fill_words(f, TEXT("述べた"));
  fill_words(f, arena_format(&f->memory, "(%u)。", fill_draw(f, 1000000)));
  e->sentence.span.end = (uint32_t)utf8_count(view_of(f->text.ptr, f->text.len));
  if (!fill_draw(f, 6)) e->mode = view_of_string(FILL_MODES[fill_rank(f, COUNT_OF(FILL_MODES))]);
  if (fill_draw(f, 4)) e->context[e->context_count++] = view_of_string(FILL_CONTEXTS[fill_rank(f, 4)]);
  if (!fill_draw(f, 12)) e->status = SEIMEI_FUTURE;
  if (!fill_draw(f, 5)) e->place_code = view_of_string(FILL_CODES[fill_rank(f, 14)]);
  e->quad_code = e->type <= SEIMEI_CONCEDE ? 1 : e->type <= SEIMEI_RETREAT ? 2 : e->type <= SEIMEI_THREATEN ? 3 : 4;
  e->event_scale = FILL_SCALES[e->type];
  e->confidence = 0.5 + fill_draw(f, 50) / 100.0;
}

static inline void fill_statement(filler *f, seimei_statement *s, const seimei_event *e, int number) {
  *s = (seimei_statement){.id = arena_format(&f->memory, "d#s%d", number + 1),
                          .date = e->date,
                          .rule = TEXT("ja.cue.0001"),
                          .source = e->actor,
                          .cue = e->trigger,
                          .manner = SEIMEI_INDIRECT,
                          .sentence = e->sentence};
  s->content = ARENA_NEW(&f->memory, seimei_words, 1);
  s->content[0] = e->about;
  s->content_count = 1;
}

/* Adds documents in a store that is open for writing; false with a message on standard error. */
static inline bool fill_store(store *s, uint32_t documents) {
  filler f = {.seed = 42};
  store_writer *w = NULL;
  seimei_error error = {0};
  jmp_buf failed;
  arena_init(&f.memory, NULL);
  buffer_init(&f.text, NULL);
  if (setjmp(failed)) return false;
  f.memory.on_failure = &failed;
  int64_t input = 0;
  bool ok = !writer_new(s, TEXT("made+0"), &w, &error) && !writer_begin(w, &error) &&
            !writer_name_input(w, TEXT("made"), &input, &error) && !writer_commit(w, &error);
  for (uint32_t d = 0; d < documents && ok; d++) {
    seimei_event events[FILL_SENTENCES];
    seimei_statement statements[FILL_SENTENCES];
    seimei_sentence sentences[FILL_SENTENCES];
    ready_document ready;
    add_result result;
    arena_reset(&f.memory);
    buffer_clear(&f.text);
    view day = arena_format(&f.memory, "%04u-%02u-%02u", 2014 + fill_draw(&f, 10), 1 + fill_draw(&f, 12),
                            1 + fill_draw(&f, 28));
    for (int i = 0; i < FILL_SENTENCES; i++) {
      fill_event(&f, &events[i], i, day);
      fill_statement(&f, &statements[i], &events[i], i);
      sentences[i] = events[i].sentence;
    }
    seimei_document doc = {.id = arena_format(&f.memory, "d%u", d),
                           .lang = TEXT("ja"),
                           .published = day,
                           .title = arena_format(&f.memory, "記事%u", d),
                           .text = view_of(f.text.ptr, f.text.len),
                           .publisher = view_of_string(FILL_PUBLISHERS[fill_rank(&f, COUNT_OF(FILL_PUBLISHERS))])};
    seimei_records records = {.doc = doc.id,
                              .version = TEXT("made+0"),
                              .statements = statements,
                              .statement_count = FILL_SENTENCES,
                              .events = events,
                              .event_count = FILL_SENTENCES};
    if (d % FILL_BATCH == 0) ok = !writer_begin(w, &error);
    ready_begin(&f.memory, &doc, &ready);
    ok = ok && !ready_add_records(&f.memory, &records, &ready, &error);
    ready.sentences = sentences;
    ready.sentence_count = FILL_SENTENCES;
    ready_identify(&f.memory, &ready);
    ok = ok &&
         !writer_add(w, &ready, &(document_place){.input = input, .number = d, .path = TEXT("made")}, &result, &error);
    if (ok && (d % FILL_BATCH == FILL_BATCH - 1 || d + 1 == documents)) ok = !writer_commit(w, &error);
  }
  if (!ok) fprintf(stderr, "filling a store: %s\n", error.message);
  writer_free(w);
  buffer_release(&f.text);
  arena_release(&f.memory);
  return ok;
}

#endif
