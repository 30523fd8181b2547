-- Keys of other systems, and what people allow such systems to do for them.

create table api_key (
  division text not null,
  id uuid not null,
  name text not null,
  body text not null,
  posts jsonb not null,
  scopes jsonb not null,
  digest text not null,
  last_four text not null,
  requests_per_minute integer not null check (requests_per_minute > 0),
  ends_on date not null,
  made_at timestamptz not null,
  made_by text not null,
  revoked_at timestamptz,
  revoked_by text,
  last_used_at timestamptz,
  primary key (division, id),
  unique (division, digest)
);
comment on table api_key is 'A key of another system. The key itself is shown once and nowhere stored.';
comment on column api_key.division is 'Six-digit code of the district, and its own code below.';
comment on column api_key.id is 'Time-ordered, made by the application; what the audit trail names.';
comment on column api_key.name is 'Name of the system, shown to people who allow it something and in the records of what it did.';
comment on column api_key.body is 'Body whose cases it may see and act on, and whose events it may subscribe to; * is every body of the division.';
comment on column api_key.posts is 'Roles that it has in cases of that body: ["clerk"]; an empty list gives none.';
comment on column api_key.scopes is 'Names of the scopes that it has.';
comment on column api_key.digest is 'SHA-256 of the key, hexadecimal.';
comment on column api_key.last_four is 'Last four characters of the key, by which people tell it from others.';
comment on column api_key.requests_per_minute is 'How many requests it may make in a minute.';
comment on column api_key.ends_on is 'The day after the last on which it holds.';
comment on column api_key.made_at is 'When it was made.';
comment on column api_key.made_by is 'Account that made it.';
comment on column api_key.revoked_at is 'When it was revoked; null while it was not.';
comment on column api_key.revoked_by is 'Account that revoked it.';
comment on column api_key.last_used_at is 'When it was last used, to the minute.';

create table key_authority (
  division text not null,
  id uuid not null,
  key_id uuid not null,
  account_id text not null,
  ends_on date not null,
  granted_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (division, id),
  foreign key (division, key_id) references api_key (division, id)
);
create index key_authority_by_account on key_authority (division, account_id, id);
comment on table key_authority is 'What a person allows a system: to act for them within its scopes, until a day.';
comment on column key_authority.division is 'Division of the key.';
comment on column key_authority.id is 'The authority number that the system names in its requests; worth nothing without its key.';
comment on column key_authority.key_id is 'The key that may act.';
comment on column key_authority.account_id is 'The person for whom.';
comment on column key_authority.ends_on is 'The day after the last on which it holds.';
comment on column key_authority.granted_at is 'When it was given.';
comment on column key_authority.withdrawn_at is 'When it was taken back; null while it was not.';
