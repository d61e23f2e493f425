#!/usr/bin/env python3
"""Everything once under valgrind: valgrind.py BUILD. What it says of accesses and of lost memory counts when a file of ours
is in the stack. It does not look for values that are not set: it takes CPython's small integers for such."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PROGRAM = "import memory_test; memory_test.use_everything(memory_test.coder()); print('done')"
OURS = {p.name for folder in ("src", "bindings") for p in (ROOT / folder).rglob("*.c")}


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.NamedTemporaryFile("r", suffix=".log") as log:
        command = ["valgrind", "-q", "--undef-value-errors=no", "--leak-check=full", "--show-leak-kinds=definite", "--num-callers=30", f"--log-file={log.name}",
                   os.path.realpath(sys.executable), "-c", PROGRAM]
        environment = {**os.environ, "PYTHONMALLOC": "malloc", "SEIMEI_TEST_BUILD": str(build),
                       "PYTHONPATH": os.pathsep.join([str(build / "python"), str(HERE)])}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
        said = re.sub(r"^==\d+== ?", "", log.read(), flags=re.M).split("\n\n")
    faults = [block for block in said if any(name in OURS for name in re.findall(r"\(([\w.]+\.c):\d+\)", block))]
    for block in faults:
        print(block, end="\n\n")
    if "done" not in done.stdout:
        print(done.stdout, done.stderr, "the program did not come to its end")
    print(f"{len(said)} reports, {len(faults)} of them in our files")
    return 1 if faults or "done" not in done.stdout else 0


if __name__ == "__main__":
    sys.exit(main())
