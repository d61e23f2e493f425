// The frame around the views: masthead, selection, the view of the path.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { ComponentType } from "preact";
import { apiUrl, useApi } from "./core/api";
import { href, usePlace } from "./core/location";
import { setLang, setTheme, type Theme, useSettings } from "./core/settings";
import type { Info } from "./core/types";
import { FilterBar } from "./parts/filterbar";
import { Loading } from "./parts/states";
import { ArticlesView } from "./views/articles";
import { PositionsView } from "./views/positions";
import { ReaderView } from "./views/reader";
import { RecordsView } from "./views/records";
import { type Key, t } from "./words";

type View = ComponentType<{ info: Info | null }>;

// Views with large libraries are fetched when they are first shown.
function later(load: () => Promise<View>): View {
  let loaded: View | null = null;
  return function Later(props) {
    const [View, set] = useState<View | null>(() => loaded);
    useEffect(() => {
      if (!View) void load().then((view) => set(() => (loaded = view)));
    }, []);
    return View ? <View {...props} /> : <Loading />;
  };
}

const TimelineView = later(() => import("./views/timeline").then((module) => module.TimelineView));
const NetworkView = later(() => import("./views/network").then((module) => module.NetworkView));

const VIEWS: { path: string; label: Key; view: View }[] = [
  { path: "/articles", label: "articles", view: ArticlesView },
  { path: "/records", label: "records", view: RecordsView },
  { path: "/positions", label: "positions", view: PositionsView },
  { path: "/timeline", label: "timeline", view: TimelineView },
  { path: "/network", label: "network", view: NetworkView },
];

function NotFound() {
  return (
    <div class="state">
      <h1>{t("notFound")}</h1>
      <a class="button" href="/">
        {t("toArticles")}
      </a>
    </div>
  );
}

// An address as it can be read on paper; one that is not valid stays as it is.
function readable(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

function viewOf(path: string): { label: Key; view: View } {
  if (path === "/") return VIEWS[0];
  if (path.startsWith("/articles/")) return { label: "articles", view: ReaderView };
  return VIEWS.find((one) => one.path === path) ?? { label: "notFound", view: NotFound };
}

function Masthead({ info }: { info: Info | null }) {
  const { path, filter } = usePlace();
  const { lang, theme } = useSettings();
  const isCurrent = (one: string) => path === one || path.startsWith(one + "/") || (path === "/" && one === "/articles");
  return (
    <header class="masthead">
      <a class="brand" href="/">
        <b lang="ja">声明</b>
        <span>seimei{info ? ` · ${info.store}` : ""}</span>
      </a>
      <nav class="views" aria-label={t("views")}>
        {VIEWS.map((one) => (
          <a key={one.path} href={href(one.path, filter)} aria-current={isCurrent(one.path) ? "page" : undefined}>
            {t(one.label)}
          </a>
        ))}
      </nav>
      <div class="end">
        <button class="button quiet" lang={lang === "ja" ? "en" : "ja"} onClick={() => setLang(lang === "ja" ? "en" : "ja")}>
          {t("otherLanguage")}
        </button>
        <select aria-label={t("theme")} value={theme} onChange={(event) => setTheme(event.currentTarget.value as Theme)}>
          <option value="auto">{t("themeAuto")}</option>
          <option value="light">{t("themeLight")}</option>
          <option value="dark">{t("themeDark")}</option>
        </select>
      </div>
    </header>
  );
}

function Foot({ info }: { info: Info | null }) {
  if (!info || info.documents === null) return null;
  const { documents, events, statements } = info;
  return (
    <footer class="foot">
      {t("storeLine", { documents, events: events ?? 0, statements: statements ?? 0 })}
      {info.first && ` · ${info.first} – ${info.last}`} · seimei {info.data}
      <span class="offpaper">
        {" · "}
        <a href="/licences.txt" target="_blank" rel="noopener">
          {t("licences")}
        </a>
      </span>
    </footer>
  );
}

export function App() {
  const { path } = usePlace();
  useSettings();
  const { data: info, again } = useApi<Info>(apiUrl("info"));
  // A large store is read for some seconds after the start; its counts are asked for until they are known.
  useEffect(() => {
    if (!info?.loading) return;
    const timer = setTimeout(again, 1000);
    return () => clearTimeout(timer);
  }, [info]);
  const { label, view: View } = viewOf(path);
  // At the commit, so that a view with a title of its own, which sets it in an effect, has the last word.
  useLayoutEffect(() => {
    document.title = `${t(label)} · seimei`;
  });
  return (
    <>
      <a class="skip" href="#main">
        {t("skip")}
      </a>
      <Masthead info={info} />
      <FilterBar info={info} />
      <main id="main" tabIndex={-1}>
        <p class="onpaper">{readable(location.href)}</p>
        <View info={info} />
      </main>
      <Foot info={info} />
    </>
  );
}
