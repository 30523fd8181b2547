-- What clerks found of a case's materials: at the window with the paper before them, later from the files.

create table case_material_check (
  division text not null,
  id uuid not null,
  case_id uuid not null,
  material text not null,
  verdict text not null check (verdict in ('complete', 'wrong', 'missing')),
  reason text not null,
  paper_seen boolean not null,
  copy_kept boolean not null,
  evidence text not null check (evidence in ('A', 'B', 'C', 'D')),
  checked_by text not null,
  checked_by_name text not null,
  checked_at timestamptz not null,
  primary key (division, id),
  foreign key (division, case_id) references case_file (division, id)
);
create index case_material_check_of on case_material_check (division, case_id, id);
comment on table case_material_check is 'A clerk''s finding about one material of a case (核对). Append-only: the last one about a material holds.';
comment on column case_material_check.division is 'Division of the case.';
comment on column case_material_check.id is 'Time-ordered, made by the application.';
comment on column case_material_check.case_id is 'The case.';
comment on column case_material_check.material is 'Name of the material in the item, or as the clerk named it.';
comment on column case_material_check.verdict is 'complete, wrong (with the reason), missing.';
comment on column case_material_check.reason is 'What is to be mended, as the one-time notice tells it; empty when complete.';
comment on column case_material_check.paper_seen is 'The clerk had the paper before them.';
comment on column case_material_check.copy_kept is 'A copy of it was kept.';
comment on column case_material_check.evidence is 'Evidence level (国办函〔2016〕108号): A by its authority, B checked at a window, C uploaded, D self-made.';
comment on column case_material_check.checked_by is 'Account of the clerk.';
comment on column case_material_check.checked_by_name is 'The clerk''s name then.';
comment on column case_material_check.checked_at is 'When.';
