/* quote_word.c - the few words that tell a quotation from a name in quotation marks.
 *
 * Layout comes before any table of the language pack is read, and it needs only a coarse answer: does と after
 * 「X」 quote X or join it to another noun? The lists are stems, found in the words after the mark; verbs of speech as
 * evidence of a statement are a matter of lang/ja. */
#include "text/text_parts.h"

/* Verbs that say, call or judge: 「独裁」と呼ぶ, 「妄言」と断じる. */
static const char *const call[] = {
    "述べ",     "語",       "話し",   "話す",   "言",     "云",       "いう",     "いい",     "いっ",     "いわ",
    "強調",     "批判",     "非難",   "指摘",   "主張",   "説明",     "表明",     "発表",     "反論",     "反発",
    "断じ",     "断言",     "断定",   "呼",     "称",     "訴え",     "明言",     "明記",     "警告",     "評",
    "位置付け", "位置づけ", "見な",   "みな",   "名付け", "名づけ",   "題",       "つづっ",   "綴",       "書い",
    "書き",     "記し",     "記述",   "表現",   "形容",   "叫",       "答え",     "回答",     "応じ",     "述懐",
    "力説",     "糾弾",     "罵",     "ののし", "けなし", "皮肉",     "たたえ",   "歓迎",     "決めつけ", "決め付け",
    "宣言",     "認め",     "認識",   "伝え",   "報じ",   "切り捨て", "斬り捨て", "一蹴",     "否定",     "突き放",
    "酷評",     "擁護",     "抗議",   "命名",   "うたっ", "うたう",   "謳",       "掲げ",     "つぶや",   "投稿",
    "釈明",     "弁明",     "振り返", "けん制", "牽制",   "揶揄",     "やゆ",     "指弾",     "考え",     "捉え",
    "とらえ",   "受け止め", "結論",   "約束",   "誓",     "求め",     "要求",     "促し",     "呼びかけ", "迫っ",
    "懸念",     "罵倒",     "警戒",   "糾",     "嘆",     "責め",     "なじ",     "突っぱね", "一喝",     "見る",
    "みる",     "見て",     "みて",   "感じ",   "論じ",   "記載",     "紹介"};

/* Verbs that take と of company, comparison or result. */
static const char *const company[] = {"話し合", "会談", "協議", "協力",   "連携", "交渉", "対話", "合意",
                                      "一致",   "結",   "戦",   "争",     "対立", "衝突", "共",   "ともに",
                                      "一緒",   "同じ", "同様", "並",     "比",   "異な", "違",   "組",
                                      "なる",   "なっ", "なり", "ならな", "契約", "提携"};

/* Verbs of appointing: 「テロ組織」として指定する names a class and quotes nobody. */
static const char *const appoint[] = {"指定", "登録", "知られ", "定め", "扱",   "使",   "用い", "利用",
                                      "働",   "活動", "就任",   "採用", "選",   "参加", "起訴", "逮捕",
                                      "訴追", "処罰", "公開",   "発売", "派遣", "登場", "機能", "有名"};

/* Nouns that have a statement as their content: 「断固反対」との声明. */
static const char *const content[] = {
    "考え",   "認識", "見方", "声明", "見解", "主張", "立場",     "意向",     "指摘",     "批判",       "発言",
    "談話",   "表現", "文言", "答え", "回答", "報告", "情報",     "判断",     "懸念",     "期待",       "声",
    "意見",   "方針", "姿勢", "思い", "訴え", "言葉", "理由",     "内容",     "趣旨",     "見通し",     "反応",
    "うわさ", "説明", "評価", "報道", "決意", "覚悟", "警告",     "記述",     "コメント", "メッセージ", "決議",
    "疑い",   "疑惑", "非難", "反論", "結論", "呼び", "位置付け", "位置づけ", "書き込み", "投稿"};

static const struct {
  const char *const *at;
  size_t count;
} lists[] = {[WORDS_CALL] = {call, COUNT_OF(call)},
             [WORDS_COMPANY] = {company, COUNT_OF(company)},
             [WORDS_APPOINT] = {appoint, COUNT_OF(appoint)},
             [WORDS_CONTENT] = {content, COUNT_OF(content)}};

bool quote_word_in(view text, quote_words which) {
  for (size_t i = 0; i < lists[which].count; i++)
    if (view_find(text, view_of_string(lists[which].at[i]), 0) != SIZE_MAX) return true;
  return false;
}

bool quote_word_starts(view text, quote_words which) {
  for (size_t i = 0; i < lists[which].count; i++)
    if (view_starts_with(text, view_of_string(lists[which].at[i]))) return true;
  return false;
}

bool char_is_one_of(uint32_t c, const char *chars) {
  view list = view_of_string(chars);
  uint32_t length;
  for (size_t at = 0; at < list.len; at += length)
    if (utf8_decode(list, at, &length) == c) return true;
  return false;
}

/* Does a clause end here? By the last characters: 述べた, 反対だ, 認めない, 撤退せよ; 戦い, 助け and the like are
 * nouns. */
bool ends_like_predicate(view text) {
  uint32_t last = 0, before = 0, length;
  while (text.len) {
    size_t at = utf8_before(text, text.len);
    last = utf8_decode(text, at, &length);
    text.len = at;
    if (!char_ends_sentence(last) && !bracket_is_closing(last) && !char_is_space(last) && last != 0x2026) break;
    last = 0;
  }
  if (!last || !text.len) return false;
  before = utf8_decode(text, utf8_before(text, text.len), &length);
  if (last == 0x3092) return true; /* 武器ではなく対話を */
  if (char_is_one_of(last, "せろけ") && view_find(text, TEXT("を"), 0) != SIZE_MAX) return true; /* 自由を返せ */
  if (char_is_one_of(last, "ただすうくぐつぬぶむるんよねぞかな")) return true;
  bool after_kanji = char_is_kanji(before), after_kana = char_is_hiragana(before);
  if (last == 0x3044)
    return after_kana || (after_kanji && !char_is_one_of(before, "戦願争扱違思狙誓疑使払迷問救食買言笑競行"));
  if (last == 0x305A) return after_kana || after_kanji;            /* …せず */
  if (last == 0x3057) return before == 0x3079;                     /* べし */
  return last == 0x308D && (before == 0x3057 || before == 0x3060); /* しろ, だろ */
}
