/** The limits of a permit as clocks. */
import { type Basis, cite } from '#engines/law/cite.ts';
import type { DayUnit, Limit } from '#engines/procedure/clock.ts';
import type { ClockAction, ClockDefinition } from '#engines/procedure/definition.ts';

/**
 * `direct`: the body itself decides. `report_up`: it reviews first and reports up (初审，逐级上报). `town_first`: a
 * town or street reviews first (各镇街初审). `joint`: several bodies or divisions give their opinion (统一或联合办理).
 */
export const VARIANTS = ['direct', 'report_up', 'town_first', 'joint'] as const;
export type Variant = (typeof VARIANTS)[number];

export type PermitLimits = {
  /** Working days that the body promises; at most the statute's. */
  readonly promisedDays: number;
  /** The item's own limit and its clause; absent: article 42's twenty days, or forty-five when handled jointly. */
  readonly statutory?: { readonly days: number; readonly unit: DayUnit; readonly basis: Basis };
};

const working = (n: number): Limit => ({ days: n, unit: 'working' });

/** The clocks of a variant, and how its steps act on those that limit the decision. */
export type PermitClocks = {
  readonly definitions: Record<string, ClockDefinition>;
  readonly extensionDays: number;
  readonly start: (from?: 'receipt') => ClockAction[];
  readonly each: (make: (clock: string) => ClockAction) => ClockAction[];
};

/** The article of the Licensing Act that limits a variant. */
function ownBasis(variant: Variant): Basis {
  if (variant === 'joint') return cite('中华人民共和国行政许可法', '第四十二条/¶1');
  return variant === 'direct'
    ? cite('中华人民共和国行政许可法', '第四十二条')
    : cite('中华人民共和国行政许可法', '第四十三条');
}

/** The clocks of a variant: the statute's, and beside it the shorter one that the body promised. */
export function clocksOf(variant: Variant, { promisedDays, statutory }: PermitLimits): PermitClocks {
  const joint = variant === 'joint';
  const limit: Limit = statutory ? { days: statutory.days, unit: statutory.unit } : working(joint ? 45 : 20);
  const promised = promisedDays < limit.days;
  const names = promised ? ['decision', 'promise'] : ['decision'];
  const warnDays = Math.max(1, Math.floor(limit.days / 5));
  return {
    extensionDays: joint ? 15 : 10,
    start: (from) => names.map((name) => (from ? { start: name, from } : { start: name })),
    each: (make) => names.map(make),
    definitions: {
      acceptance: {
        title: '受理期限',
        basis: cite('中华人民共和国行政许可法', '第三十二条/（四）'),
        limit: working(5),
        warnDays: 1,
        onExpiry: 'deem_accepted',
      },
      decision: {
        title: '法定办理期限',
        basis: statutory?.basis ?? ownBasis(variant),
        limit,
        warnDays,
      },
      ...(promised && {
        promise: {
          title: '承诺办理期限',
          basis: { assumed: '本机关在办事指南中承诺的期限，不长于法定期限' },
          limit: working(promisedDays),
          warnDays: Math.max(1, Math.floor(promisedDays / 5)),
        },
      }),
      delivery: {
        title: '送达期限',
        basis: cite('中华人民共和国行政许可法', '第四十四条'),
        limit: working(10),
        warnDays: 2,
      },
    },
  };
}
