-- Clerks find the cases of a matter by the last twelve digits of its number, as they find a case by its own.
create index theme_case_by_short_number on theme_case (division, right(number, 12));

comment on column theme_case.applicant is 'Account of the applicant, principal: and the child or enterprise that is acted for, or walk-in: and a keyed digest.';
comment on column theme_case.sealed is 'Answers, bodies, files, licences and what the window noted of papers, as JSON, encrypted: later rounds are filed from them.';
