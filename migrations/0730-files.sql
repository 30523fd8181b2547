-- Files that people upload, and which of them a case rests on.

create table file_object (
  division text not null,
  id uuid not null,
  owner text not null,
  digest text not null,
  name text not null,
  media_type text not null,
  size_bytes integer not null,
  sealed bytea not null,
  uploaded_at timestamptz not null,
  primary key (division, id),
  unique (division, owner, digest)
);
comment on table file_object is 'A file that somebody uploaded, once however often it is sent; encrypted. Append-only.';
comment on column file_object.division is 'Division it was uploaded in.';
comment on column file_object.id is 'Time-ordered, made by the application.';
comment on column file_object.owner is 'Account that uploaded it; only it may use it.';
comment on column file_object.digest is 'Keyed digest of the bytes: the same file is kept once for an owner.';
comment on column file_object.name is 'Its name as sent, without folders and control characters.';
comment on column file_object.media_type is 'What the bytes are, looked at, not believed.';
comment on column file_object.size_bytes is 'Size before encryption.';
comment on column file_object.sealed is 'The bytes, encrypted.';
comment on column file_object.uploaded_at is 'When.';

create table case_material (
  division text not null,
  case_id uuid not null,
  seq integer not null,
  material text not null,
  file_id uuid not null,
  primary key (division, case_id, seq, material, file_id),
  foreign key (division, case_id) references case_file (division, id),
  foreign key (division, file_id) references file_object (division, id)
);
comment on table case_material is 'The files that came with an event of a case. Append-only.';
comment on column case_material.division is 'Division of the case.';
comment on column case_material.case_id is 'The case.';
comment on column case_material.seq is 'Number of the event that brought it.';
comment on column case_material.material is 'Name of the material in the item.';
comment on column case_material.file_id is 'The file.';
