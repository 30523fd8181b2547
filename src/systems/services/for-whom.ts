/** For whom somebody applies and acts: for themselves, or for a family member or an enterprise. */
import { isId } from '#base/ids.ts';
import { type CaseEvent, type CaseFile, type CaseView, dayOf } from '#engines/procedure/index.ts';
import type { Notice } from '#platform/notices/notice.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Handle } from '#platform/store/store.ts';
import type { FormError } from '#systems/permits/index.ts';
import {
  actingFor,
  covers,
  isApplicant,
  KIND_WORDS,
  principalOfKey,
  type Standing,
  standingFor,
  standingsOf,
} from '#systems/proxies/index.ts';
import type { Answers, Services } from './file-application.ts';
import { baseCodeOf } from './offer.ts';
import { type Application, casesOf, findApplication, noticesOf } from './queries.ts';
import { type ThemeCase, themesOfApplicants } from './queries-themes.ts';

export const todayOf = (services: Services): Temporal.PlainDate =>
  dayOf((services.now ?? Temporal.Now.instant)());

/** Everybody for whom the account may act today; a system that acts for somebody acts for nobody else beside them. */
export const standingsNow = (services: Services, actor: Actor): Promise<Standing[]> =>
  actor.kind === 'account' && !actor.key
    ? standingsOf(services.db, services.identitySealing, DIVISION_XIXIA, actor.id, todayOf(services))
    : Promise.resolve([]);

/** The cases of an account and of everybody for whom it may act today, with who that is. */
export async function casesMine(
  services: Services,
  actor: Actor,
): Promise<{ files: CaseFile[]; standings: Standing[] }> {
  const account = actor.kind === 'account' ? actor.id : '';
  const standings = await standingsNow(services, actor);
  const files = await casesOf(services.db, DIVISION_XIXIA, [
    { applicant: account, items: null },
    ...standings.map((s) => ({ applicant: s.key, items: s.proxy.items })),
  ]);
  return { files, standings };
}

/** What the account was told, and what was told to everybody for whom it may act today. */
export async function noticesMine(services: Services, actor: Actor): Promise<Notice[]> {
  const standings = await standingsNow(services, actor);
  const matters = await themesMine(services, actor, standings);
  return noticesOf(
    services.db,
    DIVISION_XIXIA,
    [
      { applicant: actor.kind === 'account' ? actor.id : '', items: null },
      ...standings.map((s) => ({ applicant: s.key, items: s.proxy.items })),
    ],
    new Set(matters.map((m) => `theme:${m.id}`)),
  );
}

/**
 * The matters of several items of an account and of everybody for whom it may act in every item of them: whoever acts
 * for somebody in a part only follows that part's own case.
 */
export async function themesMine(
  services: Services,
  actor: Actor,
  standings: readonly Standing[],
): Promise<ThemeCase[]> {
  const account = actor.kind === 'account' ? actor.id : '';
  const keys = [...new Set([account, ...standings.map((s) => s.key)])];
  return (await themesOfApplicants(services.db, DIVISION_XIXIA, keys)).filter(
    ({ applicant, theme }) =>
      applicant === account || theme.parts.every((p) => standingFor(standings, applicant, p.code)),
  );
}

/** The case and the actor as its applicant; undefined when it is neither theirs nor of anybody for whom they act. */
export async function ownCase(
  services: Services,
  actor: Actor,
  id: string,
): Promise<{ file: Application; acting: Actor } | undefined> {
  const file = isId(id) ? await findApplication(services.db, DIVISION_XIXIA, id) : undefined;
  const acting = file && (await actingIn(services, actor, file));
  return file && acting && isApplicant(acting, file.applicant) ? { file, acting } : undefined;
}

/** The actor as they stand in a case now: as its applicant too, when they may act for the applicant. */
export const actingIn = (
  services: Services,
  actor: Actor,
  file: Pick<CaseFile, 'division' | 'applicant' | 'item_code'>,
  handle: Handle = services.db,
): Promise<Actor> =>
  actingFor(
    handle,
    services.identitySealing,
    actor,
    { division: file.division, applicant: file.applicant, itemCode: baseCodeOf(file.item_code) },
    todayOf(services),
  );

/** Those for whom an item may be applied for. */
export const standingsForItem = (standings: readonly Standing[], itemCode: string): Standing[] => [
  ...new Map(standings.filter((s) => covers(s.proxy, itemCode)).map((s) => [s.id, s])).values(),
];

/** `某公司（您是经办人）`, as it stands on every page of the application. */
export const standingWords = ({ name, proxy }: Standing): string =>
  `${name}（您是${KIND_WORDS[proxy.kind]}）`;

/**
 * The applicant's section filled in with who is applied for: what is known of them is not typed.
 * @param section in which whoever applies is asked about
 */
export function withPrincipal(answers: Answers, principal: Standing, section = 'applicant'): Answers {
  const { name, number } = principal;
  return { ...answers, [section]: { ...answers[section], name, ...(number && { number }) } };
}

/** Whoever acts for somebody states that very person or enterprise as the applicant. Pure. */
export function checkPrincipal(answers: Answers, principal: Standing, section = 'applicant'): FormError[] {
  const stated = answers[section] ?? {};
  const wrong: FormError[] = [];
  if (stated.name !== principal.name)
    wrong.push({ field: `${section}.name`, message: `须是“${principal.name}”：您选择了为其办理。` });
  if (principal.number && String(stated.number ?? '').toUpperCase() !== principal.number)
    wrong.push({ field: `${section}.number`, message: '与授权的号码不一致，请对照证件改正。' });
  return wrong;
}

/** Steps that somebody made for the applicant say so, to the applicant and to the clerk alike. Pure. */
export const namingAgents = (
  view: CaseView,
  events: readonly CaseEvent[],
  file: Pick<CaseFile, 'applicant'>,
): CaseView => ({
  ...view,
  events: view.events.map((shown) => {
    const event = events.find((e) => e.seq === shown.seq);
    return event?.actor.role === 'applicant' && event.actor.key !== file.applicant
      ? { ...shown, by: `${shown.by}（${event.actor.name}代办）` }
      : shown;
  }),
});

/** Whose case it is, when it is not the reader's own; undefined for one's own and for somebody without any authority. */
export async function principalNameOf(
  services: Services,
  actor: Actor,
  applicant: string,
): Promise<string | undefined> {
  if (actor.kind === 'account' && actor.id === applicant) return undefined;
  return (await principalOfKey(services.db, services.identitySealing, DIVISION_XIXIA, applicant))?.name;
}
