/** A matter of several items as people see it: the applicant, the window and other systems read the same. Pure. */
import {
  type CaseEvent,
  clockAt,
  type DayCounter,
  dayOf,
  type Light,
  lightOf,
} from '#engines/procedure/index.ts';
import type { ThemeReading } from './advance-theme.ts';
import { PHASE_WORDS, type Phase } from './phases.ts';

export type ThemeChildView = {
  readonly code: string;
  /** What people call it. */
  readonly short: string;
  /** The item's own name. */
  readonly name: string;
  readonly phase: Phase;
  readonly phaseTitle: string;
  /** What happened or happens, and what to do. */
  readonly says: string;
  readonly round: number;
  readonly after: readonly string[];
  readonly caseId: string | null;
  /** Number of its case, and the body that has it. */
  readonly number: string | null;
  readonly holder: string | null;
  /** The last day on which is told whether it is accepted, while that is open. */
  readonly acceptanceDueOn: string | null;
  readonly light: Light;
  readonly resultOn: string | null;
};

export type ThemeView = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly version: number;
  readonly ended: boolean;
  /** The latest of all results, YYYY-MM-DD; null while one of them cannot be told. */
  readonly resultOn: string | null;
  readonly provisional: boolean;
  /** Items of which the day cannot be told. */
  readonly undated: readonly string[];
  readonly children: readonly ThemeChildView[];
  readonly events: readonly { readonly seq: number; readonly at: Temporal.Instant; readonly done: string }[];
};

export function viewTheme(reading: ThemeReading, moment: Temporal.Instant, calendar: DayCounter): ThemeView {
  const { row, standing, rounds, facts, cases, names } = reading;
  const partOf = (code: string) => row.theme.parts.find((p) => p.code === code);
  const short = (code: string) => partOf(code)?.short ?? code;
  const children = standing.children.map((child): ThemeChildView => {
    const { code, phase, because } = child;
    const state = facts.get(code)?.state;
    const filed = reading.events.findLast((e) => e.kind === 'filed' && e.code === code);
    const acceptance = state?.clocks.acceptance && clockAt(state.clocks.acceptance, moment, calendar);
    const clocks = Object.values(state?.clocks ?? {}).map((moves) =>
      lightOf(clockAt(moves, moment, calendar), dayOf(moment)),
    );
    return {
      code,
      short: short(code),
      name: names.get(code) ?? short(code),
      phase,
      phaseTitle: PHASE_WORDS[phase],
      says: saysOf(phase, because.map(short), facts.get(code)?.stuck ?? '', cases.get(code)?.events ?? []),
      round: rounds.findIndex((r) => r.includes(code)),
      after: partOf(code)?.after ?? [],
      caseId: cases.get(code)?.id ?? null,
      number: filed?.data.number ?? null,
      holder: state?.holder ?? null,
      acceptanceDueOn:
        acceptance && acceptance.phase !== 'stopped' ? (acceptance.dueOn?.toString() ?? null) : null,
      light: phase === 'running' ? worst(clocks) : 'none',
      resultOn: child.resultOn?.toString() ?? null,
    };
  });
  return {
    id: row.id,
    number: row.number,
    title: row.theme.title,
    version: row.version,
    ended: standing.ended,
    resultOn: standing.resultOn?.toString() ?? null,
    provisional: standing.provisional,
    undated: children
      .filter((c) => c.resultOn === null && !['dropped', 'blocked'].includes(c.phase))
      .map((c) => c.short),
    children,
    events: reading.events.map((e) => ({
      seq: e.seq,
      at: e.at,
      done: doneOf(e.kind, e.code && short(e.code), e.data),
    })),
  };
}

const ORDER: readonly Light[] = ['red', 'yellow', 'suspended', 'green'];
const worst = (lights: readonly Light[]): Light => ORDER.find((l) => lights.includes(l)) ?? 'none';

function saysOf(
  phase: Phase,
  because: readonly string[],
  stuck: string,
  events: readonly CaseEvent[],
): string {
  const reason = events.findLast((e) => typeof e.data.reason === 'string')?.data.reason;
  const why = reason === undefined ? '' : `理由：${String(reason)}。`;
  const names = because.map((b) => `“${b}”`).join('、');
  switch (phase) {
    case 'waiting':
      return `${names}办好后自动提交，不用您做什么，已经交的材料不用再交。`;
    case 'ready':
      return '前面的已经办好，正在自动提交。';
    case 'stuck':
      return stuck;
    case 'yours': {
      if (events.at(-1)?.transition === 'tell_hearing_right')
        return '您有权要求听证，5个工作日内可以提出。点进去看期限和理由。';
      const asked = events.findLast((e) => e.transition === 'ask_correction')?.data.missing;
      const missing = Array.isArray(asked) ? (asked as { material: string; what: string }[]) : [];
      return `请补正：${missing.map((m) => `${m.material}（${m.what}）`).join('；')}。点进去一次补齐。`;
    }
    case 'running':
      return '机关正在办理。';
    case 'granted':
      return '已经准予。';
    case 'not_needed':
      return `机关告知这一项不用办许可。${why}`;
    case 'refused':
      return `${why}不服可以申请复议或者起诉，期限和机关写在决定书里；也可以改正后重新申请。`;
    case 'not_accepted':
      return `${why}改正后可以重新申请。`;
    case 'withdrawn':
      return '您撤回了这一项。需要时可以单独申请。';
    case 'dropped':
      return '您表示不办这一项。需要时可以单独申请。';
    case 'blocked':
      return `${names}没有办成，这一项没有提交。办成后可以单独申请，其他各项照常办理。`;
  }
}

function doneOf(kind: string, name: string | null, data: Readonly<Record<string, string>>): string {
  switch (kind) {
    case 'opened':
      return '提交申请，一次填、一起办';
    case 'filed':
      return `${name}：已提交，办件编号${data.number}${data.passedOn ? `；${data.passedOn}由前一项传来，没有再要` : ''}`;
    case 'stuck':
      return `${name}：没能自动提交。${data.why}`;
    case 'dropped':
      return data.channel === 'window'
        ? `${name}：申请人到窗口表示不办，由窗口登记。${data.reason}`
        : `${name}：申请人选择不办`;
    case 'closed':
      return `全部办结：${data.of}项中获准${data.granted}项`;
    default:
      return `${name}：${data.done}`;
  }
}
