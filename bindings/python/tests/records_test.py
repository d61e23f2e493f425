"""Coder, Result and records: what they hold, how they look, and what they say of bad input."""
import copy
import datetime
import json
import pathlib
import pickle
import tempfile
import threading
import unittest

import seimei
from support import ENGLISH, GOLD, MEETING, SENTENCE, articles, coder, command, run_python

LONG = (SENTENCE + "\n\n" + MEETING + "\n\n") * 2500  # more than a part of the command's


def paragraph(p):
    """A paragraph of a gold article as text: a list of sentences, or a heading."""
    return "".join(p if isinstance(p, list) else p.values() if isinstance(p, dict) else [p])


class Records(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.result = coder().code(SENTENCE, published="2022-10-05", id="stdin")

    def test_fields(self):
        event = self.result.events[0]
        self.assertEqual((event.type, event.id, event.doc, event.date), ("event", "stdin#e1", "stdin", "2022-10-04"))
        self.assertEqual((event.event, event.mode, event.context), (("ACCUSE",), ("disapprove",), ("military",)))
        self.assertEqual([a.label for a in event.actor], ["USA:GOV"])
        self.assertEqual((event.recipient[0].code, event.recipient[0].sector, event.recipient[0].office), ("PRK", "GOV", None))
        self.assertEqual((event.quad_code, event.event_scale, event.cameo, event.status), (3, -2.0, "111", "actual"))
        self.assertIsNone(event.place)
        self.assertEqual(event.sentence.text, SENTENCE)
        statement = self.result.statements[0]
        self.assertEqual((statement.type, statement.manner, statement.source[0].label), ("statement", "indirect", "USA:GOV"))
        self.assertIs(event.result.events[0].result, self.result)

    def test_offsets_are_indexes(self):
        text = "🙂𠮷 " + SENTENCE
        result = coder().code(text, published="2022-10-05")
        self.assertTrue(result.events)
        for event in result.events:
            words = [event.trigger, event.about, *event.actor, *event.recipient]
            for w in filter(None, words):
                self.assertEqual(text[w.begin:w.end], w.text)
                self.assertEqual(w.span, (w.begin, w.end))
        for statement in result.statements:
            for w in (statement.cue, *statement.content):
                self.assertEqual(text[w.begin:w.end], w.text)

    def test_dict_and_line(self):
        for article in articles():
            result = coder().code(article)
            for record in (*result.statements, *result.events):
                line = json.loads(record.to_json())
                self.assertEqual(record.to_dict(), line)
                self.assertEqual(list(record.to_dict()), list(line))
            self.assertEqual(result.to_dict()["events"], [e.to_dict() for e in result.events])

    def test_same_bytes_as_the_command(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "in.jsonl")
            documents = [*articles(), *articles(ENGLISH), {"id": "long", "published": "2022-10-05", "text": LONG}]
            path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in documents), encoding="utf-8")
            expected = command("code", path)
        self.assertEqual("".join(coder().code(a).to_json() for a in documents), expected)

    @unittest.skipUnless(GOLD.exists(), "the gold articles are not here")
    def test_same_bytes_on_gold(self):
        documents = []
        for path in (p for p in sorted(GOLD.glob("*.json")) if not p.name.startswith("dev-3")):
            read = json.loads(path.read_text(encoding="utf-8"))
            for a in read if isinstance(read, list) else [read]:
                documents.append({"id": a["id"], "lang": a["lang"], "published": a["published"], "title": a["title"],
                                  "text": a["title"] + "\n\n" + "\n".join(map(paragraph, a["body"]))})
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "in.jsonl")
            path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in documents), encoding="utf-8")
            expected = command("code", path, check=False)
        coded = [r for r in coder().code_many(documents, threads=2, errors="return") if isinstance(r, seimei.Result)]
        self.assertGreater(len(coded), len(documents) // 3)
        self.assertEqual("".join(r.to_json() for r in coded), expected)

    def test_sequences(self):
        events = self.result.events
        self.assertEqual(len(events), 2)
        self.assertEqual(events[-1], events[1])
        self.assertEqual(events[:1], (events[0],))
        self.assertEqual(events, list(events))
        with self.assertRaises(IndexError):
            events[2]
        with self.assertRaises(TypeError):
            events["0"]

    def test_equality(self):
        again = coder().code(SENTENCE, published="2022-10-05", id="stdin")
        self.assertEqual(again, self.result)
        self.assertEqual(again.events[0], self.result.events[0])
        self.assertEqual(hash(again.events[0]), hash(self.result.events[0]))
        self.assertNotEqual(again.events[0], again.events[1])
        self.assertNotEqual(coder().code(SENTENCE, id="other"), again)
        self.assertEqual(again.events[0].actor[0], again.events[1].actor[0])

    def test_immutable(self):
        for o, name in ((self.result, "id"), (self.result.events[0], "date"), (self.result.events[0].actor[0], "code")):
            with self.assertRaises(AttributeError):
                setattr(o, name, "x")
            with self.assertRaises(TypeError):
                type(o)()

    def test_repr(self):
        self.assertEqual(repr(self.result), "<Result stdin 2022-10-05: 1 statements, 2 events>")
        self.assertEqual(repr(self.result.events[0]), "<Event stdin#e1 2022-10-04 ACCUSE disapprove USA:GOV → PRK:GOV '非難し'[31:34] "
                                                      "about '北朝鮮によるミサイルの発射'[15:28] actual>")
        self.assertEqual(repr(self.result.events[0].trigger), "Words(text='非難し', begin=31, end=34)")
        self.assertIn("USA:GOV", repr(self.result.statements))

    def test_copies_and_pickles(self):
        long = coder().code(LONG, published="2022-10-05", title="北朝鮮", url="https://news.example/1")
        for result in (self.result, long, coder().code("")):
            back = pickle.loads(pickle.dumps(result))
            self.assertEqual(back, result)
            self.assertEqual(back.to_json(), result.to_json())
        event = self.result.events[1]
        self.assertEqual(pickle.loads(pickle.dumps(event)), event)
        self.assertEqual(pickle.loads(pickle.dumps(self.result.events)), self.result.events)
        self.assertIs(copy.deepcopy(event), event)
        with self.assertRaisesRegex(TypeError, "Actor is a part of a record"):
            pickle.dumps(event.actor[0])

    def test_broken_pickles(self):
        restore, fields = seimei._seimei._restore, ("a", None, None, None, "text", None, None)
        line = self.result.events[0].to_json()
        restore(fields, "1", [line])
        for parts in ([line[:-1]], ["[]"], ["{}"], [line.replace("ACCUSE", "X")], [line.replace('"actor":[', '"actor":[3,')],
                      [line.replace('"status":"actual"', '"status":3')], [3], [line.replace('"begin":0', '"begin":-1')],
                      [line.replace('"context":["military"]', '"context":["a","b","c","d","e"]')]):
            with self.assertRaises((ValueError, TypeError, OverflowError)):
                restore(fields, "1", parts)
        for arguments in ((), (fields,), ((), "1", []), (fields, 3, [line]), ((3,) * 7, "1", [])):
            with self.assertRaises((ValueError, TypeError)):
                restore(*arguments)


class Input(unittest.TestCase):
    def test_document(self):
        document = seimei.Document(SENTENCE, id="d", published=datetime.date(2022, 10, 5), title="題")
        self.assertEqual((document.published, document.title, document.url), ("2022-10-05", "題", None))
        self.assertEqual(coder().code(document), coder().code(SENTENCE, id="d", published="2022-10-05T08:00:00Z", title="題"))
        self.assertEqual(pickle.loads(pickle.dumps(document)), document)
        self.assertEqual(document, copy.copy(document))
        self.assertEqual(coder().code(document.to_dict()).id, "d")
        self.assertEqual(coder().code(document, id="e").events[0].doc, "e")
        self.assertEqual(coder().code(SENTENCE).id, "text")

    def test_wrong_types(self):
        for given in (None, 3, b"abc", bytearray(b"abc"), ["a"], object()):
            with self.assertRaisesRegex(TypeError, "str|document"):
                coder().code(given)
        for name in ("lang", "id", "title", "url", "publisher"):
            for given in (3, b"a"):
                with self.assertRaisesRegex(TypeError, name):
                    coder().code("a", **{name: given})
        for given in (3, 20220205, datetime.time(3)):
            with self.assertRaisesRegex(TypeError, "published"):
                coder().code("a", published=given)
        with self.assertRaises(TypeError):
            coder().code("a", "2022-02-05")
        with self.assertRaises(TypeError):
            coder().code("a", day="2022-02-05")
        with self.assertRaisesRegex(TypeError, "text"):
            coder().code({"text": 3})

    def test_wrong_values(self):
        for given in ("2022-2-5", "2022-13-01", "2022-02-30", "05.02.2022", "x" * 10, "20220205"):
            with self.assertRaisesRegex(ValueError, "published"):
                coder().code("a", published=given)
        for name in ("text", "title", "id", "url"):
            with self.assertRaisesRegex(ValueError, name + r" has half of a surrogate pair, U\+D83D, at index 2"):
                coder().code({"text": "a", name: "ab\ud83d"})
        with self.assertRaises(seimei.Error) as caught:
            coder().code("Bonjour", lang="fr")
        self.assertEqual(caught.exception.status, "UNSUPPORTED")

    def test_any_text(self):
        for text in ("", " ", "\0", "\0" * 100, "。" * 1000, "「" * 5000, "\U0010ffff" * 100, "\ufffd", "a" * 100_000, "\r\n\u2028\x85" * 50,
                     "が\u3099" * 500):
            result = coder().code(text, lang="ja")
            self.assertEqual(result.text, text)
            for line in result.to_json().splitlines():
                json.loads(line)

    def test_too_large(self):
        small = seimei.Coder(max_document=300)
        self.assertTrue(small.code(SENTENCE).events)
        with self.assertRaisesRegex(seimei.Error, "than the 300 allowed") as caught:
            small.code(SENTENCE * 3)
        self.assertEqual(caught.exception.status, "TOO_LARGE")
        with self.assertRaisesRegex(seimei.Error, "more than"):
            coder().code("a" * (65 << 20))

    def test_coder_arguments(self):
        with self.assertRaises(seimei.Error) as caught:
            seimei.Coder(pack="/nowhere/seimei.pack")
        self.assertEqual(caught.exception.status, "NO_FILE")
        with self.assertRaises(seimei.Error) as caught:
            seimei.Coder(dictionary="/nowhere")
        self.assertEqual(caught.exception.status, "NO_DICTIONARY")
        for bad in ({"lexicon": "person.tsv"}, {"lexicon": 3}, {"lexicon": [3]}, {"pack": 3}, {"max_document": "1"}, {"other": 1}):
            with self.assertRaises(TypeError):
                seimei.Coder(**bad)
        with self.assertRaises(ValueError):
            seimei.Coder(max_document=-1)
        with self.assertRaises(ValueError):
            seimei.Coder(pack="a\0b")

    def test_lexicon(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "accuse.tsv")
            path.write_text("# nonsense\nid\twhat\nx\ty\tz\n", encoding="utf-8")
            with self.assertRaisesRegex(seimei.Error, "accuse.tsv") as caught:
                seimei.Coder(lexicon=[path])
            self.assertEqual(caught.exception.status, "BAD_TABLE")
            with self.assertRaises(seimei.Error):
                seimei.Coder(lexicon=[pathlib.Path(folder, "none.tsv")])

    def test_explain_and_info(self):
        self.assertIn("ja.accuse", coder().explain(SENTENCE, sentence=0))
        self.assertEqual(coder().info()["version"], seimei.__version__)
        self.assertTrue(coder().version.startswith(seimei.__version__ + "+"))

    def test_threads(self):
        wanted, faults = [coder().code(a).to_json() for a in articles()], []

        def work():
            for _ in range(3):
                if [coder().code(a).to_json() for a in articles()] != wanted:
                    faults.append("differs")
        threads = [threading.Thread(target=work) for _ in range(4)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        self.assertEqual(faults, [])

    def test_sub_interpreter(self):
        done = run_python("""
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
import seimei
one = interpreters.create()
try:
    failure = interpreters.run_string(one, 'import seimei')
    print(failure)
except Exception as e:
    print(e)
""")
        if "No module named" in done.stderr:
            self.skipTest("this Python has no sub-interpreters")
        self.assertIn("main interpreter", done.stdout, done.stderr)
        self.assertEqual(done.returncode, 0)


if __name__ == "__main__":
    unittest.main()
