// The articles that hold something of the selection.
import { useEffect, useState } from "preact/hooks";
import { apiUrl, ask, useApi } from "../core/api";
import { isEmpty } from "../core/filter";
import { href, setView, usePlace } from "../core/location";
import type { DocumentRow, Documents, Info } from "../core/types";
import { Choice } from "../parts/controls";
import { Answer } from "../parts/states";
import { t, term } from "../words";

const PAGE = 50;
const SORTS = ["newest", "oldest", "records"] as const;

function ArticleRow({ row }: { row: DocumentRow }) {
  const { filter } = usePlace();
  return (
    <li>
      <a class="articlerow" href={href("/articles/" + row.id, filter)}>
        <time>{row.published ?? t("undated")}</time>
        <span class="title" lang={row.lang ?? undefined}>
          {row.title || t("untitled")}
        </span>
        <span class="source">
          {[row.publisher, row.lang && term("lang", row.lang)].filter(Boolean).join(" · ")}
        </span>
        <span class="counts">
          {!isEmpty(filter) && <b>{t("nSelected", { n: row.selected })}</b>}
          <span>{t("nEvents", { n: row.events })}</span>
          <span>{t("nStatements", { n: row.statements })}</span>
        </span>
      </a>
    </li>
  );
}

export function ArticlesView(_: { info: Info | null }) {
  const { filter, view } = usePlace();
  const sort = SORTS.find((one) => one === view.sort) ?? "newest";
  const values = { ...filter, sort, limit: PAGE };
  const url = apiUrl("documents", values);
  const asked = useApi<Documents>(url);
  const [added, setAdded] = useState<Documents | null>(null);
  useEffect(() => setAdded(null), [url]);
  return (
    <>
      <div class="viewhead">
        <h1>{t("articles")}</h1>
        {asked.data && <p class="muted">{t("nArticles", { n: asked.data.total })}</p>}
      </div>
      <div class="toolbar">
        <Choice
          label={t("sort")}
          value={sort}
          options={SORTS.map((one) => [one, t(`sort_${one}`)])}
          onChoose={(one) => setView({ sort: one === "newest" ? undefined : one })}
        />
      </div>
      <Answer asked={asked} isEmpty={(data) => data.total === 0}>
        {(data) => {
          const next = added ? added.next : data.next;
          return (
            <>
              <ol class="articlelist">
                {[...data.documents, ...(added?.documents ?? [])].map((row) => (
                  <ArticleRow key={row.id} row={row} />
                ))}
              </ol>
              {next !== null && (
                <button
                  class="button"
                  onClick={async () => {
                    const page = await ask<Documents>(apiUrl("documents", { ...values, offset: next }));
                    setAdded({ ...page, documents: [...(added?.documents ?? []), ...page.documents] });
                  }}
                >
                  {t("more")}
                </button>
              )}
            </>
          );
        }}
      </Answer>
    </>
  );
}
