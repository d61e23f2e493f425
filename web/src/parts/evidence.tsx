// The list of records behind a mark of a matrix, a chart or a graph.
import { useEffect, useState } from "preact/hooks";
import { apiUrl, ask, useApi } from "../core/api";
import type { Filter } from "../core/filter";
import { href } from "../core/location";
import type { Entry, Records } from "../core/types";
import { t } from "../words";
import { RecordCard } from "./record";
import { Answer } from "./states";

const PAGE = 20;

function More({ filter, next, onMore }: { filter: Filter; next: number; onMore: (records: Records) => void }) {
  const [isAsking, setAsking] = useState(false);
  const more = async () => {
    setAsking(true);
    try {
      onMore(await ask<Records>(apiUrl("records", { ...filter, limit: PAGE, offset: next })));
    } finally {
      setAsking(false);
    }
  };
  return (
    <button class="button" onClick={more} disabled={isAsking}>
      {t("more")}
    </button>
  );
}

export function EvidenceList({ filter }: { filter: Filter }) {
  const url = apiUrl("records", { ...filter, limit: PAGE });
  const asked = useApi<Records>(url);
  const [added, setAdded] = useState<{ records: Entry[]; next: number | null } | null>(null);
  useEffect(() => setAdded(null), [url]);
  return (
    <Answer asked={asked} isEmpty={(data) => data.total === 0}>
      {(data) => {
        const next = added ? added.next : data.next;
        const records = added ? [...data.records, ...added.records] : data.records;
        return (
          <div class="evidencelist">
            <p class="note">
              {t("nRecords", { n: data.total })} · <a href={href("/records", filter)}>{t("openAsRecords")}</a>
            </p>
            <ol>
              {records.map((entry) => (
                <li key={entry.id}>
                  <RecordCard entry={entry} />
                </li>
              ))}
            </ol>
            {next !== null && (
              <More
                filter={filter}
                next={next}
                onMore={(page) => setAdded({ records: [...(added?.records ?? []), ...page.records], next: page.next })}
              />
            )}
          </div>
        );
      }}
    </Answer>
  );
}
