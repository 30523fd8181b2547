-- What an editor said of a clause after reading it: a mere statement, or something to be carried out.

create table gazette_clause_mark (
  id uuid primary key,
  document_id uuid not null references law_document (id),
  path text not null,
  sha256 text not null,
  verdict text not null,
  reason text,
  marked_by text not null,
  marked_by_name text not null,
  marked_at timestamptz not null,
  request_key text not null,
  unique (request_key, document_id, path, sha256)
);
create index gazette_clause_mark_of_clause on gazette_clause_mark (document_id, path, id desc);
comment on table gazette_clause_mark is 'Marks of clauses, append-only: the last one of a clause and its words holds, and can be taken back by another.';
comment on column gazette_clause_mark.id is 'Time-ordered, made by the application.';
comment on column gazette_clause_mark.document_id is 'The document in whose text the clause stands.';
comment on column gazette_clause_mark.path is 'Clause path by printed label.';
comment on column gazette_clause_mark.sha256 is 'Hash of the words that were judged: a mark does not hold for other words.';
comment on column gazette_clause_mark.verdict is 'statement: nothing to carry out. operative: to be carried out. revoked: the mark before it no longer holds.';
comment on column gazette_clause_mark.reason is 'Why it is only a statement; null for other verdicts unless given.';
comment on column gazette_clause_mark.marked_by is 'Account that marked it.';
comment on column gazette_clause_mark.marked_by_name is 'Name of the account at that time.';
comment on column gazette_clause_mark.marked_at is 'When.';
comment on column gazette_clause_mark.request_key is 'Actor and the key of the form it was sent with: sending the form again marks nothing twice.';
