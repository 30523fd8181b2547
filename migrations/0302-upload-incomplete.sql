-- An editor may import a file although pages are missing from it.

alter table gazette_upload add column take_incomplete boolean not null default false;
comment on column gazette_upload.take_incomplete is 'The editor asked to import it although documents that its contents list are missing.';
