create table licence (
  division text not null,
  id uuid not null,
  identifier text not null,
  case_id text not null,
  case_number text not null,
  item_code text,
  item_name text not null,
  type_code text not null,
  type_name text not null,
  licence_number text,
  agency_code text not null,
  agency_name text not null,
  holder_kind text not null check (holder_kind in ('person', 'organisation')),
  holder_account text,
  holder_sealed bytea not null,
  holder_number_index text not null,
  holder_name_index text not null,
  verification_code_sealed bytea not null,
  content jsonb not null,
  valid_from date not null,
  valid_until date,
  issued_at timestamptz not null,
  primary key (division, id),
  unique (division, identifier),
  unique (division, case_id),
  check (valid_until is null or valid_until > valid_from)
);
create index licence_by_account on licence (division, holder_account, issued_at desc);
create index licence_by_number on licence (division, holder_number_index);
create index licence_by_name on licence (division, holder_name_index);
create index licence_by_case on licence (division, case_number);
comment on table licence is 'Licences that were issued, as they were issued. Append-only: what happens to one afterwards is in licence_event.';
comment on column licence.division is 'Six-digit code of the district.';
comment on column licence.id is 'Time-ordered, made by the application.';
comment on column licence.identifier is 'Electronic licence identifier with its check character (GB/T 36904).';
comment on column licence.case_id is 'The case in which it was granted; a case yields one licence.';
comment on column licence.case_number is 'The case’s number as people know it.';
comment on column licence.item_code is 'Code of the service item, if it has one.';
comment on column licence.item_name is 'Name of the service item.';
comment on column licence.type_code is 'Code of the licence type (ZZLXDM).';
comment on column licence.type_name is 'Name of the licence (ZZMC).';
comment on column licence.licence_number is 'The number that the body gives its licences (ZZBH), if any.';
comment on column licence.agency_code is 'Code of the issuing body (ZZBFJGDM).';
comment on column licence.agency_name is 'Name of the issuing body (ZZBFJG) at that time.';
comment on column licence.holder_kind is 'A person, whose licence needs its verification code to be seen by the public, or an organisation.';
comment on column licence.holder_account is 'Account of the holder, if it is known; that account sees the licence and lets it be used.';
comment on column licence.holder_sealed is 'Name, kind and number of the holder, sealed (purpose licences.holder); its place is this row.';
comment on column licence.holder_number_index is 'Keyed digest of the holder’s number, for look-up.';
comment on column licence.holder_name_index is 'Keyed digest of the holder’s name, for look-up.';
comment on column licence.verification_code_sealed is 'The code printed in the QR, sealed (purpose licences.code).';
comment on column licence.content is 'What else it certifies: names and values in print order, no personal data.';
comment on column licence.valid_from is 'First day.';
comment on column licence.valid_until is 'The day after the last one; null without end.';
comment on column licence.issued_at is 'When it was issued.';

create table licence_event (
  division text not null,
  licence_id uuid not null,
  seq integer not null check (seq >= 1),
  kind text not null check (kind in ('issued', 'copy_given', 'suspended', 'resumed', 'revoked', 'cancelled', 'withdrawn')),
  effective_on date not null,
  recorded_at timestamptz not null,
  actor text not null,
  actor_name text not null,
  reason text,
  ground text,
  basis text,
  request_key text,
  primary key (division, licence_id, seq),
  foreign key (division, licence_id) references licence (division, id)
);
create unique index licence_event_once on licence_event (division, licence_id, request_key) where request_key is not null;
comment on table licence_event is 'What happened to a licence, in order. Append-only; its state on a day is the fold of these.';
comment on column licence_event.division is 'Six-digit code of the district.';
comment on column licence_event.licence_id is 'The licence.';
comment on column licence_event.seq is '1, 2, 3 … without a gap.';
comment on column licence_event.kind is 'issued; copy_given: an annotated copy (加注件) for one use; suspended 暂扣 and resumed 发还; revoked 撤销; cancelled 注销; withdrawn 吊销. 失效 comes by itself with the day and is no event.';
comment on column licence_event.effective_on is 'The day from which it holds.';
comment on column licence_event.recorded_at is 'When it was recorded.';
comment on column licence_event.actor is 'Who recorded it.';
comment on column licence_event.actor_name is 'The actor’s name at that time.';
comment on column licence_event.reason is 'Why, in the words of whoever decided.';
comment on column licence_event.ground is 'Code of the ground in law.';
comment on column licence_event.basis is 'The clause, as the code cites it.';
comment on column licence_event.request_key is 'Given with the form, so that sending twice changes once.';

create table licence_use (
  division text not null,
  id uuid not null,
  licence_id uuid not null,
  case_number text not null,
  purpose text not null,
  code_index text not null,
  code_sealed bytea not null,
  authorised_by text not null,
  authorised_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (division, id),
  unique (division, code_index),
  foreign key (division, licence_id) references licence (division, id)
);
create index licence_use_of on licence_use (division, licence_id, authorised_at desc);
comment on table licence_use is 'One use of a licence in one case that its holder allowed for a few minutes. Append-only.';
comment on column licence_use.division is 'Six-digit code of the district.';
comment on column licence_use.id is 'Time-ordered, made by the application.';
comment on column licence_use.licence_id is 'The licence.';
comment on column licence_use.case_number is 'The only case in which it may be used.';
comment on column licence_use.purpose is 'What for, in the holder’s words; printed on the copy.';
comment on column licence_use.code_index is 'Keyed digest of the one-time code.';
comment on column licence_use.code_sealed is 'The one-time code, sealed (purpose licences.use), so that its page can be opened again while it lasts.';
comment on column licence_use.authorised_by is 'Account that allowed it.';
comment on column licence_use.authorised_at is 'When.';
comment on column licence_use.expires_at is 'The instant from which the code is worth nothing.';

create table licence_use_redemption (
  division text not null,
  use_id uuid not null,
  redeemed_by text not null,
  redeemed_by_name text not null,
  redeemed_at timestamptz not null,
  copy_until date not null,
  primary key (division, use_id),
  foreign key (division, use_id) references licence_use (division, id)
);
comment on table licence_use_redemption is 'The one time that an allowed use was taken: the key admits no second. Append-only.';
comment on column licence_use_redemption.division is 'Six-digit code of the district.';
comment on column licence_use_redemption.use_id is 'The use that was allowed.';
comment on column licence_use_redemption.redeemed_by is 'Account of the clerk.';
comment on column licence_use_redemption.redeemed_by_name is 'The clerk’s name at that time.';
comment on column licence_use_redemption.redeemed_at is 'When.';
comment on column licence_use_redemption.copy_until is 'The day after the last on which the annotated copy may be opened (JZJYXQJZSJ).';
