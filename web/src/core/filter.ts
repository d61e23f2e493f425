// The selection that all views share: parameters of the server under the same names in the address of the page.

export const FILTER_KEYS = [
  "kind", "party", "actor", "recipient", "pair", "sector", "type", "mode", "context", "status", "quad", "place",
  "publisher", "lang", "since", "until", "words", "about", "issue", "key", "stance", "score", "repeats", "doc",
] as const;

export type FilterKey = (typeof FILTER_KEYS)[number];
export type Filter = Partial<Record<FilterKey, string>>;

// Filters whose value is a list of alternatives: a second chip of the kind widens the first.
const LISTS = new Set<FilterKey>([
  "party", "actor", "recipient", "sector", "type", "mode", "context", "status", "quad", "place", "publisher", "lang", "stance",
]);

// Filters that no statement holds.
const EVENT_ONLY: FilterKey[] = [
  "pair", "type", "mode", "context", "status", "quad", "place", "issue", "key", "stance", "score", "repeats",
];

export function readFilter(query: URLSearchParams): Filter {
  const filter: Filter = {};
  for (const key of FILTER_KEYS) {
    const value = query.get(key);
    if (value) filter[key] = value;
  }
  return filter;
}

export function isEmpty(filter: Filter): boolean {
  return Object.keys(filter).length === 0;
}

export function isOfEvents(filter: Filter): boolean {
  return filter.kind === "event" || EVENT_ONLY.some((key) => filter[key]);
}

export interface Chip {
  key: FilterKey;
  value: string;
}

// Dates have fields of their own, so they are no chips.
export function chipsOf(filter: Filter): Chip[] {
  const chips: Chip[] = [];
  for (const key of FILTER_KEYS) {
    const value = filter[key];
    if (!value || key === "since" || key === "until" || key === "kind" || key === "repeats") continue;
    if (LISTS.has(key)) for (const one of value.split(",")) chips.push({ key, value: one });
    else chips.push({ key, value });
  }
  return chips;
}

export function withChip(filter: Filter, { key, value }: Chip): Filter {
  const old = filter[key];
  if (!old || !LISTS.has(key)) return { ...filter, [key]: value };
  const values = old.split(",");
  return values.includes(value) ? filter : { ...filter, [key]: [...values, value].join(",") };
}

export function withoutChip(filter: Filter, { key, value }: Chip): Filter {
  const left = LISTS.has(key) ? (filter[key] ?? "").split(",").filter((one) => one !== value) : [];
  const { [key]: _, ...rest } = filter;
  return left.length ? { ...rest, [key]: left.join(",") } : rest;
}

// A view that counts events asks for what did happen unless the reader chose statuses.
export function ofEvents(filter: Filter, isAll: boolean): Filter {
  const { kind: _, ...rest } = filter;
  return rest.status || isAll ? rest : { ...rest, status: "actual" };
}

export function toQuery(values: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== undefined && value !== "") query.set(key, String(value));
  const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
  return text ? "?" + text : "";
}
