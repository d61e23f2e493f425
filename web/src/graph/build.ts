// The graph of the network view: nodes are actors, parallel edges the quad classes between two of them. The layout starts
// from fixed places (a spiral in the order of the counts), so that the same selection always looks the same.
import { MultiDirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Network } from "../core/types";
import { named } from "../words";

const ROUNDS = 400;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

export function nodeSize(count: number, most: number): number {
  return 6 + 20 * Math.sqrt(count / Math.max(1, most));
}

export function edgeSize(count: number, most: number): number {
  return 1.6 + 4.4 * (Math.log1p(count) / Math.log1p(Math.max(1, most)));
}

export function build(network: Network): MultiDirectedGraph {
  const graph = new MultiDirectedGraph();
  const mostNode = Math.max(1, ...network.nodes.map((one) => one.count));
  const mostEdge = Math.max(1, ...network.edges.map((one) => one.count));
  network.nodes.forEach((one, i) => {
    const radius = 10 * Math.sqrt(i + 1);
    graph.addNode(one.code, {
      x: radius * Math.cos(i * GOLDEN_ANGLE), y: radius * Math.sin(i * GOLDEN_ANGLE), size: nodeSize(one.count, mostNode),
      label: named(one, one.code), labelSize: 11 + 5 * Math.sqrt(one.count / mostNode), count: one.count,
    });
  });
  network.edges.forEach((edge, i) => {
    const source = network.nodes[edge.source].code;
    const target = network.nodes[edge.target].code;
    if (source === target) return;
    const isWords = edge.quad % 2 === 1;
    graph.addEdgeWithKey(String(i), source, target, {
      size: edgeSize(edge.count, mostEdge), weight: Math.log1p(edge.count), quad: edge.quad, count: edge.count,
      // Words are dashed. A line of deeds is one dash: no gap at all would make the layer draw nothing.
      dash: isWords ? 7 : 10_000, gap: isWords ? 3 : 0.2,
    });
  });
  forceAtlas2.assign(graph, {
    iterations: ROUNDS,
    getEdgeWeight: "weight",
    settings: {
      adjustSizes: false, barnesHutOptimize: graph.order > 150, edgeWeightInfluence: 0.6, gravity: 3, linLogMode: true,
      scalingRatio: 12, slowDown: 4, strongGravityMode: false,
    },
  });
  part(graph);
  return graph;
}

// Parts nodes that lie on each other, a little at a time: names must stay readable at 200 nodes.
function part(graph: MultiDirectedGraph): void {
  const nodes = graph.nodes();
  const xs = nodes.map((node) => graph.getNodeAttribute(node, "x") as number);
  const ys = nodes.map((node) => graph.getNodeAttribute(node, "y") as number);
  const spread = Math.max(...xs) - Math.min(...xs) || 1;
  const room = nodes.map((node) => ((graph.getNodeAttribute(node, "size") as number) + 5) * (spread / 900));
  for (let round = 0; round < 60; round++) {
    let isMoved = false;
    for (let i = 0; i < nodes.length; i++) {
      for (let j = i + 1; j < nodes.length; j++) {
        const [dx, dy] = [xs[j] - xs[i] || 1e-3, ys[j] - ys[i] || 1e-3];
        const distance = Math.hypot(dx, dy);
        const missing = room[i] + room[j] - distance;
        if (missing <= 0) continue;
        isMoved = true;
        const [px, py] = [(dx / distance) * missing * 0.5, (dy / distance) * missing * 0.5];
        xs[i] -= px;
        ys[i] -= py;
        xs[j] += px;
        ys[j] += py;
      }
    }
    if (!isMoved) break;
  }
  nodes.forEach((node, i) => graph.mergeNodeAttributes(node, { x: xs[i], y: ys[i] }));
}
