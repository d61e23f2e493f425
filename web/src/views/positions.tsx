// Who stands where: issues by actors. Shape, letter and colour say the stance, size the number of events.
import { useRef, useState } from "preact/hooks";
import { apiUrl, useApi } from "../core/api";
import { type Filter, ofEvents } from "../core/filter";
import { href, setView, usePlace } from "../core/location";
import { type Cell, type Info, type Positions, STANCES } from "../core/types";
import { Segments, StatusNote } from "../parts/controls";
import { EvidenceList } from "../parts/evidence";
import { StanceGlyph } from "../parts/glyphs";
import { Panel } from "../parts/panel";
import { Answer } from "../parts/states";
import { rememberActors, rememberIssues } from "../parts/suggest";
import { named, shortName, t, term } from "../words";

const SIZES = [22, 25, 28, 32, 36];

// Area grows with the count, in five steps that the eye can tell apart.
function sizeOf(count: number, most: number): number {
  const step = most <= 1 ? 0 : Math.round((Math.sqrt(count) - 1) / (Math.sqrt(most) - 1) * (SIZES.length - 1));
  return SIZES[step];
}

function cellText(data: Positions, cell: Cell): string {
  const moved = cell.moved ? ` (${t("moved", { from: term("stance", cell.moved[0]), to: term("stance", cell.moved[1]) })})` : "";
  const label = t("cellLabel", {
    actor: named(data.actors[cell.actor], data.actors[cell.actor].code),
    issue: named(data.issues[cell.issue], data.issues[cell.issue].label),
    stance: term("stance", cell.stance), n: cell[cell.stance], count: cell.count,
  });
  return label + moved;
}

// Beside the main stance, the others as a thin bar of their shares.
function Shares({ cell }: { cell: Cell }) {
  if (cell[cell.stance] === cell.count) return null;
  let x = 0;
  return (
    <svg class="shares" viewBox="0 0 32 4" aria-hidden="true">
      {STANCES.map((stance) => {
        const width = (cell[stance] / cell.count) * 32;
        const bar = width > 0 && <rect key={stance} class={`bar ${stance}`} x={x} width={width} height="4" />;
        x += width;
        return bar;
      })}
    </svg>
  );
}

function CellView({ cell, most }: { cell: Cell; most: number }) {
  return (
    <>
      <StanceGlyph stance={cell.stance} size={sizeOf(cell.count, most)} />
      {cell.moved && <span class="movedmark" aria-hidden="true">↷</span>}
      <Shares cell={cell} />
    </>
  );
}

interface MatrixProps {
  data: Positions;
  onOpen: (cell: Cell) => void;
}

// One stop for the tabulator; the arrows go from cell to cell (roving tabindex of the ARIA grid pattern).
function Matrix({ data, onOpen }: MatrixProps) {
  const [[row, column], setCursor] = useState<[number, number]>([0, 0]);
  const grid = useRef<HTMLTableElement>(null);
  const most = Math.max(1, ...data.cells.map((cell) => cell.count));
  const byPlace = new Map(data.cells.map((cell) => [`${cell.issue} ${cell.actor}`, cell]));
  const { filter } = usePlace();

  const move = (event: KeyboardEvent) => {
    const steps: Record<string, [number, number]> = {
      ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
      Home: [0, -column], End: [0, data.actors.length - 1 - column],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const next: [number, number] = [
      Math.max(0, Math.min(data.issues.length - 1, row + step[0])), Math.max(0, Math.min(data.actors.length - 1, column + step[1])),
    ];
    setCursor(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next[0]} ${next[1]}"]`)?.focus();
  };
  return (
    <div class="matrixbox">
      <table class="matrix" role="grid" aria-label={t("positionsGrid")} ref={grid} onKeyDown={move}>
        <thead>
          <tr>
            <td class="corner" />
            {data.actors.map((actor) => (
              <th key={actor.code} scope="col">
                <a href={href("/positions", { ...filter, actor: actor.code })} title={named(actor, actor.code)}>
                  <span class="name">{shortName(actor.code, named(actor, actor.code))}</span>
                  <span class="count">{actor.count}</span>
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.issues.map((issue, i) => (
            <tr key={issue.key}>
              <th scope="row">
                <a href={href("/positions", { ...filter, key: issue.key })} title={`${named(issue, issue.label)} — ${issue.key}`}>
                  {named(issue, issue.label)}
                </a>
                <span class="count">{issue.count}</span>
              </th>
              {data.actors.map((actor, j) => {
                const cell = byPlace.get(`${i} ${j}`);
                const label = cell
                  ? cellText(data, cell)
                  : t("cellNone", { actor: named(actor, actor.code), issue: named(issue, issue.label) });
                return (
                  <td
                    key={actor.code}
                    role="gridcell"
                    tabIndex={i === row && j === column ? 0 : -1}
                    data-cell={`${i} ${j}`}
                    aria-label={label}
                    title={cell && label}
                    class={cell ? "full" : undefined}
                    onFocus={() => setCursor([i, j])}
                    onClick={() => cell && onOpen(cell)}
                    onKeyDown={(event) => {
                      if (!cell || (event.key !== "Enter" && event.key !== " ")) return;
                      event.preventDefault();
                      onOpen(cell);
                    }}
                  >
                    {cell && <CellView cell={cell} most={most} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StanceList({ data, onOpen }: MatrixProps) {
  const most = Math.max(1, ...data.cells.map((cell) => cell.count));
  return (
    <ol class="stancelist">
      {data.issues.map((issue, i) => (
        <li key={issue.key}>
          <h2>{named(issue, issue.label)}</h2>
          <ul>
            {data.cells.filter((cell) => cell.issue === i).map((cell) => (
              <li key={cell.actor}>
                <button class="button" title={cellText(data, cell)} onClick={() => onOpen(cell)}>
                  <StanceGlyph stance={cell.stance} size={sizeOf(cell.count, most)} />
                  {named(data.actors[cell.actor], data.actors[cell.actor].code)}
                  <span class="hidden">{term("stance", cell.stance)}</span> <span class="muted">{cell.count}</span>
                </button>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Course({ cell }: { cell: Cell }) {
  const most = Math.max(...cell.course.map((one) => STANCES.reduce((sum, stance) => sum + one[stance], 0)));
  return (
    <table class="course">
      <caption class="hidden">{t("course")}</caption>
      <tbody>
        {cell.course.map((one) => (
          <tr key={one.period}>
            <th scope="row">{one.period}</th>
            <td>
              {STANCES.filter((stance) => one[stance] > 0).map((stance) => (
                <span key={stance} class={`coursebar ${stance}`} style={{ width: `${(one[stance] / most) * 60}%` }}>
                  {term("stance", stance)} {one[stance]}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function StanceLegend() {
  return (
    <ul class="legend" aria-label={t("legend")}>
      {STANCES.map((stance) => (
        <li key={stance}>
          <StanceGlyph stance={stance} size={18} /> {term("stance", stance)}
        </li>
      ))}
      <li class="muted">{t("sizeCount")}</li>
    </ul>
  );
}

function CellPanel({ data, cell, filter }: { data: Positions; cell: Cell; filter: Filter }) {
  const issue = data.issues[cell.issue];
  const actor = data.actors[cell.actor];
  const { key: _k, issue: _i, ...rest } = filter;
  const evidence: Filter = { ...rest, kind: "event", key: issue.key, actor: actor.code, stance: filter.stance ?? "any" };
  const head = (
    <>
      <h2>
        {named(actor, actor.code)}: {named(issue, issue.label)}
      </h2>
      <p class="note">{issue.key}</p>
    </>
  );
  return (
    <Panel label={t("evidence")} head={head} onClose={() => setView({ cell: undefined }, "replace")}>
      <Course cell={cell} />
      {cell.moved && <p>{t("moved", { from: term("stance", cell.moved[0]), to: term("stance", cell.moved[1]) })}</p>}
      <EvidenceList filter={evidence} />
    </Panel>
  );
}

export function PositionsView(_: { info: Info | null }) {
  const { filter, view } = usePlace();
  const isNarrow = matchMedia("(max-width: 720px)").matches;
  const form = view.form === "list" || view.form === "matrix" ? view.form : isNarrow ? "list" : "matrix";
  const n = view.more === "1" ? 60 : 20;
  const events = ofEvents(filter, view.all === "1");
  const asked = useApi<Positions>(apiUrl("positions", { ...events, issues: n, actors: n }));
  rememberActors(asked.data?.actors ?? []);
  rememberIssues(asked.data?.issues ?? []);
  const nameOf = (data: Positions, cell: Cell) => `${data.actors[cell.actor].code} ${data.issues[cell.issue].key}`;
  const onOpen = (data: Positions) => (cell: Cell) => setView({ cell: nameOf(data, cell) });
  return (
    <>
      <div class="viewhead">
        <h1>{t("positions")}</h1>
        <p class="muted">{t("positionsLead")}</p>
      </div>
      <div class="toolbar">
        <StanceLegend />
        <span class="grow" />
        <Segments label={t("views")} value={form} options={[["matrix", t("matrixView")], ["list", t("listView")]]} onChoose={(one) => setView({ form: one }, "replace")} />
      </div>
      <StatusNote />
      <Answer asked={asked} isEmpty={(data) => data.cells.length === 0} rows={10}>
        {(data) => {
          const opened = view.cell ? data.cells.find((cell) => nameOf(data, cell) === view.cell) : undefined;
          return (
            <>
              {form === "list" ? <StanceList data={data} onOpen={onOpen(data)} /> : <Matrix data={data} onOpen={onOpen(data)} />}
              <p class="note">
                {t("positionsShown", { issues: data.issues.length, allIssues: data.total.issues, actors: data.actors.length, allActors: data.total.actors })}
                {n === 20 && (data.total.issues > n || data.total.actors > n) && (
                  <span class="offpaper">
                    {" · "}
                    <button onClick={() => setView({ more: "1" })}>{t("positionsMore")}</button>
                  </span>
                )}
              </p>
              {opened && <CellPanel data={data} cell={opened} filter={events} />}
            </>
          );
        }}
      </Answer>
    </>
  );
}
