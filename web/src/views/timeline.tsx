// Events over time: charts that can be brushed, a row for each type, and the same numbers as a table.
import { apiUrl, useApi } from "../core/api";
import { ofEvents } from "../core/filter";
import { href, setFilter, setView, usePlace } from "../core/location";
import type { Info, Quad, Series, Timeline } from "../core/types";
import { Flow } from "../charts/flow";
import { daysOf, fitting, LENGTHS, type Length } from "../charts/periods";
import { Choice, Segments, StatusNote } from "../parts/controls";
import { QuadGlyph, QuadName } from "../parts/glyphs";
import { Answer } from "../parts/states";
import { named, number, score, t, term } from "../words";

const SPLITS = ["none", "dyad", "pair", "actor", "publisher", "lang"] as const;
type Split = (typeof SPLITS)[number];

function nameOf(series: Series, split: Split): string {
  if (split === "none") return t("split_none");
  if (split === "lang") return term("lang", series.key);
  return named(series, series.key);
}

// One path for all bars, so that thousands of periods stay cheap.
function Spark({ counts, most }: { counts: number[]; most: number }) {
  const path = counts.map((n, i) => (n ? `M${i + 0.1} 24h.8v${-Math.max(1.5, (n / most) * 24)}h-.8z` : "")).join("");
  return (
    <svg class="spark" viewBox={`0 0 ${counts.length} 24`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path} fill="currentColor" />
    </svg>
  );
}

function ByType({ data, info }: { data: Timeline; info: Info | null }) {
  const { filter } = usePlace();
  const sums = new Map<string, number[]>();
  for (const series of data.series) {
    for (const [type, counts] of Object.entries(series.types)) {
      const sum = sums.get(type) ?? new Array<number>(data.periods.length).fill(0);
      counts.forEach((n, i) => (sum[i] += n));
      sums.set(type, sum);
    }
  }
  const quadOf = new Map(info?.types.map((one) => [one.type, one.quad]));
  const order = info?.types.map((one) => one.type) ?? [...sums.keys()];
  const most = Math.max(1, ...[...sums.values()].flat());
  return (
    <section class="bytype">
      <h2>{t("byType")}</h2>
      <table>
        <tbody>
          {order.filter((type) => sums.has(type)).map((type) => {
            const counts = sums.get(type)!;
            const quad = (quadOf.get(type) ?? 1) as Quad;
            return (
              <tr key={type} class={`quad${quad}`}>
                <th scope="row">
                  <a class="what" href={href("/timeline", { ...filter, type })}>
                    <QuadGlyph quad={quad} /> <b>{term("type", type)}</b>
                  </a>
                </th>
                <td class="num">{number(counts.reduce((sum, n) => sum + n, 0))}</td>
                <td class="sparkcell">
                  <Spark counts={counts} most={most} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function NumbersTable({ data, split }: { data: Timeline; split: Split }) {
  return (
    <>
      {data.series.map((series) => (
        <div key={series.key} class="tablebox" tabIndex={0} role="region" aria-label={nameOf(series, split)}>
          <table class="numbers">
            <caption>{nameOf(series, split)}</caption>
            <thead>
              <tr>
                <th scope="col">{t("period")}</th>
                {([1, 2, 3, 4] as const).map((quad) => (
                  <th key={quad} scope="col" class="num">
                    <QuadName quad={quad} />
                  </th>
                ))}
                <th scope="col" class="num">{t("total")}</th>
                <th scope="col" class="num">{t("meanScore")}</th>
              </tr>
            </thead>
            <tbody>
              {data.periods.map((period, i) =>
                series.counts[i] === 0 ? null : (
                  <tr key={period}>
                    <th scope="row">{period}</th>
                    {series.quads[i].map((n, quad) => <td key={quad} class="num">{number(n)}</td>)}
                    <td class="num">{number(series.counts[i])}</td>
                    <td class="num">{score(series.score[i] / series.counts[i])}</td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </div>
      ))}
    </>
  );
}

export function TimelineView({ info }: { info: Info | null }) {
  const { filter, view } = usePlace();
  const split: Split = SPLITS.find((one) => one === view.split) ?? "none";
  const by: Length = LENGTHS.find((one) => one === view.by) ?? fitting(info, filter);
  const isTable = view.form === "table";
  const events = ofEvents(filter, view.all === "1");
  const asked = useApi<Timeline>(info ? apiUrl("timeline", { ...events, by, split, series: 6 }) : null);
  const choose = (periods: string[]) => (from: number, to: number) =>
    setFilter({ ...filter, since: daysOf(periods[from])[0], until: daysOf(periods[to])[1] });
  return (
    <>
      <div class="viewhead">
        <h1>{t("timeline")}</h1>
        <p class="muted">{t("timelineLead")}</p>
      </div>
      <div class="toolbar">
        <Choice label={t("split")} value={split} options={SPLITS.map((one) => [one, t(`split_${one}`)])} onChoose={(one) => setView({ split: one === "none" ? undefined : one })} />
        <Choice label={t("by")} value={by} options={LENGTHS.map((one) => [one, t(`by_${one}`)])} onChoose={(one) => setView({ by: one })} />
        <ul class="legend" aria-label={t("legend")}>
          {([1, 2, 3, 4] as const).map((quad) => (
            <li key={quad}><QuadName quad={quad} /></li>
          ))}
        </ul>
        <span class="grow" />
        <Segments label={t("views")} value={isTable ? "table" : "chart"} options={[["chart", t("asChart")], ["table", t("asTable")]]} onChoose={(one) => setView({ form: one === "table" ? "table" : undefined }, "replace")} />
      </div>
      <StatusNote />
      {!isTable && <p class="note hint">{t("brushHint")}</p>}
      <Answer asked={asked} isEmpty={(data) => data.series.length === 0 || data.periods.length === 0} rows={10}>
        {(data) => (
          <>
            {data.total_series > data.series.length && (
              <p class="note">{t("seriesShown", { n: data.series.length, total: data.total_series })}</p>
            )}
            {isTable ? (
              <NumbersTable data={data} split={split} />
            ) : (
              <>
                {data.series.map((series) => (
                  <Flow key={series.key} name={nameOf(series, split)} series={series} periods={data.periods} height={split === "none" ? 240 : 140} sync="timeline" onChoose={choose(data.periods)} />
                ))}
                <ByType data={data} info={info} />
              </>
            )}
          </>
        )}
      </Answer>
    </>
  );
}
