/* html_tree.c - libxml2's HTML parser as a stream of events into one array.
 *
 * No tree of libxml2 is built: its parser closes what authors leave open and calls us in the order of the document. The
 * text of scripts and styles is dropped before, but for JSON-LD, and so are attributes that nothing is read from.
 *
 * The parser looks through all open elements for each end tag that fits nothing, so pages that are made to be slow are
 * given up after a fixed amount of such work; what was read until then is used. */
#include <libxml/HTMLparser.h>

#include "html/html_parts.h"

enum { MOST_WORK = 20 * 1000 * 1000, MOST_DEPTH = 2000, MOST_NODES = 2 * 1000 * 1000, MOST_ATTRIBUTES = 64 };

typedef struct {
  html_tree *tree;
  htmlParserCtxtPtr parser;
  uint32_t open; /* the node that is open */
  uint32_t depth;
  uint64_t work;
  bool muted; /* inside a script or style */
} builder;

static view view_of_xml(const xmlChar *s) { return view_of_string((const char *)s); }

static bool names_element(view attribute) {
  static const char *const names[] = {"class", "id", "role", "data-component", "data-testid", "itemprop"};
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (view_is(attribute, names[i])) return true;
  return false;
}

static void take_attributes(builder *b, html_node *n, const xmlChar **attributes) {
  html_tree *t = b->tree;
  n->first_attribute = t->attributes.count;
  for (; attributes && attributes[0] && n->attribute_count < MOST_ATTRIBUTES; attributes += 2) {
    view name = view_of_xml(attributes[0]), value = view_of_xml(attributes[1]);
    html_attribute kept = {arena_copy(t->arena, name), arena_copy(t->arena, value)};
    LIST_PUSH(t->arena, &t->attributes, kept);
    n->attribute_count++;
    if (names_element(name)) n->words |= html_words(kept.value);
  }
}

static bool is_json_ld(const html_tree *t, uint32_t node) {
  return view_find(html_attribute_of(t, node, "type"), TEXT("ld+json"), 0) != SIZE_MAX;
}

static void give_up(builder *b) {
  xmlStopParser(b->parser);
  b->work = MOST_WORK;
}

static void on_start(void *user, const xmlChar *name, const xmlChar **attributes) {
  builder *b = user;
  html_tree *t = b->tree;
  html_node n = {.parent = b->open, .tag = (uint8_t)html_tag_of(view_of_xml(name))};
  if (t->nodes.count >= MOST_NODES || b->depth >= MOST_DEPTH) return give_up(b);
  take_attributes(b, &n, attributes);
  uint32_t node = t->nodes.count;
  LIST_PUSH(t->arena, &t->nodes, n);
  b->open = node;
  b->depth++;
  b->muted = n.tag == TAG_style || (n.tag == TAG_script && !is_json_ld(t, node));
}

static void on_end(void *user, const xmlChar *name) {
  builder *b = user;
  html_tree *t = b->tree;
  (void)name;
  b->muted = false;
  if (b->open == 0) return;
  t->nodes.at[b->open].end = t->nodes.count;
  b->open = t->nodes.at[b->open].parent;
  b->depth--;
}

static void on_text(void *user, const xmlChar *text, int length) {
  builder *b = user;
  html_tree *t = b->tree;
  if (b->muted || length <= 0 || t->nodes.count >= MOST_NODES) return;
  html_node n = {.parent = b->open, .tag = TAG_TEXT, .end = t->nodes.count + 1};
  n.text = arena_copy(t->arena, view_of((const char *)text, (size_t)length));
  LIST_PUSH(t->arena, &t->nodes, n);
}

static void on_fault(void *user, xmlErrorPtr fault) {
  builder *b = user;
  (void)fault;
  b->work += 1 + b->depth;
  if (b->work > MOST_WORK) give_up(b);
}

static const xmlSAXHandler handler = {
    .startElement = on_start,
    .endElement = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .serror = on_fault,
    .initialized = XML_SAX2_MAGIC,
};

static void close_all(html_tree *t) {
  for (uint32_t i = 0; i < t->nodes.count; i++)
    if (!t->nodes.at[i].end) t->nodes.at[i].end = t->nodes.count;
}

/* The arena may unwind out of the middle of the parser; it is stopped here, so that its memory is freed. */
static bool run_parser(builder *b, arena *a) {
  jmp_buf failure, *outer = a->on_failure;
  volatile bool failed = true;
  if (!setjmp(failure)) {
    a->on_failure = &failure;
    htmlParseDocument(b->parser);
    failed = false;
  }
  a->on_failure = outer;
  return !failed;
}

bool html_parse(arena *a, view utf8, html_tree *out) {
  *out = (html_tree){.arena = a};
  LIST_PUSH(a, &out->nodes, (html_node){.tag = TAG_ROOT});
  utf8 = html_clean(a, utf8);
  if (!utf8.len || utf8.len > INT32_MAX) return close_all(out), true;
  builder b = {.tree = out, .parser = htmlCreateMemoryParserCtxt(utf8.ptr, (int)utf8.len)};
  if (!b.parser) return false;
  htmlCtxtUseOptions(b.parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  *b.parser->sax = handler;
  b.parser->userData = &b;
  b.parser->charset = XML_CHAR_ENCODING_UTF8;
  bool done = run_parser(&b, a);
  htmlFreeParserCtxt(b.parser);
  if (!done) longjmp(*a->on_failure, 1);
  close_all(out);
  return true;
}

/* ---- looking at the tree ---- */

view html_attribute_of(const html_tree *t, uint32_t node, const char *name) {
  const html_node *n = &t->nodes.at[node];
  for (uint32_t i = 0; i < n->attribute_count; i++)
    if (view_is(t->attributes.at[n->first_attribute + i].name, name))
      return t->attributes.at[n->first_attribute + i].value;
  return (view){0};
}

/* Copies text to out[n ..] with each run of blanks as one; gives the new n. */
static size_t add_folded(char *out, size_t n, view text) {
  uint32_t length;
  for (size_t at = 0; at < text.len; at += length) {
    uint32_t c = utf8_decode(text, at, &length);
    if (!char_is_space(c)) {
      memcpy(out + n, text.ptr + at, length);
      n += length;
    } else if (n && out[n - 1] != ' ') out[n++] = ' ';
  }
  return n;
}

view html_inner_text(const html_tree *t, uint32_t node) {
  size_t size = 1, n = 0;
  for (uint32_t i = node + 1; i < t->nodes.at[node].end; i++) size += t->nodes.at[i].text.len + 1;
  char *out = arena_alloc(t->arena, size);
  for (uint32_t i = node + 1; i < t->nodes.at[node].end; i++) {
    const html_node *at = &t->nodes.at[i];
    if (at->tag == TAG_TEXT) n = add_folded(out, n, at->text);
    else if (html_tag_traits(at->tag) & TAG_IS_HIDDEN) i = at->end - 1;
    else if (html_tag_traits(at->tag) & TAG_IS_BLOCK || at->tag == TAG_br) n = add_folded(out, n, TEXT(" "));
  }
  return html_trim(view_of(out, n));
}

view html_raw_text(const html_tree *t, uint32_t node) {
  size_t size = 1, n = 0;
  for (uint32_t i = node + 1; i < t->nodes.at[node].end; i++) size += t->nodes.at[i].text.len;
  char *out = arena_alloc(t->arena, size);
  for (uint32_t i = node + 1; i < t->nodes.at[node].end; i++) {
    view text = t->nodes.at[i].text;
    if (text.len) memcpy(out + n, text.ptr, text.len);
    n += text.len;
  }
  return view_of(out, n);
}
