/**
 * Hearings (听证): told of the right, asked for within five working days, notice given seven before, held within
 * twenty, presided over by somebody who does not examine the case; the decision follows the record.
 */
import { z } from 'zod';
import type { Refusal } from '#base/result.ts';
import { cite } from '#engines/law/cite.ts';
import { clockAt, dayOf, lightAt, workingDaysAfter } from '#engines/procedure/clock.ts';
import type {
  ClockDefinition,
  Now,
  StateDefinition,
  TransitionDefinition,
} from '#engines/procedure/definition.ts';
import { type CaseState, eventsOf } from '#engines/procedure/event.ts';
import type { PermitClocks } from './clocks.ts';
import { days, text } from './fields.ts';
import { state } from './states.ts';

const RIGHT = cite('中华人民共和国行政许可法', '第四十七条');
const COURSE = cite('中华人民共和国行政许可法', '第四十八条');
const NOTICE = cite('中华人民共和国行政许可法', '第四十八条/（一）');
const PUBLIC_INTEREST = cite('中华人民共和国行政许可法', '第四十六条');

/** Article 48: so many working days (article 82) before the hearing its time and place are told. */
const NOTICE_DAYS = 7;
/** Article 47: within so many working days of the request it is held. */
const HELD_WITHIN = 20;

/** States in which nothing is decided yet. */
export const HEARING_OPEN = ['hearing_told', 'hearing'] as const;

export const HEARING_STATES: Record<string, StateDefinition> = {
  hearing_told: state(
    'applicant',
    '可以要求听证',
    '机关告知您有权要求听证：5个工作日内可以提出，不收费；到期没有提出的，接着审查。',
  ),
  hearing: state(
    'body',
    '听证中',
    '正在组织听证，时间和地点至少提前7个工作日通知您。这段时间不计入办理期限。',
  ),
};

export const HEARING_CLOCKS: Record<string, ClockDefinition> = {
  hearing_request: {
    title: '要求听证的期限',
    basis: RIGHT,
    limit: { days: 5, unit: 'working' },
    warnDays: 1,
    onExpiry: 'hearing_not_asked',
  },
  hearing: {
    title: '组织听证的期限',
    basis: RIGHT,
    limit: { days: HELD_WITHIN, unit: 'working' },
    warnDays: 4,
  },
};

const optional = (title: string, max: number) =>
  z.string().trim().max(max, `${title}不超过${max}字`).default('').meta({ title });

export function hearing(clocks: PermitClocks): Record<string, TransitionDefinition> {
  const suspend = clocks.each((clock) => ({ suspend: clock }));
  return {
    tell_hearing_right: {
      title: '告知听证权利',
      done: '告知有权要求听证',
      from: ['accepted'],
      to: 'hearing_told',
      by: ['reviewer'],
      basis: RIGHT,
      input: z.strictObject({
        reason: text('为什么直接涉及重大利益关系', 1000),
        parties: optional('同时告知的利害关系人', 500),
      }),
      once: '听证权利已经告知过。需要再听证的，请按“决定举行听证”。',
      clocks: [{ start: 'hearing_request' }],
      tells: ['hearing_right'],
    },
    request_hearing: {
      title: '要求听证',
      done: '要求听证',
      from: ['hearing_told'],
      to: 'hearing',
      by: ['applicant', 'clerk'],
      basis: RIGHT,
      input: z.strictObject({ note: optional('想在听证会上说明什么', 1000) }),
      when: tooLate,
      clocks: [{ stop: 'hearing_request' }, ...suspend, { start: 'hearing' }],
      cause: '听证',
      toldDays: () => HELD_WITHIN,
      tells: ['hearing_begun'],
    },
    decline_hearing: {
      title: '不要求听证',
      done: '表示不要求听证',
      from: ['hearing_told'],
      to: 'accepted',
      by: ['applicant', 'clerk'],
      basis: RIGHT,
      when: othersMayAsk,
      clocks: [{ stop: 'hearing_request' }],
    },
    hearing_not_asked: {
      title: '到期没有要求听证',
      done: '到期没有要求听证，接着审查',
      from: ['hearing_told'],
      to: 'accepted',
      by: ['system'],
      basis: RIGHT,
      clocks: [{ stop: 'hearing_request' }],
    },
    call_hearing: {
      title: '决定举行听证',
      done: '决定举行听证',
      from: ['accepted'],
      to: 'hearing',
      by: ['reviewer'],
      basis: PUBLIC_INTEREST,
      input: z.strictObject({
        reason: text('为什么需要听证', 1000),
        announced: text('在哪里向社会公告', 200),
        days: days('告知申请人的所需工作日'),
      }),
      clocks: suspend,
      cause: '听证',
      toldDays: (input) => Number(input.days),
      tells: ['hearing_begun'],
    },
    notify_hearing: {
      title: '通知听证时间地点',
      done: '通知听证时间地点',
      from: ['hearing'],
      to: null,
      by: ['reviewer'],
      basis: NOTICE,
      input: z.strictObject({
        on: z.iso.date('请选择听证的日期').meta({ title: '听证日期' }),
        place: text('时间和地点', 200),
        presider: text('听证主持人', 50),
      }),
      when: unfitNotice,
      tells: ['hearing_notice'],
    },
    end_hearing: {
      title: '听证结束',
      done: '听证结束，期限续算',
      from: ['hearing'],
      to: 'accepted',
      by: ['reviewer'],
      basis: COURSE,
      input: z.strictObject({ record: text('听证笔录要点', 4000) }),
      when: notHeldYet,
      clocks: [{ stop: 'hearing' }, ...clocks.each((clock) => ({ resume: clock }))],
      tells: ['hearing_ended'],
    },
  };
}

const formatDay = (day: Temporal.PlainDate): string => `${day.year}年${day.month}月${day.day}日`;

const no = (code: string, message: string): Refusal => ({ code, message });

function tooLate(current: CaseState, _input: unknown, { at, calendar }: Now): Refusal | null {
  const moves = current.clocks.hearing_request;
  if (!moves || lightAt(moves, at, calendar) !== 'red') return null;
  return no(
    'services.hearing.late',
    '要求听证的5个工作日已过，不能再提出。对决定不服的，仍可以申请复议或者起诉。',
  );
}

/** The applicant's word ends the five days only where nobody else was told of the right. */
function othersMayAsk(current: CaseState): Refusal | null {
  const told = current.made.tell_hearing_right?.at(-1);
  return told?.data.parties
    ? no(
        'services.hearing.others',
        '利害关系人也可以要求听证，要等5个工作日期满。您不用做什么，到期自动接着审查。',
      )
    : null;
}

function unfitNotice(
  current: CaseState,
  input: Readonly<Record<string, unknown>>,
  { at, calendar }: Now,
): Refusal | null {
  const on = Temporal.PlainDate.from(String(input.on));
  const first = workingDaysAfter(dayOf(at), NOTICE_DAYS, calendar);
  if (Temporal.PlainDate.compare(on, first) < 0)
    return no(
      'services.hearing.short_notice',
      `听证要提前${NOTICE_DAYS}个工作日通知，今天通知的，最早${formatDay(first)}举行。请改日期。`,
    );
  if (!calendar.isWorkingDay(on))
    return no('services.hearing.day_off', `${formatDay(on)}不是工作日。请改日期。`);
  const moves = current.clocks.hearing;
  const due = moves && clockAt(moves, at, calendar).dueOn;
  // Once the twenty days cannot be kept any more, late is better than never; the light stays red.
  if (due && Temporal.PlainDate.compare(first, due) <= 0 && Temporal.PlainDate.compare(on, due) > 0)
    return no('services.hearing.late', `听证应当在${formatDay(due)}之前（含当日）举行。请改日期。`);
  const presider = String(input.presider);
  const examined = eventsOf(current).some((e) => e.actor.role === 'reviewer' && e.actor.name === presider);
  return examined
    ? no('services.hearing.presider', `${presider}审查过此件，不能主持听证。请指定审查人员以外的人。`)
    : null;
}

function notHeldYet(current: CaseState, _input: unknown, { at }: Now): Refusal | null {
  const begun = Math.max(
    current.made.request_hearing?.at(-1)?.seq ?? 0,
    current.made.call_hearing?.at(-1)?.seq ?? 0,
  );
  const notice = current.made.notify_hearing?.findLast((e) => e.seq > begun);
  if (!notice) return no('services.hearing.no_notice', '还没有通知听证的时间地点。请先通知，提前7个工作日。');
  const on = Temporal.PlainDate.from(String(notice.data.on));
  return Temporal.PlainDate.compare(dayOf(at), on) < 0
    ? no('services.hearing.not_yet', `听证定在${formatDay(on)}举行，还没有到。举行之后再登记结束。`)
    : null;
}
