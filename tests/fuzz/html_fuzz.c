/* html_fuzz.c - any bytes as a page and as the page in a server's answer. */
#include "fuzz/fuzz_documents.h"
#include "html/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  view bytes = view_of((const char *)data, size);
  fuzz_documents(bytes, INPUT_HTML, 0);
  arena a;
  jmp_buf failure;
  html_page page;
  view text;
  size_t replaced;
  arena_init(&a, NULL);
  if (setjmp(failure)) abort();
  a.on_failure = &failure;
  view utf8 = charset_decode(&a, bytes, CHARSET_UTF8, &replaced);
  if (html_read(&a, utf8, TEXT("https://news.example/2024/05/06/a/b.html?c"), &page)) {
    fuzz_check(page.text);
    fuzz_check(page.title);
    if (page.url.len && !view_starts_with(page.url, TEXT("http"))) abort();
  }
  if (html_fragment(&a, utf8, &text)) fuzz_check(text);
  arena_release(&a);
  return 0;
}
