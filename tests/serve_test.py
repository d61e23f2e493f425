#!/usr/bin/env python3
"""The server of `seimei serve`, from outside: serve_test.py BUILD [--seconds N] [--clients N] [--only NAME]

Every endpoint, caching, gzip, refusals, hostile articles and requests, time limits, the end by a signal; clients in
parallel (--clients, --seconds); and that the store's file is the same afterwards.
"""
import argparse
import asyncio
import contextlib
import csv
import gzip
import hashlib
import http.client
import io
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
MARKUP = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>\u2028</title>"
HOSTILE = {
    "id": MARKUP, "lang": "ja", "published": "2022-02-05", "title": MARKUP + "日中会談", "url": "javascript:alert(1)//" + MARKUP,
    "publisher": MARKUP,
    "text": "中国外務省の報道官は4日、日本の「" + MARKUP + "計画」を強く非難した。\n\nロシアのプーチン大統領は4日、中国の習近平国家主席と会談した。\n"}


class Server:
    """A server over a store, at a port of its own."""

    def __init__(self, build, store, *options, errors=None):
        env = dict(os.environ, SEIMEI_PACK=str(build / "seimei.pack"))
        self.process = subprocess.Popen([build / "seimei", "serve", store, "--port", "0", *map(str, options)], env=env,
                                        stdout=subprocess.PIPE, stderr=errors or subprocess.PIPE, text=True)
        line = self.process.stdout.readline().strip()
        assert line, self.process.stderr.read()
        self.port = int(line.rsplit(":", 1)[1].strip("/"))

    def get(self, path, method="GET", headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content

    def json(self, path, status=200):
        for _ in range(100):
            answer, content = self.get(path)
            if answer.status == 503 and json.loads(content)["error"]["code"] == "loading":
                time.sleep(0.1)
                continue
            break
        assert answer.status == status, (path, answer.status, content[:300])
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
        return json.loads(content)

    def error(self, path, status, code):
        found = self.json(path, status)
        assert found["error"]["code"] == code and found["error"]["message"], (path, found)
        return found["error"]["message"]

    def raw(self, request, wait=10):
        """What the server sends for some bytes, until it closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as s:
            with contextlib.suppress(OSError):
                s.sendall(request)
                s.shutdown(socket.SHUT_WR)
            parts = []
            with contextlib.suppress(OSError):
                while part := s.recv(65536):
                    parts.append(part)
        return b"".join(parts)

    def memory(self, what="VmRSS"):
        lines = pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(what))

    def stop(self, with_signal=signal.SIGTERM, within=10):
        self.process.send_signal(with_signal)
        assert self.process.wait(within) == 0
        return self.process.stderr.read() if self.process.stderr else ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()


def quote(text):
    return urllib.parse.quote(text, safe="")


def run(build, *arguments, status=0):
    env = dict(os.environ, SEIMEI_PACK=str(build / "seimei.pack"))
    done = subprocess.run([build / "seimei", *map(str, arguments)], env=env, capture_output=True, text=True)
    assert done.returncode == status, (arguments, done.returncode, done.stderr)
    return done


def make_store(build, folder):
    articles = folder / "articles.jsonl"
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "articles").glob("*.jsonl"))]
    articles.write_text("".join(texts) + json.dumps(HOSTILE, ensure_ascii=False) + "\n", encoding="utf-8")
    store = folder / "store.db"
    run(build, "ingest", store, articles)
    return store


# ---- endpoints ----

def test_info(server, store):
    info = server.json("/api/info")
    with contextlib.closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as db:
        for table in ("documents", "events", "statements", "sentences"):
            assert info[table] == db.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table
        assert (info["first"], info["last"]) == db.execute(
            "SELECT min(day), max(day) FROM (SELECT day FROM events UNION ALL SELECT day FROM statements) WHERE day <> ''"
        ).fetchone()
    assert len(info["types"]) == 16 and sum(t["count"] for t in info["types"]) == info["events"]
    assert sum(q["count"] for q in info["quads"]) == info["events"]
    assert sum(s["count"] for s in info["statuses"]) == info["events"]
    assert MARKUP in {p["name"] for p in info["publishers"]}
    assert info["loading"] is False and info["limits"]["records"] == 500


def test_records(server, store):
    page = server.json("/api/records?limit=500")
    info = server.json("/api/info")
    assert (page["events"], page["statements"]) == (info["events"], info["statements"])
    assert page["total"] == page["events"] + page["statements"] == len(page["records"]) and page["next"] is None
    days = [r["day"] for r in page["records"]]
    assert days == sorted(days, reverse=True)
    for r in page["records"]:
        assert r["evidence"] and r["sentence"]["end"] > r["sentence"]["begin"] and r["id"].startswith(r["doc"])
    first = server.json("/api/records?limit=7")
    second = server.json(f"/api/records?limit=7&offset={first['next']}")
    assert [r["id"] for r in first["records"] + second["records"]] == [r["id"] for r in page["records"][:14]]
    oldest = server.json("/api/records?limit=500&sort=oldest")["records"]
    assert [r["day"] for r in oldest] == sorted(days)
    scores = [r["event_scale"] for r in server.json("/api/records?sort=conflict&limit=500")["records"]]
    assert scores == sorted(scores) and len(scores) == info["events"]


def test_filters(server, store):
    """What a filter selects is what seimei query selects."""
    questions = ["actor=CHN", "actor=CHN,USA", "pair=RUS,UKR", "type=ACCUSE", "type=accuse,request", "sector=MIL",
                 "status=actual", "since=2022-01-01&until=2022-12-31", "words=" + quote("中国"), "about=" + quote("制裁"),
                 "score=..-5", "repeats=no", "lang=ja", "context=military", "recipient=RUS", "publisher=seimei samples"]
    options = {"score": "score", "repeats": "no-repeats"}
    for question in questions:
        arguments = []
        for part in question.split("&"):
            name, value = part.split("=", 1)
            name, value = options.get(name, name), urllib.parse.unquote(value)
            arguments.append(f"--{name}" if name == "no-repeats" else f"--{name}={value}")
        done = run(BUILD, "query", store, "--format", "jsonl", *arguments)
        expected = [json.loads(line)["id"] for line in done.stdout.splitlines()]
        found = server.json("/api/records?kind=event&limit=500&" + question.replace(" ", "%20"))
        assert [r["id"] for r in found["records"]] == expected and found["total"] == len(expected), question
        assert expected, question
    statements = run(BUILD, "query", store, "--records", "statements", "--format", "jsonl", "--actor", "RUS")
    found = server.json("/api/records?kind=statement&limit=500&actor=RUS")
    assert [r["id"] for r in found["records"]] == [json.loads(x)["id"] for x in statements.stdout.splitlines()]
    assert server.json("/api/records?party=CHN")["total"] >= server.json("/api/records?actor=CHN")["total"] > 0
    assert server.json("/api/records?quad=4")["statements"] == 0
    assert server.json("/api/records?words=%22%20OR%201=1")["total"] == 0


def test_count(server, store):
    found = server.json("/api/count?by=type")
    assert sum(r["count"] for r in found["rows"]) == found["records"] == server.json("/api/info")["events"]
    counts = [r["count"] for r in found["rows"]]
    assert counts == sorted(counts, reverse=True) and found["more"] is False
    months = server.json("/api/count?by=month,type&limit=3")
    assert months["more"] and [r["keys"][0] for r in months["rows"]] == sorted(r["keys"][0] for r in months["rows"])
    assert server.json("/api/count?by=manner&kind=statement")["records"] == server.json("/api/info")["statements"]
    done = run(BUILD, "query", store, "--count-by", "dyad", "--format", "csv")
    rows = {r["dyad"]: int(r["count"]) for r in csv.DictReader(io.StringIO(done.stdout))}
    assert rows == {r["keys"][0]: r["count"] for r in server.json("/api/count?by=dyad")["rows"]}


def test_documents(server, store):
    every = server.json("/api/documents?limit=200")
    assert every["total"] == server.json("/api/info")["documents"] == len(every["documents"])
    some = server.json("/api/documents?actor=CHN&sort=records")
    selected = [d["selected"] for d in some["documents"]]
    assert 0 < some["total"] < every["total"] and selected == sorted(selected, reverse=True)
    assert sum(selected) == server.json("/api/records?actor=CHN")["total"]


def test_document(server, store):
    for listed in server.json("/api/documents?limit=200")["documents"]:
        d = server.json(f"/api/document/{listed['id']}")
        text = d["text"]
        assert len(d["records"]) == listed["events"] + listed["statements"]
        ids = {r["id"] for r in server.json(f"/api/records?doc={listed['id']}&limit=500")["records"]}
        assert ids == {r["id"] for r in d["records"]}
        for r in d["records"]:
            assert r["evidence"] == text[r["sentence"]["begin"]:r["sentence"]["end"]]
            for words in ([r["trigger"], r["about"], *r["actor"]] if r["type"] == "event" else [r["cue"], *r["content"]]):
                if words and words["text"]:
                    assert words["text"] == text[words["begin"]:words["end"]], words
        told = [n for block in d["blocks"] for n in block["sentences"]]
        assert told == [s["index"] for s in d["sentences"]] == list(range(len(told)))
        for block in d["blocks"]:
            for n in block["sentences"]:
                s = d["sentences"][n]
                assert block["begin"] <= s["begin"] <= s["end"] <= block["end"] and block["kind"] == "paragraph"
    server.error("/api/document/0000000000000000", 404, "not_found")
    server.error("/api/document/" + quote("' OR '1'='1"), 404, "not_found")
    server.error("/api/document/", 404, "not_found")


def test_explain(server, store):
    record = next(r for r in server.json("/api/records?type=ACCUSE&kind=event&limit=500")["records"])
    told = server.json(f"/api/explain/{record['doc']}?sentence={record['sentence']['index']}")
    assert told["sentence"]["text"] == record["evidence"] and told["same"] is True
    assert record["id"].split("#")[1] in {r["id"].split("#")[1] for r in told["records"]}
    fired = [rule for p in told["predicates"] for rule in p["rules"] if rule["fired"]]
    assert record["rule"] in {rule["rule"] for rule in fired}
    assert {"tokens", "frames", "rules"} <= {s["name"] for s in told["stages"]}
    reasons = 0
    for r in server.json("/api/records?limit=60")["records"]:
        told = server.json(f"/api/explain/{r['doc']}?sentence={r['sentence']['index']}")
        reasons += sum(not rule["fired"] and bool(rule["reason"]) for p in told["predicates"] for rule in p["rules"])
    assert reasons > 0
    server.error(f"/api/explain/{record['doc']}?sentence=99999", 404, "not_found")
    server.error(f"/api/explain/{record['doc']}", 400, "bad_parameter")
    server.error("/api/explain/none?sentence=0", 404, "not_found")


def test_positions(server, store):
    m = server.json("/api/positions?issues=200&actors=200&status=actual&by=quarter")
    assert m["cells"] and len(m["issues"]) == m["total"]["issues"]
    seen_moved = 0
    for cell in m["cells"]:
        issue, actor = m["issues"][cell["issue"]], m["actors"][cell["actor"]]
        evidence = server.json(f"/api/records?kind=event&status=actual&stance=any&key={quote(issue['key'])}"
                               f"&actor={quote(actor['code'])}&limit=500")
        assert evidence["total"] == cell["count"] == sum(cell[s] for s in ("support", "oppose", "demand", "concern"))
        assert [r["id"] for r in evidence["records"]][:5] == cell["records"]
        assert cell["first"] <= cell["last"] and cell["count"] == sum(
            p[s] for p in cell["course"] for s in ("support", "oppose", "demand", "concern"))
        seen_moved += cell["moved"] is not None
    few = server.json("/api/positions?issues=3&actors=2")
    assert len(few["issues"]) == 3 and len(few["actors"]) <= 2


def test_timeline(server, store):
    t = server.json("/api/timeline?by=year&split=dyad&series=5")
    assert len(t["series"]) == 5 <= t["total_series"] and t["periods"] == sorted(t["periods"])
    for s in t["series"]:
        assert sum(s["counts"]) == s["events"] == sum(map(sum, s["quads"])) == sum(map(sum, s["types"].values()))
        assert len(s["counts"]) == len(t["periods"]) == len(s["score"]) == len(s["quads"]) and s["ja"] and s["en"]
    whole = server.json("/api/timeline?by=month")
    assert sum(whole["series"][0]["counts"]) + whole["undated"] == server.json("/api/info")["events"]
    assert server.json("/api/timeline?actor=XXX")["series"] == []


def test_network(server, store):
    n = server.json("/api/network?nodes=10&edges=30")
    assert len(n["nodes"]) == 10 and len(n["edges"]) <= 30
    for e in n["edges"]:
        assert 0 <= e["source"] < 10 and 0 <= e["target"] < 10 and e["source"] != e["target"] and 1 <= e["quad"] <= 4
    one = n["edges"][0]
    a, b = n["nodes"][one["source"]]["code"], n["nodes"][one["target"]]["code"]
    rows = server.json(f"/api/count?by=dyad,quad&pair={a},{b}")["rows"]
    assert one["count"] == next(r["count"] for r in rows if r["keys"] == [f"{a}>{b}", str(one["quad"])])


def test_names(server, store):
    for typed, code in (("中", "CHN"), ("china", "CHN"), ("jpn", "JPN"), ("プーチン", "RUS"), ("Russia", "RUS")):
        found = server.json(f"/api/actors?q={quote(typed)}")["actors"]
        assert code in [a["code"] for a in found[:5]], (typed, found)
    assert server.json(f"/api/actors?q={quote('プーチン')}")["actors"][0]["match"]
    every = server.json("/api/actors?limit=100")["actors"]
    assert [a["count"] for a in every] == sorted((a["count"] for a in every), reverse=True)
    issues = server.json("/api/issues?limit=100")["issues"]
    assert issues and all(i["key"] and i["label"] for i in issues)
    assert issues[0]["key"] in [i["key"] for i in server.json(f"/api/issues?q={quote(issues[0]['label'])}&limit=100")["issues"]]
    assert server.json("/api/issues?q=zzzzzz")["issues"] == []


def test_export(server, store):
    for form in ("jsonl", "csv", "plover", "polecat", "icews", "gdelt", "arrow"):
        answer, content = server.get(f"/api/export?format={form}")
        assert answer.status == 200 and answer.headers["Content-Disposition"].startswith("attachment; filename=\"seimei"), form
        env = dict(os.environ, SEIMEI_PACK=str(BUILD / "seimei.pack"))
        expected = subprocess.run([BUILD / "seimei", "export", store, "--format", form], env=env, capture_output=True)
        assert content == expected.stdout and content, form
    _, lines = server.get("/api/export?actor=CHN")
    assert len(lines.splitlines()) == server.json("/api/records?actor=CHN")["total"]
    _, lines = server.get("/api/export?format=csv&kind=statement&limit=3")
    assert len(lines.splitlines()) == 4 and b"content" in lines.splitlines()[0]
    _, lines = server.get("/api/export?sort=newest&limit=20")
    assert [json.loads(x)["id"] for x in lines.splitlines()] == [
        r["id"] for r in server.json("/api/records?limit=20")["records"]]
    server.error("/api/export?format=gdelt&kind=statement", 400, "bad_parameter")
    server.error("/api/export?format=exe", 400, "bad_parameter")


# ---- the protocol ----

def test_pages(server, store):
    for path in ("/", "/reader/abc", "/index.html"):
        answer, content = server.get(path)
        assert answer.status == 200 and answer.headers["Content-Type"] == "text/html; charset=utf-8", path
        assert b"<html" in content
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Referrer-Policy"] == "no-referrer"
    for path in ("/nothing.js", "/../../etc/passwd.txt", "/..%2f..%2fetc%2fshadow.txt"):
        server.error(path, 404, "not_found")


def test_tags(server, store):
    for path in ("/api/records?limit=5", "/api/info", "/", "/api/positions"):
        answer, _ = server.get(path)
        tag = answer.headers["ETag"]
        again, content = server.get(path, headers={"If-None-Match": tag})
        assert again.status == 304 and not content and again.headers["ETag"] == tag, path
        other, content = server.get(path, headers={"If-None-Match": 'W/"0123"'})
        assert other.status == 200 and content
    one, two = (server.get(p)[0].headers["ETag"] for p in ("/api/records?limit=5", "/api/records?limit=6"))
    assert one != two


def test_gzip(server, store):
    plain, whole = server.get("/api/records?limit=50")
    packed, content = server.get("/api/records?limit=50", headers={"Accept-Encoding": "gzip, deflate"})
    assert "Content-Encoding" not in plain.headers and packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(content) == whole and len(content) < len(whole) / 2
    refused, content = server.get("/api/records?limit=50", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers and content == whole


def test_methods(server, store):
    get, content = server.get("/api/records")
    head, nothing = server.get("/api/records", method="HEAD")
    assert head.status == 200 and not nothing and head.headers["Content-Length"] == str(len(content))
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
        answer, content = server.get("/api/records", method=method, body="x" * 100 if method in ("POST", "PUT") else None)
        assert answer.status == 405 and answer.headers["Allow"] == "GET, HEAD", method
        assert json.loads(content)["error"]["code"] == "bad_method"
    large = server.raw(b"POST /api/records HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8388608\r\n\r\n" + b"x" * (8 << 20))
    assert not large or b" 405 " in large.split(b"\r\n")[0]  # or closed before it could be read
    server.json("/api/info")


def test_hosts(server, store):
    for host in ("localhost", "127.0.0.1", f"localhost:{server.port}", "LOCALHOST:1", "[::1]:80", "[::1]"):
        answer, _ = server.get("/api/info", headers={"Host": host})
        assert answer.status == 200, host
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "", "localhost:x", "[::1",
                 "localhost@evil.example", "a" * 1000, "0"):
        answer, content = server.get("/api/info", headers={"Host": host})
        assert answer.status in (400, 403), (host, answer.status)
        if answer.status == 403:
            assert json.loads(content)["error"]["code"] == "bad_host"
    assert b" 403 " in server.raw(b"GET /api/info HTTP/1.0\r\n\r\n").split(b"\r\n")[0]


def test_bad_parameters(server, store):
    for question in ("typo=1", "type=ACUSE", "limit=x", "limit=501", "limit=-1", "offset=1e3", "offset=99999999999999", "since=now",
                     "since=2022-1-1", "pair=CHN", "pair=CHN:GOV,JPN", "score=5", "score=a..b", "score=nan..1", "kind=events",
                     "sort=best", "quad=5", "stance=love", "repeats=maybe", "status=dead", "limit=1&limit=2", "type=%ff",
                     "type=%00", "type=%0a", "words=%", "words=%zz", "words=%e4%b8", "by=type", "kind=statement&sort=conflict",
                     "words=" + "a" * 2001, "=1", "%3d=1", "mode=arest", "context=militery", "sector=GVO,GOV", "mode=" + "q" * 900,
                     "since=2022-02-31", "until=2023-02-29", "since=2022-13"):
        message = server.error("/api/records?" + question, 400, "bad_parameter")
        assert len(message) < 250
    assert "did you mean arrest?" in server.error("/api/count?by=type&mode=arest", 400, "bad_parameter")
    for path in ("/api/count", "/api/count?by=", "/api/count?by=hue", "/api/count?by=type,mode,day,year", "/api/count?by=manner",
                 "/api/timeline?by=day&since=1", "/api/timeline?split=hue", "/api/network?nodes=501", "/api/actors?limit=101",
                 "/api/positions?by=day", "/api/info?x=1", "/api/documents?sort=conflict"):
        server.error(path, 400, "bad_parameter")
    for path in ("/api", "/api/", "/api/none", "/api/records/", "/api/records/x", "/api/document", "/api//info", "/api/infox"):
        server.error(path, 404, "not_found")
    for question in ("", "&&&", "type=", "words=+", "limit=0", "offset=999999", "words=" + quote("。、"), "actor=" + "A," * 900,
                     "mode=heavy-weapons", "sector=MIL,GOV", "context=cbrn", "since=2024-02-29", "since=2023-02"):
        server.json("/api/records?" + question)


def test_hostile_articles(server, store):
    """Markup in every field is text in JSON, and no answer is taken for a page."""
    listed = next(d for d in server.json("/api/documents?limit=200")["documents"] if d["publisher"] == MARKUP)
    assert listed["title"].startswith(MARKUP)
    for path in ("/api/documents?limit=200", f"/api/document/{listed['id']}", f"/api/records?doc={listed['id']}", "/api/info",
                 f"/api/explain/{listed['id']}?sentence=0", "/api/positions?issues=200", "/api/count?by=publisher",
                 "/api/records?publisher=" + quote(MARKUP)):
        answer, content = server.get(path)
        assert answer.status == 200 and answer.headers["Content-Type"].startswith("application/json"), path
        json.loads(content)
        assert "\u2028".encode() not in content, path
    d = server.json(f"/api/document/{listed['id']}")
    assert MARKUP in d["text"] and d["url"].startswith("javascript:") and d["name"] == MARKUP
    assert any("<script>" in r["evidence"] or "</title>" in r["evidence"] for r in d["records"]), [r["evidence"] for r in d["records"]]
    echoed = server.error("/api/records?" + quote(MARKUP) + "=1", 400, "bad_parameter")
    assert "<script>" in echoed  # as text of JSON, whose type is said


def test_broken_requests(server, store):
    """Any bytes get an error or nothing; the server goes on."""
    head = b"GET /api/info HTTP/1.1\r\nHost: localhost\r\n"
    cases = [b"", b"\r\n\r\n", b"GET\r\n\r\n", b"GET /\r\n\r\n", b"\x00\xff\xfe" * 100, b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
             b"GET /api/info HTTP/1.1\r\nHost: localhost", b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
             head + b"X: " + b"y" * 200000 + b"\r\n\r\n", head + b"".join(b"X%d: y\r\n" % i for i in range(20000)) + b"\r\n",
             head + b"Content-Length: -1\r\n\r\n", head + b"Content-Length: 99999999999999999999\r\n\r\n",
             head + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
             b"GET /api/records?limit=1#x HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
             b"GET /api/\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
             b"GET / HTTP/1.1\r\nHost: a\r\nHost: localhost\r\n\r\n"]
    rng = random.Random(5)
    cases += [bytes(rng.randrange(256) for _ in range(rng.randrange(400))) for _ in range(40)]
    cases += [b"GET /" + bytes(rng.choice(b"abc%/?&=+.\\\"'<>#;:~0123456789\xe4") for _ in range(rng.randrange(300))) +
              b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" for _ in range(100)]
    for case in cases:
        answer = server.raw(case)
        status = answer.split(b"\r\n")[0]
        assert not answer or status.startswith(b"HTTP/1."), case[:80]
        assert b" 500 " not in status, (case[:200], answer[:500])
    target = b"/api/records?words=" + b"a" * 9000
    answer = server.raw(b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert b" 414 " in answer.split(b"\r\n")[0]
    server.json("/api/info")


def test_many_idle(server, store):
    """Connections that say nothing do not keep others out."""
    idle = []
    for i in range(300):
        s = socket.create_connection(("127.0.0.1", server.port))
        if i % 2:
            s.sendall(b"GET /api/info HT")
        idle.append(s)
    server.json("/api/records?limit=3")
    for s in idle:
        s.close()


def test_aborted_downloads(server, store):
    """Clients that go away in the middle of a download leave no place taken."""
    for _ in range(12):
        with socket.create_connection(("127.0.0.1", server.port)) as s:
            s.sendall(b"GET /api/export HTTP/1.1\r\nHost: localhost\r\n\r\n")
            s.recv(100)
    for _ in range(50):
        answer, _ = server.get("/api/export?limit=1")
        if answer.status == 200:
            break
        time.sleep(0.1)
    assert answer.status == 200


# ---- servers of their own ----

def test_time_limit(build, store, folder):
    with Server(build, store, "--time-limit", 0) as server:
        for path in ("/api/records?words=" + quote("中国"), "/api/positions", "/api/network"):
            assert "0 ms" in server.error(path, 503, "time_limit")
        answer, _ = server.get("/api/count?by=type")
        assert answer.status == 503 and int(answer.headers["Retry-After"]) > 0
        assert server.get("/")[0].status == 200
        server.stop()


def test_changes(build, store, folder):
    """What another program stores is seen, under another version; the old tag no longer holds."""
    copy = folder / "changing.db"
    shutil.copy(store, copy)
    with Server(build, copy) as server:
        before = server.json("/api/info")
        tag = server.get("/api/info")[0].headers["ETag"]
        more = folder / "more.jsonl"
        more.write_text(json.dumps({"id": "m", "lang": "ja", "published": "2024-01-02", "title": "日米",
                                    "text": "アメリカの国務長官は2日、日本政府の計画を支持すると述べた。"}, ensure_ascii=False))
        run(build, "ingest", copy, more)
        for _ in range(100):
            after = server.json("/api/info")
            if after["version"] != before["version"]:
                break
            time.sleep(0.1)
        assert after["documents"] == before["documents"] + 1 and after["version"] != before["version"]
        answer, _ = server.get("/api/info", headers={"If-None-Match": tag})
        assert answer.status == 200 and answer.headers["ETag"] != tag
        assert server.json("/api/records?since=2024-01-02&until=2024-01-02")["total"] > 0
        server.stop(signal.SIGINT)


def test_stop(build, store, folder):
    """A signal ends it soon and cleanly, also with a download under way and clients that wait."""
    for number in (signal.SIGINT, signal.SIGTERM):
        with Server(build, store) as server:
            server.json("/api/info")
            with socket.create_connection(("127.0.0.1", server.port)) as slow:
                slow.sendall(b"GET /api/export HTTP/1.1\r\nHost: localhost\r\n\r\n")
                slow.recv(10)
                begun = time.monotonic()
                said = server.stop(number)
                assert time.monotonic() - begun < 8 and not said, said
    with Server(build, store) as server:
        server.stop()  # at once, while the store is being read


def test_command(build, store, folder):
    assert "store" in run(build, "serve", status=2).stderr
    run(build, "serve", folder / "none.db", status=1)
    bad = folder / "bad.db"
    bad.write_bytes(b"no store" * 1000)
    run(build, "serve", bad, status=1)
    run(build, "serve", store, "--port", "70000", status=2)
    run(build, "serve", store, "--host", "no such host", status=2)
    with Server(build, store) as server:
        assert "another program" in run(build, "serve", store, "--port", server.port, status=1).stderr
        server.stop()
    with Server(build, store, "--host", "0.0.0.0") as server:
        answer, _ = server.get("/api/info", headers={"Host": "192.0.2.7:80"})
        assert answer.status == 200
        answer, _ = server.get("/api/info", headers={"Host": "evil.example"})
        assert answer.status == 403
        assert "no password" in server.stop()


async def client(port, paths, until, counts):
    reader = writer = None
    rng = random.Random(id(counts) + len(counts))
    while time.monotonic() < until:
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"GET {rng.choice(paths)} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode())
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
            length = next(int(x.split(b":")[1]) for x in head.split(b"\r\n") if x.lower().startswith(b"content-length"))
            await asyncio.wait_for(reader.readexactly(length), 30)
            counts.append(int(head.split()[1]))
        except (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError) as failure:
            counts.append(repr(failure))
            writer = None
    if writer:
        writer.close()


def ask_at_once(port, paths, clients, seconds):
    """So many clients ask for one path after the other, each over one connection. Statuses, and failures as text."""
    async def all_clients():
        counts, until = [], time.monotonic() + seconds
        await asyncio.gather(*(client(port, paths, until, counts) for _ in range(clients)))
        return counts

    return asyncio.run(all_clients())


def test_load(build, store, folder):
    """Many clients at the same time: no error, and bounded memory."""
    with Server(build, store, errors=subprocess.DEVNULL) as server:
        codes = [a["code"] for a in server.json("/api/actors?limit=30")["actors"]]
        paths = ["/", "/api/info", "/api/records", "/api/positions", "/api/timeline?split=dyad", "/api/network?nodes=200"]
        paths += [f"/api/records?party={quote(c)}&limit=20" for c in codes]
        paths += [f"/api/count?by=month,type&actor={quote(c)}" for c in codes]
        paths += [f"/api/positions?party={quote(c)}" for c in codes]

        counts = ask_at_once(server.port, paths, OPTIONS.clients, OPTIONS.seconds)
        faults = [c for c in counts if c != 200]
        memory = server.memory("VmHWM")
        print(f"  {OPTIONS.clients} clients, {len(counts) / OPTIONS.seconds:.0f} answers a second, at most {memory >> 10} MiB")
        assert len(counts) > OPTIONS.clients and not faults, (len(faults), faults[:3])
        assert memory < 300 << 10
        server.stop()


# ---- all ----

SHARED = [test_info, test_records, test_filters, test_count, test_documents, test_document, test_explain, test_positions,
          test_timeline, test_network, test_names, test_export, test_pages, test_tags, test_gzip, test_methods, test_hosts,
          test_bad_parameters, test_hostile_articles, test_broken_requests, test_many_idle, test_aborted_downloads]
ALONE = [test_time_limit, test_changes, test_stop, test_command, test_load]


def state_of(store):
    return hashlib.sha256(store.read_bytes()).hexdigest(), store.stat().st_mtime_ns


def main():
    global BUILD, OPTIONS
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--store", type=pathlib.Path, help="for --only load: a store of your own")
    parser.add_argument("--only")
    OPTIONS = parser.parse_args()
    BUILD = OPTIONS.build.resolve()
    if "serve" not in run(BUILD, "--help").stdout or "no server" in subprocess.run(
            [BUILD / "seimei", "serve"], capture_output=True, text=True).stderr:
        print("skipped: this build has no server")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        store = OPTIONS.store or make_store(BUILD, folder)
        before = state_of(store)
        wanted = [t for t in SHARED + ALONE if not OPTIONS.only or t.__name__ == f"test_{OPTIONS.only}"]
        with Server(BUILD, store, errors=subprocess.DEVNULL) as server:
            for test in wanted:
                print(test.__name__, flush=True)
                test(server, store) if test in SHARED else test(BUILD, store, folder)
            server.stop()
        assert state_of(store) == before, "the store was written to"
    print(f"{len(wanted)} tests passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
