// The records of a paragraph, beside their sentences.
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { href, setView, usePlace } from "../core/location";
import { isPointing } from "../core/pointer";
import type { Entry, Words } from "../core/types";
import { Actors, Codes } from "../parts/actors";
import { Icon } from "../parts/icons";
import { Status, What } from "../parts/record";
import { type Key, score, t, term } from "../words";

// Short values share a line, long ones have their own.
function Row({ label, long, children }: { label: Key; long?: boolean; children: preact.ComponentChildren }) {
  return (
    <div class={long ? "long" : undefined}>
      <dt>{t(label)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function text(words: Words | null): string | null {
  return words ? words.text : null;
}

function Details({ entry }: { entry: Entry }) {
  const { filter } = usePlace();
  const isEvent = entry.type === "event";
  return (
    <dl class="details">
      <Row long label={isEvent ? "actor" : "source"}>
        <Actors actors={isEvent ? entry.actor : entry.source} />
      </Row>
      {isEvent && entry.recipient.length > 0 && <Row long label="recipient"><Actors actors={entry.recipient} /></Row>}
      {!isEvent && entry.addressee.length > 0 && <Row long label="addressee"><Actors actors={entry.addressee} /></Row>}
      <Row label={isEvent ? "trigger" : "cue"}>{text(isEvent ? entry.trigger : entry.cue)}</Row>
      {isEvent && entry.about && <Row long label="about">{entry.about.text}</Row>}
      {!isEvent && <Row long label="content">{entry.content.map((one) => one.text).join(" … ")}</Row>}
      {isEvent && (
        <>
          <Row label="type">
            {term("type", entry.event[0])} <span class="mono muted">{entry.event[0]}</span>
            {entry.mode.length > 0 && ` · ${term("mode", entry.mode[0])}`}
          </Row>
          {entry.context.length > 0 && <Row label="context">{entry.context.map((one) => term("context", one)).join(", ")}</Row>}
          <Row label="status">{term("status", entry.status)}</Row>
          {entry.place && <Row label="place">{[entry.place.text, entry.place.code].filter(Boolean).join(" · ")}</Row>}
          {entry.quantity && <Row long label="quantity">{entry.quantity.text}</Row>}
          {entry.claimed_by.length > 0 && <Row long label="claimedBy"><Actors actors={entry.claimed_by} /></Row>}
          {entry.stance && <Row label="stance">{term("stance", entry.stance)}</Row>}
          {entry.issue && (
            <Row label="issue">
              <a href={href("/positions", { key: entry.issue })}>{t("seePositions")}</a>
            </Row>
          )}
        </>
      )}
      {!isEvent && <Row label="manner">{term("manner", entry.manner)}</Row>}
      {!isEvent && entry.medium && <Row label="medium">{term("medium", entry.medium)}</Row>}
      <Row label="date">{entry.date ?? t("undated")}</Row>
      {isEvent && <Row label="score">{score(entry.event_scale)}{entry.cameo && ` · CAMEO ${entry.cameo}`}</Row>}
      {isEvent && <Row label="confidence">{entry.confidence.toFixed(2)}</Row>}
      {isEvent && entry.same_as && (
        <Row long label="repeatOf">
          <a href={href("/articles/" + entry.same_as.split("#")[0], filter, { at: entry.same_as.split("#")[1] })}>{entry.same_as}</a>
        </Row>
      )}
      <Row label="rule"><span class="mono">{entry.rule}</span></Row>
    </dl>
  );
}

interface NoteProps {
  entry: Entry;
  isActive: boolean;
  isOpen: boolean;
  isDim: boolean;
  onActive: (id: string | null) => void;
}

// One line; the whole record when it is opened.
function Note({ entry, isActive, isOpen, isDim, onActive }: NoteProps) {
  const local = entry.id.slice(entry.id.indexOf("#") + 1);
  const from = entry.type === "event" ? entry.actor : entry.source;
  const to = entry.type === "event" ? entry.recipient : entry.addressee;
  const gist = entry.type === "event" ? (entry.about ?? entry.trigger).text : entry.content.map((one) => one.text).join("…");
  return (
    <li
      class={["record", entry.type === "event" ? `quad${entry.quad_code}` : "say", isActive && "active", isDim && "dim"].filter(Boolean).join(" ")}
      data-note={entry.id}
      onMouseEnter={(event) => isPointing(event) && onActive(entry.id)}
      onMouseLeave={() => onActive(null)}
    >
      <button
        aria-expanded={isOpen}
        onFocus={() => onActive(entry.id)}
        onBlur={() => onActive(null)}
        onClick={() => setView({ at: isOpen ? undefined : local }, "replace")}
      >
        <What entry={entry} />
        <span class="who">
          <Codes actors={from} />
          {to.length > 0 && <span class="arrow" role="img" aria-label={t("toWhom")}>→</span>}
          <Codes actors={to} />
        </span>
        {entry.type === "event" && <Status entry={entry} />}
        <span class="gist" lang={entry.lang ?? undefined}>{gist}</span>
        {!isOpen && <span class="rule mono">{entry.rule}</span>}
      </button>
      {isOpen && <Details entry={entry} />}
    </li>
  );
}

export interface MarginProps {
  sentences: number[];
  records: Entry[];
  active: string | null;
  opened: string | null;
  dimmed: ReadonlySet<string> | null;
  onActive: (id: string | null) => void;
  block: RefObject<HTMLElement | null>;
}

// Pushes each group down to the line where its sentence begins, where there is room beside the text.
function align(block: HTMLElement): void {
  const groups = [...block.querySelectorAll<HTMLElement>("[data-group]")];
  for (const group of groups) group.style.marginTop = "";
  const margin = block.querySelector<HTMLElement>(".margin");
  const passage = block.querySelector<HTMLElement>(".passage");
  if (!margin || !passage || margin.offsetLeft <= passage.offsetLeft) return;
  const top = block.getBoundingClientRect().top;
  for (const group of groups) {
    const sentence = block.querySelector(`[data-sentence="${group.dataset.group}"]`);
    const line = sentence?.getClientRects()[0];
    if (!line) continue;
    const missing = line.top - top - (group.getBoundingClientRect().top - top);
    if (missing > 0) group.style.marginTop = `${Math.floor(missing)}px`;
  }
}

export function Margin({ sentences, records, active, opened, dimmed, onActive, block }: MarginProps) {
  const place = usePlace();
  const last = useRef(0);
  useLayoutEffect(() => {
    if (block.current) align(block.current);
  });
  useLayoutEffect(() => {
    const box = block.current;
    if (!box) return;
    const observer = new ResizeObserver(() => {
      if (box.offsetWidth !== last.current) align(box);
      last.current = box.offsetWidth;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return (
    <div class="margin">
      {sentences.map((index) => {
        const own = records.filter((entry) => entry.sentence.index === index);
        const whyHref = href(place.path, place.filter, { ...place.view, why: String(index) });
        return (
          <div key={index} class={own.length ? "group" : "group bare"} data-group={index}>
            <a class="whylink" href={whyHref} aria-label={t("whySentence", { n: index + 1 })} title={t("whySentence", { n: index + 1 })}>
              <Icon name="why" />
            </a>
            <ol>
              {own.map((entry) => (
                <Note
                  key={entry.id}
                  entry={entry}
                  isActive={entry.id === active}
                  isOpen={entry.id === opened}
                  isDim={dimmed !== null && !dimmed.has(entry.id)}
                  onActive={onActive}
                />
              ))}
            </ol>
          </div>
        );
      })}
    </div>
  );
}
