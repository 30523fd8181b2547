create table seal_certificate (
  division text not null,
  id uuid not null,
  body_code text not null,
  generation integer not null check (generation >= 1),
  body_name text not null,
  certificate bytea not null,
  private_key bytea not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  made_at timestamptz not null,
  primary key (division, id),
  unique (division, body_code, generation)
);
comment on table seal_certificate is 'Keys and certificates of the test authority: its root, and one for every body that seals. Append-only: a new pair is a new generation.';
comment on column seal_certificate.division is 'Six-digit code of the district whose authority it is.';
comment on column seal_certificate.id is 'Time-ordered, made by the application.';
comment on column seal_certificate.body_code is 'Code of the body that seals; empty for the root.';
comment on column seal_certificate.generation is '1 for the first pair of a body, then counted up; the highest seals.';
comment on column seal_certificate.body_name is 'Name of the body when the certificate was made.';
comment on column seal_certificate.certificate is 'The X.509 certificate, DER; public.';
comment on column seal_certificate.private_key is 'The SM2 private key, sealed (platform/sealing, purpose seal.private_key); its place is this row.';
comment on column seal_certificate.valid_from is 'First second of the certificate.';
comment on column seal_certificate.valid_until is 'The second after its last.';
comment on column seal_certificate.made_at is 'When the pair was made.';
