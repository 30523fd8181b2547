import { DateText } from '#web/components/date-text.tsx';
import { gives } from '../act.ts';
import type { Holder } from '../chart.ts';
import type { PersonAct } from '../record.ts';
import type { Tenure } from '../tenures.ts';
import { personPath } from './addresses.ts';

const hrefOf = (act: PersonAct): string => act.place?.href ?? `/documents/${act.notice.documentId}`;

/** Since when, as far as it is known, with the clause that says so. */
export function Since({ tenure }: { tenure: Tenure<PersonAct> }) {
  const [first] = tenure.given;
  if (!first) return <>就任日期不详</>;
  if (first.effective)
    return (
      <a href={hrefOf(first)}>
        <DateText value={first.effective} />起
      </a>
    );
  return (
    <>
      就任日期不详，
      <a href={hrefOf(first)}>
        {first.decidedOn && <DateText value={first.decidedOn} />}
        <span>正式任职</span>
      </a>
    </>
  );
}

/** The end of a tenure: the day that is the first without it. */
export function Until({ tenure }: { tenure: Tenure<PersonAct> }) {
  if (!tenure.end || !tenure.taken) return <>未见离任记录</>;
  return (
    <a href={hrefOf(tenure.taken)}>
      <DateText value={tenure.end} />
      {gives(tenure.taken.kind) ? '' : tenure.taken.kind === 'dismiss' ? '解聘' : '免职'}
    </a>
  );
}

export const marksOf = (tenure: Tenure<PersonAct>): string[] => [
  ...(tenure.concurrent ? ['兼'] : []),
  ...(tenure.seconded ? ['挂职'] : []),
];

/** One person in an office on a day. */
export function HolderLine({ holder }: { holder: Holder }) {
  const { tenure, probation } = holder;
  return (
    <>
      <a className="holder-name" href={personPath(holder.personId)}>
        {holder.name}
      </a>
      {marksOf(tenure).map((mark) => (
        <span key={mark} className="holder-mark">
          {mark}
        </span>
      ))}
      {holder.certainty === 'possibly' && <span className="holder-mark holder-doubt">可能在任</span>}
      {probation && <span className="holder-mark">试用</span>}
      {holder.hasNamesake && <span className="holder-mark holder-doubt">有同名</span>}
      <span className="holder-since">
        <Since tenure={tenure} />
        {probation && (
          <>
            ，试用期至
            <DateText value={probation.until.subtract({ days: 1 })} />
          </>
        )}
      </span>
    </>
  );
}
