/** Changing one's own password or phone number: both ask for the password that holds, and end every other session. */
import type { Config } from '#base/config.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Sealing } from '#platform/sealing/index.ts';
import type { Store } from '#platform/store/store.ts';
import type { Actor } from './actor.ts';
import { bucketOf, type Client, deviceCookie, isHeldBack, noteFailure } from './attempts.ts';
import { type Auth, headersOf } from './auth-library.ts';
import { type PhoneNumber, readPhone } from './phone.ts';
import { endSessions } from './sessions.ts';

type Signed = Actor & { readonly kind: 'account' };

export type ChangeRefusal = 'people.wrong_password' | 'people.too_many';

export interface AccountChanges {
  /** @returns the `Set-Cookie` values of the only session that is left, a new one */
  changePassword(
    actor: Signed,
    passwords: { readonly current: string; readonly next: string },
    client: Client,
  ): Promise<Result<string[], ChangeRefusal | 'people.weak_password'>>;
  /** Every other session is ended: whoever had the old number is out. */
  changePhone(
    actor: Signed,
    change: { readonly current: string; readonly phone: string },
    client: Client,
  ): Promise<Result<string[], ChangeRefusal | 'people.phone_wrong' | 'people.phone_taken'>>;
  /** The account's phone number in the clear; the caller masks it or audits the sight. Undefined: none. */
  phoneOf(account: string): Promise<PhoneNumber | undefined>;
}

const PASSWORD_MIN = 8;
const PASSWORD_MAX = 200;

export function createAccountChanges({
  config,
  store,
  auth,
  phones,
  nameOfPhone,
  now,
}: {
  readonly config: Config;
  readonly store: Store;
  readonly auth: Auth;
  readonly phones: Sealing;
  readonly nameOfPhone: (phone: PhoneNumber) => string;
  readonly now: () => Temporal.Instant;
}): AccountChanges {
  const wrong = refuse('people.wrong_password', '现在的口令不对，没有改动。请重新填写。');

  /** Guessing the password from an open session counts like guessing at sign-in, in a bucket of its own. */
  const guarded = async <T, Code extends string>(
    account: string,
    attempt: () => Promise<Result<T, Code>>,
  ): Promise<Result<T, Code | 'people.too_many'>> => {
    const bucket = bucketOf(config, `account\0${account}`, {});
    if (await isHeldBack(store.db, bucket, now()))
      return refuse('people.too_many', '现在的口令错了太多次，请15分钟后再试。');
    const result = await attempt();
    if (!result.ok && result.error.code === 'people.wrong_password')
      await noteFailure(store.db, bucket, now());
    return result;
  };
  const nameOfAccount = async (account: string): Promise<string> =>
    (
      await store.db
        .selectFrom('account')
        .select('username')
        .where('id', '=', account)
        .executeTakeFirstOrThrow()
    ).username ?? '';

  return {
    async changePassword(actor, { current, next }, client) {
      if (next.length < PASSWORD_MIN || next.length > PASSWORD_MAX || next === current)
        return refuse(
          'people.weak_password',
          `新口令须有${PASSWORD_MIN}到${PASSWORD_MAX}个字符，并且与现在的不同。`,
        );
      return guarded(actor.id, async () => {
        const response = await auth.api
          .changePassword({
            body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
            headers: headersOf(client),
            asResponse: true,
          })
          .catch(() => undefined);
        if (!response?.ok) return wrong;
        return ok([
          ...response.headers.getSetCookie(),
          deviceCookie(config, (await nameOfAccount(actor.id)).toLowerCase()),
        ]);
      });
    },
    async changePhone(actor, { current, phone: typed }, client) {
      const phone = readPhone(typed);
      if (!phone) return refuse('people.phone_wrong', '请填写11位手机号，如 138 开头的号码。');
      return guarded(actor.id, async () => {
        const right = await auth.api
          .verifyPassword({ body: { password: current }, headers: headersOf(client) })
          .then((answer) => answer.status)
          .catch(() => false);
        if (!right) return wrong;
        const username = nameOfPhone(phone);
        try {
          await store.db.transaction().execute(async (tx) => {
            await tx
              .updateTable('account_person')
              .set({
                phone_sealed: phones.seal(phone, `account_person.phone:${actor.id}`),
                phone_index: phones.blindIndex(phone),
              })
              .where('account_id', '=', actor.id)
              .executeTakeFirstOrThrow();
            await tx
              .updateTable('account')
              .set({ username, display_username: username, email: `${username}@accounts.invalid` })
              .where('id', '=', actor.id)
              .execute();
          });
        } catch (error) {
          if ((error as { code?: string }).code !== '23505') throw error;
          return refuse(
            'people.phone_taken',
            '这个手机号已经由别的账号使用。请换一个，或带身份证件到窗口核对。',
          );
        }
        await endSessions(store.db, actor.id, { allBut: actor.session ?? '' });
        return ok([deviceCookie(config, username)]);
      });
    },
    async phoneOf(account) {
      const row = await store.db
        .selectFrom('account_person')
        .select('phone_sealed')
        .where('account_id', '=', account)
        .executeTakeFirst();
      return row && (phones.open(row.phone_sealed, `account_person.phone:${account}`) as PhoneNumber);
    },
  };
}
