-- Notices: what is to leave the house, what was tried, and what became of it. No column here says anything about a person in the clear: addresses and
-- names are references into the vault, and what is said is sealed under the key of the record that it is about.
create schema if not exists notices;

-- What is said, once for all its recipients.
create table if not exists notices.letter (
  tenant_id   text not null,
  id          uuid not null,
  record_kind text not null,
  record_id   uuid not null,
  kind        text not null,
  key_rev     int not null,
  sealed      bytea not null,
  ordered_at  timestamptz not null,
  primary key (tenant_id, id)
);
create index if not exists letter_by_record on notices.letter (tenant_id, record_id);

-- The outbox. A row is taken by moving due_at to the end of a lease and writing a claim, and only the holder of that claim may say how it went.
create table if not exists notices.notice (
  tenant_id    text not null,
  id           uuid not null,
  letter_id    uuid not null,
  record_kind  text not null,
  record_id    uuid not null,
  agreement_id uuid,
  channel      text not null,
  language     text not null,
  address_ref  uuid,
  name_ref     uuid,
  state        text not null default 'queued',
  attempts     int not null default 0,
  outcomes     int not null default 0,
  ordered_at   timestamptz not null default clock_timestamp(),
  due_at       timestamptz not null default clock_timestamp(),
  claim        uuid,
  primary key (tenant_id, id)
);
create index if not exists notice_due on notices.notice (channel, due_at) where state = 'queued';
create index if not exists notice_by_record on notices.notice (tenant_id, record_id, id);

-- What became of notices, until whoever ordered them has made events of it: the way back, which is emptied as the outbox is.
create table if not exists notices.outcome (
  tenant_id      text not null,
  notice_id      uuid not null,
  n              int not null,
  record_kind    text not null,
  record_id      uuid not null,
  result         text not null,
  at             timestamptz not null,
  attempt        int not null,
  content_digest bytea,
  trouble        text,
  code           int,
  actor          uuid,
  recorded_at    timestamptz,
  primary key (tenant_id, notice_id, n)
);
create index if not exists outcome_unrecorded on notices.outcome (record_kind, tenant_id, record_id) where recorded_at is null;

-- Links under which receipt is acknowledged, as digests; a notice that was sent twice has two.
create table if not exists notices.token (
  digest     bytea primary key,
  tenant_id  text not null,
  notice_id  uuid not null,
  created_at timestamptz not null default clock_timestamp()
);

-- Where webhooks go. The address and the signing secrets are sealed under a key of the endpoint's own.
create table if not exists notices.endpoint (
  tenant_id    text not null,
  id           uuid not null,
  agreement_id uuid,
  key_rev      int not null,
  sealed       bytea not null,
  version      int not null default 1,
  created_at   timestamptz not null,
  disabled_at  timestamptz,
  primary key (tenant_id, id)
);
create unique index if not exists endpoint_of_recipient on notices.endpoint (tenant_id, coalesce(agreement_id, '00000000-0000-0000-0000-000000000000'));

-- Reminders that are planned as scheduled messages, and those that were sent: each once for each limit.
create table if not exists notices.reminder (
  tenant_id text not null,
  id        bytea not null,
  point     text not null,
  sent_at   timestamptz,
  primary key (tenant_id, id, point)
);
