/** The clerks' desk as Vite built it: which files its page names, and the files themselves. */
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { fromRoot } from '#base/paths.ts';

/** Where its files are served. */
export const DESK_ASSETS = '/assets/desk/';
const ENTRY = 'src/systems/services/pages/desk-app/main.tsx';

type Chunk = {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
};

export type DeskBundle = {
  /** Names of the first script, of those that it needs at once, and of the style sheets. */
  readonly script: string;
  readonly preloads: readonly string[];
  readonly styles: readonly string[];
};

/** What the desk's page has to name; undefined: `npm run build` was not run. Read anew each time, it is small. */
export function readDeskBundle(folder = fromRoot('dist', 'desk-app')): DeskBundle | undefined {
  const path = `${folder}/manifest.json`;
  if (!existsSync(path)) return undefined;
  const chunks = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Chunk>;
  const entry = chunks[ENTRY];
  if (!entry) return undefined;
  const needed = (entry.imports ?? []).flatMap((name) => chunks[name] ?? []);
  return {
    script: entry.file,
    preloads: needed.map((c) => c.file),
    styles: [entry, ...needed].flatMap((c) => c.css ?? []),
  };
}

const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

export type DeskAsset = { readonly type: string; readonly plain: Buffer; readonly brotli: Buffer };

const compress = promisify(brotliCompress);
const kept = new Map<string, Promise<DeskAsset>>();

/** One of its files, compressed once. Names hold their content's hash, so what was read stays right. */
export async function deskAsset(
  name: string,
  folder = fromRoot('dist', 'desk-app'),
): Promise<DeskAsset | undefined> {
  const type = TYPES[/^[\w-]+\.(js|css)$/.exec(name)?.[1] ?? ''];
  const path = `${folder}/${name}`;
  if (!type || !existsSync(path)) return undefined;
  const known = kept.get(path);
  if (known) return known;
  const made = (async () => {
    const plain = readFileSync(path);
    const brotli = await compress(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    return { type, plain, brotli };
  })();
  kept.set(path, made);
  return made;
}
