// How the records of a paragraph are drawn under its words. Each record has a lane: a thin line under what it is about or
// what is said, a thick one under its trigger or cue. Records that overlap or nest have different lanes; a lane is used
// again as soon as it is free (greedy colouring of intervals, which needs no more lanes than overlap at any place).
import type { Block, Entry } from "../core/types";
import { codePoints, type Role, spans } from "../parts/marks";

// More lanes than this would part the lines of the text too far; further records share the last.
export const MOST_LANES = 5;

export interface Layer {
  entry: Entry;
  role: Role;
  lane: number;
}

export interface Segment {
  text: string;
  layers: Layer[];
}

export interface Sentence {
  index: number | null;
  segments: Segment[];
}

export interface Drawn {
  sentences: Sentence[];
  lanes: number;
}

const IN_LANE: ReadonlySet<Role> = new Set(["trigger", "cue", "about", "content"]);

interface Extent {
  entry: Entry;
  begin: number;
  end: number;
}

function extents(block: Block, entries: Entry[]): Extent[] {
  const found: Extent[] = [];
  for (const entry of entries) {
    const inside = spans(entry).filter((one) => IN_LANE.has(one.role) && one.begin < block.end && one.end > block.begin);
    if (inside.length === 0) continue;
    found.push({
      entry, begin: Math.min(...inside.map((one) => one.begin)), end: Math.max(...inside.map((one) => one.end)),
    });
  }
  return found.sort((a, b) => a.begin - b.begin || b.end - a.end);
}

function assign(sorted: Extent[]): { lanes: Map<Entry, number>; count: number } {
  const lanes = new Map<Entry, number>();
  const ends: number[] = [];
  for (const { entry, begin, end } of sorted) {
    let lane = ends.findIndex((last) => last <= begin);
    if (lane < 0) lane = Math.min(ends.length, MOST_LANES - 1);
    ends[lane] = Math.max(ends[lane] ?? 0, end);
    lanes.set(entry, lane);
  }
  return { lanes, count: ends.length };
}

// Cuts begin..end of the text wherever a mark begins or ends.
function segments(text: string, begin: number, end: number, layers: (Layer & { begin: number; end: number })[], at: (n: number) => number): Segment[] {
  const inside = layers.filter((one) => one.begin < end && one.end > begin);
  const cuts = new Set([begin, end]);
  for (const one of inside) {
    if (one.begin > begin) cuts.add(one.begin);
    if (one.end < end) cuts.add(one.end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  const out: Segment[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const [from, to] = [sorted[i], sorted[i + 1]];
    out.push({
      text: text.slice(at(from), at(to)),
      layers: inside.filter((one) => one.begin <= from && one.end >= to).map(({ entry, role, lane }) => ({ entry, role, lane })),
    });
  }
  return out;
}

export function draw(text: string, block: Block, sentences: { index: number; begin: number; end: number }[], entries: Entry[]): Drawn {
  const at = codePoints(text);
  const { lanes, count } = assign(extents(block, entries));
  const layers = entries.flatMap((entry) =>
    spans(entry)
      .filter((one) => one.begin < block.end && one.end > block.begin)
      .map((one) => ({ ...one, entry, lane: lanes.get(entry) ?? 0 })),
  );
  const drawn: Sentence[] = [];
  let done = block.begin;
  const add = (index: number | null, begin: number, end: number) => {
    if (end > begin) drawn.push({ index, segments: segments(text, begin, end, layers, at) });
    done = Math.max(done, end);
  };
  for (const one of sentences) {
    if (one.begin > done) add(null, done, one.begin);
    add(one.index, Math.max(one.begin, done), Math.min(one.end, block.end));
  }
  add(null, done, block.end);
  return { sentences: drawn, lanes: count };
}

// The record that a place of the text stands for: the one whose marks there are the most telling, then the shortest.
const RANK: Record<Role, number> = { trigger: 0, cue: 0, about: 1, content: 2, party: 3, source: 3, target: 4, addressee: 4 };

export function chief(layers: Layer[]): Layer | null {
  const length = ({ entry }: Layer) => (entry.type === "event" ? (entry.about?.text.length ?? 0) : entry.content.length && entry.content[0].text.length);
  return [...layers].sort((a, b) => RANK[a.role] - RANK[b.role] || length(a) - length(b))[0] ?? null;
}
