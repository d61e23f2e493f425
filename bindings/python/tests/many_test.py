"""code_many: order, bounds, failures, and what ends it before its time."""
import gc
import itertools
import threading
import time
import unittest

import seimei
from support import MEETING, SENTENCE, articles, coder, run_python

SETUP = f"""
import os, signal, sys, threading, time, seimei
SENTENCE = {SENTENCE!r}
LONG = SENTENCE * 4000
coder = seimei.Coder()
"""


class Order(unittest.TestCase):
    def test_results_do_not_depend_on_threads(self):
        documents = [{**a, "id": f"{i}"} for i in range(12) for a in articles()]
        documents.insert(5, {"id": "long", "text": SENTENCE * 3000})
        wanted = [coder().code(d).to_json() for d in documents]
        for threads in (1, 2, 7):
            self.assertEqual([r.to_json() for r in coder().code_many(documents, threads=threads)], wanted)

    def test_documents_of_all_kinds(self):
        given = [SENTENCE, {"text": SENTENCE, "id": "x"}, seimei.Document(SENTENCE), coder().code(SENTENCE, id="y")]
        results = list(coder().code_many(given, threads=2))
        self.assertEqual([r.id for r in results], ["1", "x", "3", "y"])
        self.assertEqual(list(coder().code_many([])), [])

    def test_reads_a_bounded_number_ahead(self):
        asked = itertools.count()
        many = coder().code_many((MEETING for _ in asked), threads=2)
        for _ in range(100):
            next(many)
        self.assertLess(next(asked), 100 + 2 * 16 + 2)
        large = {"text": "あ" * (3 << 20), "lang": "ja"}
        asked = itertools.count()
        many = coder().code_many((large for _ in asked), threads=4)
        next(many)
        self.assertLess(next(asked), 12)

    def test_lazy(self):
        def documents():
            started.append(1)
            yield MEETING
        started = []
        many = coder().code_many(documents())
        self.assertEqual(started, [])
        self.assertEqual(len(list(many)), 1)
        self.assertEqual(list(many), [])

    def test_a_slow_source_does_not_hold_results_back(self):
        def documents():
            for i in range(100):
                if i > 8:
                    time.sleep(0.02)
                yield MEETING
        many = coder().code_many(documents(), threads=2)
        start = time.monotonic()
        for _ in range(3):
            next(many)
        self.assertLess(time.monotonic() - start, 1.0)

    def test_arguments(self):
        for bad in (SENTENCE, b"a", {"text": "a"}, 3, None):
            with self.assertRaises(TypeError):
                coder().code_many(bad)
        for bad in (0, -1, 1000):
            with self.assertRaisesRegex(ValueError, "threads"):
                coder().code_many([], threads=bad)
        with self.assertRaises(TypeError):
            coder().code_many([], threads="2")
        with self.assertRaisesRegex(ValueError, "errors"):
            coder().code_many([], errors="ignore")


class Failures(unittest.TestCase):
    def test_raise(self):
        many = coder().code_many([MEETING, "a\ud83d", MEETING, {"text": "a", "lang": "fr"}, 3], threads=2)
        self.assertTrue(next(many).events)
        with self.assertRaisesRegex(ValueError, "surrogate"):
            next(many)
        self.assertEqual(next(many).id, "3")
        with self.assertRaises(seimei.Error):
            next(many)
        with self.assertRaises(TypeError):
            next(many)
        with self.assertRaises(StopIteration):
            next(many)

    def test_return(self):
        given = [MEETING, "a\ud83d", {"text": "a", "lang": "fr", "id": "french"}, None]
        good, *failures = coder().code_many(given, threads=2, errors="return")
        self.assertIsInstance(good, seimei.Result)
        self.assertEqual([type(f) for f in failures], [seimei.Failure] * 3)
        self.assertEqual([type(f.error) for f in failures], [ValueError, seimei.Error, TypeError])
        self.assertEqual([f.id for f in failures], [None, "french", None])
        self.assertIs(failures[1].document, given[2])
        self.assertEqual(failures[1].error.status, "UNSUPPORTED")

    def test_failing_source(self):
        def documents():
            yield from [MEETING] * 20
            raise LookupError("no more")
        many = coder().code_many(documents(), threads=2)
        self.assertEqual(len(list(itertools.islice(many, 20))), 20)
        with self.assertRaisesRegex(LookupError, "no more"):
            next(many)
        self.assertEqual(list(many), [])

    def test_two_threads_on_one_iterator(self):
        entered, go_on = threading.Event(), threading.Event()

        def documents():
            entered.set()
            go_on.wait(10)
            yield MEETING
        many = coder().code_many(documents())
        thread = threading.Thread(target=lambda: list(many))
        thread.start()
        entered.wait(10)
        with self.assertRaisesRegex(ValueError, "another thread"):
            next(many)
        go_on.set()
        thread.join()

    def test_given_up(self):
        before = seimei._seimei._held()
        for _ in range(20):
            many = coder().code_many(itertools.repeat(MEETING), threads=3)
            next(many)
            del many
        cycle = []
        cycle.append(coder().code_many(iter(cycle), threads=1))
        del cycle
        gc.collect()
        self.assertEqual(seimei._seimei._held(), before)


class Processes(unittest.TestCase):
    def check(self, source, expected, **keywords):
        done = run_python(SETUP + source, **keywords)
        self.assertEqual((done.stdout.split(), done.returncode), (expected, 0), done.stderr)

    def test_keyboard_interrupt(self):
        self.check("""
threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
start = time.monotonic()
many = coder.code_many(LONG for _ in iter(int, 1))
try:
    for r in many:
        pass
except KeyboardInterrupt:
    print("interrupted", time.monotonic() - start < 15)
""", ["interrupted", "True"])

    def test_interrupt_while_waiting(self):
        self.check("""
threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
many = coder.code_many([LONG * 20], threads=1)
start = time.monotonic()
try:
    next(many)
    print("too fast")
except KeyboardInterrupt:
    print("interrupted", time.monotonic() - start < 2)
os._exit(0) if sys.stdout.flush() is None else None
""", ["interrupted", "True"])

    def test_fork(self):
        self.check("""
import itertools, warnings
warnings.simplefilter("ignore")
wanted = coder.code(SENTENCE).to_json()
many = coder.code_many(itertools.repeat(LONG), threads=2)
busy = threading.Thread(target=coder.code, args=(LONG,))
busy.start()
next(coder.code_many([SENTENCE]))
sys.stdout.flush()
child = os.fork()
if not child:
    try:
        next(many)
    except RuntimeError as e:
        print("another" in str(e))
    print(coder.code(SENTENCE).to_json() == wanted, [r.to_json() for r in coder.code_many([SENTENCE], threads=2)] == [coder.code(SENTENCE, id="1").to_json()])
    del many
    sys.stdout.flush()
    os._exit(0)
print(os.waitpid(child, 0)[1])
busy.join()
""", ["True", "True", "True", "0"])

    def test_results_go_between_processes(self):
        self.check("""
import concurrent.futures, multiprocessing
def work(text):
    return coder.code(text)
with concurrent.futures.ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as pool:
    print(list(pool.map(work, [SENTENCE] * 4)) == [coder.code(SENTENCE)] * 4)
""", ["True"])

    def test_exit_while_coding(self):
        self.check("""
import itertools
many = coder.code_many(itertools.repeat(SENTENCE * 200), threads=2)
next(many)
def work():
    while True:
        coder.code(SENTENCE * 50)
for _ in range(2):
    threading.Thread(target=work, daemon=True).start()
time.sleep(0.2)
print("done")
""", ["done"])

    def test_exit_with_references_left(self):
        self.check("""
import builtins
builtins.kept = [coder, coder.code(SENTENCE), coder.code(SENTENCE).events[0].actor[0], coder.code_many([SENTENCE] * 9), seimei.events_table([])]
next(builtins.kept[3])
class Late:
    def __del__(self):
        builtins.kept[0].code(SENTENCE)
builtins.late = Late()
print("done")
""", ["done"])


if __name__ == "__main__":
    unittest.main()
