// The address is the state: a path names the view, its parameters the selection and the view's own settings.
import { useEffect, useState } from "preact/hooks";
import { FILTER_KEYS, type Filter, readFilter, toQuery } from "./filter";

export interface Place {
  path: string;
  filter: Filter;
  // Parameters of the view: sort, by, split, nodes, at, panel …
  view: Record<string, string>;
}

const listeners = new Set<() => void>();

export function place(): Place {
  const query = new URLSearchParams(location.search);
  const view: Record<string, string> = {};
  for (const [key, value] of query) if (!(FILTER_KEYS as readonly string[]).includes(key) && value) view[key] = value;
  return { path: decodeURI(location.pathname), filter: readFilter(query), view };
}

export function href(path: string, filter: Filter, view: Record<string, string | undefined> = {}): string {
  return path + toQuery({ ...filter, ...view });
}

export function go(to: string, how: "push" | "replace" = "push"): void {
  if (to === location.pathname + location.search) return;
  if (how === "push") history.pushState(null, "", to);
  else history.replaceState(null, "", to);
  for (const listener of listeners) listener();
}

export function setFilter(filter: Filter, how?: "push" | "replace"): void {
  const here = place();
  go(href(here.path, filter, here.view), how);
}

export function setView(view: Record<string, string | undefined>, how?: "push" | "replace"): void {
  const here = place();
  go(href(here.path, here.filter, { ...here.view, ...view }), how);
}

export function usePlace(): Place {
  const [here, set] = useState(place);
  useEffect(() => {
    const changed = () => set(place());
    listeners.add(changed);
    addEventListener("popstate", changed);
    return () => {
      listeners.delete(changed);
      removeEventListener("popstate", changed);
    };
  }, []);
  return here;
}

// Plain links stay links (new tab, copy address); a plain click on one of ours changes the view without a reload.
export function followLinks(): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.("a[href]") as HTMLAnchorElement | null;
    if (!link || link.origin !== location.origin || link.target || link.hasAttribute("download")) return;
    if (link.pathname.startsWith("/api/") || link.getAttribute("href")!.startsWith("#")) return;
    event.preventDefault();
    const isNewView = link.pathname !== location.pathname;
    go(link.pathname + link.search);
    if (isNewView && !new URLSearchParams(link.search).has("at")) scrollTo(0, 0);
  });
}
