// Actors as small chips: the code in a fixed-width face, then the words of the text.
import type { Actor } from "../core/types";
import { term } from "../words";

export function ActorChip({ actor }: { actor: Actor }) {
  const title = [actor.label, actor.name, actor.office, actor.sector && term("sector", actor.sector)].filter(Boolean).join(" · ");
  const words = actor.text ?? actor.name;
  return (
    <span class="actor" title={title}>
      <span class="code">{actor.code}</span>
      {words && words !== actor.code && <span class="name">{words}</span>}
    </span>
  );
}

// Each code once: several mentions with the same words stand for one chip each only where the codes differ.
export function Actors({ actors, limit = 4 }: { actors: Actor[]; limit?: number }) {
  const seen = new Map<string, Actor>();
  for (const actor of actors) if (!seen.has(actor.label)) seen.set(actor.label, actor);
  const unique = [...seen.values()];
  const words = new Set<string>();
  return (
    <span class="actors">
      {unique.slice(0, limit).map((actor) => {
        const isRepeated = actor.text !== null && words.has(actor.text);
        if (actor.text) words.add(actor.text);
        return <ActorChip key={actor.label} actor={isRepeated ? { ...actor, text: null, name: null } : actor} />;
      })}
      {unique.length > limit && <span class="muted">+{unique.length - limit}</span>}
    </span>
  );
}

export function Codes({ actors, limit = 3 }: { actors: Actor[]; limit?: number }) {
  const codes = [...new Set(actors.map((actor) => actor.code))];
  return (
    <span class="actors">
      {codes.slice(0, limit).map((code) => (
        <span key={code} class="actor">
          <span class="code">{code}</span>
        </span>
      ))}
      {codes.length > limit && <span class="muted">+{codes.length - limit}</span>}
    </span>
  );
}
