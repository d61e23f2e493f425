// What may be meant by what was typed: words, actors, issues, and PLOVER's terms in either language.
import type { Chip, Filter } from "../core/filter";
import type { ActorRow, Info, IssueRow } from "../core/types";
import { named, number, t, term } from "../words";
import { TERMS, type TermKind } from "../words/terms";

export interface Suggestion {
  id: string;
  group: string;
  main: string;
  side: string;
  chip: Chip;
}

const PER_TERM = 6;

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function isTerm(kind: TermKind, word: string, typed: string): boolean {
  const both = TERMS[kind][word as never] as [string, string] | undefined;
  return [word, ...(both ?? [])].some((form) => fold(form).includes(typed));
}

type Counted = { word: string; count: number };

function ofTerms(kind: TermKind & Chip["key"], words: Counted[], typed: string, group: string): Suggestion[] {
  return words
    .filter(({ word, count }) => count > 0 && (typed === "" || isTerm(kind, word, typed)))
    .sort((a, b) => b.count - a.count)
    .slice(0, PER_TERM)
    .map(({ word, count }) => ({
      id: `${kind}-${word}`, group, main: term(kind, word), side: `${t(`key_${kind}`)} · ${number(count)}`,
      chip: { key: kind, value: word },
    }));
}

function ofInfo(info: Info, typed: string): Suggestion[] {
  const types = info.types.map((one) => ({ word: one.type, count: one.count }));
  const modes = info.types.flatMap((one) => one.modes.map(({ mode, count }) => ({ word: mode, count })));
  const found = [
    ...ofTerms("type", types, typed, t("groupTypes")),
    ...ofTerms("quad", info.quads.map((one) => ({ word: String(one.quad), count: one.count })), typed, t("groupTypes")),
  ];
  if (typed === "") return found;
  return [
    ...found,
    ...ofTerms("mode", modes, typed, t("groupTypes")),
    ...ofTerms("context", info.contexts.map((one) => ({ word: one.context, count: one.count })), typed, t("groupOther")),
    ...ofTerms("status", info.statuses.map((one) => ({ word: one.status, count: one.count })), typed, t("groupOther")),
    ...ofTerms("stance", info.stances.map((word) => ({ word, count: 1 })), typed, t("groupOther")).map((one) => ({ ...one, side: t("key_stance") })),
    ...ofTerms("sector", info.sectors.map((one) => ({ word: one.sector, count: one.count })), typed, t("groupOther")),
    ...ofTerms("lang", info.languages.map((one) => ({ word: one.code, count: one.documents })), typed, t("groupOther")),
    ...info.publishers
      .filter((one) => fold(one.name).includes(typed) && !one.name.includes(","))
      .slice(0, PER_TERM)
      .map((one): Suggestion => ({
        id: `publisher-${one.name}`, group: t("groupOther"), main: one.name,
        side: `${t("key_publisher")} · ${number(one.documents)}`, chip: { key: "publisher", value: one.name },
      })),
  ];
}

function ofActors(actors: ActorRow[], filter: Filter): Suggestion[] {
  const single = actors.map((one): Suggestion => {
    const match = one.match ? ` (${one.match})` : "";
    return {
      id: `party-${one.code}`, group: t("groupActors"), main: named(one, one.code) + match,
      side: `${one.code} · ${number(one.count)}`, chip: { key: "party", value: one.code },
    };
  });
  const other = filter.party ?? filter.actor;
  if (!other || other.includes(",") || filter.pair) return single;
  const pairs = actors
    .filter((one) => one.code !== other)
    .slice(0, 3)
    .map((one): Suggestion => ({
      id: `pair-${one.code}`, group: t("groupPair"), main: `${actorName(other)} — ${named(one, one.code)}`,
      side: `${other},${one.code}`, chip: { key: "pair", value: `${other},${one.code}` },
    }));
  return [...single, ...pairs];
}

function ofIssues(issues: IssueRow[]): Suggestion[] {
  return issues.map((one) => ({
    id: `key-${one.key}`, group: t("groupIssues"), main: named(one, one.label), side: number(one.count),
    chip: { key: "key", value: one.key },
  }));
}

function ofWords(typed: string): Suggestion[] {
  if (typed === "") return [];
  const one = (key: "words" | "about"): Suggestion => ({
    id: key, group: t("groupWords"), main: `「${typed}」`, side: t(key === "words" ? "suggestWords" : "suggestAbout"),
    chip: { key, value: typed },
  });
  return [one("words"), one("about")];
}

export function suggestions(typed: string, filter: Filter, info: Info | null, actors: ActorRow[], issues: IssueRow[]): Suggestion[] {
  const wanted = fold(typed.trim());
  return [
    ...ofWords(typed.trim()),
    ...ofActors(actors, filter),
    ...ofIssues(issues),
    ...(info ? ofInfo(info, wanted) : []),
  ];
}

// Names that completion or a view brought are remembered, so that a chip can say more than a code.
const actorNames = new Map<string, { ja: string | null; en: string | null }>();
const issueNames = new Map<string, { ja: string | null; en: string | null; label: string }>();

export function rememberActors(actors: { code: string; ja: string | null; en: string | null }[]): void {
  for (const one of actors) actorNames.set(one.code, one);
}

export function rememberIssues(issues: IssueRow[]): void {
  for (const one of issues) issueNames.set(one.key, one);
}

export function actorName(code: string): string {
  const [bare, sector] = code.split(":");
  const name = named(actorNames.get(bare), bare);
  return sector ? `${name} (${term("sector", sector)})` : name;
}

export function knowsActor(code: string): boolean {
  return actorNames.has(code.split(":")[0]);
}

export function issueName(key: string): string {
  const one = issueNames.get(key);
  return one ? named(one, one.label) : key;
}

export function chipText({ key, value }: Chip): string {
  switch (key) {
    case "party":
    case "actor":
    case "recipient":
    case "place":
      return actorName(value);
    case "pair":
      return value.split(",").map(actorName).join(" — ");
    case "key":
      return issueName(value);
    case "type":
    case "mode":
    case "context":
    case "status":
    case "quad":
    case "stance":
    case "sector":
    case "lang":
      return term(key, value);
    case "words":
    case "about":
    case "issue":
      return `「${value}」`;
    default:
      return value;
  }
}
