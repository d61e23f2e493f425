// The selection that all views share, as chips with a field to add to them, dates, and how to count retellings.
import { useEffect, useState } from "preact/hooks";
import { apiUrl, ask } from "../core/api";
import { type Chip, chipsOf, type Filter, type FilterKey, withChip, withoutChip } from "../core/filter";
import { setFilter, usePlace } from "../core/location";
import type { ActorRow, Info, IssueRow } from "../core/types";
import { t } from "../words";
import { Combobox } from "./combobox";
import { Icon } from "./icons";
import { chipText, issueName, knowsActor, rememberActors, rememberIssues } from "./suggest";

const ROLES: [FilterKey, "roleAny" | "roleActor" | "roleRecipient"][] = [
  ["party", "roleAny"], ["actor", "roleActor"], ["recipient", "roleRecipient"],
];

// Fetches the names of codes and issues that came with a link.
function useNames(chips: Chip[]): void {
  const [, turn] = useState(0);
  const codes = chips
    .filter(({ key }) => ["party", "actor", "recipient", "pair", "place"].includes(key))
    .flatMap(({ value }) => value.split(","))
    .filter((code) => !knowsActor(code));
  const keys = chips.filter(({ key, value }) => key === "key" && issueName(value) === value).map(({ value }) => value);
  useEffect(() => {
    if (codes.length === 0 && keys.length === 0) return;
    const wanted = [
      ...codes.map(async (code) => {
        const bare = code.split(":")[0];
        const { actors } = await ask<{ actors: ActorRow[] }>(apiUrl("actors", { q: bare, limit: 20 }));
        rememberActors(actors.filter((one) => one.code === bare));
      }),
      ...keys.map(async (key) => {
        const { issues } = await ask<{ issues: IssueRow[] }>(apiUrl("issues", { q: key, limit: 20 }));
        rememberIssues(issues.filter((one) => one.key === key));
      }),
    ];
    Promise.allSettled(wanted).then(() => turn((n) => n + 1));
  }, [codes.join(), keys.join("\n")]);
}

function ChipView({ chip, filter }: { chip: Chip; filter: Filter }) {
  const text = chipText(chip);
  const isParty = ROLES.some(([key]) => key === chip.key);
  return (
    <span class="chip">
      {isParty ? (
        <select
          class="key"
          aria-label={t("role", { name: text })}
          value={chip.key}
          onChange={(event) => {
            const key = event.currentTarget.value as FilterKey;
            setFilter(withChip(withoutChip(filter, chip), { key, value: chip.value }));
          }}
        >
          {ROLES.map(([key, label]) => (
            <option key={key} value={key}>
              {t(label)}
            </option>
          ))}
        </select>
      ) : (
        <span class="key">{t(`key_${chip.key}`)}</span>
      )}
      <span class="value" title={`${chip.key}=${chip.value}`}>
        {text}
      </span>
      <button onClick={() => setFilter(withoutChip(filter, chip))} aria-label={t("remove", { what: text })}>
        ×
      </button>
    </span>
  );
}

function Dates({ filter, info }: { filter: Filter; info: Info | null }) {
  const set = (key: "since" | "until") => (event: { currentTarget: HTMLInputElement }) => {
    const { [key]: _, ...rest } = filter;
    const { value } = event.currentTarget;
    setFilter(value ? { ...rest, [key]: value } : rest);
  };
  // An address may say a month or a year; the field shows its first or last day.
  const first = (value = "") => (value ? value + "-01-01".slice(value.length - 4) : "");
  const last = (value = "") => {
    if (value.length === 4) return value + "-12-31";
    if (value.length !== 7) return value;
    return value + "-" + new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5)), 0)).getUTCDate();
  };
  return (
    <div class="dates">
      <label class="field">
        <span>{t("from")}</span>
        <input type="date" value={first(filter.since)} min={info?.first ?? undefined} max={info?.last ?? undefined} onChange={set("since")} />
      </label>
      <label class="field">
        <span>{t("to")}</span>
        <input type="date" value={last(filter.until)} min={info?.first ?? undefined} max={info?.last ?? undefined} onChange={set("until")} />
      </label>
    </div>
  );
}

export function FilterBar({ info }: { info: Info | null }) {
  const { filter } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const chips = chipsOf(filter);
  useNames(chips);
  const count = Object.keys(filter).length;
  return (
    <section class="filterbar" aria-label={t("filters")}>
      <div class="inner">
        <div class="tokens">
          <Icon name="search" />
          {chips.map((chip) => (
            <ChipView key={`${chip.key}=${chip.value}`} chip={chip} filter={filter} />
          ))}
          <Combobox
            filter={filter}
            info={info}
            onFilter={(next) => setFilter(next)}
            onBack={() => chips.length && setFilter(withoutChip(filter, chips[chips.length - 1]))}
          />
        </div>
        <button class="button quiet more" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name="tune" /> {count ? t("filterCount", { n: count }) : t("filters")}
        </button>
        <div class={isOpen ? "extra open" : "extra"}>
          <Dates filter={filter} info={info} />
          <label class="field">
            <input
              type="checkbox"
              checked={filter.repeats === "no"}
              onChange={(event) => {
                const { repeats: _, ...rest } = filter;
                setFilter(event.currentTarget.checked ? { ...rest, repeats: "no" } : rest);
              }}
            />
            <span>{t("onceOnly")}</span>
          </label>
        </div>
        {count > 0 && (
          <button class="button quiet" onClick={() => setFilter({})}>
            {t("clearAll")}
          </button>
        )}
      </div>
    </section>
  );
}
