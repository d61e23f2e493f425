#!/usr/bin/env python3
"""Names of lang/en/name in sentences: each sentence of cases/english_names.tsv is read by `seimei explain`, and its mentions are
compared with the actors that the case asks for. The parser may be wrong on a sentence: nine of ten cases must hold, and none may break
the command."""
import json
import pathlib
import re
import subprocess
import sys

FLOOR = 0.9
MENTION = re.compile(r'^\d+\.\.\d+ \w+ "(.*)"((?: [A-Z]{3}(?:/[A-Z0-9]+)?(?::[A-Z]{3})?)*)')


def read_cases(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def mentions_of(build, cases):
    """A dict of text to labels for each case."""
    lines = [json.dumps({"id": f"case{i}", "lang": "en", "text": c[1]}, ensure_ascii=False) for i, c in enumerate(cases)]
    command = [f"{build}/seimei", "explain", "--input", "jsonl", "--published", "2022-02-04", "--color", "never"]
    out = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout
    found = [{} for _ in cases]
    at = None
    for line in out.splitlines():
        if re.fullmatch(r"case\d+", line):
            at = found[int(line[4:])]
        mention = MENTION.match(line)
        if mention and at is not None:
            at[mention[1]] = mention[2].strip()
    return found


def fault_of(wanted, found):
    for part in wanted.split("|"):
        text, _, label = part.partition("=")
        if text.startswith("!"):
            if text[1:] in found:
                return f"{text[1:]} is a mention"
        elif found.get(text) != label:
            return f"{text} is {found.get(text)}, not {label}"
    return None


def main():
    root = pathlib.Path(__file__).resolve().parent
    build = sys.argv[1] if len(sys.argv) > 1 else "build"
    cases = list(read_cases(root / "cases" / "english_names.tsv"))
    faults = 0
    for (family, sentence, wanted), found in zip(cases, mentions_of(build, cases)):
        fault = fault_of(wanted, found)
        if fault:
            faults += 1
            print(f"{family}: {sentence}\n  {fault}; found {found}")
    print(f"english names: {len(cases) - faults} of {len(cases)} cases hold")
    return 0 if len(cases) - faults >= FLOOR * len(cases) else 1


if __name__ == "__main__":
    sys.exit(main())
