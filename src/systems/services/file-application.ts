/** Filing an application: from the web, at a window, through the API; the same item version, the same checks. */
import { ok, type Result, refuse } from '#base/result.ts';
import { type DayCounter, type MaterialFile, type OpenRefusal, openCase } from '#engines/procedure/index.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Sealing } from '#platform/sealing/index.ts';
import type { Db } from '#platform/store/store.ts';
import type { LicenceKeys } from '#systems/licences/index.ts';
import { checkAnswers, type FormError, receivingBodies } from '#systems/permits/index.ts';
import { currentOffer } from './offer.ts';
import { foreignFiles, formPlace } from './queries.ts';
import { tell } from './tell.ts';

export type Services = {
  readonly db: Db;
  readonly calendar: DayCounter;
  /** Of what applicants state. */
  readonly sealing: Sealing;
  /** Of the files that people upload. */
  readonly fileSealing: Sealing;
  readonly licenceKeys: LicenceKeys;
  /** Of the people and enterprises for whom others act. */
  readonly identitySealing: Sealing;
  /** The digests under which the account of a phone number may stand; empty when it is no number. */
  readonly phoneIndexes: (phone: string) => readonly string[];
  readonly now?: () => Temporal.Instant;
};

/** Answers by section and field, as the item's form asks them. */
export type Answers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type Application = {
  readonly division: string;
  /** 基本编码. */
  readonly itemCode: string;
  /** Version of the form that was filled in. */
  readonly itemVersion: number;
  /** One of those that take the item's applications in. */
  readonly body: string;
  readonly answers: Answers;
  readonly materials?: readonly MaterialFile[];
  /** Who uploaded the files, when another files for them; absent: the actor. */
  readonly filesOwner?: string;
  readonly channel: 'web' | 'window' | 'api';
  /** Account that it is for; the actor's own when the applicant files. */
  readonly applicant: string;
  readonly requestKey: string;
};

export type Filed = { readonly id: string; readonly number: string; readonly again: boolean };

export type FileRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'services.item.not_found'
  | 'services.item.stale'
  | 'services.body'
  | 'services.answers'
  | 'services.materials'
  | OpenRefusal;

export type FileOutcome = Result<Filed, FileRefusal> & { readonly fields?: readonly FormError[] };

/**
 * Files an application.
 * @returns the case; or why not, with the fields that are wrong. Nothing is stored then.
 */
export async function fileApplication(
  services: Services,
  actor: Actor,
  application: Application,
): Promise<FileOutcome> {
  const { division, channel } = application;
  const allowed = authorise(
    actor,
    channel === 'window' ? 'services.case.act' : 'services.case.file',
    division,
  );
  if (!allowed.ok) return allowed;
  const offered = await currentOffer(services.db, application.itemCode);
  if (!offered.ok) return offered;
  const { item, version, procedure } = offered.value;
  if (version !== application.itemVersion)
    return refuse(
      'services.item.stale',
      '您填写期间，这个事项的办事指南更新了。您填的内容没有丢失，请对照新的要求核对后再提交。',
    );
  const bodies = receivingBodies(item);
  const implementation = item.codes.implementations.find((i) => i.body === application.body);
  if (!implementation || !bodies.includes(implementation.body))
    return refuse('services.body', `请选择办理机关：${bodies.join('、')}。`);
  const wrong = checkAnswers(item.form, application.answers);
  if (wrong.length > 0)
    return {
      ...refuse('services.answers', `有${wrong.length}处要改：${wrong.map((f) => f.message).join('')}`),
      fields: wrong,
    };
  const materials = application.materials ?? [];
  const foreign = await foreignFiles(
    services.db,
    division,
    application.filesOwner ?? actorKey(actor),
    materials,
  );
  if (foreign.length > 0)
    return refuse('services.materials', '有文件不是您上传的，或已不存在。请重新选择文件再提交。');
  const role = channel === 'window' ? 'clerk' : 'applicant';
  const opened = await openCase(services, {
    division,
    procedure,
    itemCode: implementation.code,
    itemVersion: version,
    title: item.name,
    applicant: application.applicant,
    actor: { key: actorKey(actor), name: actorName(actor), role },
    channel,
    holder: application.body,
    requestKey: application.requestKey,
    materials,
    sealForm: (id) => services.sealing.seal(JSON.stringify(application.answers), formPlace(id, 1)),
    useCase: channel === 'window' ? 'services.case.act' : 'services.case.file',
    tell: (state, event) =>
      tell(
        {
          itemName: item.name,
          number: '{number}',
          applicant: application.applicant,
          holder: application.body,
          remedies: item.remedies,
          procedure,
          calendar: services.calendar,
        },
        state,
        event,
      ),
  });
  return opened.ok ? ok(opened.value) : opened;
}
