-- Last days of open cases that a notice of days off moved, and which notices were worked through.

create table case_moved_day (
  division text not null,
  notice_id uuid not null,
  case_id uuid not null,
  clock text not null,
  from_on date,
  to_on date,
  moved_at timestamptz not null,
  primary key (division, notice_id, case_id, clock),
  foreign key (division, case_id) references case_file (division, id)
);
create index case_moved_day_of on case_moved_day (division, case_id);
comment on table case_moved_day is 'The last day of an open clock that another one is on the calendar with a new notice. Append-only; the applicant was told in the same transaction.';
comment on column case_moved_day.division is 'Division of the case.';
comment on column case_moved_day.notice_id is 'The notice of days off (calendar_notice) that moved it.';
comment on column case_moved_day.case_id is 'The case.';
comment on column case_moved_day.clock is 'Name of the clock in the procedure: decision, promise …';
comment on column case_moved_day.from_on is 'Last day on the calendar before the notice.';
comment on column case_moved_day.to_on is 'Last day on the calendar with it.';
comment on column case_moved_day.moved_at is 'When it was computed and told.';

create table case_calendar_run (
  division text not null,
  notice_id uuid not null,
  looked integer not null,
  moved integer not null,
  done_at timestamptz not null,
  primary key (division, notice_id)
);
comment on table case_calendar_run is 'Notices of days off whose effect on open cases was worked out to the end. One that is not here is worked out by the job, however often it was begun.';
comment on column case_calendar_run.division is 'Division of the cases.';
comment on column case_calendar_run.notice_id is 'The notice.';
comment on column case_calendar_run.looked is 'Open cases that were looked at.';
comment on column case_calendar_run.moved is 'Of these, cases with a last day that moved.';
comment on column case_calendar_run.done_at is 'When it was done.';

insert into case_calendar_run (division, notice_id, looked, moved, done_at)
select d.division, n.id, 0, 0, now() from (select distinct division from case_file) d, calendar_notice n;
