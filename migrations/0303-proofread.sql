-- What an editor decided on findings of the proofreader, and the corrected files made from what was accepted.

create table gazette_proof_decision (
  id uuid primary key,
  request_key text not null,
  finding_key text not null,
  edition_id uuid not null references law_edition (id),
  rule text not null,
  quote text not null,
  message text not null,
  start_at integer not null,
  end_at integer not null,
  verdict text not null,
  replacement text,
  reason text,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  unique (request_key, finding_key)
);
create index gazette_proof_decision_by_finding on gazette_proof_decision (finding_key, id desc);
create index gazette_proof_decision_by_edition on gazette_proof_decision (edition_id);
comment on table gazette_proof_decision is 'An editor’s decisions on findings of the proofreader. Append-only: the latest of a finding holds.';
comment on column gazette_proof_decision.id is 'Time-ordered, made by the application.';
comment on column gazette_proof_decision.request_key is 'Given by the form: sending it twice decides once.';
comment on column gazette_proof_decision.finding_key is 'Hash of the rule, the quote and the words around it: the same finding in the next file has the same key, so that a dismissal is remembered.';
comment on column gazette_proof_decision.edition_id is 'The edition on which it was decided.';
comment on column gazette_proof_decision.rule is 'Name of the rule.';
comment on column gazette_proof_decision.quote is 'What is printed.';
comment on column gazette_proof_decision.message is 'What the finding said.';
comment on column gazette_proof_decision.start_at is 'Start in the decoded text of the edition, UTF-16 units.';
comment on column gazette_proof_decision.end_at is 'End in the decoded text of the edition, UTF-16 units.';
comment on column gazette_proof_decision.verdict is 'accepted, dismissed or reopened.';
comment on column gazette_proof_decision.replacement is 'What is to stand there instead; of an acceptance.';
comment on column gazette_proof_decision.reason is 'Why it was dismissed, or a remark.';
comment on column gazette_proof_decision.decided_by is 'Actor who decided.';
comment on column gazette_proof_decision.decided_by_name is 'Name of the account at that time.';
comment on column gazette_proof_decision.decided_at is 'When.';

create table gazette_correction (
  source_sha256 text not null,
  decision_id uuid not null references gazette_proof_decision (id),
  base_edition_id uuid not null references law_edition (id),
  primary key (source_sha256, decision_id)
);
comment on table gazette_correction is 'The corrections that a corrected file carries; the edition is the one whose source is that file. Append-only.';
comment on column gazette_correction.source_sha256 is 'SHA-256 of the corrected file’s bytes.';
comment on column gazette_correction.decision_id is 'The accepted finding.';
comment on column gazette_correction.base_edition_id is 'The edition whose text was corrected.';
