/** A command that is sent again answers as it did the first time and does nothing. */
import { type Refusal, type Result, refuse } from '#base/result.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import type { UseCase } from '#platform/people/policy.ts';
import type { Db, Tx } from '#platform/store/store.ts';

const KEY_MAX = 100;

/**
 * Runs a command in the caller's transaction unless the same sender has sent the same key before. Whoever sends it at
 * the same time waits for the first. Only what was done is remembered: a refusal may be tried again.
 *
 * @param key made by the form; empty: the command is refused, because sending it twice would do it twice
 * @param run gives ids that the answer is made from, no personal data
 */
export async function once<T extends object, Code extends string>(
  tx: Tx,
  actor: Actor,
  { useCase, key }: { readonly useCase: UseCase; readonly key: string },
  run: () => Promise<Result<T, Code>>,
): Promise<Result<T & { readonly again: boolean }, Code | 'command.key_missing' | 'command.key_used'>> {
  if (key.trim() === '' || key.length > KEY_MAX)
    return refuse('command.key_missing', '请求没有带提交编号，没有办理。请刷新页面后再提交。');
  const whole = `${actorKey(actor)} ${key}`;
  const taken = await tx
    .insertInto('command_done')
    .values({
      key: whole,
      use_case: useCase,
      outcome: '{}',
      at: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
    })
    .onConflict((c) => c.column('key').doNothing())
    .executeTakeFirst();
  if (taken.numInsertedOrUpdatedRows !== 1n) {
    const before = await tx
      .selectFrom('command_done')
      .select(['use_case', 'outcome'])
      .where('key', '=', whole)
      .executeTakeFirstOrThrow();
    return before.use_case === useCase
      ? { ok: true, value: { ...(before.outcome as T), again: true } }
      : refuse('command.key_used', '这个提交编号已用于另一件事。请刷新页面后再提交。');
  }
  const result: Result<T, Code> = await run();
  if (!result.ok) {
    await tx.deleteFrom('command_done').where('key', '=', whole).execute();
    return { ok: false, error: result.error as Refusal<Code> };
  }
  await tx
    .updateTable('command_done')
    .set({ outcome: JSON.stringify(result.value) })
    .where('key', '=', whole)
    .execute();
  return { ok: true, value: { ...result.value, again: false } };
}

/**
 * The same for what cannot run in one transaction of ours and may run twice without harm, such as setting a password:
 * sent again, it answers as the first time.
 */
export async function onceAfter<T, Code extends string>(
  db: Db,
  actor: Actor,
  { useCase, key }: { readonly useCase: UseCase; readonly key: string },
  run: () => Promise<Result<T, Code>>,
): Promise<Result<T | 'again', Code | 'command.key_missing'>> {
  if (key.trim() === '' || key.length > KEY_MAX)
    return refuse('command.key_missing', '请求没有带提交编号，没有办理。请刷新页面后再提交。');
  const whole = `${actorKey(actor)} ${key}`;
  const before = await db
    .selectFrom('command_done')
    .select('key')
    .where('key', '=', whole)
    .where('use_case', '=', useCase)
    .executeTakeFirst();
  if (before) return { ok: true, value: 'again' };
  const result = await run();
  if (!result.ok) return result;
  await db
    .insertInto('command_done')
    .values({
      key: whole,
      use_case: useCase,
      outcome: '{}',
      at: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
    })
    .onConflict((c) => c.column('key').doNothing())
    .execute();
  return result;
}
