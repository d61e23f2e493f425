// Code points and marks. Offsets of records count code points; JavaScript's strings count UTF-16 units.
import type { Entry, Words } from "../core/types";

export type Role = "party" | "target" | "trigger" | "about" | "source" | "cue" | "content" | "addressee";

export interface Span {
  begin: number;
  end: number;
  role: Role;
}

// Turns offsets in code points into offsets of a string: text.slice(at(b), at(e)).
export function codePoints(text: string): (offset: number) => number {
  if (!/[\ud800-\udfff]/.test(text)) return (offset) => offset;
  const starts: number[] = [];
  for (let i = 0; i < text.length; i += text.codePointAt(i)! > 0xffff ? 2 : 1) starts.push(i);
  starts.push(text.length);
  return (offset) => starts[Math.min(offset, starts.length - 1)];
}

function spansOf(words: ({ begin: number | null; end: number | null } | null)[], role: Role): Span[] {
  const spans: Span[] = [];
  for (const one of words) {
    if (one && one.begin !== null && one.end !== null && one.end > one.begin) spans.push({ begin: one.begin, end: one.end, role });
  }
  return spans;
}

// The words of a record, the most telling last, so that they win where they overlap.
export function spans(entry: Entry): Span[] {
  if (entry.type === "statement") {
    return [
      ...spansOf(entry.content, "content"), ...spansOf(entry.addressee, "addressee"),
      ...spansOf(entry.source, "source"), ...spansOf([entry.cue], "cue"),
    ];
  }
  return [
    ...spansOf([entry.about], "about"), ...spansOf(entry.recipient, "target"),
    ...spansOf(entry.actor, "party"), ...spansOf([entry.trigger], "trigger"),
  ];
}

export interface Piece {
  text: string;
  role: Role | null;
}

// A passage cut where roles change: for one record, each place has the role that is named last.
export function pieces(text: string, begin: number, marks: Span[]): Piece[] {
  const at = codePoints(text);
  const length = [...text].length;
  const roles: (Role | null)[] = new Array(length).fill(null);
  for (const mark of marks) roles.fill(mark.role, Math.max(0, mark.begin - begin), Math.max(0, Math.min(length, mark.end - begin)));
  const out: Piece[] = [];
  for (let i = 0; i < length; ) {
    let j = i + 1;
    while (j < length && roles[j] === roles[i]) j++;
    out.push({ text: text.slice(at(i), at(j)), role: roles[i] });
    i = j;
  }
  return out;
}

export function hitsOf(entry: Entry): Words {
  return entry.type === "event" ? entry.trigger : entry.cue;
}
