"""What the tests share: documents, the command, other processes."""
import json
import os
import pathlib
import subprocess
import sys

import seimei

BUILD = pathlib.Path(os.environ["SEIMEI_TEST_BUILD"])
ROOT = pathlib.Path(__file__).resolve().parents[3]
ARTICLES = ROOT / "articles/ja.jsonl"
ENGLISH = ROOT / "articles/en.jsonl"
GOLD = pathlib.Path(os.environ.get("SEIMEI_GOLD", ROOT.parent / "shared/gold"))
SENTENCE = "アメリカ国務省の報道官は4日、北朝鮮によるミサイルの発射を強く非難し、対話に応じるよう求めた。"
MEETING = "ロシアのプーチン大統領は4日、中国の習近平国家主席と会談した。"

_coder = []


def coder():
    """One for all tests."""
    if not _coder:
        _coder.append(seimei.Coder())
    return _coder[0]


def articles(path=ARTICLES):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def command(*arguments, text=None, check=True):
    """What the command of the build writes, as str."""
    environment = {**os.environ, "SEIMEI_PACK": str(BUILD / "seimei.pack")}
    done = subprocess.run([BUILD / "seimei", *map(str, arguments)], input=None if text is None else text.encode(),
                          capture_output=True, env=environment, timeout=300, check=check)
    return done.stdout.decode()


def run_python(source, *arguments, timeout=120, **keywords):
    """A Python process of its own; the result has output and errors as str."""
    return subprocess.run([sys.executable, "-c", source, *arguments], capture_output=True, text=True, timeout=timeout,
                          check=False, **keywords)
