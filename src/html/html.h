/* html.h - a page of a news site to its article: main text, title, date, language, publisher, address.
 *
 * Pure functions from UTF-8 to memory of an arena; nothing is fetched. */
#ifndef SEIMEI_HTML_H
#define SEIMEI_HTML_H

#include "base/base.h"

typedef struct {
  view title;     /* without the name of the site */
  view published; /* YYYY-MM-DD, in the time zone that the page writes, Japan's for UTC on Japanese pages; or empty */
  view lang;      /* as declared: "ja", "en"; or empty */
  view publisher;
  view url;  /* the address that the page names as its own (http or https), or empty */
  view text; /* paragraphs with an empty line between; empty: the page has no article */
} html_page;

/* The charset that the first bytes declare (<meta charset>, http-equiv, XML declaration) as it is written, or empty. */
view html_charset(view bytes);

/* url: where the page was found, for relative addresses and for dates in it, or empty. Views are of a or of url.
 * false: libxml2 has no memory. */
bool html_read(arena *a, view utf8, view url, html_page *out);

/* All text of a piece of HTML, as feeds have it, in paragraphs; no part is taken for something else than text but
 * scripts, captions and ruby. */
bool html_fragment(arena *a, view utf8, view *text);

#endif
