-- Accounts, sessions and credentials (in the shapes that better-auth reads and writes), roles, and the audit trail.

create table account (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  username text unique,
  display_username text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table account is 'A person who can sign in.';
comment on column account.id is 'Opaque, made by the application.';
comment on column account.name is 'Name shown to colleagues.';
comment on column account.email is 'Unique address; staff accounts made by the seed carry a placeholder under .invalid.';
comment on column account.email_verified is 'Whether the address was proved.';
comment on column account.image is 'Unused; the sign-in library expects it.';
comment on column account.username is 'Sign-in name, folded to lower case.';
comment on column account.display_username is 'Sign-in name as typed.';
comment on column account.created_at is 'When the account was made.';
comment on column account.updated_at is 'When the account last changed.';

create table account_session (
  id text primary key,
  account_id text not null references account (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_session_by_account on account_session (account_id);
comment on table account_session is 'A signed-in browser.';
comment on column account_session.id is 'Opaque, made by the application.';
comment on column account_session.account_id is 'Whose session.';
comment on column account_session.token is 'Secret in the cookie.';
comment on column account_session.expires_at is 'End of the session.';
comment on column account_session.ip_address is 'Address it was opened from.';
comment on column account_session.user_agent is 'Browser it was opened with.';
comment on column account_session.created_at is 'When it was opened.';
comment on column account_session.updated_at is 'When it was last prolonged.';

create table account_credential (
  id text primary key,
  account_id text not null references account (id) on delete cascade,
  provider_id text not null,
  provider_account_id text not null,
  issuer text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_credential_by_account on account_credential (account_id);
comment on table account_credential is 'A way to prove who one is: a password, or an identity provider.';
comment on column account_credential.id is 'Opaque, made by the application.';
comment on column account_credential.account_id is 'Whose credential.';
comment on column account_credential.provider_id is '`credential` for a password, else the identity provider.';
comment on column account_credential.provider_account_id is 'The account as the provider knows it.';
comment on column account_credential.issuer is 'Address of the identity provider.';
comment on column account_credential.access_token is 'Token from an identity provider.';
comment on column account_credential.refresh_token is 'Token from an identity provider.';
comment on column account_credential.id_token is 'Token from an identity provider.';
comment on column account_credential.access_token_expires_at is 'Its end.';
comment on column account_credential.refresh_token_expires_at is 'Its end.';
comment on column account_credential.scope is 'What the provider granted.';
comment on column account_credential.password is 'Salted scrypt hash, never the password.';
comment on column account_credential.created_at is 'When it was made.';
comment on column account_credential.updated_at is 'When it last changed.';

create table account_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_verification_by_identifier on account_verification (identifier);
comment on table account_verification is 'One-time codes sent to prove an address or a phone.';
comment on column account_verification.id is 'Opaque, made by the application.';
comment on column account_verification.identifier is 'What is being proved.';
comment on column account_verification.value is 'The expected answer.';
comment on column account_verification.expires_at is 'End of the code.';
comment on column account_verification.created_at is 'When it was made.';
comment on column account_verification.updated_at is 'When it last changed.';

create table account_role (
  account_id text not null references account (id) on delete cascade,
  role text not null,
  division text not null,
  granted_at timestamptz not null default now(),
  granted_by text,
  primary key (account_id, role, division)
);
comment on table account_role is 'What an account may do, and for which district.';
comment on column account_role.account_id is 'Who.';
comment on column account_role.role is 'editor (公报编辑), administrator (系统管理).';
comment on column account_role.division is 'Six-digit code of the district, and its own code below.';
comment on column account_role.granted_at is 'When it was granted.';
comment on column account_role.granted_by is 'Account that granted it; null for the seed.';

create table audit_entry (
  id uuid primary key,
  at timestamptz not null,
  actor text not null,
  actor_name text not null,
  use_case text not null,
  subject text,
  outcome text not null,
  detail jsonb not null default '{}'
);
create index audit_entry_by_subject on audit_entry (subject, id);
create index audit_entry_by_actor on audit_entry (actor, id);
comment on table audit_entry is 'Who did what, when, with which outcome. Append-only.';
comment on column audit_entry.id is 'Time-ordered, made by the application.';
comment on column audit_entry.at is 'When.';
comment on column audit_entry.actor is 'Account id, or visitor, or system:<part>.';
comment on column audit_entry.actor_name is 'Name at that time.';
comment on column audit_entry.use_case is 'As named in the policy, e.g. gazette.import.';
comment on column audit_entry.subject is 'What it was done to: kind:id.';
comment on column audit_entry.outcome is 'done, refused:<code> or failed.';
comment on column audit_entry.detail is 'Facts of the act; no personal data.';
