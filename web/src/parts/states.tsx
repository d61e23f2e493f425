// What stands where an answer is not: waiting, nothing, an error. Each says what to do next.
import type { ComponentChildren } from "preact";
import type { Asked } from "../core/api";
import { isEmpty } from "../core/filter";
import { setFilter, usePlace } from "../core/location";
import { t } from "../words";
import { Icon } from "./icons";

export function Loading({ rows = 6 }: { rows?: number }) {
  return (
    <div class="skeleton" role="status">
      <p class="hidden">{t("loading")}</p>
      {Array.from({ length: rows }, (_, i) => (
        <span key={i} />
      ))}
    </div>
  );
}

export function Empty() {
  const { filter } = usePlace();
  return (
    <div class="state" role="status">
      <Icon name="empty" />
      <h2>{isEmpty(filter) ? t("emptyStore") : t("emptyTitle")}</h2>
      <p>{isEmpty(filter) ? t("emptyStoreText") : t("emptyText")}</p>
      {!isEmpty(filter) && (
        <button class="button" onClick={() => setFilter({})}>
          {t("clearAll")}
        </button>
      )}
    </div>
  );
}

export function Failure({ asked }: { asked: Asked<unknown> }) {
  const { code, message } = asked.error!;
  const isLoading = code === "loading";
  return (
    <div class="state" role="alert">
      <Icon name={isLoading ? "clock" : "warn"} />
      <h2>{isLoading ? t("storeLoading") : t("errorTitle")}</h2>
      {!isLoading && <p>{code === "offline" ? t("errorOffline") : message}</p>}
      {!isLoading && (
        <button class="button" onClick={asked.again}>
          {t("retry")}
        </button>
      )}
    </div>
  );
}

interface AnswerProps<T> {
  asked: Asked<T>;
  isEmpty?: (data: T) => boolean;
  rows?: number;
  children: (data: T) => ComponentChildren;
}

// An answer, or what stands for it. An old answer stays, dimmed, until the new one is here.
export function Answer<T>({ asked, isEmpty: nothing, rows, children }: AnswerProps<T>) {
  if (asked.error) return <Failure asked={asked} />;
  if (!asked.data) return <Loading rows={rows} />;
  return (
    <div class={asked.waiting ? "waiting" : undefined} aria-busy={asked.waiting}>
      {nothing?.(asked.data) ? <Empty /> : children(asked.data)}
    </div>
  );
}
