// What the reader chose for himself: language and colour scheme. Kept in the browser, not in the address.
import { useEffect, useState } from "preact/hooks";

export type Lang = "en" | "ja";
export type Theme = "auto" | "light" | "dark";

const listeners = new Set<() => void>();

function stored(name: string): string | null {
  try {
    return localStorage.getItem("seimei." + name);
  } catch {
    return null;
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem("seimei." + name, value);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
}

function firstLang(): Lang {
  const chosen = stored("lang");
  if (chosen === "en" || chosen === "ja") return chosen;
  return navigator.language.toLowerCase().startsWith("ja") ? "ja" : "en";
}

function firstTheme(): Theme {
  const chosen = stored("theme");
  return chosen === "light" || chosen === "dark" ? chosen : "auto";
}

const settings: { lang: Lang; theme: Theme } = { lang: firstLang(), theme: firstTheme() };
const system = matchMedia("(prefers-color-scheme: dark)");
const paper = matchMedia("print");

function changed(): void {
  const isDark = settings.theme === "dark" || (settings.theme === "auto" && system.matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  document.documentElement.lang = settings.lang;
  for (const listener of listeners) listener();
}

changed();
system.addEventListener("change", changed);
paper.addEventListener("change", changed);

export function setLang(lang: Lang): void {
  settings.lang = lang;
  store("lang", lang);
  changed();
}

export function setTheme(theme: Theme): void {
  settings.theme = theme;
  store("theme", theme);
  changed();
}

export const lang = (): Lang => settings.lang;

// The scheme that is shown: what canvases are drawn anew for.
export const scheme = (): string => (paper.matches ? "paper" : (document.documentElement.dataset.theme ?? "light"));

export function useSettings(): { lang: Lang; theme: Theme } {
  const [, turn] = useState(0);
  useEffect(() => {
    const listener = () => turn((n) => n + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return { ...settings };
}

// A token of the design system as a colour, for canvases.
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
