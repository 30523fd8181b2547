-- Notices of days off: what the working calendar rests on. Reference data, the same for every division.

create table calendar_notice (
  id uuid primary key,
  region text not null,
  year integer not null check (year between 1949 and 2200),
  title text not null,
  number text,
  dated date,
  source text not null,
  state text not null check (state in ('confirmed', 'unconfirmed')),
  off_days jsonb not null,
  make_up_days jsonb not null,
  supersedes uuid references calendar_notice (id),
  reason text,
  loaded_by text not null,
  loaded_by_name text not null,
  loaded_at timestamptz not null,
  request_key text not null unique,
  check ((supersedes is null) = (reason is null))
);
create unique index calendar_notice_first on calendar_notice (region, year) where supersedes is null;
create unique index calendar_notice_superseded_once on calendar_notice (supersedes) where supersedes is not null;
comment on table calendar_notice is 'Notices of days off and of weekend days worked in exchange, one a region and year. Append-only: a corrected notice is a new row that supersedes.';
comment on column calendar_notice.id is 'Time-ordered, made by the application.';
comment on column calendar_notice.region is 'national: the whole country. Else the region whose own days off these are, on top of the national ones.';
comment on column calendar_notice.year is 'The year that it settles; single days may lie in the neighbouring years.';
comment on column calendar_notice.title is 'Title of the notice, or of the plan when the notice itself was not seen.';
comment on column calendar_notice.number is 'Document number; null when not known.';
comment on column calendar_notice.dated is 'Day of the notice; null when not known.';
comment on column calendar_notice.source is 'Where it was read: an address, or words.';
comment on column calendar_notice.state is 'confirmed: read from the notice. unconfirmed: from a reprint of the plan; every result that rests on it says so.';
comment on column calendar_notice.off_days is 'Days off as [{date, name}], weekend days within a holiday included.';
comment on column calendar_notice.make_up_days is 'Weekend days that are worked, as [{date, name}] with the holiday they belong to.';
comment on column calendar_notice.supersedes is 'The row that this one takes the place of.';
comment on column calendar_notice.reason is 'Why it takes its place; null for the first of its region and year.';
comment on column calendar_notice.loaded_by is 'Actor who loaded it.';
comment on column calendar_notice.loaded_by_name is 'The actor’s name at that time.';
comment on column calendar_notice.loaded_at is 'When.';
comment on column calendar_notice.request_key is 'Given by the form, so that sending it twice loads once.';
