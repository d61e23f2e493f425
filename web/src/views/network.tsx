// Who does what to whom, as a graph and as a table of the same links.
import { useMemo } from "preact/hooks";
import { apiUrl, useApi } from "../core/api";
import { type Filter, ofEvents } from "../core/filter";
import { setView, usePlace } from "../core/location";
import type { Info, Network, NetworkEdge, Quad } from "../core/types";
import { Canvas } from "../graph/canvas";
import { Choice, Segments, StatusNote } from "../parts/controls";
import { EvidenceList } from "../parts/evidence";
import { QuadName } from "../parts/glyphs";
import { Panel } from "../parts/panel";
import { Answer } from "../parts/states";
import { actorName, rememberActors } from "../parts/suggest";
import { named, number, score, t, term } from "../words";

const NODES = ["20", "60", "120", "200"] as const;

// More actors need fewer lines each to stay legible.
function edgesFor(nodes: number): number {
  return nodes <= 60 ? nodes * 6 : 240 + nodes * 2;
}

function canDraw(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

function edgeName(network: Network, edge: NetworkEdge): string {
  return `${network.nodes[edge.source].code}>${network.nodes[edge.target].code}>${edge.quad}`;
}

function EdgeTable({ network }: { network: Network }) {
  return (
    <div class="tablebox">
      <table class="numbers">
        <caption>{t("networkLead")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("who")}</th>
            <th scope="col">{t("toWhom")}</th>
            <th scope="col">{t("class")}</th>
            <th scope="col" class="num">{t("count")}</th>
            <th scope="col" class="num">{t("meanScore")}</th>
            <th scope="col">{t("evidence")}</th>
          </tr>
        </thead>
        <tbody>
          {network.edges.map((edge) => (
            <tr key={edgeName(network, edge)}>
              <td>{named(network.nodes[edge.source], network.nodes[edge.source].code)}</td>
              <td>{named(network.nodes[edge.target], network.nodes[edge.target].code)}</td>
              <td><QuadName quad={edge.quad} /></td>
              <td class="num">{number(edge.count)}</td>
              <td class="num">{score(edge.score / edge.count)}</td>
              <td>
                <button class="button quiet" onClick={() => setView({ link: edgeName(network, edge) })}>
                  {t("evidence")}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

// `link` of the address is an actor (CHN) or a link (CHN>JPN>3).
function LinkPanel({ link, filter }: { link: string; filter: Filter }) {
  const [source, target, quad] = link.split(">");
  const evidence: Filter = target
    ? { ...filter, kind: "event", actor: source, recipient: target, quad }
    : { ...filter, kind: "event", party: source };
  // Parties that act on each other have no recipient; both are actors.
  if (target && filter.pair === undefined) {
    delete evidence.recipient;
    delete evidence.actor;
    evidence.pair = `${source},${target}`;
    evidence.actor = source;
  }
  const head = (
    <>
      <h2>{target ? `${actorName(source)} → ${actorName(target)}` : actorName(source)}</h2>
      {quad && <p class="note">{term("quad", quad)}</p>}
    </>
  );
  return (
    <Panel label={t("evidence")} head={head} onClose={() => setView({ link: undefined }, "replace")}>
      <EvidenceList filter={evidence} />
    </Panel>
  );
}

function QuadToggles({ shown }: { shown: string[] }) {
  return (
    <div class="quadtoggles" role="group" aria-label={t("class")}>
      {([1, 2, 3, 4] as Quad[]).map((quad) => {
        const isOn = shown.includes(String(quad));
        const next = isOn ? shown.filter((one) => one !== String(quad)) : [...shown, String(quad)];
        return (
          <button
            key={quad}
            class="button quiet"
            aria-pressed={isOn}
            onClick={() => setView({ quads: next.length === 0 || next.length === 4 ? undefined : next.sort().join(",") }, "replace")}
          >
            <QuadName quad={quad} />
          </button>
        );
      })}
    </div>
  );
}

export function NetworkView(_: { info: Info | null }) {
  const { filter, view } = usePlace();
  const usual = matchMedia("(max-width: 720px)").matches ? "20" : "60";
  const nodes = NODES.find((one) => one === view.nodes) ?? usual;
  const hasGl = useMemo(canDraw, []);
  const isTable = view.form === "table" || !hasGl;
  const shown = view.quads ? view.quads.split(",") : ["1", "2", "3", "4"];
  const events = ofEvents(filter, view.all === "1");
  const asked = useApi<Network>(apiUrl("network", { ...events, nodes, edges: edgesFor(Number(nodes)) }));
  rememberActors(asked.data?.nodes ?? []);
  const data = asked.data;
  const network = useMemo(
    () => data && { ...data, edges: data.edges.filter((edge) => shown.includes(String(edge.quad))) },
    [data, shown.join()],
  );
  return (
    <>
      <div class="viewhead">
        <h1>{t("network")}</h1>
        <p class="muted">{t("networkLead")}</p>
      </div>
      <div class="toolbar">
        <Choice label={t("nodesCount")} value={nodes} options={NODES.map((one) => [one, one])} onChoose={(one) => setView({ nodes: one === usual ? undefined : one })} />
        <QuadToggles shown={shown} />
        <span class="grow" />
        <Segments label={t("views")} value={isTable ? "table" : "graph"} options={[["graph", t("asGraph")], ["table", t("asTable")]]} onChoose={(one) => setView({ form: one === "table" ? "table" : undefined }, "replace")} />
      </div>
      <StatusNote />
      {!hasGl && <p class="note">{t("noWebgl")}</p>}
      {!isTable && <p class="note hint">{t("graphHint")}</p>}
      <Answer asked={asked} isEmpty={(one) => one.nodes.length === 0} rows={10}>
        {() =>
          isTable ? (
            <EdgeTable network={network!} />
          ) : (
            <Canvas network={network!} onNode={(code) => setView({ link: code })} onEdge={(edge) => setView({ link: edgeName(network!, edge) })} />
          )
        }
      </Answer>
      {view.link && <LinkPanel key={view.link} link={view.link} filter={events} />}
    </>
  );
}
