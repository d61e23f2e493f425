// Marks that say by shape what colour says too. Round is cooperation, pointed is conflict; hollow is words, filled is deeds.
// A stance has a shape and a letter.
import type { Quad, Stance } from "../core/types";
import { stanceMark, term } from "../words";

const ROUND = "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z";
const POINTED = "M8 1.5 14.5 8 8 14.5 1.5 8z";

export function QuadGlyph({ quad, label = false }: { quad: Quad; label?: boolean }) {
  const path = quad <= 2 ? ROUND : POINTED;
  const isFilled = quad % 2 === 0;
  return (
    <svg class={`glyph quad${quad}`} viewBox="0 0 16 16" {...(label ? { role: "img", "aria-label": term("quad", quad) } : { "aria-hidden": true })}>
      <path d={path} fill={isFilled ? "currentColor" : "none"} stroke="currentColor" stroke-width="2.2" stroke-linejoin="round" />
    </svg>
  );
}

export function SayGlyph() {
  return (
    <svg class="glyph say" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2 3h12v8H8.5L5 14v-3H2z" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" />
    </svg>
  );
}

const STANCE_SHAPES: Record<Stance, string> = {
  support: "M16 2a14 14 0 1 0 0 28 14 14 0 0 0 0-28z",
  oppose: "M16 0 32 16 16 32 0 16z",
  demand: "M16 1 31 12v18H1V12z",
  concern: "M5 4h22v24H5z",
};

// `size` in pixels; below 16 the letter would not be read.
export function StanceGlyph({ stance, size = 20 }: { stance: Stance; size?: number }) {
  return (
    <svg class={`stance ${stance}`} viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <path d={STANCE_SHAPES[stance]} fill="currentColor" />
      {size >= 14 && (
        <text x="16" y={stance === "demand" ? 24 : 22} text-anchor="middle" class="letter">
          {stanceMark(stance)}
        </text>
      )}
    </svg>
  );
}

export function QuadName({ quad }: { quad: Quad }) {
  return (
    <span class={`quadname quad${quad}`}>
      <QuadGlyph quad={quad} /> {term("quad", quad)}
    </span>
  );
}
