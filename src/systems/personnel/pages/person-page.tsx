import { DateText } from '#web/components/date-text.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import type { PersonnelFinding } from '../findings.ts';
import type { IdentityLink, Person } from '../identity.ts';
import { PROBATION_WORDS, type Probation, probationStateAt } from '../probation.ts';
import { type PersonnelRecord, postName } from '../record.ts';
import { Evidence } from './act-line.tsx';
import { personPath, postPath } from './addresses.ts';
import { FindingList } from './finding-list.tsx';
import { marksOf, Since, Until } from './holding.tsx';
import { PersonnelPage } from './personnel-frame.tsx';

const RULES = {
  removal_names_post: '免职通知所写的职务，正是前一份通知给同名者的职务',
  confirms_post: '试用期满的任职通知所写的职务，正是前一份通知给同名者的试用职务',
} as const;

function linkWords(link: IdentityLink): string {
  if (link.by === 'rule') return `${RULES[link.rule]}。`;
  return `${link.decision.byName}认定为同一人：${link.decision.reason}`;
}

/** People of the same name that nothing proves to be this person. */
export function Namesakes({ record, person }: { record: PersonnelRecord; person: Person }) {
  const others = (record.namesakes.get(person.nameKey) ?? []).filter((p) => p.id !== person.id);
  if (others.length === 0) return null;
  return (
    <Notice tone="warning" title="同名，未确认为同一人">
      <ul>
        {others.map((other) => (
          <li key={other.id}>
            <a href={personPath(other.id)}>
              另一位{other.name}
              {other.acts[0] && `（${other.acts[0].organisation}${other.acts[0].post}）`}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** One person's posts, and every act that says so. */
export function PersonPage({
  view,
  record,
  person,
  probations,
  findings,
  today,
}: {
  view: View;
  record: PersonnelRecord;
  person: Person;
  probations: readonly Probation[];
  findings: readonly PersonnelFinding[];
  today: Temporal.PlainDate;
}) {
  const tenures = record.tenuresOfPerson.get(person.id) ?? [];
  const acts = record.acts.filter((a) => a.personId === person.id);
  return (
    <PersonnelPage view={view} title={`${person.name}的任职经历`} canonical={personPath(person.id)}>
      <h1>{person.name}</h1>
      <p className="muted">只列公报刊登的任免，不是完整的履历。</p>
      <Namesakes record={record} person={person} />
      <Table
        caption="任职经历"
        narrow="cards"
        rows={[...tenures]}
        rowKey={(t) => `${t.postId}${t.latest}`}
        columns={[
          {
            key: 'post',
            name: '职务',
            rowHeader: true,
            cell: (t) => (
              <>
                <a href={postPath(t.postId)}>{postName(record, t.postId)}</a>
                {marksOf(t).length > 0 && `（${marksOf(t).join('、')}）`}
              </>
            ),
          },
          { key: 'from', name: '就任', cell: (t) => <Since tenure={t} /> },
          { key: 'until', name: '离任', cell: (t) => <Until tenure={t} /> },
        ]}
      />
      {probations.map((p) => (
        <p key={p.acts[0]?.key}>
          试用期{p.months}个月：
          <DateText value={p.from} />至<DateText value={p.until.subtract({ days: 1 })} />，
          {PROBATION_WORDS[probationStateAt(p, today)]}。
        </p>
      ))}
      <h2>通知怎么说</h2>
      <Evidence acts={acts} />
      {person.mentions.length > 1 && (
        <>
          <h2>为什么是同一人</h2>
          <ul>
            {person.links.map((link) => (
              <li key={`${link.a}${link.b}${link.by}`}>{linkWords(link)}</li>
            ))}
          </ul>
        </>
      )}
      {findings.length > 0 && (
        <>
          <h2>待核事项</h2>
          <FindingList findings={findings} />
        </>
      )}
    </PersonnelPage>
  );
}
