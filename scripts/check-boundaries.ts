/**
 * Imports only go down: main → faces → web → systems → engines → platform → base, where a face is a system's
 * own routes and pages. A system imports another only through its index.ts. Prints every import that does not.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const ORDER = ['base', 'platform', 'engines', 'systems', 'web', 'face', 'main'] as const;
type Layer = (typeof ORDER)[number];

const FACE = /^src\/systems\/[^/]+\/(pages\/|routes[^/]*\.tsx?$)/;

export function layerOf(file: string): Layer {
  if (FACE.test(file)) return 'face';
  const room = file.split('/')[1] ?? '';
  return (ORDER as readonly string[]).includes(room) && file.split('/').length > 2 ? (room as Layer) : 'main';
}

const systemOf = (file: string): string | undefined => /^src\/systems\/([^/]+)\//.exec(file)?.[1];

/** Files that a source text imports, as paths from the root; packages are left out. */
export function importsOf(file: string, text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)) {
    const specifier = match[1] ?? '';
    if (specifier.startsWith('#')) found.push(`src/${specifier.slice(1)}`);
    else if (specifier.startsWith('.')) found.push(normalize(join(dirname(file), specifier)));
  }
  return found;
}

/** What is wrong with one import, or undefined. Tests may import anything of their own layer or below. */
export function complaint(from: string, to: string): string | undefined {
  const [a, b] = [layerOf(from), layerOf(to)];
  if (ORDER.indexOf(b) > ORDER.indexOf(a)) return `${from} (${a}) imports upwards ${to} (${b})`;
  const [s, t] = [systemOf(from), systemOf(to)];
  if (s && t && s !== t && !/^src\/systems\/[^/]+\/index\.ts$/.test(to)) {
    return `${from} imports ${to}: another system only through its index.ts`;
  }
  return undefined;
}

if (import.meta.main) {
  const problems: string[] = [];
  let count = 0;
  for (const file of globSync('src/**/*.{ts,tsx}')) {
    for (const to of importsOf(file, readFileSync(file, 'utf8'))) {
      count++;
      const problem = complaint(file, to);
      if (problem) problems.push(problem);
    }
  }
  for (const problem of problems) console.error(problem);
  console.log(`${count} imports, ${problems.length} against the direction`);
  if (problems.length > 0) process.exit(1);
}
