-- Acting for others: a family member, or an enterprise.

create table principal (
  division text not null,
  id uuid not null,
  kind text not null check (kind in ('person', 'enterprise')),
  account_id text references account (id),
  name_sealed bytea not null,
  number_sealed bytea,
  number_index text,
  made_at timestamptz not null,
  primary key (division, id),
  unique (division, number_index),
  unique (division, account_id),
  check (account_id is not null or number_index is not null)
);
comment on table principal is 'A person or enterprise for whom others act. Append-only.';
comment on column principal.division is 'Division that the authority was given in.';
comment on column principal.id is 'Time-ordered, made by the application; cases of somebody without an account are theirs under principal:<id>.';
comment on column principal.kind is 'person or enterprise.';
comment on column principal.account_id is 'The account of the person, who keeps everything under it; null: none.';
comment on column principal.name_sealed is 'Name, encrypted.';
comment on column principal.number_sealed is 'Identity number or unified social credit code, encrypted; null: an account whose number nobody has verified.';
comment on column principal.number_index is 'Keyed digest of the number: one principal, however many act for it.';
comment on column principal.made_at is 'When.';

create table proxy (
  division text not null,
  id uuid not null,
  principal_id uuid,
  agent text not null references account (id),
  kind text not null check (kind in ('minor', 'entrusted', 'representative', 'agent')),
  items jsonb,
  starts_on date not null,
  ends_on date,
  given_by text not null,
  code_index text,
  made_at timestamptz not null,
  primary key (division, id),
  foreign key (division, principal_id) references principal (division, id)
);
create index proxy_by_agent on proxy (division, agent, id);
create index proxy_by_principal on proxy (division, principal_id, id);
comment on table proxy is 'An authority to act for a principal, asked for or given; what became of it stands in proxy_event. Append-only.';
comment on column proxy.division is 'Division.';
comment on column proxy.id is 'Time-ordered, made by the application.';
comment on column proxy.principal_id is 'For whom; null until the person who was asked by a code confirms from their own account.';
comment on column proxy.agent is 'Account that acts.';
comment on column proxy.kind is 'minor: guardian of a child under 18; entrusted: a grown-up of the family; representative: legal representative; agent: 经办人 whom the representative appointed.';
comment on column proxy.items is 'Basic codes of the items that it is for; null: all.';
comment on column proxy.starts_on is 'First day.';
comment on column proxy.ends_on is 'The day after the last; null: until it is revoked.';
comment on column proxy.given_by is 'Account that asked or appointed.';
comment on column proxy.code_index is 'Keyed digest of the code with which the other person confirms; null: none.';
comment on column proxy.made_at is 'When.';

create table proxy_event (
  division text not null,
  proxy_id uuid not null,
  seq integer not null,
  kind text not null check (kind in ('asked', 'confirmed', 'declined', 'revoked')),
  at timestamptz not null,
  actor text not null,
  actor_name text not null,
  how text,
  primary key (division, proxy_id, seq),
  foreign key (division, proxy_id) references proxy (division, id)
);
comment on table proxy_event is 'What became of an authority, in order. Append-only; whether it holds is the fold of these and its days.';
comment on column proxy_event.division is 'Division.';
comment on column proxy_event.proxy_id is 'The authority.';
comment on column proxy_event.seq is '1, 2, 3 … without a gap: two who decide at once cannot both have one.';
comment on column proxy_event.kind is 'asked, confirmed, declined, revoked.';
comment on column proxy_event.at is 'When.';
comment on column proxy_event.actor is 'Who: account id or system:part.';
comment on column proxy_event.actor_name is 'Name at that time.';
comment on column proxy_event.how is 'How it was proved: the papers that a clerk saw, a code, or an identity provider; no personal data.';
