// An article with its statements and events marked in the words, and the records beside them.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { apiUrl, useApi } from "../core/api";
import { type Filter, isEmpty } from "../core/filter";
import { href, setView, usePlace } from "../core/location";
import { isPointing } from "../core/pointer";
import type { Article, Block, Entry, Info, Records } from "../core/types";
import { QuadGlyph, SayGlyph } from "../parts/glyphs";
import { Icon } from "../parts/icons";
import { Answer } from "../parts/states";
import { Margin } from "../reader/margin";
import { Passage } from "../reader/passage";
import { Why } from "../reader/why";
import { t, term } from "../words";

function isAddress(url: string | null): url is string {
  return url !== null && /^https?:\/\//i.test(url);
}

function Head({ article }: { article: Article }) {
  const { filter } = usePlace();
  const meta = [article.published ?? t("undated"), article.publisher, article.lang && term("lang", article.lang)];
  return (
    <header class="articlehead">
      <h1 class="passage title" lang={article.lang ?? undefined}>
        {article.title || t("untitled")}
      </h1>
      <p class="meta">
        {meta.filter(Boolean).join(" · ")}
        {isAddress(article.url) && (
          <a href={article.url} target="_blank" rel="noreferrer noopener">
            {t("openOriginal")} <Icon name="open" />
          </a>
        )}
      </p>
      {article.near.length > 0 && (
        <details>
          <summary>{t("near")} ({article.near.length})</summary>
          <ul>
            {article.near.map((one) => (
              <li key={one.id}>
                <a href={href("/articles/" + one.id, filter)}>{one.title || t("untitled")}</a>{" "}
                <span class="muted">{[one.publisher, one.published, `${Math.round(one.score * 100)}%`].filter(Boolean).join(" · ")}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {article.copies.length > 0 && (
        <details>
          <summary>{t("copies")} ({article.copies.length})</summary>
          <ul>
            {article.copies.map((one, i) => (
              <li key={i}>{[one.publisher, one.published, one.url].filter(Boolean).join(" · ")}</li>
            ))}
          </ul>
        </details>
      )}
    </header>
  );
}

function Legend() {
  return (
    <ul class="legend" aria-label={t("legend")}>
      <li class="quad3"><span class="seg head sample">{t("legendEvent")}</span></li>
      <li class="quad3"><span class="seg sample line">{t("legendAbout")}</span></li>
      <li class="say"><span class="seg head sample">{t("legendCue")}</span></li>
      <li class="say"><span class="seg sample line">{t("legendContent")}</span></li>
      <li><span class="seg withparty">{t("legendParty")}</span></li>
      {([1, 2, 3, 4] as const).map((quad) => (
        <li key={quad} class={`quad${quad}`}>
          <QuadGlyph quad={quad} /> {term("quad", quad)}
        </li>
      ))}
      <li class="say"><SayGlyph /> {t("statement")}</li>
    </ul>
  );
}

function BlockRow(props: {
  article: Article;
  block: Block;
  active: string | null;
  opened: string | null;
  dimmed: ReadonlySet<string> | null;
  why: number | null;
  onActive: (id: string | null) => void;
}) {
  const box = useRef<HTMLElement>(null);
  const { article, block } = props;
  const sentences = block.sentences ?? [];
  const records = useMemo(() => {
    const own = new Set(sentences);
    return article.records.filter((entry: Entry) => own.has(entry.sentence.index));
  }, [article, block]);
  return (
    <section class={`block ${block.kind}`} ref={box}>
      <Passage article={article} block={block} active={props.active} dimmed={props.dimmed} why={props.why} />
      {sentences.length > 0 && <Margin {...props} sentences={sentences} records={records} block={box} />}
    </section>
  );
}

// Which of the article's records the filter selects; null where all are.
function useSelected(id: string, filter: Filter): ReadonlySet<string> | null {
  const { doc: _, ...rest } = filter;
  const asked = useApi<Records>(isEmpty(rest) ? null : apiUrl("records", { ...rest, doc: id, limit: 500 }));
  const data = asked.data;
  return useMemo(() => (data ? new Set(data.records.map((entry) => entry.id)) : null), [data]);
}

// The title stands above the text; where the text begins with the same words they are not shown twice.
function isTitle(article: Article, block: Block): boolean {
  return block.kind === "title" && article.text.slice(0, block.end + 8).includes(article.title ?? "\0");
}

function Text({ article, info }: { article: Article; info: Info | null }) {
  const { filter, view } = usePlace();
  const [hovered, setHovered] = useState<string | null>(null);
  const selected = useSelected(article.id, filter);
  const box = useRef<HTMLElement>(null);
  const opened = view.at ? `${article.id}#${view.at}` : null;
  const why = view.why !== undefined && /^\d+$/.test(view.why) ? Number(view.why) : null;
  const isDimming = selected !== null && view.marks !== "all";
  const dimmed = useMemo(() => {
    if (!isDimming || !selected) return null;
    return opened ? new Set([...selected, opened]) : selected;
  }, [isDimming, selected, opened]);

  // A link to a record leads to its words.
  useEffect(() => {
    if (!opened) return;
    const mark = box.current?.querySelector(`[data-record="${CSS.escape(opened)}"], .lit`);
    const note = box.current?.querySelector(`[data-note="${CSS.escape(opened)}"]`);
    (mark ?? note)?.scrollIntoView({ block: "center" });
  }, [opened, article]);

  const onClick = (event: MouseEvent) => {
    if (String(getSelection() ?? "") !== "") return;
    const sentence = (event.target as Element).closest<HTMLElement>("[data-sentence]");
    if (sentence) setView({ why: sentence.dataset.sentence });
  };
  const onOver = (event: MouseEvent) => {
    if (!isPointing(event)) return;
    const segment = (event.target as Element).closest<HTMLElement>("[data-record]");
    if ((event.target as Element).closest(".passage")) setHovered(segment?.dataset.record ?? null);
  };
  return (
    <>
      <Head article={article} />
      <div class="toolbar">
        <Legend />
        {selected && (
          <p class="note">
            {t("inSelection", { n: article.records.filter((entry) => selected.has(entry.id)).length, total: article.records.length })}{" "}
            <button onClick={() => setView({ marks: isDimming ? "all" : undefined })}>{t(isDimming ? "showAllMarks" : "dimOthers")}</button>
          </p>
        )}
      </div>
      {article.records.length === 0 && <p class="note">{t("noRecordsHere")}</p>}
      <article class="reader" lang={article.lang ?? undefined} ref={box} onClick={onClick} onMouseOver={onOver} onMouseLeave={() => setHovered(null)}>
        {article.blocks.filter((block) => !isTitle(article, block)).map((block, i) => (
          <BlockRow key={i} article={article} block={block} active={hovered ?? opened} opened={opened} dimmed={dimmed} why={why} onActive={setHovered} />
        ))}
      </article>
      {why !== null && (
        <Why key={why} info={info} id={article.id} sentence={why} lang={article.lang} onClose={() => setView({ why: undefined }, "replace")} />
      )}
    </>
  );
}

export function ReaderView({ info }: { info: Info | null }) {
  const { path } = usePlace();
  const id = path.slice("/articles/".length);
  const asked = useApi<Article>(apiUrl("document/" + encodeURIComponent(id)));
  useEffect(() => {
    if (asked.data) document.title = `${asked.data.title || t("untitled")} · seimei`;
  });
  return <Answer asked={asked} rows={10}>{(article) => <Text article={article} info={info} />}</Answer>;
}
