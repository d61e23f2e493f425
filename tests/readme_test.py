#!/usr/bin/env python3
"""Checks that the documents say what is so: readme_test.py BUILD [--update]

Links between documents lead somewhere. The C example of the README is that of the header. The example sentence gives
the record that the README shows, the version of the data left out. The shell examples on the bundled articles run and
print something. --update writes the record anew.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
RECORD = re.compile(r"(<!-- example record: begin[^\n]*-->\n```json\n)(.*?)(\n```\n<!-- example record: end -->)", re.S)
INPUT = re.compile(r"<!-- example input -->\n```sh\n(.*?)\n```", re.S)
COLUMNS = 100


def blocks(text, language):
    return re.findall(r"^```" + language + r"\n(.*?)^```", text, re.S | re.M)


def anchor(heading):
    """As the usual renderers make it: lower case, signs dropped, blanks to hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors_of(path):
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.S | re.M)
    return {anchor(h) for h in re.findall(r"^#+ (.*)$", text, re.M)}


def check_links():
    for page in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("articles/*.md"),
                        *ROOT.glob("models/*.md")]):
        text = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)
        for link in LINK.findall(text):
            if ":" in link:
                continue
            name, _, part = link.partition("#")
            target = (page.parent / name).resolve() if name else page
            if not target.exists():
                yield f"{page.relative_to(ROOT)}: no such file: {link}"
            elif part and part not in anchors_of(target):
                yield f"{page.relative_to(ROOT)}: no such heading: {link}"


def check_c_example(readme):
    header = (ROOT / "include/seimei.h").read_text(encoding="utf-8")
    comment = header[:header.index("*/")]
    lines = [re.sub(r"^ \*( {3})?", "", line) for line in comment.splitlines()]
    wanted = "\n".join(lines[lines.index("#include <seimei.h>"):lines.index("}") + 1])
    if blocks(readme, "c")[0].strip() != wanted.strip():
        yield "README.md: the C example is not that of include/seimei.h"


def shell(command, environment, folder=ROOT):
    return subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=folder, env=environment, capture_output=True,
                          text=True, timeout=120, check=False)


def lay_out(record):
    """One record over several lines, broken between keys."""
    parts = [json.dumps(key) + ":" + json.dumps(value, ensure_ascii=False, separators=(",", ":"))
             for key, value in record.items()]
    lines, line = [], "{"
    for i, part in enumerate(parts):
        part += "}" if i + 1 == len(parts) else ","
        if len(line) + len(part) > COLUMNS and len(line) > 1:
            lines.append(line)
            line = " "
        line += part
    return "\n".join([*lines, line])


def check_record(readme, environment, update):
    shown = json.loads(RECORD.search(readme)[2])
    done = shell(INPUT.search(readme)[1], environment)
    if done.returncode:
        yield f"README.md: the example fails: {done.stderr.strip()}"
        return
    records = [json.loads(line) for line in done.stdout.splitlines()]
    found = next((r for r in records if r["type"] == "event" and r["event"] == shown["event"]), None)
    if found is None:
        yield f"README.md: the example gives no {shown['event'][0]}: {done.stdout}"
    elif update:
        (ROOT / "README.md").write_text(RECORD.sub(lambda m: m[1] + lay_out(found) + m[3], readme), encoding="utf-8")
    elif {**found, "version": ""} != {**shown, "version": ""} or list(found) != list(shown):
        yield f"README.md: the example gives another record (readme_test.py BUILD --update):\n{lay_out(found)}"


def commands_of(block):
    """The commands of a block, each with the lines that it goes on in."""
    command = ""
    for line in block.splitlines():
        if line.startswith("#"):
            continue
        if not line:
            command = ""
            continue
        command += line + "\n"
        if not line.endswith(("|", "\\")):
            yield command
            command = ""


def check_shell_examples(readme, environment):
    for command in (c for block in blocks(readme, "sh") for c in commands_of(block)):
        runs = command.startswith("seimei ") and "articles/" in command
        if not runs or ("jq" in command and not shutil.which("jq")):
            continue
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "articles").symlink_to(ROOT / "articles")
            made = pathlib.Path(folder) / "events.csv"
            done = shell(command, environment, folder)
            output = made.read_text(encoding="utf-8") if made.exists() else done.stdout
        if done.returncode or not output.strip():
            yield f"README.md: exit status {done.returncode}, {len(output)} characters: {command}{done.stderr.strip()}"


def main():
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build").resolve()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    faults = [*check_links(), *check_c_example(readme)]
    if (build / "seimei").exists():
        environment = {**os.environ, "PATH": f"{build}:{os.environ['PATH']}", "SEIMEI_PACK": str(build / "seimei.pack")}
        faults += check_record(readme, environment, "--update" in sys.argv)
        faults += check_shell_examples(readme, environment)
    else:
        print("the command is not built: its examples were not run")
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
