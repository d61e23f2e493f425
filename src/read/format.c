/* format.c - what a stream is by its first bytes. */
#include "read/read_parts.h"

enum { SAMPLE = 4096 };

/* Files that are often found beside articles and hold no text; and text that is packed with what is not unpacked here,
 * which a user expects to be read: unpack says by what it is. */
static const struct {
  view magic;
  const char *what, *unpack;
} binaries[] = {
    {TEXT("%PDF-"), "a PDF file", NULL},
    {TEXT("\x89PNG"), "a picture", NULL},
    {TEXT("\xFF\xD8\xFF"), "a picture", NULL},
    {TEXT("GIF8"), "a picture", NULL},
    {TEXT("PK\x03\x04"), "a ZIP file", NULL},
    {TEXT("SQLite format 3"), "a database", NULL},
    {TEXT("\x7F"
          "ELF"),
     "a program", NULL},
    {TEXT("BZh"), "bzip2", "bunzip2"},
    {TEXT("\xFD"
          "7zXZ"),
     "xz", "unxz"},
    {TEXT("\x28\xB5\x2F\xFD"), "zstd", "unzstd"},
    {TEXT("\x5D\x2A\x4D\x18"), "zstd", "unzstd"}, /* the frame of a dictionary, which begins a .warc.zst */
    {TEXT("PAR1"), "a Parquet file", NULL},
    {TEXT("\xD0\xCF\x11\xE0"), "an old Office file", NULL},
};

/* The sample in lower case without the NULs of UTF-16, behind blanks and a byte order mark. */
static view plain_sample(view window, char *out) {
  size_t n = 0, begin = 0;
  for (size_t i = 0; i < window.len && n < SAMPLE; i++) {
    char c = window.ptr[i];
    if (c) out[n++] = ascii_lower(c);
  }
  view text = view_of(out, n);
  static const view marks[] = {TEXT("\xEF\xBB\xBF"), TEXT("\xFF\xFE"), TEXT("\xFE\xFF")};
  for (size_t i = 0; i < COUNT_OF(marks); i++)
    if (view_starts_with(text, marks[i])) begin = marks[i].len;
  while (begin < n && char_is_space((unsigned char)out[begin])) begin++;
  return view_skip(text, begin);
}

static bool has(view text, const char *word) { return view_find(text, view_of_string(word), 0) != SIZE_MAX; }

/* Of text that begins with <. */
static input_format markup_format(view text) {
  static const char *const page_starts[] = {"<!doctype html", "<html", "<head",    "<body", "<meta",
                                            "<div",           "<p>",   "<article", "<h1",   "<title"};
  if (has(text, "<rss") || has(text, "<feed") || has(text, "<rdf:rdf")) return INPUT_FEED;
  for (size_t i = 0; i < COUNT_OF(page_starts); i++)
    if (has(text, page_starts[i])) return INPUT_HTML;
  return INPUT_TEXT;
}

/* JSONL begins with { and its first line is an object. */
static seimei_status line_format(byte_stream *s, input_format *out, seimei_error *error) {
  seimei_status status = line_load(s, MAX_DOCUMENT, error);
  if (status) return status;
  view window = byte_stream_window(s);
  const char *p = memchr(window.ptr, '\n', window.len);
  view line = view_of(window.ptr, p ? (size_t)(p - window.ptr) : window.len);
  if (view_starts_with(line, TEXT("\xEF\xBB\xBF"))) line = view_skip(line, 3);
  *out = is_json_object(line) ? INPUT_JSONL : INPUT_TEXT;
  return SEIMEI_OK;
}

static seimei_status refuse_binary(view window, const char *path, seimei_error *error) {
  for (size_t i = 0; i < COUNT_OF(binaries); i++) {
    if (!view_starts_with(window, binaries[i].magic)) continue;
    if (!binaries[i].unpack) return error_set(error, SEIMEI_UNSUPPORTED, "%s is %s, not text.", path, binaries[i].what);
    return error_set(error, SEIMEI_BAD_INPUT, "It is packed with %s and only gzip is unpacked here; %s unpacks it.",
                     binaries[i].what, binaries[i].unpack);
  }
  return SEIMEI_OK;
}

seimei_status format_detect(byte_stream *s, const char *path, input_format *out, seimei_error *error) {
  bool whole;
  char sample[SAMPLE];
  *out = INPUT_TEXT;
  seimei_status status = byte_stream_need(s, SAMPLE, &whole, error);
  if (status) return status;
  view window = byte_stream_window(s);
  status = refuse_binary(window, path, error);
  if (status) return status;
  view text = plain_sample(window, sample);
  if (view_starts_with(window, TEXT("WARC/"))) *out = INPUT_WARC;
  else if (view_starts_with(text, TEXT("{"))) return line_format(s, out, error);
  else if (view_starts_with(text, TEXT("<"))) *out = markup_format(text);
  return SEIMEI_OK;
}
