"""read: documents out of files of every kind, and what is said of those that are broken."""
import datetime
import gzip
import json
import pathlib
import tempfile
import unittest
import warnings

import seimei
from support import ARTICLES, MEETING, SENTENCE, articles, coder, command

PAGE = f"""<!DOCTYPE html><html lang="ja"><head><meta charset="{{charset}}"><title>会談</title>
<meta property="article:published_time" content="2022-02-05T09:00:00+09:00"></head>
<body><article><h1>会談</h1><p>{MEETING}{SENTENCE}</p><p>{SENTENCE * 3}</p></article></body></html>"""


def record(block, kind="response", mime="application/http; msgtype=response", number=1):
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: https://news.example/{number}\r\n"
            f"WARC-Date: 2022-02-06T00:00:00Z\r\nContent-Type: {mime}\r\nContent-Length: {len(block)}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"


class Read(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def put(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def test_jsonl(self):
        documents = list(seimei.read(ARTICLES))
        keys = ("id", "lang", "published", "title", "url", "publisher")
        wanted = [seimei.Document(a["text"], **{k: a.get(k) for k in keys}) for a in articles()]
        self.assertEqual(documents, wanted)
        self.assertEqual([d.number for d in documents], list(range(1, len(documents) + 1)))
        self.assertEqual({d.path for d in documents}, {str(ARTICLES)})

    def test_formats(self):
        page = PAGE.format(charset="shift_jis").encode("cp932")
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=shift_jis\r\n\r\n" + page
        feed = (f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><item><title>会談</title><guid>1</guid>'
                f'<description>{MEETING}</description></item></channel></rss>')
        files = {"text": self.put("a.txt", "会談\n\n" + MEETING), "html": self.put("b.html", page), "feed": self.put("c.xml", feed),
                 "warc": self.put("d.warc.gz", gzip.compress(record(answer))), "jsonl": self.put("e.jsonl", json.dumps({"text": MEETING}))}
        for name, path in files.items():
            for given in ("auto", name):
                (document,) = seimei.read(path, format=given)
                self.assertIn("プーチン大統領", document.text, name)
                self.assertEqual(document.lang, "ja")
        self.assertEqual(len(list(seimei.read(self.folder))), 5)
        self.assertEqual(len(list(seimei.read(*files.values()))), 5)
        self.assertEqual(next(seimei.read(files["warc"])).url, "https://news.example/1")
        self.assertEqual(next(seimei.read(files["text"], published=datetime.date(2022, 2, 5))).published, "2022-02-05")

    def test_same_bytes_as_the_command(self):
        broken = self.put("broken.jsonl", b'{"id":"a","text":"' + SENTENCE.encode() + b'\xff\xe3\x81' + MEETING.encode() + b'"}\n')
        self.put("f.txt", SENTENCE.encode("euc-jp"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            coded = "".join(r.to_json() for r in coder().code_many(seimei.read(self.folder, ARTICLES)))
        self.assertEqual(coded, command("code", self.folder, ARTICLES, check=False))
        self.assertIn("\ufffd", next(seimei.read(broken, on_problem=lambda message: None)).text)

    def test_problems(self):
        path = self.put("g.jsonl", '{"text": "一"}\nnonsense\n{"text": "二"}\n')
        with self.assertWarnsRegex(seimei.ReadWarning, r"g\.jsonl:2: The line is not valid JSON"):
            self.assertEqual([d.text for d in seimei.read(path)], ["一", "二"])
        told = []
        self.assertEqual(len(list(seimei.read(path, self.folder / "none", on_problem=told.append))), 2)
        self.assertEqual(len(told), 2)
        documents = seimei.read(path, on_problem="raise")
        self.assertEqual(next(documents).text, "一")
        with self.assertRaisesRegex(seimei.Error, r"g\.jsonl:2") as caught:
            next(documents)
        self.assertEqual(caught.exception.status, "BAD_INPUT")
        self.assertEqual(next(documents).text, "二")

        def listener(message):
            raise LookupError(message)
        with self.assertRaisesRegex(LookupError, "g.jsonl:2"):
            list(seimei.read(path, on_problem=listener))

    def test_no_text(self):
        for name, content in (("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100)), ("b.pdf", b"%PDF-1.4 \xe2\xe3"), ("c.xz", b"\xfd7zXZ\0" + bytes(50)),
                              ("d.db", b"SQLite format 3\0" + bytes(200))):
            with self.assertRaisesRegex(seimei.Error, name):
                list(seimei.read(self.put(name, content), on_problem="raise"))
        self.assertEqual(list(seimei.read(self.put("empty.txt", b""))), [])

    def test_arguments(self):
        for bad in ((), (3,), (None,)):
            with self.assertRaises(TypeError):
                seimei.read(*bad)
        for bad in ({"format": "pdf"}, {"published": "yesterday"}, {"on_problem": "hide"}, {"on_problem": 3}):
            with self.assertRaises(ValueError):
                seimei.read(ARTICLES, **bad)
        with self.assertRaises(TypeError):
            seimei.read(ARTICLES, charset="utf-8")


if __name__ == "__main__":
    unittest.main()
