// Why there are these records for a sentence, and why no others.
import { apiUrl, useApi } from "../core/api";
import type { Explanation, Info, RuleTrace } from "../core/types";
import { Panel } from "../parts/panel";
import { What, Who } from "../parts/record";
import { Answer } from "../parts/states";
import { t, term } from "../words";

function Trace({ trace }: { trace: RuleTrace }) {
  return (
    <li class={trace.fired ? "trace fired" : "trace"}>
      <span class="outcome" aria-hidden="true">
        {trace.fired ? "✓" : "–"}
      </span>
      <div>
        <span class="mono">{trace.rule}</span> {trace.type && <b>{term("type", trace.type)}</b>}
        {trace.pattern && <span class="pattern mono">{trace.pattern}</span>}
        <span class="reason">
          {term("outcome", trace.outcome, trace.reason)}
          {trace.condition && (
            <>
              : <span class="mono">{trace.condition}</span>
            </>
          )}
        </span>
      </div>
    </li>
  );
}

function Predicate({ predicate }: { predicate: Explanation["predicates"][number] }) {
  const fired = predicate.rules.filter((one) => one.fired);
  const missed = predicate.rules.filter((one) => !one.fired);
  return (
    <section class="predicate">
      <h3>{predicate.lemma}</h3>
      {predicate.rules.length === 0 && <p class="note">{t("whyNone")}</p>}
      {fired.length > 0 && (
        <>
          <h4>{t("whyFired")}</h4>
          <ul>{fired.map((one, i) => <Trace key={i} trace={one} />)}</ul>
        </>
      )}
      {missed.length > 0 && (
        <>
          <h4>{t("whyNot")}</h4>
          <ul>{missed.map((one, i) => <Trace key={i} trace={one} />)}</ul>
        </>
      )}
    </section>
  );
}

function Explained({ data, lang }: { data: Explanation; lang: string | null }) {
  return (
    <>
      <blockquote class="asked" lang={lang ?? undefined}>
        {data.sentence.text}
      </blockquote>
      {!data.same && <p class="warning">{t("whyStale", { coded: data.coded_by, explained: data.explained_by })}</p>}
      <section>
        <h2>{t("whyRecords")}</h2>
        {data.records.length === 0 && <p class="note">{t("whyNoRecords")}</p>}
        <ul class="whyrecords">
          {data.records.map((entry) => (
            <li key={entry.id}>
              <What entry={entry} /> <Who entry={entry} /> <span class="mono muted">{entry.rule}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t("whyRules")}</h2>
        {data.predicates.length === 0 && <p class="note">{t("whyNoPredicate")}</p>}
        {data.predicates.map((one, i) => (
          <Predicate key={i} predicate={one} />
        ))}
      </section>
      {data.stages.length > 0 && (
        <section>
          <h2>{t("whyStages")}</h2>
          {data.stages.map((stage) => (
            <details key={stage.name}>
              <summary>{stage.name}</summary>
              <pre>{stage.text}</pre>
            </details>
          ))}
        </section>
      )}
    </>
  );
}

export function Why({ info, id, sentence, lang, onClose }: {
  info: Info | null;
  id: string;
  sentence: number;
  lang: string | null;
  onClose: () => void;
}) {
  const isOff = info !== null && !info.explain;
  const asked = useApi<Explanation>(isOff ? null : apiUrl("explain/" + id, { sentence }));
  const head = (
    <>
      <h2>{t("whyTitle")}</h2>
      <p class="note">{t("sentence", { n: sentence + 1 })}</p>
    </>
  );
  return (
    <Panel label={t("whyTitle")} head={head} onClose={onClose}>
      {isOff ? <p class="note">{t("whyOff")}</p> : <Answer asked={asked}>{(data) => <Explained data={data} lang={lang} />}</Answer>}
    </Panel>
  );
}
