// The field of the filter bar: type, choose with the arrows, Enter adds a chip. Follows the ARIA combobox pattern.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { apiUrl, useApi } from "../core/api";
import { type Filter, withChip } from "../core/filter";
import type { ActorRow, Info, IssueRow } from "../core/types";
import { t } from "../words";
import { type Suggestion, rememberActors, rememberIssues, suggestions } from "./suggest";

const PAUSE_MS = 120;

function useTyped(typed: string): string {
  const [settled, set] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => set(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}

function Options({ id, found, active, choose, setActive }: {
  id: string;
  found: Suggestion[];
  active: number;
  choose: (one: Suggestion) => void;
  setActive: (id: string) => void;
}) {
  const groups = [...new Set(found.map((one) => one.group))];
  return (
    <div class="suggestions" id={id} role="listbox" aria-label={t("filterInput")}>
      {groups.map((group) => (
        <div key={group} role="group" aria-label={group}>
          <div class="group" aria-hidden="true">
            {group}
          </div>
          {found.map((one, i) =>
            one.group !== group ? null : (
              <div
                key={one.id}
                id={`${id}-${i}`}
                role="option"
                aria-selected={i === active}
                onMouseDown={(event) => {
                  event.preventDefault();
                  choose(one);
                }}
                onMouseMove={() => setActive(one.id)}
              >
                <span class="main">{one.main}</span>
                <span class="side">{one.side}</span>
              </div>
            ),
          )}
        </div>
      ))}
      {found.length === 0 && <div class="group">{t("noSuggestion")}</div>}
    </div>
  );
}

export function Combobox({ filter, info, onFilter, onBack }: {
  filter: Filter;
  info: Info | null;
  onFilter: (filter: Filter) => void;
  onBack: () => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  // By name and not by place: what the server finds comes in while somebody chooses.
  const [active, setActive] = useState<string | null>(null);
  const isComposing = useRef(false);
  const asked = useTyped(typed.trim());
  const actors = useApi<{ actors: ActorRow[] }>(isOpen ? apiUrl("actors", { q: asked, limit: asked ? 6 : 5 }) : null);
  const issues = useApi<{ issues: IssueRow[] }>(isOpen ? apiUrl("issues", { q: asked, limit: asked ? 5 : 3 }) : null);
  rememberActors(actors.data?.actors ?? []);
  rememberIssues(issues.data?.issues ?? []);
  const found = isOpen ? suggestions(typed, filter, info, actors.data?.actors ?? [], issues.data?.issues ?? []) : [];
  const chosen = found.length ? Math.max(found.findIndex((one) => one.id === active), 0) : -1;
  const move = (to: number) => setActive(found[Math.min(Math.max(to, 0), found.length - 1)]?.id ?? null);

  useEffect(() => {
    if (isOpen) document.getElementById(`${id}-list-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen, isOpen]);

  const choose = (one: Suggestion) => {
    onFilter(withChip(filter, one.chip));
    setTyped("");
    setActive(null);
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => (isOpen ? move(chosen + 1) : setOpen(true)),
    ArrowUp: () => move(chosen - 1),
    Enter: () => (isOpen && found[chosen] && (typed.trim() || active !== null) ? choose(found[chosen]) : setOpen(true)),
    Escape: () => setOpen(false),
  };
  return (
    <>
      <input
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && found.length ? `${id}-list-${chosen}` : undefined}
        aria-label={t("filterInput")}
        placeholder={t("filterHint")}
        autocomplete="off"
        spellcheck={false}
        enterKeyHint="search"
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(null);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onCompositionStart={() => (isComposing.current = true)}
        onCompositionEnd={() => (isComposing.current = false)}
        onKeyDown={(event) => {
          if (isComposing.current || event.isComposing) return;
          if (event.key === "Backspace" && typed === "") onBack();
          const act = keys[event.key];
          if (!act) return;
          event.preventDefault();
          act();
        }}
      />
      {isOpen && <Options id={`${id}-list`} found={found} active={chosen} choose={choose} setActive={setActive} />}
    </>
  );
}
