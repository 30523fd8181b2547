import { DateText, PeriodText } from '#web/components/date-text.tsx';
import type { FindingKind, PersonnelFinding } from '../findings.ts';
import { Evidence } from './act-line.tsx';

export const FINDING_WORDS: Record<FindingKind, string> = {
  vacancy: '离任后未见任职',
  double_occupancy: '一职两人',
  two_full_posts: '一人两职，未注明兼任',
  removal_unrecorded: '离任的职务没有任职记录',
  removal_repeated: '重复离任',
  undated_act: '没有日期',
  organisation_names: '机构名称不一',
  held_past_renaming: '机构改名后仍按旧名任职',
  probation_unconfirmed: '试用期满，未见通知',
  same_name: '同名',
  same_name_in_notice: '一份通知中同名',
  identity_conflict: '认定与通知不符',
};

function Period({ finding }: { finding: PersonnelFinding }) {
  const { from, until } = finding;
  if (from && until) return <PeriodText start={from} end={until} />;
  if (from) return <PeriodText start={from} />;
  if (until)
    return (
      <>
        <DateText value={until} />前
      </>
    );
  return null;
}

/** Findings, each with the acts that prove it. */
export function FindingList({
  findings,
  kindShown = true,
}: {
  findings: readonly PersonnelFinding[];
  /** False where the heading above says the kind. */
  kindShown?: boolean;
}) {
  return (
    <ul className="result-list">
      {findings.map((finding) => (
        <li key={finding.id} id={`finding-${finding.id}`}>
          <p className="result-title">{finding.message}</p>
          <p className="result-line">
            {kindShown && <span>{FINDING_WORDS[finding.kind]}</span>}
            <span>
              <Period finding={finding} />
            </span>
          </p>
          <Evidence acts={finding.evidence} />
        </li>
      ))}
    </ul>
  );
}
