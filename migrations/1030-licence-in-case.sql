-- A licence that stands for a material of a case: which material, and the uses of a case found by its number.
alter table licence_use add column material text;
create index licence_use_by_case on licence_use (division, case_number);
comment on column licence_use.material is 'Name of the material of the item that it stands for; null: shown at a window.';
