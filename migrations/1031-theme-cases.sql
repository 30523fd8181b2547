-- One matter of several items (一件事): asked once, filed in rounds, followed on one page.

create table theme_case (
  division text not null,
  id uuid not null,
  number text not null,
  request_key text not null,
  theme_code text not null,
  theme jsonb not null,
  applicant text not null,
  filed_by text not null,
  files_owner text not null,
  channel text not null,
  sealed bytea not null,
  version integer not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (division, id),
  unique (division, number),
  unique (division, request_key)
);
create index theme_case_by_applicant on theme_case (division, applicant, id);
create index theme_case_open on theme_case (division, id) where closed_at is null;
comment on table theme_case is 'A matter of several items that somebody applied for at once; the parent of its cases.';
comment on column theme_case.division is 'Division that it is applied for in.';
comment on column theme_case.id is 'Time-ordered, made by the application.';
comment on column theme_case.number is 'YJS, division, day, four digits.';
comment on column theme_case.request_key is 'Who sent it and the key of the form: sent again it answers as the first time.';
comment on column theme_case.theme_code is 'Code of the theme.';
comment on column theme_case.theme is 'The theme as it was applied for: its chosen parts and what they wait for.';
comment on column theme_case.applicant is 'Account of the applicant, or walk-in: and a keyed digest.';
comment on column theme_case.filed_by is 'Actor who filed it.';
comment on column theme_case.files_owner is 'Account that uploaded the files that came with it.';
comment on column theme_case.channel is 'web, window, api.';
comment on column theme_case.sealed is 'Answers, bodies, files and licences as JSON, encrypted: later rounds are filed from them.';
comment on column theme_case.version is 'Number of its last event: what a page saw is compared with it.';
comment on column theme_case.opened_at is 'When it was filed.';
comment on column theme_case.closed_at is 'When all its cases had ended; null while it is open.';

create table theme_child (
  division text not null,
  theme_id uuid not null,
  item_code text not null,
  case_id uuid,
  dropped boolean not null default false,
  primary key (division, theme_id, item_code),
  foreign key (division, theme_id) references theme_case (division, id),
  foreign key (division, case_id) references case_file (division, id)
);
create unique index theme_child_by_case on theme_child (division, case_id) where case_id is not null;
comment on table theme_child is 'The items of a matter, and the cases that they became.';
comment on column theme_child.division is 'Division of the matter.';
comment on column theme_child.theme_id is 'The matter.';
comment on column theme_child.item_code is '基本编码 of the item.';
comment on column theme_child.case_id is 'Its case; null while it waits for others.';
comment on column theme_child.dropped is 'The applicant no longer wants it; only before it is filed.';

create table theme_event (
  division text not null,
  theme_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  kind text not null,
  item_code text,
  actor text not null,
  actor_name text not null,
  data jsonb not null,
  primary key (division, theme_id, seq),
  foreign key (division, theme_id) references theme_case (division, id)
);
comment on table theme_event is 'What happened to a matter and, as far as it concerns the whole, to its cases. Append-only.';
comment on column theme_event.division is 'Division of the matter.';
comment on column theme_event.theme_id is 'The matter.';
comment on column theme_event.seq is '1, 2, 3 … without a gap.';
comment on column theme_event.at is 'When it was recorded.';
comment on column theme_event.kind is 'opened, filed, stuck, dropped, closed, or step: a transition of one of its cases.';
comment on column theme_event.item_code is 'The item that it is about; null: the whole.';
comment on column theme_event.actor is 'Who: account id or system:part.';
comment on column theme_event.actor_name is 'Name at that time.';
comment on column theme_event.data is 'Case number, transition and its words, or why it is stuck; no personal data.';
