#!/usr/bin/env python3
"""Checks the order of the stages: a file in src/X includes only headers of X or of stages before it.

Also: no include climbs with "..", the public header includes nothing of src, and no two files of src share a name.
"""
import pathlib
import re
import sys

STAGES = ["base", "pack", "html", "read", "text", "token", "parse", "frame", "actor", "when", "rule", "attribute", "event",
          "record", "write", "store", "engine", "ingest", "query", "position", "export", "column", "serve", "cli"]
INCLUDE = re.compile(r'\s*#\s*include\s+"([^"]+)"')


def check_file(root, path):
    """Yields (line, message) for each bad include of one file."""
    stage = path.relative_to(root / "src").parts[0]
    if stage not in STAGES:
        yield 1, f"folder src/{stage} is not in the list of stages of tools/check-layers.py"
        return
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = INCLUDE.match(text)
        if not found:
            continue
        name = found[1]
        target = name.split("/")[0] if "/" in name else stage
        if ".." in name.split("/"):
            yield number, f'"{name}": write the path from src, without ".."'
        elif name != "seimei.h" and target not in STAGES:
            yield number, f'"{name}" is no header of a stage'
        elif name != "seimei.h" and STAGES.index(target) > STAGES.index(stage):
            yield number, f"{stage} includes {target}, which comes after it"


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    faults = 0
    names = {}
    for path in sorted((root / "src").rglob("*.[ch]")):
        shown = path.relative_to(root)
        for line, message in check_file(root, path):
            print(f"{shown}:{line}: {message}")
            faults += 1
        if path.name in names:
            print(f"{shown}:1: {names[path.name]} has the same file name")
            faults += 1
        names[path.name] = shown
    for number, text in enumerate((root / "include/seimei.h").read_text(encoding="utf-8").splitlines(), 1):
        if INCLUDE.match(text):
            print(f"include/seimei.h:{number}: the public header stands alone")
            faults += 1
    print(f"layers: {len(names)} files, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
