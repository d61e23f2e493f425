"""Results and records as HTML for a notebook: the article with its words marked, and under each paragraph its records.

Everything is in the piece itself (no script, no file from elsewhere), all text is escaped, and colours follow the scheme
of the notebook: that of Jupyter, VS Code and Colab where they say it, else that of the browser.
"""
import html

_MOST_CHARACTERS = 30_000
_MOST_ROWS = 200

# PLOVER's quad codes: names, and shapes where there is no colour.
_FAMILIES = {1: ("verbal cooperation", "○"), 2: ("material cooperation", "●"), 3: ("verbal conflict", "◇"),
             4: ("material conflict", "◆")}

_LIGHT = """--q1:#0b6e4f;--q2:#0a5c8f;--q3:#a34700;--q4:#b00d23;--dim:#5f6368;--line:#c9ccd1;--said:rgba(122,92,200,.13);
--who:#7a5cc8;--cue:#5b3fae"""
_DARK = """--q1:#5cd6a8;--q2:#6cbcf5;--q3:#ffab66;--q4:#ff8a94;--dim:#a3a8b0;--line:#4a4e55;--said:rgba(170,145,255,.2);
--who:#b7a1ff;--cue:#cbbcff"""

_STYLE = f"""<style>
.seimei{{{_LIGHT};font-size:14px;line-height:1.75;max-width:60em}}
@media (prefers-color-scheme:dark){{.seimei{{{_DARK}}}}}
[data-jp-theme-light="true"] .seimei,body.vscode-light .seimei,html[theme="light"] .seimei{{{_LIGHT}}}
[data-jp-theme-light="false"] .seimei,body.vscode-dark .seimei,html[theme="dark"] .seimei{{{_DARK}}}
.seimei .head{{font-weight:600;font-size:1.15em;line-height:1.4}}
.seimei .meta,.seimei .more{{color:var(--dim);font-size:.9em}}
.seimei p{{margin:.7em 0 .2em;white-space:pre-wrap;overflow-wrap:anywhere}}
.seimei mark{{background:none;color:inherit;padding:0}}
.seimei .said{{background:var(--said);border-radius:2px}}
.seimei .who{{border-bottom:2px solid var(--who)}}
.seimei .cue{{color:var(--cue);text-decoration:underline dotted}}
.seimei .t{{font-weight:700}}
.seimei .q1{{color:var(--q1)}}.seimei .q2{{color:var(--q2)}}.seimei .q3{{color:var(--q3)}}.seimei .q4{{color:var(--q4)}}
.seimei ul.rows{{list-style:none;margin:0 0 .5em;padding:0 0 0 .8em;border-left:2px solid var(--line);font-size:.9em}}
.seimei ul.rows li{{margin:.1em 0;padding:0;overflow-wrap:anywhere}}
.seimei b{{font-weight:600}}
.seimei table{{border-collapse:collapse;font-size:.95em}}
.seimei th,.seimei td{{text-align:left;vertical-align:top;padding:.2em .8em .2em 0;border-bottom:1px solid var(--line)}}
.seimei th{{color:var(--dim);font-weight:400}}
</style>"""


def _wrap(body):
    return f'{_STYLE}<div class="seimei">{body}</div>'


def _escape(value):
    return "" if value is None else html.escape(str(value))


def _parties(actors):
    return ", ".join(f'<b title="{_escape(a.text)}">{_escape(a.label)}</b>' for a in actors) or "?"


def _dim(value, before=" "):
    return f'{before}<span class="meta">{_escape(value)}</span>' if value else ""


def _cut(text, most=80):
    return text if len(text) <= most else text[:most - 1] + "…"


# ---- one record on one line ----

def _event_line(e):
    name, shape = _FAMILIES.get(e.quad_code, ("", "·"))
    parts = [f'<span class="q{e.quad_code:d} t" title="{name}">{shape} {_escape(" ".join(e.event))}</span>',
             _dim(" ".join(e.mode)), f" {_parties(e.actor)}"]
    if e.recipient:
        parts.append(f" → {_parties(e.recipient)}")
    if e.about:
        parts.append(f" about 「{_escape(_cut(e.about.text))}」")
    parts += [_dim("" if e.status == "actual" else e.status), _dim(e.date)]
    return f'<li title="{_escape(e.id)} {_escape(e.rule)}">{"".join(parts)}</li>'


def _statement_line(s):
    said = " … ".join(_cut(c.text) for c in s.content)
    to = f" to {_parties(s.addressee)}" if s.addressee else ""
    return (f'<li title="{_escape(s.id)} {_escape(s.rule)}"><span class="cue">❝</span> {_parties(s.source)}{to}: '
            f'「{_escape(said)}」{_dim(s.manner)}{_dim(s.medium)}{_dim(s.date)}</li>')


# ---- the article ----

def _marks(result):
    """Spans of the text with their classes: (begin, end, class)."""
    for s in result.statements:
        yield from ((c.begin, c.end, "said") for c in s.content)
        if s.cue:
            yield s.cue.begin, s.cue.end, "cue"
        yield from ((a.begin, a.end, "who") for a in s.source if a.text)
    for e in result.events:
        yield from ((a.begin, a.end, "who") for a in (*e.actor, *e.recipient) if a.text)
        if e.trigger:
            yield e.trigger.begin, e.trigger.end, f"t q{e.quad_code:d}"


def _marked(text, marks, begin, end):
    """text[begin:end] with the marks that are in it; marks may overlap, so each piece between two borders is one."""
    inside = [(max(b, begin), min(e, end), c) for b, e, c in marks if b < end and e > begin]
    borders = sorted({begin, end, *(b for b, _, _ in inside), *(e for _, e, _ in inside)})
    pieces = []
    for b, e in zip(borders, borders[1:]):
        classes = " ".join(dict.fromkeys(c for x, y, c in inside if x <= b and e <= y))
        words = _escape(text[b:e])
        pieces.append(f'<mark class="{classes}">{words}</mark>' if classes else words)
    return "".join(pieces)


def _paragraphs(text, end):
    """Begin and end of each line that has something in it."""
    at = 0
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].strip():
            yield at, stop
        at = stop + 1


def _sorted_rows(result):
    """The record's place and its line, in the order of the text; a statement before the events in it."""
    rows = [(s.sentence.begin, s.cue.begin if s.cue else 0, 0, s) for s in result.statements]
    rows += [(e.sentence.begin, e.trigger.begin if e.trigger else 0, 1, e) for e in result.events]
    rows.sort(key=lambda row: row[:3])
    return [(row[0], _event_line(row[3]) if row[2] else _statement_line(row[3])) for row in rows]


def result(r):
    """A Result: the article marked up."""
    text = r.text
    shown = min(len(text), _MOST_CHARACTERS)
    marks, rows = sorted(_marks(r)), _sorted_rows(r)
    meta = " · ".join(_escape(v) for v in (r.published, r.publisher, r.url, r.id) if v)
    head = f'<div class="head">{_escape(r.title)}</div>' if r.title and not text.startswith(r.title) else ""
    body = [f'{head}<div class="meta">{meta} · {len(r.statements)} statements, {len(r.events)} events</div>']
    for begin, end in _paragraphs(text, shown):
        title = ' class="head"' if r.title and begin == 0 and text[:end].strip() == r.title.strip() else ""
        body.append(f"<p{title}>{_marked(text, marks, begin, end)}</p>")
        lines = [line for at, line in rows if begin <= at < end + 1]
        if lines:
            body.append(f'<ul class="rows">{"".join(lines)}</ul>')
    if shown < len(text):
        body.append(f'<div class="more">… {len(text) - shown:,} further characters</div>')
    return _wrap("".join(body))


def records(rs):
    """Records: a line each."""
    lines = [_event_line(x) if x.type == "event" else _statement_line(x) for x in rs[:_MOST_ROWS]]
    more = f'<div class="more">… {len(rs) - _MOST_ROWS:,} more</div>' if len(rs) > _MOST_ROWS else ""
    return _wrap(f'<ul class="rows">{"".join(lines)}</ul>{more}' if lines else '<span class="meta">no records</span>')


# ---- one record in full ----

def _value(value):
    if isinstance(value, tuple):
        return "<br>".join(_value(v) for v in value)
    if hasattr(value, "label"):
        place = "" if value.text is None else _dim(f"「{value.text}」 {value.begin}–{value.end}")
        return f"<b>{_escape(value.label)}</b> {_escape(value.name)}{_dim(value.office)}{place}"
    if hasattr(value, "to_dict"):
        fields = value.to_dict()
        words = _escape(value.text)
        rest = ", ".join(f"{k} {v}" for k, v in fields.items() if k not in ("text", "begin", "end") and v is not None)
        return f"{words}{_dim(f'{value.begin}–{value.end}')}{_dim(rest)}"
    return _escape(value)


def record(r):
    """An Event or Statement: its sentence marked, and its fields."""
    sentence = r.sentence
    if r.type == "event":
        marks = [(a.begin, a.end, "who") for a in (*r.actor, *r.recipient) if a.text]
        marks += [(r.trigger.begin, r.trigger.end, f"t q{r.quad_code:d}")] if r.trigger else []
    else:
        marks = [(c.begin, c.end, "said") for c in r.content] + [(a.begin, a.end, "who") for a in r.source if a.text]
        marks += [(r.cue.begin, r.cue.end, "cue")] if r.cue else []
    text = r.result.text
    marked = _marked(text, marks, sentence.begin, sentence.end)
    fields = [(name, getattr(r, name)) for name in r.to_dict()]
    rows = "".join(f"<tr><th>{name}</th><td>{_value(value)}</td></tr>" for name, value in fields
                   if value not in (None, ()) and name != "type")
    return _wrap(f"<p>{marked}</p><table>{rows}</table>")
