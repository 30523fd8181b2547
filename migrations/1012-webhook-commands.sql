-- Commands about webhooks that are sent again are known by `command_done`, as everywhere; keys of their own go.

alter table webhook_subscription drop column request_key, drop column rotation_key;
alter table webhook_delivery drop column replay_key;
