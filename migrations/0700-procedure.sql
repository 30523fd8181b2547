-- The procedure engine: cases as the folds of their events, numbers, commands that were carried out; and the notices
-- that people are told by. Every table leads with the division: one database holds many districts.

create table case_file (
  division text not null,
  id uuid not null,
  number text not null,
  procedure_code text not null,
  item_code text not null,
  item_version integer not null,
  title text not null,
  applicant text not null,
  filed_by text not null,
  channel text not null,
  state text not null,
  turn text not null,
  version integer not null,
  holder text not null,
  clock text,
  due_on date,
  warn_on date,
  suspended boolean not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz,
  primary key (division, id),
  unique (division, number)
);
create index case_file_to_do on case_file (division, holder, turn, due_on, id) where closed_at is null;
create index case_file_overdue on case_file (division, due_on) where closed_at is null;
create index case_file_by_applicant on case_file (division, applicant, id);
create index case_file_by_item on case_file (division, item_code, id);
comment on table case_file is 'A case (办件): the row is the fold of its events, kept so that lists need not fold.';
comment on column case_file.division is 'Six-digit code of the district, and its own code below.';
comment on column case_file.id is 'Time-ordered, made by the application.';
comment on column case_file.number is '办件编号: code of the item, day, four digits.';
comment on column case_file.procedure_code is 'Code of the procedure that it runs on: permit.direct.';
comment on column case_file.item_code is '实施编码 of the item that was applied for.';
comment on column case_file.item_version is 'Version of the item under which it was filed; it stays under that version.';
comment on column case_file.title is 'Name of the item as it was then.';
comment on column case_file.applicant is 'Account of the applicant: the person it is for.';
comment on column case_file.filed_by is 'Actor who filed it: the applicant, a proxy, or a clerk at a window.';
comment on column case_file.channel is 'web, window, api.';
comment on column case_file.state is 'State after the last event.';
comment on column case_file.turn is 'Whose turn it is: applicant, body, elsewhere, nobody.';
comment on column case_file.version is 'Number of the last event.';
comment on column case_file.holder is 'Body that has the case.';
comment on column case_file.clock is 'The open clock whose last day comes first; null when none is open.';
comment on column case_file.due_on is 'Last day of that clock; null while it is suspended.';
comment on column case_file.warn_on is 'First day on which it is yellow.';
comment on column case_file.suspended is 'Whether that clock is suspended.';
comment on column case_file.opened_at is 'When it was filed.';
comment on column case_file.changed_at is 'When its last event was recorded.';
comment on column case_file.closed_at is 'When it ended; null while it is open.';

create table case_event (
  division text not null,
  case_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  effective_on date not null,
  transition text not null,
  actor text not null,
  actor_name text not null,
  actor_role text not null,
  from_state text,
  to_state text not null,
  holder text,
  data jsonb not null,
  clocks jsonb not null,
  primary key (division, case_id, seq),
  foreign key (division, case_id) references case_file (division, id)
);
comment on table case_event is 'What happened to a case. Append-only; the truth from which case_file is folded.';
comment on column case_event.division is 'Division of the case.';
comment on column case_event.case_id is 'The case.';
comment on column case_event.seq is '1, 2, 3 … without a gap: two who decide at once cannot both have one.';
comment on column case_event.at is 'When it was recorded.';
comment on column case_event.effective_on is 'Day on which it takes effect in law.';
comment on column case_event.transition is 'Code of the transition.';
comment on column case_event.actor is 'Who: account id or system:part.';
comment on column case_event.actor_name is 'Name at that time.';
comment on column case_event.actor_role is 'Role in which they acted.';
comment on column case_event.from_state is 'State before; null for the first.';
comment on column case_event.to_state is 'State after.';
comment on column case_event.holder is 'Body that has the case from then on; null: as before.';
comment on column case_event.data is 'What the transition was given, as its definition asks.';
comment on column case_event.clocks is 'Moves of clocks: [{clock, move}], dates as ISO 8601.';

create table case_form (
  division text not null,
  case_id uuid not null,
  seq integer not null,
  sealed bytea not null,
  primary key (division, case_id, seq),
  foreign key (division, case_id) references case_file (division, id)
);
comment on table case_form is 'What the applicant stated, as of the event that brought it. Append-only.';
comment on column case_form.division is 'Division of the case.';
comment on column case_form.case_id is 'The case.';
comment on column case_form.seq is 'Number of the event that brought it.';
comment on column case_form.sealed is 'The answers as JSON, encrypted: they hold personal data.';

create table case_command (
  division text not null,
  key text not null,
  case_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  primary key (division, key)
);
comment on table case_command is 'Commands that were carried out, by key: one that is sent again has the same outcome and does nothing.';
comment on column case_command.division is 'Division of the case.';
comment on column case_command.key is 'Who sent it and the key of the form or request.';
comment on column case_command.case_id is 'The case that it opened or changed.';
comment on column case_command.seq is 'Number of the event that it made.';
comment on column case_command.at is 'When.';

create table case_serial (
  division text not null,
  item_code text not null,
  day date not null,
  highest integer not null check (highest <= 9999),
  primary key (division, item_code, day)
);
comment on table case_serial is 'Serial numbers of cases by item and day: four digits. A filing that is taken back takes its number back.';
comment on column case_serial.division is 'Division of the cases.';
comment on column case_serial.item_code is '实施编码 of the item.';
comment on column case_serial.day is 'Day of filing in China.';
comment on column case_serial.highest is 'Highest number taken.';

create table notice (
  division text not null,
  id uuid not null,
  recipient text not null,
  about text not null,
  kind text not null,
  title text not null,
  body text not null,
  made_at timestamptz not null,
  read_at timestamptz,
  primary key (division, id)
);
create index notice_by_recipient on notice (division, recipient, id);
create index notice_by_subject on notice (division, about, id);
comment on table notice is 'What a person was told in writing, made in the transaction that it tells of.';
comment on column notice.division is 'Division of what it tells of.';
comment on column notice.id is 'Time-ordered, made by the application.';
comment on column notice.recipient is 'Account that is told.';
comment on column notice.about is '`kind:id` of what it tells of.';
comment on column notice.kind is 'Kind of notice: accepted, correction, granted …';
comment on column notice.title is 'Its heading.';
comment on column notice.body is 'Its text: what happened, until when, what to do next, on which clause.';
comment on column notice.made_at is 'When it was made.';
comment on column notice.read_at is 'When its recipient first opened it.';
