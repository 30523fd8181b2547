-- Drafts that people ask a window to look at before they file (导办预审).

create table pre_review (
  division text not null,
  id uuid not null,
  draft_id uuid not null,
  account_id text not null references account (id),
  item_code text not null,
  item_version integer not null,
  title text not null,
  body text not null,
  sealed bytea not null,
  state text not null check (state in ('waiting', 'answered', 'withdrawn', 'superseded', 'filed')),
  asked_at timestamptz not null,
  promised_days integer not null check (promised_days > 0),
  promised_unit text not null check (promised_unit in ('working', 'calendar')),
  verdict text check (verdict in ('ready', 'amend', 'elsewhere')),
  answer bytea,
  answered_at timestamptz,
  answered_by text,
  answered_by_name text,
  closed_at timestamptz,
  case_id uuid,
  primary key (division, id),
  foreign key (division, draft_id) references case_draft (division, id) on delete cascade,
  foreign key (division, case_id) references case_file (division, id),
  constraint pre_review_answer_whole check (
    (verdict is null) = (answer is null) and (verdict is null) = (answered_at is null)
    and (verdict is null) = (answered_by is null) and (verdict is null) = (answered_by_name is null)),
  constraint pre_review_state_fits check (
    (state <> 'waiting' or verdict is null) and (state <> 'answered' or verdict is not null)
    and (state in ('waiting', 'answered')) = (closed_at is null) and (state = 'filed') = (case_id is not null))
);
create unique index pre_review_current on pre_review (division, draft_id) where state in ('waiting', 'answered');
create index pre_review_of_draft on pre_review (division, draft_id, id);
create index pre_review_waiting on pre_review (division, body, id) where state = 'waiting';
create index pre_review_of_account on pre_review (division, account_id, id);
create index pre_review_of_case on pre_review (division, case_id) where case_id is not null;
comment on table pre_review is 'A request that the window looks at a draft before it is filed (预审), with what was answered. No filing: no statutory clock runs. Deleted with its draft, and some days after its answer (data/xixia/pre-reviews.json).';
comment on column pre_review.division is 'Division that the item is applied for in.';
comment on column pre_review.id is 'Time-ordered, made by the application: the oldest is looked at first.';
comment on column pre_review.draft_id is 'The draft that was shown; at most one request about it is current.';
comment on column pre_review.account_id is 'Whose draft it is, and who is told of the answer.';
comment on column pre_review.item_code is '基本编码 of the item.';
comment on column pre_review.item_version is 'Version of the item that the draft was filled in under.';
comment on column pre_review.title is 'Name of the item then.';
comment on column pre_review.body is 'The body that would take the application in: its clerks answer.';
comment on column pre_review.sealed is 'What was filled in and uploaded when it was asked, as JSON, encrypted: what the clerk sees does not change under their eyes.';
comment on column pre_review.state is 'waiting, answered; withdrawn by the person, superseded by a newer request, filed: the draft became a case. The answer stays.';
comment on column pre_review.asked_at is 'When it was asked.';
comment on column pre_review.promised_days is 'Days within which an answer was promised then (assumed: no clause sets any).';
comment on column pre_review.promised_unit is 'working or calendar days.';
comment on column pre_review.verdict is 'ready: can be filed; amend: mend it first; elsewhere: not this body''s. Null: no answer.';
comment on column pre_review.answer is 'What the clerk said of each material and section, as JSON, encrypted.';
comment on column pre_review.answered_at is 'When it was answered.';
comment on column pre_review.answered_by is 'Account of the clerk.';
comment on column pre_review.answered_by_name is 'The clerk''s name then.';
comment on column pre_review.closed_at is 'When it was withdrawn, superseded or filed.';
comment on column pre_review.case_id is 'The case that the draft became.';
