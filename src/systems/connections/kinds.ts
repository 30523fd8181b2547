/** Kinds of events that other systems can be told of, and which records they are made from. Pure. */

export const KINDS = {
  'case.opened': '收到申请',
  'case.correction_asked': '一次性告知补正',
  'case.supplemented': '收到补正材料',
  'case.accepted': '受理（含逾期视为受理）',
  'case.not_accepted': '不予受理、无需许可或不属本机关',
  'case.hearing': '告知听证权利，或通知听证的时间地点',
  'case.suspended': '进入特别程序或者听证，期限中止',
  'case.resumed': '特别程序或者听证结束，期限续算',
  'case.extended': '延长办理期限',
  'case.reported_up': '初审完毕，上报上级机关',
  'case.decided': '作出决定：准予或不予',
  'case.delivered': '决定送达',
  'case.withdrawn': '申请撤回',
  'licence.issued': '颁发证照',
  'licence.suspended': '暂扣证照',
  'licence.resumed': '发还证照',
  'licence.ended': '证照撤销、吊销或注销',
  ping: '试发，不代表任何办件',
} as const;

export type Kind = keyof typeof KINDS;
/** What can be subscribed to; a ping is asked for. */
export const EVENT_KINDS = (Object.keys(KINDS) as Kind[]).filter((kind) => kind !== 'ping');

type Made = { readonly kind: Kind; readonly outcome?: string };

/** By the transition of a case. What is not here is the body's own work and nobody else is told of it. */
const OF_TRANSITION: Readonly<Record<string, Made>> = {
  submit: { kind: 'case.opened' },
  ask_correction: { kind: 'case.correction_asked' },
  supplement: { kind: 'case.supplemented' },
  accept: { kind: 'case.accepted' },
  deem_accepted: { kind: 'case.accepted', outcome: 'deemed' },
  refuse_acceptance: { kind: 'case.not_accepted', outcome: 'refused' },
  tell_not_needed: { kind: 'case.not_accepted', outcome: 'not_needed' },
  tell_wrong_body: { kind: 'case.not_accepted', outcome: 'wrong_body' },
  begin_special: { kind: 'case.suspended' },
  end_special: { kind: 'case.resumed' },
  tell_hearing_right: { kind: 'case.hearing', outcome: 'told' },
  notify_hearing: { kind: 'case.hearing', outcome: 'dated' },
  request_hearing: { kind: 'case.suspended' },
  call_hearing: { kind: 'case.suspended' },
  end_hearing: { kind: 'case.resumed' },
  extend: { kind: 'case.extended' },
  report_up: { kind: 'case.reported_up' },
  grant: { kind: 'case.decided', outcome: 'granted' },
  higher_granted: { kind: 'case.decided', outcome: 'granted' },
  refuse: { kind: 'case.decided', outcome: 'refused' },
  higher_refused: { kind: 'case.decided', outcome: 'refused' },
  deliver: { kind: 'case.delivered' },
  withdraw: { kind: 'case.withdrawn' },
};

/** By the kind of a licence's event. A copy that was given is its holder's affair. */
const OF_LICENCE_EVENT: Readonly<Record<string, Made>> = {
  issued: { kind: 'licence.issued' },
  suspended: { kind: 'licence.suspended' },
  resumed: { kind: 'licence.resumed' },
  revoked: { kind: 'licence.ended', outcome: 'revoked' },
  withdrawn: { kind: 'licence.ended', outcome: 'withdrawn' },
  cancelled: { kind: 'licence.ended', outcome: 'cancelled' },
};

export type Source = 'case' | 'licence';
const TABLES = { case: OF_TRANSITION, licence: OF_LICENCE_EVENT } as const;

/** @param code transition of a case, or kind of a licence's event */
export const madeOf = (source: Source, code: string): Made | undefined => TABLES[source][code];

/** The codes from which a subscription's kinds are made. */
export const codesOf = (source: Source, kinds: readonly string[]): string[] =>
  Object.entries(TABLES[source])
    .filter(([, { kind }]) => kinds.includes(kind))
    .map(([code]) => code);
