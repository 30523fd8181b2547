/** What the use cases are given. */
import type { Config } from '#base/config.ts';
import { dayOf } from '#engines/procedure/index.ts';
import { phoneSealing, readPhone } from '#platform/people/phone.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { createSealing, type Sealing } from '#platform/sealing/index.ts';
import type { Db } from '#platform/store/store.ts';
import { principalSealing } from './principal.ts';

export type ProxyContext = {
  readonly db: Db;
  readonly division: string;
  readonly sealing: Sealing;
  readonly codes: Sealing;
  readonly phoneIndexes: (phone: string) => readonly string[];
  readonly now: () => Temporal.Instant;
};

export const proxyContext = (
  { config, store }: { readonly config: Config; readonly store: { readonly db: Db } },
  now: () => Temporal.Instant = () => Temporal.Now.instant(),
): ProxyContext => ({
  db: store.db,
  division: DIVISION_XIXIA,
  sealing: principalSealing(config),
  codes: createSealing(config.secrets, 'proxies.code'),
  phoneIndexes: (text) => {
    const phone = readPhone(text);
    return phone ? phoneSealing(config).blindIndexes(phone) : [];
  },
  now,
});

export const todayOf = ({ now }: ProxyContext): Temporal.PlainDate => dayOf(now());
export const stamp = (at: Temporal.Instant): string => at.toString({ smallestUnit: 'millisecond' });
