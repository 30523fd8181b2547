/** The district's test authority, opened once a process; made at the first start. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '#base/config.ts';
import type { Log } from '#base/log.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { type Authority, openAuthority, toPem } from '#platform/seal/index.ts';
import { SealingError } from '#platform/sealing/index.ts';
import type { Store } from '#platform/store/store.ts';

/** Name of the root in the data folder of a trial, for the offline verifier on the same machine. */
export const ROOT_FILE = 'test-root.pem';

const opened = new WeakMap<Store, Authority>();

/** @returns `licences.seal_unavailable` when the keys were sealed under a secret that is not configured */
export async function authorityOf(context: {
  readonly config: Config;
  readonly store: Store;
}): Promise<Result<Authority, 'licences.seal_unavailable'>> {
  const known = opened.get(context.store);
  if (known) return ok(known);
  try {
    const authority = await openAuthority(context.store.db, context.config.secrets, DIVISION_XIXIA);
    opened.set(context.store, authority);
    return ok(authority);
  } catch (error) {
    if (!(error instanceof SealingError)) throw error;
    return refuse(
      'licences.seal_unavailable',
      '测试印章的密钥打不开：密钥是用另一个 GONGBAO_SECRET 封存的。请系统管理员把原来的密钥填入 GONGBAO_OLD_SECRETS 后重新启动。',
    );
  }
}

/** Makes the authority at the first start, and leaves its public root where a trial's verifier finds it. */
export async function resumeAuthority(context: {
  readonly config: Config;
  readonly store: Store;
  readonly log: Log;
}): Promise<void> {
  const authority = await authorityOf(context);
  if (!authority.ok) {
    context.log.error({ code: authority.error.code }, authority.error.message);
    return;
  }
  const { database } = context.config;
  if (database.kind === 'embedded' && database.folder !== null)
    await writeFile(join(database.folder, ROOT_FILE), toPem('CERTIFICATE', authority.value.root.der));
}
