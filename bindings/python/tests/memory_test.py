"""Nothing stays behind, and memory that runs out is a MemoryError and nothing else."""
import gc
import os
import sys
import tempfile
import unittest

import seimei
from support import ARTICLES, MEETING, SENTENCE, articles, coder, run_python

held, fail_at = seimei._seimei._held, seimei._seimei._fail_at


def use_everything(c):
    """All that makes objects of the extension."""
    result = c.code(SENTENCE, published="2022-10-05", title="題", url="u", publisher="p")
    for record in (*result.events, *result.statements):
        repr(record), hash(record), record.to_dict(), record.to_json(), record.span if hasattr(record, "span") else None
        record.sentence.text, [a.to_dict() for a in getattr(record, "actor", ())], record == record
    result.to_dict(), result.to_json(), repr(result), result._repr_html_(), repr(result.events), result.__reduce__()
    seimei._seimei._restore(*result.__reduce__()[1])
    list(c.code_many([SENTENCE, {"text": MEETING}, "\ud83d"], threads=2, errors="return"))
    table = seimei.events_table([result])
    table.__arrow_c_stream__(), table.__arrow_c_schema__(), result.statements.__arrow_c_stream__()
    for document in seimei.read(ARTICLES, on_problem=lambda message: None):
        repr(document)
    c.explain(MEETING, sentence=0), c.info()
    for bad in (lambda: c.code(3), lambda: c.code("a", lang="fr"), lambda: c.code("\ud83d"), lambda: seimei.Coder(pack="/nowhere"),
                lambda: next(seimei.read("/nowhere", on_problem="raise")), lambda: seimei.Document(3), lambda: seimei.events_table(3)):
        try:
            bad()
        except (TypeError, ValueError, seimei.Error):
            pass


ROUNDS = """
import gc, sys, memory_test
coder = memory_test.coder()
for _ in range(12):
    before, blocks = memory_test.held(), sys.getallocatedblocks()
    for _ in range(20):
        memory_test.use_everything(coder)
    gc.collect()
    print(memory_test.held() - before, sys.getallocatedblocks() - blocks)
"""


class Leaks(unittest.TestCase):
    def test_counting_allocator(self):
        """The engine's and the extension's own memory, by count; Python's by its allocator's, whose caches grow ever more
        slowly, while one object lost a time would be twenty a round."""
        path = os.pathsep.join([os.path.dirname(__file__), os.environ.get("PYTHONPATH", "")])
        done = run_python(ROUNDS, env={**os.environ, "PYTHONPATH": path})
        rounds = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
        self.assertEqual(len(rounds), 12, done.stderr)
        self.assertLessEqual(min(r[0] for r in rounds), 0)
        self.assertLess(min(r[1] for r in rounds), 20, rounds)

    def test_coders(self):
        coder()
        gc.collect()
        before = held()
        for _ in range(3):
            c = seimei.Coder()
            result = c.code(SENTENCE)
            many = c.code_many([SENTENCE] * 5)
            next(many)
            del c, result, many
        gc.collect()
        self.assertEqual(held(), before)

    def test_references(self):
        """Types, which every object holds, are given back."""
        types = [type(x) for r in [coder().code(SENTENCE)] for x in (r, r.events, r.events[0], r.events[0].actor[0], r.events[0].sentence)]
        use_everything(coder())
        gc.collect()
        before = [sys.getrefcount(t) for t in types]
        for _ in range(10):
            use_everything(coder())
        gc.collect()
        for t, count in zip(types, before):
            self.assertLess(abs(sys.getrefcount(t) - count), 5, t)


class NoMemory(unittest.TestCase):
    def tearDown(self):
        fail_at(0)

    def each(self, use, step=1, most=100_000):
        """Fails the n-th request for every n until none fails."""
        for n in range(1, most, step):
            fail_at(n)
            try:
                use()
                return n
            except MemoryError:
                pass
            finally:
                fail_at(0)
        return self.fail("never done")

    def test_code(self):
        coder().code(MEETING)
        self.assertGreater(self.each(lambda: coder().code(MEETING).to_json()), 3)

    def test_records(self):
        result = coder().code(SENTENCE)
        state = result.__reduce__()[1]
        self.each(lambda: (repr(result.events), result.events[0].to_dict(), result.events[0].to_json(), result.__reduce__()))
        self.each(lambda: seimei._seimei._restore(*state))

    def test_many(self):
        wanted = [coder().code(MEETING, id=str(i)).to_json() for i in (1, 2, 3)]
        self.each(lambda: self.assertEqual([r.to_json() for r in coder().code_many([MEETING] * 3, threads=2)], wanted))

    def test_tables(self):
        results = [coder().code(a) for a in articles()[:2]]
        self.each(lambda: seimei.events_table(results).__arrow_c_stream__())

    def test_read(self):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.write('{"text": "一"}\n{"text": "二"}\n')
            file.flush()
            self.each(lambda: self.assertEqual(len(list(seimei.read(file.name, on_problem="raise"))), 2))

    def test_coder(self):
        before = held()
        fail_at(0)
        for n in (1, 2, 3, 5, 10, 20, 50, 100, 200):
            fail_at(n)
            try:
                seimei.Coder().code(MEETING)
            except MemoryError:
                pass
            fail_at(0)
        gc.collect()
        self.assertEqual(held(), before)


if __name__ == "__main__":
    unittest.main()
