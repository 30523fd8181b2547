/** What the form of materials changes in a draft: files put away, chosen again, newly sent; licences chosen. */
import { isId } from '#base/ids.ts';
import { keepFile } from '#platform/files/file.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise, DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { OwnLicence } from '#systems/licences/index.ts';
import { ownLicences } from '#systems/licences/index.ts';
import { givenBy, type Material } from '#systems/permits/index.ts';
import type { Services } from './file-application.ts';

const division = DIVISION_XIXIA;
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');

/** Files and licences by name of the material. */
export type Handed = {
  readonly materials: Readonly<Record<string, readonly string[]>>;
  readonly licences: Readonly<Record<string, string>>;
};

type SentFile = {
  readonly field: string;
  readonly name: string | null;
  readonly bytes: Uint8Array;
  readonly tooLarge: boolean;
};
type FieldError = { field: string | null; message: string };

/** @param asked the materials on the page, each with its place, which names its fields */
export async function receiveMaterials(
  services: Services,
  actor: Actor,
  asked: readonly { readonly at: number; readonly material: Pick<Material, 'name'> }[],
  before: Handed,
  fields: Readonly<Record<string, string>>,
  files: readonly SentFile[],
): Promise<Handed & { errors: FieldError[] }> {
  const materials: Record<string, readonly string[]> = { ...before.materials };
  const licences: Record<string, string> = { ...before.licences };
  const errors: FieldError[] = [];
  for (const { at, material } of asked) {
    const kept = (materials[material.name] ?? []).filter((id) => fields[`drop-${at}-${id}`] !== '1');
    const again = fields[`use-${at}`];
    const ids = [...kept, ...(again && isId(again) ? [again] : [])];
    for (const file of files.filter((f) => f.field === `file-${at}`)) {
      const stored = await keepFile(services.db, services.fileSealing, {
        division,
        owner: accountOf(actor),
        name: file.name ?? '',
        bytes: file.bytes,
        tooLarge: file.tooLarge,
      });
      if (stored.ok) ids.push(stored.value.id);
      else errors.push({ field: `file-${at}`, message: stored.error.message });
    }
    materials[material.name] = [...new Set(ids)];
    const licence = fields[`licence-${at}`];
    if (licence === '') delete licences[material.name];
    else if (licence !== undefined && isId(licence)) licences[material.name] = licence;
  }
  return { materials, licences, errors };
}

/** Names of the necessary materials that are the applicant's to bring and have neither a file nor a licence yet. Pure. */
export const neededStill = (
  asked: readonly { readonly material: Pick<Material, 'name' | 'need' | 'kind' | 'source'> }[],
  { materials, licences }: Handed,
): string[] =>
  asked
    .filter(
      ({ material }) =>
        material.need === '必要' &&
        givenBy(material) === 'applicant' &&
        !materials[material.name]?.length &&
        !licences[material.name],
    )
    .map(({ material }) => material.name);

/** A licence that a material's line offers. */
export type LicenceOption = Pick<OwnLicence, 'id' | 'typeName' | 'identifier' | 'agencyName' | 'state'> & {
  /** It holds, and is the applicant's own: it can be used. */
  readonly usable: boolean;
  /** It is the licence of another person or organisation than the one that applies. */
  readonly otherHolder: boolean;
  /** Why nobody may use a licence in this session, e.g. because the person is not known well enough. */
  readonly refused: string | null;
};

/** What of the account's licences may stand for a material. @param number of whoever applies, as stated */
export async function licenceOptions(
  services: Services,
  actor: Actor,
  material: Pick<Material, 'licences'>,
  number: unknown,
): Promise<LicenceOption[]> {
  const own = await ownLicences(
    services.db,
    services.licenceKeys,
    division,
    accountOf(actor),
    material.licences ?? [],
    (services.now ?? Temporal.Now.instant)(),
  );
  const allowed = authorise(actor, 'licences.use.authorise', division);
  return own.map(({ heldBy, ...licence }) => {
    const otherHolder = !heldBy(String(number ?? ''));
    const refused = allowed.ok ? null : allowed.error.message;
    return {
      ...licence,
      otherHolder,
      refused,
      usable: licence.state === 'valid' && !otherHolder && refused === null,
    };
  });
}
