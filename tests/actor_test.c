/* actor_test.c - mentions and their labels, memory, phrases, on sentences of our own with the tables of the pack. */
#include "actor/actor.h"
#include "test_support.h"

static struct {
  pack *pack;
  name_index *names;
  tokenizer *tokenizer;
  token_worker *worker;
  parser *parser;
  actor_tables *tables;
} F;

static int set_up(void **state) {
  (void)state;
  seimei_error error = {0};
  const char *dictionary = getenv("SEIMEI_DICTIONARY");
  const char *path = getenv("SEIMEI_PACK");
  if (pack_open(path ? path : SEIMEI_BUILD_DIR "/seimei.pack", NULL, &F.pack, &error) ||
      name_index_new(F.pack, "ja", NULL, 0, NULL, &F.names, &error) ||
      tokenizer_new(NULL, LANGUAGE_JA, dictionary ? dictionary : "/var/lib/mecab/dic/ipadic-utf8", F.names, NULL, &F.tokenizer, &error) ||
      token_worker_new(F.tokenizer, &F.worker, &error) || parser_new(F.pack, "ja", NULL, &F.parser, &error) ||
      actor_tables_new(F.pack, "ja", F.names, NULL, &F.tables, &error)) {
    fprintf(stderr, "%s\n", error.message);
    return -1;
  }
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  actor_tables_free(F.tables);
  parser_free(F.parser);
  token_worker_free(F.worker);
  tokenizer_free(F.tokenizer);
  name_index_free(F.names);
  pack_close(F.pack);
  return 0;
}

/* ---- a document, read ---- */

typedef struct {
  arena memory;
  text_layout layout;
  token_layout tokens;
  parse_layout parse;
  actor_layout actors;
} document;

static void read_document(document *d, view text, view title, view published) {
  text_lay_out(&d->memory, NULL, text, title, &d->layout);
  token_run(F.worker, &d->memory, &d->layout, &d->tokens);
  parse_run(F.parser, &d->memory, &d->layout, &d->tokens, &d->parse);
  actor_run(F.tables, &d->memory, &d->layout, &d->tokens, &d->parse, published, &d->actors);
}

static view labels_of(arena *a, const actor *at, uint32_t count) {
  view all = TEXT("");
  for (uint32_t i = 0; i < count; i++) {
    view label = actor_label(a, &at[i]);
    all = arena_format(a, "%.*s%s%.*s", (int)all.len, all.ptr, i ? "," : "", (int)label.len, label.ptr);
  }
  return all;
}

/* The last mention of these words, or NULL. */
static const mention *mention_of(const document *d, view words) {
  const mention *found = NULL;
  for (uint32_t i = 0; i < d->actors.mentions.count; i++)
    if (view_equals(view_span(d->layout.text, d->actors.mentions.at[i].span), words)) found = &d->actors.mentions.at[i];
  return found;
}

static void fail_with_dump(const document *d, const char *title, view expected, view found) {
  buffer b;
  buffer_init(&b, NULL);
  actor_dump(&b, &d->layout, &d->actors);
  fprintf(stderr, "%.*s", (int)b.len, b.ptr);
  buffer_release(&b);
  fail_msg("%s: \"%.*s\" where \"%.*s\" is expected", title, (int)found.len, found.ptr ? found.ptr : "",
           (int)expected.len, expected.ptr);
}

/* ---- mentions ---- */

typedef struct {
  const char *title;
  view text, published;
  view expect; /* words=labels, separated by blanks; a - for labels: no such mention */
} mention_case;

#define DAY TEXT("2024-06-15")

static const mention_case MENTION_CASES[] = {
    {"state", TEXT("中国は反発した。"), DAY, TEXT("中国=CHN:GOV")},
    {"state and ministry", TEXT("米国務省が発表した。"), DAY, TEXT("米国務省=USA:GOV")},
    {"spokesperson of a ministry", TEXT("フィンランド外務省のコルホネン報道官が述べた。"), DAY,
     TEXT("フィンランド外務省のコルホネン報道官=FIN:GOV")},
    {"state between name and office", TEXT("ミュラー独外相が訪れた。"), DAY, TEXT("ミュラー独外相=DEU:GOV")},
    {"known person by day", TEXT("バイデン大統領は会見した。"), DAY, TEXT("バイデン大統領=USA:GOV")},
    {"before a former office", TEXT("オーストラリアのハワード元首相が語った。"), DAY,
     TEXT("オーストラリアのハワード元首相=AUS:ELI")},
    {"force", TEXT("ロシア軍が砲撃した。"), DAY, TEXT("ロシア軍=RUS:MIL")},
    {"officer of a force", TEXT("インド軍の報道官が述べた。"), DAY, TEXT("インド軍の報道官=IND:MIL")},
    {"side", TEXT("ウクライナ側は否定した。"), DAY, TEXT("ウクライナ側=UKR:GOV")},
    {"administration by person", TEXT("マドゥロ政権は拒んだ。"), DAY, TEXT("マドゥロ政権=VEN:GOV")},
    {"people", TEXT("ロシア人が抗議した。"), DAY, TEXT("ロシア人=RUS:CVL")},
    {"embassy abroad", TEXT("北京の日本大使館が明らかにした。"), DAY, TEXT("日本大使館=JPN:GOV 北京=CHN:GOV")},
    {"ambassador sent by the state after", TEXT("駐日米大使が会った。"), DAY, TEXT("駐日米大使=USA:GOV")},
    {"ambassador sent by the state before", TEXT("ブラジルは駐ペルー大使を召還した。"), DAY,
     TEXT("駐ペルー大使=BRA:GOV")},
    {"visit", TEXT("首相は来月訪米する。"), DAY, TEXT("訪米=USA:GOV")},
    {"list of letters", TEXT("日米韓の首脳が会談した。"), DAY, TEXT("日米韓の首脳=JPN:GOV,USA:GOV,KOR:GOV")},
    {"list and both", TEXT("日中両国は合意した。"), DAY, TEXT("日中両国=JPN:GOV,CHN:GOV")},
    {"list with a comma", TEXT("タイ、カンボジア両政府は合意した。"), DAY,
     TEXT("タイ、カンボジア両政府=THA:GOV,KHM:GOV")},
    {"list before a delegation", TEXT("エジプトとカタールの代表団が到着した。"), DAY,
     TEXT("エジプトとカタールの代表団=EGY:GOV,QAT:GOV")},
    {"count of states", TEXT("ノルウェー、スウェーデン、デンマークの3カ国が協力する。"), DAY,
     TEXT("ノルウェー、スウェーデン、デンマークの3カ国=NOR:GOV,SWE:GOV,DNK:GOV")},
    {"body", TEXT("NATOのストルテンベルグ事務総長が歓迎した。"), DAY, TEXT("NATOのストルテンベルグ事務総長=IGO/NATO")},
    {"body with its name again", TEXT("EU=ヨーロッパ連合は決めた。"), DAY, TEXT("EU=ヨーロッパ連合=EUR")},
    {"small body for its members", TEXT("E3は共同で求めた。"), DAY, TEXT("E3=DEU:GOV,FRA:GOV,GBR:GOV")},
    {"members of a body", TEXT("EU加盟国は一致した。"), DAY, TEXT("EU加盟国=EUR")},
    {"group by day", TEXT("タリバンは発表した。"), TEXT("2020-05-01"), TEXT("タリバン=AFG:REB")},
    {"group by a later day", TEXT("タリバンは発表した。"), DAY, TEXT("タリバン=AFG:GOV")},
    {"common noun and name", TEXT("人権団体アムネスティ・インターナショナルが訴えた。"), DAY,
     TEXT("人権団体アムネスティ・インターナショナル=NGO/AMNESTY")},
    {"paper", TEXT("米紙ワシントン・ポストが報じた。"), DAY, TEXT("米紙ワシントン・ポスト=USA:JRN")},
    {"part of a force", TEXT("中国人民解放軍の東部戦区が発表した。"), DAY, TEXT("中国人民解放軍の東部戦区=CHN:MIL")},
    {"vague", TEXT("欧米は批判した。国際社会は懸念する。"), DAY, TEXT("欧米= 国際社会=")},
    {"neighbour with its name", TEXT("隣国のパラグアイが支援した。"), DAY, TEXT("隣国のパラグアイ=PRY:GOV")},
    {"who speaks", TEXT("我が国は支持する。"), DAY, TEXT("我が国=JPN:GOV")},
    {"target", TEXT("対ロ制裁を決めた。"), DAY, TEXT("対ロ=RUS:GOV")},
    {"product", TEXT("中国製の車が売れた。日本語を学ぶ。"), DAY, TEXT("中国=CHN:GOV 日本=-")},
    {"word that holds a name", TEXT("タイヤを替えた。"), DAY, TEXT("タイ=-")},
    {"rank of talks", TEXT("両国は局長級で協議した。"), DAY, TEXT("局長級=- 局長=-")},
    {"absence", TEXT("ハイチは無政府状態に陥った。"), DAY, TEXT("政府=-")},
    {"unknown person", TEXT("ウッドビル氏が死去した。"), DAY, TEXT("ウッドビル氏=UNK:UNK")},
    {"expert", TEXT("専門家は危ぶむ。"), DAY, TEXT("専門家=UNK:UNK")},
    {"government of the home state", TEXT("政府は法案を閣議決定した。"), DAY, TEXT("政府=JPN:GOV")},
    {"minister of the home state", TEXT("イランを訪れた外務大臣は述べた。"), DAY, TEXT("外務大臣=JPN:GOV")},
    {"clause with the body", TEXT("ケニア警察を率いるオモンディ長官が述べた。"), DAY, TEXT("オモンディ長官=KEN:COP")},
    {"clause with who sends", TEXT("韓国は、北朝鮮が派遣した部隊を確認した。"), DAY, TEXT("部隊=PRK:MIL")},
};

static void check_mention(document *d, const char *title, view expected) {
  size_t equals = expected.len;
  while (equals > 0 && expected.ptr[equals - 1] != '=') equals--;
  view words = view_slice(expected, 0, equals - 1), labels = view_skip(expected, equals);
  const mention *m = mention_of(d, words);
  bool none = view_equals(labels, TEXT("-"));
  if (none != !m) fail_with_dump(d, title, expected, m ? words : TEXT("nothing"));
  if (!m) return;
  view found = labels_of(&d->memory, m->who, m->who_count);
  if (!view_equals(found, labels)) fail_with_dump(d, title, expected, found);
}

static void test_mentions(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(MENTION_CASES); i++) {
    const mention_case *c = &MENTION_CASES[i];
    document d = {0};
    arena_init(&d.memory, NULL);
    read_document(&d, c->text, TEXT(""), c->published);
    for (view rest = c->expect, part; view_split(&rest, ' ', &part);) check_mention(&d, c->title, part);
    arena_release(&d.memory);
  }
}

/* ---- memory ---- */

static const mention_case MEMORY_CASES[] = {
    {"same state", TEXT("ペルーは合意を歓迎した。同国は来年から輸出を始める。"), DAY, TEXT("同国=PER:GOV")},
    {"same ministry", TEXT("仏国防省は否定した。同省の報道官は説明しなかった。"), DAY, TEXT("同省の報道官=FRA:GOV")},
    {"same state, topic goes on", TEXT("チリの首相はペルー軍が村を占拠したと非難し、同国外務省は撤収を求めた。"), DAY, TEXT("同国外務省=CHL:GOV")},
    {"same state as a goal", TEXT("ペルーは隣国チリの仲介役ノルウェーと話した。ノルウェーは難色を示し、同国に伝えた。"), DAY, TEXT("同国=CHL:GOV")},
    {"same person, not of the words", TEXT("チリのガルシア大統領は「マドゥロ氏は独裁者だ」と述べた。同氏は制裁を求めた。"), DAY, TEXT("同氏=CHL:GOV")},
    {"around an embassy", TEXT("ソウルの日本大使館前では市民団体の会員らが座り込んだ。"), DAY, TEXT("市民団体=KOR:SOC")},
    {"where the scene is", TEXT("チリの代表がペルーのリマで演説した。中国は支持した。地元の警察は道を塞いだ。"), DAY, TEXT("地元の警察=PER:COP")},
    {"part of a state as the scene", TEXT("タイはマレーシアと協議した。マレーシアの各都市では労働者が行進した。"), DAY, TEXT("労働者=MYS:LAB")},
    {"theme", TEXT("米国は議長国だった。スーダン情勢をめぐっては、軍が町を占領した。"), DAY, TEXT("軍=SDN:MIL")},
    {"shared party name", TEXT("モンゴル国内では、野党・民主党のバト党首が政府を批判した。"), DAY, TEXT("野党・民主党のバト党首=MNG:OPP")},
    {"surname that is a place", TEXT("豪州のバーミンガム貿易相は発表した。バーミンガム氏は認めた。"), DAY, TEXT("バーミンガム氏=AUS:GOV")},
    {"surname that is an office", TEXT("中国の王群大使は反対した。"), DAY, TEXT("中国の王群大使=CHN:GOV")},
    {"one letter and an honorific", TEXT("中国の習近平国家主席は会談した。習氏は帰国した。"), DAY, TEXT("習氏=CHN:GOV")},
    {"same state, not the agency's", TEXT("カザフスタン政府は通信を止めた。女性はAFPに語った。同国は広い。"), DAY, TEXT("同国=KAZ:GOV")},
    {"people who are addressed", TEXT("ロシア軍は港を砲撃した。エジプト政府は国民に協力を呼びかけた。"), DAY, TEXT("国民=EGY:CVL")},
    {"himself", TEXT("チリのガルシア大統領自身も認めた。"), DAY, TEXT("チリのガルシア大統領自身=CHL:GOV")},
    {"both states", TEXT("インドとネパールは国境をめぐり対立する。両国は協議を再開した。"), DAY,
     TEXT("両国=IND:GOV,NPL:GOV")},
    {"both armies", TEXT("タイとカンボジアは停戦で合意した。両軍は撤収する。"), DAY, TEXT("両軍=THA:MIL,KHM:MIL")},
    {"both ministers", TEXT("チリのロハス外相とペルーのソト外相が会談した。両外相は協力で一致した。"), DAY,
     TEXT("両外相=CHL:GOV,PER:GOV")},
    {"three states", TEXT("エジプト、スーダン、エチオピアは協議した。3カ国は合意に至らなかった。"), DAY,
     TEXT("3カ国=EGY:GOV,SDN:GOV,ETH:GOV")},
    {"surname", TEXT("カナダのトレンブレー外相は会見した。トレンブレー氏は拒んだ。"), DAY,
     TEXT("トレンブレー氏=CAN:GOV")},
    {"office alone", TEXT("ペルーのソト首相は辞任を拒んだ。首相は続投を表明した。"), DAY, TEXT("首相=PER:GOV")},
    {"police of the scene", TEXT("ソウルでは数千人が集まった。警察は道路を封鎖した。"), DAY, TEXT("警察=KOR:COP")},
    {"other side", TEXT("外務大臣はチリ外相と会談した。先方から謝意が示された。"), DAY, TEXT("先方=CHL:GOV")},
    {"parliament in focus", TEXT("ポーランド政府は法案を出した。議会は否決した。"), DAY, TEXT("議会=POL:LEG")},
    {"each government", TEXT("インドとパキスタンは砲撃戦を続けた。それぞれの政府が発表した。"), DAY,
     TEXT("それぞれの政府=IND:GOV,PAK:GOV")},
    {"own state", TEXT("ベトナムは自国の漁船を保護するとした。"), DAY, TEXT("自国の漁船=VNM:CVL")},
};

static void test_memory(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(MEMORY_CASES); i++) {
    const mention_case *c = &MEMORY_CASES[i];
    document d = {0};
    arena_init(&d.memory, NULL);
    read_document(&d, c->text, TEXT(""), c->published);
    check_mention(&d, c->title, c->expect);
    arena_release(&d.memory);
  }
}

/* ---- phrases ---- */

typedef struct {
  const char *title;
  view text, head; /* the last words of the phrase */
  view phrase, owner, target;
} phrase_case;

static const phrase_case PHRASE_CASES[] = {
    {"two with と", TEXT("中国とロシアは反対した。"), TEXT("ロシア"), TEXT("CHN:GOV,RUS:GOV"), TEXT("CHN:GOV,RUS:GOV"),
     TEXT("")},
    {"three", TEXT("日本、米国、韓国は反対した。"), TEXT("韓国"), TEXT("JPN:GOV,USA:GOV,KOR:GOV"),
     TEXT("JPN:GOV,USA:GOV,KOR:GOV"), TEXT("")},
    {"two with 及び", TEXT("エジプト及びヨルダンが受け入れた。"), TEXT("ヨルダン"), TEXT("EGY:GOV,JOR:GOV"),
     TEXT("EGY:GOV,JOR:GOV"), TEXT("")},
    {"list before a vague word", TEXT("トルコやハンガリーなどの周辺国に促した。"), TEXT("周辺国"), TEXT("TUR:GOV,HUN:GOV"),
     TEXT("TUR:GOV,HUN:GOV"), TEXT("")},
    {"owner", TEXT("中国の演習を批判した。"), TEXT("演習"), TEXT(""), TEXT("CHN:GOV"), TEXT("")},
    {"owner through による", TEXT("米国による制裁を批判した。"), TEXT("制裁"), TEXT(""), TEXT("USA:GOV"), TEXT("")},
    {"owner in the word", TEXT("日中首脳会談を開いた。"), TEXT("会談"), TEXT(""), TEXT("JPN:GOV,CHN:GOV"), TEXT("")},
    {"target in the word", TEXT("対ロ制裁を決めた。"), TEXT("制裁"), TEXT(""), TEXT(""), TEXT("RUS:GOV")},
    {"target with への", TEXT("中国への批判を強めた。"), TEXT("批判"), TEXT(""), TEXT(""), TEXT("CHN:GOV")},
    {"invaded", TEXT("ウクライナ侵攻を続けた。"), TEXT("侵攻"), TEXT(""), TEXT(""), TEXT("UKR:GOV")},
    {"place", TEXT("北京で会談した。"), TEXT("北京"), TEXT(""), TEXT(""), TEXT("")},
    {"capital that acts", TEXT("モスクワは否定した。"), TEXT("モスクワ"), TEXT("RUS:GOV"), TEXT("RUS:GOV"), TEXT("")},
};

static uint32_t bunsetsu_at_end(const document *d, view words) {
  size_t at = view_find(d->layout.text, words, 0);
  for (uint32_t i = 0; i < d->tokens.tokens.count; i++)
    if (d->tokens.tokens.at[i].span.end == at + words.len) return d->parse.of_token.at[i];
  return NONE;
}

static void test_phrases(void **state) {
  (void)state;
  typedef actor_set (*reader)(arena *, const text_layout *, const token_layout *, const parse_layout *,
                              const actor_layout *, uint32_t);
  static const reader readers[] = {actor_of_phrase, actor_of_owner, actor_of_target};
  for (size_t i = 0; i < COUNT_OF(PHRASE_CASES); i++) {
    const phrase_case *c = &PHRASE_CASES[i];
    const view expected[] = {c->phrase, c->owner, c->target};
    document d = {0};
    arena_init(&d.memory, NULL);
    read_document(&d, c->text, TEXT(""), DAY);
    uint32_t b = bunsetsu_at_end(&d, c->head);
    for (size_t k = 0; k < COUNT_OF(readers); k++) {
      actor_set set = readers[k](&d.memory, &d.layout, &d.tokens, &d.parse, &d.actors, b);
      view found = labels_of(&d.memory, set.at, set.count);
      if (!view_equals(found, expected[k])) fail_with_dump(&d, c->title, expected[k], found);
    }
    arena_release(&d.memory);
  }
}

/* ---- memory that runs out, text without end ---- */

static void test_no_memory(void **state) {
  (void)state;
  for (long n = 0; n < 100; n++) {
    counting_heap heap = {.fail_at = n};
    seimei_allocator allocator = COUNTING(heap);
    actor_tables *t = NULL;
    seimei_error error = {0};
    seimei_status status = actor_tables_new(F.pack, "ja", F.names, &allocator, &t, &error);
    if (!status) actor_tables_free(t);
    assert_int_equal(heap.alive, 0);
    if (!status) return;
    assert_int_equal(status, SEIMEI_NO_MEMORY);
    assert_null(t);
  }
  fail_msg("it never succeeds");
}

static void test_long_text(void **state) {
  (void)state;
  document d = {0};
  arena_init(&d.memory, NULL);
  static const char part[] = "日本、米国と両国の外相は同国の氏と「中国」";
  enum { TIMES = 3000 };
  char *text = arena_alloc(&d.memory, TIMES * (sizeof part - 1));
  for (int i = 0; i < TIMES; i++) memcpy(text + (size_t)i * (sizeof part - 1), part, sizeof part - 1);
  read_document(&d, view_of(text, TIMES * (sizeof part - 1)), TEXT(""), TEXT(""));
  for (uint32_t b = 0; b < d.parse.bunsetsu.count; b += 97) {
    actor_set set = actor_of_phrase(&d.memory, &d.layout, &d.tokens, &d.parse, &d.actors, b);
    assert_true(set.count < 64);
  }
  assert_true(d.actors.mentions.count > TIMES);
  arena_release(&d.memory);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_mentions), cmocka_unit_test(test_memory),
                                     cmocka_unit_test(test_phrases), cmocka_unit_test(test_no_memory),
                                     cmocka_unit_test(test_long_text)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
