/* text_document.c - a file of plain text to a document. */
#include "read/read_parts.h"

enum { TITLE_MAX = 120 /* code points */ };

bool is_blank(view v) {
  uint32_t length;
  for (size_t at = 0; at < v.len; at += length)
    if (!char_is_space(utf8_decode(v, at, &length))) return false;
  return true;
}

view date_of_timestamp(view v) {
  if (v.len < 10 || (v.len > 10 && v.ptr[10] != 'T' && v.ptr[10] != ' ')) return (view){0};
  view date = view_of(v.ptr, 10);
  return calendar_is_date(date) ? date : (view){0};
}

/* The first line, when an empty one follows and it is no sentence. */
static view title_of(view text) {
  view rest = text, first, second;
  do
    if (!view_split(&rest, '\n', &first)) return (view){0};
  while (is_blank(first) && rest.ptr);
  if (is_blank(first) || !view_split(&rest, '\n', &second) || !is_blank(second) || !rest.ptr) return (view){0};
  if (utf8_count(first) > TITLE_MAX || view_find(first, TEXT("。"), 0) != SIZE_MAX) return (view){0};
  if (view_ends_with(first, TEXT("\r"))) first.len--;
  return first;
}

raw_outcome text_read(raw_reader *r, const raw_document *raw, view bytes, seimei_document *out, seimei_error *reason) {
  view text = raw_decode(r, raw, bytes, charset_detect(bytes));
  if (is_blank(text)) return raw_left(reason, "no text");
  *out = (seimei_document){.title = title_of(text), .text = text};
  return RAW_READ;
}

raw_outcome read_text(raw_reader *r, const raw_document *raw, seimei_document *out, seimei_error *reason) {
  return text_read(r, raw, raw->bytes, out, reason);
}
