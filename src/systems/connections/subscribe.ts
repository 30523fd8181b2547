/** Subscribing an address to events of a body's cases, changing its secret, ending it. */
import { isId, newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { once } from '#platform/commands/once.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import { checkAddress } from './address.ts';
import { EVENT_KINDS, type Kind } from './kinds.ts';
import {
  changeSubscription,
  findSubscription,
  insertSubscription,
  lockSubscription,
  runningSubscriptions,
  type SubscriptionRow,
} from './queries.ts';
import { newWebhookSecret } from './sign.ts';
import { secretPlace, type Webhooks } from './webhooks.ts';

/** How long the secret before signs too: time to change it at the receiver. */
export const OLD_SECRET_HOURS = 24;
const RUNNING_MAX = 100;

export type SubscriptionForm = {
  readonly division: string;
  readonly url: string;
  /** Name of a body, or `*`. */
  readonly body: string;
  readonly kinds: readonly string[];
  readonly about: string;
  readonly requestKey: string;
};

export type PolicyRefusal = 'policy.sign_in' | 'policy.denied';
export type CommandRefusal = 'command.key_missing' | 'command.key_used';
export type SubscribeRefusal =
  | PolicyRefusal
  | 'webhooks.address'
  | 'webhooks.kinds'
  | 'webhooks.about'
  | 'webhooks.body'
  | CommandRefusal
  | 'webhooks.subscriptions.too_many';

const NONE = refuse('webhooks.not_found', '没有这项订阅。请从订阅清单重新进入。');

/** The bodies whose subscriptions an actor may see and change: a key only its own body's. */
export const bodyOf = (actor: Actor): string =>
  actor.kind === 'account' && actor.key ? actor.key.body : '*';

const mayTouch = (actor: Actor, body: string): boolean => bodyOf(actor) === '*' || bodyOf(actor) === body;

/** The subscription, if the actor may see it; another body's is answered as none. */
export async function readSubscription(
  handle: Handle,
  actor: Actor,
  division: string,
  id: string,
  useCase: 'webhooks.read' | 'webhooks.manage' = 'webhooks.read',
): Promise<Result<SubscriptionRow, PolicyRefusal | 'webhooks.not_found'>> {
  const allowed = authorise(actor, useCase, division);
  if (!allowed.ok) return allowed;
  const row = isId(id) ? await findSubscription(handle, division, id) : undefined;
  return row && mayTouch(actor, row.body) ? ok(row) : NONE;
}

export const openSecret = (
  { sealing }: Pick<Webhooks, 'sealing'>,
  row: { readonly id: string; readonly secret_sealed: Uint8Array },
): string => sealing.open(row.secret_sealed, secretPlace(row.id));

/** @returns the subscription and its secret, which is not shown again; sent again, the same */
export async function subscribe(
  { db, sealing, reach, now }: Webhooks,
  actor: Actor,
  form: SubscriptionForm,
): Promise<Result<{ id: string; secret: string }, SubscribeRefusal>> {
  const { division } = form;
  const allowed = authorise(actor, 'webhooks.manage', division);
  if (!allowed.ok) return allowed;
  const address = checkAddress(form.url.trim(), reach);
  if (!address.ok) return address;
  const body = form.body.trim();
  if (body === '' || body.length > 100) return refuse('webhooks.body', '请写明机关；全部机关写 *。');
  if (!mayTouch(actor, body))
    return refuse('webhooks.body', `这把密钥只能订阅“${bodyOf(actor)}”的办件。请改填机关。`);
  const kinds = [...new Set(form.kinds)] as Kind[];
  if (kinds.length === 0 || kinds.some((kind) => !(EVENT_KINDS as readonly Kind[]).includes(kind)))
    return refuse('webhooks.kinds', `请从这些进展中选择：${EVENT_KINDS.join('、')}。`);
  const about = form.about.trim();
  if (about === '' || about.length > 100)
    return refuse('webhooks.about', '请写明推送给谁、用来做什么，不超过100字。');
  return db.transaction().execute(async (tx) => {
    const made = await once(tx, actor, { useCase: 'webhooks.manage', key: form.requestKey }, async () => {
      if ((await runningSubscriptions(tx, division)).length >= RUNNING_MAX)
        return refuse('webhooks.subscriptions.too_many', `订阅已有${RUNNING_MAX}项。请先结束不用的。`);
      const id = newId();
      await insertSubscription(tx, {
        division,
        id,
        url: address.value.href,
        body,
        kinds: JSON.stringify(kinds),
        about,
        secret_sealed: sealing.seal(newWebhookSecret(), secretPlace(id)),
        old_secret_sealed: null,
        old_secret_until: null,
        made_at: now().toString({ smallestUnit: 'millisecond' }),
        made_by: actorKey(actor),
        ended_at: null,
        ended_by: null,
      });
      await note(tx, actor, id, { made: true, host: address.value.host, body, kinds });
      return ok({ id });
    });
    if (!made.ok) return made;
    const row = await findSubscription(tx, division, made.value.id);
    if (!row) throw new Error('subscribe: a command without its subscription');
    return ok({ id: row.id, secret: openSecret({ sealing }, row) });
  });
}

const note = (tx: Tx, actor: Actor, id: string, detail: Record<string, unknown>) =>
  audit(tx, actor, { useCase: 'webhooks.manage', subject: `webhook:${id}`, outcome: 'done', detail });

/** Gives a new secret; the one before signs too for a day, so that no delivery fails while the receiver changes. */
export async function rotateSecret(
  { db, sealing, now }: Webhooks,
  actor: Actor,
  asked: { readonly division: string; readonly id: string; readonly requestKey: string },
): Promise<
  Result<
    { secret: string; oldUntil: Temporal.Instant },
    PolicyRefusal | CommandRefusal | 'webhooks.not_found'
  >
> {
  const { division, id } = asked;
  return db.transaction().execute(async (tx) => {
    const seen = await readSubscription(tx, actor, division, id, 'webhooks.manage');
    if (!seen.ok) return seen;
    const command = { useCase: 'webhooks.manage' as const, key: asked.requestKey };
    const made = await once(tx, actor, command, async () => {
      const row = await lockSubscription(tx, division, id);
      if (!row || row.ended_at) return NONE;
      const oldUntil = now().add({ hours: OLD_SECRET_HOURS }).toString();
      await changeSubscription(tx, division, id, {
        secret_sealed: sealing.seal(newWebhookSecret(), secretPlace(id)),
        old_secret_sealed: row.secret_sealed,
        old_secret_until: oldUntil,
      });
      await note(tx, actor, id, { rotated: true });
      return ok({ oldUntil });
    });
    if (!made.ok) return made;
    const row = await findSubscription(tx, division, id);
    if (!row) return NONE;
    return ok({
      secret: openSecret({ sealing }, row),
      oldUntil: Temporal.Instant.from(made.value.oldUntil),
    });
  });
}

/** Ends a subscription: nothing more is derived for it, and what waits is given up when its turn comes. */
export async function endSubscription(
  { db, now }: Webhooks,
  actor: Actor,
  asked: { readonly division: string; readonly id: string },
): Promise<Result<void, PolicyRefusal | 'webhooks.not_found'>> {
  const { division, id } = asked;
  return db.transaction().execute(async (tx) => {
    const seen = await readSubscription(tx, actor, division, id, 'webhooks.manage');
    if (!seen.ok) return seen;
    const row = await lockSubscription(tx, division, id);
    if (!row) return NONE;
    if (row.ended_at) return ok(undefined);
    await changeSubscription(tx, division, id, { ended_at: now().toString(), ended_by: actorKey(actor) });
    await note(tx, actor, id, { ended: true });
    return ok(undefined);
  });
}
