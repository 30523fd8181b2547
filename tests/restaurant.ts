/** Opening a restaurant, as stories fill it in. All people and places are made up. */
import { newId } from '#base/ids.ts';
import { seedItems } from '#systems/permits/index.ts';
import { openDeskSite, type Site } from './site.ts';
import { Visitor } from './visitor.ts';

export const RESTAURANT = '/services/themes/open-restaurant';
export const [TRADER, FOOD, FIRE, SIGN] = [
  '640100148000',
  '640100147000',
  '640100157000',
  '640100051000',
] as const;

/** Made up; the number bears a year and place that nobody alive has. */
const ANSWERS: Record<string, string> = {
  [`${TRADER}-applicant.name`]: '示例人甲',
  [`${TRADER}-applicant.number`]: '11010519491231002X',
  [`${TRADER}-applicant.mobile`]: '13900000009',
  [`${TRADER}-applicant.address`]: '虚构的住址一号',
  [`${TRADER}-trade.tradeName`]: '虚构小馆',
  [`${TRADER}-trade.form`]: '个人经营',
  [`${TRADER}-trade.scope`]: '餐饮服务',
  [`${TRADER}-trade.address`]: '虚构路一号',
  [`${TRADER}-trade.staff`]: '4',
  [`${TRADER}-trade.preLicensed`]: 'false',
  [`${FOOD}-business.project`]: '热食类制售',
  [`${FOOD}-business.area`]: '80',
  [`${FOOD}-business.network`]: 'false',
  [`${FOOD}-business.vending`]: 'false',
  [`${FOOD}-safety.name`]: '示例人乙',
  [`${FOOD}-safety.mobile`]: '13900000009',
  [`${FOOD}-safety.fullTime`]: 'true',
  [`${FIRE}-premises.floor`]: '一层',
  [`${FIRE}-premises.exits`]: '2',
  [`${FIRE}-premises.promise`]: 'false',
  [`${SIGN}-sign.kind`]: '大型户外广告',
  [`${SIGN}-sign.content`]: '虚构小馆的招牌',
  [`${SIGN}-sign.position`]: '门头',
  [`${SIGN}-sign.width`]: '3',
  [`${SIGN}-sign.height`]: '1',
  [`${SIGN}-sign.light`]: 'false',
  [`${SIGN}-sign.from`]: '2026-01-01',
  [`${SIGN}-sign.until`]: '2027-01-01',
};
export const answersFor = (codes: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(ANSWERS).filter(([field]) => codes.includes(field.split('-')[0] ?? '')));

/** A site with the permit list, and the officials who handle what is filed. */
export async function openOffices(): Promise<
  { site: Site } & Record<'window' | 'reviewer' | 'approver', Visitor>
> {
  const site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  await seedItems(site.store.db);
  const [window, reviewer, approver] = [new Visitor(site.app), new Visitor(site.app), new Visitor(site.app)];
  await window.signIn('window');
  await reviewer.signIn('reviewer');
  await approver.signIn('approver');
  return { site, window, reviewer, approver };
}

/** What the API says of a matter, as far as stories look at it. */
export type Offered = {
  parts: { code: string; version: number; bodies: string[]; conditions: string[] }[];
  materials: { name: string; needs: { item: string; need: string; passedOn: string | null }[] }[];
};

/**
 * What a window sends to take a restaurant in, without optional parts.
 * @param own what the applicant states, beside what is made up
 */
export async function intakeFor(
  who: Visitor,
  own: Readonly<Record<string, string>>,
): Promise<{ intake: Record<string, unknown>; offered: Offered }> {
  const { body: offered } = await who.json<Offered>('/api/services/themes/open-restaurant');
  const parts = offered.parts.filter((p) => p.code === TRADER || p.code === FOOD);
  const answers: Record<string, Record<string, unknown>> = {};
  for (const [field, value] of Object.entries(answersFor([TRADER, FOOD]))) {
    const [section = '', name = ''] = field.split('.');
    const typed =
      value === 'true' || value === 'false'
        ? value === 'true'
        : /^\d{1,3}$/.test(value)
          ? Number(value)
          : value;
    const stated = section === `${TRADER}-applicant` ? own[name] : undefined;
    answers[section] = { ...answers[section], [name]: stated ?? typed };
  }
  const intake = {
    chosen: [],
    versions: Object.fromEntries(parts.map((p) => [p.code, p.version])),
    bodies: Object.fromEntries(parts.map((p) => [p.code, p.bodies[0]])),
    answers,
    requestKey: newId(),
  };
  return { intake, offered };
}
