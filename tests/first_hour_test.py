#!/usr/bin/env python3
"""Runs the first hour as docs/first-hour.md prints it: first_hour_test.py BUILD

Every block in its order, in an empty folder that has the articles: shell commands, Python with pandas, R with readr. Each must
succeed and print or write something. What is not installed is skipped with a message.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build").resolve()
ENVIRONMENT = {**os.environ, "PATH": f"{BUILD}:{os.environ['PATH']}", "SEIMEI_PACK": str(BUILD / "seimei.pack")}
PYTHONS = ("/usr/bin/python3", sys.executable)


def works(command):
    try:
        return subprocess.run(command, capture_output=True, timeout=120, check=False).returncode == 0
    except OSError:
        return False


def program_for(language, line):
    """The command that runs a block or line, or None with what is missing."""
    if language == "python":
        python = next((p for p in PYTHONS if works([p, "-c", "import pandas"])), None)
        return python and [python, "-"], "pandas"
    if language == "r":
        return works(["Rscript", "-e", "library(readr)"]) and ["Rscript", "-"], "R with readr"
    name = line.split()[0]
    return shutil.which(name, path=ENVIRONMENT["PATH"]) and ["bash", "-o", "pipefail", "-s"], name


def main():
    page = (ROOT / "docs/first-hour.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(sh|python|r)\n(.*?)^```", page, re.S | re.M)
    pieces = [(lang, piece) for lang, block in blocks for piece in (block.splitlines() if lang == "sh" else [block])]
    faults = ran = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copytree(ROOT / "articles", folder / "articles")
        for language, text in pieces:
            command, needs = program_for(language, text)
            if not command:
                print(f"skipped, {needs} is not installed: {text.splitlines()[0]}")
                continue
            files = set(folder.iterdir())
            done = subprocess.run(command, input=text, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=300,
                                  check=False)
            ran += 1
            if done.returncode or not (done.stdout.strip() or set(folder.iterdir()) - files):
                faults += 1
                print(f"exit status {done.returncode}: {text}{done.stdout}{done.stderr}")
    print(f"{ran} pieces ran, {faults} faults")
    return 1 if faults or ran < 6 else 0


if __name__ == "__main__":
    sys.exit(main())
