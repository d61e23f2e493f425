/* page_document.c - a page, or an entry of a feed, to a document: its charset, then src/html. */
#include "html/html.h"
#include "read/read_parts.h"

/* ---- charset ---- */

/* What browsers read under these names, https://encoding.spec.whatwg.org. */
static const struct {
  const char *label;
  charset charset;
} labels[] = {
    {"utf-8", CHARSET_UTF8},
    {"utf8", CHARSET_UTF8},
    {"shift_jis", CHARSET_CP932},
    {"shift-jis", CHARSET_CP932},
    {"sjis", CHARSET_CP932},
    {"x-sjis", CHARSET_CP932},
    {"windows-31j", CHARSET_CP932},
    {"ms932", CHARSET_CP932},
    {"cp932", CHARSET_CP932},
    {"ms_kanji", CHARSET_CP932},
    {"euc-jp", CHARSET_EUC_JP},
    {"x-euc-jp", CHARSET_EUC_JP},
    {"eucjp", CHARSET_EUC_JP},
    {"iso-2022-jp", CHARSET_ISO_2022_JP},
    {"utf-16le", CHARSET_UTF16LE},
    {"utf-16", CHARSET_UTF16LE},
    {"utf-16be", CHARSET_UTF16BE},
    {"iso-8859-1", CHARSET_WINDOWS_1252},
    {"windows-1252", CHARSET_WINDOWS_1252},
    {"latin1", CHARSET_WINDOWS_1252},
    {"us-ascii", CHARSET_WINDOWS_1252},
    {"iso-8859-15", CHARSET_WINDOWS_1252},
};

static charset charset_of_label(view label) {
  for (size_t i = 0; i < COUNT_OF(labels); i++)
    if (view_is_word(label, labels[i].label)) return labels[i].charset;
  return CHARSET_UNKNOWN;
}

/* The server's word before the page's; but what is certain from the bytes (a mark, valid UTF-8, escapes) wins, because
 * declarations are often wrong, and so does any guess over a declaration of UTF-8 that does not hold. */
charset charset_of_page(view bytes, view label) {
  charset found = charset_detect(bytes), declared = charset_of_label(label);
  if (declared == CHARSET_UNKNOWN) declared = charset_of_label(html_charset(bytes));
  bool wide = found == CHARSET_UTF16LE || found == CHARSET_UTF16BE;
  if (wide && !memchr(bytes.ptr, '\0', bytes.len)) found = CHARSET_UNKNOWN; /* markup is ASCII and shows as NULs */
  bool certain = found != CHARSET_CP932 && found != CHARSET_EUC_JP && found != CHARSET_UNKNOWN;
  bool one_of_eight = declared == CHARSET_CP932 || declared == CHARSET_EUC_JP || declared == CHARSET_WINDOWS_1252;
  if (certain || (!one_of_eight && found != CHARSET_UNKNOWN)) return found;
  return one_of_eight ? declared : found == CHARSET_UNKNOWN ? CHARSET_WINDOWS_1252 : found;
}

/* ---- language ---- */

/* The script shows Japanese, Chinese and Korean better than declarations do; of what is written in Latin letters a page
 * knows its own language best. */
static view language_of_page(view text, view declared) {
  view found = language_detect(text);
  return view_is(found, "en") && declared.len && !view_is(declared, "ja") ? declared : found;
}

/* ---- pages ---- */

raw_outcome page_read(raw_reader *r, const raw_document *raw, view bytes, view label, seimei_document *out,
                      seimei_error *reason) {
  html_page page;
  view text = raw_decode(r, raw, bytes, charset_of_page(bytes, label));
  if (!html_read(&r->arena, text, raw->given.url, &page)) return raw_bad(reason, SEIMEI_NO_MEMORY, "out of memory");
  if (!page.text.len) return raw_left(reason, "page without an article");
  *out = (seimei_document){.lang = language_of_page(page.text, page.lang),
                           .published = page.published,
                           .title = page.title,
                           .text = page.text,
                           .url = page.url,
                           .publisher = page.publisher};
  return RAW_READ;
}

raw_outcome read_html(raw_reader *r, const raw_document *raw, seimei_document *out, seimei_error *reason) {
  return page_read(r, raw, raw->bytes, (view){0}, out, reason);
}

raw_outcome read_entry(raw_reader *r, const raw_document *raw, seimei_document *out, seimei_error *reason) {
  if (!html_fragment(&r->arena, raw->bytes, &out->text)) return raw_bad(reason, SEIMEI_NO_MEMORY, "out of memory");
  if (is_blank(out->text)) return raw_left(reason, "entry without text");
  out->lang = language_of_page(out->text, raw->given.lang);
  return RAW_READ;
}
