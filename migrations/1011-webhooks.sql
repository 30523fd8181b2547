-- Webhooks: who wants to be told of what, what is to be sent, and every try. The events themselves are the outbox:
-- `case_event` and `licence_event` rows exist exactly when their command committed; deliveries are derived from them,
-- so that opening a case costs nothing more. A BRIN index finds the latest events and is almost free to write.

create index case_event_by_time on case_event using brin (at) with (pages_per_range = 16);

create table webhook_subscription (
  division text not null,
  id uuid not null,
  url text not null,
  body text not null,
  kinds jsonb not null,
  about text not null,
  secret_sealed bytea not null,
  old_secret_sealed bytea,
  old_secret_until timestamptz,
  made_at timestamptz not null,
  made_by text not null,
  request_key text not null,
  rotation_key text,
  ended_at timestamptz,
  ended_by text,
  primary key (division, id),
  unique (division, request_key)
);
comment on table webhook_subscription is 'An address that is told of events of a body''s cases.';
comment on column webhook_subscription.division is 'Division whose events.';
comment on column webhook_subscription.id is 'Time-ordered, made by the application.';
comment on column webhook_subscription.url is 'Where it is sent: https; http on loopback only, outside production.';
comment on column webhook_subscription.body is 'Body whose cases; * is every body of the division.';
comment on column webhook_subscription.kinds is 'Kinds of events that it is told of.';
comment on column webhook_subscription.about is 'What it is for, in the words of whoever made it.';
comment on column webhook_subscription.secret_sealed is 'The secret that signs, encrypted.';
comment on column webhook_subscription.old_secret_sealed is 'The secret before, encrypted; it signs too until old_secret_until.';
comment on column webhook_subscription.old_secret_until is 'Until when the secret before signs too.';
comment on column webhook_subscription.made_at is 'When it was made: earlier events are not sent.';
comment on column webhook_subscription.made_by is 'Account or key:id that made it.';
comment on column webhook_subscription.request_key is 'Who sent the command and its key: sent again it makes none.';
comment on column webhook_subscription.rotation_key is 'Who sent the last change of secret and its key.';
comment on column webhook_subscription.ended_at is 'When it was ended; null while it runs.';
comment on column webhook_subscription.ended_by is 'Account or key:id that ended it.';

create table webhook_cursor (
  division text not null,
  source text not null,
  reached timestamptz not null,
  primary key (division, source)
);
comment on table webhook_cursor is 'How far deliveries were derived from events: everything before has its deliveries.';
comment on column webhook_cursor.division is 'Division of the events.';
comment on column webhook_cursor.source is 'case or licence.';
comment on column webhook_cursor.reached is 'Events recorded before this moment need not be looked at again.';

create table webhook_delivery (
  division text not null,
  id uuid not null,
  subscription_id uuid not null,
  source text not null,
  subject_id uuid not null,
  seq integer not null,
  kind text not null,
  payload text not null,
  state text not null check (state in ('waiting', 'delivered', 'dead')),
  tries integer not null,
  made_at timestamptz not null,
  settled_at timestamptz,
  replay_key text,
  primary key (division, id),
  unique (division, subscription_id, source, subject_id, seq),
  foreign key (division, subscription_id) references webhook_subscription (division, id)
);
create index webhook_delivery_by_state on webhook_delivery (division, subscription_id, state, id);
comment on table webhook_delivery is 'One event for one subscription.';
comment on column webhook_delivery.division is 'Division of the subscription.';
comment on column webhook_delivery.id is 'The webhook-id: the same on every try and every replay.';
comment on column webhook_delivery.subscription_id is 'Whom it is for.';
comment on column webhook_delivery.source is 'case or licence: which table the event stands in.';
comment on column webhook_delivery.subject_id is 'The case or licence; for a ping the delivery itself.';
comment on column webhook_delivery.seq is 'Number of the event in its case or licence.';
comment on column webhook_delivery.kind is 'Kind of event: case.accepted.';
comment on column webhook_delivery.payload is 'The body that is sent, byte for byte; no personal data.';
comment on column webhook_delivery.state is 'waiting, delivered, or dead: given up after the last try.';
comment on column webhook_delivery.tries is 'How often it was tried.';
comment on column webhook_delivery.made_at is 'When it was derived.';
comment on column webhook_delivery.settled_at is 'When it was delivered or given up.';
comment on column webhook_delivery.replay_key is 'Who asked for the last replay and the key of that command.';

create table webhook_try (
  division text not null,
  delivery_id uuid not null,
  n integer not null,
  at timestamptz not null,
  took_ms integer not null,
  status integer,
  answer text not null,
  primary key (division, delivery_id, n),
  foreign key (division, delivery_id) references webhook_delivery (division, id)
);
comment on table webhook_try is 'Every try to deliver, with what the receiver answered.';
comment on column webhook_try.division is 'Division of the delivery.';
comment on column webhook_try.delivery_id is 'The delivery.';
comment on column webhook_try.n is '1, 2, 3 …';
comment on column webhook_try.at is 'When it was sent.';
comment on column webhook_try.took_ms is 'How long it took, in milliseconds.';
comment on column webhook_try.status is 'HTTP status of the answer; null when there was none.';
comment on column webhook_try.answer is 'Beginning of the answer, or why there was none.';
