// Texts of the page in the chosen language.
import { lang } from "../core/settings";
import { en, type Key } from "./en";
import { ja } from "./ja";
import { STANCE_MARK, TERMS, type TermKind } from "./terms";

export type { Key } from "./en";
export type { TermKind } from "./terms";

const DICTIONARIES = { en, ja };

// Numbers among the values are written with separators; `n` chooses between the forms of one and many.
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const forms = DICTIONARIES[lang()][key].split("|");
  const text = forms.length > 1 && values.n !== 1 ? forms[1] : forms[0];
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

export function term(kind: TermKind, word: string | number, otherwise = String(word)): string {
  const found = TERMS[kind][String(word) as never] as [string, string] | undefined;
  return found ? found[lang() === "ja" ? 1 : 0] : otherwise;
}

export function stanceMark(stance: string): string {
  return STANCE_MARK[stance][lang() === "ja" ? 1 : 0];
}

export function named(one: { ja: string | null; en: string | null } | null | undefined, otherwise: string): string {
  if (!one) return otherwise;
  return (lang() === "ja" ? one.ja || one.en : one.en || one.ja) || otherwise;
}

const LONG_NAME = 20;

// Where there is little room, bodies with long names have the abbreviation of their code: NATO, ECOWAS.
export function shortName(code: string, name: string): string {
  const width = [...name].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 2 : 1), 0);
  const [, abbreviation] = code.split("/");
  return abbreviation && width > LONG_NAME ? abbreviation : name;
}

export function number(value: number): string {
  return value.toLocaleString(lang() === "ja" ? "ja-JP" : "en-GB");
}

// PLOVER's score with its sign and one digit; a true minus, so that columns align.
export function score(value: number): string {
  const text = Math.abs(value).toFixed(1);
  return value > 0 ? "+" + text : value < 0 ? "\u2212" + text : text;
}
