-- Commands about licence uses that are sent again do nothing and answer as the first time.

alter table licence_use add column request_key text;
create unique index licence_use_by_request on licence_use (division, licence_id, request_key);
comment on column licence_use.request_key is 'Key of the command that made it, unique to its sender; null: a form of a page.';

alter table licence_use_redemption add column request_key text;
comment on column licence_use_redemption.request_key is 'Key of the command that took it; null: a form of a page.';
