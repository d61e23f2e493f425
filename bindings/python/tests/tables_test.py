"""Tables: what they hold, and that pyarrow, pandas, polars and DuckDB take them; each is passed over where it is missing."""
import ctypes
import datetime
import gc
import importlib
import json
import pathlib
import tempfile
import time
import unittest

import seimei
from support import ARTICLES, articles, coder, command


def need(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        raise unittest.SkipTest(f"{name} is not installed") from None


class Schema(ctypes.Structure):
    pass


Schema._fields_ = [("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_char_p), ("flags", ctypes.c_int64),
                   ("n_children", ctypes.c_int64), ("children", ctypes.POINTER(ctypes.POINTER(Schema)))]

POINTER = ctypes.pythonapi.PyCapsule_GetPointer
POINTER.restype, POINTER.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]


class Tables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.results = list(coder().code_many(articles()))
        cls.table = seimei.events_table(cls.results)
        cls.events = [e for r in cls.results for e in r.events]

    def test_shape(self):
        self.assertEqual(len(self.table), len(self.events))
        self.assertEqual(self.table.columns[:4], ("id", "doc", "day", "date"))
        self.assertRegex(repr(self.table), r"<Table of \d+ events, 37 columns>")
        self.assertEqual(len(seimei.statements_table(self.results)), sum(len(r.statements) for r in self.results))
        self.assertEqual(len(seimei.events_table([])), 0)
        self.assertEqual(len(seimei.events_table(self.results[0])), len(self.results[0].events))
        self.assertEqual(len(seimei.events_table([self.results[0].events, *self.results[1].events])),
                         len(self.results[0].events) + len(self.results[1].events))

    def test_schema_without_arrow(self):
        for held in (self.table, self.results[0].events):
            capsule = held.__arrow_c_schema__()
            schema = Schema.from_address(POINTER(capsule, b"arrow_schema"))
            self.assertEqual(schema.format, b"+s")
            self.assertEqual([schema.children[i].contents.name.decode() for i in range(schema.n_children)], list(self.table.columns))

    def test_capsules_that_nobody_takes(self):
        before = seimei._seimei._held()
        for _ in range(50):
            self.table.__arrow_c_stream__()
            self.table.__arrow_c_stream__(None)
            self.table.__arrow_c_schema__()
            self.results[0].statements.__arrow_c_stream__(requested_schema=None)
        gc.collect()
        self.assertEqual(seimei._seimei._held(), before)

    def test_wrong_arguments(self):
        for bad in (None, 3, ["a"], [None], "text", [self.results[0].statements], [self.results[0].statements[0]]):
            with self.assertRaises(TypeError):
                seimei.events_table(bad)
        with self.assertRaises(TypeError):
            self.table.__arrow_c_stream__(1, 2)

        def failing():
            yield self.results[0]
            raise LookupError("no more")
        with self.assertRaises(LookupError):
            seimei.events_table(failing())

    def check_rows(self, rows):
        self.assertEqual([r["id"] for r in rows], [e.id for e in self.events])
        self.assertEqual([r["trigger"] for r in rows], [e.trigger.text for e in self.events])
        self.assertEqual([r["actor"] or "" for r in rows], ["|".join(dict.fromkeys(a.label for a in e.actor)) for e in self.events])
        self.assertEqual([r["sentence"] for r in rows], [" ".join(e.sentence.text.split("\n")) for e in self.events])
        self.assertEqual([r["event_scale"] for r in rows], [e.event_scale for e in self.events])

    def test_pyarrow(self):
        pa = need("pyarrow")
        for source in (self.table, self.table):  # it can be asked again
            table = pa.table(source)
            self.check_rows(table.to_pylist())
        table.validate(full=True)
        self.assertEqual(str(table.schema.field("day").type), "date32[day]")
        self.assertEqual(pa.schema(self.table), table.schema)
        self.assertEqual(pa.table(self.results[0].events).num_rows, len(self.results[0].events))
        self.assertEqual(pa.RecordBatchReader.from_stream(seimei.statements_table(self.results)).read_all().num_columns, 22)

    def test_buffers_outlive_the_table(self):
        pa = need("pyarrow")
        before = seimei._seimei._held()
        column = pa.table(seimei.events_table(self.results)).column("id")
        gc.collect()
        self.assertEqual(column.to_pylist(), [e.id for e in self.events])
        del column
        gc.collect()
        self.assertEqual(seimei._seimei._held(), before)

    def test_pandas(self):
        pd = need("pandas")
        if not hasattr(pd.DataFrame, "from_arrow"):
            pa = need("pyarrow")
            frame = pa.table(self.table).to_pandas()
        else:
            frame = pd.DataFrame.from_arrow(self.table)
        self.assertEqual(frame["id"].tolist(), [e.id for e in self.events])
        self.assertEqual(frame.groupby("quad_code").size().sum(), len(self.events))

    def test_polars(self):
        pl = need("polars")
        frame = pl.DataFrame(self.table)
        self.check_rows(frame.to_dicts())
        self.assertEqual(frame.schema["day"], pl.Date)
        self.assertEqual(pl.DataFrame(self.results[0].events).height, len(self.results[0].events))

    def test_duckdb(self):
        duckdb = need("duckdb")
        events = self.table
        for _ in range(2):
            rows = duckdb.sql("SELECT count(*), count(DISTINCT doc) FROM events").fetchall()
            self.assertEqual(rows[0], (len(self.events), len({e.doc for e in self.events})))
        self.assertEqual(duckdb.sql("SELECT min(day) FROM events").fetchall()[0][0].isoformat(),
                         min((e.date or e.result.published) + "0000-01-01"[len(e.date or e.result.published):] for e in self.events))
        del events

    def test_a_million_events(self):
        pa = need("pyarrow")
        many = (r for _ in range(1_000_000 // len(self.events) + 1) for r in self.results)
        table = seimei.events_table(many)
        self.assertGreaterEqual(len(table), 1_000_000)
        start = time.perf_counter()
        taken = pa.table(table)
        seconds = time.perf_counter() - start
        self.assertEqual(taken.num_rows, len(table))
        self.assertLess(seconds, 1)
        print(f"{len(table)} events handed over in {seconds * 1000:.1f} ms")


class Stores(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name, "news.db")
        command("ingest", cls.path, ARTICLES)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_same_rows_as_the_command(self):
        pa = need("pyarrow")
        store = seimei.open_store(self.path)
        for filters, options in (({}, []), ({"type": "ACCUSE"}, ["--type", "ACCUSE"]), ({"actor": ["USA", "JPN"]}, ["--actor", "USA,JPN"]),
                                 ({"pair": ("RUS", "UKR"), "no_repeats": True}, ["--pair", "RUS,UKR", "--no-repeats"]),
                                 ({"since": datetime.date(2022, 10, 1)}, ["--since", "2022-10-01"])):
            ids = [e["id"] for e in map(json.loads, command("export", self.path, "--records", "events", *options).splitlines())]
            self.assertEqual(pa.table(store.events(**filters)).column("id").to_pylist(), ids, filters)
        self.assertGreater(pa.table(store.statements(actor="chn")).num_rows, 0)
        self.assertEqual(pa.table(store.events(limit=3, sort="conflict")).column("event_scale").to_pylist(),
                         sorted(pa.table(store.events(limit=3, sort="conflict")).column("event_scale").to_pylist()))

    def test_wrong_filters(self):
        store = seimei.open_store(self.path)
        for bad, exception in (({"type": "PEACE"}, ValueError), ({"colour": "red"}, TypeError), ({"actor": 3}, TypeError), ({"score": 3}, TypeError),
                               ({"score": ("a", "b")}, TypeError), ({"limit": -1}, OverflowError), ({"sort": "size"}, ValueError), ({"pair": "USA"}, ValueError),
                               ({"words": "\ud83d"}, ValueError)):
            with self.assertRaises(exception, msg=bad):
                store.events(**bad)
        with self.assertRaises(TypeError):
            store.events("USA")

    def test_no_store(self):
        for path, status in ((self.path.parent / "none.db", "NO_FILE"), (ARTICLES, "BAD_INPUT")):
            with self.assertRaises(seimei.Error) as caught:
                seimei.open_store(path)
            self.assertEqual(caught.exception.status, status)
        with self.assertRaises(TypeError):
            seimei.open_store(3)


if __name__ == "__main__":
    unittest.main()
