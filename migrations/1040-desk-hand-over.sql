-- The clerks' desk: who of a body's officials has a case, and which bodies are asked for their opinion.

alter table case_file add column assignee text;
create index case_file_by_assignee on case_file (division, assignee, due_on, id) where closed_at is null and assignee is not null;
comment on column case_file.assignee is 'Account of the official who has the case in the role whose turn it is (经办人); null: nobody. Follows from its events, kept so that lists need not fold.';

create table case_consultation (
  division text not null,
  case_id uuid not null,
  body text not null,
  asked_seq integer not null,
  answered_seq integer,
  primary key (division, case_id, body),
  foreign key (division, case_id) references case_file (division, id)
);
create index case_consultation_open on case_consultation (division, body, case_id) where answered_seq is null;
comment on table case_consultation is 'Bodies that were asked for their opinion in a case (会办单位). Follows from the case''s events, kept so that a body''s to-do need not fold.';
comment on column case_consultation.division is 'Division of the case.';
comment on column case_consultation.case_id is 'The case.';
comment on column case_consultation.body is 'The body that was asked.';
comment on column case_consultation.asked_seq is 'Number of the event that asked it last.';
comment on column case_consultation.answered_seq is 'Number of the event by which it answered; null: not yet.';

insert into case_consultation (division, case_id, body, asked_seq, answered_seq)
select a.division, a.case_id, b.body, a.seq,
  (select min(g.seq) from case_event g
   where g.division = a.division and g.case_id = a.case_id and g.seq > a.seq
     and g.transition = 'give_opinion' and g.data->>'body' = b.body)
from case_event a, jsonb_array_elements_text(a.data->'bodies') as b(body)
where a.transition = 'ask_opinions'
  and a.seq = (select max(l.seq) from case_event l
    where l.division = a.division and l.case_id = a.case_id and l.transition = 'ask_opinions');

comment on column account_post.role is 'clerk (受理), reviewer (审查), approver (审批), head (负责人), town (镇街初审), opinion (会办), follow_up (回访), supervisor (复核), inspector (督查: sees how cases run, not what is in them).';
