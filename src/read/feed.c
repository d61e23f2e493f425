/* feed.c - RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom: a feed is read as a whole by libxml2, its entries are given one by
 * one.
 *
 * Elements are known by their local names, whatever their namespace: item and entry, title, link, guid and id, pubDate,
 * date, published and updated, encoded, content, description and summary. Entities are not expanded and nothing is
 * loaded from elsewhere. */
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "html/html.h"
#include "html/html_parts.h"
#include "read/read_parts.h"

struct feed_entries {
  LIST(raw_document) entries;
  uint32_t next;
};

static bool is_named(const xmlNode *n, const char *name) {
  return n->type == XML_ELEMENT_NODE && !strcmp((const char *)n->name, name);
}

/* Text below a node, in arena memory. libxml2's own copy cannot be used: the arena may unwind. */
static view content_of(arena *a, const xmlNode *n) {
  size_t size = 0;
  for (const xmlNode *c = n->children; c; c = c->next)
    if ((c->type == XML_TEXT_NODE || c->type == XML_CDATA_SECTION_NODE) && c->content)
      size += strlen((const char *)c->content);
  char *out = arena_alloc(a, size + 1), *p = out;
  for (const xmlNode *c = n->children; c; c = c->next) {
    if ((c->type != XML_TEXT_NODE && c->type != XML_CDATA_SECTION_NODE) || !c->content) continue;
    size_t length = strlen((const char *)c->content);
    memcpy(p, c->content, length);
    p += length;
  }
  return html_trim(view_of(out, size));
}

static view attribute_of(arena *a, xmlNode *n, const char *name) {
  const xmlAttr *at = xmlHasProp(n, (const xmlChar *)name);
  return at && at->children && at->children->content
             ? arena_copy(a, view_of_string((const char *)at->children->content))
             : (view){0};
}

/* Content that is elements (Atom's xhtml), written out again. */
static view markup_of(arena *a, xmlNode *n) {
  view text = content_of(a, n);
  bool elements = false;
  for (const xmlNode *c = n->children; c; c = c->next) elements = elements || c->type == XML_ELEMENT_NODE;
  xmlBufferPtr out = elements ? xmlBufferCreate() : NULL;
  if (!out) return text;
  xmlNodeDump(out, n->doc, n, 0, 0);
  size_t size = (size_t)xmlBufferLength(out);
  jmp_buf failure, *outer = a->on_failure;
  volatile bool failed = true;
  char *volatile copy = NULL;
  if (!setjmp(failure)) {
    a->on_failure = &failure;
    copy = arena_alloc(a, size + 1);
    memcpy(copy, xmlBufferContent(out), size);
    failed = false;
  }
  a->on_failure = outer;
  xmlBufferFree(out);
  if (failed) longjmp(*outer, 1);
  return view_of(copy, size);
}

typedef struct {
  arena *arena;
  view publisher, lang, base;
} channel;

static bool is_entry(const xmlNode *n) { return is_named(n, "item") || is_named(n, "entry"); }

/* A field is taken from the best of several elements: rank says how good the present one is. */
typedef struct {
  view value;
  int rank;
} choice;

static void offer(choice *c, view value, int rank) {
  if (value.len && rank > c->rank) *c = (choice){value, rank};
}

typedef struct {
  choice title, link, id, date, body;
} fields;

static void take_link(const channel *c, xmlNode *n, fields *f) {
  view href = attribute_of(c->arena, n, "href"), rel = attribute_of(c->arena, n, "rel");
  if (!href.len) offer(&f->link, content_of(c->arena, n), 2);
  else if (!rel.len || view_is(rel, "alternate")) offer(&f->link, href, 2);
}

static void take_element(const channel *c, xmlNode *n, fields *f) {
  static const struct {
    const char *name;
    int field, rank;
  } known[] = {{"title", 0, 1},   {"guid", 2, 1},        {"id", 2, 2},      {"pubDate", 3, 4},  {"published", 3, 5},
               {"date", 3, 3},    {"issued", 3, 2},      {"updated", 3, 1}, {"modified", 3, 0}, {"encoded", 4, 4},
               {"content", 4, 3}, {"description", 4, 2}, {"summary", 4, 1}};
  choice *const all[] = {&f->title, &f->link, &f->id, &f->date, &f->body};
  if (is_named(n, "link")) return take_link(c, n, f);
  for (size_t i = 0; i < COUNT_OF(known); i++)
    if (is_named(n, known[i].name))
      offer(all[known[i].field], known[i].field == 4 ? markup_of(c->arena, n) : content_of(c->arena, n),
            known[i].rank + 1);
}

/* Titles are text by the book and HTML in practice. */
static view plain_title(arena *a, view title) {
  view plain = {0};
  bool marked = title.len && (memchr(title.ptr, '<', title.len) || memchr(title.ptr, '&', title.len));
  return marked && html_fragment(a, title, &plain) && plain.len ? plain : title;
}

static raw_document read_one(const channel *c, xmlNode *item) {
  fields f = {0};
  for (xmlNode *n = item->children; n; n = n->next)
    if (n->type == XML_ELEMENT_NODE) take_element(c, n, &f);
  raw_document out = {.kind = RAW_ENTRY, .bytes = f.body.value};
  out.given.title = plain_title(c->arena, f.title.value);
  out.given.url = html_address(c->arena, c->base, f.link.value);
  out.given.lang = c->lang;
  out.given.publisher = c->publisher;
  out.given.published = html_date(c->arena, f.date.value, view_is(c->lang, "ja") ? HTML_JAPAN : 0);
  out.origin.record = f.id.value.len ? f.id.value : f.link.value;
  return out;
}

/* What the feed says of all entries: children of channel or feed that are no entries. */
static void take_channel(channel *c, xmlNode *n) {
  if (is_named(n, "title") && !c->publisher.len) c->publisher = content_of(c->arena, n);
  else if (is_named(n, "language")) c->lang = content_of(c->arena, n);
  else if (is_named(n, "link") && !c->base.len) {
    c->base = attribute_of(c->arena, n, "href");
    if (!c->base.len) c->base = content_of(c->arena, n);
  }
}

static xmlNode *next_node(xmlNode *n, const xmlNode *root) {
  if (n->children && !is_entry(n) && n->type == XML_ELEMENT_NODE) return n->children;
  while (n != root && !n->next) n = n->parent;
  return n == root ? NULL : n->next;
}

static void read_entries(arena *a, xmlDocPtr doc, feed_entries *out) {
  channel c = {.arena = a};
  xmlNode *root = xmlDocGetRootElement(doc);
  if (!root) return;
  for (xmlNode *n = root; n; n = next_node(n, root))
    if (n->type == XML_ELEMENT_NODE && !is_entry(n)) take_channel(&c, n);
  view lang = attribute_of(a, root, "lang");
  if (!c.lang.len) c.lang = lang;
  size_t letters = 0;
  while (letters < c.lang.len && char_is_latin((unsigned char)c.lang.ptr[letters]) &&
         (unsigned char)c.lang.ptr[letters] < 0x80)
    letters++;
  c.lang = letters == 2 || letters == 3 ? arena_lower(a, view_of(c.lang.ptr, letters)) : (view){0};
  for (xmlNode *n = root; n; n = next_node(n, root))
    if (is_entry(n)) LIST_PUSH(a, &out->entries, read_one(&c, n));
}

/* The arena may unwind while the document of libxml2 is alive. */
static bool read_armed(arena *a, xmlDocPtr doc, feed_entries *out) {
  jmp_buf failure, *outer = a->on_failure;
  volatile bool failed = true;
  if (!setjmp(failure)) {
    a->on_failure = &failure;
    read_entries(a, doc, out);
    failed = false;
  }
  a->on_failure = outer;
  return !failed;
}

static seimei_status load_feed(reader *r, seimei_error *error) {
  bool whole;
  seimei_status status = byte_stream_need(r->bytes, MAX_PAGE + 1, &whole, error);
  if (status) return status;
  if (whole) return error_set(error, SEIMEI_TOO_LARGE, "%s is larger than 16 MiB.", r->path);
  view bytes = byte_stream_window(r->bytes);
  size_t replaced;
  view text = charset_decode(&r->kept, bytes, charset_of_page(bytes, (view){0}), &replaced);
  if (replaced) reader_report(r, 0, "The feed has bytes that cannot be read; they are read as U+FFFD.");
  r->feed = ARENA_NEW(&r->kept, feed_entries, 1);
  byte_stream_use(r->bytes, bytes.len);
  xmlDocPtr doc = text.len
                      ? xmlReadMemory(text.ptr, (int)text.len, NULL, "UTF-8",
                                      XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET)
                      : NULL;
  if (!doc) return error_set(error, SEIMEI_BAD_INPUT, "%s is not a feed that can be read.", r->path);
  bool done = read_armed(&r->kept, doc, r->feed);
  xmlFreeDoc(doc);
  if (!done) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  if (!r->feed->entries.count) reader_report(r, 0, "The feed has no entries.");
  r->feed->next = r->number < r->feed->entries.count ? (uint32_t)r->number : r->feed->entries.count;
  return SEIMEI_OK;
}

/* Entries are known by what the feed calls them, so that they keep their ids when others come before them. */
static void name_entry(reader *r, raw_document *out) {
  if (out->origin.record.len)
    out->given.id = arena_format(&r->arena, "%s-%016llx", r->stem, (unsigned long long)hash_view(out->origin.record));
}

seimei_status next_entry(reader *r, raw_document *out, bool *more, seimei_error *error) {
  if (!r->feed) {
    r->kept.on_failure = r->arena.on_failure;
    seimei_status status = load_feed(r, error);
    r->kept.on_failure = NULL;
    if (status) return status;
  }
  if (r->feed->next >= r->feed->entries.count) return SEIMEI_OK;
  raw_document entry = r->feed->entries.at[r->feed->next++];
  r->number = r->feed->next;
  reader_begin_raw(r, out, RAW_ENTRY, 0, r->number);
  out->origin.at = (read_position){.number = r->number - 1};
  out->origin.next = (read_position){.number = r->number};
  out->origin.record = entry.origin.record;
  out->bytes = entry.bytes;
  view id = out->given.id;
  out->given = entry.given;
  out->given.id = id;
  name_entry(r, out);
  *more = true;
  return SEIMEI_OK;
}
