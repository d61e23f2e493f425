// Links that download the present selection in each format.
import { useEffect, useRef, useState } from "preact/hooks";
import { apiUrl } from "../core/api";
import { type Filter, isOfEvents } from "../core/filter";
import type { Info } from "../core/types";
import { t } from "../words";
import { Icon } from "./icons";

export function ExportMenu({ info, filter }: { info: Info | null; filter: Filter }) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => event.key === "Escape" && setOpen(false);
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
      document.removeEventListener("keydown", escape);
    };
  }, [isOpen]);
  const formats = info?.formats ?? [];
  const link = (format: string, values: Filter) => (
    <a key={format} class="button" href={apiUrl("export", { ...values, format })} download>
      {format}
    </a>
  );
  return (
    <div class="menu" ref={box}>
      <button class="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name="download" /> {t("export")}
      </button>
      {isOpen && (
        <div class="menubox" role="region" aria-label={t("exportTitle")}>
          <h2>{t("exportTitle")}</h2>
          {filter.kind !== "statement" && (
            <>
              <h3>{t("exportEvents")}</h3>
              <div class="links">{formats.map((one) => link(one.format, { ...filter, kind: "event" }))}</div>
            </>
          )}
          {!isOfEvents(filter) && (
            <>
              <h3>{t("exportStatements")}</h3>
              <div class="links">
                {formats.filter((one) => one.statements).map((one) => link(one.format, { ...filter, kind: "statement" }))}
              </div>
            </>
          )}
        </div>
      )}
    </div>
  );
}
