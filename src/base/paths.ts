import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The root of the checkout: the nearest folder upwards that holds `migrations/` and `package.json`.
 * Found by walking, because the built server lies in `dist/` and the source in `src/base/`.
 */
function repositoryRoot(): string {
  let dir = dirname(fileURLToPath(import.meta.url));
  while (!(existsSync(join(dir, 'migrations')) && existsSync(join(dir, 'package.json')))) {
    const up = dirname(dir);
    if (up === dir)
      throw new Error('cannot find the repository root: migrations/ and package.json are missing');
    dir = up;
  }
  return dir;
}

/** A path under the repository root. */
export const fromRoot = (...parts: string[]): string => join(repositoryRoot(), ...parts);

/**
 * Where the operator keeps the original gazettes and statutes, which are not part of the repository:
 * `GONGBAO_SHARED`, else `../shared` beside the checkout. Undefined when there is none.
 */
export function sharedFolder(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const dir = resolve(env.GONGBAO_SHARED ?? join(repositoryRoot(), '..', 'shared'));
  return existsSync(dir) ? dir : undefined;
}
