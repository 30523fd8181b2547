/**
 * Writes what may be published of the originals that the operator holds: for every clause its path, its key and
 * the hash of its words, and the appointments and figures as facts. `node scripts/index-clauses.ts` needs the
 * originals (GONGBAO_SHARED, else ../shared); the citation check compares the index with them when they are there.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot, sharedFolder } from '#base/paths.ts';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { editionRows } from '#engines/law/rows.ts';
import { findStatuteVersion, withStatuteVersion } from '#engines/law/statute-version.ts';

/** One document with its texts: the issuance's own clauses under its title, then those of what it carries. */
export type IndexedIssuance = {
  number: string | null;
  title: string;
  texts: {
    title: string;
    clauses: [path: string, key: string, sha256: string][];
    /** Rows of its tables: 表1/12 is the twelfth of the first. */
    rows?: [path: string, sha256: string][];
  }[];
};
export type IndexedStatute = {
  title: string;
  number: string | null;
  dated: string;
  validFrom: string;
  clauses: [path: string, sha256: string][];
};

export function indexGazette(artifact: Artifact): IndexedIssuance[] {
  const { documents, expressions } = editionRows(artifact);
  return documents
    .filter((d) => d.parent === null)
    .map((issuance) => ({
      number: issuance.number,
      title: issuance.title,
      texts: documents
        .filter((d) => d === issuance || d.parent === issuance.locator)
        .map((d) => {
          const text = expressions.find((e) => e.locator === d.locator);
          const rows = (text?.tables ?? []).flatMap((table) =>
            table.rows.map((row): [string, string] => [`表${table.ord + 1}/${row.ord + 1}`, row.sha256]),
          );
          return {
            title: d.title,
            clauses: (text?.clauses ?? []).map((c): [string, string, string] => [
              c.path,
              c.clause_key,
              c.sha256,
            ]),
            ...(rows.length > 0 && { rows }),
          };
        }),
    }));
}

export function indexStatute(bytes: Uint8Array): IndexedStatute {
  const artifact = withStatuteVersion(parseBytes(bytes));
  const { documents, expressions } = editionRows(artifact);
  const version = findStatuteVersion(artifact.source.text);
  return {
    title: documents[0]?.title ?? '',
    number: documents[0]?.number ?? null,
    dated: version?.dated ?? '',
    validFrom: version?.validFrom ?? '',
    clauses: (expressions[0]?.clauses ?? []).map((c) => [c.path, c.sha256]),
  };
}

/** One entry a line, so that a change shows as the lines it changes. */
const lines = (values: readonly unknown[]): string =>
  values.length === 0 ? '[]' : `[\n${values.map((v) => JSON.stringify(v)).join(',\n')}\n]`;

function withoutSpans<T extends { span: unknown }>({ span: _span, ...fact }: T): Omit<T, 'span'> {
  return fact;
}

export const originals = (): { gazette: string; statutes: string[] } | undefined => {
  const folder = sharedFolder();
  if (folder === undefined) return undefined;
  const statutes = readdirSync(join(folder, 'law')).filter((name) => name.endsWith('.md'));
  return {
    gazette: join(folder, 'gazette', 'xixia-2023-04.txt'),
    statutes: statutes.sort().map((name) => join(folder, 'law', name)),
  };
};

if (import.meta.main) {
  const found = originals();
  if (!found) {
    console.error('the originals are not here: set GONGBAO_SHARED');
    process.exit(2);
  }
  const artifact = parseBytes(readFileSync(found.gazette));
  const write = (file: string, text: string) => writeFileSync(fromRoot('data', file), `${text}\n`);
  const issuances = indexGazette(artifact).map(
    ({ number, title, texts }) =>
      `{"number":${JSON.stringify(number)},"title":${JSON.stringify(title)},"texts":[${texts
        .map(
          (t) =>
            `\n{"title":${JSON.stringify(t.title)},"clauses":${lines(t.clauses)}${t.rows ? `,"rows":${lines(t.rows)}` : ''}}`,
        )
        .join(',')}]}`,
  );
  write('xixia/clauses.json', `[\n${issuances.join(',\n')}\n]`);
  write('xixia/appointments.json', lines(artifact.appointments.map(withoutSpans)));
  write('xixia/figures.json', lines(artifact.figures.map(withoutSpans)));
  const statutes = found.statutes.map((file) => indexStatute(readFileSync(file)));
  write(
    'statutes.json',
    `[\n${statutes.map(({ clauses, ...s }) => `{${JSON.stringify(s).slice(1, -1)},"clauses":${lines(clauses)}}`).join(',\n')}\n]`,
  );
  console.log(`${issuances.length} issuances, ${statutes.length} statutes`);
}
