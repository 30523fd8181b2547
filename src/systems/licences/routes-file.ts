/** A licence or an annotated copy as a file, for whoever may have it: it holds the holder's data in the clear. */
import { type Result, refuse } from '#base/result.ts';
import type { Context } from '#web/http/context.ts';
import { authorityOf } from './authority.ts';
import { makeLicenceFile } from './file/make-file.ts';
import { licenceKeys, openCode, openHolder } from './holder.ts';
import { annotationOf, licenceMetadata } from './metadata.ts';
import type { LicenceRow } from './queries.ts';
import type { LicenceUse } from './queries-uses.ts';

/** @param use absent for the licence itself, otherwise the use for which a copy is made */
export async function licenceFile(
  context: Context,
  row: LicenceRow,
  use?: LicenceUse,
): Promise<Result<{ readonly bytes: Uint8Array; readonly fileName: string }>> {
  const { config, store } = context;
  const authority = await authorityOf(context);
  if (!authority.ok) return authority;
  const annotation = use ? annotationOf(use) : null;
  if (use && !annotation)
    return refuse('licences.use.not_found', '这次授权还没有使用，没有加注件。请先核用授权码。');
  const keys = licenceKeys(config.secrets);
  const at = Temporal.Now.instant();
  const seal = await authority.value.sealOf(store.db, { code: row.agency_code, name: row.agency_name }, at);
  const made = await makeLicenceFile(
    {
      metadata: licenceMetadata(row, openHolder(keys, row)),
      annotation,
      code: row.holder_kind === 'person' ? openCode(keys, row) : null,
      origin: config.publicUrl,
      fontFolder: config.fontFolder,
    },
    seal,
    authority.value.root,
    at,
  );
  if (!made.ok) return made;
  const name = `${row.type_name}${annotation ? '（加注件）' : ''}.pdf`;
  return { ok: true, value: { bytes: made.value, fileName: name } };
}
