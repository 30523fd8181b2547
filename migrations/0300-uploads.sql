-- Files that an editor uploads, and how far their import is.

create table gazette_upload (
  id uuid primary key,
  request_key text not null unique,
  sha256 text not null,
  file_name text,
  size_bytes integer not null,
  bytes bytea,
  uploaded_by text not null,
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  state text not null,
  steps jsonb not null default '[]',
  report jsonb,
  edition_id uuid references law_edition (id),
  attempts integer not null default 0,
  failures integer not null default 0,
  taken_by text,
  lease_until timestamptz,
  ended_at timestamptz
);
create index gazette_upload_by_time on gazette_upload (uploaded_at desc, id desc);
create index gazette_upload_unfinished on gazette_upload (state) where state in ('queued', 'running');
comment on table gazette_upload is 'A file that an editor uploaded, and the outcome of every step of its import.';
comment on column gazette_upload.id is 'Time-ordered, made by the application.';
comment on column gazette_upload.request_key is 'Actor and the key of the form it was sent with: sending the form again makes no second upload.';
comment on column gazette_upload.sha256 is 'SHA-256 of the bytes, lower-case hexadecimal.';
comment on column gazette_upload.file_name is 'Name as sent, without folders; null when none was sent.';
comment on column gazette_upload.size_bytes is 'Length of the file.';
comment on column gazette_upload.bytes is 'The file until its import has ended; law_source_file keeps what was imported.';
comment on column gazette_upload.uploaded_by is 'Account that uploaded it.';
comment on column gazette_upload.uploaded_by_name is 'Name of the account at that time.';
comment on column gazette_upload.uploaded_at is 'When it was received.';
comment on column gazette_upload.state is 'queued, running, imported, already_here, refused or failed.';
comment on column gazette_upload.steps is 'Steps that have ended, each with its outcome for the editor; the last may be under way.';
comment on column gazette_upload.report is 'What came of it: title, encoding, what was made, or why it was refused.';
comment on column gazette_upload.edition_id is 'The edition that it became, or that was here already.';
comment on column gazette_upload.attempts is 'How often its import was begun.';
comment on column gazette_upload.failures is 'How often it ended in an unexpected error.';
comment on column gazette_upload.taken_by is 'The run that imports it now; a crashed one is known by its lease.';
comment on column gazette_upload.lease_until is 'Until when that run has it; prolonged while it works.';
comment on column gazette_upload.ended_at is 'When its import ended.';
