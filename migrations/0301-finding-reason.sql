-- Why an editor dismissed or accepted a finding.

alter table law_finding add column reason text;
comment on column law_finding.reason is 'Why it was dismissed or accepted, in the editor’s words.';
