-- People delete drafts that they do not want any longer, and the files that served nothing else.

comment on table file_object is 'A file that somebody uploaded, once however often it is sent; encrypted. Deleted by its owner together with the draft that alone it served; one that a case, a matter or another draft rests on stays.';

create index theme_case_by_files_owner on theme_case (division, files_owner);
create index case_material_by_file on case_material (division, file_id);

-- What was granted is public (行政许可法第四十条): the newest grants first.
create index case_event_granted on case_event (division, at, case_id) where transition in ('grant', 'higher_granted');
