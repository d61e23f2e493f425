// The drawn graph. Pointing at an actor fades all that is not linked to it.
import type { MultiDirectedGraph } from "graphology";
import { useLayoutEffect, useRef } from "preact/hooks";
import Sigma from "sigma";
import { extremityArrow, layerDashed, pathCurved, pathLine } from "sigma/rendering";
import { scheme, token, useSettings } from "../core/settings";
import type { Network, NetworkEdge } from "../core/types";
import { Icon } from "../parts/icons";
import { t } from "../words";
import { build } from "./build";

const NARROW = 600;

interface Faded {
  isFaded: boolean;
}

function draw(graph: MultiDirectedGraph, box: HTMLElement) {
  const colours = [1, 2, 3, 4].map((quad) => token(`--q${quad}`));
  // The more lines there are, the fainter each: what many lines share still shows.
  const strength = Math.max(0.35, Math.min(0.8, 90 / Math.sqrt(graph.size) / 10));
  const [ink, surface, line, accent] = ["--ink", "--surface", "--line-strong", "--accent"].map(token);
  return new Sigma(graph, box, {
    settings: {
      enableEdgeEvents: true, itemSizesReference: "screen", autoRescaleContent: "labels", labelDensity: 4, labelGridCellSize: 64, labelRenderedSizeThreshold: 0, stagePadding: box.clientWidth < NARROW ? 16 : 48,
      minEdgeThickness: 1, zoomToSizeRatioFunction: (ratio: number) => Math.sqrt(ratio), minCameraRatio: 0.08, maxCameraRatio: 2.5,
      edgePickingPadding: 3, gestureTarget: "shared",
      allowInvalidContainer: true, // on paper the table stands in its place, and the box has no width
    },
    primitives: {
      nodes: { label: { font: { family: token("--sans") } } },
      edges: {
        paths: [pathLine(), pathCurved()],
        extremities: [extremityArrow({ lengthRatio: 4, widthRatio: 3.4 })],
        variables: { dash: { type: "number", default: 8 }, gap: { type: "number", default: 4 } },
        layers: [layerDashed({
          dashSize: { attribute: "dash", default: 8, mode: "pixels" }, gapSize: { attribute: "gap", default: 4, mode: "pixels" },
          solidExtremities: true,
        })],
      },
    },
    customNodeState: { isFaded: false } satisfies Faded,
    customEdgeState: { isFaded: false } satisfies Faded,
    styles: {
      nodes: {
        x: { attribute: "x" }, y: { attribute: "y" }, size: { attribute: "size" }, label: { attribute: "label" },
        color: { whenState: "isHovered", then: accent, else: line },
        opacity: { whenState: "isFaded" as never, then: 0.15, else: 1 },
        labelColor: ink, labelFont: token("--sans"), labelSize: { attribute: "labelSize", defaultValue: 12 }, labelBackgroundColor: surface + "b8", labelBackgroundPadding: 2,
        labelVisibility: (_: unknown, state: { isHovered: boolean } & Faded) => (state.isHovered ? "visible" : state.isFaded ? "hidden" : "auto"),
        backdropVisibility: { whenState: "isHovered", then: "visible", else: "hidden" }, backdropColor: surface,
      },
      edges: {
        size: { attribute: "size" }, dash: { attribute: "dash" }, gap: { attribute: "gap" }, path: "curved", parallelPath: "curved", head: "arrow",
        color: (attributes: { quad?: number }) => colours[(attributes.quad ?? 1) - 1],
        opacity: (_: unknown, state: { isHovered: boolean } & Faded) => (state.isFaded ? 0.05 : state.isHovered ? 1 : strength),
      },
    } as never,
  } as never);
}

interface CanvasProps {
  network: Network;
  onNode: (code: string) => void;
  onEdge: (edge: NetworkEdge) => void;
}

export function Canvas({ network, onNode, onEdge }: CanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const sigma = useRef<Sigma | null>(null);
  const act = useRef({ onNode, onEdge });
  act.current = { onNode, onEdge };
  const { lang } = useSettings();

  useLayoutEffect(() => {
    const { clientWidth, clientHeight } = box.current!;
    const graph = build(network, { width: clientWidth - Math.min(160, clientWidth * 0.4), height: clientHeight - 96 });
    const drawn = draw(graph, box.current!);
    sigma.current = drawn as unknown as Sigma;
    const fade = (center: string | null) => {
      graph.forEachNode((node) => drawn.setNodeState(node, { isFaded: center !== null && node !== center && !graph.areNeighbors(node, center) } as never));
      graph.forEachEdge((edge, _, source, target) => drawn.setEdgeState(edge, { isFaded: center !== null && source !== center && target !== center } as never));
    };
    drawn.on("enterNode", ({ node }) => fade(node));
    drawn.on("leaveNode", () => fade(null));
    drawn.on("clickNode", ({ node }) => act.current.onNode(node));
    drawn.on("clickEdge", ({ edge }) => act.current.onEdge(network.edges[Number(edge)]));
    // For tests: how many actors are drawn, and where the first stands.
    drawn.on("afterRender", () => {
      if (!box.current) return;
      const first = graph.nodes()[0];
      const { x, y } = drawn.graphToViewport(graph.getNodeAttributes(first) as { x: number; y: number });
      box.current.dataset.first = `${Math.round(x)} ${Math.round(y)}`;
      box.current.dataset.drawn = String(graph.order);
    });
    drawn.scheduleRender();
    return () => {
      drawn.kill();
      sigma.current = null;
    };
  }, [network, lang, scheme()]);

  const camera = (what: "zoomIn" | "zoomOut" | "zoomReset") => () => {
    const camera = sigma.current?.getCamera();
    if (what === "zoomIn") void camera?.zoomIn();
    else if (what === "zoomOut") void camera?.zoomOut();
    else void camera?.reset();
  };
  return (
    <div class="graphbox">
      <div class="graph" ref={box} role="img" aria-label={t("graphLabel", { nodes: network.nodes.length, edges: network.edges.length })} />
      <div class="zoom">
        <button class="button" onClick={camera("zoomIn")} aria-label={t("zoomIn")} title={t("zoomIn")}><Icon name="plus" /></button>
        <button class="button" onClick={camera("zoomOut")} aria-label={t("zoomOut")} title={t("zoomOut")}><Icon name="minus" /></button>
        <button class="button" onClick={camera("zoomReset")} aria-label={t("zoomReset")} title={t("zoomReset")}><Icon name="whole" /></button>
      </div>
    </div>
  );
}
