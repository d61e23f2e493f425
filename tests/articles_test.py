#!/usr/bin/env python3
"""Scores the coded articles of models/ja/articles and fails when a figure falls below its floor.

  articles_test.py BUILD

The floors lie a little under what is reached (docs/accuracy.md), so that a change that costs accuracy is seen.
"""
import glob, json, os, subprocess, sys

FLOORS = {"statement attributed": 0.85, "event type": 0.83, "event +actor": 0.74, "event full": 0.57}


def main():
    build = sys.argv[1]
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    gold = sorted(glob.glob(os.path.join(root, "models", "ja", "articles", "*.json")))
    env = dict(os.environ, SEIMEI_PACK=os.path.join(build, "seimei.pack"))
    out = subprocess.run([os.path.join(build, "seimei"), "eval", "--json", *gold], env=env, capture_output=True, text=True)
    if out.returncode:
        sys.exit(f"eval failed: {out.stderr}")
    figures = json.loads(out.stdout)
    failed = 0
    for name, floor in FLOORS.items():
        reached = figures[name]["f1"]
        failed += reached < floor
        print(f"{name:24} {reached:.3f}  floor {floor:.2f}{'  FELL' if reached < floor else ''}")
    sys.exit(1 if failed or not gold else 0)


main()
