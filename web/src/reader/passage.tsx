// A paragraph with the marks of its records.
import { useMemo } from "preact/hooks";
import type { Article, Block, Entry } from "../core/types";
import { spans } from "../parts/marks";
import { chief, draw, type Drawn, type Segment } from "./lanes";

const PITCH = 4;

function tone(entry: Entry): string {
  return entry.type === "event" ? `q${entry.quad_code}` : "say";
}

// Lines under a segment are backgrounds in the padding below the letters, one for each lane.
function underlines({ layers }: Segment, lanes: number): Record<string, string> | undefined {
  const images: string[] = [];
  const sizes: string[] = [];
  const places: string[] = [];
  for (const { entry, role, lane } of layers) {
    const isHead = role === "trigger" || role === "cue";
    if (!isHead && role !== "about" && role !== "content") continue;
    const colour = `var(--${tone(entry)})`;
    const isSaid = role === "content";
    images.push(isSaid ? `repeating-linear-gradient(90deg, ${colour} 0 5px, transparent 5px 7px)` : `linear-gradient(${colour}, ${colour})`);
    sizes.push(`100% ${isHead ? 3 : 1.5}px`);
    places.push(`0 calc(100% - ${(lanes - 1 - lane) * PITCH}px)`);
  }
  if (images.length === 0) return undefined;
  return { backgroundImage: images.join(", "), backgroundSize: sizes.join(", "), backgroundPosition: places.join(", ") };
}

interface MarksProps {
  drawn: Drawn;
  active: string | null;
  dimmed: ReadonlySet<string> | null;
}

function SegmentView({ segment, lanes, active, dimmed }: MarksProps & { segment: Segment; lanes: number }) {
  const shown = dimmed ? segment.layers.filter(({ entry }) => dimmed.has(entry.id)) : segment.layers;
  if (shown.length === 0) return <>{segment.text}</>;
  const first = chief(shown)!;
  const lit = shown.filter(({ entry }) => entry.id === active);
  const isHead = first.role === "trigger" || first.role === "cue";
  const isParty = shown.some(({ role }) => role === "party" || role === "source" || role === "target" || role === "addressee");
  const of = lit.length ? chief(lit)! : first;
  const classes = [
    "seg", of.entry.type === "event" ? `quad${of.entry.quad_code}` : "say",
    isHead && "head", isParty && "withparty", lit.length > 0 && `lit lit-${of.role}`,
  ];
  return (
    <span class={classes.filter(Boolean).join(" ")} data-record={first.entry.id} style={underlines({ ...segment, layers: shown }, lanes)}>
      {segment.text}
    </span>
  );
}

interface PassageProps {
  article: Article;
  block: Block;
  active: string | null;
  dimmed: ReadonlySet<string> | null;
  why: number | null;
}

export function useDrawn(article: Article, block: Block): Drawn {
  return useMemo(() => {
    const sentences = (block.sentences ?? []).map((n) => article.sentences[n]).filter(Boolean);
    const near = article.records.filter((entry) => spans(entry).some((one) => one.begin < block.end && one.end > block.begin));
    return draw(article.text, block, sentences, near);
  }, [article, block]);
}

export function Passage({ article, block, active, dimmed, why }: PassageProps) {
  const drawn = useDrawn(article, block);
  const lanes = Math.max(drawn.lanes, 1);
  const isHere = active !== null && drawn.sentences.some((one) => one.segments.some((s) => s.layers.some((l) => l.entry.id === active)));
  const isAsked = why !== null && drawn.sentences.some((one) => one.index === why);
  const body = useMemo(
    () =>
      drawn.sentences.map((sentence, i) => (
        <span
          key={i}
          class={sentence.index !== null && sentence.index === why ? "sentence asked" : "sentence"}
          data-sentence={sentence.index ?? undefined}
        >
          {sentence.segments.map((segment, j) => (
            <SegmentView key={j} segment={segment} drawn={drawn} lanes={lanes} active={active} dimmed={dimmed} />
          ))}
        </span>
      )),
    [drawn, isHere ? active : null, dimmed, isAsked ? why : null],
  );
  const Tag = block.kind === "paragraph" ? "p" : block.kind === "title" ? "h1" : "h2";
  return (
    <Tag class={`passage ${block.kind}`} style={{ "--lanes": String(lanes) }}>
      {body}
    </Tag>
  );
}
