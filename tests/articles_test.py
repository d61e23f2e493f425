#!/usr/bin/env python3
"""Scores the coded articles of models/<code>/articles and fails when a figure falls below its floor.

  articles_test.py BUILD

The floors lie a little under what is reached (docs/accuracy.md), so that a change that costs accuracy is seen.
"""
import glob, json, os, subprocess, sys

FLOORS = {
    "ja": {"statement attributed": 0.85, "event type": 0.83, "event +actor": 0.74, "event full": 0.57},
    "en": {"statement attributed": 0.64, "event type": 0.73, "event +actor": 0.60, "event full": 0.45},
}


def score(build, root, language):
    gold = sorted(glob.glob(os.path.join(root, "models", language, "articles", "*.json")))
    if not gold:
        sys.exit(f"no coded articles in {language}")
    env = dict(os.environ, SEIMEI_PACK=os.path.join(build, "seimei.pack"))
    out = subprocess.run([os.path.join(build, "seimei"), "eval", "--json", *gold], env=env, capture_output=True, text=True)
    if out.returncode:
        sys.exit(f"eval failed: {out.stderr}")
    return json.loads(out.stdout)


def main():
    build = sys.argv[1]
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    fallen = 0
    for language, floors in FLOORS.items():
        figures = score(build, root, language)
        for name, floor in floors.items():
            reached = figures[name]["f1"]
            fallen += reached < floor
            print(f"{language} {name:24} {reached:.3f}  floor {floor:.2f}{'  FELL' if reached < floor else ''}")
    sys.exit(1 if fallen else 0)


main()
