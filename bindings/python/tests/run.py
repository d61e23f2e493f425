#!/usr/bin/env python3
"""Runs the tests of the package: run.py BUILD [--installed] [TEST...]

Without --installed the package is that of the build folder; with it, the one that this Python has. BUILD has the command
that records are compared with.
"""
import os
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent


def main():
    arguments = [a for a in sys.argv[1:] if a != "--installed"]
    build = pathlib.Path(arguments[0]).resolve()
    os.environ["SEIMEI_TEST_BUILD"] = str(build)
    os.environ.pop("SEIMEI_PACK", None)
    os.environ.pop("SEIMEI_DICTIONARY", None)
    if "--installed" not in sys.argv:
        sys.path.insert(0, str(build / "python"))
        os.environ["PYTHONPATH"] = str(build / "python")
    sys.path.insert(0, str(HERE))
    import seimei
    print("package:", os.path.dirname(seimei.__file__), flush=True)
    loader = unittest.TestLoader()
    suite = loader.loadTestsFromNames(arguments[1:]) if arguments[1:] else loader.discover(str(HERE), "*_test.py")
    done = unittest.TextTestRunner(verbosity=1, failfast=False).run(suite)
    for test, reason in done.skipped:
        print(f"skipped: {test.id()}: {reason}")
    return 0 if done.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
