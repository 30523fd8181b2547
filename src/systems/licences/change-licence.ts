/**
 * Suspending, returning, revoking, withdrawing or cancelling a licence, on a ground in law and with a reason. The page
 * shows the state from which it was decided; when that has changed meanwhile, nothing is done.
 */
import { isId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { dayOf } from '#engines/procedure/clock.ts';
import { formatGround } from '#engines/procedure/definition.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise, authoriseInBody, DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import { CHANGE_WORDS, findGround } from './grounds.ts';
import { type LicenceEvent, lastChange, STATE_WORDS, statusAt } from './licence.ts';
import { hasRequest, insertEvent, lockLicence, readEvents, validityOf } from './queries.ts';

export type ChangeForm = {
  readonly licenceId: string;
  /** Code of a ground, e.g. `revoke.fraud`. */
  readonly ground: string;
  readonly reason: string;
  /** The day from which it holds, `YYYY-MM-DD`; empty: today. */
  readonly on: string;
  /** Number of the last event that the page showed. */
  readonly seen: number;
  /** Made by the client once per form. */
  readonly requestKey: string;
};

export type ChangeRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'licences.not_found'
  | 'licences.ground_missing'
  | 'licences.reason_missing'
  | 'licences.date_wrong'
  | 'licences.stale'
  | 'licences.wrong_state';

type Context = {
  readonly db: Db;
  readonly division?: string;
  readonly now?: () => Temporal.Instant;
};

const REASON_MAX = 1000;

export async function changeLicence(
  { db, division = DIVISION_XIXIA, now = () => Temporal.Now.instant() }: Context,
  actor: Actor,
  form: ChangeForm,
): Promise<Result<{ repeated: boolean }, ChangeRefusal>> {
  const allowed = authorise(actor, 'licences.change', division);
  if (!allowed.ok) return allowed;
  return db.transaction().execute(async (tx) => {
    const result = await changeLocked(tx, division, actor, form, now());
    await audit(tx, actor, {
      useCase: 'licences.change',
      subject: `licence:${form.licenceId.slice(0, 64)}`,
      outcome: result.ok ? 'done' : `refused:${result.error.code}`,
      detail: { ground: form.ground.slice(0, 64) },
    });
    return result;
  });
}

async function changeLocked(
  tx: Tx,
  division: string,
  actor: Actor,
  form: ChangeForm,
  at: Temporal.Instant,
): Promise<Result<{ repeated: boolean }, ChangeRefusal>> {
  const licence = isId(form.licenceId) ? await lockLicence(tx, division, form.licenceId) : undefined;
  if (!licence) return refuse('licences.not_found', '没有这张证照。请从证照清单重新进入。');
  // Only whoever decides in the issuing body takes back what it gave.
  const allowed = authoriseInBody(actor, 'licences.change', licence.agency_name, division);
  if (!allowed.ok) return allowed;
  const requestKey = `${actorKey(actor)}:${form.requestKey}`;
  if (await hasRequest(tx, division, licence.id, requestKey)) return ok({ repeated: true });
  const events = (await readEvents(tx, division, [licence.id])).get(licence.id) ?? [];
  if (events.length !== form.seen)
    return refuse(
      'licences.stale',
      '这张证照刚有变动，您看到的已不是最新状态，没有办理。请刷新页面，看过现状再决定。',
    );
  const ground = findGround(form.ground);
  if (!ground) return refuse('licences.ground_missing', '请选择法定情形。');
  const reason = form.reason.trim();
  if (reason === '' || reason.length > REASON_MAX)
    return refuse('licences.reason_missing', `请写明理由和决定文书的文号，不超过${REASON_MAX}字。`);
  const on = readDay(form.on, events, at);
  if (!on.ok) return on;
  const status = statusAt(validityOf(licence), events, on.value, at);
  if (!status || !ground.from.includes(status.state))
    return refuse(
      'licences.wrong_state',
      `这张证照在所选日期${status ? STATE_WORDS[status.state] : '尚未颁发'}，不能以“${ground.title}”${CHANGE_WORDS[ground.kind]}。请改选情形或日期。`,
    );
  await insertEvent(tx, {
    division,
    licence_id: licence.id,
    seq: events.length + 1,
    kind: ground.kind,
    effective_on: String(on.value),
    recorded_at: String(at),
    actor: actorKey(actor),
    actor_name: actorName(actor),
    reason,
    ground: ground.code,
    basis: formatGround(ground.basis),
    request_key: requestKey,
  });
  return ok({ repeated: false });
}

/** Not in the future, and not before what happened last: decisions follow one another. */
function readDay(
  text: string,
  events: readonly LicenceEvent[],
  at: Temporal.Instant,
): Result<Temporal.PlainDate, 'licences.date_wrong'> {
  const today = dayOf(at);
  const earliest = lastChange(events)?.on ?? today;
  const wrong = refuse(
    'licences.date_wrong',
    `生效日期应在${earliest.toString()}（上次变动）到${today.toString()}（今天）之间。请改正日期。`,
  );
  let on = today;
  if (text.trim() !== '') {
    if (!/^\d{4}-\d\d-\d\d$/.test(text.trim())) return wrong;
    try {
      on = Temporal.PlainDate.from(text.trim());
    } catch {
      return wrong;
    }
  }
  const compare = Temporal.PlainDate.compare;
  return compare(on, earliest) < 0 || compare(on, today) > 0 ? wrong : ok(on);
}
