-- Clerks find a case by the last twelve digits of its number, the day and the serial, as lists show them.
create index case_file_by_short_number on case_file (division, right(number, 12));
