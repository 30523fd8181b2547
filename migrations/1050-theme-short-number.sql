-- Clerks find the cases of a matter by the last twelve digits of its number, as they find a case by its own.
create index theme_case_by_short_number on theme_case (division, right(number, 12));
