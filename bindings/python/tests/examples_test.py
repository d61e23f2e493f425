"""The Python of README.md and docs/python.md runs as it is printed, and prints what is said."""
import importlib.util
import os
import re
import subprocess
import sys
import unittest

from support import ROOT

EXAMPLE = re.compile(r"<!-- example: run(?:; needs (\w+))? -->\n```python\n(.*?)^```\n(?:<!-- example: output -->\n```\n(.*?)^```\n)?", re.S | re.M)


class Examples(unittest.TestCase):
    def test_documents(self):
        for name, count in (("README.md", 1), ("docs/python.md", 3)):
            examples = EXAMPLE.findall((ROOT / name).read_text(encoding="utf-8"))
            self.assertGreaterEqual(len(examples), count, name)
            for needs, source, output in examples:
                if not needs or importlib.util.find_spec(needs):
                    self.check(name, source, output)

    def check(self, name, source, output):
        done = subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
                              env={**os.environ, "PYTHONUTF8": "1"})
        self.assertEqual(done.returncode, 0, f"{name}: {done.stderr}")
        self.assertTrue(done.stdout.strip(), f"{name} prints nothing")
        if output:
            self.assertEqual(done.stdout, output, name)

    def test_docstrings(self):
        """Everything public says what it is."""
        import seimei
        for public in seimei.__all__:
            if not public.startswith("__"):
                self.assertTrue(getattr(seimei, public).__doc__, public)
        for method in (seimei.Coder.code, seimei.Coder.code_many, seimei.read, seimei.Store.events):
            self.assertGreater(len(method.__doc__), 200)


if __name__ == "__main__":
    unittest.main()
