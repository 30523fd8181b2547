/** The few scripts of the public pages, served as files of this site; every page works without them. */
import { readFileSync } from 'node:fs';
import { fromRoot } from '#base/paths.ts';
import { type Asset, assetOf } from '#web/design/stylesheet.ts';

let follow: Asset | undefined;

/** Follows a case that is looked at. */
export function followScript(): Asset {
  follow ??= assetOf(
    'follow',
    'js',
    'text/javascript; charset=utf-8',
    readFileSync(fromRoot('src/web/scripts/follow.js'), 'utf8'),
  );
  return follow;
}
