/** An authority to act for somebody: what became of it, whether it holds on a day, what it covers. Pure. */

export type ProxyKind = 'minor' | 'entrusted' | 'representative' | 'agent';
export type ProxyEventKind = 'asked' | 'confirmed' | 'declined' | 'revoked';

export const KIND_WORDS: Readonly<Record<ProxyKind, string>> = {
  minor: '未成年子女的监护人',
  entrusted: '家人委托',
  representative: '法定代表人',
  agent: '经办人',
};

export type ProxyEvent = {
  readonly kind: ProxyEventKind;
  readonly at: Temporal.Instant;
  readonly actorName: string;
  readonly how: string | null;
};

export type Authority = {
  readonly id: string;
  readonly principalId: string | null;
  readonly agent: string;
  readonly kind: ProxyKind;
  /** Basic codes; null: every item. */
  readonly items: readonly string[] | null;
  readonly startsOn: Temporal.PlainDate;
  /** The day after the last; null: until it is revoked. */
  readonly endsOn: Temporal.PlainDate | null;
  readonly givenBy: string;
  /** In order. */
  readonly events: readonly ProxyEvent[];
};

export type ProxyState = 'asked' | 'holds' | 'not_yet' | 'lapsed' | 'declined' | 'revoked';

export const STATE_WORDS: Readonly<Record<ProxyState, string>> = {
  asked: '等待确认',
  holds: '有效',
  not_yet: '还没到开始的日子',
  lapsed: '已到期',
  declined: '没有同意',
  revoked: '已撤销',
};

/** How an authority stands on a day. What ended never holds again: it is given anew. */
export function stateOn(proxy: Authority, day: Temporal.PlainDate): ProxyState {
  const last = proxy.events.at(-1)?.kind ?? 'asked';
  if (last === 'revoked' || last === 'declined' || last === 'asked') return last;
  const compare = Temporal.PlainDate.compare;
  if (compare(day, proxy.startsOn) < 0) return 'not_yet';
  return proxy.endsOn && compare(day, proxy.endsOn) >= 0 ? 'lapsed' : 'holds';
}

/**
 * The authorities that hold on a day, out of all those of the principals concerned. An agent's ends with the
 * representative's who gave it: who no longer speaks for the enterprise has nobody speak for it either.
 */
export function holdingOn(proxies: readonly Authority[], day: Temporal.PlainDate): Authority[] {
  const holding = proxies.filter((p) => stateOn(p, day) === 'holds');
  return holding.filter(
    (p) =>
      p.kind !== 'agent' ||
      holding.some(
        (r) => r.kind === 'representative' && r.agent === p.givenBy && r.principalId === p.principalId,
      ),
  );
}

export const covers = (proxy: Pick<Authority, 'items'>, itemCode: string): boolean =>
  proxy.items === null || proxy.items.includes(itemCode);

/** The day on which a child is grown up (民法典 17): 18 years after the day of birth in the identity number. */
export function grownUpOn(identityNumber: string): Temporal.PlainDate {
  const day = identityNumber.slice(6, 14);
  return Temporal.PlainDate.from(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`).add({
    years: 18,
  });
}
