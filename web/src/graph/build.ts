// The graph of the network view: nodes are actors, parallel edges the quad classes between two of them. The layout starts
// from fixed places (a spiral in the order of the counts), so that the same selection always looks the same.
import { MultiDirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Network } from "../core/types";
import { named, shortName } from "../words";

// Rounds of the layout: fewer where each costs more.
const USUAL_WIDTH = 700;
const ROUNDS = { few: 400, many: 200 };
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

export function nodeSize(count: number, most: number): number {
  return 6 + 20 * Math.sqrt(count / Math.max(1, most));
}

export function edgeSize(count: number, most: number): number {
  return 1.6 + 4.4 * (Math.log1p(count) / Math.log1p(Math.max(1, most)));
}

// `fitted` is the room of the drawing in pixels.
export function build(network: Network, fitted: { width: number; height: number }): MultiDirectedGraph {
  const graph = new MultiDirectedGraph();
  const mostNode = Math.max(1, ...network.nodes.map((one) => one.count));
  // What has less room is drawn smaller: more than 60 actors, or a narrow window.
  const crowd = Math.max(1, Math.sqrt(network.nodes.length / 60), Math.sqrt(USUAL_WIDTH / fitted.width));
  const mostEdge = Math.max(1, ...network.edges.map((one) => one.count));
  network.nodes.forEach((one, i) => {
    const radius = 10 * Math.sqrt(i + 1);
    graph.addNode(one.code, {
      x: radius * Math.cos(i * GOLDEN_ANGLE), y: radius * Math.sin(i * GOLDEN_ANGLE), size: nodeSize(one.count, mostNode) / crowd,
      label: shortName(one.code, named(one, one.code)), labelSize: (crowd > 1.3 ? 10 : 11) + 5 * Math.sqrt(one.count / mostNode), count: one.count,
    });
  });
  network.edges.forEach((edge, i) => {
    const source = network.nodes[edge.source].code;
    const target = network.nodes[edge.target].code;
    if (source === target) return;
    const isWords = edge.quad % 2 === 1;
    graph.addEdgeWithKey(String(i), source, target, {
      size: edgeSize(edge.count, mostEdge) / crowd, weight: Math.log1p(edge.count), quad: edge.quad, count: edge.count,
      // Words are dashed. A line of deeds is one dash: no gap at all would make the layer draw nothing.
      dash: isWords ? 7 : 10_000, gap: isWords ? 3 : 0.2,
    });
  });
  forceAtlas2.assign(graph, {
    iterations: graph.order > 100 ? ROUNDS.many : ROUNDS.few,
    getEdgeWeight: "weight",
    settings: {
      adjustSizes: false, barnesHutOptimize: graph.order > 150, edgeWeightInfluence: 0.6, gravity: 3, linLogMode: true,
      scalingRatio: 12, slowDown: 4, strongGravityMode: false,
    },
  });
  part(graph, fitted);
  return graph;
}

// The box of a node with its name at the right, in pixels around the node's centre.
interface Box {
  left: number;
  right: number;
  half: number;
}

function boxOf(graph: MultiDirectedGraph, node: string): Box {
  const { size, label, labelSize } = graph.getNodeAttributes(node);
  let width = 0;
  for (const letter of label as string) width += letter > "\u2e7f" ? labelSize : labelSize * 0.6;
  return { left: size + 3, right: size + 10 + width, half: Math.max(size, labelSize * 0.7) + 2 };
}

const PARTINGS = 120;

// Parts nodes and names that lie on each other, a little at a time: names must stay readable at 200 nodes.
function part(graph: MultiDirectedGraph, fitted: { width: number; height: number }): void {
  const nodes = graph.nodes();
  const xs = nodes.map((node) => graph.getNodeAttribute(node, "x") as number);
  const ys = nodes.map((node) => graph.getNodeAttribute(node, "y") as number);
  const spread = (values: number[]) => Math.max(...values) - Math.min(...values) || 1;
  const boxes = nodes.map((node) => boxOf(graph, node));
  // The layout is drawn out or pressed together towards the shape of the room.
  const stretch = Math.max(0.6, Math.min(2.2, ((fitted.width / fitted.height) * spread(ys)) / spread(xs)));
  xs.forEach((x, i) => (xs[i] = x * stretch));
  for (let round = 0; round < PARTINGS; round++) {
    const unit = Math.max(spread(xs) / fitted.width, spread(ys) / fitted.height);
    let isMoved = false;
    for (let i = 0; i < nodes.length; i++) {
      for (let j = i + 1; j < nodes.length; j++) {
        const [dx, dy] = [(xs[j] - xs[i]) / unit, (ys[j] - ys[i]) / unit];
        const across = dx >= 0 ? boxes[i].right + boxes[j].left - dx : boxes[j].right + boxes[i].left + dx;
        const down = boxes[i].half + boxes[j].half - Math.abs(dy);
        if (across <= 0 || down <= 0) continue;
        isMoved = true;
        if (down < across) {
          const push = 0.3 * unit * (down + 1) * (dy >= 0 ? 1 : -1);
          ys[i] -= push;
          ys[j] += push;
        } else {
          const push = 0.3 * unit * (across + 1) * (dx >= 0 ? 1 : -1);
          xs[i] -= push;
          xs[j] += push;
        }
      }
    }
    if (!isMoved) break;
  }
  nodes.forEach((node, i) => graph.mergeNodeAttributes(node, { x: xs[i], y: ys[i] }));
}
