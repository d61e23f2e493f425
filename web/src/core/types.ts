// Answers of the server, as docs/api.md has them.

export type Quad = 1 | 2 | 3 | 4;
export type Stance = "support" | "oppose" | "demand" | "concern";
export const STANCES: Stance[] = ["support", "oppose", "demand", "concern"];

export interface Words {
  text: string;
  begin: number;
  end: number;
}

export interface Actor {
  label: string;
  code: string;
  sector: string | null;
  name: string | null;
  office: string | null;
  text: string | null;
  begin: number | null;
  end: number | null;
}

interface Provenance {
  id: string;
  doc: string;
  date: string | null;
  sentence: { index: number; begin: number; end: number };
  rule: string;
  version: string;
  evidence: string;
  day: string | null;
  published: string | null;
  title: string | null;
  url: string | null;
  publisher: string | null;
  lang: string | null;
}

export interface Statement extends Provenance {
  type: "statement";
  source: Actor[];
  cue: Words;
  content: Words[];
  manner: string;
  addressee: Actor[];
  medium: string | null;
  within: string | null;
}

export interface Event extends Provenance {
  type: "event";
  event: string[];
  mode: string[];
  context: string[];
  actor: Actor[];
  recipient: Actor[];
  trigger: Words;
  about: Words | null;
  status: string;
  claimed_by: Actor[];
  statement: string | null;
  place: (Words & { code: string | null }) | null;
  quantity: ({ value: number; unit: string | null } & Words) | null;
  quad_code: Quad;
  event_scale: number;
  cameo: string | null;
  same_as: string | null;
  confidence: number;
  issue: string | null;
  stance: Stance | null;
}

export type Entry = Statement | Event;

export interface Info {
  program: string;
  data: string;
  store: string;
  version: string;
  loading: boolean;
  documents: number | null;
  sentences: number | null;
  events: number | null;
  statements: number | null;
  first: string | null;
  last: string | null;
  languages: { code: string; documents: number }[];
  publishers: { name: string; documents: number }[];
  types: { type: string; quad: Quad; scale: number; count: number; modes: { mode: string; count: number }[] }[];
  contexts: { context: string; count: number }[];
  statuses: { status: string; count: number }[];
  sectors: { sector: string; en: string; count: number }[];
  quads: { quad: Quad; en: string; count: number }[];
  stances: Stance[];
  formats: { format: string; name: string; statements: boolean }[];
  explain: boolean;
  limits: Record<string, number>;
}

export interface Records {
  version: string;
  total: number;
  events: number;
  statements: number;
  offset: number;
  next: number | null;
  records: Entry[];
}

export interface DocumentRow {
  id: string;
  title: string | null;
  published: string | null;
  publisher: string | null;
  lang: string | null;
  url: string | null;
  events: number;
  statements: number;
  selected: number;
}

export interface Documents {
  total: number;
  offset: number;
  next: number | null;
  documents: DocumentRow[];
}

export interface Block {
  kind: "title" | "heading" | "paragraph";
  begin: number;
  end: number;
  sentences?: number[];
}

export interface Article {
  version: string;
  id: string;
  name: string;
  title: string | null;
  published: string | null;
  publisher: string | null;
  lang: string | null;
  url: string | null;
  text: string;
  coded_by: string;
  blocks: Block[];
  sentences: { index: number; begin: number; end: number }[];
  records: Entry[];
  near: { id: string; title: string | null; publisher: string | null; published: string | null; score: number }[];
  copies: { url: string | null; publisher: string | null; published: string | null; reason: string }[];
}

export interface RuleTrace {
  rule: string;
  type: string | null;
  pattern: string | null;
  outcome: string;
  reason: string;
  condition: string | null;
  fired: boolean;
}

export interface Explanation {
  id: string;
  sentence: { index: number; begin: number; end: number; text: string };
  coded_by: string;
  explained_by: string;
  same: boolean;
  records: Entry[];
  predicates: { lemma: string; begin: number; end: number; rules: RuleTrace[] }[];
  stages: { name: string; text: string }[];
}

export interface Named {
  ja: string | null;
  en: string | null;
}

export interface IssueRow extends Named {
  key: string;
  label: string;
  phrases?: number;
  count: number;
}

export interface ActorRow extends Named {
  code: string;
  count: number;
  match?: string | null;
  as?: string | null;
}

export type StanceCounts = Record<Stance, number>;

export interface Cell extends StanceCounts {
  issue: number;
  actor: number;
  stance: Stance;
  count: number;
  first: string;
  last: string;
  moved: [Stance, Stance] | null;
  course: ({ period: string } & StanceCounts)[];
  records: string[];
}

export interface Positions {
  total: { issues: number; actors: number; positions: number };
  issues: IssueRow[];
  actors: ActorRow[];
  cells: Cell[];
}

export interface Series extends Named {
  key: string;
  events: number;
  counts: number[];
  score: number[];
  quads: number[][];
  types: Record<string, number[]>;
}

export interface Timeline {
  by: string;
  split: string;
  periods: string[];
  undated: number;
  total_series: number;
  series: Series[];
}

export interface NetworkNode extends Named {
  code: string;
  out: number;
  in: number;
  count: number;
}

export interface NetworkEdge {
  source: number;
  target: number;
  quad: Quad;
  count: number;
  score: number;
}

export interface Network {
  total: { nodes: number; edges: number; events: number };
  nodes: NetworkNode[];
  edges: NetworkEdge[];
}
