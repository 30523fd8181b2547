-- The law engine: issues and editions as received, the documents they carry, their text, and what was asserted about
-- their force. Reference tables without division. Everything but identities, effects, gists and decisions can be
-- rebuilt from law_edition.artifact.

create table law_issue (
  id uuid primary key,
  issue_key text not null unique,
  shape text not null,
  title text not null,
  organ text,
  year integer,
  number integer,
  running_number integer,
  dated date,
  first_imported_at timestamptz not null
);
create index law_issue_by_date on law_issue (dated desc, id desc);
comment on table law_issue is 'An issue of a gazette, or a file of single documents or a statute that was imported as such.';
comment on column law_issue.id is 'Time-ordered, made by the application.';
comment on column law_issue.issue_key is 'What makes two files the same issue: the title key, year and number of a gazette; else the key of the first document in it.';
comment on column law_issue.shape is 'gazette, documents or statute, as the parser named it.';
comment on column law_issue.title is 'Title as printed, else the title of its first document.';
comment on column law_issue.organ is 'The body whose gazette it is.';
comment on column law_issue.year is 'Year of the issue.';
comment on column law_issue.number is '第N期.';
comment on column law_issue.running_number is '总第N期.';
comment on column law_issue.dated is 'Date of publication as printed.';
comment on column law_issue.first_imported_at is 'When its first edition came in.';

create table law_source_file (
  sha256 text primary key,
  bytes bytea not null,
  size_bytes integer not null,
  encoding text not null,
  file_name text,
  received_at timestamptz not null
);
comment on table law_source_file is 'The bytes of every file as it was received. Never changed, never deleted.';
comment on column law_source_file.sha256 is 'SHA-256 of the bytes, lower-case hexadecimal.';
comment on column law_source_file.bytes is 'The file itself.';
comment on column law_source_file.size_bytes is 'Its length.';
comment on column law_source_file.encoding is 'The encoding that was recognised.';
comment on column law_source_file.file_name is 'Name it was first received under.';
comment on column law_source_file.received_at is 'When it was first received.';

create table law_edition (
  id uuid primary key,
  issue_id uuid not null references law_issue (id),
  number integer not null,
  origin text not null,
  source_sha256 text references law_source_file (sha256),
  artifact text not null,
  artifact_sha256 text not null,
  rows_sha256 text not null,
  supersedes uuid references law_edition (id),
  current boolean not null,
  imported_by text not null,
  imported_at timestamptz not null,
  accepted_transforms jsonb not null default '[]',
  unique (issue_id, number)
);
create unique index law_edition_current on law_edition (issue_id) where current;
create unique index law_edition_once on law_edition (source_sha256, artifact_sha256);
comment on table law_edition is 'One parse of one file of an issue. A corrected file is a new edition that supersedes the last.';
comment on column law_edition.id is 'Time-ordered, made by the application.';
comment on column law_edition.issue_id is 'The issue it is an edition of.';
comment on column law_edition.number is '1, 2, 3… within the issue.';
comment on column law_edition.origin is 'file: parsed from a file. facts: written from published facts, without the original text.';
comment on column law_edition.source_sha256 is 'The file; null for facts.';
comment on column law_edition.artifact is 'The parse artifact as JSON: the truth from which every row below is rebuilt.';
comment on column law_edition.artifact_sha256 is 'SHA-256 of the artifact.';
comment on column law_edition.rows_sha256 is 'SHA-256 of the rows made from it, in canonical form.';
comment on column law_edition.supersedes is 'The edition that was current before it.';
comment on column law_edition.current is 'Whether it is the edition to read.';
comment on column law_edition.imported_by is 'Actor who imported it.';
comment on column law_edition.imported_at is 'When.';
comment on column law_edition.accepted_transforms is 'Repairs of the printed form that an editor has accepted or refused.';

create table law_document (
  id uuid primary key,
  kind text not null,
  parent_id uuid references law_document (id),
  number text,
  number_key text,
  title text not null,
  title_key text not null,
  section text,
  signed_by jsonb not null default '[]',
  dated date,
  disclosed boolean,
  holding text not null,
  effects_version integer not null default 0,
  created_at timestamptz not null
);
create index law_document_by_number on law_document (number_key) where number_key is not null;
create index law_document_by_title on law_document (title_key);
create index law_document_by_parent on law_document (parent_id) where parent_id is not null;
create index law_document_by_date on law_document (dated desc, id desc);
comment on table law_document is 'Every document that is known: issuances, the instruments they carry, statutes; held, outlined or merely named.';
comment on column law_document.id is 'Time-ordered, made by the application. Numbers and titles are aliases, never keys.';
comment on column law_document.kind is 'issuance (发文), instrument (所附文件) or statute (法律法规).';
comment on column law_document.parent_id is 'The issuance that carries an instrument.';
comment on column law_document.number is 'Document number as printed; null when it has none.';
comment on column law_document.number_key is 'The number in one form. Not unique: a collision is a finding.';
comment on column law_document.title is 'Title as printed.';
comment on column law_document.title_key is 'The title in one form.';
comment on column law_document.section is 'Heading it stands under in the contents (规范性文件, 人事任免…).';
comment on column law_document.signed_by is 'Issuing bodies as printed.';
comment on column law_document.dated is 'Date of the document.';
comment on column law_document.disclosed is '此件公开发布 printed: true; another mark: false; none: null.';
comment on column law_document.holding is 'held: its text is here. outlined: its clauses are known by gist and hash. stub: known by name only.';
comment on column law_document.effects_version is 'Raised with every effect recorded: what an editor saw is compared with it before deciding.';
comment on column law_document.created_at is 'When it was first known.';

create table law_expression (
  id uuid primary key,
  document_id uuid not null references law_document (id),
  edition_id uuid not null references law_edition (id),
  ord integer not null,
  locator text not null,
  valid_from date,
  valid_until date,
  current boolean not null,
  opening text,
  addressees jsonb not null default '[]',
  attachments jsonb not null default '[]',
  start_at integer not null,
  end_at integer not null,
  text_sha256 text not null,
  unique (edition_id, ord)
);
create index law_expression_by_document on law_expression (document_id, current);
comment on table law_expression is 'The text of a document in one edition, over the interval in which it is the text.';
comment on column law_expression.id is 'Time-ordered, made by the application.';
comment on column law_expression.document_id is 'The document.';
comment on column law_expression.edition_id is 'The edition it was read from.';
comment on column law_expression.ord is 'Place in the edition.';
comment on column law_expression.locator is 'issuance:I or instrument:I/J of the artifact.';
comment on column law_expression.valid_from is 'First day of this text; null: from the start.';
comment on column law_expression.valid_until is 'First day no longer this text; null: open.';
comment on column law_expression.current is 'Whether its edition is the one to read.';
comment on column law_expression.opening is 'First paragraph of the notice.';
comment on column law_expression.addressees is 'Addressed bodies as printed.';
comment on column law_expression.attachments is 'Titles of the attachments as printed.';
comment on column law_expression.start_at is 'Start in the decoded text, UTF-16 units.';
comment on column law_expression.end_at is 'End in the decoded text, UTF-16 units.';
comment on column law_expression.text_sha256 is 'SHA-256 over its clauses and tables.';

create table law_clause (
  expression_id uuid not null references law_expression (id),
  ord integer not null,
  parent_ord integer,
  depth smallint not null,
  label text not null,
  path text not null,
  heading text,
  text text,
  sha256 text not null,
  clause_key text not null,
  start_at integer,
  end_at integer,
  primary key (expression_id, ord)
);
comment on table law_clause is 'Clauses in print order. One range scan of the primary key reads a document.';
comment on column law_clause.expression_id is 'The text it belongs to.';
comment on column law_clause.ord is 'Place in print order.';
comment on column law_clause.parent_ord is 'The clause it stands under.';
comment on column law_clause.depth is '0 for the outermost.';
comment on column law_clause.label is 'Printed label without delimiter; empty for an unlabelled paragraph.';
comment on column law_clause.path is 'Labels from the root joined by /.';
comment on column law_clause.heading is 'Words of its heading.';
comment on column law_clause.text is 'Own words without label, lines joined; null when the original is not here.';
comment on column law_clause.sha256 is 'SHA-256 of its words in canonical form.';
comment on column law_clause.clause_key is 'Survives renumbering: made from its words and its ancestors’ headings.';
comment on column law_clause.start_at is 'Start in the decoded text, UTF-16 units.';
comment on column law_clause.end_at is 'End in the decoded text, UTF-16 units.';

create table law_gist (
  document_id uuid not null references law_document (id),
  path text not null,
  gist text not null,
  remark text,
  primary key (document_id, path)
);
comment on table law_gist is 'One-line plain-language gist of a clause, written for this system; survives editions.';
comment on column law_gist.document_id is 'The document.';
comment on column law_gist.path is 'Clause path by printed label.';
comment on column law_gist.gist is 'The gist.';
comment on column law_gist.remark is 'Reading note: a printed value that looks wrong, a conflict with higher law.';

create table law_table (
  expression_id uuid not null references law_expression (id),
  ord integer not null,
  caption text,
  column_names jsonb not null,
  primary key (expression_id, ord)
);
comment on table law_table is 'Tables of a document.';
comment on column law_table.expression_id is 'The text it belongs to.';
comment on column law_table.ord is 'Place in print order.';
comment on column law_table.caption is 'Caption as printed.';
comment on column law_table.column_names is 'Column names as printed, in order.';

create table law_table_row (
  expression_id uuid not null,
  table_ord integer not null,
  ord integer not null,
  cells jsonb not null,
  sha256 text not null,
  start_at integer not null,
  end_at integer not null,
  primary key (expression_id, table_ord, ord),
  foreign key (expression_id, table_ord) references law_table (expression_id, ord)
);
comment on table law_table_row is 'Logical rows of a table; group cells are repeated on every row.';
comment on column law_table_row.expression_id is 'The text it belongs to.';
comment on column law_table_row.table_ord is 'The table.';
comment on column law_table_row.ord is 'Place in print order.';
comment on column law_table_row.cells is 'Column name to printed value.';
comment on column law_table_row.sha256 is 'SHA-256 of the cells in canonical form.';
comment on column law_table_row.start_at is 'Start in the decoded text, UTF-16 units.';
comment on column law_table_row.end_at is 'End in the decoded text, UTF-16 units.';

create table law_contents_entry (
  edition_id uuid not null references law_edition (id),
  ord integer not null,
  section text,
  title text not null,
  number text,
  page integer,
  document_id uuid references law_document (id),
  primary key (edition_id, ord)
);
comment on table law_contents_entry is 'The printed table of contents of an edition.';
comment on column law_contents_entry.edition_id is 'The edition.';
comment on column law_contents_entry.ord is 'Place in print order.';
comment on column law_contents_entry.section is 'Section heading.';
comment on column law_contents_entry.title is 'Title as printed there.';
comment on column law_contents_entry.number is 'Number as printed there.';
comment on column law_contents_entry.page is 'Page as printed there.';
comment on column law_contents_entry.document_id is 'The issuance it stands for; null when none fits.';

create table law_citation (
  expression_id uuid not null references law_expression (id),
  ord integer not null,
  clause_ord integer,
  start_at integer not null,
  end_at integer not null,
  role text not null,
  class text not null,
  title text,
  title_key text,
  number text,
  number_key text,
  read_as text not null,
  read_target text,
  resolution text not null,
  target_document_id uuid references law_document (id),
  primary key (expression_id, ord)
);
create index law_citation_by_target on law_citation (target_document_id) where target_document_id is not null;
create index law_citation_by_number on law_citation (number_key) where number_key is not null;
create index law_citation_by_title on law_citation (title_key) where title_key is not null;
comment on table law_citation is 'Every mention of another document, with where it points. A doubtful one points nowhere.';
comment on column law_citation.expression_id is 'The text that cites.';
comment on column law_citation.ord is 'Place in print order.';
comment on column law_citation.clause_ord is 'The clause that cites; null in a table or opening.';
comment on column law_citation.start_at is 'Start in the decoded text, UTF-16 units.';
comment on column law_citation.end_at is 'End in the decoded text, UTF-16 units.';
comment on column law_citation.role is 'mention or anaphor.';
comment on column law_citation.class is 'law, regulation, normative, plan… by the form of the title.';
comment on column law_citation.title is 'Title as read.';
comment on column law_citation.title_key is 'The title in one form.';
comment on column law_citation.number is 'Number as read.';
comment on column law_citation.number_key is 'The number in one form.';
comment on column law_citation.read_as is 'What the artifact alone could say of it.';
comment on column law_citation.read_target is 'Where the artifact alone points: issuance:I, instrument:I/J, law:<title>.';
comment on column law_citation.resolution is 'What the whole store says: exact, by_number, by_title, ambiguous, known_not_held, malformed, unverified.';
comment on column law_citation.target_document_id is 'The cited document.';

create table law_effect (
  id uuid primary key,
  document_id uuid not null references law_document (id),
  kind text not null,
  dated date,
  date_precision text not null,
  until date,
  stage text not null,
  basis text,
  reason text,
  instructions jsonb,
  source_document_id uuid references law_document (id),
  source_edition_id uuid references law_edition (id),
  start_at integer,
  end_at integer,
  fingerprint text not null,
  asserted_by text not null,
  asserted_at timestamptz not null,
  retracts uuid references law_effect (id),
  decides uuid references law_effect (id),
  request_key text unique
);
create index law_effect_by_document on law_effect (document_id, asserted_at);
create index law_effect_by_edition on law_effect (source_edition_id) where source_edition_id is not null;
create index law_effect_by_source on law_effect (source_document_id) where source_document_id is not null;
comment on table law_effect is 'What was asserted about a document’s force. Append-only: a correction is a new row that retracts an older one.';
comment on column law_effect.id is 'Time-ordered, made by the application.';
comment on column law_effect.document_id is 'The document whose force it changes.';
comment on column law_effect.kind is 'commence, expire, repeal, partly_repeal, amend, suspend, resume, lapse, keep, extend, replace, annul, retract.';
comment on column law_effect.dated is 'First day of the new state; null when unknown.';
comment on column law_effect.date_precision is 'day, month, year or unknown.';
comment on column law_effect.until is 'End of a suspension or new end of validity, half-open.';
comment on column law_effect.stage is 'proposed or decided.';
comment on column law_effect.basis is 'The clause or decision it rests on, as written.';
comment on column law_effect.reason is 'Reason given.';
comment on column law_effect.instructions is 'Edit instructions of an amendment, as read.';
comment on column law_effect.source_document_id is 'The document that says so.';
comment on column law_effect.source_edition_id is 'The edition it was read in; null for a decision entered by hand.';
comment on column law_effect.start_at is 'Start in the decoded text, UTF-16 units.';
comment on column law_effect.end_at is 'End in the decoded text, UTF-16 units.';
comment on column law_effect.fingerprint is 'Same assertion, same fingerprint: a new edition does not repeat what it still says.';
comment on column law_effect.asserted_by is 'Actor, or the rule that infers it.';
comment on column law_effect.asserted_at is 'When the system came to know it.';
comment on column law_effect.retracts is 'The record it takes back.';
comment on column law_effect.decides is 'The proposal it settles.';
comment on column law_effect.request_key is 'Given by the client with a decision, so that sending twice decides once.';

create table law_body (
  id uuid primary key,
  name text not null,
  name_key text not null unique
);
comment on table law_body is 'A public body.';
comment on column law_body.id is 'Time-ordered, made by the application.';
comment on column law_body.name is 'Its name.';
comment on column law_body.name_key is 'The name in one form.';

create table law_body_alias (
  name_key text primary key,
  name text not null,
  body_id uuid not null references law_body (id),
  state text not null,
  decided_by text,
  decided_at timestamptz
);
create index law_body_alias_by_body on law_body_alias (body_id);
comment on table law_body_alias is 'Another name of a body. Merging two names is a decision, never silent.';
comment on column law_body_alias.name_key is 'The alias in one form.';
comment on column law_body_alias.name is 'The alias as printed.';
comment on column law_body_alias.body_id is 'The body.';
comment on column law_body_alias.state is 'assumed: pre-filled, waits for the operator. decided: signed. refused: another body.';
comment on column law_body_alias.decided_by is 'Actor who decided.';
comment on column law_body_alias.decided_at is 'When.';

create table law_finding (
  id uuid primary key,
  finding_key text not null unique,
  kind text not null,
  edition_id uuid references law_edition (id),
  document_ids jsonb not null default '[]',
  message text not null,
  start_at integer,
  end_at integer,
  state text not null,
  decided_by text,
  decided_at timestamptz,
  found_at timestamptz not null
);
create index law_finding_open on law_finding (state, found_at);
comment on table law_finding is 'What the import noticed and a person should look at: collisions, contradictions, targets not found.';
comment on column law_finding.id is 'Time-ordered, made by the application.';
comment on column law_finding.finding_key is 'Same finding, same key: noticed once.';
comment on column law_finding.kind is 'number_collision, title_mismatch, effect_target_ambiguous, contents_without_document…';
comment on column law_finding.edition_id is 'Where it was noticed.';
comment on column law_finding.document_ids is 'The documents concerned.';
comment on column law_finding.message is 'For the editor, in Chinese: what, where, what to do.';
comment on column law_finding.start_at is 'Start in the decoded text, UTF-16 units.';
comment on column law_finding.end_at is 'End in the decoded text, UTF-16 units.';
comment on column law_finding.state is 'open, accepted or dismissed.';
comment on column law_finding.decided_by is 'Actor who decided.';
comment on column law_finding.decided_at is 'When.';
comment on column law_finding.found_at is 'When it was noticed.';

create table law_appointment (
  edition_id uuid not null references law_edition (id),
  ord integer not null,
  document_id uuid references law_document (id),
  person text not null,
  act text not null,
  organisation text not null,
  post text not null,
  concurrent boolean not null,
  seconded boolean not null,
  probation_months integer,
  effective_date date,
  decided_on date,
  decided_by text,
  start_at integer not null,
  end_at integer not null,
  primary key (edition_id, ord)
);
create index law_appointment_by_person on law_appointment (person);
comment on table law_appointment is 'Appointments and removals as read.';
comment on column law_appointment.edition_id is 'The edition.';
comment on column law_appointment.ord is 'Place in print order.';
comment on column law_appointment.document_id is 'The issuance.';
comment on column law_appointment.person is 'Name as printed.';
comment on column law_appointment.act is 'appoint, engage, remove or dismiss.';
comment on column law_appointment.organisation is 'As printed.';
comment on column law_appointment.post is 'As printed.';
comment on column law_appointment.concurrent is '兼.';
comment on column law_appointment.seconded is '挂职.';
comment on column law_appointment.probation_months is '试用期.';
comment on column law_appointment.effective_date is 'First day, when printed.';
comment on column law_appointment.decided_on is 'Day of the meeting.';
comment on column law_appointment.decided_by is 'The meeting or body, as printed.';
comment on column law_appointment.start_at is 'Start in the decoded text, UTF-16 units.';
comment on column law_appointment.end_at is 'End in the decoded text, UTF-16 units.';

create table law_figure (
  edition_id uuid not null references law_edition (id),
  ord integer not null,
  document_id uuid references law_document (id),
  indicator text not null,
  place text,
  period text,
  value numeric,
  unit text,
  change numeric,
  change_unit text,
  measure text,
  compared_with text,
  start_at integer not null,
  end_at integer not null,
  primary key (edition_id, ord)
);
create index law_figure_by_indicator on law_figure (indicator, period);
comment on table law_figure is 'Statistical figures as read.';
comment on column law_figure.edition_id is 'The edition.';
comment on column law_figure.ord is 'Place in print order.';
comment on column law_figure.document_id is 'The issuance.';
comment on column law_figure.indicator is 'Name of the indicator.';
comment on column law_figure.place is 'Place, when it is not the district itself.';
comment on column law_figure.period is '2022, 2022-11 or 2023-01/2023-11.';
comment on column law_figure.value is 'Value in unit.';
comment on column law_figure.unit is 'Unit as printed.';
comment on column law_figure.change is 'Change in change_unit.';
comment on column law_figure.change_unit is 'Unit of the change.';
comment on column law_figure.measure is 'level, growth, share, ratio, rank…';
comment on column law_figure.compared_with is 'What it is compared with or a part of, as printed.';
comment on column law_figure.start_at is 'Start in the decoded text, UTF-16 units.';
comment on column law_figure.end_at is 'End in the decoded text, UTF-16 units.';

create table law_period (
  edition_id uuid not null references law_edition (id),
  ord integer not null,
  document_id uuid references law_document (id),
  name text not null,
  kind text not null,
  starts date,
  ends date,
  start_at integer not null,
  end_at integer not null,
  primary key (edition_id, ord)
);
comment on table law_period is 'Validity and named periods as read, half-open.';
comment on column law_period.edition_id is 'The edition.';
comment on column law_period.ord is 'Place in print order.';
comment on column law_period.document_id is 'The issuance.';
comment on column law_period.name is 'Name of the period.';
comment on column law_period.kind is 'validity, season or period.';
comment on column law_period.starts is 'First day.';
comment on column law_period.ends is 'First day after it.';
comment on column law_period.start_at is 'Start in the decoded text, UTF-16 units.';
comment on column law_period.end_at is 'End in the decoded text, UTF-16 units.';
