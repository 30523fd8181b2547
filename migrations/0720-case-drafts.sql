-- Applications that are being written.

create table case_draft (
  division text not null,
  id uuid not null,
  account_id text not null references account (id),
  item_code text not null,
  item_version integer not null,
  sealed bytea not null,
  version integer not null,
  changed_at timestamptz not null,
  case_id uuid,
  primary key (division, id)
);
create index case_draft_by_account on case_draft (division, account_id, changed_at desc) where case_id is null;
comment on table case_draft is 'What somebody has filled in and not handed in yet; kept until it is.';
comment on column case_draft.division is 'Division that the item is applied for in.';
comment on column case_draft.id is 'Made with the first form: saving it again saves the same draft.';
comment on column case_draft.account_id is 'Whose.';
comment on column case_draft.item_code is '基本编码 of the item.';
comment on column case_draft.item_version is 'Version that the form was made from.';
comment on column case_draft.sealed is 'The answers as JSON, encrypted.';
comment on column case_draft.version is 'Raised with every save: what the person saw is compared with it.';
comment on column case_draft.changed_at is 'When it was saved last.';
comment on column case_draft.case_id is 'The case that it became; null: not handed in.';
