/** All SQL of a person's own record. */
import { sql } from 'kysely';
import type { Handle } from '#platform/store/store.ts';

export const KINDS = {
  sights: [
    'services.case.read',
    'services.case.export',
    'services.pre_review.read',
    'services.pre_review.read_file',
    'reviews.contact.read',
    'reviews.export',
    'licences.read',
    'licences.read_holder',
    'licences.read_own',
  ],
  acts: [
    'services.case.file',
    'services.draft.delete',
    'services.case.act',
    'services.case.act_own',
    'services.pre_review.ask',
    'services.pre_review.answer',
    'reviews.rate',
    'reviews.file',
    'reviews.take_in',
    'reviews.follow_up.act',
    'reviews.act_own',
    'licences.change',
    'licences.use.authorise',
    'licences.use.redeem',
  ],
  account: [
    'people.sign_in',
    'people.sign_out',
    'people.register',
    'people.account.change',
    'people.session.end',
    'people.provider.link',
  ],
  proxies: [
    'proxies.ask',
    'proxies.confirm',
    'proxies.confirm_own',
    'proxies.appoint',
    'proxies.revoke',
    'keys.authority.give',
    'keys.authority.withdraw',
  ],
} as const satisfies Record<string, readonly string[]>;
export type Kind = keyof typeof KINDS;

/** Whose record is asked for. */
export type Whose = {
  readonly division: string;
  readonly account: string;
  /** Applicants and holders: the account itself, and those whom it stands for. */
  readonly keys: readonly string[];
  /** Principals among them. */
  readonly principalIds: readonly string[];
};

export type Line = {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly actor_name: string;
  readonly standing: string | null;
  readonly use_case: string;
  readonly subject: string;
  readonly outcome: string;
  readonly detail: Readonly<Record<string, unknown>>;
  /** Of a case: its name; of a licence: what kind. */
  readonly about: string | null;
  /** It was deleted since: nothing is left to be read. */
  readonly gone: boolean;
  /** Of a step in a case: which, in which role, and the body that had the case. */
  readonly transition: string | null;
  readonly role: string | null;
  readonly body: string | null;
};

/**
 * Lines about what is somebody's own, the newest first.
 * @param before id of the last line of the page before
 */
export async function readLines(
  handle: Handle,
  { division, account, keys, principalIds }: Whose,
  asked: { readonly kind?: Kind | undefined; readonly before?: string | undefined; readonly most: number },
): Promise<Line[]> {
  const useCases = asked.kind ? [...KINDS[asked.kind]] : null;
  const { rows } = await sql<Line>`
    with own as (
      select 'case:' || id as subject, title as about, false as gone from case_file
      where division = ${division} and applicant = any(${[...keys]}::text[])
      union all
      select 'licence:' || id, type_name, false from licence
      where division = ${division} and holder_account = any(${[...keys]}::text[])
      union all
      select 'pre_review:' || id, title, false from pre_review
      where division = ${division} and account_id = ${account}
      union all
      -- Who had looked at a draft is told after it was deleted too.
      select 'pre_review:' || gone.id, d.detail ->> 'title', true
      from audit_entry d, jsonb_array_elements_text(d.detail -> 'preReviews') as gone (id)
      where d.subject = 'account:' || ${account}::text and d.use_case = 'services.draft.delete'
        and not exists (select from pre_review p where p.division = ${division} and p.id = gone.id::uuid)
      union all
      select 'theme:' || id, theme ->> 'title', false from theme_case
      where division = ${division} and applicant = any(${[...keys]}::text[])
      union all
      select 'proxy:' || id, null, false from proxy
      where division = ${division} and (agent = ${account} or principal_id = any(${[...principalIds]}::uuid[]))
      union all
      select 'account:' || ${account}::text, null, false
    ), line as (
      select e.*, own.about, own.gone from own join audit_entry e on e.subject = own.subject
      where (${useCases}::text[] is null or e.use_case = any(${useCases}::text[]))
        and (${asked.before ?? null}::uuid is null or e.id < ${asked.before ?? null}::uuid)
      order by e.id desc limit ${asked.most}
    )
    select line.id, line.at, line.actor, line.actor_name, line.standing, line.use_case, line.subject, line.outcome,
      line.detail, line.about, line.gone, v.transition, v.actor_role as role,
      (select h.holder from case_event h where h.division = v.division and h.case_id = v.case_id
         and h.holder is not null and (h.seq < v.seq or v.seq = 1 and h.seq = 1) order by h.seq desc limit 1) as body
    from line left join case_event v on v.division = ${division}
      and line.use_case in ('services.case.file', 'services.case.act', 'services.case.act_own')
      and v.case_id = case when line.subject like 'case:%' then substr(line.subject, 6)::uuid end
      and v.seq = coalesce((line.detail ->> 'seq')::int, 1)
    order by line.id desc`.execute(handle);
  return rows;
}

/** The principals that an account is itself. */
export async function principalsOf(handle: Handle, division: string, account: string): Promise<string[]> {
  const rows = await handle
    .selectFrom('principal')
    .select('id')
    .where('division', '=', division)
    .where('account_id', '=', account)
    .execute();
  return rows.map((row) => row.id);
}
