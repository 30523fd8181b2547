/** Authorities as people see them: masked, with what each side may do. */
import { maskName, maskNumber } from '#platform/sealing/index.ts';
import { listItems } from '#systems/permits/index.ts';
import { showsCode } from './confirm-proxy.ts';
import { type ProxyContext, todayOf } from './context.ts';
import { openPrincipal } from './principal.ts';
import { type Authority, KIND_WORDS, type ProxyState, STATE_WORDS, stateOn } from './proxy.ts';
import { accountNames, findPrincipals, proxiesAround, proxiesFor } from './queries.ts';
import { standingsOf } from './standing.ts';
import { codeOf } from './window-code.ts';

export type ProxyView = {
  readonly id: string;
  readonly kind: string;
  readonly state: ProxyState;
  readonly stateWords: string;
  /** Name of whom it is for; a person's is masked for strangers. */
  readonly principal: string;
  readonly number: string;
  readonly agent: string;
  /** Names of the items; null: all. */
  readonly items: readonly string[] | null;
  readonly startsOn: Temporal.PlainDate;
  /** Last day; null: until it is revoked. */
  readonly lastDay: Temporal.PlainDate | null;
  /** The last thing that happened: when, by whom, how. */
  readonly told: { readonly at: Temporal.Instant; readonly by: string; readonly how: string };
  /** Shown to whoever asked while it waits for the other person. */
  readonly code: string | null;
  readonly mayEnd: boolean;
};

export type ProxiesOf = {
  /** For whom the account acts or asked to act. */
  readonly given: readonly ProxyView[];
  /** Who acts for the account. */
  readonly taken: readonly ProxyView[];
  /** Enterprises that it represents, with their agents. */
  readonly enterprises: readonly {
    readonly id: string;
    readonly name: string;
    readonly agents: readonly ProxyView[];
  }[];
};

/** Everything around an account. */
export async function viewProxies(context: ProxyContext, account: string): Promise<ProxiesOf> {
  const { db, division, sealing } = context;
  const today = todayOf(context);
  const given = (await proxiesAround(db, division, account)).filter((p) => p.agent === account);
  const [own] = await findPrincipals(db, division, { account });
  const taken = own ? await proxiesFor(db, division, own.id) : [];
  const represented = (await standingsOf(db, sealing, division, account, today)).filter(
    (s) => s.proxy.kind === 'representative',
  );
  const enterprises = await Promise.all(
    represented.map(async (s) => ({
      id: s.id,
      name: s.name,
      agents: await viewAll(
        context,
        (await proxiesFor(db, division, s.id)).filter((p) => p.kind === 'agent'),
      ),
    })),
  );
  return {
    given: (await viewAll(context, given)).map((v, i) => ({
      ...v,
      code: showsCode(given[i] as Authority, context) ? codeOf(context.codes, v.id) : null,
    })),
    taken: await viewAll(context, taken),
    enterprises,
  };
}

/** @param masked whether a person's name is masked, for whoever is no party to it */
export async function viewAll(
  context: ProxyContext,
  proxies: readonly Authority[],
  masked = false,
): Promise<ProxyView[]> {
  const { db, division, sealing } = context;
  const ids = [...new Set(proxies.flatMap((p) => p.principalId ?? []))];
  const [rows, names, items] = await Promise.all([
    findPrincipals(db, division, { ids }),
    accountNames(
      db,
      proxies.map((p) => p.agent),
    ),
    listItems(db),
  ]);
  const principals = new Map(rows.map((row) => [row.id, openPrincipal(sealing, row)]));
  const itemNames = new Map(items.map((i) => [i.code, i.name]));
  const today = todayOf(context);
  return proxies.map((p) => {
    const principal = principals.get(p.principalId ?? '');
    const state = stateOn(p, today);
    const last = p.events.at(-1);
    const name = principal?.name ?? '还没确认的家人';
    return {
      id: p.id,
      kind: KIND_WORDS[p.kind],
      state,
      stateWords: STATE_WORDS[state],
      principal: masked && principal?.kind === 'person' ? maskName(name) : name,
      number: principal?.number ? maskNumber(principal.number) : '',
      agent: names.get(p.agent) ?? '',
      items: p.items?.map((code) => itemNames.get(code) ?? code) ?? null,
      startsOn: p.startsOn,
      lastDay: p.endsOn?.subtract({ days: 1 }) ?? null,
      told: {
        at: last?.at ?? context.now(),
        by: last?.actorName ?? '',
        how: last?.how ?? '',
      },
      code: null,
      mayEnd: ['asked', 'holds', 'not_yet'].includes(state),
    };
  });
}
