create table permit_item_version (
  id uuid primary key,
  code text not null check (code ~ '^[0-9]{12}$'),
  version integer not null check (version >= 1),
  content json not null,
  summary jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  list_document text not null,
  reason text not null check (reason <> ''),
  effective_on date not null,
  published_at timestamptz not null,
  published_by text not null,
  published_by_name text not null,
  request_key text not null unique,
  unique (code, version)
);
comment on table permit_item_version is 'A published version of a service item: the one content that every channel and case renders. Append-only.';
comment on column permit_item_version.id is 'Time-ordered, made by the application.';
comment on column permit_item_version.code is 'Basic code of the item (基本编码), 12 digits; the same in all versions.';
comment on column permit_item_version.version is '1, 2, 3 … without a gap within a code.';
comment on column permit_item_version.content is 'As json, not jsonb: the order of a form’s sections and fields is part of it. The item as src/systems/permits/item.ts defines it.';
comment on column permit_item_version.summary is 'The fields of the content that lists show, so that a list does not read whole items.';
comment on column permit_item_version.sha256 is 'Hash of the content as canonical JSON.';
comment on column permit_item_version.list_document is 'Number of the document that the item stands in the list by.';
comment on column permit_item_version.reason is 'Why it was published, in the editor’s words; public.';
comment on column permit_item_version.effective_on is 'First day on which it applies.';
comment on column permit_item_version.published_at is 'When.';
comment on column permit_item_version.published_by is 'Actor who published.';
comment on column permit_item_version.published_by_name is 'The actor’s name at that time.';
comment on column permit_item_version.request_key is 'Given by the client with the form, so that sending twice publishes once.';

create table permit_item_withdrawal (
  id uuid primary key,
  version_id uuid not null unique references permit_item_version (id),
  reason text not null check (reason <> ''),
  effective_on date not null,
  withdrawn_at timestamptz not null,
  withdrawn_by text not null,
  withdrawn_by_name text not null,
  request_key text not null unique
);
comment on table permit_item_withdrawal is 'The item whose latest version this was has left the list. Append-only; a later version brings it back.';
comment on column permit_item_withdrawal.id is 'Time-ordered, made by the application.';
comment on column permit_item_withdrawal.version_id is 'The version that was the latest.';
comment on column permit_item_withdrawal.reason is 'Why, in the editor’s words; public.';
comment on column permit_item_withdrawal.effective_on is 'First day on which it cannot be applied for.';
comment on column permit_item_withdrawal.withdrawn_at is 'When.';
comment on column permit_item_withdrawal.withdrawn_by is 'Actor who withdrew it.';
comment on column permit_item_withdrawal.withdrawn_by_name is 'The actor’s name at that time.';
comment on column permit_item_withdrawal.request_key is 'Given by the client with the form, so that sending twice withdraws once.';

create table permit_item_draft (
  code text primary key check (code ~ '^[0-9]{12}$'),
  content json not null,
  based_on integer not null check (based_on >= 0),
  revision uuid not null,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_name text not null
);
comment on table permit_item_draft is 'An item that is being edited; one per item, overwritten by saving, gone when published or thrown away.';
comment on column permit_item_draft.code is 'Basic code of the item.';
comment on column permit_item_draft.content is 'As json: order is part of it. The item as edited so far; it may fail the lint rules.';
comment on column permit_item_draft.based_on is 'Version that it was begun from; 0 when none was published.';
comment on column permit_item_draft.revision is 'Changes with every saving: a form made from an older one is refused.';
comment on column permit_item_draft.saved_at is 'When it was last saved.';
comment on column permit_item_draft.saved_by is 'Actor who saved it last.';
comment on column permit_item_draft.saved_by_name is 'The actor’s name at that time.';

create table permit_list_change (
  id uuid primary key,
  code text not null check (code ~ '^[0-9]{12}$'),
  kind text not null check (kind in ('add', 'remove', 'transfer', 'rename', 'basis')),
  version integer not null,
  name text not null,
  before jsonb,
  after jsonb,
  reason text not null check (reason <> ''),
  list_document text not null,
  effective_on date not null,
  recorded_at timestamptz not null
);
create index permit_list_change_by_day on permit_list_change (effective_on desc, id desc);
create index permit_list_change_by_code on permit_list_change (code, id);
comment on table permit_list_change is 'Every change of the permit list: added, removed, transferred to other bodies, renamed, basis changed. Append-only.';
comment on column permit_list_change.id is 'Time-ordered, made by the application.';
comment on column permit_list_change.code is 'Basic code of the item.';
comment on column permit_list_change.kind is 'add, remove, transfer (authority or implementing bodies), rename, basis.';
comment on column permit_list_change.version is 'Version of the item that brought it; for a removal the last one.';
comment on column permit_list_change.name is 'Name of the item at that time.';
comment on column permit_list_change.before is 'What stood there before; null when added.';
comment on column permit_list_change.after is 'What stands there now; null when removed.';
comment on column permit_list_change.reason is 'Why, as published.';
comment on column permit_list_change.list_document is 'Number of the document that changes the list.';
comment on column permit_list_change.effective_on is 'First day on which it applies.';
comment on column permit_list_change.recorded_at is 'When it was recorded.';
