import { DateText } from '#web/components/date-text.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { ACT_WORDS, type Act, gives, postWords } from '../act.ts';

/** The notice that says so, at its clause. */
export function Source({ act }: { act: Act }) {
  const { notice, place } = act;
  return (
    <a href={place?.href ?? `/documents/${notice.documentId}`}>
      {notice.number ? <DocumentNumber value={notice.number} /> : notice.title}
      {place && ` ${place.words}`}
    </a>
  );
}

/** When it was decided; the notice's own day too where it is another. */
export function ActDays({ act }: { act: Act }) {
  const { decidedOn, notice } = act;
  const later = notice.dated && decidedOn && !notice.dated.equals(decidedOn);
  return (
    <>
      {decidedOn ? (
        <>
          <DateText value={decidedOn} />
          决定
        </>
      ) : (
        '决定日期未写明'
      )}
      {later && (
        <>
          ，通知日期
          <DateText value={notice.dated} />
        </>
      )}
    </>
  );
}

/** From when it counts, where that is not the day of the decision. */
export function ActTerm({ act }: { act: Act }) {
  if (gives(act.kind) && act.effective === null) return <>，任职日期从试用之日起计算（试用之日未写明）</>;
  if (!act.effective || !act.decidedOn || act.effective.equals(act.decidedOn)) return null;
  return (
    <>
      ，从
      <DateText value={act.effective} />起
    </>
  );
}

/** One act as evidence: what, when, where it says so, and the words when they are here. */
export function ActEvidence({ act }: { act: Act }) {
  return (
    <>
      {ACT_WORDS[act.kind]}：{act.name}　{postWords(act)}
      {act.probationMonths !== null && `，试用期${act.probationMonths}个月`}
      <span className="personnel-source">
        <ActDays act={act} />
        <ActTerm act={act} />
        ，<Source act={act} />
      </span>
      {act.place?.quote && <q className="personnel-quote">{act.place.quote}</q>}
    </>
  );
}

export function Evidence({ acts }: { acts: readonly Act[] }) {
  return (
    <ul className="personnel-evidence">
      {acts.map((act) => (
        <li key={act.key}>
          <ActEvidence act={act} />
        </li>
      ))}
    </ul>
  );
}
