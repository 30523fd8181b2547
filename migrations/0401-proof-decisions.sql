-- One record of decisions for every finding of the proofreader: on an edition, on a draft, on the front matter of the
-- issue in preparation. What was dismissed on a draft stays dismissed when the draft is published.

alter table gazette_proof_decision alter column edition_id drop not null;
alter table gazette_proof_decision add column draft_id uuid references gazette_draft (id);
alter table gazette_proof_decision add column next_issue_id uuid references gazette_next_issue (id);
comment on column gazette_proof_decision.edition_id is 'The edition on which it was decided; null: on a draft or an issue in preparation.';
comment on column gazette_proof_decision.draft_id is 'The draft on which it was decided.';
comment on column gazette_proof_decision.next_issue_id is 'The issue in preparation on whose front matter or contents it was decided.';
comment on column gazette_proof_decision.start_at is 'Start in the text that was read, UTF-16 units.';
comment on column gazette_proof_decision.end_at is 'End in the text that was read, UTF-16 units.';

insert into gazette_proof_decision (id, request_key, finding_key, draft_id, rule, quote, message, start_at, end_at,
  verdict, reason, decided_by, decided_by_name, decided_at)
select gen_random_uuid(), 'draft:' || draft_id, fingerprint, draft_id, rule, quote, '', 0, 0,
  'dismissed', reason, dismissed_by, dismissed_by_name, dismissed_at
from gazette_draft_dismissal;
drop table gazette_draft_dismissal;

alter table gazette_correction add column places integer not null default 1;
comment on column gazette_correction.places is 'At how many places the file carries it: the finding’s own and the same slip further on.';
