// A record as a card: what, who to whom, and the sentence that says so with its words marked.
import type { Entry, Event } from "../core/types";
import { href, usePlace } from "../core/location";
import { score, t, term } from "../words";
import { Actors } from "./actors";
import { QuadGlyph, SayGlyph } from "./glyphs";
import { type Piece, pieces, spans } from "./marks";

export function recordPlace(entry: Entry): string {
  return "/articles/" + entry.doc;
}

export function recordView(entry: Entry): Record<string, string> {
  return { at: entry.id.slice(entry.id.indexOf("#") + 1) };
}

export function What({ entry }: { entry: Entry }) {
  if (entry.type === "statement") {
    return (
      <span class="what say">
        <SayGlyph /> <b>{t("statement")}</b>
      </span>
    );
  }
  return (
    <span class={`what quad${entry.quad_code}`}>
      <QuadGlyph quad={entry.quad_code} /> <b>{term("type", entry.event[0])}</b>
      {entry.mode.length > 0 && <span class="mode">{term("mode", entry.mode[0])}</span>}
    </span>
  );
}

export function Status({ entry }: { entry: Event }) {
  if (entry.status === "actual") return null;
  return <span class="badge">{term("status", entry.status)}</span>;
}

export function Who({ entry, limit }: { entry: Entry; limit?: number }) {
  const from = entry.type === "event" ? entry.actor : entry.source;
  const to = entry.type === "event" ? entry.recipient : entry.addressee;
  return (
    <span class="who">
      <Actors actors={from} limit={limit} />
      {to.length > 0 && (
        <>
          <span class="arrow" role="img" aria-label={t("toWhom")}>
            →
          </span>
          <Actors actors={to} limit={limit} />
        </>
      )}
    </span>
  );
}

// In a row of a table a long sentence begins shortly before the words that make the record.
const BEFORE = 28;
const LONG = 64;

function cut(entry: Entry): Piece[] {
  const all = pieces(entry.evidence, entry.sentence.begin, spans(entry));
  const head = all.findIndex((one) => one.role === "trigger" || one.role === "cue");
  const before = all.slice(0, Math.max(0, head)).reduce((n, one) => n + one.text.length, 0);
  const width = entry.lang === "ja" ? 1 : 2;
  if (entry.evidence.length < LONG * width || before < (LONG / 2) * width) return all;
  let spare = before - BEFORE * width;
  const kept: Piece[] = [{ text: "…", role: null }];
  for (const one of all) {
    const gone = Math.min(spare, one.text.length);
    spare -= gone;
    if (gone < one.text.length) kept.push({ text: one.text.slice(gone), role: one.role });
  }
  return kept;
}

export function Evidence({ entry, isCut = false }: { entry: Entry; isCut?: boolean }) {
  const shown = isCut ? cut(entry) : pieces(entry.evidence, entry.sentence.begin, spans(entry));
  return (
    <q class="evidence" lang={entry.lang ?? undefined}>
      {shown.map((piece, i) =>
        piece.role ? (
          <mark key={i} class={`m-${piece.role} ${entry.type === "event" ? "quad" + entry.quad_code : "say"}`}>
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </q>
  );
}

export function RecordCard({ entry }: { entry: Entry }) {
  const { filter } = usePlace();
  return (
    <article class="card">
      <header>
        <What entry={entry} />
        {entry.type === "event" && <Status entry={entry} />}
        {entry.type === "event" && <span class="muted">{score(entry.event_scale)}</span>}
        <time class="muted">{entry.date ?? entry.published ?? t("undated")}</time>
      </header>
      <Who entry={entry} />
      <Evidence entry={entry} />
      <footer>
        <a href={href(recordPlace(entry), filter, recordView(entry))}>{t("readArticle")}</a>
        <span class="muted">
          {[entry.publisher, entry.title].filter(Boolean).join(" · ")}
        </span>
      </footer>
    </article>
  );
}
