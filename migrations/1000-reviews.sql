-- 好差评, complaints, 办不成事: ratings of services, and what belongs to the cases that follow from them.

create table review_service (
  division text not null,
  id uuid not null,
  body text not null,
  affair_code text not null,
  item_code text not null,
  item_name text not null,
  case_id uuid,
  clerk text not null,
  clerk_name text not null,
  window_no text not null,
  code_index text not null,
  served_at timestamptz not null,
  expires_at timestamptz not null,
  request_key text not null,
  primary key (division, id),
  unique (division, code_index),
  unique (division, clerk, request_key)
);
create index review_service_by_body on review_service (division, body, id);
comment on table review_service is 'A service that was finished at a window (现场一次一评), and the one-time code by which it is rated. Append-only.';
comment on column review_service.division is 'Division of the window.';
comment on column review_service.id is 'Time-ordered, made by the application.';
comment on column review_service.body is 'Body whose service it was.';
comment on column review_service.affair_code is '实施编码 of the item.';
comment on column review_service.item_code is '基本编码 of the item.';
comment on column review_service.item_name is 'Name of the item as it was then.';
comment on column review_service.case_id is 'The case that it belonged to; null: advice, or a case elsewhere.';
comment on column review_service.clerk is 'Account of the clerk who served: the person reviewed.';
comment on column review_service.clerk_name is 'Name at that time.';
comment on column review_service.window_no is 'Number of the window, as the clerk stated it; may be empty.';
comment on column review_service.code_index is 'Keyed digest of the code; the code itself is nowhere.';
comment on column review_service.served_at is 'When the service was finished.';
comment on column review_service.expires_at is 'Until when it may be rated.';
comment on column review_service.request_key is 'Key of the form: sent again, it makes no second code.';

create table review_rating (
  division text not null,
  id uuid not null,
  subject text not null,
  indicator_set text not null,
  level integer not null check (level between 1 and 5),
  answers jsonb not null,
  words_sealed bytea,
  rater text,
  real_name boolean not null,
  channel text not null check (channel in ('web', 'link')),
  body text not null,
  affair_code text not null,
  item_code text not null,
  item_name text not null,
  case_id uuid,
  service_id uuid,
  served_at timestamptz not null,
  rated_at timestamptz not null,
  request_key text not null,
  primary key (division, id),
  unique (division, subject)
);
create index review_rating_by_body on review_rating (division, body, level);
create index review_rating_by_time on review_rating (division, rated_at);
comment on table review_rating is 'A rating that somebody gave: one to a service, never a default. Append-only.';
comment on column review_rating.division is 'Division of the service.';
comment on column review_rating.id is 'Time-ordered, made by the application.';
comment on column review_rating.subject is '`case:id` for a case rated online, `service:id` for a service at a window: each is rated once.';
comment on column review_rating.indicator_set is 'Set of indicators and its version: online@1, offline@1.';
comment on column review_rating.level is '5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意.';
comment on column review_rating.answers is 'Levels of single indicators that were given; what was left out is not there.';
comment on column review_rating.words_sealed is 'What was written, sealed: it may hold personal data. Null: nothing.';
comment on column review_rating.rater is 'Account that rated; null: by the one-time code.';
comment on column review_rating.real_name is 'Whether it is known who rated, or how to call back.';
comment on column review_rating.channel is 'web: on the page of the case; link: by a one-time code.';
comment on column review_rating.body is 'Body whose service was rated.';
comment on column review_rating.affair_code is '实施编码 of the item.';
comment on column review_rating.item_code is '基本编码 of the item.';
comment on column review_rating.item_name is 'Name of the item as it was then.';
comment on column review_rating.case_id is 'The case that was served; null: none.';
comment on column review_rating.service_id is 'The service at a window; null: rated online.';
comment on column review_rating.served_at is 'When the service ended.';
comment on column review_rating.rated_at is 'When it was rated.';
comment on column review_rating.request_key is 'Key of the form that brought it.';

create table review_addition (
  division text not null,
  id uuid not null,
  rating_id uuid not null,
  words_sealed bytea not null,
  added_at timestamptz not null,
  request_key text not null,
  primary key (division, id),
  unique (division, rating_id, request_key),
  foreign key (division, rating_id) references review_rating (division, id)
);
comment on table review_addition is 'What a rater added later (追评). It counts as no further rating. Append-only.';
comment on column review_addition.division is 'Division of the rating.';
comment on column review_addition.id is 'Time-ordered, made by the application.';
comment on column review_addition.rating_id is 'The rating.';
comment on column review_addition.words_sealed is 'What was added, sealed.';
comment on column review_addition.added_at is 'When.';
comment on column review_addition.request_key is 'Key of the form: sent again, it adds nothing.';

create table review_annulment (
  division text not null,
  rating_id uuid not null,
  case_id uuid not null,
  ground text not null check (ground in ('mistaken', 'malicious')),
  reason text not null,
  annulled_at timestamptz not null,
  annulled_by text not null,
  annulled_by_name text not null,
  primary key (division, rating_id),
  foreign key (division, rating_id) references review_rating (division, id),
  foreign key (division, case_id) references case_file (division, id)
);
comment on table review_annulment is 'A rating that does not count after 申诉复核, with the reason. The rating stays. Append-only.';
comment on column review_annulment.division is 'Division of the rating.';
comment on column review_annulment.rating_id is 'The rating.';
comment on column review_annulment.case_id is 'The case in which it was decided.';
comment on column review_annulment.ground is 'mistaken 误评, malicious 恶意差评.';
comment on column review_annulment.reason is 'Why, in the words of who decided.';
comment on column review_annulment.annulled_at is 'When.';
comment on column review_annulment.annulled_by is 'Account that decided.';
comment on column review_annulment.annulled_by_name is 'Name at that time.';

create table review_matter (
  division text not null,
  case_id uuid not null,
  kind text not null check (kind in ('bad_rating', 'complaint', 'stuck')),
  rating_id uuid,
  about_case uuid,
  item_code text,
  affair_code text,
  reviewed jsonb not null,
  real_name boolean not null,
  code_index text,
  primary key (division, case_id),
  unique (division, rating_id),
  foreign key (division, case_id) references case_file (division, id)
);
create index review_matter_by_code on review_matter (division, code_index);
comment on table review_matter is 'What a case of a bad rating, a complaint or 办不成事 is about, and whom it must not be handled by. Append-only.';
comment on column review_matter.division is 'Division of the case.';
comment on column review_matter.case_id is 'The case.';
comment on column review_matter.kind is 'bad_rating 差评, complaint 投诉, stuck 办不成事.';
comment on column review_matter.rating_id is 'The bad rating; null: another kind.';
comment on column review_matter.about_case is 'The application that it is about; null: none.';
comment on column review_matter.item_code is '基本编码 of the item that it is about; null: none.';
comment on column review_matter.affair_code is '实施编码 of the item; null: none.';
comment on column review_matter.reviewed is 'Accounts of the officials that it is about: none of them has a step in it.';
comment on column review_matter.real_name is 'Whether somebody can be called back.';
comment on column review_matter.code_index is 'Keyed digest of the one-time code by which its writer follows it; null: by account.';

create table review_item_change (
  division text not null,
  id uuid not null,
  case_id uuid not null,
  item_code text not null,
  based_on integer not null,
  what text not null,
  proposed_at timestamptz not null,
  proposed_by text not null,
  proposed_by_name text not null,
  primary key (division, id),
  foreign key (division, case_id) references case_file (division, id)
);
comment on table review_item_change is 'A change of an item that 办不成事 led to propose. Append-only.';
comment on column review_item_change.division is 'Division of the case.';
comment on column review_item_change.id is 'Time-ordered, made by the application.';
comment on column review_item_change.case_id is 'The case that it comes from.';
comment on column review_item_change.item_code is '基本编码 of the item.';
comment on column review_item_change.based_on is 'Version that applied when it was proposed.';
comment on column review_item_change.what is 'What to change, and why.';
comment on column review_item_change.proposed_at is 'When.';
comment on column review_item_change.proposed_by is 'Account that proposed it.';
comment on column review_item_change.proposed_by_name is 'Name at that time.';

create table review_item_change_answer (
  division text not null,
  change_id uuid not null,
  version integer,
  reason text not null,
  answered_at timestamptz not null,
  answered_by text not null,
  answered_by_name text not null,
  primary key (division, change_id),
  foreign key (division, change_id) references review_item_change (division, id)
);
comment on table review_item_change_answer is 'What became of a proposed change: the version that it led to, or why none. Append-only.';
comment on column review_item_change_answer.division is 'Division of the case.';
comment on column review_item_change_answer.change_id is 'The proposal.';
comment on column review_item_change_answer.version is 'Published version that carries it; null: not adopted.';
comment on column review_item_change_answer.reason is 'What was changed, or why not.';
comment on column review_item_change_answer.answered_at is 'When.';
comment on column review_item_change_answer.answered_by is 'Editor who answered.';
comment on column review_item_change_answer.answered_by_name is 'Name at that time.';

comment on column case_file.number is '办件编号: what its series begins with (the code of the item, or letters of its own), day, four digits.';
comment on column case_file.item_code is '实施编码 of the item that was applied for, or that the case is about; empty: none.';
comment on column case_file.item_version is 'Version of the item under which it was filed; it stays under that version. 0: no application.';
comment on column case_serial.item_code is 'Series: 实施编码 of the item, or the letters of a series of its own.';
comment on column account_post.role is 'clerk (受理), reviewer (审查), approver (审批), head (负责人), town (镇街初审), opinion (会办), follow_up (回访整改), supervisor (复核).';
