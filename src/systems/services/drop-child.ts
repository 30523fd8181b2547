/** An item of a matter that is not filed yet is no longer wanted: its applicant says so, on their page or at the window. */
import { type Result, refuse } from '#base/result.ts';
import { type CaseFile, findCase } from '#engines/procedure/index.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise, type UseCase } from '#platform/people/policy.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import { isApplicant } from '#systems/proxies/index.ts';
import { advanceTheme, readTheme, type ThemeReading } from './advance-theme.ts';
import { postsIn, rolesIn } from './case-roles.ts';
import type { Services } from './file-application.ts';
import type { ThemeContent } from './file-theme.ts';
import { allOrNothing } from './file-with-licences.ts';
import { isOwnTheme, NO_THEME } from './own-theme.ts';
import type { Phase } from './phases.ts';
import {
  appendThemeEvent,
  lockTheme,
  setChildDropped,
  type ThemeCase,
  tellOfTheme,
  themePlace,
} from './queries-themes.ts';

export type Drop = {
  readonly division: string;
  /** The matter. */
  readonly id: string;
  /** Basic code of the item. */
  readonly code: string;
  /** Version of the matter that was seen. */
  readonly seen: number;
};

/** What an item of a matter is at while it can be dropped: not filed. */
export const DROPPABLE: ReadonlySet<Phase> = new Set(['waiting', 'ready', 'stuck']);

/** The applicant no longer wants an item that is not filed yet. */
export async function dropChild(services: Services, actor: Actor, of: Drop): Promise<Result<void>> {
  return drop(services, actor, of, 'services.case.act_own', {
    may: async (tx, row) => ((await isOwnTheme(services, actor, row, tx)) ? undefined : NO_THEME),
    data: {},
  });
}

export const THEME_NOT_HANDLED = refuse(
  'services.theme.not_found',
  '没有这一件事，或其中没有归您所在机关办理的办件。请核对编号，或从待办进入。',
);

/** The same, said at the window: a clerk notes the applicant's wish, and the applicant is told that it was noted. */
export async function dropChildAtWindow(
  services: Services,
  actor: Actor,
  of: Drop & {
    /** What the applicant said and how they were known, as the clerk writes it; the applicant reads it. */
    readonly reason: string;
  },
): Promise<Result<void>> {
  const reason = of.reason.trim();
  if (reason === '')
    return refuse('services.theme.reason', '请写明申请人怎样表示不办、为什么，申请人会看到这段话。');
  return drop(services, actor, of, 'services.case.act', {
    may: async (tx, row, reading) => {
      if (isApplicant(actor, row.applicant))
        return refuse('services.theme.own', '这是您自己的申请，请从“我的办件”里选择不办这一项。');
      return (await maySpeakForIt(services, tx, actor, row, { reading, code: of.code }))
        ? undefined
        : THEME_NOT_HANDLED;
    },
    data: { reason, channel: 'window' },
  });
}

/** Whether an actor is a clerk in one of the matter's cases, or of the body that would take the item in. */
export async function maySpeakForIt(
  { sealing }: Services,
  handle: Handle,
  actor: Actor,
  row: ThemeCase,
  { reading, code }: { reading: ThemeReading; code: string },
): Promise<boolean> {
  const { bodies } = JSON.parse(sealing.open(row.sealed, themePlace(row.id))) as ThemeContent;
  const own = (body: string | undefined) =>
    postsIn(actor, row.division).some((p) => p.role === 'clerk' && (p.body === '*' || p.body === body));
  if (own(bodies[code])) return true;
  for (const one of reading.cases.values()) {
    const file: CaseFile | undefined = one ? await findCase(handle, row.division, one.id) : undefined;
    if (file && rolesIn(actor, file).includes('clerk')) return true;
  }
  return false;
}

type Why = {
  /** Why the actor may not; undefined: they may. */
  readonly may: (tx: Tx, row: ThemeCase, reading: ThemeReading) => Promise<Result<never> | undefined>;
  readonly data: Readonly<Record<string, string>>;
};

async function drop(
  services: Services,
  actor: Actor,
  { division, id, code, seen }: Drop,
  useCase: UseCase,
  { may, data }: Why,
): Promise<Result<void>> {
  const allowed = authorise(actor, useCase, division);
  if (!allowed.ok) return allowed;
  const dropped = await allOrNothing(services.db, async (tx): Promise<Result<void>> => {
    const row = await lockTheme(tx, division, id);
    if (!row) return NO_THEME;
    const reading = await readTheme(services, tx, row);
    const refused = await may(tx, row, reading);
    if (refused) return refused;
    const { standing, facts } = reading;
    if (facts.get(code)?.dropped) return { ok: true, value: undefined };
    if (row.version !== seen)
      return refuse(
        'services.theme.stale',
        '您打开页面之后，这件事有了新的进展，这次没有改动。请看过最新情况，再决定哪项不办。',
      );
    const child = standing.children.find((c) => c.code === code);
    if (!child || !DROPPABLE.has(child.phase))
      return refuse('services.theme.filed', '这一项已经提交，请到它自己的页面撤回。');
    const at = (services.now ?? Temporal.Now.instant)();
    await setChildDropped(tx, division, id, code);
    await appendThemeEvent(tx, division, id, actor, { at, kind: 'dropped', code, data });
    await audit(tx, actor, {
      useCase,
      subject: `theme:${id}`,
      outcome: 'done',
      detail: { dropped: code, ...(data.reason !== undefined && { reason: data.reason }) },
    });
    if (data.channel === 'window') {
      const name = reading.names.get(code) ?? code;
      await tellOfTheme(tx, row, {
        kind: 'theme_dropped',
        title: `${row.theme.title}：有一项不办了`,
        body: `窗口按您的要求，登记“${name}”不办（编号${row.number}）。窗口写的理由：${data.reason}。如果不是您的意思，请联系窗口；要办的，可以单独申请“${name}”。其他各项照常办理。`,
        at,
      });
    }
    return { ok: true, value: undefined };
  });
  if (dropped.ok) await advanceTheme(services, division, id);
  return dropped;
}
