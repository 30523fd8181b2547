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

/** @returns the mark of a clause with these words, undefined when nobody read it */
export type MarkFinder = (path: string, sha256: string) => Mark | undefined;
export type KnownMarks = {
  /** @param names number and titles under which a text may be known */
  readonly of: (names: readonly string[]) => MarkFinder;
};

const operative: Mark = { verdict: 'operative', reason: null };

/** Every clause of the index was read: those that `statements` lists with their present words are statements. */
export function knownMarks(statements: StatementsFile, index: ClauseIndexFile): KnownMarks {
  const byName = new Map<string, Map<string, Mark>>();
  const note = (names: readonly (string | null)[], path: string, sha256: string, mark: Mark) => {
    for (const name of keysOf(names)) {
      const marks = byName.get(name) ?? new Map<string, Mark>();
      byName.set(name, marks.set(clauseKey(path, sha256), mark));
    }
  };
  for (const { number, title, texts } of index)
    for (const text of texts)
      for (const [path, , sha256] of text.clauses) note([number, title, text.title], path, sha256, operative);
  for (const { document, clauses } of statements)
    for (const { path, sha256, reason } of clauses)
      note([document], path, sha256, { verdict: 'statement', reason });
  return {
    of(names) {
      const found = keysOf(names).flatMap((name) => byName.get(name) ?? []);
      return (path, sha256) => {
        const key = clauseKey(path, sha256);
        const marks = found.flatMap((own) => own.get(key) ?? []);
        return marks.find((mark) => mark.verdict === 'statement') ?? marks[0];
      };
    },
  };
}

const clauseKey = (path: string, sha256: string): string => `${path}\n${sha256}`;

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
