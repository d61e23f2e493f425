/* read_bench.c - how fast a crawl is read: a WARC.gz of pages of about 100 KB, made here, against zlib alone on the
 * same bytes, with the parts apart. One core; figures of one run. */
#include <zlib.h>

#include "bench_support.h"

enum { PAGES = 400, PAGE_SIZE = 100 * 1024 };

/* ---- the archive ---- */

static void add_links(buffer *out, const char *class, uint32_t count, uint32_t round) {
  buffer_printf(out, "<div class=\"%s\"><ul>\n", class);
  for (uint32_t i = 0; i < count; i++)
    buffer_printf(out,
                  "<li class=\"item item--%u\"><a href=\"/news/%u/%u.html\" data-track=\"list-%u\"><img "
                  "src=\"/img/%u.jpg\" alt=\"\">"
                  "<span class=\"item__title\">きょうの話題その%u</span><time>10:%02u</time></a></li>\n",
                  i, round, i, i, i * 7 + round, i, i % 60);
  buffer_add_string(out, "</ul></div>\n");
}

static void add_script(buffer *out, uint32_t lines) {
  buffer_add_string(out, "<script>\n");
  for (uint32_t i = 0; i < lines; i++)
    buffer_printf(out,
                  "window.q=window.q||[];window.q.push(function(a,b){if(a<b&&a>%u){return '<div>'+a+'</div>';}});\n",
                  i * 977);
  buffer_add_string(out, "</script>\n");
}

static void add_paragraphs(buffer *out, view text) {
  for (view rest = text, line; view_split(&rest, '\n', &line);) {
    if (!line.len) continue;
    buffer_add_string(out, "<p class=\"paragraph\">");
    buffer_add(out, line);
    buffer_add_string(out, "</p>\n");
  }
}

/* A third scripts and styles, a third lists of links, the article, and comments up to the size. */
static void make_page(buffer *out, view article, uint32_t round) {
  buffer_clear(out);
  buffer_printf(out,
                "<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>記事の%u番 - 測定新聞</title>"
                "<meta property=\"article:published_time\" content=\"2024-05-01T10:00:00+09:00\">",
                round);
  add_script(out, 200);
  buffer_add_string(out, "</head><body class=\"article-page\"><header>");
  add_links(out, "global-nav", 60, round);
  buffer_printf(out, "</header><main><article><h1>記事の%u番</h1><div class=\"article-body\">", round);
  add_paragraphs(out, article);
  buffer_add_string(out, "</div></article></main><aside>");
  add_links(out, "related ranking", 100, round);
  buffer_add_string(out, "</aside>");
  add_script(out, 100);
  while (out->len + 4096 < PAGE_SIZE) add_links(out, "pickup", 10, round);
  buffer_add_string(out, "<footer>測定新聞</footer></body></html>");
}

static size_t add_member(buffer *out, view record) {
  uLong room = compressBound((uLong)record.len) + 64;
  char *packed = malloc(room);
  z_stream z = {.next_in = (unsigned char *)(uintptr_t)record.ptr,
                .avail_in = (uInt)record.len,
                .next_out = (unsigned char *)packed,
                .avail_out = (uInt)room};
  if (!packed || deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) != Z_OK ||
      deflate(&z, Z_FINISH) != Z_STREAM_END)
    stop("deflate");
  buffer_add(out, view_of(packed, z.total_out));
  deflateEnd(&z);
  free(packed);
  return record.len;
}

static size_t make_archive(const article_set *set, buffer *out) {
  buffer page, record;
  size_t unpacked = 0;
  buffer_init(&page, NULL);
  buffer_init(&record, NULL);
  for (uint32_t i = 0; i < PAGES; i++) {
    make_page(&page, set->texts[i % set->count], i);
    buffer_clear(&record);
    static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n";
    buffer_printf(&record,
                  "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/%u\r\nContent-Type: "
                  "application/http; msgtype=response\r\nContent-Length: %zu\r\n\r\n%s",
                  i, sizeof head - 1 + page.len, head);
    buffer_add(&record, view_of(page.ptr, page.len));
    buffer_add_string(&record, "\r\n\r\n");
    unpacked += add_member(out, view_of(record.ptr, record.len));
  }
  if (out->failed) stop("out of memory");
  buffer_release(&page);
  buffer_release(&record);
  return unpacked;
}

/* ---- measuring ---- */

static double inflate_all(view packed) {
  static unsigned char block[64 * 1024];
  double begin = now_seconds();
  z_stream z = {.next_in = (unsigned char *)(uintptr_t)packed.ptr, .avail_in = (uInt)packed.len};
  if (inflateInit2(&z, 31) != Z_OK) stop("inflate");
  while (z.avail_in) {
    z.next_out = block;
    z.avail_out = sizeof block;
    int result = inflate(&z, Z_NO_FLUSH);
    if (result == Z_STREAM_END) inflateReset(&z);
    else if (result != Z_OK) stop("inflate");
  }
  inflateEnd(&z);
  return now_seconds() - begin;
}

static reader *open_reader(view bytes, FILE **stream) {
  reader *r;
  *stream = fmemopen((void *)(uintptr_t)bytes.ptr, bytes.len, "rb");
  if (!*stream || reader_new(*stream, "crawl.warc.gz", &(reader_options){.format = INPUT_WARC}, &r, NULL))
    stop("the archive cannot be read");
  return r;
}

static double cut_all(view bytes) {
  FILE *stream;
  raw_document raw;
  bool more = true;
  uint32_t count = 0;
  double begin = now_seconds();
  reader *r = open_reader(bytes, &stream);
  while (!reader_next_raw(r, &raw, &more, NULL) && more) count++;
  reader_free(r);
  fclose(stream);
  if (count != PAGES) stop("records are missing");
  return now_seconds() - begin;
}

static double read_all(view bytes) {
  FILE *stream;
  seimei_document d;
  bool more = true;
  uint32_t count = 0;
  double begin = now_seconds();
  reader *r = open_reader(bytes, &stream);
  while (!reader_next(r, &d, &more, NULL) && more) count++;
  reader_free(r);
  fclose(stream);
  if (count != PAGES) stop("pages are missing");
  return now_seconds() - begin;
}

int main(void) {
  article_set set = {0};
  buffer archive;
  arena_init(&set.arena, NULL);
  buffer_init(&archive, NULL);
  load_articles(&set, SEIMEI_SOURCE_DIR "/articles/ja.jsonl");
  size_t unpacked = make_archive(&set, &archive);
  view bytes = view_of(archive.ptr, archive.len);
  double plain = inflate_all(bytes), cut = cut_all(bytes), all = read_all(bytes);
  printf("a crawl of %d pages, %.0f KB each, %.1f MB packed\n", PAGES, (double)unpacked / PAGES / 1024,
         (double)bytes.len / 1e6);
  printf("  zlib alone             %8.0f pages/s %8.0f MB/s unpacked\n", PAGES / plain, (double)unpacked / plain / 1e6);
  printf("  records cut out        %8.0f pages/s %8.2f of zlib alone\n", PAGES / cut, plain / cut);
  printf("  main text and metadata %8.0f pages/s %8.2f of zlib alone\n", PAGES / all, plain / all);
  printf("  memory at its most     %8.0f MiB\n", status_mib("VmHWM"));
  buffer_release(&archive);
  arena_release(&set.arena);
  return 0;
}
