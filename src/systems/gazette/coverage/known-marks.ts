/**
 * The marks that come with the program: the issue of `data/xixia` was read clause by clause. They hold for the
 * words that were read, wherever that issue is imported; an editor's own mark goes before them.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fromRoot } from '#base/paths.ts';
import type { Mark } from '#engines/law/coverage.ts';
import { numberKey, titleKey } from '#engines/law/name.ts';

const Statements = z.array(
  z.object({
    document: z.string(),
    clauses: z.array(
      z.object({ path: z.string(), reason: z.string().min(1), sha256: z.string().length(64) }),
    ),
  }),
);
const Index = z.array(
  z.object({
    number: z.string().nullable(),
    title: z.string(),
    texts: z.array(
      z.object({ title: z.string(), clauses: z.array(z.tuple([z.string(), z.string(), z.string()])) }),
    ),
  }),
);
export type StatementsFile = z.infer<typeof Statements>;
export type ClauseIndexFile = z.infer<typeof Index>;

export type KnownMarks = {
  /** @param names number and titles under which the text may be known */
  readonly find: (names: readonly string[], path: string, sha256: string) => Mark | undefined;
};

const operative: Mark = { verdict: 'operative', reason: null };

/** Every clause of the index was read: those that `statements` lists with their present words are statements. */
export function knownMarks(statements: StatementsFile, index: ClauseIndexFile): KnownMarks {
  const marks = new Map<string, Mark>();
  for (const { number, title, texts } of index)
    for (const text of texts)
      for (const [path, , sha256] of text.clauses)
        for (const name of keysOf([number, title, text.title]))
          marks.set(placeKey(name, path, sha256), operative);
  for (const { document, clauses } of statements)
    for (const { path, sha256, reason } of clauses)
      for (const name of keysOf([document]))
        marks.set(placeKey(name, path, sha256), { verdict: 'statement', reason });
  return {
    find(names, path, sha256) {
      let found: Mark | undefined;
      for (const name of keysOf(names)) {
        const mark = marks.get(placeKey(name, path, sha256));
        if (mark?.verdict === 'statement') return mark;
        found ??= mark;
      }
      return found;
    },
  };
}

const placeKey = (name: string, path: string, sha256: string): string => `${name}\n${path}\n${sha256}`;

const keysOf = (names: readonly (string | null)[]): string[] => [
  ...new Set(names.flatMap((name) => (name === null ? [] : [numberKey(name), titleKey(name)]))),
];

let xixia: KnownMarks | undefined;

/** @throws when a file of `data/xixia` is not in the form that its README describes */
export function getXixiaMarks(): KnownMarks {
  const read = <T>(name: string, schema: z.ZodType<T>): T =>
    schema.parse(JSON.parse(readFileSync(fromRoot('data/xixia', name), 'utf8')));
  xixia ??= knownMarks(read('statements.json', Statements), read('clauses.json', Index));
  return xixia;
}
