// All records of the selection in a table that draws only the rows that are seen.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { apiUrl, ask, useApi } from "../core/api";
import type { Filter } from "../core/filter";
import { go, href, setFilter, setView, usePlace } from "../core/location";
import type { Entry, Info, Records } from "../core/types";
import { Choice, Segments } from "../parts/controls";
import { ExportMenu } from "../parts/export";
import { Evidence, recordPlace, recordView, Status, What, Who } from "../parts/record";
import { Answer } from "../parts/states";
import { score, t } from "../words";

const PAGE = 100;
// A browser cannot draw a page of any height; beyond this the selection should be narrowed or exported.
const MOST_ROWS = 100_000;
const SORTS = ["newest", "oldest", "conflict", "cooperation", "confidence"] as const;
type Sort = (typeof SORTS)[number];

function Row({ entry, index, filter }: { entry: Entry; index: number; filter: Filter }) {
  const link = href(recordPlace(entry), filter, recordView(entry));
  return (
    <div class="row" role="row" aria-rowindex={index + 2} onClick={(event) => !(event.target as Element).closest("a") && go(link)}>
      <div role="cell" class="c-date">
        <a href={link}>
          <time>{entry.date ?? entry.published ?? t("undated")}</time>
        </a>
      </div>
      <div role="cell" class="c-what">
        <What entry={entry} />
        {entry.type === "event" && <Status entry={entry} />}
      </div>
      <div role="cell" class="c-who">
        <Who entry={entry} limit={2} />
      </div>
      <div role="cell" class="c-sentence">
        <Evidence entry={entry} isCut />
      </div>
      <div role="cell" class="c-score num">{entry.type === "event" ? score(entry.event_scale) : ""}</div>
      <div role="cell" class="c-source">
        <a href={link} title={t("readArticle")} lang={entry.lang ?? undefined}>
          {entry.title || entry.publisher || t("readArticle")}
        </a>
      </div>
    </div>
  );
}

// Pages of rows, fetched when they come into sight.
function usePages(values: Record<string, string | number | undefined>, first: Records | null) {
  const key = apiUrl("records", values);
  const [pages, setPages] = useState<{ key: string; rows: Map<number, Entry[]> }>({ key, rows: new Map() });
  const asking = useRef(new Set<string>());
  const rows = pages.key === key ? pages.rows : new Map<number, Entry[]>();
  const want = (page: number) => {
    const id = `${page} ${key}`;
    if (page === 0 || rows.has(page) || asking.current.has(id)) return;
    asking.current.add(id);
    ask<Records>(apiUrl("records", { ...values, limit: PAGE, offset: page * PAGE }))
      .then((answer) =>
        setPages((old) => ({ key, rows: new Map(old.key === key ? old.rows : []).set(page, answer.records) })),
      )
      .catch(() => undefined)
      .finally(() => asking.current.delete(id));
  };
  const rowAt = (i: number): Entry | undefined => {
    const page = Math.floor(i / PAGE);
    return (page === 0 ? first?.records : rows.get(page))?.[i % PAGE];
  };
  return { rowAt, want };
}

function VirtualRows({ data, values, filter }: { data: Records; values: Record<string, string | number | undefined>; filter: Filter }) {
  const box = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<[number, number]>([0, 30]);
  const [height, setHeight] = useState(60);
  const { rowAt, want } = usePages(values, data);
  const total = Math.min(data.total, MOST_ROWS);

  // All rows have one height, which the style sheet chooses by the width of the page.
  useLayoutEffect(() => {
    const measure = () => {
      if (!box.current) return;
      const row = parseFloat(getComputedStyle(box.current).getPropertyValue("--row"));
      const top = box.current.getBoundingClientRect().top;
      const from = Math.max(0, Math.floor(-top / row) - 8);
      setHeight(row);
      setRange([from, Math.min(total, from + Math.ceil(innerHeight / row) + 16)]);
    };
    measure();
    addEventListener("scroll", measure, { passive: true });
    addEventListener("resize", measure);
    return () => {
      removeEventListener("scroll", measure);
      removeEventListener("resize", measure);
    };
  }, [total]);
  useEffect(() => {
    for (let page = Math.floor(range[0] / PAGE); page * PAGE < range[1]; page++) want(page);
  });

  const shown = [];
  for (let i = range[0]; i < Math.min(range[1], total); i++) shown.push(i);
  return (
    <div class="rows" role="rowgroup" ref={box} style={{ height: `${total * height}px` }}>
      {shown.map((i) => {
        const entry = rowAt(i);
        return (
          <div key={i} class="slot" role="presentation" style={{ transform: `translateY(${i * height}px)` }}>
            {entry ? <Row entry={entry} index={i} filter={filter} /> : <div class="row empty" role="row"><div role="cell">…</div></div>}
          </div>
        );
      })}
    </div>
  );
}

export function RecordsView({ info }: { info: Info | null }) {
  const { filter, view } = usePlace();
  const sort: Sort = SORTS.find((one) => one === view.sort) ?? "newest";
  const values = { ...filter, sort, ...(isEventSort(sort) && !filter.kind ? { kind: "event" } : {}) };
  const asked = useApi<Records>(apiUrl("records", { ...values, limit: PAGE }));
  const kind = filter.kind === "event" || filter.kind === "statement" ? filter.kind : "all";
  const setKind = (one: "all" | "event" | "statement") => {
    const { kind: _, ...rest } = filter;
    setFilter(one === "all" ? rest : { ...rest, kind: one });
  };
  const header = (key: "colDate" | "colScore", down: Sort, up: Sort) => (
    <button onClick={() => setView({ sort: sort === down ? up : down })}>
      {t(key)} <span aria-hidden="true">{sort === down ? "↓" : sort === up ? "↑" : ""}</span>
    </button>
  );
  const order = (down: Sort, up: Sort) => (sort === down ? "descending" : sort === up ? "ascending" : undefined);
  return (
    <>
      <div class="viewhead">
        <h1>{t("records")}</h1>
        {asked.data && (
          <p class="muted" role="status">
            {t("nEvents", { n: asked.data.events })} · {t("nStatements", { n: asked.data.statements })}
          </p>
        )}
      </div>
      <div class="toolbar">
        <Segments label={t("key_kind")} value={kind} options={[["all", t("all")], ["event", t("events")], ["statement", t("statements")]]} onChoose={setKind} />
        <Choice label={t("sort")} value={sort} options={SORTS.map((one) => [one, t(`sort_${one}`)])} onChoose={(one) => setView({ sort: one === "newest" ? undefined : one })} />
        <span class="grow" />
        <ExportMenu info={info} filter={filter} />
      </div>
      <Answer asked={asked} isEmpty={(data) => data.total === 0} rows={12}>
        {(data) => (
          <>
            {data.total > MOST_ROWS && <p class="note">{t("tableCap", { n: MOST_ROWS })}</p>}
            <p class="note onpaper">{t("paperRows")}</p>
            <div class="records" role="table" aria-label={t("records")} aria-rowcount={data.total + 1}>
              <div class="head" role="rowgroup">
                <div class="row" role="row" aria-rowindex={1}>
                  <div role="columnheader" class="c-date" aria-sort={order("newest", "oldest")}>{header("colDate", "newest", "oldest")}</div>
                  <div role="columnheader" class="c-what">{t("colWhat")}</div>
                  <div role="columnheader" class="c-who">{t("colWho")}</div>
                  <div role="columnheader" class="c-sentence">{t("colSentence")}</div>
                  <div role="columnheader" class="c-score num" aria-sort={order("cooperation", "conflict")}>{header("colScore", "conflict", "cooperation")}</div>
                  <div role="columnheader" class="c-source">{t("colSource")}</div>
                </div>
              </div>
              <VirtualRows data={data} values={values} filter={filter} />
            </div>
          </>
        )}
      </Answer>
    </>
  );
}

// These orders are of events only.
function isEventSort(sort: Sort): boolean {
  return sort === "conflict" || sort === "cooperation" || sort === "confidence";
}
