"""Statements of seimei as attributions in the manner of PolNeAR.

The records name the actor, the word that attributes and the clause; PolNeAR marks phrases. Its guidelines say: the source with
its determiners, adjectives and what identifies it; the cue with its auxiliaries, negations, adverbs and the preposition before
the content, as one run; the content with its conjunction and its quotation marks, without the full stop of the sentence, and
with the quoted sentences that go on behind it; no attribution inside the content of another. All of it is done here on the
characters of the sentence with closed lists of words.
"""

import re

AUXILIARY = set("""am is are was were be been being has have had having do does did will would shall should can could may might
must ought 's 're 've 'll 'd ’s ’re ’ve ’ll ’d not never n't n’t also still then even just already often once again always
only soon later now reportedly further both repeatedly to""".split())
PREPOSITION = set("on in at for about upon to under with of against out by into over from up off toward towards as down".split())
BREAK = PREPOSITION | set("""and but or nor so yet because although though while when whenever where if unless until since after before
that which who whom whose what how why whether than he she it they we you i there here this these those who""".split())
"""Words that a noun phrase does not reach over to its left."""
DAY = set("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight".split())
CONJUNCTION = re.compile(r"\b(?:that|to|whether|if|why|how|what|when|where|who|which|as|not to)\s+$", re.I)
APPOSITION = re.compile(r",\s+(?:(?:a|an|the|his|her|its|one|who|whose|which|former|president|chief|head|[A-Z0-9])\b|[A-Z])")
OPEN, CLOSE = "“\"‘«", "”\"’»"
WORD = re.compile(r"[A-Za-z0-9$%&.]+(?:[-’'/][A-Za-z0-9]+)*['’]?|[^\w\s]")


def words_before(text, begin, end):
    """Words of text[begin:end] from the last to the first: (begin, end, word)."""
    return reversed([(begin + m.start(), begin + m.end(), m[0]) for m in re.finditer(r"(?:n)?['’][a-z]+\b|[\w-]+?(?=n['’]t\b)|[\w-]+|[^\w\s]", text[begin:end])])


def is_adverb(word):
    return word.endswith("ly") and word.islower() and word not in ("family", "ally", "assembly", "supply", "reply", "early", "july")


def joined(text, begin, end):
    """Whether nothing but blanks is between."""
    return begin <= end and not text[begin:end].strip()


def cue_span(text, cue, low, contents):
    """The verb group: auxiliaries and adverbs before it, the preposition between it and the content."""
    begin, end = cue["begin"], cue["end"]
    for b, e, word in words_before(text, low, begin):
        if not joined(text, e, begin) or not (word.lower() in AUXILIARY or is_adverb(word)):
            break
        begin = b
    if text[begin:begin + 3].lower() == "to " and begin != cue["begin"]:
        begin += 3
    behind = [b for b, _ in contents if b >= end]
    between = text[end:min(behind)].split() if behind else []
    if 0 < len(between) <= 2 and all(w in PREPOSITION or is_adverb(w) for w in between):
        end += len(text[end:min(behind)].rstrip())
    elif re.match(r"\s+in a (?:written )?statement\b", text[end:]):
        end += re.match(r"\s+in a (?:written )?statement\b", text[end:]).end()
    if text[end:end + 1] == ":":
        end += 1
    return begin, end


def content_span(text, begin, end, low):
    """A part of the content with its conjunction and quotation marks."""
    if text[begin:begin + 1] not in OPEN:
        m = CONJUNCTION.search(text, low, begin)
        begin = m.start() if m else begin
    opened = False
    while begin > low and text[begin - 1] in OPEN:
        begin, opened = begin - 1, True
    if opened:
        while end < len(text) and text[end] in ",.!?…" and text[end + 1:end + 2] and text[end + 1] in CLOSE:
            end += 1
    while end < len(text) and text[end] in "!?" + (CLOSE if opened or text[begin:end].count("“") > text[begin:end].count("”") else ""):
        end += 1
    return begin, end


def noun_phrase(text, source, low):
    """The mention with the words of its phrase before it."""
    begin = source["begin"]
    if text[begin:source["end"]].lower() in ("he", "she", "it", "they", "we", "i", "you", "who", "which"):
        return begin
    for b, e, word in words_before(text, low, begin):
        gap = text[e:begin]
        if gap.strip(" ") or word.lower() in BREAK or word.lower() in AUXILIARY - {"'s", "’s"} or is_adverb(word) or re.fullmatch(r"[^\w'’]+", word):
            break
        begin = b
    part = is_part(text, low, begin)
    return noun_phrase(text, {"begin": part, "end": source["end"]}, low) if part is not None else begin


def is_part(text, low, begin):
    """72 percent of, four in 10, most of: the words before a mention that say how much of it is meant."""
    m = re.search(r"(?:\b(?:percent|majority|most|many|some|several|one|none|half|quarter|third|group|number|handful|dozens?|hundreds|thousands|all|few|"
                  r"each|both|members?|any|part|rest|quarters|thirds) of|\b(?:\d+|[A-Za-z]+) in)\s+$", text[low:begin], re.I)
    quantity = m and (not m[0].rstrip().endswith("in") or re.match(r"\d|ten\b", text[begin:]))
    return low + m.start() if quantity else None


def belongs(rest):
    """Whether the words between a mention and its cue are of the mention's phrase: a campaign spokeswoman, of Ohio."""
    words = re.findall(r"[\w’']+", re.sub(r"^['’]s?\b", "", rest.lower()))
    clause = AUXILIARY | (BREAK - PREPOSITION) | DAY
    return bool(words) and len(words) <= 8 and not re.search(r"[,;:.“”\"—–]", rest) and not any(w in clause or is_adverb(w) for w in words)


def source_span(text, source, low, high, cue):
    """The mention's phrase, to the cue where it stands before it, with an apposition where it stands behind."""
    begin, end = noun_phrase(text, source, max(low, cue[1]) if source["begin"] >= cue[1] else low), source["end"]
    if end <= cue[0]:
        rest = text[end:cue[0]]
        if belongs(rest):
            end += len(rest.rstrip())
        elif APPOSITION.match(rest) and rest.rstrip().endswith(",") and not re.match(r",\s+who", rest) and len(rest.split()) <= 25:
            end += len(rest.rstrip())
    else:
        rest = text[end:high]
        m = APPOSITION.match(rest)
        stop = re.search(r"[.;:“\"]|$", rest)
        if m and stop:
            end += len(rest[:stop.start()].rstrip(" ,"))
    return begin, end


def quotes_behind(text, end):
    """Quoted sentences that go on behind a quotation in its paragraph: the span of each."""
    spans = []
    while m := re.compile(r"[.,]?\s?[ \t]*(“[^”\n]*”|\"[^\"\n]*\")(?=[ \t]*(?:\n|$|[“\"]))").match(text, end):
        spans.append(m.span(1))
        end = m.end()
    return spans


def around(span, holes):
    """A span without what the holes cover."""
    parts = [span]
    for low, high in holes:
        parts = [p for b, e in parts for p in ((b, min(e, low)), (max(b, high), e)) if p[0] < p[1]]
    return parts


def attribution(text, record):
    low, high = record["sentence"]["begin"], record["sentence"]["end"]
    content = [content_span(text, c["begin"], c["end"], low if c["begin"] >= low else 0) for c in record["content"]]
    cue = cue_span(text, record["cue"], low, content)
    sources = [source_span(text, s, low, high, cue) for s in record["source"] if s["text"] and s["begin"] >= low and s["end"] <= high]
    source = [(min(b for b, _ in sources), max(e for _, e in sources))] if sources else []
    source = [part for piece in source for part in around(piece, [cue])][:1]
    if record["manner"] != "indirect":
        content += quotes_behind(text, max([e for _, e in content] + [high]))
    content = [part for piece in content for part in around(piece, source + [cue])]
    return {"source": source, "cue": [cue], "content": content}


def attributions(text, records):
    """The outermost statements of a document as attributions, in the order of the text."""
    return [attribution(text, r) for r in records if r["within"] is None]
