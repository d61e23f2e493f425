/* html_meta.c - title, date, language, publisher and address by what the head of a page, JSON-LD, its headings and its
 * words say, the sure before the vague. */
#include "html/html_parts.h"

typedef struct {
  const html_tree *tree;
  arena *arena;
  html_json json;
  view og_title, og_site, og_url, document_title, canonical, base, lang, locale, application;
  view meta_date;
  uint32_t meta_rank; /* of meta_date in date_names */
  uint32_t headline;  /* the node of the heading that is the title, or NONE */
} metadata;

/* Names of <meta> that hold the day of publication, the surest first. */
static const char *const date_names[] = {"article:published_time",
                                         "datepublished",
                                         "og:article:published_time",
                                         "parsely-pub-date",
                                         "sailthru.date",
                                         "cxenseparse:recs:publishtime",
                                         "dc.date.issued",
                                         "dcterms.created",
                                         "dc.date",
                                         "dcterms.date",
                                         "pubdate",
                                         "publishdate",
                                         "publish_date",
                                         "publication_date",
                                         "article.published",
                                         "date",
                                         "og:published_time",
                                         "creation_date",
                                         "release_date",
                                         "article:modified_time",
                                         "datemodified",
                                         "last-modified"};

/* ---- the head ---- */

/* Titles are looked through many times. */
static view short_title(view title) {
  enum { LONGEST = 1000 };
  return title.len <= LONGEST ? title : html_trim(view_of(title.ptr, utf8_before(title, LONGEST)));
}

static void take_meta(metadata *m, uint32_t node) {
  const html_tree *t = m->tree;
  view name = html_attribute_of(t, node, "property"), content = html_trim(html_attribute_of(t, node, "content"));
  if (!name.len) name = html_attribute_of(t, node, "name");
  if (!name.len) name = html_attribute_of(t, node, "itemprop");
  if (!name.len || !content.len) return;
  name = arena_lower(m->arena, name);
  if (view_is(name, "og:title") && !m->og_title.len) m->og_title = short_title(content);
  else if (view_is(name, "og:site_name")) m->og_site = content;
  else if (view_is(name, "og:url")) m->og_url = content;
  else if (view_is(name, "og:locale")) m->locale = content;
  else if (view_is(name, "application-name")) m->application = content;
  for (uint32_t i = 0; i < m->meta_rank; i++)
    if (view_is(name, date_names[i]) && html_date(m->arena, content, 0).len) m->meta_date = content, m->meta_rank = i;
}

static void take_head(metadata *m) {
  const html_tree *t = m->tree;
  for (uint32_t i = 1; i < t->nodes.count; i++) {
    const html_node *n = &t->nodes.at[i];
    if (n->tag == TAG_meta) take_meta(m, i);
    else if (n->tag == TAG_link && view_is(html_attribute_of(t, i, "rel"), "canonical"))
      m->canonical = html_attribute_of(t, i, "href");
    else if (n->tag == TAG_base) m->base = html_attribute_of(t, i, "href");
    else if (n->tag == TAG_title && !m->document_title.len) m->document_title = short_title(html_inner_text(t, i));
    else if (n->tag == TAG_html && !m->lang.len) {
      m->lang = html_attribute_of(t, i, "lang");
      if (!m->lang.len) m->lang = html_attribute_of(t, i, "xml:lang");
    } else if (n->tag == TAG_script && !m->json.found) {
      html_json found;
      html_json_read(m->arena, html_raw_text(t, i), &found);
      found.title = short_title(found.title);
      if (found.found) m->json = found;
    }
  }
}

/* ---- title ---- */

static bool contains(view text, view part) { return part.len && view_find(text, part, 0) != SIZE_MAX; }

/* "(2/3)", "(2/3ページ)" at the end. */
static view without_page_number(view title) {
  static const char *const openers[] = {"(", "（"};
  if (!view_ends_with(title, TEXT(")")) && !view_ends_with(title, TEXT("）"))) return title;
  size_t begin = SIZE_MAX;
  for (size_t i = 0; i < COUNT_OF(openers); i++)
    for (size_t at = 0; (at = view_find(title, view_of_string(openers[i]), at)) != SIZE_MAX; at++)
      if (begin == SIZE_MAX || at > begin) begin = at;
  if (begin == SIZE_MAX || begin == 0) return title;
  view inside = view_skip(title, begin);
  bool digits = false, slash = false;
  for (size_t i = 0; i < inside.len; i++) {
    digits = digits || char_is_digit((unsigned char)inside.ptr[i]);
    slash = slash || inside.ptr[i] == '/';
  }
  bool page = digits && inside.len < 24 && (slash || contains(inside, TEXT("ページ")));
  return page ? html_trim(view_of(title.ptr, begin)) : title;
}

/* The next separator between a title and the name of a site at or after from. */
static size_t find_separator(view text, size_t from, size_t *length) {
  static const char *const separators[] = {" | ", "｜", "|",   " - ", " – ", " — ", " -- ", " : ",
                                           "―",   "＞", " > ", " ‹ ", " « ", " · ", "∥"};
  size_t best = SIZE_MAX;
  for (size_t i = 0; i < COUNT_OF(separators); i++) {
    view word = view_of_string(separators[i]);
    size_t at = view_find(text, word, from);
    if (at < best) best = at, *length = word.len;
  }
  return best;
}

/* The longest part between separators; a part that is the site's name is none. */
static view longest_part(view title, view site) {
  if (!title.len) return title;
  view best = {0};
  for (size_t at = 0, length = 0; at <= title.len;) {
    size_t end = find_separator(title, at, &length);
    view part = html_trim(view_slice(title, at, end == SIZE_MAX ? title.len : end));
    if (part.len > best.len && !(site.len && view_equals(part, site))) best = part;
    if (end == SIZE_MAX) break;
    at = end + length;
  }
  return best.len ? best : title;
}

/* "title：site": the sign stands inside of titles too, so what follows the last one must be short. */
static view without_short_tail(view title) {
  enum { SHORT = 40 };
  static const char *const colons[] = {"：", " : "};
  for (size_t i = 0; i < COUNT_OF(colons); i++) {
    view colon = view_of_string(colons[i]);
    size_t last = SIZE_MAX;
    for (size_t at = 0; (at = view_find(title, colon, at)) != SIZE_MAX; at += colon.len) last = at;
    if (last != SIZE_MAX && last > SHORT && title.len - last - colon.len < SHORT && last > (title.len - last) * 2)
      return html_trim(view_of(title.ptr, last));
  }
  return title;
}

/* A title with the site's name before or behind it. */
static view without_site(view title, view site) {
  size_t length = 0, last = SIZE_MAX, last_length = 0;
  for (size_t at = 0; (at = find_separator(title, at, &length)) != SIZE_MAX; at += length)
    last = at, last_length = length;
  if (last == SIZE_MAX) return without_short_tail(title);
  view tail = html_trim(view_skip(title, last + last_length)), head = html_trim(view_of(title.ptr, last));
  if (site.len && head.len && (contains(site, tail) || contains(tail, site))) {
    size_t more = find_separator(head, 0, &length);
    return more == SIZE_MAX ? head : longest_part(head, site);
  }
  return longest_part(title, site);
}

/* The heading that the page's own title is made of: the one that is it, else the longest that is in it. */
static view find_heading(metadata *m, view site) {
  const html_tree *t = m->tree;
  view best = {0}, stated = m->og_title.len ? m->og_title : m->document_title;
  size_t shortest = longest_part(stated, site).len; /* half of it: a heading that is the site's name is no title */
  m->headline = NONE;
  for (uint32_t i = 1; i < t->nodes.count; i++) {
    const html_node *n = &t->nodes.at[i];
    bool named = view_is(html_attribute_of(t, i, "itemprop"), "headline") && n->tag != TAG_meta;
    if (n->tag != TAG_h1 && n->tag != TAG_h2 && n->tag != TAG_h3 && !named) continue;
    view text = html_inner_text(t, i);
    bool is_it = text.len && (view_equals(text, m->og_title) || view_equals(text, m->json.title));
    bool in_it = text.len * 2 > shortest && (contains(m->og_title, text) || contains(m->document_title, text));
    if (!is_it && (!in_it || text.len <= best.len)) continue;
    best = text;
    m->headline = i;
    if (is_it) break;
  }
  return best;
}

static view first_of_tag(const metadata *m, html_tag tag, uint32_t *node) {
  for (uint32_t i = 1; i < m->tree->nodes.count; i++) {
    if (m->tree->nodes.at[i].tag != tag) continue;
    view text = html_inner_text(m->tree, i);
    if (text.len) return *node = i, text;
  }
  return (view){0};
}

static view find_title(metadata *m, view site) {
  view heading = find_heading(m, site), json = m->json.title;
  bool agreed = contains(m->og_title, json) || contains(m->document_title, json);
  if (json.len && (agreed || !heading.len)) return without_page_number(json);
  if (heading.len) return without_page_number(heading);
  view stated = m->og_title.len ? m->og_title : m->document_title;
  if (stated.len) return without_page_number(without_site(stated, site));
  return without_page_number(first_of_tag(m, TAG_h1, &m->headline));
}

/* ---- date ---- */

static view date_of_time(const metadata *m, uint32_t node, int zone) {
  view stamp = html_attribute_of(m->tree, node, "datetime");
  if (!stamp.len && m->tree->nodes.at[node].tag != TAG_time) stamp = html_attribute_of(m->tree, node, "title");
  view date = html_date(m->arena, stamp, zone);
  return date.len ? date : html_date(m->arena, html_inner_text(m->tree, node), zone);
}

static uint32_t distance(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

/* Of <time>, <abbr class="published"> and itemprop="datePublished", that which is nearest to the headline. */
static view date_by_element(const metadata *m, int zone) {
  const html_tree *t = m->tree;
  view best = {0};
  uint32_t nearest = UINT32_MAX, from = m->headline == NONE ? 0 : m->headline;
  for (uint32_t i = 1; i < t->nodes.count; i++) {
    const html_node *n = &t->nodes.at[i];
    bool named = view_is(html_attribute_of(t, i, "itemprop"), "datePublished") ||
                 contains(html_attribute_of(t, i, "class"), TEXT("published"));
    if ((n->tag != TAG_time && !named) || n->tag == TAG_meta || distance(i, from) >= nearest) continue;
    view date = date_of_time(m, i, zone);
    if (date.len) best = date, nearest = distance(i, from);
  }
  return best;
}

/* A short text with a date, nearest to the headline. */
static view date_by_text(const metadata *m, int zone) {
  enum { LONGEST = 120, FAR = 400 };
  const html_tree *t = m->tree;
  view best = {0};
  uint32_t from = m->headline == NONE ? 0 : m->headline, nearest = m->headline == NONE ? UINT32_MAX : FAR;
  for (uint32_t i = 1; i < t->nodes.count; i++) {
    const html_node *n = &t->nodes.at[i];
    if (n->tag == TAG_a || n->tag == TAG_script || n->tag == TAG_style || n->tag == TAG_title) i = n->end - 1;
    if (n->tag != TAG_TEXT || n->text.len > LONGEST || distance(i, from) >= nearest) continue;
    view date = html_date(m->arena, n->text, zone);
    if (date.len) best = date, nearest = distance(i, from);
  }
  return best;
}

static view find_date(const metadata *m, view url, int zone) {
  view date = {0};
  if (m->meta_rank < 2) date = html_date(m->arena, m->meta_date, zone);
  if (!date.len) date = html_date(m->arena, m->json.published, zone);
  if (!date.len && m->meta_rank < COUNT_OF(date_names) - 3) date = html_date(m->arena, m->meta_date, zone);
  if (!date.len) date = date_by_element(m, zone);
  if (!date.len) date = html_date_in_address(m->arena, url);
  if (!date.len) date = date_by_text(m, zone);
  if (!date.len) date = html_date(m->arena, m->meta_date, zone);
  return date;
}

/* ---- language, publisher, address ---- */

static view language_of(const metadata *m) {
  view lang = html_trim(m->lang.len ? m->lang : m->locale);
  size_t n = 0;
  while (n < lang.len && (lang.ptr[n] | 0x20) >= 'a' && (lang.ptr[n] | 0x20) <= 'z') n++;
  return n == 2 || n == 3 ? arena_lower(m->arena, view_of(lang.ptr, n)) : (view){0};
}

static bool has_path(view url) {
  size_t scheme = view_find(url, TEXT("://"), 0),
         slash = view_find(url, TEXT("/"), scheme == SIZE_MAX ? 0 : scheme + 3);
  return slash != SIZE_MAX && slash + 1 < url.len;
}

/* A site that calls all its pages by its front page says nothing. */
static view address_of(const metadata *m, view url) {
  view base = html_address(m->arena, url, m->base), candidates[] = {m->canonical, m->og_url, m->json.url};
  if (!base.len) base = url;
  for (size_t i = 0; i < COUNT_OF(candidates); i++) {
    view found = html_address(m->arena, base, candidates[i]);
    if (found.len && has_path(found)) return found;
  }
  return (view){0};
}

void html_meta(const html_tree *t, view url, html_page *out, view *json_body) {
  metadata m = {.tree = t, .arena = t->arena, .meta_rank = COUNT_OF(date_names), .headline = NONE};
  take_head(&m);
  out->lang = language_of(&m);
  out->url = address_of(&m, url);
  view address = out->url.len ? out->url : html_address(t->arena, (view){0}, url);
  out->publisher = m.og_site.len ? m.og_site : m.json.publisher;
  if (!out->publisher.len) out->publisher = m.application;
  out->title = find_title(&m, out->publisher);
  out->published = find_date(&m, address, view_is(out->lang, "ja") ? HTML_JAPAN : 0);
  if (!out->publisher.len) out->publisher = html_host(address);
  *json_body = m.json.body;
}
