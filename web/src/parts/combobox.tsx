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
  setActive: (n: number) => void;
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
                onMouseMove={() => setActive(i)}
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
  const [active, setActive] = useState(0);
  const isComposing = useRef(false);
  const asked = useTyped(typed.trim());
  const actors = useApi<{ actors: ActorRow[] }>(isOpen ? apiUrl("actors", { q: asked, limit: asked ? 6 : 5 }) : null);
  const issues = useApi<{ issues: IssueRow[] }>(isOpen ? apiUrl("issues", { q: asked, limit: asked ? 5 : 3 }) : null);
  rememberActors(actors.data?.actors ?? []);
  rememberIssues(issues.data?.issues ?? []);
  const found = isOpen ? suggestions(typed, filter, info, actors.data?.actors ?? [], issues.data?.issues ?? []) : [];
  const chosen = Math.min(active, found.length - 1);

  useEffect(() => {
    if (isOpen) document.getElementById(`${id}-list-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen, isOpen]);

  const choose = (one: Suggestion) => {
    onFilter(withChip(filter, one.chip));
    setTyped("");
    setActive(0);
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => (isOpen ? setActive(Math.min(chosen + 1, found.length - 1)) : setOpen(true)),
    ArrowUp: () => setActive(Math.max(chosen - 1, 0)),
    Enter: () => (isOpen && found[chosen] && (typed.trim() || active > 0) ? choose(found[chosen]) : setOpen(true)),
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
          setActive(0);
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
