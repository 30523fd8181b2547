/** The record as tables for spreadsheets, and probation ends as a calendar. Pure. */
import { toICalendar } from '#platform/calendar/index.ts';
import { ACT_WORDS } from './act.ts';
import type { Probation } from './probation.ts';
import { organisationOf, type PersonnelRecord, personOf, postOf } from './record.ts';
import { holdersAt } from './tenures.ts';

type Cell = string | number | null | undefined;

/** RFC 4180 with a byte-order mark, so that spreadsheets read it as UTF-8; a cell never begins a formula. */
export function toCsv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell): string => {
    const text = value === null || value === undefined ? '' : String(value);
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${[head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

const yes = (value: boolean, word: string): string => (value ? word : '');

export function holdersCsv(record: PersonnelRecord, day: Temporal.PlainDate): string {
  const rows = holdersAt(record.tenures, day).map(({ tenure, certainty }) => {
    const post = postOf(record, tenure.postId);
    const first = tenure.given[0] ?? tenure.taken;
    return [
      organisationOf(record, post.organisationId).name,
      post.title,
      personOf(record, tenure.personId).name,
      certainty === 'known' ? '在任' : '可能在任',
      yes(tenure.concurrent, '兼'),
      yes(tenure.seconded, '挂职'),
      tenure.given[0]?.effective?.toString(),
      tenure.end?.toString(),
      first?.notice.number ?? first?.notice.title,
      tenure.personId,
    ];
  });
  return toCsv(
    ['单位', '职务', '姓名', '是否在任', '兼任', '挂职', '就任日期', '离任日期', '通知', '人员编号'],
    rows,
  );
}

export function changesCsv(record: PersonnelRecord): string {
  const rows = record.acts.map((a) => [
    a.name,
    ACT_WORDS[a.kind],
    a.organisation,
    a.post,
    yes(a.concurrent, '兼'),
    yes(a.seconded, '挂职'),
    a.probationMonths,
    a.effective?.toString(),
    a.decidedOn?.toString(),
    a.decidedBy,
    a.notice.dated?.toString(),
    a.notice.number,
    a.notice.title,
    a.place?.words,
    a.personId,
  ]);
  return toCsv(
    [
      '姓名',
      '任免',
      '单位',
      '职务',
      '兼任',
      '挂职',
      '试用期（月）',
      '起算日期',
      '决定日期',
      '决定机关或会议',
      '通知日期',
      '发文字号',
      '通知标题',
      '段落',
      '人员编号',
    ],
    rows,
  );
}

/** One whole-day event on the day after each probation's last day. */
export function probationCalendar(
  probations: readonly Probation[],
  site: { readonly origin: string; readonly name: string; readonly now: Temporal.Instant },
): string {
  return toICalendar({
    name: `${site.name}·试用期届满`,
    maker: 'personnel',
    origin: site.origin,
    events: probations.map((p) => ({
      uid: p.acts[0]?.key ?? `${p.personId}-${p.until}`,
      start: p.until,
      summary: `试用期届满：${p.name}`,
      description: `${p.acts.map((a) => a.organisation + a.post).join('、')}，试用期最后一天${p.until.subtract({ days: 1 })}。${p.acts[0]?.notice.number ?? ''}`,
      url: `${site.origin}/personnel/people/${p.personId}`,
      changedAt: site.now,
    })),
  });
}
