-- Residents who have an account, and the officials' posts in bodies.

create table account_person (
  account_id text primary key references account (id),
  phone_sealed bytea not null,
  phone_index text not null unique,
  registered_at timestamptz not null
);
comment on table account_person is 'A resident who registered with a mobile phone. The number is sealed and found again by a keyed digest.';
comment on column account_person.account_id is 'Whose.';
comment on column account_person.phone_sealed is 'The mobile phone number, encrypted.';
comment on column account_person.phone_index is 'Keyed digest of the number: the same number registers once.';
comment on column account_person.registered_at is 'When.';

create table account_post (
  division text not null,
  account_id text not null references account (id),
  body text not null,
  role text not null,
  granted_at timestamptz not null,
  granted_by text,
  primary key (division, account_id, body, role)
);
create index account_post_by_account on account_post (account_id);
comment on table account_post is 'What an official does in a body: which steps of its cases are theirs.';
comment on column account_post.division is 'Division that the body belongs to.';
comment on column account_post.account_id is 'The official.';
comment on column account_post.body is 'Name of the body as items name it; * is every body of the division: a window that takes in for all (综合窗口).';
comment on column account_post.role is 'clerk (受理), reviewer (审查), approver (审批), head (负责人), town (镇街初审), opinion (会办).';
comment on column account_post.granted_at is 'When it was granted.';
comment on column account_post.granted_by is 'Account that granted it; null for the seed.';
