/* html_words.c - what is known about markup: elements, the words of class names, standing phrases of news sites.
 *
 * These are facts of the web and not of a language, needed before the language is known; so they are here and not among
 * the tables of the pack. */
#include <stdlib.h>

#include "html/html_parts.h"

/* ---- elements ---- */

static const char *const tag_names[] = {[TAG_OTHER] = "",
#define X(name) [TAG_##name] = #name,
                                        HTML_TAGS(X)
#undef X
};

html_tag html_tag_of(view name) {
  size_t low = TAG_OTHER + 1, high = COUNT_OF(tag_names);
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = view_compare(name, view_of_string(tag_names[middle]));
    if (!order) return (html_tag)middle;
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return TAG_OTHER;
}

uint8_t html_tag_traits(html_tag t) {
  enum { B = TAG_IS_BLOCK, H = TAG_IS_HIDDEN, F = TAG_IS_FRAME, T = TAG_IS_HEADING | TAG_IS_BLOCK };
  static const uint8_t traits[TAG_COUNT] = {
      [TAG_address] = B,
      [TAG_article] = B,
      [TAG_aside] = B | F,
      [TAG_audio] = H,
      [TAG_blockquote] = B,
      [TAG_body] = B,
      [TAG_button] = F,
      [TAG_canvas] = H,
      [TAG_caption] = B,
      [TAG_center] = B,
      [TAG_dd] = B,
      [TAG_details] = B,
      [TAG_dialog] = B | F,
      [TAG_div] = B,
      [TAG_dl] = B,
      [TAG_dt] = B,
      [TAG_embed] = H,
      [TAG_fieldset] = B | F,
      [TAG_figcaption] = B | F,
      [TAG_figure] = B | F,
      [TAG_footer] = B | F,
      [TAG_form] = B | F,
      [TAG_h1] = T,
      [TAG_h2] = T,
      [TAG_h3] = T,
      [TAG_h4] = T,
      [TAG_h5] = T,
      [TAG_h6] = T,
      [TAG_head] = B | H,
      [TAG_header] = B,
      [TAG_hgroup] = B,
      [TAG_hr] = B,
      [TAG_html] = B,
      [TAG_iframe] = H,
      [TAG_input] = F,
      [TAG_label] = F,
      [TAG_li] = B,
      [TAG_main] = B,
      [TAG_math] = H,
      [TAG_menu] = B | F,
      [TAG_nav] = B | F,
      [TAG_noscript] = H,
      [TAG_object] = H,
      [TAG_ol] = B,
      [TAG_option] = F,
      [TAG_p] = B,
      [TAG_picture] = H,
      [TAG_pre] = B,
      [TAG_rp] = H,
      [TAG_rt] = H,
      [TAG_script] = H,
      [TAG_search] = B | F,
      [TAG_section] = B,
      [TAG_select] = F,
      [TAG_style] = H,
      [TAG_svg] = H,
      [TAG_table] = B,
      [TAG_tbody] = B,
      [TAG_td] = B,
      [TAG_template] = H,
      [TAG_textarea] = F,
      [TAG_tfoot] = B,
      [TAG_th] = B,
      [TAG_thead] = B,
      [TAG_title] = H,
      [TAG_tr] = B,
      [TAG_ul] = B,
      [TAG_video] = H,
      [TAG_ROOT] = B,
  };
  return traits[t];
}

/* ---- words of names ---- */

enum { N = WORD_NOISE, I = WORD_ITEM, B = WORD_BODY, E = WORD_EXACT, C = WORD_CAPTION };

/* clang-format off */
/* In the order of strcmp. */
static const struct {
  const char *word;
  uint8_t says;
} words[] = {
    {"ad", N}, {"adsense", N}, {"advert", N}, {"advertisement", N}, {"aricle", I}, {"article", I}, {"articlebody", E},
    {"articlecontent", E}, {"articles", I}, {"articletext", E}, {"author", N}, {"banner", N}, {"barrier", N},
    {"bio", N}, {"body", B}, {"bookmark", N}, {"bottomnav", N}, {"breadcrumb", N}, {"breadcrumbs", N}, {"btn", N},
    {"button", N}, {"buttons", N}, {"byline", N}, {"cap", C}, {"caption", C}, {"captions", C}, {"cmp", N},
    {"comment", N}, {"comments", N}, {"complink", N}, {"consent", N}, {"content", B}, {"contents", B},
    {"contribution", N}, {"contributions", N}, {"cookie", N}, {"cookies", N}, {"copyright", N}, {"credit", C},
    {"credits", C}, {"detail", I}, {"details", I}, {"dialog", N}, {"disclaimer", N}, {"disqus", N}, {"document", B},
    {"donate", N}, {"donation", N}, {"entry", I}, {"entrybody", E}, {"epic", N}, {"facebook", N}, {"follow", N},
    {"foot", N}, {"footer", N}, {"footernav", N}, {"gate", N}, {"gdpr", N}, {"globalnav", N}, {"globalnavi", N},
    {"gnav", N}, {"gnavi", N}, {"hatena", N}, {"headernav", N}, {"honbun", E}, {"infobox", N}, {"itemtext", B},
    {"kanren", N}, {"keyword", N}, {"keywords", N}, {"kiji", I}, {"kijibody", E}, {"login", N}, {"main", B},
    {"mainbody", B}, {"maincontent", B}, {"masthead", N}, {"member", N}, {"menu", N}, {"menubar", N}, {"modal", N},
    {"mostread", N}, {"nav", N}, {"navbar", N}, {"navi", N}, {"navigation", N}, {"news", I}, {"newsbody", E},
    {"newsletter", N}, {"newsletters", N}, {"newstext", E}, {"osusume", N}, {"outbrain", N}, {"overlay", N},
    {"pagenation", N}, {"pager", N}, {"pagination", N}, {"paging", N}, {"pankuzu", N}, {"partner", N}, {"paywall", N},
    {"peek", N}, {"photocaption", C}, {"plan", N}, {"plans", N}, {"popular", N}, {"popup", N}, {"post", I},
    {"postbody", E}, {"postcontent", E}, {"posts", I}, {"posttext", E}, {"pr", N}, {"print", N}, {"profile", N},
    {"promo", N}, {"promotion", N}, {"publicity", N}, {"rank", N}, {"ranking", N}, {"rankings", N}, {"reaction", N},
    {"reactions", N}, {"readmore", N}, {"readnext", N}, {"reco", N}, {"recommend", N}, {"recommendation", N},
    {"recommendations", N}, {"recommended", N}, {"recommends", N}, {"register", N}, {"related", N},
    {"relatedarticles", N}, {"relatednews", N}, {"relatedposts", N}, {"relation", N}, {"reply", N}, {"respond", N},
    {"rich", B}, {"richtext", E}, {"setsumei", C}, {"share", N}, {"sharebar", N}, {"sharedaddy", N}, {"sharing", N},
    {"shop", N}, {"side", N}, {"sidebar", N}, {"sidemenu", N}, {"sidenav", N}, {"signin", N}, {"signup", N},
    {"skip", N}, {"sns", N}, {"social", N}, {"sponsor", N}, {"sponsored", N}, {"story", I}, {"storybody", E},
    {"storytext", E}, {"subscribe", N}, {"subscriber", N}, {"subscription", N}, {"syndication", N}, {"taboola", N},
    {"tag", N}, {"tags", N}, {"teaser", N}, {"teasers", N}, {"text", B}, {"toc", N}, {"tool", N}, {"toolbar", N},
    {"toolbox", N}, {"tools", N}, {"topicpath", N}, {"topics", N}, {"trending", N}, {"tweet", N}, {"twitter", N},
    {"txt", B}, {"upsell", N}, {"widget", N}, {"widgets", N},
};
/* clang-format on */

static uint8_t word_says(const char *word, size_t length) {
  size_t low = 0, high = COUNT_OF(words);
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = view_compare(view_of(word, length), view_of_string(words[middle].word));
    if (!order) return words[middle].says;
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return 0;
}

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

/* Short words count between signs only: generated names such as "kAdQr" hold them by chance. */
uint8_t html_words(view names) {
  enum { LONGEST = 24, SHORT = 3 };
  uint8_t says = 0;
  for (size_t at = 0; at < names.len;) {
    if (!is_letter(names.ptr[at])) {
      at++;
      continue;
    }
    char word[LONGEST];
    size_t n = 0, begin = at;
    do {
      if (n < LONGEST) word[n] = names.ptr[at] | 0x20;
      n++, at++;
    } while (at < names.len && is_letter(names.ptr[at]) && !(is_upper(names.ptr[at]) && !is_upper(names.ptr[at - 1])));
    bool cut = (begin > 0 && is_letter(names.ptr[begin - 1])) || (at < names.len && is_letter(names.ptr[at]));
    if (n < LONGEST && !(cut && n <= SHORT)) says |= word_says(word, n);
  }
  return says;
}

/* ---- standing phrases ---- */

typedef enum { ANYWHERE, AT_START, WHOLE } phrase_place;

/* clang-format off */
static const struct {
  phrase_place place;
  const char *words; /* Latin letters in lower case */
} phrases[] = {
    {ANYWHERE, "有料記事です"}, {ANYWHERE, "有料会員"}, {ANYWHERE, "会員限定"}, {ANYWHERE, "会員登録"},
    {ANYWHERE, "無断転載"}, {ANYWHERE, "無断転用"}, {ANYWHERE, "無断複製"}, {ANYWHERE, "無断複写"},
    {ANYWHERE, "続きを読む"}, {ANYWHERE, "続きをお読み"}, {ANYWHERE, "続きは"}, {AT_START, "残り"},
    {AT_START, "この記事をシェア"}, {AT_START, "シェア"}, {AT_START, "【関連"}, {AT_START, "関連記事"}, {AT_START, "関連ニュース"},
    {AT_START, "関連リンク"}, {AT_START, "あわせて読みたい"}, {AT_START, "合わせて読みたい"}, {AT_START, "おすすめ"}, {AT_START, "アクセスランキング"},
    {AT_START, "写真説明"}, {AT_START, "【写真】"}, {AT_START, "【動画】"}, {AT_START, "動画を再生"}, {AT_START, "ログイン"},
    {AT_START, "すでに会員"}, {WHOLE, "広告"}, {WHOLE, "ＰＲ"}, {WHOLE, "pr"}, {AT_START, "最終更新"}, {AT_START, "前の記事"},
    {AT_START, "次の記事"}, {AT_START, "前のページ"}, {AT_START, "次のページ"}, {AT_START, "トップへ戻る"}, {AT_START, "キーワード"},
    {AT_START, "copyright"}, {AT_START, "©"}, {AT_START, "(c)"}, {ANYWHERE, "all rights reserved"},
    {AT_START, "advertisement"}, {AT_START, "skip advertisement"}, {AT_START, "read more"}, {AT_START, "read next"},
    {AT_START, "related:"}, {AT_START, "related stories"}, {AT_START, "more on this story"}, {AT_START, "see also"},
    {AT_START, "sign up"}, {AT_START, "subscribe"}, {AT_START, "register"}, {AT_START, "already a subscriber"},
    {AT_START, "reporting by"}, {AT_START, "our standards"}, {AT_START, "share this"}, {AT_START, "share full article"},
    {AT_START, "follow us"}, {AT_START, "click here"}, {AT_START, "photo:"}, {AT_START, "image:"},
    {AT_START, "getty images"}, {AT_START, "e-mail to a friend"}, {AT_START, "print this"}, {AT_START, "filed under"},
    {AT_START, "posted on"}, {AT_START, "posted in"}, {AT_START, "published"}, {AT_START, "updated"},
    {AT_START, "last updated"}, {ANYWHERE, "may not be published, broadcast"}, {ANYWHERE, "use of cookies"},
    {ANYWHERE, "enable javascript"}, {ANYWHERE, "javascriptを"},
};
/* clang-format on */

/* Long paragraphs are of the article whatever they say. */
bool html_is_noise_paragraph(view p) {
  enum { LONGEST = 260 };
  char lower[LONGEST];
  if (p.len > LONGEST) return false;
  for (size_t i = 0; i < p.len; i++) lower[i] = ascii_lower(p.ptr[i]);
  view text = view_of(lower, p.len);
  for (size_t i = 0; i < COUNT_OF(phrases); i++) {
    view words = view_of_string(phrases[i].words);
    if (phrases[i].place == ANYWHERE && view_find(text, words, 0) != SIZE_MAX) return true;
    if (phrases[i].place == AT_START && view_starts_with(text, words)) return true;
    if (phrases[i].place == WHOLE && view_equals(text, words)) return true;
  }
  return false;
}
