create table personnel_identity (
  id uuid primary key,
  name text not null,
  document_a uuid not null references law_document (id),
  document_b uuid not null references law_document (id),
  verdict text not null check (verdict in ('same', 'different', 'revoke')),
  revokes uuid references personnel_identity (id),
  reason text not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  request_key text not null unique,
  check ((verdict = 'revoke') = (revokes is not null))
);
create unique index personnel_identity_revoked_once on personnel_identity (revokes) where revokes is not null;
create index personnel_identity_by_name on personnel_identity (name);
comment on table personnel_identity is 'An editor’s decision whether one name in two notices is one person. Append-only: taking a decision back is a new row.';
comment on column personnel_identity.id is 'Time-ordered, made by the application.';
comment on column personnel_identity.name is 'The name as printed in both notices.';
comment on column personnel_identity.document_a is 'The one notice.';
comment on column personnel_identity.document_b is 'The other notice.';
comment on column personnel_identity.verdict is 'same: one person. different: two people of one name. revoke: takes back an earlier row.';
comment on column personnel_identity.revokes is 'The row that it takes back.';
comment on column personnel_identity.reason is 'Why, in the editor’s words.';
comment on column personnel_identity.decided_by is 'Actor who decided.';
comment on column personnel_identity.decided_by_name is 'The actor’s name at that time.';
comment on column personnel_identity.decided_at is 'When.';
comment on column personnel_identity.request_key is 'Given by the client with the decision, so that sending twice decides once.';

create table personnel_notice_draft (
  id uuid primary key,
  request_key text not null unique,
  title text not null,
  acts jsonb not null,
  overrides jsonb not null,
  draft_id uuid not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null
);
comment on table personnel_notice_draft is 'An appointment notice that was drafted from acts and handed to the next issue.';
comment on column personnel_notice_draft.id is 'Time-ordered, made by the application.';
comment on column personnel_notice_draft.request_key is 'Given by the client with the form, so that sending twice drafts once.';
comment on column personnel_notice_draft.title is 'Title of the notice as handed over.';
comment on column personnel_notice_draft.acts is 'The acts as entered, in order.';
comment on column personnel_notice_draft.overrides is 'Warnings that the editor set aside, each with the reason.';
comment on column personnel_notice_draft.draft_id is 'The draft in the next issue.';
comment on column personnel_notice_draft.made_by is 'Actor who handed it over.';
comment on column personnel_notice_draft.made_by_name is 'The actor’s name at that time.';
comment on column personnel_notice_draft.made_at is 'When.';
