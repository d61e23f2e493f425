"""The HTML of results and records: whole, escaped, with the words marked. With Chromium, as a picture in both schemes."""
import html.parser
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from support import SENTENCE, articles, coder

VOID = {"br"}


class Reader(html.parser.HTMLParser):
    """Collects tags, text and classes; what is not closed is a fault."""

    def __init__(self, piece):
        super().__init__()
        self.open, self.text, self.marked, self.tags = [], [], [], set()
        self.feed(piece)
        self.close()
        if self.open:
            raise AssertionError(f"not closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class", "")))
        for name, value in attrs:
            if name.startswith("on") or name in ("src", "href"):
                raise AssertionError(f"{tag} {name}={value}")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop()[0] != tag:
            raise AssertionError(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if self.open and self.open[-1][0] == "style":
            return
        self.text.append(data)
        if self.open and self.open[-1][0] == "mark":
            self.marked.append((data, self.open[-1][1]))


class Html(unittest.TestCase):
    def test_article(self):
        result = coder().code(articles()[0])
        read = Reader(result._repr_html_())
        text = "".join(read.text)
        for paragraph in filter(str.strip, result.text.splitlines()):
            self.assertIn(paragraph, text)
        for event in result.events:
            self.assertIn(event.event[0], text)
        self.assertTrue(any("said" in c for _, c in read.marked))
        words = "".join(w for w, c in read.marked if "t q" in c)
        for event in result.events:
            self.assertIn(event.trigger.text, words)
        self.assertFalse(read.tags & {"script", "iframe", "img", "link"})

    def test_hostile(self):
        evil = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"
        result = coder().code({"text": evil + "\n" + SENTENCE.replace("北朝鮮", "北朝鮮<b>") + evil, "title": evil, "id": evil, "url": "javascript:" + evil,
                               "publisher": evil, "lang": "ja"})
        for piece in (result._repr_html_(), result.events._repr_html_(), *(r._repr_html_() for r in (*result.events, *result.statements))):
            self.assertFalse(Reader(piece).tags & {"script", "img"})
        self.assertIn(evil, "".join(Reader(result._repr_html_()).text))

    def test_edges(self):
        for text in ("", "\n\n", "a", "<", "🙂" * 10, SENTENCE):
            Reader(coder().code(text, lang="ja")._repr_html_())
        long = coder().code((SENTENCE + "\n") * 1500)
        self.assertIn("further characters", long._repr_html_())
        self.assertLess(len(long._repr_html_()), 3_000_000)
        self.assertIn("more", long.events._repr_html_())
        self.assertIn("no records", coder().code("").events._repr_html_())

    @unittest.skipUnless(shutil.which("chromium"), "Chromium is not installed")
    def test_picture(self):
        """Both schemes give a picture of their own, so the colours follow the notebook."""
        piece = coder().code(articles()[1])._repr_html_()
        pictures = []
        with tempfile.TemporaryDirectory() as folder:
            for light, background in (("true", "#fff"), ("false", "#111")):
                page, picture = pathlib.Path(folder, "page.html"), pathlib.Path(folder, f"{light}.png")
                page.write_text(f'<!doctype html><meta charset="utf-8"><body data-jp-theme-light="{light}" '
                                f'style="background:{background}">{piece}', encoding="utf-8")
                subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--window-size=900,1400", f"--user-data-dir={folder}/profile",
                                f"--screenshot={picture}", page.as_uri()], capture_output=True, timeout=120, check=False)
                if not picture.exists():
                    self.skipTest("Chromium does not start here")
                pictures.append(picture.read_bytes())
        self.assertNotEqual(*pictures)
        self.assertGreater(min(map(len, pictures)), 30_000)


if __name__ == "__main__":
    unittest.main()
