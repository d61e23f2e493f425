#!/usr/bin/env python3
"""The wheel as others get it: wheel.py BUILD. It is made, repaired and put into an empty environment, from which the tests
run with nothing of this build in reach. Leaves with 77 where PyPI cannot be reached."""
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
TESTS = ["records_test", "read_test", "tables_test", "many_test.Order", "notebook_test.Html.test_article", "command_test"]
NEEDS_NETWORK = ("Could not find a version", "No matching distribution", "Failed to establish a new connection", "Temporary failure")


def run(*command, **keywords):
    return subprocess.run([str(c) for c in command], text=True, check=False, timeout=1500, **keywords)


def skip(reason):
    print("skipped:", reason)
    sys.exit(77)


def make_wheel(folder, work):
    made = run(ROOT / "tools/make-wheel.sh", folder, work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "PYTHON": sys.executable})
    print(made.stdout)
    if made.returncode and any(words in made.stdout for words in NEEDS_NETWORK):
        skip("PyPI cannot be reached")
    if made.returncode:
        sys.exit(1)
    return next(pathlib.Path(folder).glob("*.whl"))


def check_contents(wheel):
    """What a bare machine needs, and nothing of this one."""
    names = run(sys.executable, "-m", "zipfile", "-l", wheel, stdout=subprocess.PIPE).stdout
    for name in ("seimei/_seimei.abi3.so", "seimei/data/seimei.pack", "seimei/data/ipadic-utf8/sys.dic", "licences/mecab-ipadic.txt", "seimei/py.typed",
                 "seimei/_seimei.pyi", "seimei.libs/libmecab", "seimei.libs/libicuuc", "NOTICE"):
        if name not in names:
            sys.exit(f"the wheel has no {name}")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        wheel = make_wheel(pathlib.Path(folder, "dist"), build / "wheel")
        check_contents(wheel)
        python = pathlib.Path(folder, "venv/bin/python")
        run(sys.executable, "-m", "venv", pathlib.Path(folder, "venv"))
        if run(python, "-m", "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check", wheel).returncode:
            return 1
        others = ["pyarrow", "pandas>=2.2", "polars", "duckdb", "mypy"]
        if run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *others).returncode:
            print("skipped: what takes the tables could not be installed")
        clean = {"PATH": f"{python.parent}:/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8"}
        if "SEIMEI_GOLD" in os.environ:
            clean["SEIMEI_GOLD"] = os.environ["SEIMEI_GOLD"]
        return run(python, HERE / "run.py", build, "--installed", *TESTS, env=clean, cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main())
