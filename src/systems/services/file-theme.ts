/**
 * Applying for a matter of several items (一件事): asked once, judged by every item's own form, and filed as cases of
 * their own. What can begin at once is filed in one transaction with the matter itself, all or nothing; the rest
 * follows by itself (`advance-theme.ts`).
 */
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { MaterialFile } from '#engines/procedure/index.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Tx } from '#platform/store/store.ts';
import {
  answersForItem,
  type FormError,
  receivingBodies,
  roundsOf,
  type Theme,
  themeMaterials,
} from '#systems/permits/index.ts';
import { evidenceOf, type Noted, noteProblem } from './check-materials.ts';
import type { Answers, Services } from './file-application.ts';
import { allOrNothing, fileInTransaction, type LicenceChoice } from './file-with-licences.ts';
import { foreignFiles } from './queries.ts';
import { insertChecks } from './queries-materials.ts';
import {
  appendThemeEvent,
  findThemeByRequest,
  insertTheme,
  readChildren,
  setChildCase,
  type ThemeCase,
  themePlace,
} from './queries-themes.ts';
import { checkTheme, staleItems, type ThemeOffer, themeOffer, themeOfferOf } from './theme-offer.ts';

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
  /** What the clerk at the window noted of the papers that were brought, for each case that they come into. */
  readonly noted?: {
    readonly papers: readonly Noted[];
    readonly by: { readonly key: string; readonly name: string };
    readonly at: string;
  };
};

export type ThemeApplication = Omit<ThemeContent, 'noted'> & {
  readonly division: string;
  readonly themeCode: string;
  /** Basic codes of the optional items that are wanted. */
  readonly chosen: readonly string[];
  /** Version of each item's form that was filled in, by basic code. */
  readonly versions: Readonly<Record<string, number>>;
  readonly channel: 'web' | 'window' | 'api';
  readonly applicant: string;
  /** What a clerk noted of the papers that were brought. */
  readonly papers?: readonly Noted[];
  readonly requestKey: string;
};

/** Files as programs name them, one by one, as a matter keeps them. Pure. */
export const filesByMaterial = (sent: readonly MaterialFile[]): ThemeContent['materials'] =>
  Object.fromEntries(
    [...Map.groupBy(sent, (f) => f.material)].map(([name, all]) => [
      name,
      [...new Set(all.map((f) => f.fileId))],
    ]),
  );

export type ThemeFiled = { readonly id: string; readonly number: string; readonly again: boolean };
export type ThemeOutcome = Result<ThemeFiled> & { readonly fields?: readonly FormError[] };

/** A material that a clerk hands in or notes although the answers ask for none such: it would come into no case. */
function unaskedPapers(
  { needs }: ThemeOffer,
  { channel, answers, materials, papers = [] }: ThemeApplication,
): string | undefined {
  if (channel !== 'window') return undefined;
  const asked = new Set(themeMaterials(needs, answers).map((m) => m.material.name));
  return [...Object.keys(materials), ...papers.map((p) => p.material)].find((name) => !asked.has(name));
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
  const stale = staleItems(offered.value, application.versions);
  if (stale.length > 0)
    return refuse(
      'services.item.stale',
      `您填写期间，“${stale.join('”“')}”的办事指南更新了。您填的内容没有丢失，请对照新的要求核对后再提交。`,
    );
  for (const [code, { item }] of offers) {
    const receiving = receivingBodies(item);
    if (!receiving.includes(bodies[code] ?? ''))
      return refuse('services.body', `请选择“${item.name}”的办理机关：${receiving.join('、')}。`);
  }
  const wrong = checkTheme(offered.value, answers);
  if (wrong.length > 0)
    return {
      ...refuse('services.answers', `有${wrong.length}处要改：${wrong.map((f) => f.message).join('')}`),
      fields: wrong,
    };
  const strange = unaskedPapers(offered.value, application);
  if (strange !== undefined)
    return refuse(
      'services.materials',
      `所选的各项没有要“${strange}”这种材料。请对照材料清单改正名称后再提交。`,
    );
  const notes = noteProblem(application.papers ?? []);
  if (!notes.ok) return notes;
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
  const { division, channel, applicant, answers, bodies, materials, licences, papers = [] } = application;
  const id = newId();
  const at = (services.now ?? Temporal.Now.instant)();
  const by = { key: actorKey(actor), name: actorName(actor) };
  const content: ThemeContent = {
    ...{ answers, bodies, materials, licences },
    ...(papers.length > 0 && { noted: { papers, by, at: at.toString() } }),
  };
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
  const { offers, asked, needs } = offered.value;
  const offer = offers.get(code);
  if (!offer) throw new Error(`theme ${theme.code} has no part ${code}`);
  const children = await readChildren(tx, division, row.id);
  const needed = themeMaterials(needs, content.answers).filter(
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
  const { noted } = content;
  if (noted && !filed.value.again)
    await insertChecks(
      tx,
      noted.by,
      { division, caseId: filed.value.id, at: Temporal.Instant.from(noted.at) },
      noted.papers
        .filter((p) => names.has(p.material) && !licences.some((l) => l.material === p.material))
        .map((p) => ({ ...p, evidence: evidenceOf(p) })),
    );
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
