"""Runs the seimei command over documents and gives its records by document.

Used by the comparisons of this folder (docs/comparison.md). The command is found as SEIMEI, then build/seimei of this
tree, then on the path; its language pack as the command itself finds it, or beside a command of a build folder.
"""

import json
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def command():
    """The command, and the environment in which it finds its pack."""
    built = ROOT / "build" / "seimei"
    path = os.environ.get("SEIMEI") or (str(built) if built.exists() else shutil.which("seimei"))
    if not path:
        raise SystemExit("no seimei command: build it, or name it in the environment as SEIMEI")
    pack = pathlib.Path(path).parent / "seimei.pack"
    env = dict(os.environ)
    if pack.exists():
        env.setdefault("SEIMEI_PACK", str(pack))
    return path, env


def code(documents, *options):
    """Records of documents ({"id", "text", "published"}), as a dict from id to a list in the order of the text."""
    path, env = command()
    lines = "".join(json.dumps({"lang": "en", **d}, ensure_ascii=False) + "\n" for d in documents)
    done = subprocess.run([path, "code", "--input", "jsonl", *options, "-"], input=lines.encode(), env=env, stdout=subprocess.PIPE)
    if done.returncode:
        raise SystemExit(f"{path} code left with {done.returncode}")
    records = {d["id"]: [] for d in documents}
    for line in done.stdout.splitlines():
        record = json.loads(line)
        records[record["doc"]].append(record)
    return records


def f1(hits, found, wanted):
    """Precision, recall and their harmonic mean; 0 where nothing was found or wanted."""
    precision = hits / found if found else 0.0
    recall = hits / wanted if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0
