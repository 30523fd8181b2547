/**
 * Applying for a matter of several items (一件事): asked once, judged by every item's own form, and filed as cases of
 * their own. What can begin at once is filed in one transaction with the matter itself, all or nothing; the rest
 * follows by itself (`advance-theme.ts`).
 */
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { MaterialFile } from '#engines/procedure/index.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import {
  answersForItem,
  checkAnswers,
  type FormError,
  type Item,
  readThemes,
  roundsOf,
  type Theme,
  type ThemeForm,
  themeForm,
  themeMaterials,
  themeOf,
} from '#systems/permits/index.ts';
import type { Answers, Services } from './file-application.ts';
import { allOrNothing, fileInTransaction, type LicenceChoice } from './file-with-licences.ts';
import { currentOffer, type Offer } from './offer.ts';
import { foreignFiles } from './queries.ts';
import {
  appendThemeEvent,
  findThemeByRequest,
  insertTheme,
  readChildren,
  setChildCase,
  type ThemeCase,
  themePlace,
} from './queries-themes.ts';

/** What is sealed with a matter: later rounds are filed from it. */
export type ThemeContent = {
  /** To the theme's form. */
  readonly answers: Answers;
  /** The chosen implementer, by basic code. */
  readonly bodies: Readonly<Record<string, string>>;
  /** Files by name of the material. */
  readonly materials: Readonly<Record<string, readonly string[]>>;
  /** Licences by name of the material. */
  readonly licences: Readonly<Record<string, string>>;
};

export type ThemeApplication = ThemeContent & {
  readonly division: string;
  readonly themeCode: string;
  /** Basic codes of the optional items that are wanted. */
  readonly chosen: readonly string[];
  /** Version of each item's form that was filled in, by basic code. */
  readonly versions: Readonly<Record<string, number>>;
  readonly channel: 'web' | 'window' | 'api';
  readonly applicant: string;
  readonly requestKey: string;
};

export type ThemeFiled = { readonly id: string; readonly number: string; readonly again: boolean };
export type ThemeOutcome = Result<ThemeFiled> & { readonly fields?: readonly FormError[] };

/** A theme as it is offered today: its chosen parts and the published version of each item. */
export type ThemeOffer = {
  readonly theme: Theme;
  readonly offers: ReadonlyMap<string, Offer>;
  readonly items: ReadonlyMap<string, Item>;
  readonly asked: ThemeForm;
};

/** @param chosen basic codes of the optional parts; undefined: all */
export async function themeOffer(
  handle: Handle,
  code: string,
  chosen?: readonly string[],
): Promise<Result<ThemeOffer, 'services.theme.not_found' | 'services.item.not_found'>> {
  const whole = readThemes().find((t) => t.code === code);
  if (!whole) return refuse('services.theme.not_found', '没有这一件事。请从“办事”页面重新查找。');
  return themeOfferOf(handle, chosen ? themeOf(whole, chosen) : whole);
}

/** What is wrong with the answers by any item's own form, at the fields of the theme's form. */
export function checkTheme(
  { items, asked }: Pick<ThemeOffer, 'items' | 'asked'>,
  answers: Answers,
): FormError[] {
  const found = new Map<string, FormError>();
  for (const [code, item] of items)
    for (const { field, message } of checkAnswers(item.form, answersForItem(asked, item, answers))) {
      const at = asked.sourceOf.get(`${code} ${field}`) ?? field;
      if (!found.has(at)) found.set(at, { field: at, message });
    }
  return [...found.values()];
}

/** Files a matter. Sent again with the same key it answers as the first time. */
export async function fileTheme(
  services: Services,
  actor: Actor,
  application: ThemeApplication,
): Promise<ThemeOutcome> {
  const { division, channel, answers, bodies } = application;
  const useCase = channel === 'window' ? 'services.case.act' : 'services.case.file';
  const allowed = authorise(actor, useCase, division);
  if (!allowed.ok) return allowed;
  const requestKey = `${actorKey(actor)} ${application.requestKey}`;
  const before = await findThemeByRequest(services.db, division, requestKey);
  if (before) return ok({ id: before.id, number: before.number, again: true });
  const offered = await themeOffer(services.db, application.themeCode, application.chosen);
  if (!offered.ok) return offered;
  const { theme, offers } = offered.value;
  for (const [code, { version }] of offers)
    if (application.versions[code] !== version)
      return refuse(
        'services.item.stale',
        '您填写期间，其中有事项的办事指南更新了。您填的内容没有丢失，请对照新的要求核对后再提交。',
      );
  for (const [code, { item }] of offers)
    if (!item.implementers.includes(bodies[code] ?? ''))
      return refuse('services.body', `请选择“${item.name}”的办理机关：${item.implementers.join('、')}。`);
  const wrong = checkTheme(offered.value, answers);
  if (wrong.length > 0)
    return {
      ...refuse('services.answers', `有${wrong.length}处要改：${wrong.map((f) => f.message).join('')}`),
      fields: wrong,
    };
  const foreign = await foreignFiles(services.db, division, actorKey(actor), filesOf(application.materials));
  if (foreign.length > 0)
    return refuse('services.materials', '有文件不是您上传的，或已不存在。请重新选择文件再提交。');
  const filed = await allOrNothing(services.db, (tx) =>
    fileFirstRound(services, tx, actor, application, theme, requestKey),
  );
  if (filed.ok || filed.error.code !== 'services.theme.again') return filed;
  const first = await findThemeByRequest(services.db, division, requestKey);
  if (!first) throw new Error('fileTheme: a request without its matter');
  return ok({ id: first.id, number: first.number, again: true });
}

const filesOf = (materials: ThemeContent['materials']): MaterialFile[] =>
  Object.entries(materials).flatMap(([material, ids]) => ids.map((fileId) => ({ material, fileId })));

async function fileFirstRound(
  services: Services,
  tx: Tx,
  actor: Actor,
  application: ThemeApplication,
  theme: Theme,
  requestKey: string,
): Promise<Result<ThemeFiled>> {
  const { division, channel, applicant, answers, bodies, materials, licences } = application;
  const id = newId();
  const at = (services.now ?? Temporal.Now.instant)();
  const content: ThemeContent = { answers, bodies, materials, licences };
  const row = {
    division,
    id,
    requestKey,
    theme,
    applicant,
    filedBy: actorKey(actor),
    filesOwner: actorKey(actor),
    channel,
    sealed: services.sealing.seal(JSON.stringify(content), themePlace(id)),
    at,
  };
  const number = await insertTheme(tx, row);
  if (number === undefined) return refuse('services.theme.again', '这次申请已经提交。');
  await appendThemeEvent(tx, division, id, actor, { at, kind: 'opened', code: null, data: { number } });
  await audit(tx, actor, {
    useCase: channel === 'window' ? 'services.case.act' : 'services.case.file',
    subject: `theme:${id}`,
    outcome: 'done',
    detail: { theme: theme.code, items: theme.parts.map((p) => p.code) },
  });
  for (const code of roundsOf(theme)[0] ?? []) {
    const filed = await fileChild(
      services,
      tx,
      actor,
      { ...row, files_owner: row.filesOwner },
      content,
      code,
    );
    if (!filed.ok) return filed;
  }
  return ok({ id, number, again: false });
}

/**
 * Files one item of a matter, in the caller's transaction. What an earlier item granted goes along as a licence.
 * @param actor whoever applies, or the system in a later round
 * @param granted the items that have been granted: their licences are passed on
 */
export async function fileChild(
  services: Services,
  tx: Tx,
  actor: Actor,
  row: Pick<ThemeCase, 'division' | 'id' | 'theme' | 'channel' | 'applicant' | 'files_owner'>,
  content: ThemeContent,
  code: string,
  granted: ReadonlySet<string> = new Set(),
): Promise<Result<{ id: string; number: string }>> {
  const { division, theme } = row;
  const offered = await themeOfferOf(tx, theme);
  if (!offered.ok) return offered;
  const { items, offers, asked } = offered.value;
  const offer = offers.get(code);
  if (!offer) throw new Error(`theme ${theme.code} has no part ${code}`);
  const children = await readChildren(tx, division, row.id);
  const needed = themeMaterials(theme, items, (item) => answersForItem(asked, item, content.answers)).filter(
    (m) => m.items.includes(code) || m.passedOn[code] !== undefined,
  );
  const licences = needed.flatMap(({ material: { name }, passedOn }): LicenceChoice[] => {
    const by = passedOn[code] ?? '';
    const grantedBy = granted.has(by) && children.find((c) => c.code === by)?.caseId;
    const own = content.licences[name];
    if (grantedBy) return [{ material: name, licence: { grantedBy } }];
    return own && by === '' ? [{ material: name, licence: { id: own } }] : [];
  });
  const names = new Set(needed.map((m) => m.material.name));
  const filed = await fileInTransaction(
    services,
    tx,
    actor,
    {
      division,
      itemCode: code,
      itemVersion: offer.version,
      body: content.bodies[code] ?? '',
      answers: answersForItem(asked, offer.item, content.answers),
      materials: filesOf(content.materials).filter((f) => names.has(f.material)),
      filesOwner: row.files_owner,
      channel: row.channel,
      applicant: row.applicant,
      requestKey: `theme:${row.id}:${code}`,
    },
    licences,
  );
  if (!filed.ok) return refuse(filed.error.code, `“${offer.item.name}”没有提交：${filed.error.message}`);
  await setChildCase(tx, division, row.id, code, filed.value.id);
  await appendThemeEvent(tx, division, row.id, actor, {
    at: (services.now ?? Temporal.Now.instant)(),
    kind: 'filed',
    code,
    data: {
      number: filed.value.number,
      passedOn: licences
        .filter((l) => 'grantedBy' in l.licence)
        .map((l) => l.material)
        .join('、'),
    },
  });
  return ok(filed.value);
}

/** The items of a stored theme as they are offered now. */
export async function themeOfferOf(
  handle: Handle,
  theme: Theme,
): Promise<Result<ThemeOffer, 'services.item.not_found'>> {
  const offers = new Map<string, Offer>();
  for (const { code } of theme.parts) {
    const offered = await currentOffer(handle, code);
    if (!offered.ok) return offered;
    offers.set(code, offered.value);
  }
  const items = new Map([...offers].map(([c, o]) => [c, o.item]));
  return ok({ theme, offers, items, asked: themeForm(theme, items) });
}
