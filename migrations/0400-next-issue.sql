-- The next issue of the gazette as an editor composes it: the issue in preparation, its drafts with every text ever
-- saved, and the numbers that documents took when they were published.

create table gazette_next_issue (
  id uuid primary key,
  request_key text not null unique,
  state text not null,
  title text not null,
  year integer not null,
  number integer not null,
  running_number integer,
  dated date not null,
  imprint text not null,
  version integer not null,
  started_by text not null,
  started_by_name text not null,
  started_at timestamptz not null,
  publish_key text unique,
  published_by text,
  published_by_name text,
  published_at timestamptz,
  open_findings_reason text,
  edition_id uuid references law_edition (id),
  text_sha256 text
);
create unique index gazette_next_issue_open on gazette_next_issue (state) where state = 'open';
comment on table gazette_next_issue is 'An issue that is or was composed here. At most one is open; a published one is never changed.';
comment on column gazette_next_issue.id is 'Time-ordered, made by the application.';
comment on column gazette_next_issue.request_key is 'Who started it and the key of the form: sending it again starts no second one.';
comment on column gazette_next_issue.state is 'open, published.';
comment on column gazette_next_issue.title is 'Title of the gazette as on its masthead.';
comment on column gazette_next_issue.year is 'Year of the issue.';
comment on column gazette_next_issue.number is '第N期 within the year.';
comment on column gazette_next_issue.running_number is '总第N期; null when the gazette does not count so.';
comment on column gazette_next_issue.dated is 'Date of publication that is printed.';
comment on column gazette_next_issue.imprint is 'Editors and imprint, one 名称：内容 a line, in print order.';
comment on column gazette_next_issue.version is 'Raised with every change of this row: what an editor saw is compared with it.';
comment on column gazette_next_issue.started_by is 'Actor who started it.';
comment on column gazette_next_issue.started_by_name is 'Name of that actor then.';
comment on column gazette_next_issue.started_at is 'When.';
comment on column gazette_next_issue.publish_key is 'Who published and the key of the confirmation: sending it again publishes once.';
comment on column gazette_next_issue.published_by is 'Actor who published it.';
comment on column gazette_next_issue.published_by_name is 'Name of that actor then.';
comment on column gazette_next_issue.published_at is 'When.';
comment on column gazette_next_issue.open_findings_reason is 'Why it was published although findings were open, signed by published_by.';
comment on column gazette_next_issue.edition_id is 'The edition that its publication made.';
comment on column gazette_next_issue.text_sha256 is 'SHA-256 of its canonical text, which is the file of that edition.';

create table gazette_draft (
  id uuid primary key,
  request_key text not null unique,
  state text not null,
  section text not null,
  ord integer not null,
  series text,
  title text not null,
  addressees text not null,
  body text not null,
  signed_by jsonb not null,
  dated date,
  disclosed boolean,
  attachments jsonb not null,
  supersedes uuid references law_document (id),
  version integer not null,
  authors jsonb not null,
  made_at timestamptz not null,
  changed_by text not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  next_issue_id uuid references gazette_next_issue (id),
  number text,
  document_id uuid references law_document (id)
);
create index gazette_draft_by_state on gazette_draft (state, section, ord);
create index gazette_draft_by_issue on gazette_draft (next_issue_id) where next_issue_id is not null;
comment on table gazette_draft is 'A document before it is published. Once published its row is never changed.';
comment on column gazette_draft.id is 'Time-ordered, made by the application.';
comment on column gazette_draft.request_key is 'Who made it and the key of the form: sending it again makes no second one.';
comment on column gazette_draft.state is 'draft: being written. ready: goes into the next issue. deleted: put away, can be restored. published.';
comment on column gazette_draft.section is 'Section of the contents that it stands under.';
comment on column gazette_draft.ord is 'Order among the drafts of its section.';
comment on column gazette_draft.series is '代字 from whose series it takes a number at publication; null: it bears none.';
comment on column gazette_draft.title is 'Title as it will be printed.';
comment on column gazette_draft.addressees is 'Addressed bodies as they will be printed, without the closing colon; empty: none.';
comment on column gazette_draft.body is 'Text of the notice, with printed labels, a paragraph a line; tables as lines of cells separated by tabs.';
comment on column gazette_draft.signed_by is 'Issuing bodies in print order.';
comment on column gazette_draft.dated is 'Date that it will bear; null: not yet known.';
comment on column gazette_draft.disclosed is 'true: 此件公开发布 is printed. false: 此件依申请公开. null: no mark.';
comment on column gazette_draft.attachments is 'What it carries, [{title, text}]: the text that its title says it issues, then its annexes.';
comment on column gazette_draft.supersedes is 'The published document that it replaces.';
comment on column gazette_draft.version is 'Raised with every change: what an editor saw is compared with it.';
comment on column gazette_draft.authors is 'Names of all who saved it, in order of their first save.';
comment on column gazette_draft.made_at is 'When it was made.';
comment on column gazette_draft.changed_by is 'Actor who changed it last.';
comment on column gazette_draft.changed_by_name is 'Name of that actor then.';
comment on column gazette_draft.changed_at is 'When it was changed last.';
comment on column gazette_draft.next_issue_id is 'The issue that it was published in.';
comment on column gazette_draft.number is 'Document number that it took.';
comment on column gazette_draft.document_id is 'The document that it became.';

create table gazette_draft_text (
  id uuid primary key,
  draft_id uuid not null references gazette_draft (id),
  version integer,
  based_on integer not null,
  content jsonb not null,
  saved_by text not null,
  saved_by_name text not null,
  saved_at timestamptz not null
);
create index gazette_draft_text_by_draft on gazette_draft_text (draft_id, id);
comment on table gazette_draft_text is 'Every text of a draft that anybody sent, also one that came after somebody else’s and was set aside.';
comment on column gazette_draft_text.id is 'Time-ordered, made by the application.';
comment on column gazette_draft_text.draft_id is 'The draft.';
comment on column gazette_draft_text.version is 'Version of the draft that it became; null: set aside, because the draft had changed meanwhile.';
comment on column gazette_draft_text.based_on is 'Version that its writer saw; 0 for the first.';
comment on column gazette_draft_text.content is 'All fields of the form.';
comment on column gazette_draft_text.saved_by is 'Actor who sent it.';
comment on column gazette_draft_text.saved_by_name is 'Name of that actor then.';
comment on column gazette_draft_text.saved_at is 'When.';

create table gazette_draft_dismissal (
  draft_id uuid not null references gazette_draft (id),
  fingerprint text not null,
  rule text not null,
  quote text not null,
  reason text not null,
  dismissed_by text not null,
  dismissed_by_name text not null,
  dismissed_at timestamptz not null,
  primary key (draft_id, fingerprint)
);
comment on table gazette_draft_dismissal is 'Findings of the proofreader on a draft that an editor judged not to be mended.';
comment on column gazette_draft_dismissal.draft_id is 'The draft.';
comment on column gazette_draft_dismissal.fingerprint is 'SHA-256 of rule, quote and message: the same finding on the same words.';
comment on column gazette_draft_dismissal.rule is 'Rule that found it.';
comment on column gazette_draft_dismissal.quote is 'The words found.';
comment on column gazette_draft_dismissal.reason is 'Why it stays as it is.';
comment on column gazette_draft_dismissal.dismissed_by is 'Actor who judged.';
comment on column gazette_draft_dismissal.dismissed_by_name is 'Name of that actor then.';
comment on column gazette_draft_dismissal.dismissed_at is 'When.';

create table document_number_series (
  series text not null,
  year integer not null,
  highest integer not null,
  primary key (series, year)
);
comment on table document_number_series is 'One gapless series of numbers per 代字 and year. Its row is the lock under which a number is taken.';
comment on column document_number_series.series is '代字: 银西政办发.';
comment on column document_number_series.year is 'Year in the brackets.';
comment on column document_number_series.highest is 'Highest number taken here or met in an imported document; 0: none yet.';

create table document_number_taken (
  series text not null,
  year integer not null,
  ordinal integer not null,
  number text not null unique,
  subject text not null,
  taken_by text not null,
  taken_at timestamptz not null,
  primary key (series, year, ordinal)
);
comment on table document_number_taken is 'Numbers taken at publication, each once, never given back.';
comment on column document_number_taken.series is '代字.';
comment on column document_number_taken.year is 'Year in the brackets.';
comment on column document_number_taken.ordinal is 'Number within the series and year.';
comment on column document_number_taken.number is 'The whole number as printed: 银西政办发〔2023〕30号.';
comment on column document_number_taken.subject is '`kind:id` of what took it.';
comment on column document_number_taken.taken_by is 'Actor who published.';
comment on column document_number_taken.taken_at is 'When.';
