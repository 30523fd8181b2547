/**
 * PDFs of what is stored. Each is made once and kept while there is room: the same edition gives the same bytes, so
 * the hash of its artifact is the key. Readers who ask at the same time share one compilation.
 */
import { isId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import type { Pdf } from '#platform/pdf/compile.ts';
import type { Handle } from '#platform/store/store.ts';
import { findPlacedText, findStoredEdition, type StoredEdition } from '../queries-typeset.ts';
import { type Place, type TypesetRefusal, typesetDocument, typesetIssue } from './index.ts';

export type MadePdf = Pdf & { readonly fileName: string };
export type MadeRefusal = TypesetRefusal | 'gazette.pdf.not_found' | 'gazette.pdf.no_text';

type Made = Result<MadePdf, MadeRefusal>;

const KEPT_BYTES_MAX = 96 * 1_048_576;

const REFUSAL_KEPT_MS = 20_000;

/** Finished files, the longest unused first. */
const kept = new Map<string, MadePdf>();
/** What is being made, and what was refused a moment ago. */
const underWay = new Map<string, Promise<Made>>();

/** Makes a PDF once for a key that stands for its content, also when several ask at the same time. */
export async function once(key: string, make: () => Promise<Made>): Promise<Made> {
  const found = kept.get(key);
  if (found) {
    kept.delete(key);
    kept.set(key, found);
    return ok(found);
  }
  let making = underWay.get(key);
  if (!making) {
    making = make();
    underWay.set(key, making);
    making.then(
      (made) => settle(key, made),
      () => underWay.delete(key),
    );
  }
  return making;
}

/**
 * A reader who was told to ask again in some seconds is answered with the refusal, and does not begin anew what took
 * two minutes to fail. That there is no room is asked again at once.
 */
function settle(key: string, made: Made): void {
  if (made.ok) keep(key, made.value);
  if (made.ok || made.error.code === 'pdf.too_many') underWay.delete(key);
  else setTimeout(() => underWay.delete(key), REFUSAL_KEPT_MS).unref();
}

function keep(key: string, pdf: MadePdf): void {
  kept.set(key, pdf);
  let size = [...kept.values()].reduce((sum, p) => sum + p.bytes.byteLength, 0);
  for (const [old, { bytes }] of kept) {
    if (size <= KEPT_BYTES_MAX) return;
    kept.delete(old);
    size -= bytes.byteLength;
  }
}

export type PdfContext = { readonly db: Handle; readonly fontFolder: string | undefined };

/** The keys of the editions that were asked for since the start. */
const keyOfEdition = new Map<string, string>();

/** How long a finished PDF of an edition is; undefined until it has been made. */
export function madeIssuePdf(
  editionId: string,
): { readonly pages: number; readonly bytes: number } | undefined {
  const made = kept.get(keyOfEdition.get(editionId) ?? '');
  return made && { pages: made.pages, bytes: made.bytes.byteLength };
}

/** The PDF of an edition of an issue. */
export async function issuePdf(
  { db, fontFolder }: PdfContext,
  issueId: string,
  edition: number,
): Promise<Made> {
  const stored = isId(issueId) ? await findStoredEdition(db, issueId, edition) : undefined;
  if (!stored) return refuse('gazette.pdf.not_found', '没有这一期公报，或没有这一版。请从历期公报进入。');
  if (stored.origin !== 'file') return noText;
  const key = `${stored.artifactSha256} ${fontFolder ?? ''}`;
  keyOfEdition.set(stored.id, key);
  const fileName = `${stored.title}${stored.year ? `${stored.year}年` : ''}${stored.number ? `第${stored.number}期` : ''}.pdf`;
  return once(key, async () =>
    named(fileName, await typesetIssue(await artifactOf(db, stored), { fontFolder })),
  );
}

/** @param asOf the day whose text is wanted, `YYYY-MM-DD` */
export async function documentPdf(
  { db, fontFolder }: PdfContext,
  documentId: string,
  asOf: string,
): Promise<Made> {
  const placed = isId(documentId) ? await findPlacedText(db, documentId, asOf) : undefined;
  if (!placed)
    return refuse('gazette.pdf.not_found', '没有这份文件，或没有收录它的正文。请从文件目录重新查找。');
  if (placed.edition.origin !== 'file') return noText;
  return once(`${placed.edition.artifactSha256} ${placed.locator} ${fontFolder ?? ''}`, async () =>
    named(
      `${placed.title}.pdf`,
      await typesetDocument(await artifactOf(db, placed.edition), placeOf(placed.locator), { fontFolder }),
    ),
  );
}

const noText = refuse(
  'gazette.pdf.no_text',
  '这一期的原文尚未导入，本系统只有要点，暂时不能排版。导入原文件后即可下载。',
);

const named = (fileName: string, made: Result<Pdf, TypesetRefusal>): Made =>
  made.ok ? ok({ ...made.value, fileName: fileName.replace(/[/\\:*?"<>|\p{Cc}]/gu, ' ').slice(-120) }) : made;

const artifactOf = async (db: Handle, { id }: StoredEdition): Promise<Artifact> => {
  const row = await db
    .selectFrom('law_edition')
    .select('artifact')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return JSON.parse(row.artifact) as Artifact;
};

/** `issuance:I` or `instrument:I/J`. */
function placeOf(locator: string): Place {
  const [, issuance = '0', instrument] = /^(?:issuance|instrument):(\d+)(?:\/(\d+))?$/u.exec(locator) ?? [];
  return { issuance: Number(issuance), instrument: instrument === undefined ? null : Number(instrument) };
}
