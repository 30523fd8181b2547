-- Search over clauses and table rows: one row each of every current expression, rebuilt from the law tables at any time.

create extension if not exists pg_trgm;

create table law_search (
  expression_id uuid not null references law_expression (id),
  part smallint not null,
  table_ord integer not null,
  ord integer not null,
  document_id uuid not null references law_document (id),
  dated date not null,
  section text,
  bodies text[] not null,
  words tsvector not null,
  primary key (expression_id, part, table_ord, ord)
);
comment on table law_search is 'What can be found: the words of each document''s head, clause and table row in its current expression.';
comment on column law_search.expression_id is 'The expression that holds it.';
comment on column law_search.part is '0 the head (number, title, opening), 1 a clause, 2 a table row.';
comment on column law_search.table_ord is 'The table of a row: law_table.ord; 0 otherwise.';
comment on column law_search.ord is 'law_clause.ord or law_table_row.ord; 0 for the head.';
comment on column law_search.document_id is 'The document, to group and filter by.';
comment on column law_search.dated is 'The document''s date, 0001-01-01 when it has none: newest first without a join.';
comment on column law_search.section is 'Section of the issuance, to filter by without a join.';
comment on column law_search.bodies is 'Issuing bodies of the issuance, to filter by without a join.';
comment on column law_search.words is 'Pairs of characters at their positions: A number and title, B heading, C gist, D text. Made by the application.';
create index law_search_words on law_search using gin (words);
create index law_search_newest on law_search (dated desc, expression_id);
create index law_search_document on law_search (document_id);

create index law_document_title_trigrams on law_document using gin (title_key gin_trgm_ops);
create index law_document_number_trigrams on law_document using gin (number_key gin_trgm_ops);
