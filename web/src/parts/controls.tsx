// Small controls that views share.
import type { ComponentChildren } from "preact";
import { setView, usePlace } from "../core/location";
import { t } from "../words";

export function Segments<V extends string>({ label, value, options, onChoose }: {
  label: string;
  value: V;
  options: [V, ComponentChildren][];
  onChoose: (value: V) => void;
}) {
  return (
    <div class="segments" role="group" aria-label={label}>
      {options.map(([one, text]) => (
        <button key={one} aria-pressed={one === value} onClick={() => onChoose(one)}>
          {text}
        </button>
      ))}
    </div>
  );
}

export function Choice<V extends string>({ label, value, options, onChoose }: {
  label: string;
  value: V;
  options: [V, string][];
  onChoose: (value: V) => void;
}) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value as V)}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

// Views that count say what they count, and let the reader count the rest too.
export function StatusNote() {
  const { filter, view } = usePlace();
  if (filter.status) return null;
  const isAll = view.all === "1";
  return (
    <p class="note">
      {t(isAll ? "actualSome" : "actualOnly")}{" "}
      <button onClick={() => setView({ all: isAll ? undefined : "1" })}>{t(isAll ? "actualBack" : "actualAll")}</button>
    </p>
  );
}
