-- How well the person behind a session is known, sign-ins that failed, what an identity provider said, and commands that
-- were carried out.

alter table account_session add column assurance integer not null default 1;
alter table account_session add column seen_at timestamptz not null default now();
comment on column account_session.assurance is 'How well the person was known when it was opened: 1 phone and password, 2 identity provider.';
comment on column account_session.seen_at is 'When it was used last, to the minute: an idle session ends.';

create table sign_in_failure (
  id uuid primary key,
  bucket text not null,
  at timestamptz not null
);
create index sign_in_failure_by_bucket on sign_in_failure (bucket, at);
comment on table sign_in_failure is 'Passwords that were wrong, kept for as long as they hold further tries back.';
comment on column sign_in_failure.id is 'Time-ordered, made by the application.';
comment on column sign_in_failure.bucket is 'Keyed digest of the name that was typed, and of the known browser if it was one: strangers who guess do not hold back the owner.';
comment on column sign_in_failure.at is 'When.';

create table account_identity (
  account_id text primary key references account (id),
  name_sealed bytea not null,
  number_sealed bytea not null,
  number_index text not null unique,
  verified_at timestamptz not null,
  verified_by text not null
);
comment on table account_identity is 'Who an account is, as an identity provider verified it. Sealed.';
comment on column account_identity.account_id is 'Whose.';
comment on column account_identity.name_sealed is 'Name as verified, encrypted.';
comment on column account_identity.number_sealed is 'Identity number as verified, encrypted.';
comment on column account_identity.number_index is 'Keyed digest of the number: one person, one account.';
comment on column account_identity.verified_at is 'When it was verified last.';
comment on column account_identity.verified_by is 'Issuer of the identity provider.';

create table account_representation (
  account_id text not null references account (id),
  credit_code_index text not null,
  verified_at timestamptz not null,
  verified_by text not null,
  primary key (account_id, credit_code_index)
);
comment on table account_representation is 'Enterprises whose legal representative an account is, as the identity provider said at the last sign-in.';
comment on column account_representation.account_id is 'Whose.';
comment on column account_representation.credit_code_index is 'Keyed digest of the unified social credit code.';
comment on column account_representation.verified_at is 'When the provider said so last.';
comment on column account_representation.verified_by is 'Issuer of the identity provider.';

create table command_done (
  key text primary key,
  use_case text not null,
  outcome jsonb not null,
  at timestamptz not null
);
comment on table command_done is 'Commands that were carried out, by sender and key: one that is sent again answers as the first time and does nothing.';
comment on column command_done.key is 'Who sent it and the key of the form or request.';
comment on column command_done.use_case is 'As named in the policy.';
comment on column command_done.outcome is 'Ids that the answer is made from; no personal data.';
comment on column command_done.at is 'When.';

alter table audit_entry add column standing text;
comment on column audit_entry.standing is 'Bodies and posts of an official at that time, as told to the person concerned; null for anybody else.';
