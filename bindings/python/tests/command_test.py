"""python -m seimei is the command; the types are those of the stubs."""
import importlib.util
import pathlib
import subprocess
import sys
import tempfile
import unittest

import seimei
from support import ARTICLES, SENTENCE, command

USE = """
import datetime
import seimei
from typing import assert_type

coder = seimei.Coder(lexicon=["my.tsv"])
result = coder.code("x", published=datetime.date(2022, 2, 5))
assert_type(result, seimei.Result)
for event in result.events:
    assert_type(event, seimei.Event)
    labels = [a.label.upper() for a in event.actor]
for one in coder.code_many(["a", seimei.Document("b")], threads=2):
    one.events[0].trigger.begin + 1
for other in coder.code_many([{"text": "a"}], errors="return"):
    if isinstance(other, seimei.Failure):
        print(other.error)
query = seimei.open_store("news.db").events(actor=["USA"], since="2022-01-01", limit=3)
table: seimei.Table = seimei.events_table([result, *result.events])
for document in seimei.read("x", on_problem=print):
    document.text.upper()
"""


def run(*arguments, **keywords):
    if "input" in keywords:
        keywords["input"] = keywords["input"].encode()
    done = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, timeout=120, check=False, **keywords)
    done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
    return done


class Command(unittest.TestCase):
    def test_same_as_the_command(self):
        self.assertEqual(run("seimei", "code", str(ARTICLES)).stdout, command("code", ARTICLES))
        self.assertEqual(run("seimei", "code", "--format", "csv", input=SENTENCE).stdout, command("code", "--format", "csv", text=SENTENCE))
        self.assertEqual(run("seimei", "--version").stdout, f"seimei {seimei.__version__}\n")

    def test_exit_status(self):
        self.assertEqual(run("seimei", "nothing").returncode, 2)
        self.assertEqual(run("seimei", "code", "/nowhere").returncode, 1)
        self.assertIn("no command", run("seimei", "nothing").stderr)

    @unittest.skipUnless(importlib.util.find_spec("mypy"), "mypy is not installed")
    def test_stubs(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "use.py")
            path.write_text(USE, encoding="utf-8")
            checked = run("mypy", "--strict", str(path), cwd=folder)
            self.assertEqual(checked.returncode, 0, checked.stdout)
            wrong = path.with_name("wrong.py")
            wrong.write_text("import seimei\nseimei.Coder().code(b'a')\nseimei.open_store('a').events(colour='red')\n", encoding="utf-8")
            self.assertEqual(run("mypy", str(wrong), cwd=folder).stdout.count("error:"), 2)
            same = run("mypy.stubtest", "seimei._seimei", cwd=folder)
            self.assertEqual(same.returncode, 0, same.stdout)


if __name__ == "__main__":
    unittest.main()
