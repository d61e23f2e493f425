// One series over time: cooperation above the line, conflict below, deeds filled and words hollow; under it the mean of
// PLOVER's score. Dragging chooses a time.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import { scheme, token, useSettings } from "../core/settings";
import type { Series } from "../core/types";
import { QuadGlyph } from "../parts/glyphs";
import { number, score, t } from "../words";

interface FlowProps {
  series: Series;
  periods: string[];
  height: number;
  sync: string;
  onChoose: (from: number, to: number) => void;
}

const STEPS = [1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240, 600, 1200];

// Stacked bars are drawn from the outside in: all of a side first, then its deeds.
function stacks(series: Series): (number | null)[][] {
  const quad = (i: number) => series.quads.map((row) => row[i]);
  const [talk, help, blame, force] = [quad(0), quad(1), quad(2), quad(3)];
  return [
    talk.map((n, i) => n + help[i] || null), help.map((n) => n || null),
    blame.map((n, i) => -(n + force[i]) || null), force.map((n) => -n || null),
  ];
}

function axis(side: 2 | 3, more: Partial<uPlot.Axis>): uPlot.Axis {
  return {
    side, stroke: token("--ink-3"), font: `11px ${token("--sans")}`, grid: { stroke: token("--line"), width: 1 },
    ticks: { show: false }, ...more,
  };
}

function periodsAxis(periods: string[], isShown: boolean): uPlot.Axis {
  return axis(2, {
    incrs: STEPS, space: 72, size: isShown ? 24 : 0, grid: { show: false },
    values: (_, splits) => splits.map((i) => (isShown && Number.isInteger(i) ? (periods[i] ?? "") : "")),
  });
}

function common(props: FlowProps, width: number, height: number, setAt: (i: number | null) => void): Omit<uPlot.Options, "series"> {
  return {
    width, height, legend: { show: false }, padding: [8, 12, 0, 0],
    cursor: { sync: { key: props.sync, scales: ["x", null] }, y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
    scales: { x: { time: false, range: () => [-0.6, props.periods.length - 0.4] } },
    hooks: {
      setCursor: [(plot) => setAt(plot.cursor.left !== undefined && plot.cursor.left >= 0 ? (plot.cursor.idx ?? null) : null)],
      setSelect: [
        (plot) => {
          if (plot.select.width < 4) return;
          const last = props.periods.length - 1;
          const at = (left: number) => Math.max(0, Math.min(last, Math.round(plot.posToVal(left, "x"))));
          const chosen = [at(plot.select.left), at(plot.select.left + plot.select.width)];
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          props.onChoose(chosen[0], chosen[1]);
        },
      ],
    },
  };
}

function countsChart(props: FlowProps, width: number, setAt: (i: number | null) => void, box: HTMLElement): uPlot {
  const paths = uPlot.paths.bars!({ size: [0.72, 28], align: 0 });
  const bar = (colour: string, isFilled: boolean): uPlot.Series => ({
    paths, stroke: token(`--${colour}`), fill: token(isFilled ? `--${colour}` : `--${colour}-soft`), width: 1.5, points: { show: false },
  });
  return new uPlot(
    {
      ...common(props, width, props.height, setAt),
      scales: {
        ...common(props, width, props.height, setAt).scales,
        y: { range: (_, min, max) => { const most = Math.max(1, -(min ?? 0), max ?? 0); return [min < 0 ? -most * 1.08 : 0, max > 0 ? most * 1.08 : 0]; } },
      },
      axes: [
        periodsAxis(props.periods, false),
        axis(3, { size: 44, space: 28, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000, 100000], values: (_, splits) => splits.map((n) => number(Math.abs(n))) }),
      ],
      series: [{}, bar("q1", false), bar("q2", true), bar("q3", false), bar("q4", true)],
    },
    [props.periods.map((_, i) => i), ...stacks(props.series)] as uPlot.AlignedData,
    box,
  );
}

function scoreChart(props: FlowProps, width: number, setAt: (i: number | null) => void, box: HTMLElement): uPlot {
  const means = props.series.counts.map((n, i) => (n ? props.series.score[i] / n : null));
  return new uPlot(
    {
      ...common(props, width, 96, setAt),
      scales: { ...common(props, width, 96, setAt).scales, y: { range: () => [-10, 10] } },
      axes: [periodsAxis(props.periods, true), axis(3, { size: 44, splits: () => [-10, 0, 10], values: (_, splits) => splits.map((n) => (n < 0 ? "\u221210" : n > 0 ? "+10" : "0")) })],
      series: [{}, { stroke: token("--ink-2"), width: 1.5, spanGaps: true, points: { show: true, size: 5, fill: token("--surface"), stroke: token("--ink-2") } }],
    },
    [props.periods.map((_, i) => i), means] as uPlot.AlignedData,
    box,
  );
}

function Readout({ series, periods, at }: { series: Series; periods: string[]; at: number | null }) {
  if (at === null || periods[at] === undefined) return <span class="readout muted">{t("nEvents", { n: series.events })}</span>;
  const count = series.counts[at];
  return (
    <span class="readout">
      <b>{periods[at]}</b>
      {([1, 2, 3, 4] as const).map((quad) => (
        <span key={quad} class={`quad${quad}`}>
          <QuadGlyph quad={quad} label /> {number(series.quads[at][quad - 1])}
        </span>
      ))}
      <span>
        {t("meanScore")} {count ? score(series.score[at] / count) : "–"}
      </span>
    </span>
  );
}

export function Flow(props: FlowProps & { name: string }) {
  const { series, periods, name } = props;
  const counts = useRef<HTMLDivElement>(null);
  const means = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const [width, setWidth] = useState(0);
  useSettings();
  const choose = useRef(props.onChoose);
  choose.current = props.onChoose;

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(counts.current!);
    return () => observer.disconnect();
  }, []);
  // At once, so that a page that goes to the printer has its charts in the colours of paper.
  useLayoutEffect(() => {
    if (width === 0) return;
    const stable = { ...props, onChoose: (from: number, to: number) => choose.current(from, to) };
    const plots = [countsChart(stable, width, setAt, counts.current!), scoreChart(stable, width, setAt, means.current!)];
    return () => plots.forEach((plot) => plot.destroy());
  }, [series, periods, width, scheme(), props.height]);

  const total = series.score.reduce((sum, one) => sum + one, 0);
  const label = t("chartLabel", {
    name, n: series.events, first: periods[0], last: periods[periods.length - 1], score: series.events ? score(total / series.events) : "–",
  });
  return (
    <figure class="flow">
      <figcaption>
        <h2>{name}</h2>
        <Readout series={series} periods={periods} at={at} />
      </figcaption>
      <div role="img" aria-label={label}>
        <div class="plot" ref={counts} />
        <div class="plot" ref={means} />
      </div>
    </figure>
  );
}
